package org.widelimit.verification.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/**
 * A formula about an exact place, as a function of the distance from it: polynomials that vanish
 * there lose their constant, so that no digits cancel however small the distance.
 */
final class ShiftedFormula {

  private static final int HIGHEST_DEGREE = 8;

  /** The largest denominator of a place that is tried for a root. */
  private static final BigInteger LARGEST = BigInteger.valueOf(1_000_000);

  private ShiftedFormula() {}

  /** Returns the formula at {@code place + variable}. */
  static Expr at(Expr formula, String variable, Num place) {
    Expr moved = Expressions.plus(place, Expressions.sym(variable));
    return vanishing(formula.substitute(variable, moved), variable);
  }

  /** Writes every polynomial in the variable that has no constant by its powers. */
  private static Expr vanishing(Expr expr, String variable) {
    if (!(expr instanceof Call call)) {
      return expr;
    }
    Optional<List<Num>> polynomial = polynomial(expr, variable);
    if (polynomial.isPresent() && polynomial.get().get(0).signum() == 0) {
      List<Expr> terms = new ArrayList<>();
      for (int i = 1; i < polynomial.get().size(); i++) {
        Expr power = Expressions.power(Expressions.sym(variable), Expressions.num(i));
        terms.add(Expressions.times(polynomial.get().get(i), power));
      }
      return Expressions.plus(terms);
    }
    return Expressions.call(
        call.head(), call.args().stream().map(arg -> vanishing(arg, variable)).toList());
  }

  /** Returns an exact zero near a number, if the part is a polynomial with a rational one there. */
  static Optional<Num> exactZero(Expr part, String variable, double near) {
    Optional<List<Num>> polynomial = polynomial(part, variable);
    if (polynomial.isEmpty()) {
      return Optional.empty();
    }
    List<Num> c = polynomial.get();
    if (c.size() == 2) {
      return Optional.of((Num) Expressions.divide(Expressions.negate(c.get(0)), c.get(1)));
    }
    Num candidate = rational(near);
    return value(c, candidate).signum() == 0 ? Optional.of(candidate) : Optional.empty();
  }

  private static Num value(List<Num> coefficients, Num at) {
    Num value = Expressions.ZERO;
    for (int i = coefficients.size() - 1; i >= 0; i--) {
      value = Expressions.add(Expressions.multiply(value, at), coefficients.get(i));
    }
    return value;
  }

  /** Returns the simplest fraction that close, by its continued fraction. */
  private static Num rational(double number) {
    BigInteger p0 = BigInteger.ONE;
    BigInteger q0 = BigInteger.ZERO;
    BigInteger p1 = new BigDecimal(Math.floor(number)).toBigInteger();
    BigInteger q1 = BigInteger.ONE;
    double rest = number - Math.floor(number);
    while (Math.abs(p1.doubleValue() / q1.doubleValue() - number) > 1e-9 * Math.abs(number)
        && rest > 1e-12
        && q1.compareTo(LARGEST) < 0) {
      double inverse = 1 / rest;
      BigInteger digit = new BigDecimal(Math.floor(inverse)).toBigInteger();
      rest = inverse - Math.floor(inverse);
      BigInteger p = digit.multiply(p1).add(p0);
      BigInteger q = digit.multiply(q1).add(q0);
      p0 = p1;
      q0 = q1;
      p1 = p;
      q1 = q;
    }
    return Expressions.num(p1, q1);
  }

  /** Returns the coefficients in ascending order, without zeros at the end. */
  private static Optional<List<Num>> polynomial(Expr expr, String variable) {
    if (expr instanceof Num num) {
      return Optional.of(List.of(num));
    }
    if (expr instanceof Sym sym) {
      return sym.name().equals(variable)
          ? Optional.of(List.of(Expressions.ZERO, Expressions.ONE))
          : Optional.empty();
    }
    Call call = (Call) expr;
    List<Num> result = List.of(call.isCall("Plus") ? Expressions.ZERO : Expressions.ONE);
    switch (call.headName().orElse("")) {
      case "Plus", "Times" -> {
        for (Expr arg : call.args()) {
          Optional<List<Num>> part = polynomial(arg, variable);
          if (part.isEmpty() || result.size() + part.get().size() > HIGHEST_DEGREE + 2) {
            return Optional.empty();
          }
          result = call.isCall("Plus") ? sum(result, part.get()) : product(result, part.get());
        }
        return Optional.of(result);
      }
      case "Power" -> {
        Optional<List<Num>> base = polynomial(call.arg(0), variable);
        if (base.isEmpty()
            || !(call.arg(1) instanceof Num exponent)
            || !exponent.isInteger()
            || exponent.signum() < 0
            || exponent.doubleValue() * base.get().size() > HIGHEST_DEGREE + 2) {
          return Optional.empty();
        }
        for (int i = 0; i < exponent.numerator().intValue(); i++) {
          result = product(result, base.get());
        }
        return Optional.of(result);
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static List<Num> sum(List<Num> a, List<Num> b) {
    List<Num> sum = new ArrayList<>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      sum.add(
          Expressions.add(
              i < a.size() ? a.get(i) : Expressions.ZERO,
              i < b.size() ? b.get(i) : Expressions.ZERO));
    }
    return trimmed(sum);
  }

  private static List<Num> product(List<Num> a, List<Num> b) {
    List<Num> product = new ArrayList<>();
    for (int n = 0; n < a.size() + b.size() - 1; n++) {
      Num sum = Expressions.ZERO;
      for (int i = Math.max(0, n - b.size() + 1); i <= Math.min(n, a.size() - 1); i++) {
        sum = Expressions.add(sum, Expressions.multiply(a.get(i), b.get(n - i)));
      }
      product.add(sum);
    }
    return trimmed(product);
  }

  private static List<Num> trimmed(List<Num> coefficients) {
    int size = coefficients.size();
    while (size > 1 && coefficients.get(size - 1).signum() == 0) {
      size--;
    }
    return List.copyOf(coefficients.subList(0, size));
  }
}
