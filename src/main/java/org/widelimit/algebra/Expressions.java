package org.widelimit.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.budget.BoundedTask;

/**
 * Factories of expressions in a light canonical form.
 *
 * <p>Sums and products are flat, sorted, fold their rational numbers, collect equal terms ({@code x
 * + x} is {@code 2 x}) and equal bases ({@code x x^2} is {@code x^3}); rational powers of rationals
 * fold only where the result is rational. Nothing is expanded, and nothing is done that holds only
 * under assumptions: {@code Sqrt[x^2]} stays. The one liberty is the usual generic one: {@code x/x}
 * is 1 and {@code 0 Log[x]} is 0. What was undefined then is no longer seen; {@link AsWritten}
 * makes expressions that keep it.
 */
public final class Expressions {

  /** The number 0. */
  public static final Num ZERO = num(0);

  /** The number 1. */
  public static final Num ONE = num(1);

  /** The number -1. */
  public static final Num MINUS_ONE = num(-1);

  /** The number 1/2. */
  public static final Num HALF = num(1, 2);

  /** The number 2. */
  public static final Num TWO = num(2);

  /** The circle constant. */
  public static final Sym PI = sym("Pi");

  /** Euler's number. */
  public static final Sym EULER = sym("E");

  /** Positive infinity. */
  public static final Sym INFINITY = sym("Infinity");

  /** The largest exponent in absolute value to which a rational number is raised exactly. */
  private static final int LARGEST_EXACT_EXPONENT = 4096;

  /** The most bits an exact power may have: towers of powers stay symbolic instead of growing. */
  private static final long MOST_BITS_OF_A_POWER = 1 << 16;

  private Expressions() {}

