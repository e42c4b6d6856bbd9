package org.widelimit.verification.claim;

import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.numeric.Variation;

/** The elementary functions of formulas: which they are, and their values with an error bound. */
public final class Elementary {

  private static final Set<String> OTHERS =
      Heads.union(
          Heads.ARITHMETIC,
          Heads.CONDITIONS,
          Set.of(
              "Binomial",
              "BivariateNormalCDF",
              "Equal",
              "Factorial",
              "Factorial2",
              "Gamma",
              "HermiteH",
              "HermiteHe",
              "List",
              "Max",
              "Min",
              "Piecewise"));

  /** Roundings that the library functions above may make. */
  private static final double ROUNDINGS = 4;

  private Elementary() {}

  /** Returns whether the head is one a compiled formula may hold. */
  public static boolean isElementary(Call call) {
    return call.headName().map(name -> isUnary(name) || OTHERS.contains(name)).orElse(false);
  }

  /** Returns whether a whole formula is made of such heads. */
  public static boolean isFormula(Expr expr) {
    return !(expr instanceof Call call)
        || (isElementary(call) && call.args().stream().allMatch(Elementary::isFormula));
  }

  /** Returns whether the function has one real argument. */
  public static boolean isUnary(String name) {
    return FunctionTable.find(name).isPresent();
  }

  /**
   * Returns the function of every entry.
   *
   * @param name a function of the table
   */
  public static Quantity apply(String name, Quantity argument) {
    RealFunction function = FunctionTable.find(name).orElseThrow();
    Quantity value = argument.map(function.value(), function.shape().variation(), ROUNDINGS);
    return function.shape().positive() ? value.withoutZeros() : value;
  }

  /** Returns the exponential of every entry. */
  public static Quantity exponential(Quantity exponent) {
    return exponent.map(Math::exp, Variation.MONOTONE, ROUNDINGS).withoutZeros();
  }

  /** Returns the power of two scalars. */
  public static Quantity power(Quantity base, Quantity exponent) {
    double power = exponent.value();
    boolean integer = exponent.error() == 0 && power == Math.rint(power);
    if (integer && base.value() < -base.error() && Math.abs(power) > 64) {
      Quantity size = power(base.negate(), exponent);
      return power % 2 == 0 ? size : size.negate();
    }
    if (exponent.error() == 0 && power == Math.rint(power) && Math.abs(power) <= 64) {
      return integerPower(base, (int) power);
    }
    if (base.value() < 0) {
      throw new UndefinedValueException("a negative number to the power " + power);
    }
    if (base.value() == 0 && power <= 0) {
      throw new UndefinedValueException("0 to the power " + power);
    }
    Quantity raised = base.map(b -> Math.pow(Math.max(0, b), power), Variation.MONOTONE, ROUNDINGS);
    Quantity inBase = base.value() == 0 ? raised : raised.withoutZeros();
    if (exponent.error() == 0) {
      return inBase;
    }
    // Monotone in each of the two: the extremes lie in the corners.
    double error = inBase.error();
    for (double end : new double[] {-1, 1}) {
      double farthest = base.value() + end * base.error();
      Quantity there = Quantity.of(Math.max(0, farthest));
      Quantity moved = exponent.map(e -> Math.pow(there.value(), e), Variation.MONOTONE, ROUNDINGS);
      error = Math.max(error, Math.abs(moved.value() - inBase.value()) + moved.error());
    }
    return Quantity.of(inBase.value(), 2 * error, base.grade().weaker(exponent.grade()));
  }

  private static Quantity integerPower(Quantity base, int power) {
    if (power < 0) {
      return integerPower(base, -power).reciprocal();
    }
    Quantity result = Quantity.of(1);
    for (int i = 0; i < power; i++) {
      result = result.times(base);
    }
    return result;
  }
}
