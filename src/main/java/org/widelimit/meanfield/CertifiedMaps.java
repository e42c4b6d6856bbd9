package org.widelimit.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.enclosure.Zeros;
import org.widelimit.enclosure.box.Effort;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Fixed points and critical points with proofs: every one in a stated range of lengths is found,
 * none is invented, and each number is an enclosure.
 *
 * <p>With {@code s = sqrt(q)}, {@code A(s) = E[phi'(s z)^2]} and {@code B(s) = E[phi(s z)^2]}, the
 * length map has a fixed point where {@code sigmaW^2 B(s) + sigmaB^2 - s^2} vanishes, and {@code
 * chi_1 = 1} at one (Poole et al. 2016, Schoenholz et al. 2017) where {@code (s^2 - sigmaB^2) A(s)
 * - B(s)} does, for {@code sigmaW^2 = 1/A(s)}. {@link Zeros} finds the zeros of both.
 */
public final class CertifiedMaps {

  private static final RealInterval TWO = RealInterval.of(2);

  /** How far a correlation is looked for around its estimate, and how often ten times as far. */
  private static final double NEAR = 0x1p-50;

  private static final int WIDENINGS = 14;

  private final Activation activation;
  private final EnclosedMoments moments;
  private @Nullable Boolean odd;

  /** Creates the maps of an activation, which share what they find out about its averages. */
  public CertifiedMaps(Activation activation) {
    this.activation = activation;
    this.moments = new EnclosedMoments(activation);
  }

  /**
   * Lengths between which a search was made.
   *
   * @param from the least length; only where there is no bias are smaller ones possible, as a fixed
   *     point is at least the bias variance
   * @param to the largest length
   */
  public record Range(double from, double to) {

    /** The range that searches cover where nobody says which. */
    public static final Range USUAL = new Range(0x1p-20, 0x1p10);

    /**
     * Checks the ends.
     *
     * @throws IllegalArgumentException if they are not positive, finite and in order
     */
    public Range {
      if (!(from > 0 && from < to && Double.isFinite(to))) {
        throw new IllegalArgumentException("no range of lengths: " + from + ", " + to);
      }
    }

    /** The scales from the power of 2 at or below the least length on, octave by octave. */
    List<RealInterval> octaves(double sigmaB2) {
      double least = Math.max(from, sigmaB2);
      double lo = 1;
      while (lo * lo > least) {
        lo /= 2;
      }
      while (4 * lo * lo <= least) {
        lo *= 2;
      }
      List<RealInterval> octaves = new ArrayList<>();
      for (double at = lo; at * at < to; at *= 2) {
        octaves.add(RealInterval.of(at, 2 * at));
      }
      return octaves;
    }
  }

  /**
   * A point of the critical line.
   *
   * @param sigmaW2 the weight variance times the width
   * @param length the fixed point of the length map, the only critical one in an interval about it
   * @param lengthSlope the slope of the length map there; below 1 networks are drawn to it
   */
  public record CriticalPoint(
      RealInterval sigmaW2, RealInterval length, RealInterval lengthSlope) {}

  /**
   * A fixed point of the length map.
   *
   * @param length where it is
   * @param slope the slope of the length map there
   * @param chi {@code chi_1} there; unbounded where the activation jumps
   */
  public record Length(RealInterval length, RealInterval slope, RealInterval chi) {}

  /**
   * What a search found.
   *
   * @param points all that there are in the range, in ascending order of their lengths
   * @param open lengths at which there may be more
   * @param covered the lengths that were searched
   * @param pieces the number of intervals that this took
   */
  public record Found<T>(
      List<T> points, List<RealInterval> open, RealInterval covered, int pieces) {

    /** Copies the lists. */
    public Found {
      points = List.copyOf(points);
      open = List.copyOf(open);
    }

    /** Returns whether nothing is open. */
    public boolean isWhole() {
      return open.isEmpty();
    }
  }

  /** A function of the scale, by its parts. */
  private interface Part {
    RealInterval at(RealInterval scale);
  }

  private static Zeros.Enclosing function(Effort effort, Part value, Part slope) {
    return new Zeros.Enclosing() {
      @Override
      public RealInterval value(RealInterval at) {
        return asked(value, at);
      }

      @Override
      public RealInterval slope(RealInterval at) {
        return asked(slope, at);
      }

      private RealInterval asked(Part part, RealInterval at) {
        if (effort.isUsedUp()) {
          throw new Effort.UsedUpException();
        }
        return at.lo() > 0 ? part.at(at) : RealInterval.REALS;
      }
    };
  }

  /**
   * Finds all points of the line {@code chi_1 = 1} at a bias variance.
   *
   * @param sigmaB2 the bias variance, not negative
   * @param range the lengths to search
   * @param processor the time of the processor; what is not decided then is open
   */
  public Found<CriticalPoint> critical(double sigmaB2, Range range, Duration processor) {
    RealInterval bias = RealInterval.of(sigmaB2);
    List<RealInterval> octaves = range.octaves(sigmaB2);
    if (moments.jumps()) {
      return new Found<>(List.of(), List.of(hull(octaves)), hull(octaves), 0);
    }
    if (sigmaB2 == 0 && isOdd() && isCurved()) {
      return new Found<>(List.of(), List.of(), hull(octaves), 0);
    }
    Zeros.Found found =
        Zeros.of(
            function(
                new Effort(processor),
                s -> s.square().minus(bias).times(moments.slopes(s)).minus(moments.square(s)),
                s ->
                    TWO.times(s)
                        .times(moments.slopes(s))
                        .plus(s.square().minus(bias).times(moments.slopesSlope(s)))
                        .minus(moments.squareSlope(s))),
            octaves);
    List<CriticalPoint> points = new ArrayList<>();
    for (Zeros.Zero zero : found.zeros()) {
      RealInterval s = zero.at();
      RealInterval weight = RealInterval.ONE.dividedBy(moments.slopes(s));
      points.add(new CriticalPoint(weight, s.square(), lengthSlope(weight, s)));
    }
    return new Found<>(points, squares(found.open()), hull(octaves), found.pieces());
  }

  private boolean isOdd() {
    Boolean known = odd;
    if (known == null) {
      known = LengthMoments.of(activation).isOdd();
      odd = known;
    }
    return known;
  }

  /**
   * Returns whether an odd activation is known not to be linear. {@code E[s^2 phi'^2 - phi^2]} is
   * the sum of {@code (k - 1) a_k^2} over its Hermite coefficients, of which those of even order
   * vanish (Poincare's inequality): where it is positive at one scale, phi is not linear, and so it
   * is positive at every scale.
   */
  private boolean isCurved() {
    RealInterval one = RealInterval.ONE;
    return moments.slopes(one).minus(moments.square(one)).lo() > 0;
  }

  /**
   * Finds all fixed points of the length map in a range.
   *
   * @param sigmaW2 the weight variance times the width; of an interval a point is found for each
   *     number in it
   * @param sigmaB2 the bias variance, not negative
   * @param range the lengths to search
   * @param processor the time of the processor; what is not decided then is open
   */
  public Found<Length> lengths(
      RealInterval sigmaW2, double sigmaB2, Range range, Duration processor) {
    RealInterval bias = RealInterval.of(sigmaB2);
    List<RealInterval> octaves = range.octaves(sigmaB2);
    Zeros.Found found =
        Zeros.of(
            function(
                new Effort(processor),
                s -> sigmaW2.times(moments.square(s)).plus(bias).minus(s.square()),
                s -> sigmaW2.times(moments.squareSlope(s)).minus(TWO.times(s))),
            octaves);
    List<Length> points = new ArrayList<>();
    for (Zeros.Zero zero : found.zeros()) {
      RealInterval s = zero.at();
      points.add(new Length(s.square(), lengthSlope(sigmaW2, s), sigmaW2.times(moments.slopes(s))));
    }
    return new Found<>(points, squares(found.open()), hull(octaves), found.pieces());
  }

  /** The slope in q is that in s over 2 s. */
  private RealInterval lengthSlope(RealInterval sigmaW2, RealInterval s) {
    return sigmaW2.times(moments.squareSlope(s)).dividedBy(TWO.times(s));
  }

  /**
   * What networks make of the correlation of two inputs.
   *
   * @param limit the correlation that all but opposite inputs are drawn to
   * @param slope the slope of the correlation map there
   */
  public record Settled(RealInterval limit, RealInterval slope) {

    /** Returns the depth scale {@code -1/log(slope)}; empty where the slope may be 1, or 0. */
    public Optional<RealInterval> depthScale() {
      return scale(slope);
    }
  }

  /** Returns the depth scale {@code -1/log|slope|}; empty where the slope may be 1 or 0 in size. */
  public static Optional<RealInterval> scale(RealInterval slope) {
    RealInterval size = slope.abs();
    return !size.isBounded() || !(size.lo() > 0) || size.contains(1)
        ? Optional.empty()
        : Optional.of(RealInterval.of(-1).dividedBy(RealFunctions.log(size)));
  }

  /**
   * Returns the fixed point of the correlation map that correlations from 0 to below 1 are drawn
   * to, at a fixed point of the length map; empty where enclosures do not tell.
   *
   * <p>The map is {@code C(c) = (sigmaW^2 E[phi(u) phi(v)] + sigmaB^2)/q = Sum[a_k c^k]} with
   * {@code a_k >= 0} and {@code C(1) = 1} (Mehler's formula), so {@code C(c) - c} is convex on [0,
   * 1] and not negative at 0. Where {@code chi_1 = C'(1) > 1} it is negative just below 1, and
   * vanishes at one c below 1 exactly, unless it vanishes at 0, where it then is that one. Where
   * {@code chi_1 <= 1} it is positive below 1, unless the map is linear. A convex map that rises
   * draws every start between to that fixed point, monotonically.
   *
   * @param sigmaW2 the weight variance times the width
   * @param sigmaB2 the bias variance
   * @param point the fixed point of the length map
   */
  public Optional<Settled> correlation(RealInterval sigmaW2, double sigmaB2, Length point) {
    RealInterval chi = point.chi();
    if (chi.hi() < 1) {
      return Optional.of(new Settled(RealInterval.ONE, chi));
    }
    if (!(chi.lo() > 1)) {
      return Optional.empty();
    }
    RealInterval s = RealFunctions.sqrt(point.length());
    if (sigmaB2 == 0 && isOdd()) {
      return Optional.of(slope(sigmaW2, s, RealInterval.ZERO));
    }
    double estimate = estimate(sigmaW2.middle(), sigmaB2, point.length().middle());
    double radius = NEAR;
    for (int i = 0; i < WIDENINGS; i++, radius *= 10) {
      double lo = Math.max(0, estimate - radius);
      double hi = estimate + radius;
      if (hi >= 1) {
        return Optional.empty();
      }
      boolean between =
          excess(sigmaW2, sigmaB2, point.length(), s, lo).lo() > 0
              && excess(sigmaW2, sigmaB2, point.length(), s, hi).hi() < 0;
      if (between) {
        return Optional.of(slope(sigmaW2, s, RealInterval.of(lo, hi)));
      }
    }
    return Optional.empty();
  }

  /** Where the correlation settles, without a proof; 1 where that is not found. */
  private double estimate(double sigmaW2, double sigmaB2, double length) {
    return CorrelationFixedPoints.of(
            MeanFieldMaps.of(activation, sigmaW2, sigmaB2), Bounded.exact(length))
        .attractor()
        .map(point -> point.value().value())
        .orElse(1.0);
  }

  private Settled slope(RealInterval sigmaW2, RealInterval s, RealInterval correlation) {
    return new Settled(correlation, sigmaW2.times(moments.slopesDual(s, correlation)));
  }

  /** By how much the map exceeds a correlation, times the length. */
  private RealInterval excess(
      RealInterval sigmaW2, double sigmaB2, RealInterval q, RealInterval s, double correlation) {
    RealInterval c = RealInterval.of(correlation);
    return sigmaW2.times(moments.dual(s, c)).plus(RealInterval.of(sigmaB2)).minus(q.times(c));
  }

  private static List<RealInterval> squares(List<RealInterval> scales) {
    return scales.stream().map(RealInterval::square).toList();
  }

  private static RealInterval hull(List<RealInterval> octaves) {
    return RealInterval.of(octaves.get(0).lo(), octaves.get(octaves.size() - 1).hi()).square();
  }
}
