package org.widelimit.gaussian;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.BoundedTask;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * A polynomial in named variables over the rational numbers. The names are opaque here; equal
 * polynomials are equal values.
 *
 * @param terms the nonzero coefficients by monomial
 */
record Polynomial(Map<Monomial, Num> terms) {

  static final Polynomial ZERO = new Polynomial(Map.of());
  static final Polynomial ONE = constant(Expressions.ONE);

  Polynomial {
    terms = Map.copyOf(terms);
  }

  /**
   * A product of powers of variables, ordered lexicographically with earlier names first.
   *
   * @param exponents the positive exponents by name
   */
  record Monomial(SortedMap<String, Integer> exponents) implements Comparable<Monomial> {

    static final Monomial ONE = new Monomial(new TreeMap<>());

    int exponent(String name) {
      return exponents.getOrDefault(name, 0);
    }

    Monomial times(Monomial other) {
      SortedMap<String, Integer> product = new TreeMap<>(exponents);
      other.exponents.forEach((name, exponent) -> product.merge(name, exponent, Integer::sum));
      return new Monomial(product);
    }

    /** Returns the quotient, or null where it is no monomial. */
    @Nullable Monomial over(Monomial other) {
      SortedMap<String, Integer> quotient = new TreeMap<>(exponents);
      for (Map.Entry<String, Integer> entry : other.exponents.entrySet()) {
        int left = exponent(entry.getKey()) - entry.getValue();
        if (left < 0) {
          return null;
        }
        if (left == 0) {
          quotient.remove(entry.getKey());
        } else {
          quotient.put(entry.getKey(), left);
        }
      }
      return new Monomial(quotient);
    }

    @Override
    public int compareTo(Monomial other) {
      Set<String> names = new TreeSet<>(exponents.keySet());
      names.addAll(other.exponents.keySet());
      for (String name : names) {
        int order = Integer.compare(exponent(name), other.exponent(name));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }

  static Polynomial constant(Num value) {
    return value.signum() == 0 ? ZERO : new Polynomial(Map.of(Monomial.ONE, value));
  }

  static Polynomial variable(String name) {
    return new Polynomial(Map.of(new Monomial(new TreeMap<>(Map.of(name, 1))), Expressions.ONE));
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isConstant() {
    return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(Monomial.ONE));
  }

  /** Returns the value of a constant polynomial. */
  Num constantValue() {
    return terms.getOrDefault(Monomial.ONE, Expressions.ZERO);
  }

  Polynomial plus(Polynomial other) {
    Map<Monomial, Num> sum = new HashMap<>(terms);
    other.terms.forEach((monomial, value) -> accumulate(sum, monomial, value));
    return new Polynomial(sum);
  }

  Polynomial times(Polynomial other) {
    BoundedTask.checkpoint();
    Map<Monomial, Num> product = new HashMap<>();
    terms.forEach(
        (left, a) ->
            other.terms.forEach(
                (right, b) -> accumulate(product, left.times(right), Expressions.multiply(a, b))));
    return new Polynomial(product);
  }

  private static void accumulate(Map<Monomial, Num> sum, Monomial monomial, Num value) {
    sum.merge(
        monomial,
        value,
        (a, b) -> {
          Num total = Expressions.add(a, b);
          return total.signum() == 0 ? null : total;
        });
  }

  Polynomial scale(Num factor) {
    return times(constant(factor));
  }

  Polynomial negate() {
    return scale(Expressions.MINUS_ONE);
  }

  Polynomial power(int exponent) {
    Polynomial result = ONE;
    for (int i = 0; i < exponent; i++) {
      result = result.times(this);
    }
    return result;
  }

  Monomial leading() {
    return terms.keySet().stream().max(Monomial::compareTo).orElseThrow();
  }

  Num leadingCoefficient() {
    return terms.getOrDefault(leading(), Expressions.ZERO);
  }

  /** Returns the quotient where the division leaves no remainder, or null. */
  @Nullable Polynomial over(Polynomial divisor) {
    Monomial lead = divisor.leading();
    Num inverse = inverse(divisor.leadingCoefficient());
    Polynomial rest = this;
    Map<Monomial, Num> quotient = new HashMap<>();
    while (!rest.isZero()) {
      Monomial monomial = rest.leading().over(lead);
      if (monomial == null) {
        return null;
      }
      Num value = Expressions.multiply(rest.leadingCoefficient(), inverse);
      quotient.put(monomial, value);
      rest = rest.plus(new Polynomial(Map.of(monomial, value)).times(divisor).negate());
    }
    return new Polynomial(quotient);
  }

  static Num inverse(Num value) {
    return Expressions.num(value.denominator(), value.numerator());
  }

  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    terms.keySet().forEach(monomial -> names.addAll(monomial.exponents().keySet()));
    return names;
  }

  int degree(String name) {
    return terms.keySet().stream().mapToInt(monomial -> monomial.exponent(name)).max().orElse(0);
  }

  /** Returns the coefficient of a power of one variable, a polynomial in the others. */
  Polynomial coefficient(String name, int exponent) {
    Map<Monomial, Num> result = new HashMap<>();
    terms.forEach(
        (monomial, value) -> {
          if (monomial.exponent(name) == exponent) {
            SortedMap<String, Integer> rest = new TreeMap<>(monomial.exponents());
            rest.remove(name);
            result.put(new Monomial(rest), value);
          }
        });
    return new Polynomial(result);
  }

  /** Returns the greatest monomial that divides every term. */
  Monomial content() {
    SortedMap<String, Integer> common = new TreeMap<>();
    for (String name : variables()) {
      int least =
          terms.keySet().stream().mapToInt(monomial -> monomial.exponent(name)).min().orElse(0);
      if (least > 0) {
        common.put(name, least);
      }
    }
    return new Monomial(common);
  }

  double evaluate(ToDoubleFunction<String> values) {
    double sum = 0;
    for (Map.Entry<Monomial, Num> term : terms.entrySet()) {
      double product = term.getValue().doubleValue();
      for (Map.Entry<String, Integer> power : term.getKey().exponents().entrySet()) {
        product *= Math.pow(values.applyAsDouble(power.getKey()), power.getValue());
      }
      sum += product;
    }
    return sum;
  }
}
