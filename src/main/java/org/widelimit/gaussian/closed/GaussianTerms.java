package org.widelimit.gaussian.closed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.budget.BoundedTask;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.PolynomialField;

/** Sums, products and powers of sums of {@link GaussianTerm}s. */
final class GaussianTerms {

  /** More terms than this are not expanded. */
  private static final int MOST_TERMS = 4000;

  private final SignProducts products;

  GaussianTerms(PolynomialField field) {
    this.products = new SignProducts(field);
  }

  /** Returns a constant. */
  static List<GaussianTerm> one(int value) {
    return List.of(GaussianTerm.constant(ExactSum.of(value, 1)));
  }

  static List<GaussianTerm> concat(List<GaussianTerm> left, List<GaussianTerm> right) {
    List<GaussianTerm> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  static List<GaussianTerm> scale(List<GaussianTerm> terms, ExactSum factor) {
    return terms.stream().map(term -> term.scale(factor)).toList();
  }

  List<GaussianTerm> power(List<GaussianTerm> base, int exponent) {
    if (exponent == 0) {
      return one(1);
    }
    List<GaussianTerm> result = base;
    for (int i = 1; i < exponent; i++) {
      result = multiply(result, base);
    }
    return result;
  }

  List<GaussianTerm> multiply(List<GaussianTerm> left, List<GaussianTerm> right) {
    if ((long) left.size() * right.size() > MOST_TERMS) {
      throw new OutsideClassException("the product has more than " + MOST_TERMS + " terms");
    }
    List<GaussianTerm> product = new ArrayList<>();
    for (GaussianTerm a : left) {
      BoundedTask.checkpoint();
      for (GaussianTerm b : right) {
        product.addAll(products.merged(a.times(b)));
      }
    }
    return collect(product);
  }

  /** Returns the sum with equal shapes collected. */
  static List<GaussianTerm> collect(List<GaussianTerm> terms) {
    Map<GaussianTerm, ExactSum> sums = new LinkedHashMap<>();
    terms.forEach(term -> sums.merge(term.shape(), term.coefficient(), ExactSum::plus));
    List<GaussianTerm> result = new ArrayList<>();
    sums.forEach(
        (shape, sum) -> {
          if (!sum.isZero()) {
            result.add(shape.scale(sum));
          }
        });
    return result;
  }
}
