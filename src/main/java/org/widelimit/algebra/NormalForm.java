package org.widelimit.algebra;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.PolynomialMethods;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;

/** One compact form for expressions that are equal by algebra. */
public final class NormalForm {

  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final int MOST_RESTARTS = 40;

  private NormalForm() {}

  /**
   * Returns an equal expression over one denominator: radicands square-free and split, powers and
   * exponentials merged, inverse sines and cosines written with the arctangent, common factors
   * cancelled; expanded or factored, whichever is shorter.
   *
   * @param expr the expression
   * @param assumptions what its symbols may be; the result is equal under these
   * @return the form; the expression itself if it depends on signs that are not known, or takes
   *     longer than 2 s
   */
  public static Expr of(Expr expr, Assumptions assumptions) {
    Refinements refinements = new Refinements();
    Deadline deadline = Deadline.after(BUDGET);
    for (int i = 0; i < MOST_RESTARTS; i++) {
      try {
        TowerReader reader = new TowerReader(assumptions, refinements, deadline);
        return shortest(reader.tower(), reader.read(expr));
      } catch (RestartException finer) {
        // The next attempt knows the common step of these roots.
        continue;
      } catch (UndecidedException | CaseNeededException | StackOverflowError noForm) {
        return expr;
      }
    }
    return expr;
  }

  private static Expr shortest(Tower tower, Ratio ratio) {
    Expr denominator = shorter(tower, ratio.denominator());
    Expr numerator = shorter(tower, ratio.numerator());
    List<Expr> candidates = new ArrayList<>();
    candidates.add(tower.toExpr(ratio));
    candidates.add(Expressions.divide(numerator, denominator));
    return candidates.stream().min(Comparator.comparingInt(NormalForm::size)).orElseThrow();
  }

  private static Expr shorter(
      Tower tower, MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    Expr expanded = tower.toExpr(polynomial);
    if (polynomial.size() < 2) {
      return expanded;
    }
    PolynomialFactorDecomposition<MultivariatePolynomial<Rational<BigInteger>>> factors =
        PolynomialMethods.Factor(polynomial.clone());
    List<Expr> product = new ArrayList<>();
    Num content = Tower.number(factors.unit.cc());
    for (int i = 0; i < factors.size(); i++) {
      MultivariatePolynomial<Rational<BigInteger>> primitive = Primitive.of(factors.get(i));
      Num scale = Tower.number(factors.get(i).lc().divide(primitive.lc()));
      for (int k = 0; k < factors.getExponent(i); k++) {
        content = Expressions.multiply(content, scale);
      }
      product.add(
          Expressions.power(tower.toExpr(primitive), Expressions.num(factors.getExponent(i))));
    }
    product.add(content);
    Expr factored = Expressions.times(product);
    return size(factored) < size(expanded) ? factored : expanded;
  }

  /** Returns the number of symbols, numbers and heads: what a reader has to take in. */
  static int size(Expr expr) {
    return expr instanceof Call call
        ? Stream.concat(Stream.of(call.head()), call.args().stream())
            .mapToInt(NormalForm::size)
            .sum()
        : 1;
  }
}
