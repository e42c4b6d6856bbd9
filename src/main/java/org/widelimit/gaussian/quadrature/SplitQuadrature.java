package org.widelimit.gaussian.quadrature;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.CompensatedSum;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.DoubleExponential;

/**
 * Integrals over an interval that is cut at places where the integrand has peaks, kinks, jumps or
 * singularities, by the tanh-sinh rule on every piece, with an estimate of the error.
 *
 * <p>The integrand is asked for its value at a distance from a place, so that a singularity keeps
 * its digits however near. At an end where it grows like a power {@code d^k} of the distance,
 * {@code d = s^(1/(1 + k))} makes it bounded in {@code s}; a tail that falls like a power is
 * treated the same way. Where the power is -1 or steeper, or cannot be told from that, there is no
 * value.
 */
public final class SplitQuadrature {

  /** An integrand by distances from places. */
  public interface Integrand {
    /** Returns the value at {@code place + distance}. */
    double at(double place, double distance);

    /**
     * Returns the least distance from the place at which {@link #at} still has its digits; infinite
     * where the integrand is known to be regular.
     */
    double resolution(double place);
  }

  private static final int FIRST_LEVEL = 3;
  private static final int LAST_LEVEL = 6;
  private static final int DEEPEST = 14;

  /** A relative change below which a refinement has converged. */
  private static final double CONVERGED = 1e-15;

  /** A relative error that more pieces would not be worth. */
  private static final double FINE = 1e-13;

  private final Integrand f;
  private final DoubleSupplier noise;
  private final long mostNodes;
  private long nodes;
  private double magnitude;

  private SplitQuadrature(Integrand f, DoubleSupplier noise, long mostNodes) {
    this.f = f;
    this.noise = noise;
    this.mostNodes = mostNodes;
  }

  /**
   * Returns the integral.
   *
   * @param noise the relative error of the integrand's values, as far as it is known by now
   * @param mostNodes how many values may be asked for before the error is left as it is
   * @param ends the ends of the pieces, ascending; the first and the last may be infinite
   * @throws DivergentExpectationException if the integral diverges, cannot be told from one that
   *     does, or the integrand is undefined at a node
   */
  public static Bounded integrate(
      Integrand f, DoubleSupplier noise, long mostNodes, double... ends) {
    return new SplitQuadrature(f, noise, mostNodes).over(ends);
  }

  private Bounded over(double... ends) {
    Deque<Piece> todo = new ArrayDeque<>();
    for (int i = 0; i + 1 < ends.length; i++) {
      add(todo, ends[i], ends[i + 1]);
    }
    Piece[] pieces = todo.toArray(new Piece[0]);
    // A first look at all pieces says what is small against the whole.
    for (Piece piece : pieces) {
      magnitude += rule(piece, FIRST_LEVEL).magnitude;
    }
    CompensatedSum value = new CompensatedSum();
    double error = 0;
    while (!todo.isEmpty()) {
      Piece piece = todo.removeFirst();
      Sum last = rule(piece, FIRST_LEVEL);
      Sum next = last;
      double change = Double.POSITIVE_INFINITY;
      for (int level = FIRST_LEVEL + 1; level <= LAST_LEVEL; level++) {
        next = rule(piece, level);
        change = Math.abs(next.value() - last.value());
        double floor = Math.max(CONVERGED, noise.getAsDouble()) * magnitude;
        if (change <= Math.max(next.rounding(), floor)) {
          break;
        }
        last = next;
      }
      double tolerance = Math.max(FINE, 2 * noise.getAsDouble());
      boolean fine = change <= Math.max(next.rounding(), tolerance * magnitude);
      if (fine || piece.depth == DEEPEST || nodes > mostNodes) {
        value.add(next.value());
        error += change + next.rounding() + next.unsure;
      } else {
        piece.halves(todo);
      }
    }
    return new Bounded(value.value(), error + Math.abs(value.value()) * Bounded.ROUNDING);
  }

  private void add(Deque<Piece> todo, double lower, double upper) {
    if (lower == Double.NEGATIVE_INFINITY && upper == Double.POSITIVE_INFINITY) {
      add(todo, lower, 0);
      add(todo, 0, upper);
      return;
    }
    if (Double.isInfinite(upper)) {
      tail(todo, lower, 1);
    } else if (Double.isInfinite(lower)) {
      tail(todo, upper, -1);
    } else if (upper > lower) {
      double middle = lower + (upper - lower) / 2;
      Power left = Power.near(f, lower, 1, upper - lower);
      Power right = Power.near(f, upper, -1, upper - lower);
      if (left.isRegular() && right.isRegular()) {
        todo.add(Piece.between(lower, upper));
      } else {
        todo.add(Piece.from(lower, middle, left));
        todo.add(Piece.from(upper, middle, right));
      }
    }
  }

  private void tail(Deque<Piece> todo, double from, int sign) {
    Power end = Power.near(f, from, sign, 1);
    double start = from;
    if (!end.isRegular()) {
      start = from + sign;
      todo.add(Piece.from(from, start, end));
    }
    todo.add(Piece.tail(start, sign, Power.far(f, start, sign)));
  }

