package org.widelimit.verification.evaluate;

import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;

/**
 * A correlation as its distance from the nearer of 1 and -1. Duals of functions with jumps change
 * like the square root of that distance, so what is known of the correlation itself says too little
 * near the ends, and the distance is computed from the formula as it stands.
 *
 * @param complement the distance, in {@code [0, 1]}
 * @param negative whether it is the distance from -1
 */
record CorrelationDistance(Quantity complement, boolean negative) {

  /** The correlation of a covariance comes out of a division and a square root. */
  private static final double ROUNDINGS = 8;

  /** How far beyond its range a correlation may lie by the rounding of what it came from. */
  private static final double RANGE_ROUNDING = 1e-12;

  /**
   * Returns the distance of a correlation that a formula gives.
   *
   * @throws IllegalArgumentException if it is beyond 1
   */
  static CorrelationDistance of(Expr correlation, Evaluator at) {
    Quantity rough = at.evaluate(correlation);
    return rough.error() == 0
        ? inside(Quantity.of(1 - Math.abs(rough.value())).atMost(rough.grade()), rough.value() < 0)
        : of(correlation, rough, at);
  }

  /**
   * Returns the distance of the correlation of a covariance; 0 if a variance is 0.
   *
   * @throws IllegalArgumentException if it is beyond 1
   */
  static CorrelationDistance ofCovariance(Expr p, Expr q, Expr r, Evaluator at) {
    Quantity covariance = at.evaluate(r);
    Quantity first = at.evaluate(p);
    Quantity second = at.evaluate(q);
    double variance = first.value();
    double other = second.value();
    Grade grade = covariance.grade().weaker(first.grade()).weaker(second.grade());
    if (variance < 0 || other < 0) {
      throw new IllegalArgumentException(
          "a variance cannot be negative: " + Math.min(variance, other));
    }
    double scale = Math.sqrt(variance) * Math.sqrt(other);
    if (scale == 0) {
      if (Math.abs(covariance.value()) > covariance.error()) {
        throw new IllegalArgumentException(
            "not a covariance: p = " + variance + ", q = " + other + ", r = " + covariance);
      }
      return new CorrelationDistance(Quantity.of(0).atMost(grade), false);
    }
    double value = covariance.value() / scale;
    double error = covariance.error() / scale + Math.abs(value) * ROUNDINGS * Bounded.ROUNDING;
    Expr correlation = Expressions.divide(r, Expressions.sqrt(Expressions.times(p, q)));
    return of(correlation, Quantity.of(value, error, grade), at);
  }

  private static CorrelationDistance of(Expr correlation, Quantity rough, Evaluator at) {
    boolean negative = rough.value() < 0;
    Quantity distance =
        Quantity.of(1 - Math.abs(rough.value()), rough.error() + Bounded.ROUNDING, rough.grade());
    if (at.isSharp() && PreciseValue.isNeeded(distance)) {
      Expr size = negative ? Expressions.negate(correlation) : correlation;
      Optional<PreciseValue> fine = PreciseValue.of(Expressions.minus(Expressions.ONE, size), at);
      return inside(fine.map(PreciseValue::rounded).orElse(distance), negative);
    }
    return inside(distance, negative);
  }

  private static CorrelationDistance inside(Quantity distance, boolean negative) {
    if (distance.value() < -RANGE_ROUNDING) {
      throw new IllegalArgumentException(
          "not a correlation: " + (negative ? distance.value() - 1 : 1 - distance.value()));
    }
    double cut = Math.max(0, -distance.value());
    return new CorrelationDistance(
        Quantity.of(distance.value() + cut, distance.error() + cut, distance.grade()), negative);
  }

  /**
   * Returns the correlation at a distance.
   *
   * @throws IllegalArgumentException if the distance is not in {@code [0, 1]}
   */
  Correlation correlation(double distance) {
    return Correlation.ofComplement(distance, negative);
  }
}
