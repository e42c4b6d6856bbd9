package org.widelimit.algebra.emit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.LocalValue;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.compile.StableForms;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/**
 * Writes an expression as source text of a programming language with infix operators.
 *
 * <p>The text has the meaning that {@link ExpressionCompiler} gives the expression, and the same
 * protection against overflow and cancellation.
 */
abstract class CodeWriter {

  static final int SUM = 60;
  static final int PRODUCT = 70;
  static final int UNARY = 80;
  static final int POWER = 90;
  static final int ATOM = 110;

  /** The names of variances and of a correlation in the functions of a derivation. */
  private static final List<String> VARIANCES = List.of("p", "q");

  private static final String CORRELATION = "c";

  private static final BigInteger LARGEST_EXACT = BigInteger.TWO.pow(53);

  private static final Map<String, String> COMPARISONS =
      Map.of(
          "Less",
          " < ",
          "LessEqual",
          " <= ",
          "Greater",
          " > ",
          "GreaterEqual",
          " >= ",
          "Equal",
          " == ");

  /** A text and how strongly its outermost operator binds. */
  record Piece(String text, int binding) {
    String within(int least) {
      return binding >= least ? text : "(" + text + ")";
    }
  }

  /** Names that a parameter cannot have as they are; it gets an underscore. */
  abstract Set<String> reserved();

  /** Returns the literal of a double. */
  abstract String literal(double value);

  /** Returns the text of a constant: Pi, E or Infinity. */
  abstract String constant(String name);

  /** Returns the call of a head on arguments, or empty text if the language has none. */
  abstract String function(String head, List<String> arguments);

  /** Returns a power with an integer exponent of at least 2. */
  abstract Piece integerPower(Piece base, int exponent);

  /** Returns one value or the other. */
  abstract String choose(String condition, String yes, String no);

  /** Returns the line that gives a new variable its value. */
  abstract String declaration(String name, String value);

  /** Returns the line that gives a variable another value. */
  abstract String assignment(String name, String value);

  /** Returns the call that moves a variance off 0. */
  abstract String variance(String name);

  /** Returns a conjunction or disjunction of conditions, or the negation of one. */
  abstract String logic(String head, List<String> conditions);

  /**
   * Returns a quotient by what is 0 at the end of a domain. Java divides by 0 as it should.
   *
   * @param divisor the divisor, in brackets where it needs them
   */
  String quotientAtEnd(String numerator, String divisor) {
    return numerator + " / " + divisor;
  }

  /**
   * The text of a function.
   *
   * @param text what it returns
   * @param divided the parameters that are variances and that it divides by
   */
  record Kernel(String text, List<String> divided) {}

  /** Returns the parameters, and the values that occur in the result beside them. */
  static List<String> names(List<String> parameters, List<LocalValue> locals) {
    List<String> names = new ArrayList<>(parameters);
    locals.stream().filter(l -> l.replaces().isEmpty()).map(LocalValue::name).forEach(names::add);
    return names;
  }

  /** Returns the call that a value is taken from. */
  final String call(LocalValue local) {
    return local.arguments().stream()
        .map(this::parameter)
        .collect(Collectors.joining(", ", local.function() + "(", ")"));
  }

  /** Returns the lines of a function that come before its result. */
  final String assignments(Kernel kernel, List<LocalValue> locals) {
    StringBuilder text = new StringBuilder();
    locals.forEach(local -> text.append(declaration(local.name(), call(local))));
    for (LocalValue local : locals) {
      local.replaces().ifPresent(name -> text.append(assignment(name, local.name())));
    }
    kernel.divided().forEach(name -> text.append(assignment(name, variance(name))));
    return text.toString();
  }

  /** Returns the text of a function that has its limits where a variance or determinant is 0. */
  final Kernel kernel(Expr expr, List<String> parameters) {
    Expr stable = CovarianceForms.paired(StableForms.of(CovarianceForms.of(expr, parameters)));
    List<String> divided = new ArrayList<>();
    // The correlation map has no limit at variance 0.
    if (!parameters.contains(CORRELATION)) {
      VARIANCES.stream()
          .filter(name -> parameters.contains(name) && isDivisor(stable, name))
          .forEach(divided::add);
    }
    return new Kernel(piece(stable, parameters).text(), divided);
  }

  private static boolean isDivisor(Expr expr, String name) {
    if (!(expr instanceof Call call)) {
      return false;
    }
    if (WolframWriter.isReciprocal(call)
        && vanishes(Expressions.power(call, Expressions.MINUS_ONE), name, Expressions.ZERO)) {
      return true;
    }
    return call.args().stream().anyMatch(arg -> isDivisor(arg, name));
  }

