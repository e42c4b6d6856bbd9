package org.widelimit.algebra.syntax.tex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.TensorShape;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Parses normal TeX tokens: equations, sums, products, powers and brackets. */
final class TexParser {

  private static final Map<String, String> CLOSERS =
      Map.of(
          "(",
          ")",
          "[",
          "]",
          "\\{",
          "\\}",
          "\\lbrace",
          "\\rbrace",
          "\\lbrack",
          "\\rbrack",
          "\\lvert",
          "\\rvert",
          "|",
          "|",
          "\\vert",
          "\\vert",
          "\\langle",
          "\\rangle");

  private static final Set<String> ENDS =
      Set.of(
          "\0",
          "}",
          ")",
          "]",
          "\\}",
          "\\rbrace",
          "\\rbrack",
          "\\rvert",
          "\\rVert",
          "\\rangle",
          "\\rfloor",
          "\\rceil",
          "\\mid",
          "\\forall",
          "\\when",
          "\\whenever",
          "\\where",
          "\\with",
          "\\provided",
          "&",
          "\\if",
          "\\for",
          "\\and",
          "\\otherwise",
          "+",
          "-",
          "=",
          ",",
          ";",
          ":",
          ".",
          "\\\\",
          "\\sim",
          "\\pm",
          "\\mp",
          "\\equiv",
          "\\coloneqq",
          "\\triangleq",
          "\\coloneq");

  private final TexCursor cursor;
  private final TexNames names;
  private final TexBinders binders;
  private final TexFunctions functions;
  private final TexEnvironments environments;
  private final TexBars brackets;
  private final TexPowers powers;
  private final TexConditions conditions;
  private final TexIdentities identities;
  private int depth;
  private int evaluations;

  TexParser(String source, List<TexToken> tokens, TexNames names) {
    this.cursor = new TexCursor(source, tokens);
    this.names = names;
    this.functions = new TexFunctions(this, cursor, names);
    this.binders = new TexBinders(this, cursor, names);
    this.environments = new TexEnvironments(this, cursor);
    this.brackets = new TexBars(this, cursor, names);
    this.powers = new TexPowers(this, cursor, names);
    this.conditions = new TexConditions(this, cursor, names);
    this.identities = new TexIdentities(names);
  }

  TexBinders binders() {
    return binders;
  }

  /** Returns the equations of the whole text, each with the conditions printed behind it. */
  List<TexReading> equations() {
    return new TexStatements(this, cursor, conditions).equations();
  }

  /** Parses a value inside a bracket. */
  Expr inside() {
    return brackets.inside(0);
  }

  /** Parses a chain of comparisons, or several joined by "and". */
  Expr condition() {
    return environments.condition();
  }

  /** Parses the comparisons that follow a value. */
  List<Expr> chain(Expr left) {
    return environments.chain(left);
  }

  /** Returns what closes a bracket. */
  static String closer(TexToken open) {
    return String.valueOf(CLOSERS.get(open.text()));
  }

  /** Parses a sum. */
  Expr sum() {
    return sum(() -> false);
  }

  /** Parses a sum that ends after a term once the condition holds. */
  Expr sum(BooleanSupplier complete) {
    enter();
    List<Expr> terms = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    boolean negative = sign();
    while (true) {
      int before = evaluations;
      int start = cursor.index();
      Expr term = product();
      if (term.isCall("Ellipsis", 0)) {
        throw cursor.errorAt(start, "dots after a sign leave terms out; write them all");
      }
      starts.add(start);
      if (evaluations > before && !terms.isEmpty()) {
        throw cursor.error(
            "the bar of an evaluation may belong to the last term or to the sum; write"
                + " parentheses");
      }
      terms.add(negative ? Expressions.negate(term) : term);
      if (complete.getAsBoolean() || (!cursor.peek().is("+") && !cursor.peek().is("-"))) {
        break;
      }
      negative = sign();
    }
    if (cursor.peek().is("\\pm") || cursor.peek().is("\\mp")) {
      throw cursor.error("'" + cursor.peek().text() + "' is two equations; write one");
    }
    depth--;
    List<Expr> alike = identities.resolved(terms);
    for (int i = 1; i < alike.size(); i++) {
      requireSameShape(names.shape(alike.get(0)), names.shape(alike.get(i)), starts.get(i));
    }
    return Expressions.plus(alike);
  }

