package org.widelimit.activation;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;

/**
 * A function {@code right x^power} for {@code x > 0} and {@code left |x|^power} for {@code x < 0},
 * recognized from its formula.
 *
 * @param power the exponent, not negative
 * @param right the factor on the right
 * @param left the factor on the left
 */
public record Homogeneous(int power, double right, double left) {

  private static final int HIGHEST_POWER = 12;

  /** Returns the form of an activation, or empty if its formula is not seen to have one. */
  public static Optional<Homogeneous> of(Activation activation) {
    return of(activation.expression());
  }

  /** Returns the form of a formula in {@code x}, or empty if it is not seen to have one. */
  public static Optional<Homogeneous> of(Expr expr) {
    if (expr instanceof Num num) {
      return Optional.of(new Homogeneous(0, num.doubleValue(), num.doubleValue()));
    }
    if (expr instanceof Sym sym) {
      return sym.name().equals(Activation.VARIABLE)
          ? Optional.of(new Homogeneous(1, 1, -1))
          : Optional.empty();
    }
    if (!(expr instanceof Call call) || !(call.head() instanceof Sym head)) {
      return Optional.empty();
    }
    return switch (head.name()) {
      case "Plus" -> merge(call.args(), Double::sum);
      case "Max" -> merge(call.args(), Math::max);
      case "Min" -> merge(call.args(), Math::min);
      case "Times" -> product(call.args());
      case "Power" -> power(call);
      case "Abs" ->
          of(call.arg(0)).map(f -> new Homogeneous(f.power, Math.abs(f.right), Math.abs(f.left)));
      case "Sign" ->
          of(call.arg(0)).map(f -> new Homogeneous(0, Math.signum(f.right), Math.signum(f.left)));
      case "HeavisideTheta" ->
          of(call.arg(0)).map(f -> new Homogeneous(0, step(f.right), step(f.left)));
      default -> Optional.empty();
    };
  }

  private static double step(double value) {
    return (1 + Math.signum(value)) / 2;
  }

  private boolean isZero() {
    return right == 0 && left == 0;
  }

  private static Optional<Homogeneous> merge(List<Expr> terms, DoubleBinaryOperator operation) {
    Optional<Homogeneous> merged = of(terms.get(0));
    for (Expr term : terms.subList(1, terms.size())) {
      Optional<Homogeneous> next = of(term);
      if (merged.isEmpty() || next.isEmpty()) {
        return Optional.empty();
      }
      Homogeneous a = merged.get();
      Homogeneous b = next.get();
      if (a.power != b.power && !a.isZero() && !b.isZero()) {
        return Optional.empty();
      }
      int power = a.isZero() ? b.power : a.power;
      merged =
          Optional.of(
              new Homogeneous(
                  power,
                  operation.applyAsDouble(a.right, b.right),
                  operation.applyAsDouble(a.left, b.left)));
    }
    return merged;
  }

  private static Optional<Homogeneous> product(List<Expr> factors) {
    int power = 0;
    double right = 1;
    double left = 1;
    for (Expr factor : factors) {
      Optional<Homogeneous> next = of(factor);
      if (next.isEmpty() || power + next.get().power > HIGHEST_POWER) {
        return Optional.empty();
      }
      power += next.get().power;
      right *= next.get().right;
      left *= next.get().left;
    }
    return Optional.of(new Homogeneous(power, right, left));
  }

  private static Optional<Homogeneous> power(Call call) {
    Optional<Homogeneous> base = of(call.arg(0));
    if (base.isEmpty()
        || !(call.arg(1) instanceof Num exponent)
        || !exponent.isInteger()
        || exponent.signum() < 0
        || exponent.doubleValue() * Math.max(1, base.get().power) > HIGHEST_POWER) {
      return Optional.empty();
    }
    int n = exponent.numerator().intValueExact();
    return Optional.of(
        new Homogeneous(
            base.get().power * n, Math.pow(base.get().right, n), Math.pow(base.get().left, n)));
  }
}
