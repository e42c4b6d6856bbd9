package org.widelimit.enclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.widelimit.enclosure.box.Effort;
import org.widelimit.numeric.interval.RealInterval;

/**
 * All zeros of a function of one variable on an interval, none left out and none invented.
 *
 * <p>A piece on which the function's enclosure, or its mean value form {@code f(m) + f'(X)(X - m)},
 * excludes 0 has no zero. A piece on which the slope's enclosure excludes 0 has one if the signs at
 * its ends are certain and differ, and none if they agree. Where an end is too near to a zero to
 * have a certain sign, the interval Newton operator {@code N(I) = c - f(c)/f'(I)} of a
 * neighbourhood I that it takes into its interior shows that I holds exactly one zero, and that
 * this one lies in {@code N(I)} (Moore, Kearfott and Cloud 2009, theorem 8.4). Any other piece is
 * divided, and what is left when pieces are as narrow as doubles allow is open.
 */
public final class Zeros {

  private static final int MOST_PIECES = 4000;
  private static final int STEPS = 60;
  private static final int WIDENINGS = 16;
  private static final int REFINEMENTS = 3;

  /** Pieces this narrow beside their numbers are not divided. */
  private static final double NARROWEST = 0x1p-44;

  /** Ends that are further apart than by this factor are halved on a logarithmic scale. */
  private static final double APART = 4;

  /** Not the middle itself, at which zeros of symmetric functions like to lie. */
  private static final double ASIDE = 0x1.f1p-2;

  private final Enclosing function;
  private final List<Zero> zeros = new ArrayList<>();
  private final List<RealInterval> open = new ArrayList<>();
  private int pieces;

  private Zeros(Enclosing function) {
    this.function = function;
  }

  /** Encloses a function that has a derivative almost everywhere and is its integral. */
  public interface Enclosing {

    /**
     * Returns an interval of all values on an interval.
     *
     * @param at the values of the variable
     * @return the values; {@link RealInterval#REALS} where there may be none or they are not known
     */
    RealInterval value(RealInterval at);

    /**
     * Returns an interval of all difference quotients on an interval.
     *
     * @param at the values of the variable
     * @return the slopes; {@link RealInterval#REALS} where they are not known
     */
    RealInterval slope(RealInterval at);
  }

  /**
   * A zero.
   *
   * @param at an interval of it
   * @param alone an interval, larger than the other, in which there is no other
   * @param rising whether the function rises there
   */
  public record Zero(RealInterval at, RealInterval alone, boolean rising) {}

  /**
   * What was found.
   *
   * @param zeros the zeros, in ascending order
   * @param open intervals of which nothing is known: everywhere else there is no other zero
   * @param pieces the number of intervals that were looked at
   */
  public record Found(List<Zero> zeros, List<RealInterval> open, int pieces) {

    /** Copies the lists. */
    public Found {
      zeros = List.copyOf(zeros);
      open = List.copyOf(open);
    }
  }

  /**
   * Finds the zeros on neighbouring intervals.
   *
   * @param function the function; it may end the search by {@link Effort.UsedUpException}, and then
   *     all that is left is open
   * @param regions bounded intervals in ascending order
   * @return the zeros that lie in an interval, or may
   */
  public static Found of(Enclosing function, List<RealInterval> regions) {
    return new Zeros(function).search(regions);
  }

  private Found search(List<RealInterval> regions) {
    Deque<RealInterval> left = new ArrayDeque<>(regions);
    try {
      while (!left.isEmpty()) {
        List<RealInterval> rest = outside(left.getFirst());
        if (rest.size() == 1 && rest.get(0).equals(left.getFirst())) {
          List<RealInterval> divided = examine(rest.get(0));
          left.removeFirst();
          rest = divided;
        } else {
          left.removeFirst();
        }
        for (int i = rest.size() - 1; i >= 0; i--) {
          left.addFirst(rest.get(i));
        }
        if (pieces >= MOST_PIECES) {
          break;
        }
      }
    } catch (Effort.UsedUpException late) {
      // What has not been looked at is open.
    }
    open.addAll(left);
    zeros.removeIf(zero -> regions.stream().allMatch(region -> region.isDisjoint(zero.at())));
    zeros.sort(Comparator.comparingDouble(zero -> zero.at().lo()));
    return new Found(zeros, merged(open), pieces);
  }

