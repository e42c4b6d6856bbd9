package org.widelimit.verification;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Grade;
import org.widelimit.verification.Evidence.Agreement;
import org.widelimit.verification.Evidence.Precise;
import org.widelimit.verification.Evidence.Witness;

/**
 * Equalities that agree in doubles, to fifty digits.
 *
 * <p>Both sides must be formulas as they stand, or have been brought to formulas by exact steps of
 * the derivation. A derived formula counts at a point only if the side as it is written, by
 * quadrature, agrees with it there. A difference beyond the error bound of both evaluations refutes
 * the claim; the coordinates of a point are doubles, so they are exact.
 */
final class PreciseExamination {

  private static final int DIGITS = 50;

  private final Integration integration;
  private final Assumptions assumptions;

  PreciseExamination(Integration integration, Assumptions assumptions) {
    this.integration = integration;
    this.assumptions = assumptions;
  }

  /** An equality and the formulas that stand for its sides. */
  private record Pair(Equality written, Equality formulas, boolean derived) {}

  /**
   * Looks at the same points again.
   *
   * @param seen what doubles saw, no witness among it
   * @param equalities the equalities
   * @param derived formulas that derivations have put for both sides of some of them
   * @return the same, or with a witness, or with more digits
   */
  Evidence.Integrated examine(
      Evidence.Integrated seen, List<Equality> equalities, Map<Equality, Equality> derived) {
    List<Pair> pairs = new ArrayList<>();
    for (Equality equality : equalities) {
      pair(equality, derived.get(equality)).ifPresent(pairs::add);
    }
    int compared = 0;
    int differing = 0;
    BigDecimal bound = BigDecimal.ZERO;
    BigDecimal largest = BigDecimal.ZERO;
    Witness witness = null;
    for (Trial trial : pairs.isEmpty() ? List.<Trial>of() : integration.trials()) {
      boolean everywhere = pairs.size() == equalities.size();
      boolean differs = false;
      for (Pair pair : pairs) {
        Optional<Precise> there = at(pair, trial);
        everywhere &= there.isPresent() && !pair.derived();
        if (there.isPresent()) {
          BigDecimal apart = relative(there.get(), there.get().difference().abs());
          largest = largest.max(apart);
          bound = bound.max(apart.add(relative(there.get(), there.get().error())));
          differs |= there.get().differs();
          if (witness == null && there.get().differs()) {
            witness = witness(pair, trial);
          }
        }
      }
      compared += everywhere || differs ? 1 : 0;
      differing += differs ? 1 : 0;
    }
    return conclusion(seen, compared, differing, largest, bound, witness);
  }

  private static Evidence.Integrated conclusion(
      Evidence.Integrated seen,
      int compared,
      int differing,
      BigDecimal largest,
      BigDecimal bound,
      @Nullable Witness witness) {
    if (witness == null && compared < seen.points()) {
      return seen;
    }
    double digits = Math.min(DIGITS, -log10(bound));
    String summary =
        witness == null
            ? String.format(
                Locale.ROOT, "the sides agree at all %d points to %.1f digits", compared, digits)
            : "the sides differ at %d of %d points, seen with %d digits where doubles agree"
                .formatted(differing, seen.points(), DIGITS);
    return new Evidence.Integrated(
        seen.points(),
        seen.undefined(),
        seen.undecided(),
        witness == null ? largest.doubleValue() : Math.max(largest.doubleValue(), 0),
        witness == null ? digits : seen.digits(),
        witness,
        seen.sample(),
        summary);
  }

  private static double log10(BigDecimal positive) {
    return positive.signum() == 0
        ? Double.NEGATIVE_INFINITY
        : positive.precision() - positive.scale() - 1 + Math.log10(leading(positive));
  }

  private static double leading(BigDecimal positive) {
    return positive.movePointLeft(positive.precision() - positive.scale() - 1).doubleValue();
  }

  /** Returns a number relative to the larger side; of two sides that are 0 it is as it stands. */
  private static BigDecimal relative(Precise sides, BigDecimal number) {
    BigDecimal scale = sides.left().abs().max(sides.right().abs());
    return scale.signum() == 0 ? number : number.divide(scale, MathContext.DECIMAL64);
  }

  private Optional<Pair> pair(Equality equality, @Nullable Equality derived) {
    Optional<Equality> formulas =
        formula(equality.left())
            .flatMap(left -> formula(equality.right()).map(right -> new Equality(left, right)));
    return formulas
        .map(both -> new Pair(equality, both, false))
        .or(() -> Optional.ofNullable(derived).map(both -> new Pair(equality, both, true)));
  }

  private Optional<Expr> formula(Expr side) {
    return integration.trials().stream()
        .findFirst()
        .map(trial -> trial.evaluator().activations().inline(side))
        .filter(Elementary::isFormula);
  }

  /** Returns both sides at a point, or empty if one has no value there to so many digits. */
  private Optional<Precise> at(Pair pair, Trial trial) {
    if (!isAdmissible(trial)
        || integration.compare(pair.written(), trial).agreement() == Agreement.UNDEFINED) {
      return Optional.empty();
    }
    Evaluator there = trial.evaluator();
    Optional<PreciseValue> left = PreciseValue.of(pair.formulas().left(), there, DIGITS);
    Optional<PreciseValue> right = PreciseValue.of(pair.formulas().right(), there, DIGITS);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (pair.derived()
        && !(stands(trial, pair.written().left(), left.get())
            && stands(trial, pair.written().right(), right.get()))) {
      return Optional.empty();
    }
    BigDecimal difference = left.get().value().subtract(right.get().value());
    BigDecimal error = left.get().error().add(right.get().error());
    if (difference.abs().compareTo(error) <= 0) {
      // Like terms cancel before they are rounded: what is left may be far below their digits.
      Optional<PreciseValue> apart =
          PreciseValue.of(
              Expressions.minus(pair.formulas().left(), pair.formulas().right()), there, DIGITS);
      if (apart.isPresent() && apart.get().error().compareTo(error) < 0) {
        difference = apart.get().value();
        error = apart.get().error();
      }
    }
    return Optional.of(
        new Precise(left.get().value(), right.get().value(), difference, error, pair.derived()));
  }

  /** Returns whether a side as it is written has the value of the formula derived for it. */
  private boolean stands(Trial trial, Expr side, PreciseValue derived) {
    return integration.compare(integration.value(trial, side), derived.rounded())
        == Agreement.AGREE;
  }

  /** Returns whether the exact point, not its rounding, satisfies the claim's conditions. */
  private boolean isAdmissible(Trial trial) {
    Map<String, Num> point = new HashMap<>();
    trial
        .values()
        .forEach((name, value) -> point.put(name, Expressions.decimal(new BigDecimal(value))));
    return assumptions.admits(point);
  }

  private @Nullable Witness witness(Pair pair, Trial trial) {
    Trial best =
        integration.simplest(trial, moved -> at(pair, moved).filter(Precise::differs).isPresent());
    return at(pair, best)
        .map(
            sides ->
                new Witness(
                    best.values(),
                    sides.left().doubleValue(),
                    sides.right().doubleValue(),
                    sides.error().doubleValue(),
                    Grade.RIGOROUS,
                    best.setting(),
                    sides))
        .orElse(null);
  }
}
