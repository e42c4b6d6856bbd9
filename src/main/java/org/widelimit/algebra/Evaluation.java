package org.widelimit.algebra;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatRuntimeException;
import org.apfloat.Apint;
import org.apfloat.FixedPrecisionApfloatHelper;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;

/** One evaluation of an expression at a point with a fixed number of working digits. */
final class Evaluation {

  /** Arguments of exponentials beyond this are refused: the result has no use and much length. */
  private static final Apint LARGEST_EXPONENT = new Apint(100_000);

  private static final int MOST_TERMS = 2000;

  /** Digits by which a rounded number must exceed the working precision to have a sign. */
  private static final int SIGN_MARGIN = 12;

  private static final Set<String> VANISHING_AT_ZERO =
      Set.of("Sin", "Tan", "ArcSin", "ArcTan", "Sinh", "Tanh", "ArcTanh", "Erf", "Erfi", "DawsonF");

  private static final Set<String> ONE_AT_ZERO = Set.of("Cos", "Cosh", "Sech", "Erfc");

  private final Map<String, Num> point;
  private final int digits;
  private final FixedPrecisionApfloatHelper math;
  private final PreciseFunctions functions;
  private final Apfloat noise;
  private final Map<Expr, PreciseNumber> known = new HashMap<>();

  Evaluation(Map<String, Num> point, int digits) {
    this.point = point;
    this.digits = digits;
    this.math = new FixedPrecisionApfloatHelper(digits);
    this.functions = new PreciseFunctions(digits);
    this.noise = new Apfloat("1e-" + Math.max(1, digits - SIGN_MARGIN), digits);
  }

  /**
   * Returns the value.
   *
   * @throws UndefinedValueException if there is none
   */
  PreciseNumber of(Expr expr) {
    if (expr instanceof Num num) {
      return PreciseNumber.of(num, digits);
    }
    if (expr instanceof Sym sym) {
      return symbol(sym.name());
    }
    PreciseNumber value = known.get(expr);
    if (value == null) {
      try {
        value = call((Call) expr);
      } catch (ArithmeticException | ApfloatRuntimeException e) {
        throw new UndefinedValueException(expr + ": " + e.getMessage());
      }
      known.put(expr, value);
    }
    return value;
  }

  private PreciseNumber symbol(String name) {
    Num value = point.get(name);
    if (value != null) {
      return PreciseNumber.of(value, digits);
    }
    return switch (name) {
      case "Pi" -> PreciseNumber.of(pi());
      case "E" -> PreciseNumber.of(exp(one()));
      default -> throw new UndefinedValueException("no value of " + name);
    };
  }

  private PreciseNumber call(Call call) {
    String head =
        call.headName()
            .orElseThrow(() -> new UndefinedValueException("no value of " + call.head()));
    List<Expr> args = call.args();
    return switch (head) {
      case "Plus" -> args.stream().map(this::of).reduce(this::add).orElseThrow();
      case "Times" -> args.stream().map(this::of).reduce(this::multiply).orElseThrow();
      case "Max" ->
          args.stream().map(this::of).reduce((a, b) -> order(a, b) >= 0 ? a : b).orElseThrow();
      case "Min" ->
          args.stream().map(this::of).reduce((a, b) -> order(a, b) <= 0 ? a : b).orElseThrow();
      case "Piecewise" -> piecewise(args);
      case "Sum", "Product" -> repeated(head, args);
      default -> args.size() == 2 ? binary(head, args.get(0), args.get(1)) : single(head, args);
    };
  }

