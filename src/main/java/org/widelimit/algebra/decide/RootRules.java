package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialMethods;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Rational powers: radicands are factored, and each factor of known sign gets a variable of its
 * own, so that {@code Sqrt[p] Sqrt[q]} and {@code Sqrt[p q]} are the same polynomial.
 *
 * <p>A rational power that is no integer is real only if its base is not negative (the principal
 * value), so wherever the expression is defined the whole radicand is nonnegative.
 */
final class RootRules {

  private static final int LARGEST_PRIME_TRIED = 10_000;

  private final TowerReader reader;
  private final Refinements refinements;

  RootRules(TowerReader reader, Refinements refinements) {
    this.reader = reader;
    this.refinements = refinements;
  }

  Ratio power(Ratio base, Num exponent) {
    Tower tower = reader.tower();
    if (base.isZero()) {
      if (exponent.signum() > 0) {
        return base;
      }
      throw new UndecidedException("a division by zero");
    }
    Sign below = reader.signs().sign(base.denominator());
    if (!below.isNonnegative() && !below.isNonpositive()) {
      return opaqueRoot(base, exponent);
    }
    boolean flip = below.isNonpositive();
    MultivariatePolynomial<Rational<BigInteger>> top = base.numerator();
    MultivariatePolynomial<Rational<BigInteger>> bottom = base.denominator();
    Ratio above = ofPolynomial(flip ? top.clone().negate() : top, exponent);
    Ratio under = ofPolynomial(flip ? bottom.clone().negate() : bottom, exponent);
    return tower.divide(above, under);
  }

  private Ratio opaqueRoot(Ratio base, Num exponent) {
    Tower tower = reader.tower();
    Expr meaning =
        Expressions.power(
            tower.toExpr(base), Expressions.num(java.math.BigInteger.ONE, exponent.denominator()));
    Ratio root = tower.variableAsRatio(tower.indexOf(new TowerVariable(meaning, Kind.OPAQUE)));
    return tower.power(root, exponent.numerator().intValueExact());
  }

  private Ratio ofPolynomial(
      MultivariatePolynomial<Rational<BigInteger>> polynomial, Num exponent) {
    Tower tower = reader.tower();
    tower.deadline().check();
    Factors factors = Factors.of(polynomial);
    Num content = factors.content();
    Map<MultivariatePolynomial<Rational<BigInteger>>, Integer> positive = new LinkedHashMap<>();
    MultivariatePolynomial<Rational<BigInteger>> undecided = tower.zero().createOne();
    List<Expr> even = new ArrayList<>();
    for (Factors.Factor factor : factors.factors()) {
      MultivariatePolynomial<Rational<BigInteger>> primitive = factor.base();
      int multiplicity = factor.multiplicity();
      Sign sign = reader.signs().sign(primitive);
      if (sign.isNonnegative()) {
        positive.put(primitive, multiplicity);
      } else if (sign.isNonpositive()) {
        positive.put(primitive.clone().negate(), multiplicity);
        content =
            multiplicity % 2 == 0 ? content : Expressions.multiply(Expressions.MINUS_ONE, content);
      } else {
        if (multiplicity > 1) {
          even.add(tower.toExpr(primitive));
        }
        undecided.multiply(PolynomialMethods.polyPow(primitive.clone(), multiplicity));
      }
    }
    if (!even.isEmpty()) {
      throw new CaseNeededException(even.get(0), false);
    }
    if (content.signum() < 0) {
      if (undecided.isConstant()) {
        throw new UndecidedException("a root of a negative number");
      }
      undecided.negate();
      content = Expressions.multiply(Expressions.MINUS_ONE, content);
    }
    Ratio result = ofNumber(content, exponent);
    for (Map.Entry<MultivariatePolynomial<Rational<BigInteger>>, Integer> entry :
        positive.entrySet()) {
      result =
          tower.multiply(
              result,
              ofBase(
                  entry.getKey(),
                  Expressions.multiply(exponent, Expressions.num(entry.getValue()))));
    }
    return undecided.isConstant() ? result : tower.multiply(result, ofBase(undecided, exponent));
  }

