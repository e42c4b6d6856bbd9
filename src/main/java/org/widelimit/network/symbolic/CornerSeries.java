package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.gaussian.exact.ExactForms;

/**
 * Expansions of the maps at their corners: of the length map at length 0, and of the correlation
 * map at correlation 1.
 *
 * <p>Near 1 a kink's map has half powers of {@code 1 - c}. In {@code s = Sqrt[(1 - c)/2]}, the sine
 * of half the angle, it is smooth, as {@code ArcSin[c] == Pi/2 - 2 ArcSin[s]} and {@code 1 - c^2 ==
 * 4 s^2 (1 - s^2)}; and so its expansion is Taylor's. The computer algebra proposes it, and this
 * program's own derivatives prove it.
 */
public final class CornerSeries {

  private static final Duration BUDGET = Duration.ofSeconds(2);

  /** What is smooth wherever its derivatives have values. */
  private static final Set<String> SMOOTH =
      Heads.union(Heads.ARITHMETIC, FunctionTable.names(f -> f.shape().smoothness().isAnalytic()));

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

  private CornerSeries() {}

  /**
   * Expands a function of a variable at 0.
   *
   * @param order the highest power
   * @return the polynomial, or nothing for what is not seen to be smooth there
   */
  static Optional<Believed> atZero(
      Expr function, String variable, int order, Assumptions assumptions) {
    return Proposer.here()
        .series(function, variable, order, part -> taylor(part, variable, order), assumptions);
  }

  /**
   * Expands a correlation map at correlation 1.
   *
   * @param map the map in q, c, {@code sigmaW} and {@code sigmaB}
   * @param order the highest power of s
   * @return the polynomial in {@code s = Sqrt[(1 - c)/2]}, or nothing for what is not seen to be
   *     smooth in it
   */
  public static Optional<Believed> atCorrelationOne(Expr map, int order) {
    return inAngle(map).flatMap(smooth -> atZero(smooth, "s", order, NEAR_ONE));
  }

  /** The same at correlation -1, in {@code s = Sqrt[(1 + c)/2]}. */
  static Optional<Believed> atCorrelationMinusOne(Expr map, int order) {
    return atCorrelationOne(map.substitute("c", negate(C)), order);
  }

  /**
   * Returns the map in s, or nothing where it is not proved to be the same.
   *
   * @param map the correlation map in c
   */
  private static Optional<Expr> inAngle(Expr map) {
    Expr c = minus(ONE, times(TWO, square(S)));
    Expr smooth = map.transform(CornerSeries::smooth).substitute("c", c);
    Expr difference = minus(smooth, map.substitute("c", c));
    return ZeroDecider.decide(difference, NEAR_ONE, BUDGET) instanceof ZeroDecision.Zero
        ? Optional.of(smooth)
        : Optional.empty();
  }

  private static Expr smooth(Expr node) {
    if (node.isCall("ArcSin", 1)) {
      Expr right = minus(divide(PI, TWO), times(TWO, call("ArcSin", S)));
      Expr argument = ((Call) node).arg(0);
      return argument.equals(C) ? right : argument.equals(negate(C)) ? negate(right) : node;
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
            && call.args().stream().allMatch(CornerSeries::isSmooth));
  }

  private static Optional<Expr> valueAtZero(Expr expr, String variable) {
    Expr value = Derivatives.foldSteps(expr.substitute(variable, ZERO));
    return hasPole(value) ? Optional.empty() : Optional.of(value);
  }

  /** A root of 0, or the end of another domain, is as bad as a pole: the derivative is one. */
  private static boolean hasPole(Expr expr) {
    return expr instanceof Call call
        && ((call.isCall("Power", 2)
                && ExactForms.normal(call.arg(0)).isInteger(0)
                && !(call.arg(1) instanceof Num exponent
                    && exponent.isInteger()
                    && exponent.signum() > 0))
            || FunctionTable.of(call)
                .map(RealFunction::need)
                .map(need -> ExactForms.normal(need.part().apply(call.arg(0))))
                .filter(edge -> edge.isInteger(0))
                .isPresent()
            || call.args().stream().anyMatch(CornerSeries::hasPole));
  }
}
