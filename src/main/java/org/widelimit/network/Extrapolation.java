package org.widelimit.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.widelimit.gaussian.Bounded;

/**
 * The limit of a sequence in depth or time from its values at geometrically growing arguments.
 *
 * <p>Depth laws approach their limits like sums of {@code log(l)^i/l^j}, {@code 0 <= i <= j}: the
 * logarithms are what the iteration of a map with a quadratic tangency leaves behind. The limit is
 * that of the interpolating sum. Its error is a stated estimate, not a proof: twice the largest
 * disagreement with the limits from one order less and from the arguments shifted by one.
 */
public final class Extrapolation {

  private static final double SAFETY = 2;

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

  /**
   * Returns the limit of a sequence whose values are cheap at every argument.
   *
   * @param sequence the sequence
   * @param last the largest argument at which it may be asked
   */
  public static Bounded limit(LongFunction<Double> sequence, long last) {
    long[] arguments = arguments(last, 11);
    double[] values = LongStream.of(arguments).mapToDouble(sequence::apply).toArray();
    return limit(arguments, values);
  }

  /**
   * Returns the limit and its error.
   *
   * @param arguments ascending positive arguments, at least 7
   * @param values the sequence at these arguments
   * @throws IllegalArgumentException if there are fewer than 7 values or one is not finite
   */
  public static Bounded limit(long[] arguments, double[] values) {
    int count = values.length;
    if (count < 7 || arguments.length != count) {
      throw new IllegalArgumentException("an extrapolation needs at least 7 values");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("an extrapolation needs finite values, not " + value);
      }
    }
    int order = count >= 11 ? 3 : 2;
    double best = fit(arguments, values, count, order);
    double error = Math.abs(best - fit(arguments, values, count, order - 1));
    error = Math.max(error, Math.abs(best - fit(arguments, values, count - 1, order)));
    return new Bounded(best, SAFETY * error + Math.ulp(best));
  }

  /** Fits the last terms by least squares, each residual weighted by its argument. */
  private static double fit(long[] arguments, double[] values, int end, int order) {
    List<double[]> rows = new ArrayList<>();
    double[] targets = new double[end];
    for (int k = 0; k < end; k++) {
      double l = arguments[k];
      double logarithm = Math.log(l / arguments[end - 1]);
      double weight = l / arguments[end - 1];
      double[] row = new double[(order + 1) * (order + 2) / 2];
      int column = 0;
      for (int j = 0; j <= order; j++) {
        for (int i = 0; i <= j; i++) {
          row[column++] = weight * Math.pow(logarithm, i) * Math.pow(arguments[end - 1] / l, j);
        }
      }
      rows.add(row);
      targets[k] = weight * values[k];
    }
    int columns = Math.min(rows.get(0).length, end);
    double[][] matrix =
        rows.stream().map(row -> java.util.Arrays.copyOf(row, columns)).toArray(double[][]::new);
    return new QRDecomposition(new Array2DRowRealMatrix(matrix), 1e-300)
        .getSolver()
        .solve(new ArrayRealVector(targets))
        .getEntry(0);
  }
}
