package org.widelimit.verification;

import java.util.Optional;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.RealInterval;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.Evidence.Witness;

/** Witnesses that enclosures of both sides confirm, where other numbers are estimates. */
final class EnclosedWitness {

  private EnclosedWitness() {}

  /** Returns the point as a witness if enclosures of the sides are disjoint there. */
  static Optional<Witness> differ(Equality equality, Trial trial) {
    return at(equality, trial, RealInterval::isDisjoint);
  }

  /** Returns the point as a witness if enclosures of the sides violate an order there. */
  static Optional<Witness> violates(Equality sides, Relation relation, Trial trial) {
    return at(
        sides,
        trial,
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

  private static Optional<Witness> at(Equality sides, Trial trial, Contradiction contradiction) {
    PointEnclosure enclosure = new PointEnclosure(trial.evaluator().activations());
    EnclosedValue left = enclosure.at(sides.left(), trial.exact());
    EnclosedValue right = left.isSure() ? enclosure.at(sides.right(), trial.exact()) : left;
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
            trial.setting()));
  }
}
