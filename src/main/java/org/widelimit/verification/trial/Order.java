package org.widelimit.verification.trial;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.evaluate.PreciseValue;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Precise;
import org.widelimit.verification.verdict.Evidence.Witness;

/**
 * A chain of inequalities at a point: the first pair of neighbours that fails, or else the closest.
 *
 * @param sides the pair
 * @param gap by how much the relation holds: relative to the larger side, or as it is beside a 0;
 *     negative where it fails; not a number without values
 * @param precise the pair to many digits, where doubles cannot tell its order
 * @param isUndefined whether a side has no value, and not just none that can be computed
 */
public record Order(
    Trial trial,
    Equality sides,
    Relation relation,
    Point point,
    Grade grade,
    double gap,
    @Nullable Precise precise,
    boolean isUndefined) {

  /** Compares every pair of neighbours. */
  public static Order of(
      List<Expr> sides, List<Relation> relations, Trial trial, Integration integration) {
    Order shown = null;
    for (int i = 0; i < relations.size(); i++) {
      Equality pair = new Equality(sides.get(i), sides.get(i + 1));
      Order order = of(pair, relations.get(i), trial, integration);
      if (order.agreement() != Agreement.AGREE) {
        return order;
      }
      shown = shown == null || order.gap() < shown.gap() ? order : shown;
    }
    return java.util.Objects.requireNonNull(shown);
  }

  /** Compares two sides, to many digits where doubles cannot tell. */
  public static Order of(Equality sides, Relation relation, Trial trial, Integration integration) {
    Quantity left;
    Quantity right;
    try {
      left = integration.value(trial, sides.left());
      right = integration.value(trial, sides.right());
      if (!left.isScalar() || !right.isScalar()) {
        throw new UndefinedValueException("only numbers have an order");
      }
    } catch (UndefinedValueException none) {
      return new Order(
          trial,
          sides,
          relation,
          Point.undefined(trial.values(), none),
          Grade.ESTIMATE,
          Double.NaN,
          null,
          !none.isOutOfReach());
    }
    double error = left.error() + right.error();
    double claimed = (right.value() - left.value()) * (relation.isRising() ? 1 : -1);
    double size = Math.max(Math.abs(left.value()), Math.abs(right.value()));
    double gap = left.value() == 0 || right.value() == 0 ? claimed : claimed / size;
    Grade grade = left.grade().weaker(right.grade());
    Optional<Precise> precise =
        Math.abs(claimed) > error ? Optional.empty() : precise(sides, trial);
    Agreement agreement =
        precise
            .map(digits -> judged(digits, relation))
            .orElseGet(
                () ->
                    claimed > error
                        ? Agreement.AGREE
                        : claimed < -error || (relation.isStrict() && claimed == 0 && error == 0)
                            ? Agreement.DIFFER
                            : !relation.isStrict() && isTold(error, size, sides, trial, integration)
                                ? Agreement.AGREE
                                : Agreement.UNDECIDED);
    boolean exact = precise.isPresent() && agreement == Agreement.DIFFER;
    return new Order(
        trial,
        sides,
        relation,
        new Point(trial.values(), left.value(), right.value(), error, agreement),
        exact ? Grade.RIGOROUS : grade,
        gap,
        exact ? precise.get() : null,
        false);
  }

  /** Returns whether an error is small beside the sides, or beside what cancels in them. */
  private static boolean isTold(
      double error, double size, Equality sides, Trial trial, Integration integration) {
    double most = integration.discrepancy() / 4;
    return error <= most * size
        || error <= most * integration.scale(trial, sides.left())
        || error <= most * integration.scale(trial, sides.right());
  }

  private static Optional<Precise> precise(Equality sides, Trial trial) {
    ActivationTable activations = trial.evaluator().activations();
    Expr left = activations.inline(sides.left());
    Expr right = activations.inline(sides.right());
    Expr difference = Expressions.minus(left, right);
    boolean numbers =
        Elementary.isFormula(difference)
            && difference.symbols().stream()
                .allMatch(
                    name ->
                        trial.exact().containsKey(name)
                            || !trial.evaluator().values().containsKey(name));
    if (!numbers) {
      return Optional.empty();
    }
    int digits = PreciseExamination.DIGITS;
    return PreciseValue.at(difference, trial.exact(), digits)
        .flatMap(
            apart ->
                PreciseValue.at(left, trial.exact(), digits)
                    .flatMap(
                        value ->
                            PreciseValue.at(right, trial.exact(), digits)
                                .map(
                                    other ->
                                        new Precise(
                                            trial.exact(),
                                            value.value(),
                                            other.value(),
                                            apart.value(),
                                            apart.error(),
                                            false))));
  }

  private static Agreement judged(Precise sides, Relation relation) {
    BigDecimal claimed = relation.isRising() ? sides.difference().negate() : sides.difference();
    if (claimed.abs().compareTo(sides.error()) > 0) {
      return claimed.signum() > 0 ? Agreement.AGREE : Agreement.DIFFER;
    }
    boolean equal = claimed.signum() == 0 && sides.error().signum() == 0;
    return !relation.isStrict() ? Agreement.AGREE : equal ? Agreement.DIFFER : Agreement.UNDECIDED;
  }

  public Agreement agreement() {
    return point.agreement();
  }

  /** Returns the witness against the relation, confirmed by enclosures where it has to be. */
  public Witness witness(TrialSource source) {
    Witness plain =
        new Witness(
            point.values(),
            point.left(),
            point.right(),
            point.error(),
            grade,
            trial.setting(),
            precise);
    return grade == Grade.RIGOROUS
        ? plain
        : EnclosedWitness.violates(sides, relation, trial, source).orElse(plain);
  }
}
