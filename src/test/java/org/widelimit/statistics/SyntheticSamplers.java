package org.widelimit.statistics;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Observables of imaginary networks whose limits, biases and tails are known exactly. */
public final class SyntheticSamplers {
  private SyntheticSamplers() {}

  /** A draw with mean 0 and variance 1. */
  interface Noise {
    double draw(RandomGenerator random);

    Noise GAUSSIAN = RandomGenerator::nextGaussian;

    /** Chi-square with one degree of freedom, skewness 2.83. */
    Noise CHI_SQUARE =
        random -> {
          double z = random.nextGaussian();
          return (z * z - 1) / Math.sqrt(2);
        };

    /** Log-normal with sigma 1/2: skewness 1.75, kurtosis 8.9 (its standard formulas). */
    Noise LOG_NORMAL =
        random -> {
          double s2 = 0.25;
          double value = Math.exp(Math.sqrt(s2) * random.nextGaussian());
          return (value - Math.exp(s2 / 2)) / Math.sqrt(Math.expm1(s2) * Math.exp(s2));
        };

    /** Student's t with 3 degrees of freedom: infinite kurtosis. */
    Noise STUDENT =
        random -> {
          double chi = 0;
          for (int i = 0; i < 3; i++) {
            double z = random.nextGaussian();
            chi += z * z;
          }
          return random.nextGaussian() / Math.sqrt(chi / 3) / Math.sqrt(3);
        };
  }

  /** The generator of one sample. */
  public static RandomGenerator random(long seed, int width, long index) {
    long mixed = seed * 0x9E3779B97F4A7C15L + width;
    return new SplittableRandom(
        new SplittableRandom(mixed).nextLong() + index * 0xD1B54A32D192ED03L);
  }

  /** {@code limit + bias/M + curvature/M^2 + scale M^-exponent noise}. */
  static Sampler series(
      long seed,
      Noise noise,
      double limit,
      double bias,
      double curvature,
      double scale,
      double exponent) {
    return (width, index) ->
        limit
            + bias / width
            + curvature / ((double) width * width)
            + scale * Math.pow(width, -exponent) * noise.draw(random(seed, width, index));
  }

  /** The same with fluctuations of order M^-1/2. */
  static Sampler series(long seed, Noise noise, double limit, double bias, double scale) {
    return series(seed, noise, limit, bias, 0, scale, 0.5);
  }
}