  /** What of a piece does not belong to the neighbourhood of a known zero. */
  private List<RealInterval> outside(RealInterval piece) {
    for (Zero zero : zeros) {
      RealInterval alone = zero.alone();
      if (overlap(alone, piece)) {
        List<RealInterval> rest = new ArrayList<>();
        if (piece.lo() < alone.lo()) {
          rest.add(RealInterval.of(piece.lo(), alone.lo()));
        }
        if (alone.hi() < piece.hi()) {
          rest.add(RealInterval.of(alone.hi(), piece.hi()));
        }
        return rest;
      }
    }
    return List.of(piece);
  }

  /** Returns whether two intervals have more than an end in common. */
  private static boolean overlap(RealInterval one, RealInterval other) {
    return one.lo() < other.hi() && one.hi() > other.lo();
  }

  /** Returns what is left of a piece. */
  private List<RealInterval> examine(RealInterval piece) {
    pieces++;
    if (!function.value(piece).contains(0)) {
      return List.of();
    }
    RealInterval slope = function.slope(piece);
    double middle = dividing(piece);
    if (!mean(piece, middle, slope).contains(0)) {
      return List.of();
    }
    if (!slope.contains(0)) {
      int before = sign(piece.lo());
      int after = sign(piece.hi());
      if (before != 0 && before == after) {
        return List.of();
      }
      if (before * after < 0) {
        add(new Zero(between(piece, before), piece, after > 0));
        return List.of();
      }
    }
    if (!slope.contains(0) || isNarrow(piece)) {
      Optional<Zero> zero = newton(near(piece));
      if (zero.isPresent() && overlap(zero.get().alone(), piece)) {
        add(zero.get());
        return List.of(piece);
      }
    }
    if (isNarrow(piece) || middle <= piece.lo() || middle >= piece.hi()) {
      open.add(piece);
      return List.of();
    }
    return List.of(RealInterval.of(piece.lo(), middle), RealInterval.of(middle, piece.hi()));
  }

  private static boolean isNarrow(RealInterval piece) {
    return piece.width() <= NARROWEST * piece.magnitude();
  }

  private static double dividing(RealInterval piece) {
    if (piece.lo() > 0 && piece.hi() / piece.lo() > APART) {
      return Math.sqrt(piece.lo()) * Math.sqrt(piece.hi());
    }
    return piece.lo() + ASIDE * (piece.hi() - piece.lo());
  }

  private RealInterval mean(RealInterval piece, double at, RealInterval slope) {
    if (!slope.isBounded() || at <= piece.lo() || at >= piece.hi()) {
      return RealInterval.REALS;
    }
    RealInterval center = RealInterval.of(at);
    return function.value(center).plus(slope.times(piece.minus(center)));
  }

  /** The sign at a number, 0 where it is not certain. */
  private int sign(double at) {
    RealInterval value = function.value(RealInterval.of(at));
    return value.lo() > 0 ? 1 : value.hi() < 0 ? -1 : 0;
  }

