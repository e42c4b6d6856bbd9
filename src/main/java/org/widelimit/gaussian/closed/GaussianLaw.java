package org.widelimit.gaussian.closed;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expressions;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.Polynomial;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * A Gaussian law with exact mean and covariance.
 *
 * @param mean the mean, of any dimension; imaginary after a wave
 * @param covariance the covariance, symmetric, row by row
 */
record GaussianLaw(List<ExactSum> mean, List<List<ExactSum>> covariance) {

  GaussianLaw {
    mean = List.copyOf(mean);
    covariance = List.copyOf(covariance);
  }

  /** A law that comes out of another, and the factor in front of it. */
  record Weighted(ExactSum weight, GaussianLaw law) {}

  static GaussianLaw centered(List<List<ExactSum>> covariance) {
    return new GaussianLaw(covariance.stream().map(row -> ExactSum.ZERO).toList(), covariance);
  }

  int dimension() {
    return mean.size();
  }

  ExactSum covariance(int i, int j) {
    return covariance.get(i).get(j);
  }

  /** Returns the variance of one component. */
  RationalFunction variance(int i) {
    return covariance(i, i).requireRational("a variance");
  }

  /**
   * Multiplies the density by {@code Exp[rate x_i]}: {@code E[Exp[b x] F[x]] = Exp[b m + b^2 S/2]
   * E[F[x + S b]]}.
   */
  Weighted tilt(int i, ExactSum rate) {
    if (rate.isZero()) {
      return new Weighted(ExactSum.ONE, this);
    }
    ExactSum exponent =
        rate.times(mean.get(i))
            .plus(rate.times(rate).times(covariance(i, i)).times(RationalFunction.of(1, 2)));
    List<ExactSum> shifted = new ArrayList<>();
    for (int k = 0; k < dimension(); k++) {
      shifted.add(mean.get(k).plus(covariance(k, i).times(rate)));
    }
    return new Weighted(ExactSum.exponential(exponent), new GaussianLaw(shifted, covariance));
  }

  /**
   * Multiplies the density by {@code Exp[-decay x_i^2/2]}: with {@code D = 1 + decay S_ii}, the
   * weight is {@code D^(-1/2) Exp[-decay m_i^2/(2 D)]} and the covariance loses {@code decay S_ki
   * S_li/D}.
   *
   * @throws OutsideClassException if D is not positive: the integral diverges
   */
  Weighted damp(int i, RationalFunction decay, PolynomialField field, Convergence convergence) {
    if (decay.isZero()) {
      return new Weighted(ExactSum.ONE, this);
    }
    RationalFunction pivot = RationalFunction.ONE.plus(decay.times(variance(i)));
    convergence.require(pivot, decay);
    RationalFunction inverse = pivot.inverse(field);
    ExactSum weight =
        ExactSum.squareRoot(inverse, field)
            .times(
                ExactSum.exponential(
                    mean.get(i)
                        .times(mean.get(i))
                        .times(decay.times(inverse).times(RationalFunction.of(-1, 2)))));
    return new Weighted(weight, reduced(i, decay.times(inverse), ExactSum.ZERO));
  }

  /**
   * Multiplies the density by the normal density in x_i of the center and variance given; variance
   * 0 is a delta. The law becomes the conditional one given a noisy observation of x_i.
   *
   * @throws OutsideClassException if the total variance vanishes
   */
  Weighted observe(int i, ExactSum center, RationalFunction noise, PolynomialField field) {
    RationalFunction total = variance(i).plus(noise);
    boolean noisy = noise.sign(field) > 0;
    if (noisy && denominatorIsPositive(total, field)) {
      field.know(total.numerator()); // a variance is not negative, whatever its terms show
    }
    if (total.isZero() || total.sign(field) < 0) {
      throw new OutsideClassException(
          "a delta meets a variable without variance: the expectation is infinite", true);
    }
    if (total.sign(field) == 0) {
      throw new OutsideClassException("the sign of a variance given another value is not known");
    }
    RationalFunction inverse = total.inverse(field);
    ExactSum distance = center.minus(mean.get(i));
    RationalFunction twoPi = RationalFunction.of(Polynomial.variable("Pi").scale(Expressions.TWO));
    ExactSum weight =
        ExactSum.squareRoot(inverse.times(twoPi.inverse(field)), field)
            .times(
                ExactSum.exponential(
                    distance.times(distance).times(inverse.times(RationalFunction.of(-1, 2)))));
    return new Weighted(weight, reduced(i, inverse, center));
  }

  private static boolean denominatorIsPositive(RationalFunction value, PolynomialField field) {
    return value.denominator().entrySet().stream()
        .allMatch(factor -> factor.getValue() % 2 == 0 || field.sign(factor.getKey()) > 0);
  }

  private GaussianLaw reduced(int i, RationalFunction gain, ExactSum center) {
    List<ExactSum> shifted = new ArrayList<>();
    List<List<ExactSum>> rows = new ArrayList<>();
    ExactSum distance = center.minus(mean.get(i));
    for (int k = 0; k < dimension(); k++) {
      shifted.add(mean.get(k).plus(covariance(k, i).times(gain).times(distance)));
      List<ExactSum> row = new ArrayList<>();
      for (int l = 0; l < dimension(); l++) {
        row.add(covariance(k, l).minus(covariance(k, i).times(covariance(l, i)).times(gain)));
      }
      rows.add(List.copyOf(row));
    }
    return new GaussianLaw(shifted, rows);
  }
}
