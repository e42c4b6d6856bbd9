package org.widelimit.gaussian.exact;

import static java.util.Collections.disjoint;
import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.multiply;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.gaussian.exact.ExactSum.Irrational;

/** Writes exact sums as expressions: real parts only, since expectations are real. */
public final class ExactWriter {

  private final Map<String, Expr> opaque;

  public ExactWriter(Map<String, Expr> opaque) {
    this.opaque = opaque;
  }

  /** Returns the real part as an expression. */
  public Expr write(ExactSum sum) {
    List<Expr> terms = new ArrayList<>();
    Map<Irrational, RationalFunction> rest = new HashMap<>(sum.terms());
    for (Irrational part : sum.terms().keySet()) {
      RationalFunction value = rest.remove(part);
      if (value != null) {
        terms.add(hyperbolic(part, value, rest));
      }
    }
    return plus(terms);
  }

  /** Writes a term, together with one that differs by the sign of half of its exponent. */
  private Expr hyperbolic(
      Irrational part, RationalFunction value, Map<Irrational, RationalFunction> rest) {
    if (!part.exponent().isZero() && !part.exponent().isComplex()) {
      for (Map.Entry<Irrational, RationalFunction> other : rest.entrySet()) {
        boolean same = other.getValue().equals(value);
        if ((same || other.getValue().equals(value.negate()))
            && other.getKey().radical().equals(part.radical())
            && other.getKey().atoms().equals(part.atoms())) {
          RationalFunction half = RationalFunction.of(1, 2);
          ExactSum mean = part.exponent().plus(other.getKey().exponent()).times(half);
          ExactSum difference = part.exponent().minus(other.getKey().exponent()).times(half);
          if (difference.terms().size() > 1
              || other.getKey().exponent().isZero()
              || !staysFinite(difference)
              || sharesMonomials(mean, difference)) {
            continue;
          }
          rest.remove(other.getKey());
          Expr product = term(new Irrational(part.radical(), mean, part.atoms()), value);
          Expr argument = write(difference);
          boolean flip = leadsNegative(difference);
          Expr positive = flip ? negate(argument) : argument;
          return same
              ? times(TWO, product, call("Cosh", positive))
              : times(num(flip ? -2 : 2), product, call("Sinh", positive));
        }
      }
    }
    return term(part, value);
  }

  /**
   * Returns whether no denominator vanishes at variance 0, as p, q and {@code p q - r^2} do: such a
   * quotient may be large at the ends of the domain, where both exponentials are small.
   */
  private static boolean staysFinite(ExactSum sum) {
    return sum.terms().values().stream()
        .flatMap(value -> value.denominator().keySet().stream())
        .allMatch(factor -> factor.terms().containsKey(Polynomial.Monomial.ONE));
  }

  private static boolean sharesMonomials(ExactSum left, ExactSum right) {
    Set<Polynomial.Monomial> monomials = new HashSet<>();
    left.terms().values().forEach(value -> monomials.addAll(value.numerator().terms().keySet()));
    return right.terms().values().stream()
        .anyMatch(value -> !disjoint(monomials, value.numerator().terms().keySet()));
  }

  private Expr term(Irrational part, RationalFunction value) {
    ExactSum real = ExactSum.ZERO;
    ExactSum imaginary = ExactSum.ZERO;
    for (Map.Entry<Irrational, RationalFunction> entry : part.exponent().terms().entrySet()) {
      Irrational key = entry.getKey();
      ExactSum single =
          new ExactSum(Map.of(key.radical().imaginary() ? realPart(key) : key, entry.getValue()));
      if (key.radical().imaginary()) {
        imaginary = imaginary.plus(single);
      } else {
        real = real.plus(single);
      }
    }
    List<Expr> factors = new ArrayList<>();
    factors.add(algebraic(value, part.radical()));
    if (!real.isZero()) {
      factors.add(exp(write(real)));
    }
    boolean flip = leadsNegative(imaginary);
    Expr angle = write(flip ? imaginary.negate() : imaginary);
    if (part.radical().imaginary()) {
      // i (cos + i sin) has the real part -sin; without a wave the term is imaginary.
      factors.add(imaginary.isZero() ? ZERO : times(num(flip ? 1 : -1), sine(angle)));
    } else if (!imaginary.isZero()) {
      factors.add(cosine(angle));
    }
    part.atoms()
        .forEach(
            (atom, exponent) ->
                factors.add(
                    power(
                        call(
                            sym(atom.function()),
                            atom.arguments().stream().map(this::write).toList()),
                        num(exponent))));
    return times(factors);
  }

