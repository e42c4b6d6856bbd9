package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.network.symbolic.DerivationLines.apply;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/**
 * The lines on how the maps behave at their corners: the length map near length 0, and the
 * correlation map near correlations 1 and -1, from which depth scales and rates of convergence
 * follow.
 */
final class SeriesLines {

  private static final int LENGTH_ORDER = 3;

  /** In s: up to {@code (1 - c)^(3/2)}, the first half power there is. */
  private static final int ANGLE_ORDER = 3;

  private static final Expr C = sym("c");

  private final SymbolicNetwork network;
  private final DerivationLines lines;

  SeriesLines(SymbolicNetwork network, DerivationLines lines) {
    this.network = network;
    this.lines = lines;
  }

  void add() {
    if (network.kernels().secondMoment() instanceof ClosedForm) {
      lengths();
    }
    if (network.kernels().correlatedDual() instanceof ClosedForm) {
      correlations();
      opposites();
    }
  }

  private void lengths() {
    Expr map = network.lengthMap();
    Expr left = apply(call("LengthMap", sym("phi"), sym("sigmaW"), sym("sigmaB")), sym("q"));
    CornerSeries.atZero(map, "q", LENGTH_ORDER, DerivationLines.ASSUMED)
        .ifPresent(
            series ->
                line(
                    "lengthMapAtZero",
                    "length map near length 0, up to q^" + LENGTH_ORDER,
                    lines.with("q"),
                    call("Series", left, list(sym("q"), ZERO, num(LENGTH_ORDER))),
                    series));
  }

  private void correlations() {
    Expr map = network.correlationMap();
    Expr left =
        apply(call("CorrelationMap", sym("phi"), sym("sigmaW"), sym("sigmaB")), sym("q"), C);
    CornerSeries.atCorrelationOne(map, ANGLE_ORDER)
        .ifPresent(
            series ->
                line(
                    "correlationMapAtOne",
                    "correlation map near correlation 1, up to (1 - c)^(3/2)",
                    lines.with("q", "c"),
                    call("Series", left, list(C, ONE, num(ANGLE_ORDER, 2))),
                    series.in(series.value().substitute("s", sqrt(divide(minus(ONE, C), TWO))))));
  }

  private void opposites() {
    Expr left =
        apply(call("CorrelationMap", sym("phi"), sym("sigmaW"), sym("sigmaB")), sym("q"), C);
    CornerSeries.atCorrelationMinusOne(network.correlationMap(), ANGLE_ORDER)
        .ifPresent(
            series ->
                line(
                    "correlationMapAtMinusOne",
                    "correlation map near correlation -1, up to (1 + c)^(3/2)",
                    lines.with("q", "c"),
                    call("Series", left, list(C, MINUS_ONE, num(ANGLE_ORDER, 2))),
                    series.in(series.value().substitute("s", sqrt(divide(plus(ONE, C), TWO))))));
  }

  private void line(
      String name, String title, List<String> parameters, Expr asked, Believed series) {
    Expr left = call("Normal", asked);
    lines.addProved(
        name,
        title,
        parameters,
        left,
        series.value(),
        "",
        series.isOwn()
            ? List.of()
            : List.of(series.step("expansion", left, "the coefficients are those of Taylor")));
  }
}
