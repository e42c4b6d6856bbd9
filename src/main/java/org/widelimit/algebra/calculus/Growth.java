package org.widelimit.algebra.calculus;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.functions.FunctionTable;

/**
 * How an expression behaves as its variable tends to infinity: like {@code factor x^power Exp[rate
 * x^order]}, other symbols being positive numbers.
 *
 * @param factor the factor with its sign; 0 for an expression that vanishes identically, NaN where
 *     the behaviour is not known
 * @param power the power of x
 * @param rate the coefficient of the exponent; 0 without an exponential
 * @param order the power of x in the exponent; infinite for the exponential of an exponential
 */
public record Growth(double factor, double power, double rate, double order) {

  private static final Growth UNKNOWN = new Growth(Double.NaN, 0, 0, 0);

  /** A value for other symbols, which are scales: not a round one, so that nothing cancels. */
  private static final double SCALE = 1.2345678;

  public static Growth of(Expr expr, String variable) {
    if (expr instanceof Num num) {
      return constant(num.doubleValue());
    }
    if (expr instanceof Sym sym) {
      return sym.name().equals(variable) ? new Growth(1, 1, 0, 0) : constant(value(sym.name()));
    }
    Call call = (Call) expr;
    List<Growth> args = call.args().stream().map(arg -> of(arg, variable)).toList();
    return switch (call.headName().orElse("")) {
      case "Plus" -> args.stream().reduce(Growth::plus).orElse(UNKNOWN);
      case "Times" -> args.stream().reduce(Growth::times).orElse(UNKNOWN);
      case "Power" ->
          call.arg(0).equals(Expressions.EULER)
              ? args.get(1).exponential()
              : call.arg(1) instanceof Num num ? args.get(0).raised(num) : UNKNOWN;
      case "Abs" -> args.get(0).withFactor(Math.abs(args.get(0).factor));
      case "Sinh", "Cosh" -> args.get(0).isLarge() ? args.get(0).hyperbolic(call) : UNKNOWN;
      case "Erf", "Tanh", "Sign" ->
          args.get(0).isLarge() ? constant(Math.signum(args.get(0).factor)) : UNKNOWN;
      case "HeavisideTheta" ->
          args.get(0).isKnown() && args.get(0).factor != 0
              ? constant(args.get(0).factor > 0 ? 1 : 0)
              : UNKNOWN;
      case "Max" -> args.stream().reduce((a, b) -> a.larger(b, 1)).orElse(UNKNOWN);
      case "Min" -> args.stream().reduce((a, b) -> a.larger(b, -1)).orElse(UNKNOWN);
      default -> FunctionTable.definition(call).map(same -> of(same, variable)).orElse(UNKNOWN);
    };
  }

  private static double value(String name) {
    return name.equals("Pi") ? Math.PI : name.equals("E") ? Math.E : SCALE;
  }

  private static Growth constant(double value) {
    return new Growth(value, 0, 0, 0);
  }

  /** Returns whether no Gaussian density outweighs it. */
  public boolean outgrowsEveryGaussian() {
    return isKnown() && factor != 0 && rate > 0 && order > 2;
  }

  private boolean isKnown() {
    return !Double.isNaN(factor);
  }

  /** Returns whether the absolute value tends to infinity. */
  private boolean isLarge() {
    return isKnown() && factor != 0 && (rate > 0 || (rate == 0 && power > 0));
  }

  private Growth withFactor(double other) {
    return new Growth(other, power, rate, order);
  }

  /** Returns a positive number if this dominates, negative if the other does, 0 if neither. */
  private int compare(Growth other) {
    if (factor == 0 || other.factor == 0) {
      return Boolean.compare(factor != 0, other.factor != 0);
    }
    double mine = Math.signum(rate) * order;
    double others = Math.signum(other.rate) * other.order;
    if (mine != others) {
      return Double.compare(mine, others);
    }
    return rate != other.rate
        ? Double.compare(rate, other.rate)
        : Double.compare(power, other.power);
  }

  private Growth plus(Growth other) {
    if (!isKnown() || !other.isKnown()) {
      return UNKNOWN;
    }
    int order = compare(other);
    if (order != 0 || factor == 0) {
      return order > 0 ? this : other;
    }
    // Of equal leading terms with exponents the lower terms of the exponents are not known.
    return rate == 0 && factor + other.factor != 0 ? withFactor(factor + other.factor) : UNKNOWN;
  }

  private Growth times(Growth other) {
    if (!isKnown() || !other.isKnown()) {
      return UNKNOWN;
    }
    if (factor == 0 || other.factor == 0) {
      return constant(0);
    }
    double product = factor * other.factor;
    double powers = power + other.power;
    if (rate == 0 || other.rate == 0) {
      return new Growth(product, powers, rate + other.rate, Math.max(order, other.order));
    }
    if (order != other.order) {
      Growth higher = order > other.order ? this : other;
      return new Growth(product, powers, higher.rate, higher.order);
    }
    double sum = rate + other.rate;
    boolean opposite = rate * other.rate < 0 && (Double.isInfinite(order) || sum == 0);
    return opposite ? UNKNOWN : new Growth(product, powers, sum, order);
  }

  private Growth exponential() {
    if (!isKnown()) {
      return UNKNOWN;
    }
    if (rate > 0) {
      return new Growth(1, 0, factor, Double.POSITIVE_INFINITY);
    }
    if (rate < 0 || power < 0 || factor == 0) {
      return constant(1);
    }
    return power == 0 ? constant(Math.exp(factor)) : new Growth(1, 0, factor, power);
  }

  private Growth raised(Num exponent) {
    double e = exponent.doubleValue();
    if (!isKnown() || factor == 0 || (factor < 0 && !exponent.isInteger())) {
      return UNKNOWN;
    }
    return new Growth(Math.pow(factor, e), power * e, rate * e, order);
  }

  private Growth hyperbolic(Call call) {
    double sign = call.isCall("Sinh") ? Math.signum(factor) : 1;
    Growth growing = withFactor(Math.abs(factor)).exponential();
    return growing.withFactor(sign * growing.factor / 2);
  }

  private Growth larger(Growth other, int sign) {
    if (!isKnown() || !other.isKnown()) {
      return UNKNOWN;
    }
    double mine = sign * Math.signum(factor);
    double others = sign * Math.signum(other.factor);
    if (mine != others) {
      return mine > others ? this : other;
    }
    int order = compare(other);
    if (order == 0) {
      return sign * factor >= sign * other.factor ? this : other;
    }
    return order * mine > 0 ? this : other;
  }
}