  /**
   * A piece, and the part of it that is left after halvings, in the variable {@code s} of {@code
   * [0, 1]}.
   *
   * @param place the end that distances are taken from
   * @param length the distance of the other end, negative to the left; of a tail its sign
   * @param power how the integrand behaves at {@code s = 0}
   * @param kind how {@code s} is a distance
   */
  private record Piece(
      double place, double length, Power power, Kind kind, double low, double high, int depth) {

    static Piece between(double lower, double upper) {
      return new Piece(lower, upper - lower, Power.REGULAR, Kind.PLAIN, 0, 1, 0);
    }

    static Piece from(double place, double other, Power power) {
      Kind kind = power.isRegular() ? Kind.PLAIN : Kind.SINGULAR;
      return new Piece(place, other - place, power, kind, 0, 1, 0);
    }

    static Piece tail(double place, int sign, Power power) {
      return new Piece(place, sign, power, Kind.TAIL, 0, 1, 0);
    }

    void halves(Deque<Piece> todo) {
      double middle = (low + high) / 2;
      todo.addFirst(new Piece(place, length, power, kind, middle, high, depth + 1));
      todo.addFirst(new Piece(place, length, power, kind, low, middle, depth + 1));
    }
  }

  private enum Kind {
    PLAIN,
    SINGULAR,
    TAIL
  }

  /** The rule of one level on a piece. */
  private Sum rule(Piece piece, int level) {
    Patience.ask();
    DoubleExponential rule = DoubleExponential.ofLevel(level);
    Sum sum = new Sum();
    double width = piece.high - piece.low;
    for (int i = rule.half() - 1; i >= 0; i--) {
      double from = width / 2 * rule.distance(i);
      node(piece, piece.low + from, 1 - piece.low - from, width / 2 * rule.weight(i), sum);
    }
    for (int i = 1; i < rule.half(); i++) {
      double from = width / 2 * rule.distance(i);
      double rest = 1 - piece.high + from;
      node(piece, piece.high - from, rest, width / 2 * rule.weight(i), sum);
    }
    nodes += 2L * rule.half();
    sum.unsure = piece.power.unsure(piece.low, piece.high, sum.magnitude);
    return sum;
  }

  /**
   * Adds a node.
   *
   * @param s its place in {@code (0, 1)}
   * @param rest {@code 1 - s} with all its digits
   */
  private void node(Piece piece, double s, double rest, double weight, Sum sum) {
    switch (piece.kind) {
      case PLAIN -> {
        // From the nearer end.
        double far = piece.place + piece.length;
        double value =
            s <= rest ? f.at(piece.place, piece.length * s) : f.at(far, -piece.length * rest);
        double x = s <= rest ? piece.length * s : piece.length * rest;
        sum.add(
            value,
            Math.abs(piece.length) * weight,
            Math.max(Math.abs(piece.place), Math.abs(far)),
            x);
      }
      case SINGULAR -> {
        double m = 1 / (1 + piece.power.exponent);
        double distance = Math.pow(s, m);
        double jacobian = Math.abs(piece.length) * m * weight;
        double near = piece.power.nearest / Math.abs(piece.length);
        if (distance < near) {
          // The power law itself: f d^(-k) is constant from here on.
          double scaled = f.at(piece.place, piece.length * near);
          sum.add(scaled * Math.pow(near, -piece.power.exponent), jacobian, 0, 0);
        } else {
          double value = f.at(piece.place, piece.length * distance);
          sum.add(value * Math.pow(s, m - 1), jacobian, 0, 0);
        }
      }
      case TAIL -> {
        double m = piece.power.isRegular() ? 1 : 1 / (-1 - piece.power.exponent);
        double logarithm = s < 0.5 ? Math.log(s) : Math.log1p(-rest);
        double distance = Math.expm1(-m * logarithm);
        double jacobian = m * weight;
        if (distance > piece.power.nearest) {
          double value = f.at(piece.place, piece.length * piece.power.nearest);
          if (value != 0) {
            sum.add(value * Math.pow(piece.power.nearest, 1 + 1 / m), jacobian, 0, 0);
          }
        } else {
          double value = f.at(piece.place, piece.length * distance);
          // s^(-m-1) may overflow where the integrand has long vanished.
          double factor = value == 0 ? 0 : Math.exp((-m - 1) * logarithm);
          sum.add(value * factor, jacobian, Math.abs(piece.place), distance);
        }
      }
    }
  }

  /** The terms of a piece with what their rounding may amount to. */
  private static final class Sum {
    private final CompensatedSum sum = new CompensatedSum();
    private double magnitude;
    private double rounding;
    private double unsure;
    private double last = Double.NaN;

