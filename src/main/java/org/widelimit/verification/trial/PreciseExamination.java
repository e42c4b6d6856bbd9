package org.widelimit.verification.trial;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.Decimals;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.evaluate.PreciseValue;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Precise;

/**
 * Equalities to fifty digits, at points whose coordinates are exact.
 *
 * <p>Both sides must be formulas as they stand, or have been brought to formulas by exact steps of
 * the derivation. A derived formula counts at a point only if the side as it is written, by
 * quadrature, agrees with it there. A difference beyond the error bound of both evaluations refutes
 * the claim.
 */
public final class PreciseExamination {

  /** The digits of the sides. */
  static final int DIGITS = 50;

  private static final MathContext UPWARDS = new MathContext(20, RoundingMode.UP);

  /** Points at which mutants are looked at. */
  private static final int FIRST = 8;

  private final Integration integration;
  private final Map<Equality, Equality> derived;
  private final Map<Equality, Optional<Pair>> pairs = new HashMap<>();

  /**
   * Prepares the examination.
   *
   * @param derived formulas that derivations have put for both sides of some equalities
   */
  public PreciseExamination(Integration integration, Map<Equality, Equality> derived) {
    this.integration = integration;
    this.derived = Map.copyOf(derived);
  }

  /** An equality and the formulas that stand for its sides. */
  private record Pair(Equality written, Equality formulas, boolean derived) {}

  /** Returns the largest difference that is possible, relative to the larger side. */
  static double relativeBound(Precise sides) {
    return relative(sides, Decimals.sumOfBounds(sides.difference().abs(), sides.error()));
  }

  /** Returns the difference relative to the larger side. */
  static double relativeDifference(Precise sides) {
    return relative(sides, sides.difference().abs());
  }

  /** Returns a number relative to the larger side; of two sides that are 0 it is as it stands. */
  private static double relative(Precise sides, BigDecimal number) {
    BigDecimal scale = sides.left().abs().max(sides.right().abs()).round(UPWARDS);
    BigDecimal rounded = number.round(UPWARDS);
    return (scale.signum() == 0 ? rounded : rounded.divide(scale, MathContext.DECIMAL64))
        .doubleValue();
  }

  private Optional<Pair> pair(Equality equality) {
    return pairs.computeIfAbsent(
        equality,
        written -> {
          Optional<Pair> plain =
              formula(written.left())
                  .flatMap(
                      left ->
                          formula(written.right())
                              .map(right -> new Pair(written, new Equality(left, right), false)));
          return plain.or(
              () ->
                  Optional.ofNullable(derived.get(written))
                      .map(both -> new Pair(written, both, true)));
        });
  }

  private Optional<Expr> formula(Expr side) {
    return integration.trials().stream()
        .findFirst()
        .map(trial -> trial.evaluator().activations().inline(side))
        .filter(Elementary::isFormula);
  }

  /** Returns both sides at a point, or empty if one has no value there to so many digits. */
  Optional<Precise> at(Equality equality, Trial trial) {
    Optional<Pair> known = pair(equality);
    if (known.isEmpty() || !isOfNumbers(known.get(), trial) || !integration.isDefined(trial)) {
      return Optional.empty();
    }
    Pair pair = known.get();
    Expr leftFormula = pair.formulas().left();
    Expr rightFormula = pair.formulas().right();
    Optional<PreciseValue> left = PreciseValue.at(leftFormula, trial.exact(), DIGITS);
    Optional<PreciseValue> right = PreciseValue.at(rightFormula, trial.exact(), DIGITS);
    if (left.isEmpty()
        || right.isEmpty()
        || (pair.derived()
            && !(stands(trial, equality.left(), left.get())
                && stands(trial, equality.right(), right.get())))) {
      return Optional.empty();
    }
    BigDecimal difference = Decimals.minus(left.get().value(), right.get().value());
    BigDecimal error = Decimals.sumOfBounds(left.get().error(), right.get().error());
    if (!pair.derived() && difference.abs().compareTo(error) <= 0 && error.signum() > 0) {
      // Like terms cancel before they are rounded: what is left may be far below their digits.
      // Closed forms hold constants of activations, which are known to so many digits only.
      Optional<PreciseValue> apart =
          PreciseValue.at(Expressions.minus(leftFormula, rightFormula), trial.exact(), DIGITS);
      if (apart.isPresent() && apart.get().error().compareTo(error) < 0) {
        difference = apart.get().value();
        error = apart.get().error();
      }
    }
    return Optional.of(
        new Precise(
            trial.exact(),
            left.get().value(),
            right.get().value(),
            difference,
            error,
            pair.derived()));
  }

  /** Returns whether an equality of formulas fails at one of the first points. */
  public boolean refutes(Equality equality) {
    return integration.trials().stream()
        .limit(FIRST)
        .anyMatch(trial -> at(equality, trial).filter(Precise::differs).isPresent());
  }

  private static boolean isOfNumbers(Pair pair, Trial trial) {
    Expr difference = Expressions.minus(pair.formulas().left(), pair.formulas().right());
    return difference.symbols().stream()
        .allMatch(
            name ->
                trial.exact().containsKey(name) || !trial.evaluator().values().containsKey(name));
  }

  /** Returns whether a side as it is written has the value of the formula derived for it. */
  private boolean stands(Trial trial, Expr side, PreciseValue formula) {
    try {
      return integration.compare(integration.value(trial, side), formula.rounded())
          == Agreement.AGREE;
    } catch (UndefinedValueException none) {
      return false;
    }
  }
}
