package org.widelimit.simulation.matrix;

import java.util.random.RandomGenerator;

/** Draws from the chi-square law, for any number of degrees of freedom. */
final class ChiSquare {

  private ChiSquare() {}

  /**
   * Draws the sum of squares of this many independent standard normals, as twice a Gamma variable
   * of shape {@code degrees / 2} (Marsaglia and Tsang 2000, "A simple method for generating gamma
   * variables", section 4: rejection, exact for shapes from 1; one degree is a square).
   */
  static double sample(double degrees, RandomGenerator generator) {
    if (degrees < 2) {
      double z = degrees < 1 ? 0 : generator.nextGaussian();
      return z * z;
    }
    double d = degrees / 2 - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = generator.nextGaussian();
      double base = 1 + c * z;
      if (base <= 0) {
        continue;
      }
      double v = base * base * base;
      double u = 1 - generator.nextDouble();
      if (Math.log(u) < z * z / 2 + d * (1 - v + Math.log(v))) {
        return 2 * d * v;
      }
    }
  }
}
