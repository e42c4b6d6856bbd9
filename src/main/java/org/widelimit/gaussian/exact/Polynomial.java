package org.widelimit.gaussian.exact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.budget.BoundedTask;

/**
 * A polynomial in named variables over the rational numbers. The names are opaque here; equal
 * polynomials are equal values.
 *
 * @param terms the nonzero coefficients by monomial
 */
public record Polynomial(Map<Monomial, Num> terms) {

  static final Polynomial ZERO = new Polynomial(Map.of());
  static final Polynomial ONE = constant(Expressions.ONE);

  public Polynomial {
    terms = Map.copyOf(terms);
  }

  /** A product of powers of variables, ordered lexicographically with earlier names first. */
  static final class Monomial implements Comparable<Monomial> {

    static final Monomial ONE = new Monomial(new TreeMap<>());

    private final String[] names;
    private final int[] powers;
    private final int hash;

    /**
     * Creates a monomial.
     *
     * @param exponents the positive exponents by name
     */
    Monomial(SortedMap<String, Integer> exponents) {
      this(
          exponents.keySet().toArray(new String[0]),
          exponents.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private Monomial(String[] names, int[] powers) {
      this.names = names;
      this.powers = powers;
      int sum = 0;
      for (int i = 0; i < names.length; i++) {
        sum += mixed(names[i].hashCode() * 0x9e3779b9 + powers[i]);
      }
      this.hash = sum;
    }

    /** Spreads neighbours apart: the exponents of one polynomial are small and close together. */
    private static int mixed(int bits) {
      int spread = (bits ^ (bits >>> 16)) * 0x85ebca6b;
      spread = (spread ^ (spread >>> 13)) * 0xc2b2ae35;
      return spread ^ (spread >>> 16);
    }

    /** Returns the positive exponents by name. */
    SortedMap<String, Integer> exponents() {
      SortedMap<String, Integer> exponents = new TreeMap<>();
      for (int i = 0; i < names.length; i++) {
        exponents.put(names[i], powers[i]);
      }
      return exponents;
    }

    int exponent(String name) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          return powers[i];
        }
      }
      return 0;
    }

    Monomial times(Monomial other) {
      if (names.length == 0 || other.names.length == 0) {
        return names.length == 0 ? other : this;
      }
      return Objects.requireNonNull(combined(other, 1));
    }

    /** Returns the quotient, or null where it is no monomial. */
    @Nullable Monomial over(Monomial other) {
      return other.names.length == 0 ? this : combined(other, -1);
    }

    /** Adds a multiple of the other's exponents; null where one becomes negative. */
    private @Nullable Monomial combined(Monomial other, int sign) {
      String[] allNames = new String[names.length + other.names.length];
      int[] allPowers = new int[allNames.length];
      int count = 0;
      int i = 0;
      int j = 0;
      while (i < names.length || j < other.names.length) {
        int order =
            i == names.length
                ? 1
                : j == other.names.length ? -1 : names[i].compareTo(other.names[j]);
        String name = order <= 0 ? names[i] : other.names[j];
        int power = order <= 0 ? powers[i++] : 0;
        power += order >= 0 ? sign * other.powers[j++] : 0;
        if (power < 0) {
          return null;
        }
        if (power > 0) {
          allNames[count] = name;
          allPowers[count++] = power;
        }
      }
      return new Monomial(Arrays.copyOf(allNames, count), Arrays.copyOf(allPowers, count));
    }

    @Override
    public int compareTo(Monomial other) {
      for (int i = 0; i < Math.min(names.length, other.names.length); i++) {
        int order = other.names[i].compareTo(names[i]);
        if (order != 0) {
          return order; // the earlier name has exponent 0 on the other side
        }
        if (powers[i] != other.powers[i]) {
          return Integer.compare(powers[i], other.powers[i]);
        }
      }
      return Integer.compare(names.length, other.names.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Monomial monomial
          && hash == monomial.hash
          && Arrays.equals(powers, monomial.powers)
          && Arrays.equals(names, monomial.names);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public String toString() {
      return exponents().toString();
    }
  }

  static Polynomial constant(Num value) {
    return value.signum() == 0 ? ZERO : new Polynomial(Map.of(Monomial.ONE, value));
  }

  public static Polynomial variable(String name) {
    return new Polynomial(Map.of(new Monomial(new TreeMap<>(Map.of(name, 1))), Expressions.ONE));
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isConstant() {
    return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(Monomial.ONE));
  }

  /** Returns the value of a constant polynomial. */
  public Num constantValue() {
    return terms.getOrDefault(Monomial.ONE, Expressions.ZERO);
  }

  Polynomial plus(Polynomial other) {
    Map<Monomial, Num> sum = new HashMap<>(terms);
    other.terms.forEach((monomial, value) -> accumulate(sum, monomial, value));
    return new Polynomial(sum);
  }

  Polynomial times(Polynomial other) {
    Map<Monomial, Num> product = new HashMap<>();
    terms.forEach(
        (left, a) -> {
          BoundedTask.checkpoint();
          other.terms.forEach(
              (right, b) -> accumulate(product, left.times(right), Expressions.multiply(a, b)));
        });
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

  public Polynomial scale(Num factor) {
    if (factor.signum() == 0) {
      return ZERO;
    }
    Map<Monomial, Num> scaled = new HashMap<>(2 * terms.size());
    terms.forEach((monomial, value) -> scaled.put(monomial, Expressions.multiply(value, factor)));
    return new Polynomial(scaled);
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
    NavigableMap<Monomial, Num> rest = new TreeMap<>(terms);
    Map<Monomial, Num> quotient = new HashMap<>();
    while (!rest.isEmpty()) {
      BoundedTask.checkpoint();
      Map.Entry<Monomial, Num> top = rest.lastEntry();
      Monomial monomial = top.getKey().over(lead);
      if (monomial == null) {
        return null;
      }
      Num value = Expressions.multiply(top.getValue(), inverse);
      quotient.put(monomial, value);
      Num negative = Expressions.multiply(value, Expressions.MINUS_ONE);
      divisor.terms.forEach(
          (factor, coefficient) ->
              accumulate(
                  rest, factor.times(monomial), Expressions.multiply(coefficient, negative)));
    }
    return new Polynomial(quotient);
  }

  static Num inverse(Num value) {
    return Expressions.num(value.denominator(), value.numerator());
  }

  public Set<String> variables() {
    Set<String> names = new TreeSet<>();
    terms.keySet().forEach(monomial -> names.addAll(monomial.exponents().keySet()));
    return names;
  }

  public int degree(String name) {
    return terms.keySet().stream().mapToInt(monomial -> monomial.exponent(name)).max().orElse(0);
  }

  /** Returns the coefficient of a power of one variable, a polynomial in the others. */
  public Polynomial coefficient(String name, int exponent) {
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
