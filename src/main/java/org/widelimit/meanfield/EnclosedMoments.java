package org.widelimit.meanfield;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Enclosures of the averages that the maps of an activation are made of, on intervals of the scale
 * {@code s = sqrt(q)}: {@code E[phi(s z)^2]}, {@code E[phi'(s z)^2]}, their slopes in s, and the
 * same of two correlated variables.
 *
 * <p>The slope of {@code E[g(s z)]} is {@code E[(z^2 - 1) g(s z)]/s} for every g that grows no
 * faster than an exponential: with the density of {@code u = s z} it is {@code Integrate[g(u)
 * n(u/s)/s]}, and {@code d/ds (n(u/s)/s) = (u^2/s^2 - 1) n(u/s)/s^2}. So kinks and jumps of g need
 * no care. That {@code phi'} holds at all but isolated points is enough where phi does not jump.
 *
 * <p>Averages are kept, so that searches at many variances share them.
 */
final class EnclosedMoments {

  /** The time of the processor for one average on one interval. */
  private static final Duration ONE_VALUE = Duration.ofSeconds(2);

  private static final Sym SCALE = InternalNames.symbol("scale");
  private static final Sym CORRELATION = InternalNames.symbol("correlation");
  private static final Sym U = InternalNames.symbol("u");
  private static final Sym V = InternalNames.symbol("v");

  private final Expr square;
  private final Expr squareSlope;
  private final Expr slopes;
  private final Expr slopesSlope;
  private final Expr mean;
  private final Expr dual;
  private final Expr slopesDual;
  private final boolean jumps;
  private final Map<Key, RealInterval> known = new ConcurrentHashMap<>();

  /** An average and where it was asked for. */
  private record Key(Expr average, RealInterval scale, RealInterval correlation) {}

  EnclosedMoments(Activation phi) {
    Expr value = phi.expression();
    Expr derivative = phi.derivative();
    this.jumps = jumps(phi);
    this.square = one(Expressions.square(value), false);
    this.squareSlope = one(Expressions.square(value), true);
    this.slopes = one(Expressions.square(derivative), false);
    this.slopesSlope = one(Expressions.square(derivative), true);
    this.mean = one(value, false);
    this.dual = two(value);
    this.slopesDual = two(derivative);
  }

  private static boolean jumps(Activation phi) {
    boolean[] found = {false};
    phi.distributionalDerivative()
        .transform(
            node -> {
              found[0] |= node.isCall("DiracDelta");
              return node;
            });
    return found[0];
  }

  private static Expr one(Expr function, boolean slope) {
    Expr at = function.substitute(Activation.VARIABLE, Expressions.times(SCALE, U));
    return slope
        ? Expressions.divide(
            Expressions.call(
                "E",
                Expressions.times(Expressions.minus(Expressions.square(U), Expressions.ONE), at),
                U),
            SCALE)
        : Expressions.call("E", at, U);
  }

  private static Expr two(Expr function) {
    Expr law =
        Expressions.list(
            Expressions.list(Expressions.ONE, CORRELATION),
            Expressions.list(CORRELATION, Expressions.ONE));
    return Expressions.call(
        "E",
        Expressions.times(
            function.substitute(Activation.VARIABLE, Expressions.times(SCALE, U)),
            function.substitute(Activation.VARIABLE, Expressions.times(SCALE, V))),
        Expressions.list(U, V),
        law);
  }

  /** Returns whether the activation jumps, so that {@code E[phi'^2]} is infinite. */
  boolean jumps() {
    return jumps;
  }

  /** Returns {@code E[phi(s z)^2]}. */
  RealInterval square(RealInterval scale) {
    return at(square, scale).intersect(RealInterval.NONNEGATIVE);
  }

  /** Returns the slope of {@link #square} in the scale. */
  RealInterval squareSlope(RealInterval scale) {
    return at(squareSlope, scale);
  }

  /** Returns {@code E[phi'(s z)^2]}. */
  RealInterval slopes(RealInterval scale) {
    return jumps ? RealInterval.REALS : at(slopes, scale).intersect(RealInterval.NONNEGATIVE);
  }

  /** Returns the slope of {@link #slopes} in the scale. */
  RealInterval slopesSlope(RealInterval scale) {
    return jumps ? RealInterval.REALS : at(slopesSlope, scale);
  }

  /** Returns {@code E[phi(s z)]}. */
  RealInterval mean(RealInterval scale) {
    return at(mean, scale);
  }

  /** Returns {@code E[phi(s u) phi(s v)]} for standard normal variables of a correlation. */
  RealInterval dual(RealInterval scale, RealInterval correlation) {
    return at(dual, scale, correlation);
  }

  /** Returns {@code E[phi'(s u) phi'(s v)]}. */
  RealInterval slopesDual(RealInterval scale, RealInterval correlation) {
    return jumps ? RealInterval.REALS : at(slopesDual, scale, correlation);
  }

  private RealInterval at(Expr average, RealInterval scale) {
    return at(average, scale, RealInterval.ZERO);
  }

  private RealInterval at(Expr average, RealInterval scale, RealInterval correlation) {
    if (!(scale.lo() > 0) || !scale.isBounded()) {
      return RealInterval.REALS;
    }
    return known.computeIfAbsent(
        new Key(average, scale, correlation),
        key -> {
          EnclosedValue value =
              PointValues.over(
                  average,
                  List.of(SCALE.name(), CORRELATION.name()),
                  new RealInterval[] {scale, correlation},
                  ONE_VALUE);
          return value.isSure() ? value.range() : RealInterval.REALS;
        });
  }
}