  /** Returns the integer. */
  public static Num num(long value) {
    return new Num(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /**
   * Returns the fraction in lowest terms.
   *
   * @throws ArithmeticException if the denominator is 0
   */
  public static Num num(long numerator, long denominator) {
    return num(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /**
   * Returns the fraction in lowest terms.
   *
   * @throws ArithmeticException if the denominator is 0
   */
  public static Num num(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    BigInteger gcd = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      gcd = gcd.negate();
    }
    return new Num(numerator.divide(gcd), denominator.divide(gcd));
  }

  /** Returns the exact value of a decimal numeral such as {@code 0.05} or {@code 1.5}. */
  public static Num decimal(java.math.BigDecimal value) {
    return value.scale() > 0
        ? num(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
        : num(value.toBigIntegerExact(), BigInteger.ONE);
  }

  /** Returns the symbol. */
  public static Sym sym(String name) {
    return new Sym(name);
  }

  /**
   * Returns the call of a named head, in canonical form where the head is {@code Plus}, {@code
   * Times} or {@code Power}.
   */
  public static Expr call(String head, Expr... args) {
    return call(sym(head), Arrays.asList(args));
  }

  /** Returns the call, in canonical form where the head is an operator of this class. */
  public static Expr call(Expr head, List<Expr> args) {
    BoundedTask.checkpoint();
    if (head instanceof Sym sym) {
      int arity = args.size();
      return switch (sym.name()) {
        case "Plus" -> plus(args);
        case "Times" -> times(args);
        case "Power" -> arity == 2 ? power(args.get(0), args.get(1)) : new Call(head, args);
        case "Sqrt" -> arity == 1 ? sqrt(args.get(0)) : new Call(head, args);
        case "Exp" -> arity == 1 ? exp(args.get(0)) : new Call(head, args);
        default -> new Call(head, args);
      };
    }
    return new Call(head, args);
  }

  /** Returns the sum. */
  public static Expr plus(Expr... terms) {
    return plus(Arrays.asList(terms));
  }

  /** Returns the sum. */
  public static Expr plus(List<Expr> terms) {
    Num constant = ZERO;
    Map<Expr, Num> coefficients = new LinkedHashMap<>();
    for (Expr term : flatten("Plus", terms)) {
      if (term instanceof Num num) {
        constant = add(constant, num);
      } else {
        coefficients.merge(withoutCoefficient(term), coefficient(term), Expressions::add);
      }
    }
    List<Expr> result = new ArrayList<>();
    coefficients.forEach(
        (base, coefficient) -> {
          if (coefficient.signum() != 0 || isSingular(base) || AsWritten.keeps(base)) {
            result.add(coefficient.is(1) ? base : times(coefficient, base));
          }
        });
    result.sort(ORDER);
    if (constant.signum() != 0) {
      result.add(0, constant);
    }
    return result.isEmpty()
        ? ZERO
        : result.size() == 1 ? result.get(0) : new Call(sym("Plus"), result);
  }

  /** Returns the product. */
  public static Expr times(Expr... factors) {
    return times(Arrays.asList(factors));
  }

  /** Returns the product. */
  public static Expr times(List<Expr> factors) {
    Num constant = ONE;
    Map<Expr, List<Expr>> exponents = new LinkedHashMap<>();
    for (Expr factor : flatten("Times", factors)) {
      if (factor instanceof Num num) {
        constant = multiply(constant, num);
      } else if (factor.isCall("Power", 2)) {
        Call power = (Call) factor;
        exponents.computeIfAbsent(power.arg(0), base -> new ArrayList<>()).add(power.arg(1));
      } else {
        exponents.computeIfAbsent(factor, base -> new ArrayList<>()).add(ONE);
      }
    }
    if (constant.signum() == 0
        && exponents.keySet().stream().noneMatch(Expressions::isInfinite)
        && !AsWritten.keepsAny(factors)) {
      return ZERO;
    }
    List<Expr> result = new ArrayList<>();
    boolean opened = false;
    for (Map.Entry<Expr, List<Expr>> entry : exponents.entrySet()) {
      if (AsWritten.keepsApart(entry.getKey(), entry.getValue())) {
        entry.getValue().forEach(exponent -> result.add(power(entry.getKey(), exponent)));
        continue;
      }
      Expr power =
          entry.getValue().size() == 1 && entry.getValue().get(0).isInteger(1)
              ? entry.getKey()
              : power(entry.getKey(), plus(entry.getValue()));
      opened |= power.isCall("Times") || !base(power).equals(entry.getKey());
      for (Expr factor : flatten("Times", List.of(power))) {
        if (factor instanceof Num num) {
          constant = multiply(constant, num);
        } else {
          result.add(factor);
        }
      }
    }
    // Roots of a product, multiplied, open it: its factors may stand beside others of their base.
    if (opened && result.stream().map(Expressions::base).distinct().count() < result.size()) {
      result.add(constant);
      return times(result);
    }
    result.sort(ORDER);
    if (constant.signum() == 0
        && result.stream().noneMatch(Expressions::isSingular)
        && !AsWritten.keepsAny(result)) {
      return ZERO;
    }
    if (!constant.is(1)) {
      result.add(0, constant);
    }
    return result.isEmpty()
        ? ONE
        : result.size() == 1 ? result.get(0) : new Call(sym("Times"), result);
  }

  private static Expr base(Expr factor) {
    return factor.isCall("Power", 2) ? ((Call) factor).arg(0) : factor;
  }

  /**
   * Returns the power. Integer exponents of powers and products are carried inside; others stay as
   * they are.
   */
  public static Expr power(Expr base, Expr exponent) {
    if (exponent instanceof Num num) {
      if (num.is(0)) {
        return AsWritten.keeps(base) ? new Call(sym("Power"), List.of(base, exponent)) : ONE;
      }
      if (num.is(1)) {
        return base;
      }
      if (base instanceof Num number) {
        Expr folded = rationalPower(number, num);
        return folded != null ? folded : new Call(sym("Power"), List.of(base, exponent));
      }
      if (num.isInteger()
          && base.isCall("Power", 2)
          && !AsWritten.keepsNested(((Call) base).arg(0), ((Call) base).arg(1), num)) {
        Call inner = (Call) base;
        return power(inner.arg(0), times(inner.arg(1), exponent));
      }
      if (num.isInteger() && base.isCall("Times")) {
        return times(((Call) base).args().stream().map(factor -> power(factor, exponent)).toList());
      }
    }
    if (base.isInteger(1) && !AsWritten.keeps(exponent)) {
      return ONE;
    }
    return new Call(sym("Power"), List.of(base, exponent));
  }

  private static @org.jspecify.annotations.Nullable Expr rationalPower(Num base, Num exponent) {
    if (base.signum() == 0) {
      return exponent.signum() > 0 ? ZERO : null;
    }
    if (exponent.numerator().abs().bitLength() > 31
        || exponent.numerator().abs().intValue() > LARGEST_EXACT_EXPONENT) {
      return null;
    }
    int power = exponent.numerator().intValue();
    long bits = Math.max(base.numerator().bitLength(), base.denominator().bitLength());
    if (bits * Math.abs(power) > MOST_BITS_OF_A_POWER) {
      return null;
    }
    if (exponent.isInteger()) {
      BigInteger top = base.numerator().pow(Math.abs(power));
      BigInteger bottom = base.denominator().pow(Math.abs(power));
      return power > 0 ? num(top, bottom) : num(bottom, top);
    }
    if (exponent.denominator().equals(BigInteger.TWO) && base.signum() > 0) {
      BigInteger[] top = base.numerator().sqrtAndRemainder();
      BigInteger[] bottom = base.denominator().sqrtAndRemainder();
      if (top[1].signum() == 0 && bottom[1].signum() == 0) {
        return rationalPower(num(top[0], bottom[0]), num(exponent.numerator(), BigInteger.ONE));
      }
    }
    return null;
  }

  /** Whether a base may stand for infinity, so that a product with 0 is no number. */
  private static boolean isInfinite(Expr base) {
    return base.equals(INFINITY) || base.isInteger(0);
  }

  /** Whether a term is infinite, so that 0 times it is no number: a division by 0, or Infinity. */
  private static boolean isSingular(Expr term) {
    return term.equals(INFINITY)
        || (term.isCall("Power", 2) && isInfinite(((Call) term).arg(0)))
        || (term.isCall("Times")
            && ((Call) term).args().stream().anyMatch(Expressions::isSingular));
  }

  /** Returns the sum of the first with the negative of the second. */
  public static Expr minus(Expr left, Expr right) {
    return plus(left, negate(right));
  }

  /** Returns the negative. */
  public static Expr negate(Expr expr) {
    return times(MINUS_ONE, expr);
  }

  /** Returns the quotient. */
  public static Expr divide(Expr numerator, Expr denominator) {
    return times(numerator, power(denominator, MINUS_ONE));
  }

  /** Returns the square root as a power of 1/2. */
  public static Expr sqrt(Expr expr) {
    return power(expr, HALF);
  }

  /** Returns the square. */
  public static Expr square(Expr expr) {
    return power(expr, TWO);
  }

  /** Returns the exponential as a power of Euler's number. */
  public static Expr exp(Expr expr) {
    return power(EULER, expr);
  }

  /** Returns the list. */
  public static Expr list(Expr... items) {
    return call("List", items);
  }

  /** Returns the sum of two rational numbers. */
  public static Num add(Num left, Num right) {
    if (left.isInteger() && right.isInteger()) {
      return new Num(left.numerator().add(right.numerator()), BigInteger.ONE);
    }
    return num(
        left.numerator()
            .multiply(right.denominator())
            .add(right.numerator().multiply(left.denominator())),
        left.denominator().multiply(right.denominator()));
  }

  /** Returns the product of two rational numbers. */
  public static Num multiply(Num left, Num right) {
    if (left.isInteger() && right.isInteger()) {
      return new Num(left.numerator().multiply(right.numerator()), BigInteger.ONE);
    }
    return num(
        left.numerator().multiply(right.numerator()),
        left.denominator().multiply(right.denominator()));
  }

  /** Returns the difference of two rational numbers. */
  public static Num subtract(Num left, Num right) {
    return add(left, opposite(right));
  }

  /** Returns a rational number with the other sign. */
  public static Num opposite(Num number) {
    return multiply(MINUS_ONE, number);
  }

  /** Returns the factors of a product; of any other expression itself alone. */
  public static List<Expr> factors(Expr expr) {
    return expr.isCall("Times") ? ((Call) expr).args() : List.of(expr);
  }

  /** Returns the rational factor of a product, or 1. */
  public static Num coefficient(Expr term) {
    return term.isCall("Times") && ((Call) term).arg(0) instanceof Num num ? num : ONE;
  }

  /** Returns a product without its rational factor, or the expression itself. */
  public static Expr withoutCoefficient(Expr term) {
    if (term.isCall("Times") && ((Call) term).arg(0) instanceof Num) {
      List<Expr> rest = ((Call) term).args().subList(1, ((Call) term).arity());
      return rest.size() == 1 ? rest.get(0) : new Call(sym("Times"), rest);
    }
    return term;
  }

  private static List<Expr> flatten(String head, List<Expr> args) {
    List<Expr> flat = new ArrayList<>();
    for (Expr arg : args) {
      if (arg.isCall(head)) {
        flat.addAll(((Call) arg).args());
      } else {
        flat.add(arg);
      }
    }
    return flat;
  }

  /** The order of terms and factors: numbers, then symbols, then calls; ties by shape and text. */
  public static final Comparator<Expr> ORDER =
      (left, right) -> {
        if (left == right) {
          return 0;
        }
        int rank = Integer.compare(rank(left), rank(right));
        if (rank != 0) {
          return rank;
        }
        if (left instanceof Num a && right instanceof Num b) {
          return a.compareTo(b);
        }
        if (left instanceof Sym a && right instanceof Sym b) {
          return a.name().compareTo(b.name());
        }
        Call a = (Call) left;
        Call b = (Call) right;
        int head = compareHeads(a, b);
        if (head != 0) {
          return head;
        }
        for (int i = 0; i < Math.min(a.arity(), b.arity()); i++) {
          int arg = Expressions.ORDER.compare(a.arg(i), b.arg(i));
          if (arg != 0) {
            return arg;
          }
        }
        return Integer.compare(a.arity(), b.arity());
      };

  private static int compareHeads(Call left, Call right) {
    return Expressions.ORDER.compare(left.head(), right.head());
  }

  private static int rank(Expr expr) {
    return expr instanceof Num ? 0 : expr instanceof Sym ? 1 : 2;
  }
}
