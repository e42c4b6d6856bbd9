package org.widelimit.gaussian.exact;

import static org.widelimit.algebra.Expressions.num;

import cc.redberry.rings.Rational;
import cc.redberry.rings.Rings;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.Factorization;
import org.widelimit.algebra.decide.InterruptibleOrder;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;

/**
 * Factors polynomials into irreducible ones that are positive on the domain, where they have a sign
 * there.
 *
 * <p>Signs are proved under the assumptions. They serve to write {@code Sqrt[a b]} as {@code
 * Sqrt[a] Sqrt[b]}; a factor without a proved sign is refused there.
 */
public final class PolynomialField {

  /**
   * A polynomial as a product.
   *
   * @param unit the rational factor, of either sign
   * @param factors irreducible polynomials with their exponents
   */
  record Factored(Num unit, Map<Polynomial, Integer> factors) {}

  private final SignDecider signs;
  private final Map<String, Expr> opaque = new LinkedHashMap<>();
  private final Map<Polynomial, Factored> cache = new HashMap<>();
  private final Set<Polynomial> positive = new HashSet<>();

  /**
   * Creates the field.
   *
   * @param signs proves signs under what is assumed of the variables
   */
  public PolynomialField(SignDecider signs) {
    this.signs = signs;
  }

  /** Returns the expressions that stand behind made-up variables, by name. */
  Map<String, Expr> opaque() {
    return opaque;
  }

  /** Returns the sign on the domain, or 0 where it has none, vanishes somewhere, or is unknown. */
  public int sign(Polynomial polynomial) {
    if (positive.contains(polynomial) || positive.contains(polynomial.negate())) {
      return positive.contains(polynomial) ? 1 : -1;
    }
    List<Expr> terms = new ArrayList<>();
    polynomial.terms().forEach((monomial, value) -> terms.add(write(monomial, value)));
    return sign(Expressions.plus(terms));
  }

  /**
   * Takes note that a polynomial is positive on the domain for a reason that its terms do not show:
   * its one factor of unknown sign then has the sign of the others.
   */
  public void know(Polynomial polynomial) {
    Factored factored = factor(polynomial);
    int sign = factored.unit.signum();
    Polynomial unknown = null;
    for (Map.Entry<Polynomial, Integer> factor : factored.factors.entrySet()) {
      int known = sign(factor.getKey());
      if (known == 0 && (unknown != null || factor.getValue() % 2 == 0)) {
        return;
      }
      unknown = known == 0 ? factor.getKey() : unknown;
      sign *= known == 0 || factor.getValue() % 2 == 0 ? 1 : known;
    }
    if (unknown != null) {
      positive.add(sign > 0 ? unknown : unknown.negate());
      positive.add(polynomial);
      cache.clear();
    }
  }

  /** Returns the sign of an expression in the variables, or 0. */
  public int sign(Expr expr) {
    Sign sign = signs.of(expr);
    return sign == Sign.POSITIVE ? 1 : sign == Sign.NEGATIVE ? -1 : 0;
  }

  private Expr write(Polynomial.Monomial monomial, Num value) {
    List<Expr> factors = new ArrayList<>(List.of(value));
    monomial
        .exponents()
        .forEach(
            (name, exponent) -> {
              Expr known = opaque.get(name);
              factors.add(
                  Expressions.power(known == null ? Expressions.sym(name) : known, num(exponent)));
            });
    return Expressions.times(factors);
  }

  /** Returns the factorization of a nonzero polynomial. */
  Factored factor(Polynomial polynomial) {
    Factored known = cache.get(polynomial);
    if (known == null) {
      Map<Polynomial, Integer> factors = new LinkedHashMap<>();
      Num unit = collect(polynomial, factors);
      known = new Factored(unit, factors);
      cache.put(polynomial, known);
    }
    return known;
  }

  private Num collect(Polynomial polynomial, Map<Polynomial, Integer> factors) {
    Polynomial rest = polynomial;
    Polynomial.Monomial content = rest.content();
    for (Map.Entry<String, Integer> power : content.exponents().entrySet()) {
      Polynomial variable = Polynomial.variable(power.getKey());
      rest = divideExactly(rest, variable.power(power.getValue()));
      Num sign = num(sign(variable) < 0 && power.getValue() % 2 != 0 ? -1 : 1);
      factors.merge(
          sign(variable) < 0 ? variable.negate() : variable, power.getValue(), Integer::sum);
      rest = rest.scale(sign);
    }
    if (rest.isConstant()) {
      return rest.constantValue();
    }
    Num unit = rationalContent(rest);
    Polynomial primitive = rest.scale(Polynomial.inverse(unit));
    for (Polynomial part : split(primitive)) {
      Num inner = rationalContent(part);
      Polynomial factor = part.scale(Polynomial.inverse(inner));
      if (sign(factor) < 0) {
        factor = factor.negate();
        inner = Expressions.multiply(inner, num(-1));
      }
      unit = Expressions.multiply(unit, inner);
      if (factor.isConstant()) {
        unit = Expressions.multiply(unit, factor.constantValue());
      } else {
        factors.merge(factor, 1, Integer::sum);
      }
    }
    return unit;
  }

  private static Polynomial divideExactly(Polynomial dividend, Polynomial divisor) {
    Polynomial quotient = dividend.over(divisor);
    if (quotient == null) {
      throw new IllegalStateException("the division leaves a remainder");
    }
    return quotient;
  }