  private PreciseNumber single(String head, List<Expr> args) {
    if (args.size() != 1) {
      throw new UndefinedValueException("no value of " + head + " of this many arguments");
    }
    return unary(head, of(args.get(0)));
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
      case "Abs" -> order(x, exact(0)) < 0 ? negate(x) : x;
      case "Sign" -> exact(sign(x));
      case "HeavisideTheta" -> PreciseNumber.of(Expressions.num(1L + sign(x), 2), digits);
      case "Floor" -> floor(x);
      case "DiracDelta" -> delta(x);
      case "Factorial" -> unary("Gamma", add(x, exact(1)));
      default -> transcendental(head, x);
    };
  }

  private PreciseNumber delta(PreciseNumber x) {
    if (sign(x) == 0) {
      throw new UndefinedValueException("a delta at its point");
    }
    return exact(0);
  }

  private PreciseNumber transcendental(String head, PreciseNumber x) {
    if (x.isZero() && VANISHING_AT_ZERO.contains(head)) {
      return exact(0);
    }
    if (x.isZero() && ONE_AT_ZERO.contains(head)) {
      return exact(1);
    }
    if (head.equals("Log") && x.isExactly(1)) {
      return exact(0);
    }
    Apfloat a = x.toApfloat(digits);
    return PreciseNumber.of(
        switch (head) {
          case "Sin" -> round(functions.sin(decimal(bounded(a))));
          case "Cos" -> round(functions.cos(decimal(bounded(a))));
          case "Tan" -> tan(decimal(bounded(a)));
          case "ArcSin" -> arcSin(inUnitInterval(a));
          case "ArcCos" ->
              math.subtract(math.divide(pi(), new Apint(2)), arcSin(inUnitInterval(a)));
          case "ArcTan" -> round(functions.arcTan(decimal(a)));
          case "Sinh" -> math.sinh(bounded(a));
          case "Cosh" -> math.cosh(bounded(a));
          case "Tanh" -> math.tanh(bounded(a));
          case "Sech" -> math.divide(one(), math.cosh(bounded(a)));
          case "ArcTanh" -> math.atanh(inUnitInterval(a));
          case "Log" -> log(x);
          case "Erf" -> PreciseErf.erf(bounded(a), digits);
          case "Erfc" -> PreciseErf.erfc(bounded(a), digits);
          case "Erfi" -> PreciseErf.erfi(bounded(a), digits);
          case "DawsonF" -> PreciseErf.dawson(bounded(a), digits);
          case "Gamma" -> math.gamma(bounded(a));
          default -> throw new UndefinedValueException("no value of " + head);
        });
  }

  private Apfloat exp(Apfloat a) {
    return round(functions.exp(decimal(bounded(a))));
  }

  private Apfloat log(PreciseNumber x) {
    return round(functions.log(decimal(positive(x))));
  }

  private Apfloat pi() {
    return round(functions.pi());
  }

  private Apfloat tan(BigDecimal x) {
    return round(functions.sin(x).divide(functions.cos(x), functions.context()));
  }

  private Apfloat arcSin(Apfloat a) {
    BigDecimal x = decimal(a);
    BigDecimal rest =
        BigDecimal.ONE.subtract(x).multiply(BigDecimal.ONE.add(x)).round(functions.context());
    if (rest.signum() == 0) {
      Apfloat quarterTurn = math.divide(pi(), new Apint(2));
      return a.signum() > 0 ? quarterTurn : quarterTurn.negate();
    }
    BigDecimal tangent = x.divide(rest.sqrt(functions.context()), functions.context());
    return round(functions.arcTan(tangent));
  }

  private static BigDecimal decimal(Apfloat a) {
    return new BigDecimal(a.toString(false));
  }

  private Apfloat round(BigDecimal x) {
    return new Apfloat(x, digits);
  }

  private PreciseNumber power(Expr base, Expr exponent) {
    PreciseNumber e = of(exponent);
    if (base.equals(Expressions.EULER) && !point.containsKey("E")) {
      return e.isZero() ? exact(1) : PreciseNumber.of(exp(e.toApfloat(digits)));
    }
    PreciseNumber b = of(base);
    if (e.exact() != null && e.exact().isInteger()) {
      return integerPower(b, e.exact().numerator());
    }
    if (b.exact() != null && b.exact().signum() == 0) {
      if (sign(e) > 0) {
        return exact(0);
      }
      throw new UndefinedValueException("0 to a power that is not positive");
    }
    if (e.exact() != null) {
      if (b.exact() != null) {
        Expr folded = Expressions.power(b.exact(), e.exact());
        if (folded instanceof Num num) {
          return PreciseNumber.of(num, digits);
        }
      }
      Num fraction = e.exact();
      if (fraction.denominator().bitLength() < 16 && fraction.numerator().bitLength() < 16) {
        Apfloat root = math.root(positive(b), fraction.denominator().longValue());
        return PreciseNumber.of(math.pow(root, fraction.numerator().longValue()));
      }
    }
    Apfloat logarithm = log(b);
    return PreciseNumber.of(math.exp(bounded(math.multiply(logarithm, e.toApfloat(digits)))));
  }

  private PreciseNumber integerPower(PreciseNumber base, BigInteger exponent) {
    if (exponent.bitLength() > 30) {
      throw new UndefinedValueException("a power too large");
    }
    if (base.exact() != null) {
      if (base.exact().signum() == 0 && exponent.signum() <= 0) {
        throw new UndefinedValueException("division by zero");
      }
      Expr folded = Expressions.power(base.exact(), Expressions.num(exponent, BigInteger.ONE));
      if (folded instanceof Num num) {
        return PreciseNumber.of(num, digits);
      }
    }
    Apfloat b = base.toApfloat(digits);
    if (exponent.signum() < 0 && isNoise(b)) {
      throw new UndefinedValueException("division by zero, or too close to it");
    }
    return PreciseNumber.of(math.pow(b, exponent.longValue()));
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
      PreciseNumber factor = add(n, exact(-i));
      value =
          multiply(value, multiply(factor, PreciseNumber.of(Expressions.num(1, i + 1L), digits)));
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
          add(multiply(exact(scale), multiply(x, now)), multiply(exact(-(long) scale * k), before));
      before = now;
      now = next;
    }
    return now;
  }

  private PreciseNumber floor(PreciseNumber x) {
    if (x.exact() != null) {
      return PreciseNumber.of(Expressions.num(Interval.floor(x.exact()), BigInteger.ONE), digits);
    }
    Apfloat a = x.toApfloat(digits);
    Apfloat nearest = a.add(new Apfloat("0.5", digits)).floor();
    if (isNoise(a.subtract(nearest))) {
      throw new UndefinedValueException("too close to a jump of Floor");
    }
    return PreciseNumber.of(Expressions.num(a.floor().toBigInteger(), BigInteger.ONE), digits);
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
      total = sum ? add(total, term) : multiply(total, term);
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
      int order = sign(add(of(args.get(i)), negate(of(args.get(i + 1)))));
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

  private PreciseNumber add(PreciseNumber a, PreciseNumber b) {
    return a.exact() != null && b.exact() != null
        ? PreciseNumber.of(Expressions.add(a.exact(), b.exact()), digits)
        : PreciseNumber.of(math.add(a.toApfloat(digits), b.toApfloat(digits)));
  }

  private PreciseNumber multiply(PreciseNumber a, PreciseNumber b) {
    return a.exact() != null && b.exact() != null
        ? PreciseNumber.of(Expressions.multiply(a.exact(), b.exact()), digits)
        : PreciseNumber.of(math.multiply(a.toApfloat(digits), b.toApfloat(digits)));
  }

  private PreciseNumber negate(PreciseNumber a) {
    return multiply(exact(-1), a);
  }

  private int order(PreciseNumber a, PreciseNumber b) {
    return a.exact() != null && b.exact() != null
        ? a.exact().compareTo(b.exact())
        : a.toApfloat(digits).compareTo(b.toApfloat(digits));
  }

  /** The sign; a rounded number too small to have one is refused, not taken for 0. */
  private int sign(PreciseNumber x) {
    if (x.exact() != null) {
      return x.exact().signum();
    }
    Apfloat a = x.toApfloat(digits);
    if (isNoise(a)) {
      throw new UndefinedValueException("too close to 0 to have a sign");
    }
    return a.signum();
  }

  private boolean isNoise(Apfloat a) {
    return org.apfloat.ApfloatMath.abs(a).compareTo(noise) < 0;
  }

  private Apfloat positive(PreciseNumber x) {
    if (sign(x) <= 0) {
      throw new UndefinedValueException("a root or logarithm of a number that is not positive");
    }
    return x.toApfloat(digits);
  }

  private Apfloat inUnitInterval(Apfloat a) {
    if (org.apfloat.ApfloatMath.abs(a).compareTo(Apint.ONE) > 0) {
      throw new UndefinedValueException("an inverse sine or cosine beyond 1");
    }
    return a;
  }

  private static Apfloat bounded(Apfloat a) {
    if (org.apfloat.ApfloatMath.abs(a).compareTo(LARGEST_EXPONENT) > 0) {
      throw new UndefinedValueException("an argument too large to evaluate");
    }
    return a;
  }

  private PreciseNumber exact(long value) {
    return PreciseNumber.of(Expressions.num(value), digits);
  }

  private Apfloat one() {
    return Apint.ONE.precision(digits);
  }
}
