package org.widelimit.gaussian.closed;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.gaussian.closed.GaussianTerm.SoftSign;
import org.widelimit.gaussian.exact.ExactAtoms;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * Products of steps and deltas of one variable. {@code Sign[x-a]^2} is 1; for a below b, {@code
 * Sign[x-a] Sign[x-b]} is {@code 1 - Sign[x-a] + Sign[x-b]}; a delta takes the value of all else at
 * its center.
 */
final class SignProducts {

  private final PolynomialField field;

  SignProducts(PolynomialField field) {
    this.field = field;
  }

  /** Returns an equal sum of terms with at most one step and one delta each. */
  List<GaussianTerm> merged(GaussianTerm term) {
    if (!term.deltas().isEmpty()) {
      return sifted(term);
    }
    List<SoftSign> signs = new ArrayList<>(term.signs());
    signs.sort(java.util.Comparator.comparing(SoftSign::toString));
    for (int i = 0; i < signs.size(); i++) {
      for (int j = i + 1; j < signs.size(); j++) {
        if (signs.get(i).isStep() && signs.get(j).isStep()) {
          return merged(term, signs, i, j);
        }
      }
    }
    return List.of(term.withSigns(signs));
  }

  private List<GaussianTerm> merged(GaussianTerm term, List<SoftSign> signs, int i, int j) {
    List<SoftSign> rest = new ArrayList<>(signs);
    SoftSign b = rest.remove(j);
    SoftSign a = rest.remove(i);
    if (a.equals(b)) {
      return merged(term.withSigns(rest));
    }
    int order = sign(b.center().minus(a.center()));
    SoftSign low = order > 0 ? a : b;
    SoftSign high = order > 0 ? b : a;
    List<GaussianTerm> result = new ArrayList<>(merged(term.withSigns(rest)));
    result.addAll(merged(term.withSigns(with(rest, low)).scale(ExactSum.of(-1, 1))));
    result.addAll(merged(term.withSigns(with(rest, high))));
    return result;
  }

  private static List<SoftSign> with(List<SoftSign> signs, SoftSign another) {
    List<SoftSign> all = new ArrayList<>(signs);
    all.add(another);
    return all;
  }

  private int sign(ExactSum difference) {
    int sign = difference.sign(field);
    if (sign == 0) {
      throw new OutsideClassException("the order of two breakpoints is not known");
    }
    return sign;
  }

  /** Puts the center of the first delta for x. */
  private List<GaussianTerm> sifted(GaussianTerm term) {
    ExactSum center = term.deltas().get(0);
    if (term.deltas().size() > 1) {
      if (sign0(term.deltas().get(1).minus(center)) != 0) {
        return List.of();
      }
      throw new OutsideClassException("the square of a delta is not defined", true);
    }
    ExactSum value =
        term.coefficient()
            .times(center.power(term.power()))
            .times(
                ExactSum.exponential(
                    center
                        .times(center)
                        .times(term.decay())
                        .times(RationalFunction.of(-1, 2))
                        .plus(center.times(term.rate()))));
    for (SoftSign sign : term.signs()) {
      ExactSum distance = center.minus(sign.center());
      if (distance.isZero()) {
        // The symmetric value at a jump; for an odd power of a soft sign it is exact.
        value = ExactSum.ZERO;
      } else if (sign.isStep()) {
        value = value.times(ExactSum.of(sign(distance), 1));
      } else {
        value =
            value.times(
                ExactAtoms.erf(
                    distance.times(
                        ExactSum.squareRoot(
                            sign.softness().times(RationalFunction.of(2, 1)).inverse(field),
                            field))));
      }
    }
    return value.isZero() ? List.of() : List.of(GaussianTerm.delta(value, center));
  }

  private int sign0(ExactSum difference) {
    return difference.isZero() ? 0 : sign(difference);
  }
}
