package org.widelimit.gaussian.certificate;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.RealDomain;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.gaussian.exact.ExactForms;

/**
 * The limit of an expression as a positive variance tends to 0.
 *
 * <p>What is beyond all orders there, {@code Exp[-c/q]}, tends to 0 with every factor of algebraic
 * growth, and {@code Erf[c/Sqrt[q]]} differs from a sign by such a part. What remains has its value
 * for a limit where it is continuous.
 */
final class LimitAtZero {

  private static final Set<String> BOUNDED =
      FunctionTable.names(f -> f.shape().bounded() && f.shape().smoothness().isAnalytic());

  private final String variance;
  private final SignDecider signs;

  private LimitAtZero(String variance) {
    this.variance = variance;
    this.signs =
        new SignDecider(new Assumptions(Map.of(variance, Interval.NONNEGATIVE), List.of()));
  }

  /** Returns the limit from above, or empty where it is not seen. */
  static Optional<Expr> of(Expr expr, String variance) {
    LimitAtZero limit = new LimitAtZero(variance);
    return limit.find(expr).or(() -> limit.find(ExactForms.normal(expr)));
  }

  private Optional<Expr> find(Expr expr) {
    return reduced(expr).flatMap(this::value);
  }

  /** Returns the value at 0 of what is continuous from there on. */
  private Optional<Expr> value(Expr expr) {
    return isContinuous(expr)
        ? Optional.of(Derivatives.foldSteps(expr.substitute(variance, ZERO)))
        : Optional.empty();
  }

  private boolean isContinuous(Expr expr) {
    return new RealDomain(signs, false).obstacle(expr).isEmpty();
  }

  /** Drops what is beyond all orders; empty where that is not seen to be allowed. */
  private Optional<Expr> reduced(Expr expr) {
    if (!(expr instanceof Call call) || !expr.symbols().contains(variance)) {
      return Optional.of(expr);
    }
    if (call.isCall("Power", 2)) {
      Expr exponent = call.arg(1);
      if (call.arg(0).equals(EULER)) {
        return direction(exponent, ONE) < 0 ? Optional.of(ZERO) : Optional.of(call);
      }
      Optional<Expr> base = reduced(call.arg(0));
      boolean whole = exponent instanceof Num n && n.isInteger() && n.signum() > 0;
      return base.filter(b -> b.equals(call.arg(0)) || whole).map(b -> power(b, exponent));
    }
    if (call.isCall("Erf", 1) || call.isCall("Erfc", 1)) {
      int sign = direction(call.arg(0), HALF);
      return Optional.of(
          sign == 0 ? call : call.isCall("Erf") ? Expressions.num(sign) : sign > 0 ? ZERO : TWO);
    }
    List<Expr> args = new ArrayList<>();
    for (Expr arg : call.args()) {
      Optional<Expr> part = reduced(arg);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      args.add(part.get());
    }
    if (args.equals(call.args())) {
      return Optional.of(call);
    }
    return switch (call.headName().orElse("")) {
      case "Plus" -> Optional.of(Expressions.plus(args));
      case "Times" ->
          call.args().stream().allMatch(this::isTame) ? Optional.of(times(args)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Returns the sign of the infinity that an expression tends to like a constant over a power of
   * the variance, or 0.
   */
  private int direction(Expr expr, Num order) {
    if (isContinuous(expr)) {
      return 0;
    }
    return value(ExactForms.normal(times(expr, power(sym(variance), order))))
        .map(constant -> signs.of(constant))
        .map(sign -> sign == Sign.POSITIVE ? 1 : sign == Sign.NEGATIVE ? -1 : 0)
        .orElse(0);
  }

  /** Returns whether an expression grows no faster than a power of the variance. */
  private boolean isTame(Expr expr) {
    if (!(expr instanceof Call call)) {
      return !expr.equals(Expressions.INFINITY);
    }
    if (call.isCall("Power", 2)) {
      if (call.arg(0).equals(EULER)) {
        return isContinuous(call.arg(1)) || direction(call.arg(1), ONE) < 0;
      }
      if (!(call.arg(1) instanceof Num exponent)) {
        return false;
      }
      boolean whole = exponent.isInteger() && exponent.signum() > 0;
      return whole ? isTame(call.arg(0)) : isAlgebraic(call.arg(0));
    }
    return switch (call.headName().orElse("")) {
      case "Plus", "Times" -> call.args().stream().allMatch(this::isTame);
      default -> BOUNDED.contains(call.headName().orElse(""));
    };
  }

  private static boolean isAlgebraic(Expr expr) {
    if (!(expr instanceof Call call)) {
      return true;
    }
    return switch (call.headName().orElse("")) {
      case "Plus", "Times" -> call.args().stream().allMatch(LimitAtZero::isAlgebraic);
      case "Power" -> call.arg(1) instanceof Num && isAlgebraic(call.arg(0));
      default -> false;
    };
  }
}
