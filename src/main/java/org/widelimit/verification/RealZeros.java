package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Sign changes of a function of one real variable where a standard normal variable can be. */
final class RealZeros {

  /** Beyond this a standard normal variable has no mass in double precision. */
  private static final double REACH = 38;

  private static final int CELLS = 1216;

  private RealZeros() {}

  /** Returns the zeros: exactly for a linear function, otherwise where the sign changes. */
  static double[] of(DoubleUnaryOperator f) {
    double atZero = f.applyAsDouble(0);
    double slope = f.applyAsDouble(1) - atZero;
    double probe = f.applyAsDouble(-7.25);
    double size = Math.abs(atZero) + Math.abs(slope);
    if (Math.abs(probe - (atZero - 7.25 * slope)) <= 1e-13 * size) {
      return slope == 0 ? new double[0] : new double[] {-atZero / slope};
    }
    List<Double> zeros = new ArrayList<>();
    double left = -REACH;
    double atLeft = f.applyAsDouble(left);
    for (int i = 1; i <= CELLS; i++) {
      double right = -REACH + 2 * REACH * i / CELLS;
      double atRight = f.applyAsDouble(right);
      if (atRight == 0) {
        zeros.add(right);
      } else if (atLeft * atRight < 0) {
        zeros.add(bisect(f, left, right, atLeft));
      }
      left = right;
      atLeft = atRight;
    }
    return zeros.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double bisect(DoubleUnaryOperator f, double lower, double upper, double atLower) {
    double left = lower;
    double right = upper;
    while (true) {
      double middle = left + (right - left) / 2;
      if (middle == left || middle == right) {
        return middle;
      }
      if (f.applyAsDouble(middle) * atLower > 0) {
        left = middle;
      } else {
        right = middle;
      }
    }
  }
}
