package org.widelimit.algebra.decide;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.square;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/**
 * Proves that an expression is defined and real at every admissible point, and smooth or at least
 * continuous there: no denominator vanishes, no logarithm, root or inverse sine leaves its domain.
 */
public final class RealDomain {

  /** What is smooth on the whole line. */
  private static final Set<String> ENTIRE =
      Heads.union(FunctionTable.smooth(), Set.of("Plus", "Times"));

  private final SignDecider signs;
  private final boolean smooth;
  private final Map<Expr, String> facts = new LinkedHashMap<>();

  /**
   * Creates the proof.
   *
   * @param signs proves signs on the domain
   * @param smooth whether roots and inverse sines must stay off the ends of their domains, where
   *     they are continuous only
   */
  public RealDomain(SignDecider signs, boolean smooth) {
    this.signs = signs;
    this.smooth = smooth;
  }

  /** Creates the proof that an expression is smooth. */
  public RealDomain(SignDecider signs) {
    this(signs, true);
  }

  /** Returns what was proved on the way: an expression and its sign. */
  public Map<Expr, String> facts() {
    return facts;
  }

  /** Returns why the expression is not known to be defined and smooth, or empty if it is. */
  public Optional<String> obstacle(Expr expr) {
    if (expr instanceof Sym sym) {
      return sym.equals(Expressions.INFINITY)
          ? Optional.of("infinity is not a number")
          : Optional.empty();
    }
    if (!(expr instanceof Call call)) {
      return Optional.empty();
    }
    for (Expr arg : call.args()) {
      Optional<String> inside = obstacle(arg);
      if (inside.isPresent()) {
        return inside;
      }
    }
    String head = call.headName().orElse("");
    if (ENTIRE.contains(head)) {
      return Optional.empty();
    }
    if (call.isCall("Power", 2)) {
      return power(call, call.arg(0), call.arg(1));
    }
    if (call.isCall("BivariateNormalCDF", 3)) {
      return require(
          minus(ONE, square(call.arg(2))),
          smooth,
          "a correlation is not seen to be one: " + text(call));
    }
    if (call.arity() != 1) {
      return notSmooth(call);
    }
    Expr argument = call.arg(0);
    return switch (head) {
      case "Log" -> require(argument, true, "a logarithm is not seen to be real: " + text(call));
      case "Tan" -> nonzero(call("Cos", argument), call);
      case "ArcSin", "ArcCos" ->
          require(
              minus(ONE, square(argument)),
              smooth,
              "an inverse sine or cosine is not seen to be real: " + text(call));
      case "ArcTanh" ->
          require(
              minus(ONE, square(argument)), true, "ArcTanh is not seen to be real: " + text(call));
      default -> FunctionTable.definition(call).map(this::obstacle).orElse(notSmooth(call));
    };
  }

  private static String text(Expr expr) {
    return WolframWriter.write(expr);
  }

  private static Optional<String> notSmooth(Call call) {
    return Optional.of("a function is not known to be smooth: " + text(call));
  }

  private Optional<String> power(Call call, Expr base, Expr exponent) {
    if (base.equals(Expressions.EULER)) {
      return Optional.empty();
    }
    if (exponent instanceof Num number) {
      if (number.isInteger()) {
        return number.signum() > 0 ? Optional.empty() : nonzero(base, call);
      }
      boolean strict = smooth || number.signum() < 0;
      return require(base, strict, "a root is not seen to be real and smooth: " + text(call));
    }
    return require(base, true, "a power is not seen to be real: " + text(call));
  }

  private Optional<String> nonzero(Expr denominator, Expr whole) {
    if (denominator instanceof Num number && number.signum() != 0) {
      return Optional.empty();
    }
    Sign sign = signs.of(denominator);
    if (!sign.isStrict()) {
      return Optional.of(
          "a denominator is not seen to keep its sign: "
              + text(denominator)
              + " in "
              + text(whole));
    }
    facts.put(denominator, sign == Sign.POSITIVE ? "is positive" : "is negative");
    return Optional.empty();
  }

  private Optional<String> require(Expr expr, boolean strict, String obstacle) {
    Sign sign = signs.of(expr);
    if (strict ? sign != Sign.POSITIVE : !sign.isNonnegative()) {
      return Optional.of(obstacle);
    }
    if (!(expr instanceof Num)) {
      facts.put(expr, strict ? "is positive" : "is nowhere negative");
    }
    return Optional.empty();
  }
}