  /** Returns the rational number that leaves coprime integer coefficients, the leading positive. */
  private static Num rationalContent(Polynomial polynomial) {
    BigInteger gcd = BigInteger.ZERO;
    BigInteger lcm = BigInteger.ONE;
    for (Num value : polynomial.terms().values()) {
      gcd = gcd.gcd(value.numerator());
      lcm = lcm.multiply(value.denominator()).divide(lcm.gcd(value.denominator()));
    }
    Num content = num(gcd, lcm);
    return polynomial.leadingCoefficient().signum() < 0
        ? Expressions.multiply(content, num(-1))
        : content;
  }

  /** Returns factors of a primitive polynomial without monomial content, with repetitions. */
  private List<Polynomial> split(Polynomial polynomial) {
    for (String name : polynomial.variables()) {
      if (polynomial.degree(name) == 1) {
        return splitLinear(polynomial, polynomial.coefficient(name, 1));
      }
    }
    List<Polynomial> squares = splitDifferenceOfSquares(polynomial);
    return squares != null ? squares : splitByRings(polynomial);
  }

  /** A polynomial a x + b is irreducible once the common factors of a and b are out. */
  private List<Polynomial> splitLinear(Polynomial polynomial, Polynomial slope) {
    List<Polynomial> parts = new ArrayList<>();
    Polynomial rest = polynomial;
    if (!slope.isConstant()) {
      for (Map.Entry<Polynomial, Integer> factor : factor(slope).factors().entrySet()) {
        for (int i = 0; i < factor.getValue(); i++) {
          Polynomial quotient = rest.over(factor.getKey());
          if (quotient == null) {
            break;
          }
          parts.add(factor.getKey());
          rest = quotient;
        }
      }
    }
    parts.add(rest);
    return parts;
  }

  private @Nullable List<Polynomial> splitDifferenceOfSquares(Polynomial polynomial) {
    if (polynomial.terms().size() != 2) {
      return null;
    }
    Polynomial plus = null;
    Polynomial minus = null;
    for (Map.Entry<Polynomial.Monomial, Num> term : polynomial.terms().entrySet()) {
      Polynomial root = squareRoot(term.getKey(), term.getValue());
      if (root == null) {
        return null;
      }
      if (term.getValue().signum() > 0) {
        plus = root;
      } else {
        minus = root;
      }
    }
    if (plus == null || minus == null) {
      return null;
    }
    List<Polynomial> parts = new ArrayList<>(split(plus.plus(minus)));
    parts.addAll(split(plus.plus(minus.negate())));
    return parts;
  }

  private static @Nullable Polynomial squareRoot(Polynomial.Monomial monomial, Num value) {
    BigInteger[] top = value.numerator().abs().sqrtAndRemainder();
    BigInteger[] bottom = value.denominator().sqrtAndRemainder();
    if (top[1].signum() != 0 || bottom[1].signum() != 0) {
      return null;
    }
    SortedMap<String, Integer> half = new TreeMap<>();
    for (Map.Entry<String, Integer> power : monomial.exponents().entrySet()) {
      if (power.getValue() % 2 != 0) {
        return null;
      }
      half.put(power.getKey(), power.getValue() / 2);
    }
    return new Polynomial(Map.of(new Polynomial.Monomial(half), num(top[0], bottom[0])));
  }

  private static List<Polynomial> splitByRings(Polynomial polynomial) {
    List<String> names = new ArrayList<>(polynomial.variables());
    MultivariatePolynomial<Rational<cc.redberry.rings.bigint.BigInteger>> converted =
        MultivariatePolynomial.zero(names.size(), Rings.Q, InterruptibleOrder.GREVLEX);
    for (Map.Entry<Polynomial.Monomial, Num> term : polynomial.terms().entrySet()) {
      int[] exponents = names.stream().mapToInt(name -> term.getKey().exponent(name)).toArray();
      converted.add(
          new Monomial<>(
              exponents,
              new Rational<>(
                  Rings.Z,
                  new cc.redberry.rings.bigint.BigInteger(
                      term.getValue().numerator().toByteArray()),
                  new cc.redberry.rings.bigint.BigInteger(
                      term.getValue().denominator().toByteArray()))));
    }
    PolynomialFactorDecomposition<
            MultivariatePolynomial<Rational<cc.redberry.rings.bigint.BigInteger>>>
        decomposition = Factorization.of(converted);
    List<Polynomial> parts = new ArrayList<>();
    parts.add(convert(decomposition.unit, names));
    for (int i = 0; i < decomposition.size(); i++) {
      for (int j = 0; j < decomposition.getExponent(i); j++) {
        parts.add(convert(decomposition.get(i), names));
      }
    }
    return parts;
  }

  private static Polynomial convert(
      MultivariatePolynomial<Rational<cc.redberry.rings.bigint.BigInteger>> polynomial,
      List<String> names) {
    Map<Polynomial.Monomial, Num> terms = new HashMap<>();
    for (Monomial<Rational<cc.redberry.rings.bigint.BigInteger>> term : polynomial) {
      SortedMap<String, Integer> exponents = new TreeMap<>();
      for (int i = 0; i < names.size(); i++) {
        if (term.exponents[i] > 0) {
          exponents.put(names.get(i), term.exponents[i]);
        }
      }
      terms.put(
          new Polynomial.Monomial(exponents),
          num(
              new BigInteger(term.coefficient.numerator().toByteArray()),
              new BigInteger(term.coefficient.denominator().toByteArray())));
    }
    return new Polynomial(terms);
  }
}
