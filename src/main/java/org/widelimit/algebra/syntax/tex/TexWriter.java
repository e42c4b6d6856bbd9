package org.widelimit.algebra.syntax.tex;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.syntax.wolfram.SignedTerms;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/**
 * Writes an expression as TeX that KaTeX and LaTeX (with amsmath) both set: fractions, roots,
 * integrals, expectations, cases.
 */
public final class TexWriter {

  private static final int RELATION = 50;
  private static final int SUM = 60;
  private static final int PRODUCT = 70;
  private static final int POWER = 90;
  private static final int ATOM = 110;

  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("Equal", "="),
          Map.entry("Less", "<"),
          Map.entry("LessEqual", "\\le"),
          Map.entry("Greater", ">"),
          Map.entry("GreaterEqual", "\\ge"),
          Map.entry("Rule", "\\to"),
          Map.entry("Distributed", "\\sim"),
          Map.entry("And", "\\land"),
          Map.entry("Or", "\\lor"));

  /** A text and how strongly its outermost operator binds. */
  record Piece(String text, int binding) {
    String within(int least) {
      return binding >= least ? text : parentheses(text);
    }
  }

  private final Map<String, String> tex;
  private final TexForms forms;
  private final TexSpecialForms special;

  private TexWriter(Map<String, String> tex, TexForms forms) {
    this.tex = tex;
    this.forms = forms;
    this.special = new TexSpecialForms(this);
  }

  /**
   * Writes the expression with the usual looks of its symbols.
   *
   * @param expr the expression
   * @return its TeX, for math mode
   */
  public static String write(Expr expr) {
    return write(expr, Map.of());
  }

  /**
   * Writes the expression.
   *
   * @param expr the expression
   * @param tex the TeX of symbols that have their own, by name
   * @return its TeX, for math mode
   */
  public static String write(Expr expr, Map<String, String> tex) {
    return write(expr, tex, TexForms.NONE);
  }

  /**
   * Writes the expression with forms of its own for some calls.
   *
   * @param expr the expression
   * @param tex the TeX of symbols that have their own, by name
   * @param forms the forms, which come before those that the writer has itself
   * @return its TeX, for math mode
   */
  public static String write(Expr expr, Map<String, String> tex, TexForms forms) {
    return new TexWriter(tex, forms).text(InternalNames.shown(expr, tex.keySet()));
  }

  static String parentheses(String text) {
    return "\\left(" + text + "\\right)";
  }

  String text(Expr expr) {
    return piece(expr).text();
  }

  String symbol(String name) {
    return TexSymbols.symbol(tex.containsKey(name) ? name : InternalNames.shown(name), tex);
  }

  /** Returns the expression in a form that a subscript or a power can follow. */
  String atom(Expr expr) {
    return piece(expr).within(ATOM);
  }

  /** Returns the expression in a form that can stand beside factors. */
  String factor(Expr expr) {
    return piece(expr).within(PRODUCT);
  }

  String arguments(List<Expr> args) {
    return args.stream().map(this::text).collect(Collectors.joining(", "));
  }

  private Piece piece(Expr expr) {
    if (expr instanceof Num num) {
      return number(num);
    }
    if (expr instanceof Sym sym) {
      return new Piece(symbol(sym.name()), ATOM);
    }
    Call call = (Call) expr;
    var form = forms.form(call, this::text);
    if (form.isPresent()) {
      return new Piece(form.get(), binding(form.get()));
    }
    String head = call.headName().orElse("");
    if (RELATIONS.containsKey(head) && call.arity() >= 2) {
      return relation(call, head);
    }
    return switch (head) {
      case "Plus" -> sum(call);
      case "Times" -> product(call.args());
      case "Power" -> call.arity() == 2 ? power(call) : application(call);
      default ->
          special
              .piece(call)
              .map(text -> new Piece(text, special.binding(head)))
              .orElseGet(() -> application(call));
    };
  }

  /** A form with a superscript takes no second one; an operator in front binds what follows. */
  private static int binding(String form) {
    if (form.startsWith("\\nabla")
        || form.startsWith("\\operatorname")
        || form.startsWith("\\tfrac")) {
      return PRODUCT;
    }
    return form.contains("^") || form.startsWith("\\frac") ? POWER : ATOM;
  }

  private Piece number(Num num) {
    String magnitude =
        num.isInteger()
            ? num.numerator().abs().toString()
            : "\\frac{" + num.numerator().abs() + "}{" + num.denominator() + "}";
    return num.signum() < 0
        ? new Piece("-" + magnitude, SUM)
        : new Piece(magnitude, num.isInteger() ? ATOM : POWER);
  }

  private Piece relation(Call call, String head) {
    return new Piece(
        call.args().stream()
            .map(
                arg ->
                    piece(arg)
                        .within(head.equals("And") || head.equals("Or") ? RELATION : RELATION + 1))
            .collect(Collectors.joining(" " + RELATIONS.get(head) + " ")),
        head.equals("And") || head.equals("Or") ? RELATION - 10 : RELATION);
  }

  private Piece sum(Call call) {
    return new Piece(
        SignedTerms.write(
            call, term -> piece(term).within(SUM), term -> piece(term).within(SUM + 1)),
        SUM);
  }

  private Piece product(List<Expr> factors) {
    Num coefficient = factors.get(0) instanceof Num num ? num : Expressions.ONE;
    List<Expr> above = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    if (!coefficient.numerator().abs().equals(BigInteger.ONE)) {
      above.add(Expressions.num(coefficient.numerator().abs(), BigInteger.ONE));
    }
    if (!coefficient.isInteger()) {
      below.add(Expressions.num(coefficient.denominator(), BigInteger.ONE));
    }
    for (Expr factor : WolframWriter.symbolsFirst(factors)) {
      if (WolframWriter.isReciprocal(factor)) {
        below.add(Expressions.power(factor, Expressions.MINUS_ONE));
      } else if (!(factor instanceof Num)) {
        above.add(factor);
      }
    }
    String text =
        below.isEmpty()
            ? above.size() == 1 ? factor(above.get(0)) : juxtaposed(above)
            : "\\frac{" + juxtaposed(above) + "}{" + juxtaposed(below) + "}";
    return coefficient.signum() < 0
        ? new Piece("-" + text, SUM)
        : new Piece(text, below.isEmpty() ? PRODUCT : POWER);
  }

  private String juxtaposed(List<Expr> factors) {
    if (factors.size() <= 1) {
      return factors.isEmpty() ? "1" : text(factors.get(0));
    }
    StringBuilder text = new StringBuilder();
    for (Expr factor : factors) {
      String next = piece(factor).within(PRODUCT);
      boolean digits = !next.isEmpty() && Character.isDigit(next.charAt(0));
      text.append(text.isEmpty() ? "" : digits ? " \\cdot " : " ").append(next);
    }
    return text.toString();
  }

  private Piece power(Call call) {
    Expr base = call.arg(0);
    Expr exponent = call.arg(1);
    if (WolframWriter.isReciprocal(call)) {
      return product(List.of(call));
    }
    if (exponent.equals(Expressions.HALF)) {
      return new Piece("\\sqrt{" + text(base) + "}", ATOM);
    }
    if (exponent instanceof Num num && num.signum() > 0 && num.numerator().equals(BigInteger.ONE)) {
      return new Piece("\\sqrt[" + num.denominator() + "]{" + text(base) + "}", ATOM);
    }
    String raised = "^{" + text(exponent) + "}";
    if (base instanceof Call function
        && TexSymbols.takesPowerAfterName(function.headName().orElse(""))) {
      String name = TexSymbols.function(function.headName().orElse(""), tex);
      return new Piece(name + raised + parentheses(arguments(function.args())), POWER);
    }
    String below = base instanceof Sym ? scripted(text(base)) : piece(base).within(ATOM);
    return new Piece(below + raised, POWER);
  }

  /** Guards a symbol that already has a superscript from a second one. */
  private static String scripted(String symbol) {
    return symbol.contains("^") ? "{" + symbol + "}" : symbol;
  }

  private Piece application(Call call) {
    if (call.head().isCall("Derivative", 1) && call.arity() == 1) {
      return new Piece(function(call), ATOM);
    }
    return new Piece(function(call.head()) + parentheses(arguments(call.args())), ATOM);
  }

  /** Returns the TeX of what is applied: a name, a derivative, or a map with its parameters. */
  String function(Expr head) {
    if (head instanceof Sym sym) {
      return TexSymbols.function(InternalNames.shown(sym.name()), tex);
    }
    if (head instanceof Call outer && outer.arity() == 1 && outer.head().isCall("Derivative", 1)) {
      Expr order = ((Call) outer.head()).arg(0);
      boolean primes = order.isInteger(1) || order.isInteger(2) || order.isInteger(3);
      return atomOfFunction(outer.arg(0))
          + (primes
              ? "'".repeat(((Num) order).numerator().intValue())
              : "^{(" + text(order) + ")}");
    }
    if (head instanceof Call map && map.headName().isPresent()) {
      var form = forms.form(map, this::text);
      if (form.isPresent()) {
        return form.get();
      }
      return function(map.head()) + "_{" + arguments(map.args()) + "}";
    }
    return parentheses(text(head));
  }

  private String atomOfFunction(Expr function) {
    return function instanceof Sym ? function(function) : atom(function);
  }
}