  /** A power of a polynomial that is nonnegative wherever the whole is defined. */
  private Ratio ofBase(MultivariatePolynomial<Rational<BigInteger>> base, Num exponent) {
    Tower tower = reader.tower();
    java.math.BigInteger whole = Interval.floor(exponent);
    Ratio result = tower.power(tower.ratioOf(base), whole.intValueExact());
    if (exponent.isInteger()) {
      return result;
    }
    int rootIndex = rootVariable(base);
    if (rootIndex >= 0) {
      // A power of a lone root joins that root's own base.
      TowerVariable root = tower.variable(rootIndex);
      Num inner =
          Expressions.multiply(
              Expressions.num(1, root.order()),
              Expressions.add(exponent, Expressions.num(whole.negate(), java.math.BigInteger.ONE)));
      return tower.multiply(
          result, ofBase(java.util.Objects.requireNonNull(root.radicand()), inner));
    }
    Expr meaning = tower.toExpr(base);
    int order =
        refinements.steps(
            meaning, exponent.denominator().intValueExact(), refinements.knows(meaning));
    Num fraction =
        Expressions.multiply(
            Expressions.num(order),
            Expressions.add(exponent, Expressions.num(whole.negate(), java.math.BigInteger.ONE)));
    int index =
        tower.indexOf(
            new TowerVariable(
                Expressions.power(meaning, Expressions.num(1, order)), Kind.ROOT, order, base, -1));
    return tower.multiply(
        result, tower.power(tower.variableAsRatio(index), fraction.numerator().intValueExact()));
  }

  private int rootVariable(MultivariatePolynomial<Rational<BigInteger>> base) {
    if (base.size() == 1 && base.totalDegree() == 1 && base.lc().isOne()) {
      for (int i = 0; i < reader.tower().variables().size(); i++) {
        if (base.degree(i) == 1 && reader.tower().variable(i).kind() == Kind.ROOT) {
          return i;
        }
      }
    }
    return -1;
  }

  private Ratio ofNumber(Num number, Num exponent) {
    Tower tower = reader.tower();
    return tower.divide(
        ofInteger(number.numerator(), exponent), ofInteger(number.denominator(), exponent));
  }

  private Ratio ofInteger(java.math.BigInteger number, Num exponent) {
    Ratio result = reader.tower().constant(1);
    for (Map.Entry<java.math.BigInteger, Integer> entry : primePowers(number).entrySet()) {
      MultivariatePolynomial<Rational<BigInteger>> base =
          reader
              .tower()
              .constant(Expressions.num(entry.getKey(), java.math.BigInteger.ONE))
              .numerator();
      result =
          reader
              .tower()
              .multiply(
                  result,
                  ofBase(base, Expressions.multiply(exponent, Expressions.num(entry.getValue()))));
    }
    return result;
  }

  /** Factors a positive integer by trial; a large rest counts as a prime. */
  static Map<java.math.BigInteger, Integer> primePowers(java.math.BigInteger number) {
    Map<java.math.BigInteger, Integer> powers = new LinkedHashMap<>();
    java.math.BigInteger rest = number;
    for (int prime = 2; prime <= LARGEST_PRIME_TRIED; prime++) {
      java.math.BigInteger divisor = java.math.BigInteger.valueOf(prime);
      if (divisor.multiply(divisor).compareTo(rest) > 0) {
        break;
      }
      while (rest.mod(divisor).signum() == 0) {
        powers.merge(divisor, 1, Integer::sum);
        rest = rest.divide(divisor);
      }
    }
    if (!rest.equals(java.math.BigInteger.ONE)) {
      powers.merge(rest, 1, Integer::sum);
    }
    return powers;
  }
}
