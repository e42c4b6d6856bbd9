package org.widelimit.algebra.precise;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apfloat.ApfloatRuntimeException;
import org.widelimit.algebra.DoubleFactorial;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Sharing;
import org.widelimit.algebra.UndefinedValueException;
import org.widelimit.budget.BoundedTask;

/** One evaluation of an expression at a point with a fixed number of working digits. */
final class Evaluation {

  private static final int MOST_TERMS = 2000;

  private final Map<String, Num> point;
  private final int digits;
  private final PreciseArithmetic math;

  /** Of parts by identity: {@link Sharing} has made equal ones the same. */
  private final IdentityHashMap<Expr, PreciseNumber> known = new IdentityHashMap<>();

  Evaluation(Map<String, Num> point, int digits) {
    this.point = point;
    this.digits = digits;
    this.math = new PreciseArithmetic(digits);
  }

  /**
   * Returns the value.
   *
   * @throws UndefinedValueException if there is none
   */
  PreciseNumber of(Expr expr) {
    PreciseNumber value = known.get(expr);
    if (value == null) {
      BoundedTask.checkpoint();
      value = newValue(expr);
      known.put(expr, value);
    }
    return value;
  }

  private PreciseNumber newValue(Expr expr) {
    if (expr instanceof Num num) {
      return PreciseNumber.of(num, digits);
    }
    if (expr instanceof Sym sym) {
      return symbol(sym.name());
    }
    try {
      return call((Call) expr);
    } catch (ArithmeticException | ApfloatRuntimeException e) {
      throw new UndefinedValueException(expr + ": " + e.getMessage());
    }
  }

  private PreciseNumber symbol(String name) {
    Num value = point.get(name);
    if (value != null) {
      return PreciseNumber.of(value, digits);
    }
    return switch (name) {
      case "Pi" -> math.pi();
      case "E" -> math.exp(exact(1));
      default -> throw new UndefinedValueException("no value of " + name);
    };
  }

  private PreciseNumber call(Call call) {
    String head =
        call.headName()
            .orElseThrow(() -> new UndefinedValueException("no value of " + call.head()));
    List<Expr> args = call.args();
    return switch (head) {
      case "Plus" -> args.stream().map(this::of).reduce(math::add).orElseThrow();
      case "Times" -> args.stream().map(this::of).reduce(math::multiply).orElseThrow();
      case "Max" ->
          args.stream().map(this::of).reduce((a, b) -> math.extremum(a, b, true)).orElseThrow();
      case "Min" ->
          args.stream().map(this::of).reduce((a, b) -> math.extremum(a, b, false)).orElseThrow();
      case "Piecewise" -> piecewise(args);
      case "Sum", "Product" -> repeated(head, args);
      case "BivariateNormalCDF" -> bivariateNormal(args);
      default -> args.size() == 2 ? binary(head, args.get(0), args.get(1)) : single(head, args);
    };
  }

  private PreciseNumber single(String head, List<Expr> args) {
    if (args.size() != 1) {
      throw new UndefinedValueException("no value of " + head + " of this many arguments");
    }
    return unary(head, of(args.get(0)));
  }

  private PreciseNumber bivariateNormal(List<Expr> args) {
    if (args.size() != 3) {
      throw new UndefinedValueException("a bivariate normal probability takes three arguments");
    }
    return math.bivariateNormal(of(args.get(0)), of(args.get(1)), of(args.get(2)));
  }

  private PreciseNumber binary(String head, Expr first, Expr second) {
    return switch (head) {
      case "Power" -> power(first, second);
      case "Binomial" -> binomial(of(first), of(second));
      case "HermiteH" -> hermite(order(first), of(second), 2);
      case "HermiteHe" -> hermite(order(first), of(second), 1);
      default -> throw new UndefinedValueException("no value of " + head);
    };
  }

  private PreciseNumber unary(String head, PreciseNumber x) {
    return switch (head) {
      case "Abs" -> math.abs(x);
      case "Sign" -> exact(math.sign(x));
      case "HeavisideTheta" -> PreciseNumber.of(Expressions.num(1L + math.sign(x), 2), digits);
      case "Floor" -> math.floor(x);
      case "DiracDelta" -> delta(x);
      case "Factorial" -> math.function("Gamma", math.add(x, exact(1)));
      case "Factorial2" -> doubleFactorial(x);
      default -> math.function(head, x);
    };
  }

  private PreciseNumber doubleFactorial(PreciseNumber n) {
    if (n.exact() != null && DoubleFactorial.of(n.exact()) instanceof Num value) {
      return PreciseNumber.of(value, digits);
    }
    throw new UndefinedValueException("a double factorial of no integer from -1 on");
  }

  private PreciseNumber delta(PreciseNumber x) {
    if (math.sign(x) == 0) {
      throw new UndefinedValueException("a delta at its point");
    }
    return exact(0);
  }

