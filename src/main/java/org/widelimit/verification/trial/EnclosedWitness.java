package org.widelimit.verification.trial;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.interval.RealInterval;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.derive.FixedPoints;
import org.widelimit.verification.enclose.PointEnclosure;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Witness;

/** Witnesses that enclosures of both sides confirm, where other numbers are estimates. */
public final class EnclosedWitness {

  /** The time of the processor for a side that the recursion of kernels makes of averages. */
  private static final Duration KERNEL = Duration.ofSeconds(8);

  private EnclosedWitness() {}

  /** Returns the point as a witness if enclosures of the sides are disjoint there. */
  static Optional<Witness> differ(Equality equality, Trial trial, TrialSource source) {
    return at(equality, trial, source, RealInterval::isDisjoint)
        .or(
            () ->
                imagesOfClaimedPoint(equality)
                    .flatMap(images -> at(images, trial, source, RealInterval::isDisjoint))
                    .map(
                        witness ->
                            new Witness(
                                witness.values(),
                                witness.left(),
                                witness.right(),
                                witness.error(),
                                "left: what the map makes of the claimed point; right: the"
                                    + " point")));
  }

  /** What is claimed to be a fixed point is no fixed point if the map takes it elsewhere. */
  private static Optional<Equality> imagesOfClaimedPoint(Equality equality) {
    return image(equality.left(), equality.right())
        .or(() -> image(equality.right(), equality.left()));
  }

  private static Optional<Equality> image(Expr word, Expr claimed) {
    return word.isCall("FixedPoint")
            && word instanceof Call call
            && call.arg(0).isCall("LengthMap", 3)
            && !FixedPoints.mentions(claimed)
        ? Optional.of(new Equality(Expressions.call(call.arg(0), List.of(claimed)), claimed))
        : Optional.empty();
  }

  /** Returns the point as a witness if enclosures of the sides violate an order there. */
  public static Optional<Witness> violates(
      Equality sides, Relation relation, Trial trial, TrialSource source) {
    return at(
        sides,
        trial,
        source,
        (left, right) -> {
          RealInterval smaller = relation.isRising() ? left : right;
          RealInterval larger = relation.isRising() ? right : left;
          return relation.isStrict() ? smaller.lo() >= larger.hi() : smaller.lo() > larger.hi();
        });
  }

  /** A relation between two intervals. */
  private interface Contradiction {
    boolean between(RealInterval left, RealInterval right);
  }

  /** Encloses the sides as they are written, or the formulas that exact steps put for them. */
  private static Optional<Witness> at(
      Equality sides, Trial trial, TrialSource source, Contradiction contradiction) {
    Optional<Witness> written =
        source.isOfNumbers()
            ? at(sides, trial.exact(), "", trial, contradiction)
            : Optional.empty();
    return written.or(
        () ->
            source
                .forms(sides, trial)
                .flatMap(
                    placed ->
                        at(
                            placed.sides(),
                            placed.point(),
                            placed.setting(),
                            trial,
                            contradiction)));
  }

  private static Optional<Witness> at(
      Equality sides,
      Map<String, Num> point,
      String setting,
      Trial trial,
      Contradiction contradiction) {
    PointEnclosure enclosure =
        setting.isEmpty()
            ? new PointEnclosure(trial.evaluator().activations())
            : new PointEnclosure(trial.evaluator().activations(), KERNEL);
    EnclosedValue left = enclosure.at(sides.left(), point);
    EnclosedValue right = left.isSure() ? enclosure.at(sides.right(), point) : left;
    if (!left.isSure() || !right.isSure() || !contradiction.between(left.range(), right.range())) {
      return Optional.empty();
    }
    return Optional.of(
        new Witness(
            trial.values(),
            left.range().middle(),
            right.range().middle(),
            left.range().width() + right.range().width(),
            Grade.RIGOROUS,
            setting.isEmpty() ? trial.setting() : setting));
  }
}
