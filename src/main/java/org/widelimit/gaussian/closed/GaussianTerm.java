package org.widelimit.gaussian.closed;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * One term of an activation's normal form: {@code coefficient x^power Exp[-decay x^2/2 + rate x]}
 * times soft signs and deltas.
 *
 * @param coefficient the factor that does not depend on x
 * @param power the power of x
 * @param decay the decay of the Gaussian factor; 0 without one, negative for a growing one
 * @param rate the rate of the exponential; imaginary for a wave
 * @param signs the soft signs {@code Erf[(x - center)/Sqrt[2 softness]]}
 * @param deltas the centers of the deltas
 */
public record GaussianTerm(
    ExactSum coefficient,
    int power,
    RationalFunction decay,
    ExactSum rate,
    List<SoftSign> signs,
    List<ExactSum> deltas) {

  public GaussianTerm {
    signs = List.copyOf(signs);
    deltas = List.copyOf(deltas);
  }

  /**
   * The sign of x - center seen through Gaussian noise: {@code Erf[(x - center)/Sqrt[2 softness]]},
   * for softness 0 the sign itself.
   *
   * @param softness the variance of the noise, not negative
   * @param center where it changes sign
   */
  public record SoftSign(RationalFunction softness, ExactSum center) {
    public boolean isStep() {
      return softness.isZero();
    }
  }

  /** Returns whether the exponential is a wave, of imaginary rate. */
  public boolean isWave() {
    return rate.isComplex();
  }

  static GaussianTerm constant(ExactSum value) {
    return new GaussianTerm(value, 0, RationalFunction.ZERO, ExactSum.ZERO, List.of(), List.of());
  }

  static GaussianTerm variable() {
    return new GaussianTerm(
        ExactSum.ONE, 1, RationalFunction.ZERO, ExactSum.ZERO, List.of(), List.of());
  }

  static GaussianTerm sign(SoftSign sign) {
    return new GaussianTerm(
        ExactSum.ONE, 0, RationalFunction.ZERO, ExactSum.ZERO, List.of(sign), List.of());
  }

  static GaussianTerm delta(ExactSum coefficient, ExactSum center) {
    return new GaussianTerm(
        coefficient, 0, RationalFunction.ZERO, ExactSum.ZERO, List.of(), List.of(center));
  }

  static GaussianTerm exponential(RationalFunction decay, ExactSum rate) {
    return new GaussianTerm(ExactSum.ONE, 0, decay, rate, List.of(), List.of());
  }

  /** Returns the product; the signs and deltas of both are kept side by side. */
  GaussianTerm times(GaussianTerm other) {
    List<SoftSign> allSigns = new ArrayList<>(signs);
    allSigns.addAll(other.signs);
    List<ExactSum> allDeltas = new ArrayList<>(deltas);
    allDeltas.addAll(other.deltas);
    return new GaussianTerm(
        coefficient.times(other.coefficient),
        power + other.power,
        decay.plus(other.decay),
        rate.plus(other.rate),
        allSigns,
        allDeltas);
  }

  GaussianTerm scale(ExactSum factor) {
    return new GaussianTerm(coefficient.times(factor), power, decay, rate, signs, deltas);
  }

  GaussianTerm withSigns(List<SoftSign> others) {
    return new GaussianTerm(coefficient, power, decay, rate, others, deltas);
  }

  /** Returns the term with coefficient 1, by which terms are collected. */
  GaussianTerm shape() {
    return new GaussianTerm(ExactSum.ONE, power, decay, rate, signs, deltas);
  }
}
