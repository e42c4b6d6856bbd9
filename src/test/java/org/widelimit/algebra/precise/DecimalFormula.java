package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/**
 * A formula in x by decimal arithmetic of 60 digits, for tests: independent of the double doubles,
 * and faster than {@link HighPrecision}, as no error is carried along.
 */
public final class DecimalFormula {

  private static final MathContext CONTEXT = new MathContext(60);
  private static final PreciseFunctions FUNCTIONS = new PreciseFunctions(60);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal TWO_OVER_ROOT_PI =
      TWO.divide(FUNCTIONS.pi().sqrt(CONTEXT), CONTEXT);

  private DecimalFormula() {}

  /** Returns the exponential. */
  public static BigDecimal exp(BigDecimal x) {
    return x.compareTo(BigDecimal.valueOf(-2000)) < 0 ? BigDecimal.ZERO : FUNCTIONS.exp(x);
  }

  /** Returns the circle constant. */
  public static BigDecimal pi() {
    return FUNCTIONS.pi().round(CONTEXT);
  }

  /** Returns the value of a formula. */
  public static BigDecimal at(Expr expr, BigDecimal x) {
    if (expr instanceof Num num) {
      return new BigDecimal(num.numerator()).divide(new BigDecimal(num.denominator()), CONTEXT);
    }
    if (expr instanceof Sym sym) {
      return switch (sym.name()) {
        case "x" -> x;
        case "Pi" -> pi();
        case "E" -> exp(BigDecimal.ONE);
        default -> throw new IllegalArgumentException(sym.name());
      };
    }
    Call call = (Call) expr;
    List<Expr> args = call.args();
    String head = call.headName().orElseThrow();
    return switch (head) {
      case "Plus" ->
          args.stream().map(a -> at(a, x)).reduce((a, b) -> a.add(b, CONTEXT)).orElseThrow();
      case "Times" ->
          args.stream().map(a -> at(a, x)).reduce((a, b) -> a.multiply(b, CONTEXT)).orElseThrow();
      case "Max" -> args.stream().map(a -> at(a, x)).reduce(BigDecimal::max).orElseThrow();
      case "Min" -> args.stream().map(a -> at(a, x)).reduce(BigDecimal::min).orElseThrow();
      case "Power" -> power(args.get(0), args.get(1), x);
      case "Piecewise" -> piecewise(args, x);
      default -> function(head, at(args.get(0), x));
    };
  }

  private static BigDecimal power(Expr base, Expr exponent, BigDecimal x) {
    if (base.equals(Expressions.EULER)) {
      return exp(at(exponent, x));
    }
    BigDecimal b = at(base, x);
    if (exponent instanceof Num num && num.isInteger()) {
      int n = num.numerator().intValueExact();
      BigDecimal power = b.pow(Math.abs(n), CONTEXT);
      return n < 0 ? BigDecimal.ONE.divide(power, CONTEXT) : power;
    }
    if (exponent instanceof Num num && num.denominator().intValue() == 2) {
      int n = num.numerator().intValueExact();
      BigDecimal power = b.sqrt(CONTEXT).pow(Math.abs(n), CONTEXT);
      return n < 0 ? BigDecimal.ONE.divide(power, CONTEXT) : power;
    }
    return exp(at(exponent, x).multiply(FUNCTIONS.log(b), CONTEXT));
  }

  private static BigDecimal piecewise(List<Expr> args, BigDecimal x) {
    for (Expr row : ((Call) args.get(0)).args()) {
      if (holds(((Call) row).arg(1), x)) {
        return at(((Call) row).arg(0), x);
      }
    }
    return args.size() > 1 ? at(args.get(1), x) : BigDecimal.ZERO;
  }

  private static boolean holds(Expr condition, BigDecimal x) {
    if (condition instanceof Sym sym) {
      return sym.name().equals("True");
    }
    Call call = (Call) condition;
    String head = call.headName().orElseThrow();
    if (head.equals("And") || head.equals("Or")) {
      return head.equals("And")
          ? call.args().stream().allMatch(part -> holds(part, x))
          : call.args().stream().anyMatch(part -> holds(part, x));
    }
    for (int i = 0; i + 1 < call.args().size(); i++) {
      int order = at(call.arg(i), x).compareTo(at(call.arg(i + 1), x));
      boolean holds =
          switch (head) {
            case "Less" -> order < 0;
            case "LessEqual" -> order <= 0;
            case "Greater" -> order > 0;
            case "GreaterEqual" -> order >= 0;
            default -> throw new IllegalArgumentException(head);
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static BigDecimal function(String head, BigDecimal x) {
    return switch (head) {
      case "Tanh" -> tanh(x);
      case "Sinh" -> exp(x).subtract(exp(x.negate())).divide(TWO, CONTEXT);
      case "Cosh" -> exp(x).add(exp(x.negate())).divide(TWO, CONTEXT);
      case "Sech" -> TWO.divide(exp(x).add(exp(x.negate())), CONTEXT);
      case "Sin" -> FUNCTIONS.sin(x);
      case "Cos" -> FUNCTIONS.cos(x);
      case "ArcTan" -> FUNCTIONS.arcTan(x);
      case "Log" -> FUNCTIONS.log(x);
      case "Erf" -> erf(x);
      case "Erfc" -> BigDecimal.ONE.subtract(erf(x));
      case "Abs" -> x.abs();
      case "Sign" -> BigDecimal.valueOf(x.signum());
      case "HeavisideTheta" -> BigDecimal.valueOf(1L + x.signum()).divide(TWO);
      default -> throw new IllegalArgumentException(head);
    };
  }

  private static BigDecimal tanh(BigDecimal x) {
    if (x.signum() < 0) {
      return tanh(x.negate()).negate();
    }
    BigDecimal fall = exp(x.multiply(TWO).negate());
    return BigDecimal.ONE.subtract(fall).divide(BigDecimal.ONE.add(fall), CONTEXT);
  }

  /** {@code 2/Sqrt[Pi] Exp[-x^2] Sum[2^n x^(2 n + 1)/(2 n + 1)!!]}. */
  private static BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(12)) > 0) {
      return BigDecimal.valueOf(x.signum());
    }
    BigDecimal square = x.multiply(x, CONTEXT);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 1; term.abs().compareTo(sum.abs().movePointLeft(62)) > 0; n++) {
      term = term.multiply(square, CONTEXT).divide(BigDecimal.valueOf(n + 0.5), CONTEXT);
      sum = sum.add(term, CONTEXT);
    }
    return sum.multiply(exp(square.negate()), CONTEXT).multiply(TWO_OVER_ROOT_PI, CONTEXT);
  }
}
