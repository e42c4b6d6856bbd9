package org.widelimit.verification.evaluate;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Quantity;

/**
 * Bounds of the ratio of neighbouring terms of a series, from all terms of an index on: with them
 * the rest of a sum is below a geometric series, which is a proof.
 *
 * <p>A term is a product of powers: of a base free of the index and an exponent linear in it, of
 * which the ratio is one number; of a polynomial {@code P} in the index with coefficients that are
 * not negative, where {@code P(k + 1) <= (1 + 1/k)^d P(k)} for degree d; and of a factorial in the
 * denominator. Each of these bounds falls with the index.
 */
final class TermRatio {

  /** Terms this steep in the index are out of reach anyway. */
  private static final int LARGEST_SLOPE = 16;

  /** Covers the roundings of a product of powers. */
  private static final double ROUNDINGS = 1 + 0x1p-40;

  private final String index;
  private final Function<Expr, Quantity> value;

  private TermRatio(String index, Function<Expr, Quantity> value) {
    this.index = index;
    this.value = value;
  }

  /**
   * Returns a bound of {@code |t(k + 1)/t(k)|} for all {@code k >= n}, by n.
   *
   * @param term the term
   * @param index the name of the index
   * @param value evaluates what is free of the index
   * @return empty if the term has another form
   */
  static Optional<IntToDoubleFunction> of(Expr term, String index, Function<Expr, Quantity> value) {
    TermRatio ratio = new TermRatio(index, value);
    IntToDoubleFunction product = n -> ROUNDINGS;
    for (Expr factor : Expressions.factors(term)) {
      Optional<IntToDoubleFunction> bound = ratio.ofFactor(factor);
      if (bound.isEmpty()) {
        return Optional.empty();
      }
      IntToDoubleFunction before = product;
      product = n -> before.applyAsDouble(n) * bound.get().applyAsDouble(n);
    }
    return Optional.of(product);
  }

  private Optional<IntToDoubleFunction> ofFactor(Expr factor) {
    if (!factor.symbols().contains(index)) {
      return Optional.of(n -> 1);
    }
    if (!factor.isCall("Power", 2)) {
      return ofBase(factor, Expressions.ONE);
    }
    Call power = (Call) factor;
    return power.arg(0).symbols().contains(index)
        ? power.arg(1) instanceof Num exponent ? ofBase(power.arg(0), exponent) : Optional.empty()
        : ofExponent(power.arg(0), power.arg(1));
  }

  private Optional<IntToDoubleFunction> ofExponent(Expr base, Expr exponent) {
    Optional<Expr> slope = slope(exponent);
    boolean natural = slope.filter(each -> each instanceof Num n && n.isInteger()).isPresent();
    if (slope.isEmpty() || !(natural || base.equals(Expressions.EULER))) {
      return Optional.empty();
    }
    Expr size = base.equals(Expressions.EULER) ? base : Expressions.call("Abs", base);
    Quantity one = value.apply(Expressions.power(size, slope.get()));
    double bound = one.value() + one.error();
    return one.isScalar() ? Optional.of(n -> bound) : Optional.empty();
  }

  private Optional<IntToDoubleFunction> ofBase(Expr base, Num exponent) {
    double power = exponent.doubleValue();
    if (base.isCall("Factorial", 1)) {
      return power < 0 ? ofFactorial(((Call) base).arg(0), power) : Optional.empty();
    }
    return degree(base)
        .map(
            degree ->
                n ->
                    n < 1
                        ? Double.POSITIVE_INFINITY
                        : power < 0 ? 1 : Math.pow(1 + 1.0 / n, power * degree));
  }

  /** Returns the degree of a polynomial in the index with coefficients that are not negative. */
  private Optional<Integer> degree(Expr base) {
    if (base instanceof Num number) {
      return number.signum() < 0 ? Optional.empty() : Optional.of(0);
    }
    if (base.equals(Expressions.sym(index))) {
      return Optional.of(1);
    }
    if (base.isCall("Power", 2)
        && ((Call) base).arg(1) instanceof Num exponent
        && exponent.isInteger()
        && exponent.signum() > 0
        && exponent.doubleValue() <= LARGEST_SLOPE) {
      return degree(((Call) base).arg(0)).map(each -> each * (int) exponent.doubleValue());
    }
    boolean sum = base.isCall("Plus");
    if (!sum && !base.isCall("Times")) {
      return Optional.empty();
    }
    int degree = 0;
    for (Expr part : ((Call) base).args()) {
      Optional<Integer> own = degree(part);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      degree = sum ? Math.max(degree, own.get()) : degree + own.get();
    }
    return Optional.of(degree);
  }

  /** The factorial grows by the factors between its arguments, the least of them at the first. */
  private Optional<IntToDoubleFunction> ofFactorial(Expr argument, double power) {
    Expr start = argument.substitute(index, Expressions.ZERO);
    if (!(slope(argument).orElse(null) instanceof Num slope
        && slope.isInteger()
        && slope.signum() > 0
        && slope.doubleValue() <= LARGEST_SLOPE
        && start instanceof Num offset
        && offset.isInteger())) {
      return Optional.empty();
    }
    int step = (int) slope.doubleValue();
    return Optional.of(
        n -> {
          double factors = 1;
          for (int i = 1; i <= step; i++) {
            double next = (double) step * n + offset.doubleValue() + i;
            factors *= next > 0 ? next : Double.NaN;
          }
          return Math.pow(factors, power);
        });
  }

  /** Returns the slope of what is linear in the index. */
  private Optional<Expr> slope(Expr expr) {
    Expr zero = expr.substitute(index, Expressions.ZERO);
    Expr slope = Expressions.minus(expr.substitute(index, Expressions.ONE), zero);
    Expr line = Expressions.plus(zero, Expressions.times(slope, Expressions.sym(index)));
    return expr.equals(line) ? Optional.of(slope) : Optional.empty();
  }
}
