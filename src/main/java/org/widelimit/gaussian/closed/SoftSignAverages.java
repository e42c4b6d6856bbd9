package org.widelimit.gaussian.closed;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.gaussian.exact.ExactAtoms;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.Polynomial;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * Averages of products of soft signs of the components of a Gaussian vector: one is an {@code Erf},
 * two with mean 0 are an {@code ArcSin} (Sheppard 1899; Williams 1997), or a bivariate normal
 * probability where the means are not 0, and an odd number with mean 0 vanishes by symmetry.
 */
final class SoftSignAverages {

  private final PolynomialField field;
  private final MomentSteps steps;

  SoftSignAverages(PolynomialField field, MomentSteps steps) {
    this.field = field;
    this.steps = steps;
  }

  /** An average and the rule that gave it. */
  private record Ruled(ExactSum value, String rule, String because) {}

  /**
   * Returns the expectation of the product of the signs.
   *
   * @throws OutsideClassException if it has no closed form
   */
  ExactSum of(GaussianLaw law, List<PlacedSign> signs) {
    List<PlacedSign> left = new ArrayList<>();
    ExactSum constant = ExactSum.ONE;
    boolean centered = true;
    for (PlacedSign placed : signs) {
      ExactSum offset = placed.offset(law);
      if (placed.variance(law).isZero()) {
        if (offset.isZero()) {
          return ExactSum.ZERO;
        }
        int sign = offset.sign(field);
        if (sign == 0) {
          throw new OutsideClassException("the order of two breakpoints is not known");
        }
        constant = constant.times(ExactSum.of(sign, 1));
      } else {
        left.add(placed);
        centered &= offset.isZero();
      }
    }
    if (left.isEmpty()) {
      return constant;
    }
    List<Integer> none = law.mean().stream().map(m -> 0).toList();
    if (centered && left.size() % 2 == 1) {
      steps.record(
          "symmetry",
          steps.expected(law, steps.body(none, left, law)),
          Expressions.ZERO,
          "an odd function of a centered Gaussian vector averages to zero");
      return ExactSum.ZERO;
    }
    Ruled average = average(law, left, centered);
    steps.record(
        average.rule,
        steps.expected(law, steps.body(none, left, law)),
        steps.write(average.value),
        average.because);
    return constant.times(average.value);
  }

  private Ruled average(GaussianLaw law, List<PlacedSign> signs, boolean centered) {
    if (signs.size() == 1) {
      return new Ruled(
          one(law, signs.get(0)),
          "Gaussian average of Erf",
          "a sum of normal variables is normal: E[Erf[(m + s z)/Sqrt[2 t]]] is"
              + " Erf[m/Sqrt[2 (t + s^2)]], and a sign is the case t == 0");
    }
    if (signs.size() == 2) {
      PlacedSign first = signs.get(0);
      PlacedSign second = signs.get(1);
      if (centered) {
        return new Ruled(
            two(law, first, second),
            "Sheppard's theorem",
            "two signs average to 2/Pi times the ArcSin of the correlation; an erf is a sign"
                + " averaged over noise of its own");
      }
      if (first.covariance(second, law).isZero()) {
        return new Ruled(
            one(law, first).times(one(law, second)),
            "independence",
            "uncorrelated normal variables are independent");
      }
      if (law.mean().stream().noneMatch(ExactSum::isComplex)) {
        return new Ruled(
            shifted(law, first, second),
            "bivariate normal probability",
            "two signs agree or differ: E[Sign[x + a] Sign[y + b]] is 4 P(x > -a, y > -b) - 2 P(x >"
                + " -a) - 2 P(y > -b) + 1, and by reflection the probabilities are those of the"
                + " lower left; an erf is a sign averaged over noise of its own");
      }
    }
    throw new OutsideClassException(obstacle(law, signs, centered));
  }

  /** Says what keeps a product of soft signs from a closed form, and which integral is left. */
  private String obstacle(GaussianLaw law, List<PlacedSign> signs, boolean centered) {
    if (law.mean().stream().anyMatch(ExactSum::isComplex)) {
      return "a wave times "
          + signs.size()
          + " steps or erfs leads to multivariate normal probabilities of complex arguments, which"
          + " are not elementary";
    }
    List<Integer> none = law.mean().stream().map(m -> 0).toList();
    String integral = WolframWriter.write(steps.written(law, steps.body(none, signs, law)));
    return "a product of %d steps or erfs leads to the probability of an orthant in %d dimensions, which is not elementary%s: what is left is %s"
        .formatted(signs.size(), signs.size(), centered ? "" : " either", integral);
  }

  private ExactSum one(GaussianLaw law, PlacedSign placed) {
    RationalFunction twice = placed.variance(law).times(RationalFunction.of(2, 1));
    ExactSum argument = placed.offset(law).times(ExactSum.squareRoot(twice.inverse(field), field));
    if (!argument.isComplex()) {
      return ExactAtoms.erf(argument);
    }
    if (argument.isImaginary()) {
      ExactSum i = ExactSum.squareRoot(RationalFunction.of(-1, 1), field);
      return ExactAtoms.erfi(argument.times(i).negate()).times(i); // Erf[i y] = i Erfi[y]
    }
    throw new OutsideClassException(
        "a wave times a shifted step, or times an exponential and a step, leads to Erf of a complex"
            + " argument, which is no real function of the class");
  }

  private ExactSum two(GaussianLaw law, PlacedSign first, PlacedSign second) {
    RationalFunction twoOverPi =
        RationalFunction.of(Polynomial.variable("Pi"))
            .inverse(field)
            .times(RationalFunction.of(2, 1));
    return ExactAtoms.arcSin(correlation(law, first, second), field).times(twoOverPi);
  }

  /** The same as {@link #two} where the means are not 0. */
  private ExactSum shifted(GaussianLaw law, PlacedSign first, PlacedSign second) {
    ExactSum probability =
        ExactAtoms.bivariateNormal(
            standardized(law, first),
            standardized(law, second),
            correlation(law, first, second),
            field);
    return probability
        .times(RationalFunction.of(4, 1))
        .minus(one(law, first))
        .minus(one(law, second))
        .minus(ExactSum.ONE);
  }

  private ExactSum standardized(GaussianLaw law, PlacedSign placed) {
    return placed
        .offset(law)
        .times(ExactSum.squareRoot(placed.variance(law).inverse(field), field));
  }

  private ExactSum correlation(GaussianLaw law, PlacedSign first, PlacedSign second) {
    RationalFunction product = first.variance(law).times(second.variance(law));
    return first.covariance(second, law).times(ExactSum.squareRoot(product.inverse(field), field));
  }
}