  /** Refuses {@code K + 1}: a number added to each entry, or to the diagonal. */
  private void requireSameShape(TensorShape first, TensorShape next, int start) {
    boolean said = first != TensorShape.UNSAID && next != TensorShape.UNSAID;
    if (said && first != next) {
      throw cursor.errorAt(
          start,
          "a sum of "
              + first.word()
              + " and "
              + next.word()
              + "; a multiple of the identity needs an entry in reads, as"
              + " IdentityMatrix[Length[K]]");
    }
  }

  private void enter() {
    if (++depth > WolframReader.DEEPEST_NESTING) {
      throw cursor.error("the formula is nested too deep");
    }
  }

  private boolean sign() {
    boolean negative = false;
    while (cursor.peek().is("+") || cursor.peek().is("-")) {
      negative ^= cursor.next().is("-");
    }
    return negative;
  }

  /** Parses a product, up to a sign, a relation, a closing bracket or a differential. */
  Expr product() {
    TexProducts factors = new TexProducts(names, cursor);
    boolean divided = false;
    while (true) {
      TexToken token = cursor.peek();
      int start = cursor.index();
      if (token.is("\\cdot") || token.is("\\times") || token.is("*") || token.is("\\ast")) {
        requireFactor(factors, token);
        if (divided) {
          throw inTwoWays(token);
        }
        cursor.next();
        factors.add(power(), start + 1, token.is("\\cdot"));
      } else if (token.is("/")) {
        requireFactor(factors, token);
        cursor.next();
        factors.divide(power(), start + 1);
        divided = true;
      } else if (brackets.bars() == 0
          && token.is("|")
          && cursor.peek(1).is("_")
          && !factors.isEmpty()) {
        Expr value = binders.evaluated(factors.value());
        evaluations++;
        factors = new TexProducts(names, cursor);
        factors.add(value, start, false);
      } else if (endsProduct(token, !factors.isEmpty())) {
        if (factors.isEmpty() && !binders.isDifferential()) {
          throw missing();
        }
        return factors.value();
      } else if (divided && !TexBinders.isOperator(token)) {
        throw inTwoWays(token);
      } else {
        requireApart();
        if (!factors.isEmpty() && cursor.afterWideSpace()) {
          throw cursor.error(
              "a wide space: does a factor follow, or another statement? Write \\cdot, or a comma"
                  + " or a word before what follows");
        }
        factors.add(power(), start, false);
      }
    }
  }

  private SyntaxException inTwoWays(TexToken token) {
    return cursor.error(
        "'a/b c' can be read in two ways; write \\frac or parentheses before "
            + cursor.shown(token));
  }

  /** Refuses a number beside a number: {@code 2 3} is printed as 23, and 2\frac12 as 2.5 is. */
  private void requireApart() {
    if (cursor.index() == 0 || !cursor.peek(-1).isNumber()) {
      return;
    }
    boolean script = cursor.index() > 1 && TexScripts.takesArgument(cursor.peek(-2));
    boolean number = cursor.peek().isNumber();
    boolean mixed =
        cursor.peek().text().endsWith("frac")
            && cursor.peek(1).isNumber()
            && cursor.peek(2).isNumber();
    if (!script && (number || mixed)) {
      throw cursor.error("a number beside a number can be read in two ways; write \\cdot or +");
    }
  }

  private void requireFactor(TexProducts factors, TexToken operator) {
    if (factors.isEmpty()) {
      throw cursor.error("expected a factor before '" + operator.text() + "'");
    }
  }

  private SyntaxException missing() {
    String nested =
        brackets.bars() > 0
            ? "; where bars stand inside bars, write \\left| and \\right|, or \\lvert and \\rvert"
            : "";
    return cursor.error("expected a formula, found " + cursor.shown(cursor.peek()) + nested);
  }

  private boolean endsProduct(TexToken token, boolean started) {
    return ENDS.contains(token.text())
        || token.text().startsWith(TexLexer.END)
        || TexRelations.contains(token)
        || brackets.closes(token, started)
        || binders.isDifferential();
  }

  /** Returns whether no factor can follow here. */
  boolean atFactorEnd() {
    TexToken token = cursor.peek();
    boolean evaluation = token.is("|") && cursor.peek(1).is("_");
    return endsProduct(token, true)
        || evaluation
        || Set.of("/", "\\cdot", "\\times", "*", "\\ast").contains(token.text());
  }

