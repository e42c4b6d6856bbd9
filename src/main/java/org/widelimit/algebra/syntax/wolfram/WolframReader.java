package org.widelimit.algebra.syntax.wolfram;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframLexer.Kind;
import org.widelimit.algebra.syntax.wolfram.WolframLexer.Token;

/**
 * Reads a formula in the subset of Wolfram syntax that theorems are written in.
 *
 * <p>Numbers, symbols, {@code f[x, y]}, curried {@code f[a][b]}, lists in braces, the operators
 * {@code + - * / ^ . ! '}, products by juxtaposition ({@code 2 Pi}, {@code x Erf[x]}), comparisons,
 * {@code && || !} and {@code ->}, with Wolfram's precedences: {@code -x^2} is {@code -(x^2)},
 * {@code a/b c} is {@code (a/b) c} and {@code ^} associates to the right. A chain {@code a < b <=
 * c} is the conjunction of its links and {@code a != b} the negation of {@code a == b}; {@code n!!}
 * is the double factorial. The result is in the canonical form of {@link Expressions}. The text is
 * untrusted: its length, its depth and its numbers are bounded, and every fault is a {@link
 * SyntaxException}.
 */
public final class WolframReader {

  /**
   * The longest text that is read, in characters: that of the largest theorem file, and four times
   * what a tangent kernel of GELU three hidden layers deep takes.
   */
  public static final int LONGEST_TEXT = 256 * 1024;

  /** The deepest nesting that is read. */
  public static final int DEEPEST_NESTING = 200;

  static final int RULE = 10;
  static final int OR = 20;
  static final int AND = 30;
  static final int NOT = 40;
  static final int COMPARISON = 50;
  static final int SUM = 60;
  static final int PRODUCT = 70;
  static final int SIGN = 80;
  static final int DOT = 85;
  static final int POWER = 90;

  private static final Map<String, String> COMPARISONS =
      Map.of(
          "==",
          "Equal",
          "!=",
          "Unequal",
          "<",
          "Less",
          "<=",
          "LessEqual",
          ">",
          "Greater",
          ">=",
          "GreaterEqual");

  private final List<Token> tokens;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final Map<String, Integer> beforeParentheses = new LinkedHashMap<>();
  private int next;
  private int depth;

