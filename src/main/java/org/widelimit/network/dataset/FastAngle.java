package org.widelimit.network.dataset;

/**
 * The angle functions of the kernels as a square root and a polynomial, so that a loop over a row
 * of a kernel matrix compiles to vector instructions. For that the coefficients must be constants:
 * loads from an array could not leave a loop that stores to another.
 *
 * <p>Both ratios are analytic but for {@code s >= 2}, so on {@code [0, 1]} their Chebyshev
 * interpolation of degree 19 is exact to {@code 5.83^-20 = 5e-16} of coefficients that have fallen
 * to a tenth. Interpolated with 60 digits and rewritten in powers of {@code t = 2s - 1} (mpmath);
 * with the coefficients rounded the relative errors are {@code 3.4e-17} and {@code 5.8e-17}.
 */
final class FastAngle {

  // arccos(1 - s)/sqrt(s)
  private static final double A0 = 1.480960979386122;
  private static final double A1 = 0.07601609123466499;
  private static final double A2 = 0.01102931331797911;
  private static final double A3 = 0.0021491358590143865;
  private static final double A4 = 0.0004820541005614757;
  private static final double A5 = 0.0001174125041523598;
  private static final double A6 = 3.0187170145817538e-05;
  private static final double A7 = 8.063539634680944e-06;
  private static final double A8 = 2.216018964166176e-06;
  private static final double A9 = 6.225323011373912e-07;
  private static final double A10 = 1.7797568309347217e-07;
  private static final double A11 = 5.160954742353246e-08;
  private static final double A12 = 1.512789380154231e-08;
  private static final double A13 = 4.483282655698544e-09;
  private static final double A14 = 1.3625081119011203e-09;
  private static final double A15 = 4.1049316570048077e-10;
  private static final double A16 = 1.053763456017404e-10;
  private static final double A17 = 3.2014692981963206e-11;
  private static final double A18 = 1.876182859892961e-11;
  private static final double A19 = 5.795290904059953e-12;

  // (sin(a) - a cos(a))/s^(3/2) at a = arccos(1 - s)
  private static final double S0 = 0.9685287633970561;
  private static final double S1 = 0.028167834290538058;
  private static final double S2 = 0.002798252754159946;
  private static final double S3 = 0.0004118095594729059;
  private static final double S4 = 7.399821034575383e-05;
  private static final double S5 = 1.5012788735388828e-05;
  private static final double S6 = 3.3048962395606455e-06;
  private static final double S7 = 7.714925938324429e-07;
  private static final double S8 = 1.8823150130076867e-07;
  private static final double S9 = 4.753564177520626e-08;
  private static final double S10 = 1.2341080643152021e-08;
  private static final double S11 = 3.2772641969550737e-09;
  private static final double S12 = 8.863447004435354e-10;
  private static final double S13 = 2.4371865774297715e-10;
  private static final double S14 = 6.871630959933581e-11;
  private static final double S15 = 1.939710419783191e-11;
  private static final double S16 = 4.873840710741557e-12;
  private static final double S17 = 1.3967102214014916e-12;
  private static final double S18 = 7.136116893905854e-13;
  private static final double S19 = 2.0968700776614237e-13;

  private FastAngle() {}

  /**
   * Returns {@code arccos(1 - s)/sqrt(s)}.
   *
   * @param s in {@code [0, 1]}
   */
  static double arccosineRatio(double s) {
    double t = Math.fma(2, s, -1);
    double u = t * t;
    double even = Math.fma(u, A18, A16);
    double odd = Math.fma(u, A19, A17);
    even = Math.fma(u, even, A14);
    odd = Math.fma(u, odd, A15);
    even = Math.fma(u, even, A12);
    odd = Math.fma(u, odd, A13);
    even = Math.fma(u, even, A10);
    odd = Math.fma(u, odd, A11);
    even = Math.fma(u, even, A8);
    odd = Math.fma(u, odd, A9);
    even = Math.fma(u, even, A6);
    odd = Math.fma(u, odd, A7);
    even = Math.fma(u, even, A4);
    odd = Math.fma(u, odd, A5);
    even = Math.fma(u, even, A2);
    odd = Math.fma(u, odd, A3);
    even = Math.fma(u, even, A0);
    odd = Math.fma(u, odd, A1);
    return Math.fma(t, odd, even);
  }

  /**
   * Returns {@code (sin(a) - a cos(a))/s^(3/2)} at {@code a = arccos(1 - s)}.
   *
   * @param s in {@code [0, 1]}
   */
  static double sliverRatio(double s) {
    double t = Math.fma(2, s, -1);
    double u = t * t;
    double even = Math.fma(u, S18, S16);
    double odd = Math.fma(u, S19, S17);
    even = Math.fma(u, even, S14);
    odd = Math.fma(u, odd, S15);
    even = Math.fma(u, even, S12);
    odd = Math.fma(u, odd, S13);
    even = Math.fma(u, even, S10);
    odd = Math.fma(u, odd, S11);
    even = Math.fma(u, even, S8);
    odd = Math.fma(u, odd, S9);
    even = Math.fma(u, even, S6);
    odd = Math.fma(u, odd, S7);
    even = Math.fma(u, even, S4);
    odd = Math.fma(u, odd, S5);
    even = Math.fma(u, even, S2);
    odd = Math.fma(u, odd, S3);
    even = Math.fma(u, even, S0);
    odd = Math.fma(u, odd, S1);
    return Math.fma(t, odd, even);
  }
}
