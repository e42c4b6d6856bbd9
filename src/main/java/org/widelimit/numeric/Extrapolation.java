package org.widelimit.numeric;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.QRDecomposition;

/**
 * The limit of a sequence in depth or time from its values at geometrically growing arguments.
 *
 * <p>Depth laws approach their limits like sums of {@code log(l)^i/l^j}, {@code 0 <= i <= j}: the
 * logarithms are what the iteration of a map with a quadratic tangency leaves behind. The limit is
 * that of the fitted sum. Its error is a stated estimate, not a proof: twice the largest
 * disagreement with the limits from one order less, from the arguments shifted by one and from
 * those up to a quarter of the last, and what the fit makes of the values' own errors. The last
 * comparison covers corrections outside the family as well: one that falls like {@code l^-s} moves
 * by {@code 4^s - 1} times what it leaves at the last argument, at least its size for {@code s >=
 * 1/2}. By the same measure the last value itself is a limit, twice the changes over the last two
 * octaves its error: the better one where corrections die out exponentially.
 *
 * <p>Limits of the simplest fit that change as much over the last two octaves as over the two
 * before show corrections slower than any of these, such as {@code 1/log(l)}. Then the error is at
 * least twice what a geometric series of such changes has left, and infinite where they hardly
 * fall.
 */
public final class Extrapolation {

  private static final double SAFETY = 2;

  /** The most arguments: half an octave apart, they reach down to the last over 256. */
  private static final int MOST = 17;

  /** The smallest argument that a fit should see. */
  private static final double FIRST = 4;

  /** The number of arguments up to a quarter of the last, less than all of them. */
  private static final int QUARTER = 4;

  private static final int FEWEST = 7;

  /** Somewhat above the factor over two octaves of a correction like {@code l^(-1/2)}. */
  private static final double SLOW = 0.55;

  /** Changes that fall by no more than this, slower than {@code l^(-1/4)}, show no limit. */
  private static final double STANDING = 0.7;

  /**
   * Values that move over the last two octaves by less than this part of what they moved over the
   * two before die out exponentially, or faster than {@code l^-2}: what still changes in their
   * simplest fits is no slow tail.
   */
  private static final double DYING = 0.05;

  private Extrapolation() {}

  /**
   * Returns the arguments for {@link #limit}: ascending, the last one given, about half of each
   * other's square root apart.
   *
   * @param last the largest argument
   * @param count how many
   */
  public static long[] arguments(long last, int count) {
    return LongStream.range(0, count)
        .map(i -> Math.round(last * Math.pow(2, -(count - 1 - i) / 2.0)))
        .toArray();
  }

  /** Returns as many of those arguments as there should be, from 4 on. */
  public static long[] arguments(long last) {
    int octaves = (int) Math.floor(2 * Math.log(last / FIRST) / Math.log(2));
    return arguments(last, Math.min(MOST, octaves + 1));
  }

  /**
   * Returns the limit of a sequence whose values are cheap at every argument.
   *
   * @param sequence the sequence
   * @param last the largest argument at which it may be asked, at least 32
   */
  public static Bounded limit(LongFunction<Double> sequence, long last) {
    long[] arguments = arguments(last);
    double[] values = LongStream.of(arguments).mapToDouble(sequence::apply).toArray();
    return limit(arguments, values);
  }

  /**
   * Returns the limit and its error for exact values.
   *
   * @param arguments ascending positive arguments, at least 7
   * @param values the sequence at these arguments
   * @throws IllegalArgumentException if there are fewer than 7 values or one is not finite
   */
  public static Bounded limit(long[] arguments, double[] values) {
    return limit(arguments, values, new double[values.length]);
  }

