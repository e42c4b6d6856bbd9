package org.widelimit.gaussian.closed;

import java.util.List;
import org.widelimit.gaussian.closed.GaussianTerm.SoftSign;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * Signs and deltas of lines and quadratics, which are given by their coefficients {@code c[0] +
 * c[1] x + c[2] x^2}.
 */
final class StepTerms {

  private final PolynomialField field;
  private final GaussianTerms terms;

  StepTerms(PolynomialField field, GaussianTerms terms) {
    this.field = field;
    this.terms = terms;
  }

  /** The sign of a line or of a quadratic. */
  List<GaussianTerm> sign(ExactSum[] c) {
    if (c[1].isZero() && c[2].isZero()) {
      int constant = c[0].sign(field);
      if (constant == 0 && !c[0].isZero()) {
        throw new OutsideClassException("the sign of a constant under a step is not known");
      }
      return constant == 0 ? List.of() : GaussianTerms.one(constant);
    }
    if (c[2].isZero()) {
      ExactSum[] line = line(c, "the argument of a step");
      return List.of(
          GaussianTerm.sign(new SoftSign(RationalFunction.ZERO, line[1])).scale(line[2]));
    }
    return signOfQuadratic(c);
  }

  private List<GaussianTerm> signOfQuadratic(ExactSum[] c) {
    RationalFunction discriminant =
        c[1].times(c[1])
            .minus(c[2].times(c[0]).times(RationalFunction.of(4, 1)))
            .requireRational("the discriminant of the argument of a step");
    int sign = c[2].sign(field);
    if (sign == 0) {
      throw new OutsideClassException("the sign of a leading coefficient under a step is unknown");
    }
    if (discriminant.sign(field) < 0 || discriminant.isZero()) {
      return GaussianTerms.one(sign);
    }
    ExactSum[] roots = roots(c, discriminant);
    ExactSum low = roots[sign > 0 ? 0 : 1];
    ExactSum high = roots[sign > 0 ? 1 : 0];
    List<GaussianTerm> product =
        terms.multiply(
            List.of(GaussianTerm.sign(new SoftSign(RationalFunction.ZERO, low))),
            List.of(GaussianTerm.sign(new SoftSign(RationalFunction.ZERO, high))));
    return GaussianTerms.scale(product, ExactSum.of(sign, 1));
  }

  /** Returns the roots of a quadratic, the one with the minus first. */
  private ExactSum[] roots(ExactSum[] c, RationalFunction discriminant) {
    ExactSum root = ExactSum.squareRoot(discriminant, field);
    ExactSum twice = c[2].times(RationalFunction.of(2, 1)).inverse(field);
    return new ExactSum[] {
      c[1].negate().minus(root).times(twice), c[1].negate().plus(root).times(twice)
    };
  }

  /** A delta of a line or of a quadratic: one at each root, over the slope there. */
  List<GaussianTerm> delta(ExactSum[] c) {
    if (c[1].isZero() && c[2].isZero() && c[0].sign(field) != 0) {
      return List.of(); // a constant that is not 0, as in one branch of Max or Min
    }
    if (c[2].isZero()) {
      ExactSum[] line = line(c, "the argument of DiracDelta");
      ExactSum size = line[0].times(line[2]);
      return List.of(GaussianTerm.delta(size.inverse(field), line[1]));
    }
    RationalFunction discriminant =
        c[1].times(c[1])
            .minus(c[2].times(c[0]).times(RationalFunction.of(4, 1)))
            .requireRational("the discriminant of the argument of a delta");
    if (discriminant.sign(field) < 0) {
      return List.of();
    }
    if (discriminant.isZero() || discriminant.sign(field) == 0) {
      throw new OutsideClassException("a delta at a double root is not defined", true);
    }
    ExactSum size = ExactSum.squareRoot(discriminant, field).inverse(field);
    ExactSum[] roots = roots(c, discriminant);
    return List.of(GaussianTerm.delta(size, roots[0]), GaussianTerm.delta(size, roots[1]));
  }

  /** Returns slope, root and sign of the slope of a line that is not constant. */
  ExactSum[] line(ExactSum[] c, String what) {
    int sign = c[1].sign(field);
    if (sign == 0) {
      throw new OutsideClassException("the sign of the slope of " + what + " is not known");
    }
    ExactSum root = c[0].negate().times(c[1].inverse(field));
    return new ExactSum[] {c[1], root, ExactSum.of(sign, 1)};
  }
}
