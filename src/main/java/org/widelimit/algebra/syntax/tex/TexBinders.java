package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Differentiation;

/** Parses what binds a variable: sums, products, integrals, expectations, derivatives. */
final class TexBinders {

  private static final Map<String, String> SERIES = Map.of("\\sum", "Sum", "\\prod", "Product");

  static final Set<String> OPENERS = Set.of("(", "[", "\\{", "{", "\\lbrace", "\\lbrack");

  static final Set<String> CLOSERS = Set.of(")", "]", "\\}", "}", "\\rbrace", "\\rbrack");

  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;

  /** Whether an integral whose differential has not come yet is being parsed at this level. */
  private boolean awaitsDifferential;

  /** The variable of that integral, once it has come. */
  private Optional<Sym> variable = Optional.empty();

  /** Whether it came with the standard normal measure. */
  private boolean gaussian;

  private final TexAverages averages;
  private final TexProbability probabilities;
  private final TexMeasures measures;

  TexBinders(TexParser parser, TexCursor cursor, TexNames names) {
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
    this.averages = new TexAverages(this, parser, cursor, names);
    this.probabilities = new TexProbability(averages, parser, cursor, names);
    this.measures = new TexMeasures(this, parser, cursor, names);
  }

  /** Returns the names of variables of integration, camelCase if subscripted: z_1 is z1. */
  static Set<String> boundNames(List<TexToken> tokens) {
    Set<String> bound = new LinkedHashSet<>();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      String text = tokens.get(i).text();
      boolean below = TexProbability.AVERAGES.contains(text) || SERIES.containsKey(text);
      boolean binds = text.equals("d") || TexMeasures.SIGNS.contains(text);
      if (below && tokens.get(i + 1).is("_")) {
        int to = i + 3;
        while (tokens.get(i + 2).is("{")
            && to < tokens.size()
            && !Set.of("}", "\\sim", "=").contains(tokens.get(to).text())) {
          to++;
        }
        for (int k = i + 2; k < to; k++) {
          name(tokens, k).ifPresent(bound::add);
        }
      } else if (binds) {
        name(tokens, i + 1).ifPresent(bound::add);
      }
    }
    return bound;
  }

  /** Returns the name that starts at a place, with its subscript or prime. */
  private static Optional<String> name(List<TexToken> tokens, int at) {
    Optional<String> name = TexNames.spelled(tokens.get(at));
    if (at + 2 < tokens.size() && tokens.get(at + 1).is("_")) {
      List<TexToken> subscript = tokens.subList(at + 2, at + 3);
      return name.flatMap(base -> TexNames.camelCase(base, subscript));
    }
    return at + 1 < tokens.size() && tokens.get(at + 1).is("'")
        ? name.map(base -> base + "Prime")
        : name;
  }

  /** Parses something in brackets, where no differential of an integral outside can stand. */
  Expr insideBrackets(Supplier<Expr> parse) {
    boolean outer = awaitsDifferential;
    awaitsDifferential = false;
    Expr value = parse.get();
    awaitsDifferential = outer;
    return value;
  }

  /** Returns whether the cursor is at the differential of an integral around it. */
  boolean isDifferential() {
    return awaitsDifferential && (isPlain(0) || measures.isMeasure());
  }

  /** Returns whether {@code d} and a name are so many tokens ahead, and d is not a symbol. */
  private boolean isPlain(int ahead) {
    TexToken token = cursor.peek(ahead);
    boolean upright = token.end() - token.start() > 1;
    return token.is("d")
        && (upright || !names.parameters().contains("d"))
        && TexNames.spelled(cursor.peek(ahead + 1)).isPresent();
  }

  /** Returns whether the token starts a sum, a product, an integral or an expectation. */
  static boolean isOperator(TexToken token) {
    return SERIES.containsKey(token.text())
        || token.is("\\int")
        || TexProbability.AVERAGES.contains(token.text());
  }

  /** Parses an operator that starts here, if one does. */
  Optional<Expr> operator() {
    Optional<Expr> chance = probabilities.operator();
    if (chance.isPresent()) {
      return chance;
    }
    String text = cursor.peek().text();
    if (text.startsWith("\\") && measures.isMeasure()) {
      throw cursor.error("a measure alone is no value; an integral \\int stands before it");
    }
    return switch (text) {
      case "\\sum", "\\prod" -> Optional.of(series());
      case "\\int" -> Optional.of(integral());
      case "\\iint" -> {
        Optional<Expr> measured = measures.first();
        if (measured.isEmpty()) {
          throw cursor.error("'\\iint' is not read; write nested \\int");
        }
        yield measured;
      }
      case "\\oint", "\\iiint" ->
          throw cursor.error("'" + text + "' is not read; write nested \\int");
      case "\\partial" -> Optional.of(partial());
      case "\\frac", "\\dfrac", "\\tfrac" -> Optional.of(fraction());
      default -> Optional.empty();
    };
  }

  private Expr series() {
    TexToken operator = cursor.next();
    String head = String.valueOf(SERIES.get(operator.text()));
    int limits = cursor.index();
    if (!cursor.accept("_") || !cursor.accept("{")) {
      throw cursor.error("'" + operator.text() + "' needs limits, as in _{n=1}^{N}");
    }
    Sym index = boundName();
    if (!cursor.accept("=")) {
      throw cursor.errorAt(
          limits, "'" + operator.text() + "' needs limits, as in _{n=1}^{N}, of one index");
    }
    Expr from = parser.sum();
    cursor.expect("}", "after the lower limit");
    if (!cursor.accept("^")) {
      throw cursor.error("'" + operator.text() + "' needs an upper limit, as in _{n=1}^{N}");
    }
    Expr to = parser.argument();
    int start = cursor.index();
    Expr body = parser.product();
    requireEnd(index);
    if (head.equals("Product")
        && body instanceof Expr.Call product
        && product.isCall("Times")
        && !product.args().stream().allMatch(factor -> factor.symbols().contains(index.name()))
        && !isGroup(start)) {
      throw cursor.errorAt(
          start, "where does the product end? Write parentheses around all its factors");
    }
    return Expressions.call(head, body, Expressions.list(index, from, to));
  }

  /**
   * Refuses {@code \sum_{k=1}^n k + k^2}, whose next term has the index as well: it belongs to the
   * sum, or to something outside.
   */
  void requireEnd(Sym index) {
    requireEnd(index, true);
  }

  /** Refuses a bound name after what binds it: in the next terms, or in the next factors too. */
  void requireEnd(Sym index, boolean afterSign) {
    if (afterSign && !cursor.peek().is("+") && !cursor.peek().is("-")) {
      return;
    }
    int depth = 0;
    for (int ahead = 0; depth >= 0; ahead++) {
      TexToken token = cursor.peek(ahead);
      boolean ends = cursor.index() + ahead >= cursor.tokens().size();
      if (ends || (depth == 0 && (TexRelations.contains(token) || token.is(",")))) {
        return;
      }
      if (SERIES.containsKey(token.text())
          || token.is("\\int")
          || TexProbability.AVERAGES.contains(token.text())) {
        // What binds a variable may bind this one again.
        return;
      }
      depth += OPENERS.contains(token.text()) ? 1 : CLOSERS.contains(token.text()) ? -1 : 0;
      if (name(cursor.tokens(), cursor.index() + ahead).filter(index.name()::equals).isPresent()) {
        throw cursor.error(
            "does "
                + index.name()
                + " after the "
                + (afterSign ? "sign" : "bracket")
                + " belong to the sum or integral before it? Write parentheses");
      }
    }
  }

  /** Returns whether what was parsed from a place on is one group in brackets. */
  private boolean isGroup(int start) {
    int end = cursor.index();
    cursor.moveTo(start);
    boolean group = parser.opensBracket() && cursor.groupEnd(start) == start + 1;
    int depth = 0;
    for (int i = start; group && i < end; i++) {
      String text = cursor.tokens().get(i).text();
      depth += OPENERS.contains(text) ? 1 : CLOSERS.contains(text) ? -1 : 0;
      group = depth > 0 || i == end - 1;
    }
    cursor.moveTo(end);
    return group;
  }

  private Expr integral() {
    int start = cursor.index();
    boolean nested = awaitsDifferential && variable.isEmpty();
    Optional<Expr> measured = measures.first();
    if (measured.isPresent()) {
      return measured.get();
    }
    cursor.next();
    TexMeasures.Range range = measures.range();
    boolean outer = awaitsDifferential;
    Optional<Sym> outerVariable = variable;
    boolean outerMeasure = gaussian;
    awaitsDifferential = true;
    variable = Optional.empty();
    gaussian = false;
    Expr body;
    if (isDifferential()) {
      differential();
      awaitsDifferential = false;
      body = parser.product();
      requireEnd(variable.get());
    } else {
      body = parser.sum(() -> variable.isPresent());
      if (variable.isEmpty() && isDifferential()) {
        differential();
      }
    }
    if (variable.isEmpty()) {
      throw cursor.errorAt(
          start,
          names.parameters().contains("d")
              ? "an integral without its differential; d is a symbol here, so write \\mathrm{d}z"
              : "an integral without its differential, as in \\int f(z)\\, dz");
    }
    List<Sym> variables = new ArrayList<>(List.of(variable.get()));
    while (gaussian && !nested && measures.isMeasure()) {
      differential();
      variables.add(variable.get());
    }
    Expr integral =
        gaussian
            ? measures.over(body, variables, range, start)
            : Expressions.call(
                "Integrate", body, Expressions.list(variable.get(), range.from(), range.to()));
    awaitsDifferential = outer;
    variable = outerVariable;
    gaussian = outerMeasure;
    return integral;
  }

  /** Parses variables and their law, {@code z \sim \mathcal{N}(0, q)}, which is all there is. */
  TexLaws.Joint printedLaw() {
    return averages.printed();
  }

  /** Parses the subscript of angle brackets around one value: an average over it. */
  Expr average(Expr body, int start) {
    return averages.angled(body, start);
  }

  /** Parses {@code |_{x = a}} after a value. */
  Expr evaluated(Expr value) {
    int start = cursor.index();
    cursor.next();
    cursor.next();
    cursor.expect("{", "after the bar of an evaluation, as in |_{x = 1}");
    Sym name = boundName();
    cursor.expect("=", "in an evaluation, as in |_{x = 1}");
    Expr at = parser.sum();
    cursor.expect("}", "after an evaluation");
    Expr elementary =
        value.transform(
            node -> {
              if (node.isCall("D", 2) && ((Expr.Call) node).arg(1).equals(name)) {
                return new Differentiation(name.name())
                    .of(((Expr.Call) node).arg(0))
                    .orElseThrow(
                        () ->
                            cursor.errorAt(
                                start,
                                "the value of a derivative at a point needs an entry in reads"));
              }
              return node;
            });
    return Binders.put(elementary, Map.of(name.name(), at));
  }

  private void differential() {
    int start = cursor.index();
    gaussian = measures.isMeasure();
    cursor.next();
    variable = Optional.of(boundName());
    boolean measure =
        cursor.peek().is("(")
            && TexNames.spelled(cursor.peek(1)).isPresent()
            && cursor.peek(2).is(")");
    if (measure || cursor.peek().is("^")) {
      throw cursor.errorAt(
          start,
          "only dz and the standard normal measure \\mathcal{D}z are read; write the density of"
              + " another measure before dz");
    }
  }

  Sym boundName() {
    Optional<TexFragments.Match> match = names.fragments().at(cursor.tokens(), cursor.index());
    if (match.isPresent() && match.get().meaning() instanceof Sym sym) {
      cursor.moveTo(cursor.index() + match.get().length());
      return sym;
    }
    Optional<String> name = TexNames.spelled(cursor.peek());
    if (name.isEmpty() || Set.of("e", "pi", "E", "Pi").contains(name.get())) {
      throw cursor.error("expected a variable, found " + cursor.shown(cursor.peek()));
    }
    cursor.next();
    if (cursor.accept("'")) {
      return Expressions.sym(name.get() + "Prime");
    }
    if (cursor.peek().is("_")) {
      int from = cursor.index() + 1;
      int to = cursor.groupEnd(from);
      Optional<String> full = TexNames.camelCase(name.get(), cursor.tokens().subList(from, to));
      if (full.isPresent()) {
        cursor.moveTo(to);
        return Expressions.sym(full.get());
      }
    }
    return Expressions.sym(name.get());
  }

  /** Returns whether the name at the cursor has a subscript. */
  boolean isSubscripted() {
    return cursor.peek(1).is("_");
  }

  private Expr partial() {
    cursor.next();
    if (!cursor.accept("_")) {
      throw cursor.error("'\\partial' alone needs its variable, as in \\partial_{r}");
    }
    Expr over = parser.argument();
    return Expressions.call("D", operand(), over);
  }

  /** Parses what a derivative acts on: one operand, or a group that may have factors after it. */
  private Expr operand() {
    int start = cursor.index();
    Expr operand = parser.power();
    if (!isGroup(start) && !parser.atFactorEnd()) {
      throw cursor.error("where does the derivative's operand end? Write parentheses");
    }
    return operand;
  }

  private Expr fraction() {
    int start = cursor.index();
    cursor.next();
    String sign = firstOf(cursor.index());
    int below = cursor.groupEnd(cursor.index());
    if ((sign.equals("\\partial") || sign.equals("d"))
        && below < cursor.tokens().size()
        && firstOf(below).equals(sign)) {
      if (sign.equals("d") && names.parameters().contains("d")) {
        throw cursor.errorAt(
            start,
            "d is a symbol here; write \\partial for a derivative, d\\,/(d\\,t) for a quotient");
      }
      return derivative(sign);
    }
    Expr numerator = cursor.peek().is("{") ? numerator() : parser.argument();
    Expr denominator = parser.argument();
    if (denominator.isInteger(0)) {
      throw cursor.errorAt(start, "a fraction with denominator 0");
    }
    new TexProducts(names, cursor)
        .requireNumber(
            denominator, start, "a divisor is a number; an inverse matrix is written K^{-1}");
    return Expressions.divide(numerator, denominator);
  }

  /** Parses a numerator in braces, which may hold the differential of the integral around it. */
  private Expr numerator() {
    cursor.next();
    Expr value = Expressions.ONE;
    if (!isDifferential()) {
      value = parser.sum();
    }
    if (isDifferential()) {
      differential();
      awaitsDifferential = false;
      if (!cursor.peek().is("}")) {
        value = Expressions.times(value, parser.product());
      }
    }
    cursor.expect("}", "after a numerator");
    return value;
  }

  private String firstOf(int place) {
    List<TexToken> tokens = cursor.tokens();
    int index = place < tokens.size() && tokens.get(place).is("{") ? place + 1 : place;
    return index < tokens.size() ? tokens.get(index).text() : "";
  }

  /** Parses {@code {d^n f}{d x^n}}, or {@code {d}{d x}} followed by what it acts on. */
  private Expr derivative(String sign) {
    int start = cursor.index() - 1;
    boolean braced = cursor.accept("{");
    cursor.next();
    int order = 1;
    if (cursor.accept("^")) {
      order = order(parser.argument());
    }
    Optional<Expr> operand = Optional.empty();
    if (braced) {
      if (!cursor.peek().is("}")) {
        operand = Optional.of(parser.sum());
      }
      cursor.expect("}", "after a numerator");
    }
    cursor.expect("{", "of a derivative's denominator");
    cursor.expect(sign, "in a derivative's denominator");
    Sym over = boundName();
    if (cursor.accept("^") && order(parser.argument()) != order) {
      throw cursor.error("the orders above and below differ");
    }
    cursor.expect("}", "after a derivative's variable");
    Expr value = operand.isPresent() ? operand.get() : operand();
    boolean function = value instanceof Sym name && names.functions().contains(name.name());
    if (!value.symbols().contains(over.name()) && !function) {
      throw cursor.errorAt(
          start,
          (value instanceof Sym name
                  ? name.name() + " is a symbol and"
                  : "what is differentiated is")
              + " no function of "
              + over.name()
              + " here, so that its derivative is 0; declare a function and write its argument");
    }
    for (int i = 0; i < order; i++) {
      value = Expressions.call("D", value, over);
    }
    return value;
  }

  private int order(Expr expr) {
    for (int order = 1; order <= 9; order++) {
      if (expr.isInteger(order)) {
        return order;
      }
    }
    throw cursor.error("a derivative's order is a number from 1 to 9");
  }
}