  private static Irrational realPart(Irrational key) {
    Radical radical = key.radical();
    return new Irrational(
        new Radical(false, radical.content(), radical.factors()), key.exponent(), key.atoms());
  }

  static boolean leadsNegative(ExactSum sum) {
    if (sum.isZero()) {
      return false;
    }
    // Any fixed rule that tells a sum from its negative will do.
    Map.Entry<Irrational, RationalFunction> first =
        sum.terms().entrySet().stream()
            .min(java.util.Comparator.comparing(entry -> entry.getKey().toString()))
            .orElseThrow();
    return first.getValue().numerator().leadingCoefficient().signum() < 0;
  }

  private static Expr cosine(Expr angle) {
    Expr exact = angle.isInteger(0) ? ONE : atTwelfths(divide(angle, PI), 6);
    return exact == null ? call("Cos", angle) : exact;
  }

  private static Expr sine(Expr angle) {
    Expr exact = atTwelfths(divide(angle, PI), 0);
    return exact == null ? call("Sin", angle) : exact;
  }

  /** Returns the sine of (12 turns + shift) Pi/12 where it is elementary, or null. */
  private static @Nullable Expr atTwelfths(Expr turns, int shift) {
    if (!(turns instanceof Num number) || !multiply(number, num(12)).isInteger()) {
      return null;
    }
    BigInteger steps = multiply(number, num(12)).numerator().add(BigInteger.valueOf(shift));
    int n = steps.mod(BigInteger.valueOf(24)).intValue();
    int folded = n % 12 > 6 ? 12 - n % 12 : n % 12;
    Expr value =
        switch (folded) {
          case 0 -> ZERO;
          case 2 -> HALF;
          case 3 -> power(TWO, num(-1, 2));
          case 4 -> times(HALF, sqrt(num(3)));
          case 6 -> ONE;
          default -> null;
        };
    return value == null ? null : times(num(n < 12 ? 1 : -1), value);
  }

  /** Writes a rational function times a root, with common powers of each factor. */
  private Expr algebraic(RationalFunction value, Radical radical) {
    Polynomial numerator = value.numerator();
    Polynomial.Monomial content = numerator.content();
    Map<Polynomial, Integer> halves = new HashMap<>();
    content
        .exponents()
        .forEach(
            (name, exponent) ->
                halves.merge(Polynomial.variable(name), 2 * exponent, Integer::sum));
    value.denominator().forEach((factor, e) -> halves.merge(factor, -2 * e, Integer::sum));
    radical.factors().forEach(factor -> halves.merge(factor, 1, Integer::sum));
    Polynomial primitive = numerator.over(new Polynomial(Map.of(content, ONE)));
    if (primitive == null) {
      throw new IllegalStateException("the content does not divide");
    }
    BigInteger lcm = BigInteger.ONE;
    BigInteger gcd = BigInteger.ZERO;
    for (Num number : primitive.terms().values()) {
      lcm = lcm.multiply(number.denominator()).divide(lcm.gcd(number.denominator()));
      gcd = gcd.gcd(number.numerator());
    }
    Num scale = num(gcd, lcm);
    Polynomial integral = primitive.scale(Polynomial.inverse(scale));
    List<Expr> above = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    List<Expr> factors = new ArrayList<>();
    Num root = num(radical.content(), BigInteger.ONE);
    if (!root.is(1)) {
      if (scale.denominator().mod(radical.content()).signum() == 0) {
        scale = multiply(scale, root);
        below.add(root);
      } else {
        above.add(root);
      }
    }
    halves.forEach(
        (factor, twice) -> {
          Expr expr = write(factor);
          factors.add(power(expr, num(twice / 2)));
          if (twice % 2 == 1) {
            above.add(expr);
          } else if (twice % 2 == -1) {
            below.add(expr);
          }
        });
    factors.add(scale);
    factors.add(write(integral));
    factors.add(sqrt(times(above)));
    factors.add(power(times(below), num(-1, 2)));
    return times(factors);
  }

  /** Writes a polynomial as a sum of monomials. */
  public Expr write(Polynomial polynomial) {
    List<Expr> terms = new ArrayList<>();
    polynomial
        .terms()
        .forEach(
            (monomial, value) -> {
              List<Expr> factors = new ArrayList<>();
              factors.add(value);
              monomial
                  .exponents()
                  .forEach(
                      (name, exponent) -> {
                        Expr hidden = opaque.get(name);
                        factors.add(power(hidden == null ? sym(name) : hidden, num(exponent)));
                      });
              terms.add(times(factors));
            });
    return plus(terms);
  }
}