  private static boolean vanishes(Expr divisor, String symbol, Num value) {
    return divisor.symbols().contains(symbol) && divisor.substitute(symbol, value).isInteger(0);
  }

  /** Returns the expression's text; the parameters are the symbols that may occur. */
  final String expression(Expr expr, List<String> parameters) {
    return piece(StableForms.of(expr), parameters).text();
  }

  final String parameter(String name) {
    return reserved().contains(name) ? name + "_" : name;
  }

  private Piece piece(Expr expr, List<String> parameters) {
    if (expr instanceof Num num) {
      return number(num);
    }
    if (expr instanceof Sym sym) {
      return symbol(sym.name(), parameters);
    }
    Call call = (Call) expr;
    return switch (call.headName().orElse("")) {
      case "Plus" -> sum(call, parameters);
      case "Times" -> product(call.args(), parameters);
      case "Power" -> power(call, parameters);
      case "Piecewise" -> piecewise(call, parameters);
      case "E" -> average(call, parameters);
      case CovarianceForms.PAIRED_SUM ->
          new Piece(
              "("
                  + piece(call.arg(0), parameters).text()
                  + ") + ("
                  + piece(call.arg(1), parameters).text()
                  + ")",
              SUM);
      default -> new Piece(applied(call, parameters), ATOM);
    };
  }

  private Piece symbol(String name, List<String> parameters) {
    if (parameters.contains(name)) {
      return new Piece(parameter(name), ATOM);
    }
    if (Set.of("Pi", "E", "Infinity").contains(name)) {
      return new Piece(constant(name), ATOM);
    }
    throw new IllegalArgumentException("no value for the symbol " + name);
  }

  private Piece number(Num num) {
    if (isExact(num) && !num.isInteger()) {
      return product(List.of(num), List.of());
    }
    return new Piece(literal(num.doubleValue()), num.signum() < 0 ? UNARY : ATOM);
  }

  /** Returns whether numerator and denominator are doubles. */
  private static boolean isExact(Num num) {
    return num.numerator().abs().compareTo(LARGEST_EXACT) <= 0
        && num.denominator().compareTo(LARGEST_EXACT) <= 0;
  }

  private Piece sum(Call call, List<String> parameters) {
    StringBuilder text = new StringBuilder();
    for (Expr term : call.args()) {
      boolean minus =
          !text.isEmpty()
              && (term instanceof Num num ? num : Expressions.coefficient(term)).signum() < 0;
      Piece piece = piece(minus ? Expressions.negate(term) : term, parameters);
      text.append(text.isEmpty() ? "" : minus ? " - " : " + ")
          .append(piece.within(minus ? SUM + 1 : SUM));
    }
    return new Piece(text.toString(), SUM);
  }

  private Piece product(List<Expr> factors, List<String> parameters) {
    Num coefficient = factors.get(0) instanceof Num num ? num : Expressions.ONE;
    List<String> above = new ArrayList<>();
    List<String> below = new ArrayList<>();
    boolean end = false;
    if (!isExact(coefficient)) {
      above.add(literal(Math.abs(coefficient.doubleValue())));
    } else {
      if (!coefficient.numerator().abs().equals(BigInteger.ONE)) {
        above.add(literal(coefficient.numerator().abs().doubleValue()));
      }
      if (!coefficient.isInteger()) {
        below.add(literal(coefficient.denominator().doubleValue()));
      }
    }
    for (Expr factor : factors) {
      if (WolframWriter.isReciprocal(factor)) {
        Expr divisor = Expressions.power(factor, Expressions.MINUS_ONE);
        below.add(piece(divisor, parameters).within(PRODUCT + 1));
        end |=
            parameters.contains(CORRELATION)
                && (vanishes(divisor, CORRELATION, Expressions.ONE)
                    || vanishes(divisor, CORRELATION, Expressions.MINUS_ONE));
      } else if (!(factor instanceof Num)) {
        above.add(piece(factor, parameters).within(PRODUCT + 1));
      }
    }
    String text = above.isEmpty() ? literal(1) : String.join(" * ", above);
    if (!below.isEmpty()) {
      String divisor = String.join(" * ", below);
      String grouped = below.size() > 1 ? "(" + divisor + ")" : divisor;
      text = end ? quotientAtEnd(text, grouped) : text + " / " + grouped;
    }
    return new Piece(coefficient.signum() < 0 ? "-" + text : text, PRODUCT);
  }

