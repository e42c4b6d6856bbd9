package org.widelimit.algebra.calculus;

import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.times;

import java.util.function.UnaryOperator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;

/** The derivative of {@code BivariateNormalCDF[h, k, rho]}. */
public final class BivariateNormalDerivative {

  private BivariateNormalDerivative() {}

  /**
   * Returns the derivative: the density of one variable times the conditional probability of the
   * other, and by the correlation the joint density (Plackett 1954).
   *
   * @param call the function of h, k and rho
   * @param slope takes the derivative of an argument
   */
  public static Expr of(Call call, UnaryOperator<Expr> slope) {
    Expr h = call.arg(0);
    Expr k = call.arg(1);
    Expr rho = call.arg(2);
    Expr squaredSine = minus(ONE, square(rho));
    Expr distance = minus(plus(square(h), square(k)), times(TWO, rho, h, k));
    Expr joint =
        divide(
            exp(divide(distance, times(num(-2), squaredSine))), times(TWO, PI, sqrt(squaredSine)));
    return plus(
        partial(h, minus(k, times(rho, h)), squaredSine, slope.apply(h)),
        partial(k, minus(h, times(rho, k)), squaredSine, slope.apply(k)),
        times(joint, slope.apply(rho)));
  }

  private static Expr partial(Expr at, Expr distance, Expr squaredSine, Expr slope) {
    if (slope.equals(ZERO)) {
      return ZERO;
    }
    Expr density = divide(exp(times(num(-1, 2), square(at))), sqrt(times(TWO, PI)));
    return times(slope, density, distribution(divide(distance, sqrt(squaredSine))));
  }

  /** Returns the distribution function of one variable. */
  public static Expr distribution(Expr x) {
    return times(HALF, plus(ONE, Expressions.call("Erf", divide(x, sqrt(TWO)))));
  }
}