  /** Parses an operand with its powers, transposes and factorials. */
  Expr power() {
    enter();
    int start = cursor.index();
    Expr value = atom();
    boolean raised = false;
    while (true) {
      if (cursor.accept("^")) {
        if (TexScripts.isFraction(cursor.tokens().get(start))) {
          throw cursor.errorAt(
              start, "a power of a fraction needs parentheses around the fraction");
        }
        value = powers.raised(value, start);
        raised = true;
      } else if (cursor.peek().is("!")) {
        value = powers.factorial(value, start, raised);
      } else if (cursor.peek().is("_") && cursor.peek(1).is("+")) {
        cursor.moveTo(cursor.index() + 2);
        value = Expressions.call("Max", Expressions.ZERO, value);
      } else if (cursor.peek().is("_") || cursor.peek().is("'")) {
        throw functions.unread(start);
      } else {
        depth--;
        return value;
      }
    }
  }

  /** Parses the argument of a command: a braced group or one token. */
  Expr argument() {
    if (cursor.accept("{")) {
      Expr value = brackets.inside(0);
      cursor.expect("}", "after an argument");
      return value;
    }
    if (cursor.atEnd() || ENDS.contains(cursor.peek().text())) {
      throw missing();
    }
    int start = cursor.index();
    Optional<TexFragments.Match> match = names.fragments().at(cursor.tokens(), start);
    if (match.isPresent() && match.get().length() == 1) {
      cursor.next();
      return match.get().meaning();
    }
    if (cursor.peek().isNumber()) {
      return number();
    }
    functions.refuseSpelledWord();
    return functions.single(cursor.next());
  }

  private Expr atom() {
    Optional<TexFragments.Match> match = names.fragments().at(cursor.tokens(), cursor.index());
    if (match.isPresent()) {
      cursor.moveTo(cursor.index() + match.get().length());
      Expr meaning = match.get().meaning();
      return meaning instanceof Expr.Sym sym && names.functions().contains(sym.name())
          ? functions.applied(sym)
          : meaning;
    }
    TexToken token = cursor.peek();
    if (token.side() == TexToken.Side.RIGHT) {
      throw missing();
    }
    if (token.isNumber()) {
      return number();
    }
    if (token.is("{")) {
      return argument();
    }
    if (token.is("|") || token.is("\\lvert") || token.is("\\vert")) {
      return brackets.absolute();
    }
    if (token.is(TexLexer.OPEN)) {
      return brackets.group();
    }
    if (TexBars.NORMS.containsKey(token.text())) {
      return brackets.norm();
    }
    if (token.is("\\langle")) {
      return brackets.angled();
    }
    if (token.is("\\lfloor") || token.is("\\lceil")) {
      return floor();
    }
    Optional<Expr> environment = environments.environment();
    if (environment.isPresent()) {
      return environment.get();
    }
    if (opensBracket()) {
      List<Expr> inner = bracketed();
      if (inner.size() != 1) {
        throw cursor.errorAt(
            cursor.index() - 1,
            "several values in brackets; a function of several needs to be declared");
      }
      return inner.get(0);
    }
    Optional<Expr> bound = binders.operator();
    return bound.isPresent() ? bound.get() : functions.operand();
  }

  /** Parses a number. */
  Expr number() {
    return Expressions.decimal(new BigDecimal(cursor.next().text()));
  }

  private Expr floor() {
    int start = cursor.index();
    boolean up = cursor.next().is("\\lceil");
    Expr value = brackets.inside(0);
    cursor.expect(up ? "\\rceil" : "\\rfloor", up ? "after \\lceil" : "after \\lfloor");
    new TexProducts(names, cursor).requireNumber(value, start, "a floor is that of a number");
    return up
        ? Expressions.negate(Expressions.call("Floor", Expressions.negate(value)))
        : Expressions.call("Floor", value);
  }

  /** Returns whether a bracket opens here: round, square or curly. */
  boolean opensBracket() {
    String text = cursor.peek().text();
    return CLOSERS.containsKey(text) && !text.equals("|") && !text.endsWith("vert");
  }

  /** Parses values in brackets, separated by commas or semicolons. */
  List<Expr> bracketed() {
    TexToken open = cursor.next();
    String closer = closer(open);
    List<Expr> values = new ArrayList<>();
    do {
      values.add(brackets.inside(0));
    } while (cursor.accept(",") || cursor.accept(";"));
    if (cursor.atEnd()) {
      throw new SyntaxException(
          open.start(), "'" + open.text() + "' is never closed; expected '" + closer + "'");
    }
    cursor.expect(closer, "to close '" + open.text() + "'");
    return values;
  }
}
