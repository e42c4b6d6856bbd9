package org.widelimit.meanfield;

import java.util.Optional;
import org.widelimit.gaussian.dual.PreciseMoments;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.DoubleDouble;

/**
 * How squared gradients change with the depth, once lengths are near their fixed point.
 *
 * <p>Where lengths approach it exponentially, {@code chi_1} of the layers does as well, and
 * gradients change by {@code chi_1} a layer in the end: not at all on the critical line. Where they
 * approach 0 like a power of the depth, {@code q - V(q) ~ A q^(k+1)}, they are {@code q ~ (k A
 * depth)^(-1/k)}, and with {@code 1 - chi_1(q) ~ B q^k} the product over the layers is of order
 * {@code depth^(-B/(k A))}: {@code chi_1 = 1} at the fixed point does not keep gradients.
 *
 * @param kind what kind of law
 * @param power of a power law, the exponent of the depth
 */
public record GradientLaw(Kind kind, Optional<Bounded> power) {

  /** The kinds of laws. */
  public enum Kind {
    /** Gradients shrink or grow by the same factor a layer. */
    EXPONENTIAL,
    /** Gradients change by a finite factor over all layers together. */
    CONSTANT,
    /** Gradients change like a power of the depth. */
    POWER,
    /** Slower than exponentially, as {@code chi_1} of the layers tends to 1. */
    SLOW,
    /** No law is claimed, as lengths approach nothing. */
    UNKNOWN
  }

  private static final double FIRST = 1e-4;
  private static final double RATIO = 0.25;
  private static final int SAMPLES = 5;

  /** An extrapolation worse than this is no law. */
  private static final double WORST = 1e-3;

  /** A law without a number. */
  private static GradientLaw of(Kind kind) {
    return new GradientLaw(kind, Optional.empty());
  }

  /** Returns the law at a point off the critical line. */
  static GradientLaw exponential() {
    return of(Kind.EXPONENTIAL);
  }

  /** Returns that there is no law where lengths grow without bound. */
  static GradientLaw unknown() {
    return of(Kind.UNKNOWN);
  }

  /** Returns the law where {@code chi_1 = 1} at every length. */
  static GradientLaw constant() {
    return of(Kind.CONSTANT);
  }

  /**
   * Returns the law at a fixed point with {@code chi_1 = 1} to which lengths come.
   *
   * @param maps the maps
   * @param length the fixed point
   * @param lengthSlope the slope of the length map there
   */
  static GradientLaw critical(MeanFieldMaps maps, Bounded length, Bounded lengthSlope) {
    if (Stability.ofSlope(lengthSlope) == Stability.STABLE) {
      return constant();
    }
    if (length.value() != 0 || maps.keepRate() != 1) {
      return of(Kind.SLOW);
    }
    LengthMoments moments = LengthMoments.of(maps.activation());
    double[] powers = new double[SAMPLES];
    double q = FIRST;
    for (int i = 0; i < SAMPLES; i++) {
      Optional<PreciseMoments.At> at = moments.at(q);
      Optional<PreciseMoments.At> below = moments.at(q / 2);
      if (at.isEmpty() || below.isEmpty()) {
        return of(Kind.SLOW);
      }
      double fall = fall(maps, at.get().square(), q);
      double fallBelow = fall(maps, below.get().square(), q / 2);
      double lost = fall(maps, at.get().slopeSquare(), 1);
      if (!(fall > 0 && fallBelow > 0)) {
        return of(Kind.SLOW);
      }
      double order = Math.log(fall / fallBelow) / Math.log(2);
      powers[i] = -lost / (fall * order);
      q *= RATIO;
    }
    double last = accelerated(powers, SAMPLES - 1);
    double error = Math.abs(last - accelerated(powers, SAMPLES - 2)) + 1e-9;
    return error <= WORST * (1 + Math.abs(last))
        ? new GradientLaw(Kind.POWER, Optional.of(new Bounded(last, error)))
        : of(Kind.SLOW);
  }

  /** Returns {@code 1 - sigmaW^2 moment/scale}; not a number where its sign is lost. */
  private static double fall(MeanFieldMaps maps, PreciseMoments.Precise moment, double scale) {
    PreciseMoments.Precise one = new PreciseMoments.Precise(DoubleDouble.of(scale), 0);
    Bounded rest =
        one.combined(DoubleDouble.ONE, moment, DoubleDouble.of(-maps.sigmaW2())).rounded();
    // The weight variance is the critical one to within a rounding.
    double noise = rest.error() + 4 * Bounded.ROUNDING * scale;
    return Math.abs(rest.value()) > 1e3 * noise ? rest.value() / scale : Double.NaN;
  }

  /** Aitken's acceleration of a sequence whose error falls by a constant factor. */
  private static double accelerated(double[] sequence, int last) {
    double step = sequence[last] - sequence[last - 1];
    double before = sequence[last - 1] - sequence[last - 2];
    double bend = step - before;
    return bend == 0 ? sequence[last] : sequence[last] - step * step / bend;
  }
}
