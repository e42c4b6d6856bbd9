package org.widelimit.verification.claim;

import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Heads;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.numeric.Variation;
import org.widelimit.numeric.special.SpecialFunctions;

/** The elementary functions of formulas: which they are, and their values with an error bound. */
public final class Elementary {

  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          Map.entry("Sin", Math::sin),
          Map.entry("Cos", Math::cos),
          Map.entry("Tan", Math::tan),
          Map.entry("ArcSin", Math::asin),
          Map.entry("ArcCos", Math::acos),
          Map.entry("ArcTan", Math::atan),
          Map.entry("Sinh", Math::sinh),
          Map.entry("Cosh", Math::cosh),
          Map.entry("Tanh", Math::tanh),
          Map.entry("ArcTanh", x -> (Math.log1p(x) - Math.log1p(-x)) / 2),
          Map.entry("Sech", x -> 1 / Math.cosh(x)),
          Map.entry("Log", Math::log),
          Map.entry("Erf", SpecialFunctions::erf),
          Map.entry("Erfc", SpecialFunctions::erfc),
          Map.entry("Erfi", SpecialFunctions::erfi),
          Map.entry("DawsonF", SpecialFunctions::dawsonF),
          Map.entry("Abs", Math::abs),
          Map.entry("Sign", Math::signum),
          Map.entry("HeavisideTheta", x -> x > 0 ? 1 : x < 0 ? 0 : 0.5),
          Map.entry("Floor", Math::floor));

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

  /** The functions that are not monotone: how far they move. */
  private static final Map<String, Variation> VARIATIONS =
      Map.of(
          "Sin", Variation.LIPSCHITZ,
          "Cos", Variation.LIPSCHITZ,
          "DawsonF", Variation.LIPSCHITZ,
          "Tan", Variation.TANGENT,
          "Cosh", Variation.MONOTONE_FROM_ZERO,
          "Sech", Variation.MONOTONE_FROM_ZERO,
          "Abs", Variation.MONOTONE_FROM_ZERO);

  private static final Set<String> WITHOUT_ZEROS = Set.of("Sech", "Erfc");

  /** Roundings that the library functions above may make. */
  private static final double ROUNDINGS = 4;

  private Elementary() {}

  /** Returns whether the head is one a compiled formula may hold. */
  public static boolean isElementary(Call call) {
    return call.headName()
        .map(name -> UNARY.containsKey(name) || OTHERS.contains(name))
        .orElse(false);
  }

  /** Returns whether a whole formula is made of such heads. */
  public static boolean isFormula(Expr expr) {
    return !(expr instanceof Call call)
        || (isElementary(call) && call.args().stream().allMatch(Elementary::isFormula));
  }

  /** Returns whether the function has one real argument. */
  public static boolean isUnary(String name) {
    return UNARY.containsKey(name);
  }

  /** Returns the function of every entry. */
  public static Quantity apply(String name, Quantity argument) {
    Variation variation = VARIATIONS.getOrDefault(name, Variation.MONOTONE);
    Quantity value = argument.map(UNARY.get(name), variation, ROUNDINGS);
    return WITHOUT_ZEROS.contains(name) ? value.withoutZeros() : value;
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
