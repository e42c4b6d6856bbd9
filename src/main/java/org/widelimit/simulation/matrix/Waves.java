package org.widelimit.simulation.matrix;

/**
 * Sine and cosine of whole batches, in loops that the compiler vectorizes.
 *
 * <p>The argument is reduced to a period in two parts (Cody and Waite), an eighth of what is left
 * is put into the Taylor series, and the angle is doubled three times. Errors are below {@code
 * 4e-15 + 2e-16 |x|}: enough where the noise of a mean over neurons is far above, and meant for
 * nothing else.
 */
public final class Waves {
  private static final double PERIOD = 2 * Math.PI;

  /** What {@link #PERIOD} lacks of 2 pi: twice the difference of pi and its nearest number. */
  private static final double PERIOD_REST = 2 * 1.2246467991473532e-16;

  private static final double INVERSE = 1 / PERIOD;

  /** Adding and subtracting it rounds to a whole number. */
  private static final double ROUNDER = 0x1.8p52;

  private Waves() {}

  /** Puts the sines and cosines of the first numbers of x into the other arrays. */
  public static void of(double[] x, double[] sin, double[] cos, int length) {
    reduce(x, sin, length);
    cosine(sin, cos, length);
    sine(sin, length);
    twice(sin, cos, length);
    twice(sin, cos, length);
    for (int t = 0; t < length; t++) {
      double s = sin[t];
      sin[t] = 2 * s * (1 - cos[t]);
      cos[t] = 1 - 2 * s * s;
    }
  }

  // Short loops: of a long one the compiler would not do several numbers at a time.

  private static void reduce(double[] x, double[] out, int length) {
    for (int t = 0; t < length; t++) {
      double turns = (x[t] * INVERSE + ROUNDER) - ROUNDER;
      out[t] = 0.125 * ((x[t] - turns * PERIOD) - turns * PERIOD_REST);
    }
  }

  /**
   * Of r up to pi/8 in size, 1 less the cosine, so that doubling loses nothing. The first term left
   * out is below 3e-17.
   */
  private static void cosine(double[] r, double[] out, int length) {
    for (int t = 0; t < length; t++) {
      double z = r[t] * r[t];
      double d = 1 - z * (1.0 / 90) * (1 - z * (1.0 / 132));
      d = 1 - z * (1.0 / 30) * (1 - z * (1.0 / 56) * d);
      out[t] = 0.5 * z * (1 - z * (1.0 / 12) * d);
    }
  }

  /** The sine, in place; the first term left out is below 1e-18. */
  private static void sine(double[] r, int length) {
    for (int t = 0; t < length; t++) {
      double z = r[t] * r[t];
      double s = 1 - z * (1.0 / 110) * (1 - z * (1.0 / 156));
      s = 1 - z * (1.0 / 42) * (1 - z * (1.0 / 72) * s);
      r[t] *= 1 - z * (1.0 / 6) * (1 - z * (1.0 / 20) * s);
    }
  }

  /** Sines and 1 less cosines of twice the angle: {@code 1 - cos 2r = 2 sin^2 r}. */
  private static void twice(double[] sin, double[] versine, int length) {
    for (int t = 0; t < length; t++) {
      double s = sin[t];
      sin[t] = 2 * s * (1 - versine[t]);
      versine[t] = 2 * s * s;
    }
  }
}