  /**
   * Returns the limit and its error.
   *
   * @param arguments ascending positive arguments, at least 7
   * @param values the sequence at these arguments
   * @param errors bounds on what the values are off
   * @throws IllegalArgumentException if there are fewer than 7 values or one is not finite
   */
  public static Bounded limit(long[] arguments, double[] values, double[] errors) {
    int count = values.length;
    if (count < FEWEST || arguments.length != count) {
      throw new IllegalArgumentException("an extrapolation needs at least 7 values");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("an extrapolation needs finite values, not " + value);
      }
    }
    Bounded fitted = fitted(arguments, values, errors);
    Bounded settled = settled(values, errors);
    Bounded better = fitted.error() <= settled.error() ? fitted : settled;
    double slow = slowTail(arguments, values, errors);
    return slow == 0
        ? better
        : new Bounded(
            better.value(), better.error() + slow + Math.abs(better.value() - settled.value()));
  }

  /** Returns what is left of corrections that fall more slowly than {@code l^(-1/2)}, or 0. */
  private static double slowTail(long[] arguments, double[] values, double[] errors) {
    int last = values.length;
    if (last < 2 * QUARTER + 1) {
      return 0;
    }
    Bounded newest = simplest(arguments, values, errors, last);
    Bounded newer = simplest(arguments, values, errors, last - QUARTER);
    Bounded old = simplest(arguments, values, errors, last - 2 * QUARTER);
    double change = Math.abs(newest.value() - newer.value());
    double before = Math.abs(newer.value() - old.value());
    if (change <= SLOW * before || change <= newest.error() + newer.error()) {
      return 0;
    }
    double moved = moved(values, last);
    if (moved < DYING * moved(values, last - QUARTER)) {
      // A slow tail beneath would itself have moved by no more than this.
      return SAFETY * moved * STANDING / (1 - STANDING);
    }
    double ratio = change / before;
    return ratio < STANDING ? SAFETY * change * ratio / (1 - ratio) : Double.POSITIVE_INFINITY;
  }

  /** Returns the limit of the first corrections alone from the fewest values, or the last value. */
  private static Bounded simplest(long[] arguments, double[] values, double[] errors, int end) {
    if (values.length < MOST) {
      return new Bounded(values[end - 1], errors[end - 1] + 2 * Math.ulp(values[end - 1]));
    }
    int start = end - FEWEST;
    double[] weights = weights(Arrays.copyOfRange(arguments, start, end), FEWEST, 1);
    double limit = 0;
    double noise = 0;
    for (int k = 0; k < FEWEST; k++) {
      limit += weights[k] * values[start + k];
      noise += Math.abs(weights[k]) * (errors[start + k] + 2 * Math.ulp(values[start + k]));
    }
    return new Bounded(limit, noise);
  }

  private static Bounded fitted(long[] arguments, double[] values, double[] errors) {
    int count = values.length;
    int order = order(count);
    double[] weights = weights(arguments, count, order);
    double best = combined(weights, values);
    double error =
        Math.max(
            Math.abs(best - combined(weights(arguments, count, order - 1), values)),
            Math.abs(best - combined(weights(arguments, count - 1, order), values)));
    if (count - QUARTER >= FEWEST) {
      int fewer = count - QUARTER;
      double earlier = combined(weights(arguments, fewer, order(fewer)), values);
      error = Math.max(error, Math.abs(best - earlier));
    }
    double carried = Math.ulp(best);
    for (int k = 0; k < count; k++) {
      carried += Math.abs(weights[k]) * (errors[k] + Math.ulp(values[k]));
    }
    return new Bounded(best, SAFETY * error + carried);
  }

  /** Takes the last value for the limit. */
  private static Bounded settled(double[] values, double[] errors) {
    int last = values.length - 1;
    double noise = 0;
    for (int k = last - QUARTER; k <= last; k++) {
      noise = Math.max(noise, errors[k] + Math.ulp(values[k]));
    }
    return new Bounded(values[last], SAFETY * moved(values, last + 1) + noise);
  }

  /** Returns how far the values of the two octaves before an end lie from the last of them. */
  private static double moved(double[] values, int end) {
    double change = 0;
    for (int k = end - 1 - QUARTER; k < end; k++) {
      change = Math.max(change, Math.abs(values[end - 1] - values[k]));
    }
    return change;
  }

  /** Two arguments more than terms at least, so that a shift leaves as many as terms. */
  private static int order(int count) {
    return count >= 12 ? 3 : count >= 8 ? 2 : 1;
  }

  private static double combined(double[] weights, double[] values) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * values[k];
    }
    return sum;
  }

  /**
   * Returns by how much each value counts in the constant of the fit by least squares, each
   * residual weighted by its argument.
   */
  private static double[] weights(long[] arguments, int end, int order) {
    double largest = arguments[end - 1];
    double[][] matrix = new double[end][(order + 1) * (order + 2) / 2];
    double[] weights = new double[end];
    for (int k = 0; k < end; k++) {
      double inverse = largest / arguments[k];
      double logarithm = -Math.log(inverse);
      weights[k] = 1 / inverse;
      int column = 0;
      for (int j = 0; j <= order; j++) {
        for (int i = 0; i <= j; i++) {
          matrix[k][column++] = weights[k] * Math.pow(logarithm, i) * Math.pow(inverse, j);
        }
      }
    }
    double[] constant =
        new QRDecomposition(new Array2DRowRealMatrix(matrix), 1e-300)
            .getSolver()
            .getInverse()
            .getRow(0);
    for (int k = 0; k < end; k++) {
      constant[k] *= weights[k];
    }
    return constant;
  }
}