  /** The zero of a piece on which the function is monotone and changes its sign. */
  private RealInterval between(RealInterval piece, int before) {
    double lo = piece.lo();
    double hi = piece.hi();
    double at = dividing(piece);
    for (int i = 0; i < STEPS && at > lo && at < hi; i++) {
      RealInterval value = function.value(RealInterval.of(at));
      if (value.contains(0)) {
        break;
      }
      if ((value.lo() > 0 ? 1 : -1) == before) {
        lo = at;
      } else {
        hi = at;
      }
      double slope = function.slope(RealInterval.of(at)).middle();
      double next = at - value.middle() / slope;
      boolean settled = Math.abs(next - at) <= 2 * Math.ulp(at);
      at = next > lo && next < hi ? next : lo / 2 + hi / 2;
      if (settled) {
        break;
      }
    }
    RealInterval bracket = RealInterval.of(lo, hi);
    return newton(at).map(zero -> zero.at().intersect(bracket)).orElse(bracket);
  }

  /** A number near to a zero that may lie in a narrow piece, or at an end of it. */
  private double near(RealInterval piece) {
    double at = dividing(piece);
    for (int i = 0; i < WIDENINGS; i++) {
      RealInterval value = function.value(RealInterval.of(at));
      double slope = function.slope(RealInterval.of(at)).middle();
      double step = value.middle() / slope;
      if (!Double.isFinite(step)) {
        break;
      }
      double next = Math.max(piece.lo(), Math.min(piece.hi(), at - step));
      boolean settled = Math.abs(next - at) <= 2 * Math.ulp(at);
      at = next;
      if (settled || value.contains(0)) {
        break;
      }
    }
    return at;
  }

  /** The zero in a neighbourhood of a number that Newton's operator takes into itself. */
  private Optional<Zero> newton(double center) {
    RealInterval at = RealInterval.of(center);
    RealInterval value = function.value(at);
    double steepness = function.slope(at).mignitude();
    if (!value.isBounded() || !(steepness > 0)) {
      return Optional.empty();
    }
    double radius = Math.max(4 * Math.ulp(center), 2 * value.magnitude() / steepness);
    for (int i = 0; i < WIDENINGS && Double.isFinite(radius); i++, radius *= 4) {
      RealInterval around =
          RealInterval.of(
              RealInterval.sumDown(center, -radius), RealInterval.sumUp(center, radius));
      RealInterval slope = function.slope(around);
      if (!slope.isBounded() || slope.contains(0)) {
        return Optional.empty();
      }
      RealInterval image = at.minus(value.dividedBy(slope));
      if (image.lo() > around.lo() && image.hi() < around.hi()) {
        return Optional.of(new Zero(refined(image), around, slope.lo() > 0));
      }
    }
    return Optional.empty();
  }

  private RealInterval refined(RealInterval first) {
    RealInterval best = first;
    for (int i = 0; i < REFINEMENTS; i++) {
      RealInterval at = RealInterval.of(best.middle());
      RealInterval slope = function.slope(best);
      if (slope.contains(0)) {
        break;
      }
      RealInterval next = best.intersect(at.minus(function.value(at).dividedBy(slope)));
      if (next.isEmpty() || !(next.width() < best.width() / 2)) {
        break;
      }
      best = next;
    }
    return best;
  }

  /**
   * Adds a zero that may be known already. Two whose intervals meet are one: the function is
   * strictly monotone in the neighbourhood of either, and so in their union.
   */
  private void add(Zero zero) {
    for (int i = 0; i < zeros.size(); i++) {
      Zero known = zeros.get(i);
      if (!known.at().isDisjoint(zero.at())) {
        zeros.set(
            i,
            new Zero(
                known.at().intersect(zero.at()), known.alone().hull(zero.alone()), known.rising()));
        return;
      }
    }
    zeros.add(zero);
  }

  private static List<RealInterval> merged(List<RealInterval> pieces) {
    List<RealInterval> sorted = new ArrayList<>(pieces);
    sorted.sort(Comparator.comparingDouble(RealInterval::lo));
    List<RealInterval> merged = new ArrayList<>();
    for (RealInterval piece : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).hi() >= piece.lo()) {
        merged.set(last, merged.get(last).hull(piece));
      } else {
        merged.add(piece);
      }
    }
    return merged;
  }
}
