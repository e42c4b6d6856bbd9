package org.widelimit.network;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;
import static org.widelimit.network.DerivationLines.apply;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Believed;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.Proposer;
import org.widelimit.algebra.ZeroDecision;
import org.widelimit.algebra.ZeroTest;
import org.widelimit.gaussian.Derivatives;
import org.widelimit.gaussian.ExactForms;
import org.widelimit.gaussian.GaussianResult.ClosedForm;

/**
 * The lines on how the maps behave at their corners: the length map near length 0, and the
 * correlation map near correlation 1, from which depth scales and rates of convergence follow.
 *
 * <p>Near 1 a kink's map has half powers of {@code 1 - c}. In {@code s = Sqrt[(1 - c)/2]}, the sine
 * of half the angle, it is smooth, as {@code ArcSin[c] == Pi/2 - 2 ArcSin[s]} and {@code 1 - c^2 ==
 * 4 s^2 (1 - s^2)}; and so its expansion is Taylor's.
 */
final class SeriesLines {

  private static final int LENGTH_ORDER = 3;

  /** In s: up to {@code (1 - c)^(3/2)}, the first half power there is. */
  private static final int ANGLE_ORDER = 3;

  private static final Duration BUDGET = Duration.ofSeconds(2);

  /** Functions that are smooth wherever their derivatives have values. */
  private static final Set<String> SMOOTH =
      Set.of("Plus", "Times", "Power", "ArcSin", "ArcTan", "Log", "Erf", "Erfc", "Sin", "Cos");

  private static final Expr C = sym("c");
  private static final Expr S = sym("s");

  private static final Assumptions NEAR_ONE =
      new Assumptions(
          Map.of(
              "q", Interval.POSITIVE,
              "s", Interval.open(ZERO, ONE),
              "sigmaW", Interval.POSITIVE,
              "sigmaB", Interval.NONNEGATIVE),
          List.of());

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
    }
  }

  private void lengths() {
    Expr map = network.lengthMap();
    Expr left = apply(call("LengthMap", sym("phi"), sym("sigmaW"), sym("sigmaB")), sym("q"));
    taylor(map, "q", LENGTH_ORDER)
        .map(own -> Proposer.here().series(map, "q", LENGTH_ORDER, own, DerivationLines.ASSUMED))
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
    inAngle(map)
        .flatMap(
            smooth ->
                taylor(smooth, "s", ANGLE_ORDER)
                    .map(own -> Proposer.here().series(smooth, "s", ANGLE_ORDER, own, NEAR_ONE)))
        .ifPresent(
            series ->
                line(
                    "correlationMapAtOne",
                    "correlation map near correlation 1, up to (1 - c)^(3/2)",
                    lines.with("q", "c"),
                    call("Series", left, list(C, ONE, num(ANGLE_ORDER, 2))),
                    series.in(series.value().substitute("s", sqrt(divide(minus(ONE, C), TWO))))));
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

  /**
   * Returns the map in s, or nothing where it is not proved to be the same.
   *
   * @param map the correlation map in c
   */
  private static Optional<Expr> inAngle(Expr map) {
    Expr c = minus(ONE, times(TWO, square(S)));
    Expr smooth = map.transform(SeriesLines::smooth).substitute("c", c);
    Expr difference = minus(smooth, map.substitute("c", c));
    return ZeroTest.decide(difference, NEAR_ONE, BUDGET) instanceof ZeroDecision.Zero
        ? Optional.of(smooth)
        : Optional.empty();
  }

  private static Expr smooth(Expr node) {
    if (node.isCall("ArcSin", 1) && ((Call) node).arg(0).equals(C)) {
      return minus(divide(PI, TWO), times(TWO, call("ArcSin", S)));
    }
    if (!node.isCall("Power", 2)
        || !(((Call) node).arg(1) instanceof Num exponent)
        || exponent.isInteger()) {
      return node;
    }
    Expr factor = ExactForms.normal(divide(((Call) node).arg(0), minus(ONE, square(C))));
    return factor.symbols().contains("c")
        ? node
        : times(
            power(times(num(4), factor), exponent),
            power(S, times(TWO, exponent)),
            power(minus(ONE, square(S)), exponent));
  }

  /** Returns Taylor's polynomial at 0, or nothing for what is not seen to be smooth there. */
  private static Optional<Expr> taylor(Expr function, String variable, int order) {
    if (!isSmooth(function)) {
      return Optional.empty();
    }
    Expr sum = ZERO;
    Expr derivative = function;
    Num factor = Expressions.ONE;
    for (int k = 0; k <= order; k++) {
      Optional<Expr> value = valueAtZero(derivative, variable);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      sum =
          plus(
              sum,
              divide(times(ExactForms.normal(value.get()), power(sym(variable), num(k))), factor));
      derivative = Derivatives.almostEverywhere(derivative, variable);
      factor = Expressions.multiply(factor, num(k + 1));
    }
    return Optional.of(sum);
  }

  private static boolean isSmooth(Expr expr) {
    return !(expr instanceof Call call)
        || (SMOOTH.contains(call.headName().orElse(""))
            && call.args().stream().allMatch(SeriesLines::isSmooth));
  }

  private static Optional<Expr> valueAtZero(Expr expr, String variable) {
    Expr value = Derivatives.foldSteps(expr.substitute(variable, ZERO));
    return hasPole(value) ? Optional.empty() : Optional.of(value);
  }

  /** A root of 0 is as bad as a pole: its derivative is one. */
  private static boolean hasPole(Expr expr) {
    return expr instanceof Call call
        && ((call.isCall("Power", 2)
                && ExactForms.normal(call.arg(0)).isInteger(0)
                && !(call.arg(1) instanceof Num exponent
                    && exponent.isInteger()
                    && exponent.signum() > 0))
            || (call.isCall("ArcSin", 1) && ExactForms.normal(square(call.arg(0))).equals(ONE))
            || call.args().stream().anyMatch(SeriesLines::hasPole));
  }
}