  private WolframReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * A formula with the places of its names.
   *
   * @param expr the formula
   * @param offsets for each symbol and each head as written, the offset of its first occurrence, in
   *     characters from 0
   * @param beforeParentheses for each name that stands before a parenthesis, where it first does
   *     so; the two are factors, which is not what is meant where the name is a function's
   */
  public record Reading(
      Expr expr, Map<String, Integer> offsets, Map<String, Integer> beforeParentheses) {
    /** Copies the offsets. */
    public Reading {
      beforeParentheses =
          java.util.Collections.unmodifiableMap(new LinkedHashMap<>(beforeParentheses));
      offsets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(offsets));
    }
  }

  /**
   * Reads a formula.
   *
   * @param text the formula in Wolfram syntax
   * @return the expression in canonical form
   * @throws SyntaxException if the text is not a formula, with the offset and what was expected
   */
  public static Expr read(String text) {
    return readWithOffsets(text).expr();
  }

  /**
   * Reads a formula and the places of its names.
   *
   * @param text the formula in Wolfram syntax
   * @return the expression in canonical form, with offsets into the text
   * @throws SyntaxException if the text is not a formula, with the offset and what was expected
   */
  public static Reading readWithOffsets(String text) {
    if (text.isBlank()) {
      throw new SyntaxException(0, "the formula is empty");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new SyntaxException(
          LONGEST_TEXT, "the formula is longer than " + LONGEST_TEXT + " characters");
    }
    WolframReader reader = new WolframReader(WolframLexer.tokens(text));
    Expr expr = reader.expression(0);
    Token rest = reader.peek();
    if (rest.kind() != Kind.END) {
      throw WolframFaults.unexpected(rest);
    }
    return new Reading(expr, reader.offsets, reader.beforeParentheses);
  }

  private Expr expression(int binding) {
    if (++depth > DEEPEST_NESTING) {
      throw new SyntaxException(
          peek().offset(), "the formula is nested deeper than " + DEEPEST_NESTING + " levels");
    }
    Expr left = prefix();
    while (true) {
      Token token = peek();
      int power = leftBinding(token);
      if (power <= binding) {
        depth--;
        return left;
      }
      left = infix(left, token, power);
    }
  }

  /** Returns how strongly the token binds what stands to its left; 0 ends the operand. */
  private int leftBinding(Token token) {
    if (token.kind() == Kind.END) {
      return 0;
    }
    if (token.kind() != Kind.OPERATOR || token.is("(") || token.is("{")) {
      return PRODUCT;
    }
    return switch (token.text()) {
      case "->" -> RULE;
      case "||" -> OR;
      case "&&" -> AND;
      case "==", "!=", "<", "<=", ">", ">=" -> COMPARISON;
      case "+", "-" -> SUM;
      case "*", "/" -> PRODUCT;
      case "." -> DOT;
      case "^" -> POWER;
      default -> 0;
    };
  }

  private Expr infix(Expr left, Token token, int power) {
    return switch (power) {
      case RULE -> {
        next++;
        yield Expressions.call("Rule", left, expression(RULE - 1));
      }
      case OR -> Expressions.call(Expressions.sym("Or"), operands(left, "||", OR));
      case AND -> Expressions.call(Expressions.sym("And"), operands(left, "&&", AND));
      case COMPARISON -> comparison(left);
      case SUM -> sum(left);
      case PRODUCT -> product(left);
      case DOT -> Expressions.call(Expressions.sym("Dot"), operands(left, ".", DOT));
      default -> {
        next++;
        yield power(left, expression(POWER - 1), token.offset());
      }
    };
  }

  private List<Expr> operands(Expr first, String operator, int power) {
    List<Expr> operands = new ArrayList<>(List.of(first));
    while (peek().is(operator)) {
      next++;
      operands.add(expression(power));
    }
    return operands;
  }

  private Expr comparison(Expr first) {
    List<Expr> links = new ArrayList<>();
    Expr left = first;
    while (leftBinding(peek()) == COMPARISON) {
      String head = COMPARISONS.get(tokens.get(next++).text());
      Expr right = expression(COMPARISON);
      links.add(
          "Unequal".equals(head)
              ? Expressions.call("Not", Expressions.call("Equal", left, right))
              : Expressions.call(String.valueOf(head), left, right));
      left = right;
    }
    return links.size() == 1 ? links.get(0) : Expressions.call(Expressions.sym("And"), links);
  }

  private Expr sum(Expr first) {
    List<Expr> terms = new ArrayList<>(List.of(first));
    while (leftBinding(peek()) == SUM) {
      boolean minus = tokens.get(next++).is("-");
      Expr term = expression(SUM);
      terms.add(minus ? Expressions.negate(term) : term);
    }
    return Expressions.plus(terms);
  }

  private Expr product(Expr first) {
    List<Expr> factors = new ArrayList<>(List.of(first));
    while (leftBinding(peek()) == PRODUCT) {
      Token token = peek();
      if (token.is("*") || token.is("/")) {
        next++;
      }
      Expr factor = expression(PRODUCT);
      factors.add(token.is("/") ? power(factor, Expressions.MINUS_ONE, token.offset()) : factor);
    }
    return Expressions.times(factors);
  }

  private static Expr power(Expr base, Expr exponent, int offset) {
    if (exponent instanceof Num num && num.numerator().bitLength() > 31) {
      throw new SyntaxException(offset, "the exponent " + num + " is too large");
    }
    return Expressions.power(base, exponent);
  }

  private Expr prefix() {
    Token token = tokens.get(next++);
    if (token.is("-")) {
      return Expressions.negate(expression(SIGN));
    }
    if (token.is("+")) {
      return expression(SIGN);
    }
    if (token.is("!")) {
      return Expressions.call("Not", expression(NOT));
    }
    return postfix(primary(token));
  }

  private Expr primary(Token token) {
    if (token.kind() == Kind.NUMBER) {
      return Expressions.decimal(new BigDecimal(token.text().replace("*^", "E")));
    }
    if (token.kind() == Kind.NAME) {
      offsets.putIfAbsent(token.text(), token.offset());
      WolframFaults.rejectParentheses(token, peek());
      if (peek().is("(")) {
        beforeParentheses.putIfAbsent(token.text(), token.offset());
      }
      return Expressions.sym(token.text());
    }
    if (token.is(".") && peek().kind() == Kind.NUMBER && peek().offset() == token.end()) {
      Token digits = tokens.get(next++);
      if (digits.text().contains(".")) {
        throw new SyntaxException(digits.offset(), "a number has one decimal point");
      }
      return Expressions.decimal(new BigDecimal("." + digits.text().replace("*^", "E")));
    }
    if (token.is("(")) {
      Expr inner = expression(0);
      close(token, ")");
      return inner;
    }
    if (token.is("{")) {
      return Expressions.call(Expressions.sym("List"), arguments(token, "}"));
    }
    throw missingOperand(token);
  }

  private Expr postfix(Expr operand) {
    Expr result = operand;
    for (int applications = 0; ; applications++) {
      Token token = peek();
      if (token.is("[")) {
        next++;
        result = Expressions.call(result, arguments(token, "]"));
      } else if (token.is("'")) {
        next++;
        result = derivative(result);
      } else if (token.is("!")) {
        result = factorial(result);
      } else {
        return result;
      }
      if (depth + applications > DEEPEST_NESTING) {
        throw new SyntaxException(
            token.offset(), "the formula is nested deeper than " + DEEPEST_NESTING + " levels");
      }
    }
  }

  /** Reads {@code n!}, or {@code n!!}, whose marks stand side by side. */
  private Expr factorial(Expr operand) {
    Token first = tokens.get(next++);
    if (!peek().is("!")) {
      return Expressions.call("Factorial", operand);
    }
    Token second = tokens.get(next++);
    if (second.offset() != first.end() || peek().is("!")) {
      throw new SyntaxException(
          first.offset(), "n!! is the double factorial; write (n!)! for the factorial of one");
    }
    return Expressions.call("Factorial2", operand);
  }

  /** Returns {@code Derivative[n][f]}, a prime more than before. */
  public static Expr derivative(Expr function) {
    Sym derivative = Expressions.sym("Derivative");
    if (function instanceof Call outer
        && outer.arity() == 1
        && outer.head() instanceof Call inner
        && inner.head().equals(derivative)
        && inner.arity() == 1
        && inner.arg(0) instanceof Num order) {
      Expr more = Expressions.add(order, Expressions.ONE);
      return new Call(new Call(derivative, List.of(more)), outer.args());
    }
    return new Call(new Call(derivative, List.of(Expressions.ONE)), List.of(function));
  }

  private List<Expr> arguments(Token open, String closer) {
    List<Expr> arguments = new ArrayList<>();
    if (peek().is(closer)) {
      next++;
      return arguments;
    }
    arguments.add(expression(0));
    while (peek().is(",")) {
      next++;
      arguments.add(expression(0));
    }
    close(open, closer);
    return arguments;
  }

  private void close(Token open, String closer) {
    if (!peek().is(closer)) {
      throw WolframFaults.notClosed(open, closer, peek());
    }
    next++;
  }

  private SyntaxException missingOperand(Token token) {
    return next >= 2
        ? WolframFaults.missingOperand(tokens.get(next - 2), token)
        : WolframFaults.missingFormula(token);
  }

  private Token peek() {
    return tokens.get(next);
  }
}
