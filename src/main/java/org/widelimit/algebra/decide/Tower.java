package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.Rings;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.TowerVariable.Kind;
import org.widelimit.algebra.syntax.wolfram.SignedTerms;

/**
 * A tower of variables over the rational numbers and the arithmetic of quotients in them.
 *
 * <p>A root s of order n obeys {@code s^n = g}, a sine {@code s^2 = 1 - c^2}: both relations are
 * used from left to right, and whatever reduces to 0 by them is 0, whether or not the variables are
 * independent. Independence matters only to how much is recognized.
 */
final class Tower {

  /** Every monomial holds an exponent of each, so there are no more than it takes. */
  private static final int MOST_VARIABLES = 32;

  private static final int MOST_TERMS = 4000;
  private static final int HIGHEST_DEGREE = 400;

  private final List<TowerVariable> variables = new ArrayList<>();
  private final Map<Expr, Integer> indices = new HashMap<>();
  private final Map<Integer, Ratio> written = new HashMap<>();
  private final Deadline deadline;
  private final int mostVariables;
  private final MultivariatePolynomial<Rational<BigInteger>> zero;

  /**
   * Creates a tower without variables.
   *
   * @param names how many variables there may be beside those of an expression
   */
  Tower(Deadline deadline, int names) {
    this.deadline = deadline;
    this.mostVariables = MOST_VARIABLES + names;
    this.zero = MultivariatePolynomial.zero(mostVariables, Rings.Q, InterruptibleOrder.GREVLEX);
  }

  List<TowerVariable> variables() {
    return variables;
  }

  TowerVariable variable(int index) {
    return variables.get(index);
  }

  /** Returns the index of the variable of that meaning, a new one if there is none yet. */
  int indexOf(TowerVariable variable) {
    Integer known = indices.get(variable.meaning());
    if (known != null) {
      return known;
    }
    if (variables.size() == mostVariables) {
      throw new UndecidedException(
          "the expression needs more than " + mostVariables + " variables");
    }
    variables.add(variable);
    indices.put(variable.meaning(), variables.size() - 1);
    return variables.size() - 1;
  }

  /** Returns the variable, or what it is to be written as. */
  Ratio variableAsRatio(int index) {
    Ratio value = written.get(index);
    return value != null ? value : ratioOf(zero.createMonomial(index, 1));
  }

  /**
   * Writes a variable as a quotient from now on.
   *
   * @param value equal to the variable wherever its denominator is not 0
   */
  void write(int index, Ratio value) {
    written.put(index, value);
  }

  /** Returns whether another variable, or what one is written as, is made of the variable. */
  boolean isInUse(int index) {
    Expr meaning = variables.get(index).meaning();
    for (int i = 0; i < variables.size(); i++) {
      if (i != index && variables.get(i).meaning().contains(meaning)) {
        return true;
      }
    }
    return written.values().stream()
        .anyMatch(
            value -> value.numerator().degree(index) > 0 || value.denominator().degree(index) > 0);
  }

  Ratio ratioOf(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    return new Ratio(polynomial, zero.createOne());
  }

  Ratio constant(Num number) {
    return ratioOf(
        zero.createConstant(
            new Rational<>(
                Rings.Z,
                new BigInteger(number.numerator()),
                new BigInteger(number.denominator()))));
  }

  Ratio constant(long number) {
    return constant(Expressions.num(number));
  }

  static Num number(Rational<BigInteger> rational) {
    return Expressions.num(
        new java.math.BigInteger(rational.numerator().toByteArray()),
        new java.math.BigInteger(rational.denominator().toByteArray()));
  }

  Ratio add(Ratio a, Ratio b) {
    if (a.denominator().equals(b.denominator())) {
      return ratio(a.numerator().clone().add(b.numerator()), a.denominator());
    }
    return ratio(
        product(a.numerator(), b.denominator()).add(product(b.numerator(), a.denominator())),
        product(a.denominator(), b.denominator()));
  }

  Ratio subtract(Ratio a, Ratio b) {
    return add(a, negate(b));
  }

  Ratio negate(Ratio a) {
    return new Ratio(a.numerator().clone().negate(), a.denominator());
  }

  Ratio multiply(Ratio a, Ratio b) {
    return ratio(product(a.numerator(), b.numerator()), product(a.denominator(), b.denominator()));
  }

