package org.widelimit.algebra.syntax.wolfram;

import static org.widelimit.algebra.syntax.wolfram.WolframReader.AND;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.COMPARISON;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.DOT;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.NOT;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.OR;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.POWER;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.PRODUCT;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.RULE;
import static org.widelimit.algebra.syntax.wolfram.WolframReader.SUM;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;

/**
 * Writes an expression in Wolfram syntax with as few parentheses as its precedences need.
 *
 * <p>{@link WolframReader} reads the text back to an equal expression, for every expression built
 * by {@link Expressions}; symbols of the program's own ({@link InternalNames}) get names for print.
 */
public final class WolframWriter {

  private static final int POSTFIX = 100;
  private static final int ATOM = 110;

  private static final Map<String, String> COMPARISONS =
      Map.of("Equal", "==", "Less", "<", "LessEqual", "<=", "Greater", ">", "GreaterEqual", ">=");

  /** A text and how strongly its outermost operator binds. */
  private record Piece(String text, int binding) {
    String within(int least) {
      return binding >= least ? text : "(" + text + ")";
    }
  }

  private WolframWriter() {}

  /**
   * Writes the expression.
   *
   * @param expr an expression in the canonical form of {@link Expressions}
   * @return its text, in ASCII
   */
  public static String write(Expr expr) {
    return piece(InternalNames.shown(expr, Set.of())).text();
  }

  private static Piece piece(Expr expr) {
    if (expr instanceof Num num) {
      return number(num);
    }
    if (expr instanceof Sym sym) {
      return new Piece(InternalNames.shown(sym.name()), ATOM);
    }
    Call call = (Call) expr;
    String head = call.headName().orElse("");
    return switch (head) {
      case "Plus" -> call.arity() > 1 ? sum(call) : application(call);
      case "Times" -> call.arity() > 1 ? product(call.args()) : application(call);
      case "Power" -> call.arity() == 2 ? power(call) : application(call);
      case "List" -> new Piece("{" + arguments(call.args()) + "}", ATOM);
      case "Rule" -> binary(call, "->", RULE);
      case "Or" -> joined(call, " || ", OR);
      case "And" -> joined(call, " && ", AND);
      case "Dot" -> joined(call, " . ", DOT);
      case "Not" -> negation(call);
      case "Factorial", "Factorial2" ->
          call.arity() == 1
              ? new Piece(
                  piece(call.arg(0)).within(POSTFIX + 1) + (head.equals("Factorial") ? "!" : "!!"),
                  POSTFIX)
              : application(call);
      case "Equal", "Less", "LessEqual", "Greater", "GreaterEqual" ->
          binary(call, COMPARISONS.getOrDefault(head, ""), COMPARISON);
      default -> application(call);
    };
  }

  private static Piece number(Num num) {
    return num.signum() < 0
        ? new Piece(num.toString(), SUM)
        : new Piece(num.toString(), num.isInteger() ? ATOM : PRODUCT);
  }

  private static Piece application(Call call) {
    if (call.head() instanceof Call inner
        && inner.head().equals(Expressions.sym("Derivative"))
        && inner.arity() == 1
        && call.arity() == 1
        && call.arg(0) instanceof Sym function
        && inner.arg(0) instanceof Num order
        && (order.is(1) || order.is(2) || order.is(3))) {
      return new Piece(function.name() + "'".repeat(order.numerator().intValue()), ATOM);
    }
    return new Piece(piece(call.head()).within(ATOM) + "[" + arguments(call.args()) + "]", ATOM);
  }

  private static String arguments(List<Expr> args) {
    return args.stream().map(arg -> piece(arg).text()).collect(Collectors.joining(", "));
  }

  private static Piece binary(Call call, String operator, int binding) {
    if (call.arity() != 2) {
      return application(call);
    }
    return new Piece(
        piece(call.arg(0)).within(binding + 1)
            + " "
            + operator
            + " "
            + piece(call.arg(1)).within(binding + 1),
        binding);
  }

  private static Piece joined(Call call, String operator, int binding) {
    return call.arity() < 2
        ? application(call)
        : new Piece(
            call.args().stream()
                .map(arg -> piece(arg).within(binding + 1))
                .collect(Collectors.joining(operator)),
            binding);
  }

  private static Piece negation(Call call) {
    if (call.arity() != 1) {
      return application(call);
    }
    if (call.arg(0).isCall("Equal", 2)) {
      return binary((Call) call.arg(0), "!=", COMPARISON);
    }
    return new Piece("!" + piece(call.arg(0)).within(NOT), NOT);
  }

  private static Piece sum(Call call) {
    return new Piece(
        SignedTerms.write(
            call, term -> piece(term).within(SUM), term -> piece(term).within(SUM + 1)),
        SUM);
  }

  private static Piece product(List<Expr> factors) {
    Num coefficient = factors.get(0) instanceof Num num ? num : Expressions.ONE;
    List<String> above = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    if (!coefficient.numerator().abs().equals(java.math.BigInteger.ONE)) {
      above.add(coefficient.numerator().abs().toString());
    }
    if (!coefficient.isInteger()) {
      below.add(Expressions.num(coefficient.denominator(), java.math.BigInteger.ONE));
    }
    for (Expr factor : symbolsFirst(factors)) {
      if (isReciprocal(factor)) {
        below.add(Expressions.power(factor, Expressions.MINUS_ONE));
      } else if (!(factor instanceof Num)) {
        above.add(piece(factor).within(PRODUCT + 1));
      }
    }
    String text = above.isEmpty() ? "1" : String.join(" ", above);
    if (!below.isEmpty()) {
      String divisor =
          below.stream()
              .map(factor -> piece(factor).within(PRODUCT + 1))
              .collect(Collectors.joining(" "));
      text += below.size() == 1 ? "/" + divisor : "/(" + divisor + ")";
    }
    return coefficient.signum() < 0 ? new Piece("-" + text, SUM) : new Piece(text, PRODUCT);
  }

  /** Returns the factors as they are read best: numbers, symbols and their powers, then calls. */
  public static List<Expr> symbolsFirst(List<Expr> factors) {
    return factors.stream().sorted(Comparator.comparingInt(WolframWriter::rank)).toList();
  }

  private static int rank(Expr factor) {
    Expr base = factor.isCall("Power", 2) ? ((Call) factor).arg(0) : factor;
    return base instanceof Num ? 0 : base instanceof Sym && !base.equals(Expressions.EULER) ? 1 : 2;
  }

  /** Returns whether a factor is best written below the line; {@code 0^-1} is not, nor E^-x. */
  public static boolean isReciprocal(Expr factor) {
    if (!factor.isCall("Power", 2)) {
      return false;
    }
    Call power = (Call) factor;
    return SignedTerms.isNegative(power.arg(1))
        && !power.arg(0).isInteger(0)
        && !power.arg(0).equals(Expressions.EULER);
  }

  private static Piece power(Call call) {
    Expr base = call.arg(0);
    Expr exponent = call.arg(1);
    if (base.equals(Expressions.EULER)) {
      return new Piece("Exp[" + write(exponent) + "]", ATOM);
    }
    if (isReciprocal(call)) {
      return product(List.of(call));
    }
    if (exponent.equals(Expressions.HALF)) {
      return new Piece("Sqrt[" + write(base) + "]", ATOM);
    }
    String text = piece(base).within(POWER + 1) + "^" + piece(exponent).within(POWER);
    return new Piece(text, POWER);
  }
}