  private PreciseNumber power(Expr base, Expr exponent) {
    PreciseNumber e = of(exponent);
    if (base.equals(Expressions.EULER) && !point.containsKey("E")) {
      return math.exp(e);
    }
    PreciseNumber b = of(base);
    if (e.exact() != null && e.exact().isInteger()) {
      return math.integerPower(b, e.exact().numerator());
    }
    if (b.isZero()) {
      if (math.sign(e) > 0) {
        return exact(0);
      }
      throw new UndefinedValueException("0 to a power that is not positive");
    }
    return e.exact() != null
        ? math.rationalPower(b, e.exact())
        : math.exp(math.multiply(math.log(b), e));
  }

  private PreciseNumber binomial(PreciseNumber n, PreciseNumber k) {
    if (k.exact() == null || !k.exact().isInteger() || k.exact().numerator().bitLength() > 12) {
      throw new UndefinedValueException("a binomial coefficient below no integer");
    }
    int last = k.exact().numerator().intValue();
    if (last < 0) {
      return exact(0);
    }
    PreciseNumber value = exact(1);
    for (int i = 0; i < last; i++) {
      PreciseNumber factor = math.add(n, exact(-i));
      value =
          math.multiply(
              value, math.multiply(factor, PreciseNumber.of(Expressions.num(1, i + 1L), digits)));
    }
    return value;
  }

  private int order(Expr expr) {
    PreciseNumber n = of(expr);
    if (n.exact() == null
        || !n.exact().isInteger()
        || n.exact().signum() < 0
        || n.exact().numerator().bitLength() > 10) {
      throw new UndefinedValueException("an order that is no small integer");
    }
    return n.exact().numerator().intValue();
  }

  /** Hermite polynomials by their three-term recurrence (Abramowitz and Stegun 22.7). */
  private PreciseNumber hermite(int n, PreciseNumber x, int scale) {
    PreciseNumber before = exact(0);
    PreciseNumber now = exact(1);
    for (int k = 0; k < n; k++) {
      PreciseNumber next =
          math.add(
              math.multiply(exact(scale), math.multiply(x, now)),
              math.multiply(exact(-(long) scale * k), before));
      before = now;
      now = next;
    }
    return now;
  }

  private PreciseNumber piecewise(List<Expr> args) {
    for (Expr row : ((Call) args.get(0)).args()) {
      if (holds(((Call) row).arg(1))) {
        return of(((Call) row).arg(0));
      }
    }
    return args.size() > 1 ? of(args.get(1)) : exact(0);
  }

  private PreciseNumber repeated(String head, List<Expr> args) {
    if (args.size() != 2 || !args.get(1).isCall("List", 3)) {
      throw new UndefinedValueException("a range that is not {n, a, b}");
    }
    Call range = (Call) args.get(1);
    PreciseNumber from = of(range.arg(1));
    PreciseNumber to = of(range.arg(2));
    if (from.exact() == null
        || to.exact() == null
        || !from.exact().isInteger()
        || !to.exact().isInteger()) {
      throw new UndefinedValueException("a range without integer ends");
    }
    BigInteger count = to.exact().numerator().subtract(from.exact().numerator());
    if (count.bitLength() > 20 || count.intValue() > MOST_TERMS) {
      throw new UndefinedValueException("a range too long");
    }
    boolean sum = head.equals("Sum");
    PreciseNumber total = exact(sum ? 0 : 1);
    for (int i = 0; i <= count.intValue(); i++) {
      Map<String, Num> inner = new HashMap<>(point);
      inner.put(((Sym) range.arg(0)).name(), Expressions.add(from.exact(), Expressions.num(i)));
      PreciseNumber term = new Evaluation(inner, digits).of(args.get(0));
      total = sum ? math.add(total, term) : math.multiply(total, term);
    }
    return total;
  }

  /**
   * Returns whether a condition holds.
   *
   * @throws UndefinedValueException if it cannot be told
   */
  boolean holds(Expr condition) {
    if (condition instanceof Sym sym && (sym.name().equals("True") || sym.name().equals("False"))) {
      return sym.name().equals("True");
    }
    String head = condition.headName().orElse("");
    List<Expr> args = condition instanceof Call call ? call.args() : List.of();
    return switch (head) {
      case "And" -> args.stream().allMatch(this::holds);
      case "Or" -> args.stream().anyMatch(this::holds);
      case "Not" -> !holds(args.get(0));
      case "Less", "LessEqual", "Greater", "GreaterEqual", "Equal" -> chain(head, args);
      default -> throw new UndefinedValueException("not a condition: " + condition);
    };
  }

  private boolean chain(String head, List<Expr> args) {
    for (int i = 0; i + 1 < args.size(); i++) {
      int order = math.sign(math.add(of(args.get(i)), math.negate(of(args.get(i + 1)))));
      boolean holds =
          switch (head) {
            case "Less" -> order < 0;
            case "LessEqual" -> order <= 0;
            case "Greater" -> order > 0;
            case "GreaterEqual" -> order >= 0;
            default -> order == 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private PreciseNumber exact(long value) {
    return math.exact(value);
  }
}