  Ratio invert(Ratio a) {
    if (a.isZero()) {
      throw new UndecidedException("a division by zero");
    }
    return ratio(a.denominator(), a.numerator());
  }

  Ratio divide(Ratio a, Ratio b) {
    return multiply(a, invert(b));
  }

  Ratio power(Ratio a, int exponent) {
    if (exponent < 0) {
      return power(invert(a), -exponent);
    }
    Ratio result = constant(1);
    Ratio square = a;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = multiply(result, square);
      }
      if (rest > 1) {
        square = multiply(square, square);
      }
    }
    return result;
  }

  private MultivariatePolynomial<Rational<BigInteger>> product(
      MultivariatePolynomial<Rational<BigInteger>> a,
      MultivariatePolynomial<Rational<BigInteger>> b) {
    deadline.check();
    if ((long) a.size() * b.size() > (long) MOST_TERMS * 50) {
      throw new UndecidedException("the polynomials grow beyond their bound");
    }
    return a.clone().multiply(b);
  }

  /**
   * Refuses a polynomial whose divisors take too long to find: Rings works on all coefficients of a
   * polynomial in one variable, and does not ask on the way whether it should stop.
   *
   * @throws UndecidedException if the degree is too high
   */
  static void requireModest(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    for (int degree : polynomial.degrees()) {
      if (degree > HIGHEST_DEGREE) {
        throw new UndecidedException("a polynomial has a degree above " + HIGHEST_DEGREE);
      }
    }
  }

  /** Returns the quotient, reduced by the relations and in lowest terms. */
  Ratio ratio(
      MultivariatePolynomial<Rational<BigInteger>> numerator,
      MultivariatePolynomial<Rational<BigInteger>> denominator) {
    MultivariatePolynomial<Rational<BigInteger>> top = reduce(numerator);
    MultivariatePolynomial<Rational<BigInteger>> bottom = reduce(denominator);
    if (bottom.isZero()) {
      throw new UndecidedException("a division by zero");
    }
    if (top.isZero()) {
      return constant(0);
    }
    for (int i = variables.size() - 1; i >= 0 && !bottom.isConstant(); i--) {
      MultivariatePolynomial<Rational<BigInteger>> conjugate = conjugate(bottom, i);
      if (conjugate != null) {
        MultivariatePolynomial<Rational<BigInteger>> norm = reduce(product(bottom, conjugate));
        if (!norm.isZero()) {
          top = reduce(product(top, conjugate));
          bottom = norm;
        }
      }
    }
    if (!bottom.isConstant()) {
      deadline.check();
      requireModest(top);
      requireModest(bottom);
      Ratio lowest = Factorization.inLowestTerms(top, bottom);
      top = lowest.numerator();
      bottom = lowest.denominator();
    }
    Rational<BigInteger> leading = bottom.lc();
    return leading.isOne()
        ? new Ratio(top, bottom)
        : new Ratio(top.clone().divideExact(leading), bottom.clone().divideExact(leading));
  }

  /**
   * Returns what frees a denominator of a root by multiplication, or null if nothing short does.
   */
  private @org.jspecify.annotations.Nullable MultivariatePolynomial<Rational<BigInteger>> conjugate(
      MultivariatePolynomial<Rational<BigInteger>> bottom, int index) {
    TowerVariable variable = variables.get(index);
    int order = variable.kind() == Kind.SINE ? 2 : variable.order();
    int degree = bottom.degree(index);
    if (order == 0 || degree == 0) {
      return null;
    }
    MultivariatePolynomial<Rational<BigInteger>> lowest = bottom.coefficientOf(index, 0);
    if (degree == 1 && order == 2 && !lowest.isZero()) {
      return lowest.add(
          bottom.coefficientOf(index, 1).multiply(zero.createMonomial(index, 1)).negate());
    }
    for (int k = 0; k < degree; k++) {
      if (!bottom.coefficientOf(index, k).isZero()) {
        return null;
      }
    }
    return zero.createMonomial(index, order - degree);
  }

  /** Applies the relations, the latest variable first: a relation holds earlier variables only. */
  MultivariatePolynomial<Rational<BigInteger>> reduce(
      MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    MultivariatePolynomial<Rational<BigInteger>> result = polynomial;
    for (int i = variables.size() - 1; i >= 0; i--) {
      TowerVariable variable = variables.get(i);
      MultivariatePolynomial<Rational<BigInteger>> value = variable.radicand();
      int order = variable.order();
      if (variable.kind() == Kind.SINE) {
        order = 2;
        value = zero.createMonomial(variable.partner(), 2).negate().add(zero.createOne());
      }
      if (value != null && result.degree(i) >= order) {
        result = reduce(result, i, order, value);
      }
    }
    if (result.size() > MOST_TERMS) {
      throw new UndecidedException("the polynomials grow beyond their bound");
    }
    return result;
  }

  private MultivariatePolynomial<Rational<BigInteger>> reduce(
      MultivariatePolynomial<Rational<BigInteger>> polynomial,
      int index,
      int order,
      MultivariatePolynomial<Rational<BigInteger>> value) {
    MultivariatePolynomial<Rational<BigInteger>> result = zero.createZero();
    MultivariatePolynomial<Rational<BigInteger>> valuePower = zero.createOne();
    int powers = 0;
    for (int k = 0; k <= polynomial.degree(index); k++) {
      MultivariatePolynomial<Rational<BigInteger>> coefficient = polynomial.coefficientOf(index, k);
      while (powers < k / order) {
        valuePower = product(valuePower, value);
        powers++;
      }
      if (!coefficient.isZero()) {
        result.add(
            product(coefficient, valuePower).multiply(zero.createMonomial(index, k % order)));
      }
    }
    return result;
  }

  /** Returns the expression a quotient stands for. */
  Expr toExpr(Ratio ratio) {
    return quotient(toExpr(ratio.numerator()), toExpr(ratio.denominator()));
  }

  /** Returns the quotient, with {@code s/s^2} of a square root s written as {@code 1/s}. */
  Expr quotient(Expr numerator, Expr denominator) {
    Expr top = numerator;
    Expr bottom = denominator;
    if (hasMostlyNegativeTerms(bottom)) {
      top = distribute(top);
      bottom = distribute(bottom);
    }
    Expr result = Expressions.divide(top, bottom);
    for (TowerVariable variable : variables) {
      if (variable.order() == 2 && variable.radicand() != null) {
        Expr radicand = toExpr(variable.radicand());
        Expr inverse = Expressions.power(radicand, Expressions.MINUS_ONE);
        if (isFactor(top, variable.meaning()) && isFactor(result, inverse)) {
          result =
              Expressions.times(
                  result,
                  Expressions.power(variable.meaning(), Expressions.MINUS_ONE),
                  radicand,
                  Expressions.power(variable.meaning(), Expressions.MINUS_ONE));
        }
      }
    }
    return result;
  }

  private static boolean isFactor(Expr product, Expr factor) {
    return product.equals(factor)
        || (product.isCall("Times") && ((Expr.Call) product).args().contains(factor));
  }

  private static boolean hasMostlyNegativeTerms(Expr sum) {
    if (!sum.isCall("Plus")) {
      return false;
    }
    List<Expr> terms = ((Expr.Call) sum).args();
    long negative = terms.stream().filter(SignedTerms::isNegative).count();
    return 2 * negative > terms.size();
  }

  private static Expr distribute(Expr sum) {
    return sum.isCall("Plus")
        ? Expressions.plus(((Expr.Call) sum).args().stream().map(Expressions::negate).toList())
        : Expressions.negate(sum);
  }

  Expr toExpr(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    List<Expr> terms = new ArrayList<>();
    for (Monomial<Rational<BigInteger>> term : polynomial) {
      List<Expr> factors = new ArrayList<>();
      factors.add(number(term.coefficient));
      for (int i = 0; i < variables.size(); i++) {
        if (term.exponents[i] != 0) {
          factors.add(
              Expressions.power(variables.get(i).meaning(), Expressions.num(term.exponents[i])));
        }
      }
      terms.add(Expressions.times(factors));
    }
    return Expressions.plus(terms);
  }

  /** Returns a term alone, without its rational coefficient. */
  MultivariatePolynomial<Rational<BigInteger>> withoutCoefficient(
      Monomial<Rational<BigInteger>> term) {
    return zero.create(term.setCoefficient(Rings.Q.getOne()));
  }

  MultivariatePolynomial<Rational<BigInteger>> zero() {
    return zero.createZero();
  }

  Deadline deadline() {
    return deadline;
  }
}