    void add(double value, double weight, double place, double distance) {
      if (Double.isNaN(value) || Double.isInfinite(value * weight)) {
        throw new DivergentExpectationException(
            "the integrand is " + value + " near " + place + ", so the integral is undefined");
      }
      double term = value * weight;
      sum.add(term);
      magnitude += Math.abs(term);
      rounding += 8 * Math.abs(term);
      if (!Double.isNaN(last) && distance != 0) {
        // The rounding of the place, magnified by how fast the integrand changes over a distance.
        double moved = Math.abs(value - last) * Math.min(1, 1 + place / Math.abs(distance));
        double steep = Math.min(moved * place / Math.abs(distance), 64 * Math.abs(value));
        rounding += weight * (Double.isNaN(steep) ? 0 : steep);
      }
      last = value;
    }

    double value() {
      return sum.value();
    }

    double rounding() {
      return rounding * Bounded.ROUNDING;
    }
  }

  /**
   * How an integrand behaves at an end.
   *
   * @param exponent the exponent of the distance, 0 where the integrand is bounded
   * @param nearest the distance at which the law was read off last
   * @param doubt by how much the exponent changed over the distances looked at
   */
  private record Power(double exponent, double nearest, double doubt) {

    static final Power REGULAR = new Power(0, 0, 0);

    /** The nearest distance that is tried; beyond it the density of doubles ends. */
    private static final double NEAREST = 1e-290;

    private static final double FARTHEST = 1e100;

    /** An exponent this close to -1 is not told from it. */
    private static final double CLOSE = 1e-4;

    boolean isRegular() {
      return exponent == 0;
    }

    /** Looks at distances that fall by equal ratios towards a place. */
    static Power near(Integrand f, double place, int sign, double length) {
      double least = Math.max(f.resolution(place), NEAREST * Math.max(1, length));
      double first = Math.min(length / 4, 0x1p-6);
      if (!(least < first * 0x1p-4)) {
        return REGULAR;
      }
      double ratio = Math.pow(least / first, 1.0 / 4);
      double[] sizes = new double[5];
      for (int i = 0; i < 5; i++) {
        double distance = i == 4 ? least : first * Math.pow(ratio, i);
        sizes[i] = Math.log(Math.abs(f.at(place, sign * distance)));
      }
      if (sizes[4] == Double.POSITIVE_INFINITY) {
        throw divergent(place, "grows faster than any power that can be integrated");
      }
      double step = Math.log(ratio);
      double last = (sizes[4] - sizes[3]) / step;
      double before = (sizes[3] - sizes[2]) / step;
      if (!(last < -1e-3) || !(sizes[4] > sizes[0])) {
        return REGULAR;
      }
      double doubt = Math.abs(last - before);
      if (last < -1 + CLOSE) {
        throw divergent(place, "grows like the power " + shown(last) + " of the distance");
      }
      // Beyond the least distance the law is extrapolated: its doubt must not matter there.
      double left = Math.pow(least / length, 1 + last);
      if (left > 1e-3 && doubt > 1e-6) {
        throw divergent(place, "grows like no power that could be told from a divergent one");
      }
      return new Power(last, least, doubt);
    }

    /** Looks at distances that grow by equal ratios. */
    static Power far(Integrand f, double place, int sign) {
      double[] sizes = new double[5];
      double[] at = {1e4, 1e10, 1e25, 1e50, FARTHEST};
      for (int i = 0; i < 5; i++) {
        sizes[i] = Math.log(Math.abs(f.at(place, sign * at[i])));
      }
      if (Double.isNaN(sizes[4]) || sizes[4] == Double.NEGATIVE_INFINITY) {
        return new Power(0, FARTHEST, 0);
      }
      double last = (sizes[4] - sizes[3]) / Math.log(at[4] / at[3]);
      double before = (sizes[3] - sizes[2]) / Math.log(at[3] / at[2]);
      double doubt = Math.abs(last - before);
      if (last > -1 - CLOSE) {
        throw new DivergentExpectationException(
            "the integral diverges: far out the integrand is like the power %s of the distance"
                .formatted(shown(last)));
      }
      double left = Math.pow(FARTHEST, 1 + last);
      if (left > 1e-3 && doubt > 1e-6) {
        throw new DivergentExpectationException(
            "the integral may diverge: the integrand falls too slowly to be told");
      }
      // Faster than the third power no change of variable is needed.
      return last < -3 ? new Power(0, FARTHEST, 0) : new Power(last, FARTHEST, doubt);
    }

    private static DivergentExpectationException divergent(double place, String how) {
      return new DivergentExpectationException(
          "the integral may diverge: the integrand %s to %s".formatted(how, shown(place)));
    }

    private static String shown(double number) {
      return String.format(java.util.Locale.ROOT, "%.6g", number);
    }

    /** Returns what the extrapolated law may be off in a piece of {@code s}. */
    double unsure(double low, double high, double magnitude) {
      if (isRegular() || low > 0) {
        return 0;
      }
      double beyond = Math.pow(nearest, Math.abs(1 + exponent));
      double part = nearest > 1 ? 1 / beyond : beyond;
      return magnitude / high * Math.min(1, part) * Math.min(1, (doubt + 1e-12) * 700);
    }
  }
}