  private Piece power(Call call, List<String> parameters) {
    if (call.arity() != 2) {
      throw unknown(call);
    }
    Expr base = call.arg(0);
    Expr exponent = call.arg(1);
    if (base.equals(Expressions.EULER)) {
      return new Piece(function("Exp", List.of(piece(exponent, parameters).text())), ATOM);
    }
    if (WolframWriter.isReciprocal(call)) {
      return product(List.of(call), parameters);
    }
    Piece below = piece(base, parameters);
    if (exponent.equals(Expressions.HALF)) {
      return new Piece(function("Sqrt", List.of(below.text())), ATOM);
    }
    if (exponent instanceof Num num
        && num.isInteger()
        && num.signum() > 0
        && num.numerator().bitLength() < 31) {
      return integerPower(below, num.numerator().intValue());
    }
    return new Piece(
        function("Power", List.of(below.text(), piece(exponent, parameters).text())), ATOM);
  }

  private String applied(Call call, List<String> parameters) {
    String head = call.headName().orElse("");
    List<String> arguments =
        call.args().stream().map(arg -> piece(arg, parameters).text()).toList();
    if (head.equals("Max") || head.equals("Min")) {
      return arguments.stream()
          .reduce((left, right) -> function(head, List.of(left, right)))
          .orElseThrow(() -> unknown(call));
    }
    String text = function(head, arguments);
    if (text.isEmpty()) {
      throw unknown(call);
    }
    return text;
  }

  /** Returns the average of a function of so many variables over their covariance p, r, q. */
  String average(Call call, List<String> variables, String body, List<String> covariance) {
    throw unknown(call);
  }

  private Piece average(Call call, List<String> parameters) {
    boolean pair =
        call.arity() == 3
            && call.arg(1).isCall("List", 2)
            && call.arg(2).isCall("List", 2)
            && ((Call) call.arg(2)).args().stream().allMatch(row -> row.isCall("List", 2));
    if (!pair && !(call.arity() == 2 && call.arg(1) instanceof Sym)) {
      throw unknown(call);
    }
    List<Expr> names = pair ? ((Call) call.arg(1)).args() : List.of(call.arg(1));
    List<String> variables = names.stream().map(Expr::toString).toList();
    List<String> covariance = new ArrayList<>();
    if (pair) {
      Call first = (Call) ((Call) call.arg(2)).arg(0);
      Call second = (Call) ((Call) call.arg(2)).arg(1);
      for (Expr entry : List.of(first.arg(0), first.arg(1), second.arg(1))) {
        covariance.add(piece(entry, parameters).text());
      }
    }
    List<String> inside = new ArrayList<>(parameters);
    inside.addAll(variables);
    String body = piece(call.arg(0), inside).text();
    return new Piece(average(call, variables, body, covariance), ATOM);
  }

  static IllegalArgumentException unknown(Call call) {
    return new IllegalArgumentException("no numeric value for " + WolframWriter.write(call));
  }

  private Piece piecewise(Call call, List<String> parameters) {
    if (call.arity() == 0 || call.arity() > 2 || !call.arg(0).isCall("List")) {
      throw unknown(call);
    }
    String text = call.arity() == 2 ? piece(call.arg(1), parameters).text() : literal(0);
    List<Expr> cases = ((Call) call.arg(0)).args();
    for (int i = cases.size() - 1; i >= 0; i--) {
      if (!(cases.get(i) instanceof Call pair) || !pair.isCall("List", 2)) {
        throw unknown(call);
      }
      text =
          choose(condition(pair.arg(1), parameters), piece(pair.arg(0), parameters).text(), text);
    }
    return new Piece(text, ATOM);
  }

  private String condition(Expr expr, List<String> parameters) {
    if (expr instanceof Sym sym && (sym.name().equals("True") || sym.name().equals("False"))) {
      return logic(sym.name(), List.of());
    }
    if (!(expr instanceof Call call)) {
      throw new IllegalArgumentException("not a condition: " + WolframWriter.write(expr));
    }
    String head = call.headName().orElse("");
    String comparison = COMPARISONS.get(head);
    if (comparison != null && call.arity() == 2) {
      return "("
          + call.args().stream()
              .map(arg -> piece(arg, parameters).text())
              .collect(Collectors.joining(comparison))
          + ")";
    }
    if (Set.of("And", "Or", "Not").contains(head) && call.arity() > 0) {
      return logic(head, call.args().stream().map(arg -> condition(arg, parameters)).toList());
    }
    throw unknown(call);
  }
}
