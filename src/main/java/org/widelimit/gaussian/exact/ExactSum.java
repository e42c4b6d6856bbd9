package org.widelimit.gaussian.exact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.budget.BoundedTask;

/**
 * An exact number of the closed forms: a sum of rational functions times square roots, exponentials
 * and values of {@code ArcSin}, {@code Erf} and {@code BivariateNormalCDF}. Terms with equal
 * irrational parts are collected.
 *
 * @param terms the nonzero coefficients by irrational part
 */
public record ExactSum(Map<Irrational, RationalFunction> terms) {

  public static final ExactSum ZERO = new ExactSum(Map.of());
  public static final ExactSum ONE = of(RationalFunction.ONE);

  public ExactSum {
    terms = Map.copyOf(terms);
  }

  /**
   * An application of a transcendental function.
   *
   * @param function {@code ArcSin}, {@code Erf}, {@code Erfi} or {@code BivariateNormalCDF}
   * @param arguments the arguments
   */
  record Atom(String function, List<ExactSum> arguments) {
    Atom {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * The irrational part of a term.
   *
   * @param radical the square root
   * @param exponent the exponent of Euler's number
   * @param atoms the transcendental factors with their exponents
   */
  record Irrational(Radical radical, ExactSum exponent, Map<Atom, Integer> atoms) {
    Irrational {
      atoms = Map.copyOf(atoms);
    }

    boolean isOne() {
      return radical.isOne() && exponent.terms.isEmpty() && atoms.isEmpty();
    }
  }

  public static ExactSum of(RationalFunction value) {
    return term(value, Radical.ONE);
  }

  public static ExactSum of(Num value) {
    return of(RationalFunction.of(value));
  }

  public static ExactSum of(long numerator, long denominator) {
    return of(RationalFunction.of(numerator, denominator));
  }

  static ExactSum term(RationalFunction value, Radical radical) {
    return value.isZero()
        ? new ExactSum(Map.of())
        : new ExactSum(Map.of(new Irrational(radical, new ExactSum(Map.of()), Map.of()), value));
  }

  public static ExactSum squareRoot(RationalFunction radicand, PolynomialField field) {
    Radical.Scaled root = Radical.squareRoot(radicand, field);
    return term(root.scale(), root.radical());
  }

  public static ExactSum exponential(ExactSum exponent) {
    return exponent.isZero()
        ? ONE
        : new ExactSum(
            Map.of(new Irrational(Radical.ONE, exponent, Map.of()), RationalFunction.ONE));
  }

  static ExactSum atom(String function, ExactSum... arguments) {
    return new ExactSum(
        Map.of(
            new Irrational(Radical.ONE, ZERO, Map.of(new Atom(function, List.of(arguments)), 1)),
            RationalFunction.ONE));
  }

  public boolean isZero() {
    return terms.isEmpty();
  }

  public ExactSum plus(ExactSum other) {
    Map<Irrational, RationalFunction> sum = new HashMap<>(terms);
    other.terms.forEach((part, value) -> accumulate(sum, part, value));
    return new ExactSum(sum);
  }

  private static void accumulate(
      Map<Irrational, RationalFunction> sum, Irrational part, RationalFunction value) {
    sum.merge(
        part,
        value,
        (a, b) -> {
          RationalFunction total = a.plus(b);
          return total.isZero() ? null : total;
        });
  }

  public ExactSum times(ExactSum other) {
    Map<Irrational, RationalFunction> product = new HashMap<>();
    terms.forEach(
        (left, a) ->
            other.terms.forEach(
                (right, b) -> {
                  BoundedTask.checkpoint();
                  Radical.Scaled radical = left.radical.times(right.radical);
                  Map<Atom, Integer> atoms = new HashMap<>(left.atoms);
                  right.atoms.forEach((atom, power) -> atoms.merge(atom, power, Integer::sum));
                  RationalFunction value = a.times(b).times(radical.scale());
                  if (!value.isZero()) {
                    accumulate(
                        product,
                        new Irrational(
                            radical.radical(), left.exponent.plus(right.exponent), atoms),
                        value);
                  }
                }));
    return new ExactSum(product);
  }

  public ExactSum times(RationalFunction factor) {
    return times(of(factor));
  }

  public ExactSum negate() {
    return times(RationalFunction.of(-1, 1));
  }

  public ExactSum minus(ExactSum other) {
    return plus(other.negate());
  }

  public ExactSum power(int exponent) {
    ExactSum result = ONE;
    for (int i = 0; i < exponent; i++) {
      result = result.times(this);
    }
    return result;
  }

  /** Returns the value as a rational function, or empty where it has an irrational part. */
  Optional<RationalFunction> rational() {
    if (terms.isEmpty()) {
      return Optional.of(RationalFunction.ZERO);
    }
    Map.Entry<Irrational, RationalFunction> only = terms.entrySet().iterator().next();
    return terms.size() == 1 && only.getKey().isOne()
        ? Optional.of(only.getValue())
        : Optional.empty();
  }

  /**
   * Returns the value as a rational function.
   *
   * @throws OutsideClassException if it has an irrational part
   */
  public RationalFunction requireRational(String what) {
    return rational()
        .orElseThrow(() -> new OutsideClassException(what + " is not rational in the variances"));
  }

  /** Returns whether the value is a sum of imaginary terms. */
  public boolean isImaginary() {
    return terms.keySet().stream().allMatch(part -> part.radical.imaginary());
  }

  /** Returns whether the value has an imaginary part somewhere. */
  public boolean isComplex() {
    return terms.keySet().stream()
        .anyMatch(part -> part.radical.imaginary() || part.exponent.isComplex());
  }

  /**
   * Returns the reciprocal of a single term.
   *
   * @throws OutsideClassException if there is more than one term, or a transcendental factor
   */
  public ExactSum inverse(PolynomialField field) {
    if (terms.size() != 1) {
      throw new OutsideClassException("the reciprocal of a sum of irrational terms is not taken");
    }
    Map.Entry<Irrational, RationalFunction> only = terms.entrySet().iterator().next();
    Irrational part = only.getKey();
    if (!part.atoms.isEmpty()) {
      throw new OutsideClassException("the reciprocal of a transcendental value is not taken");
    }
    RationalFunction square = part.radical.times(part.radical).scale();
    return term(only.getValue().times(square).inverse(field), part.radical)
        .times(exponential(part.exponent.negate()));
  }

  /** Returns the sign on the domain, or 0 where it is unknown or the value is not real. */
  public int sign(PolynomialField field) {
    return isZero() || isComplex() ? 0 : field.sign(new ExactWriter(field.opaque()).write(this));
  }
}
