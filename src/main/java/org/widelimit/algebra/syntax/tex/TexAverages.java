package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.TensorShape;

/** Parses averages over normal variables, whose law is printed, declared, or the standard one. */
final class TexAverages {

  private static final Set<String> NORMAL = Set.of("\\mathcal:N", "\\mathscr:N", "N");

  private final TexBinders binders;
  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;

  TexAverages(TexBinders binders, TexParser parser, TexCursor cursor, TexNames names) {
    this.binders = binders;
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /**
   * What stands below an average.
   *
   * @param over the variables, empty where there are none or their law is declared
   * @param law the law of these variables, where it is known
   * @param left variables of that law which the subscript leaves out
   */
  record Below(List<Sym> over, Optional<TexLaws.Joint> law, Set<Sym> left) {
    static final Below NOTHING = new Below(List.of(), Optional.empty());

    /** Copies the set. */
    Below {
      left = Set.copyOf(left);
    }

    Below(List<Sym> over, Optional<TexLaws.Joint> law) {
      this(over, law, Set.of());
    }
  }

  /** Parses {@code \mathbb{E}}, its variables with their law, and what is averaged. */
  Expr expectation() {
    int start = cursor.index();
    cursor.next();
    Below below = below(start);
    boolean bracketed = parser.opensBracket();
    int open = cursor.index();
    Expr body;
    if (bracketed) {
      TexToken bracket = cursor.next();
      body = parser.inside();
      if (cursor.peek().is(":") || cursor.peek().is("\\mid") || cursor.peek().is("|")) {
        below = lawInside(below, start);
      }
      if (cursor.peek().is(",") || cursor.peek().is(";")) {
        throw cursor.errorAt(start, "an expectation has one value inside its brackets");
      }
      if (cursor.atEnd()) {
        throw cursor.errorAt(
            open,
            "'"
                + bracket.text()
                + "' is never closed; expected '"
                + TexParser.closer(bracket)
                + "'");
      }
      cursor.expect(TexParser.closer(bracket), "to close '" + bracket.text() + "'");
      boolean power = cursor.peek().is("^") || cursor.peek().is("!") || cursor.peek().is("'");
      if (power && !bracket.is("[")) {
        throw cursor.errorAt(
            open,
            "is the power inside the average? Write \\mathbb{E}[(...)^2], or"
                + " (\\mathbb{E}[...])^2");
      }
    } else if (parser.atFactorEnd()) {
      throw cursor.error("an expectation needs what it averages, as in \\mathbb{E}_{z}[f(z)]");
    } else {
      body = parser.product();
    }
    TexLaws.Joint law = law(below, List.of(body), start);
    for (Sym variable : law.variables()) {
      binders.requireEnd(variable, !bracketed);
    }
    return law.average(body);
  }

  /** Parses {@code : z \sim \mathcal{N}(0, q)} before the bracket closes. */
  private Below lawInside(Below below, int start) {
    cursor.next();
    Below inside = variables(start, false, bracketEnd());
    if (inside.law().isEmpty() || !below.equals(Below.NOTHING)) {
      throw cursor.errorAt(start, "an average under a condition is not read");
    }
    return inside;
  }

  /** Parses a subscript with the variables of an average and their law, if there is one. */
  Below below(int start) {
    if (!cursor.accept("_")) {
      return Below.NOTHING;
    }
    int place = cursor.index();
    if (!cursor.accept("{")) {
      return variables(start, true, place + 1);
    }
    Below below = variables(start, true, cursor.groupEnd(place) - 1);
    cursor.expect("}", "after the variable of an expectation");
    return below;
  }

  /** Returns where the bracket closes that is open at the cursor. */
  private int bracketEnd() {
    int depth = 0;
    int end = cursor.index();
    for (; end < cursor.tokens().size(); end++) {
      String text = cursor.tokens().get(end).text();
      depth += TexBinders.OPENERS.contains(text) ? 1 : TexBinders.CLOSERS.contains(text) ? -1 : 0;
      if (depth < 0) {
        break;
      }
    }
    return end;
  }

  private Below variables(int start, boolean subscript, int end) {
    int from = cursor.index();
    List<List<String>> texts = texts(from, end);
    Optional<TexLaws.Joint> declared =
        texts.stream().anyMatch(List::isEmpty) ? Optional.empty() : names.laws().named(texts);
    if (declared.isPresent()) {
      names.laws().use(declared.get());
      requireSame(declared.get(), texts, from, end);
      return new Below(List.of(), declared, declared.get().without(texts));
    }
    List<Sym> over = plainVariables();
    if (cursor.accept("\\sim")) {
      refuseProcess(from, over);
      return new Below(over, Optional.of(normal(over, texts, start)));
    }
    if (!subscript) {
      throw cursor.error("expected the law of the variables, as in z \\sim \\mathcal{N}(0, 1)");
    }
    return new Below(over, Optional.empty());
  }

  private List<Sym> plainVariables() {
    List<Sym> over = new ArrayList<>();
    boolean tuple = cursor.accept("(");
    do {
      over.add(variable());
    } while (cursor.accept(","));
    if (tuple) {
      cursor.expect(")", "after the variables of an expectation");
    }
    return over;
  }

  /** Refuses a printed law of whole variables that is not the declared one. */
  private void requireSame(TexLaws.Joint declared, List<List<String>> texts, int from, int end) {
    boolean whole = texts.equals(declared.texts());
    cursor.moveTo(end);
    int sign = from;
    while (sign < end && !cursor.tokens().get(sign).is("\\sim")) {
      sign++;
    }
    if (whole && sign + 2 < end && NORMAL.contains(cursor.tokens().get(sign + 1).text())) {
      cursor.moveTo(sign + 1);
      TexLaws.Joint printed;
      try {
        printed = normal(declared.variables(), texts, from);
      } catch (SyntaxException unread) {
        // What is printed needs the declaration, as N(0, \Lambda) does.
        cursor.moveTo(end);
        return;
      }
      if (!printed.equals(declared)) {
        throw cursor.errorAt(sign, "the law printed here is not the one that is declared");
      }
      cursor.moveTo(end);
    }
  }

  /** Returns the tokens of each variable before the sign of a law, or before the end. */
  private List<List<String>> texts(int from, int end) {
    List<TexToken> tokens = cursor.tokens().subList(from, end);
    List<List<String>> variables = new ArrayList<>(List.of(new ArrayList<>()));
    int depth = 0;
    for (TexToken token : tokens) {
      if (token.is("\\sim") && depth == 0) {
        break;
      }
      depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      if (token.is(",") && depth == 0) {
        variables.add(new ArrayList<>());
      } else {
        variables.get(variables.size() - 1).add(token.text());
      }
    }
    if (!tokens.isEmpty() && tokens.get(0).is("(") && variables.size() > 1) {
      List<String> last = variables.get(variables.size() - 1);
      variables.get(0).remove(0);
      last.remove(last.size() - 1);
    }
    return variables;
  }

  /** Parses a law that is printed behind an equation. */
  TexLaws.Joint printed() {
    Below below = variables(0, false, cursor.tokens().size());
    if (!cursor.atEnd()) {
      throw cursor.error("unexpected " + cursor.shown(cursor.peek()) + " after a law");
    }
    return below.law().orElseThrow();
  }

  private Sym variable() {
    Optional<String> name = TexNames.spelled(cursor.peek());
    if (name.isPresent() && names.functions().contains(name.get()) && !binders.isSubscripted()) {
      throw cursor.error(
          name.get()
              + " is a function of this file; for an average over its values declare their law,"
              + " as in law: {'f(x), f(y)': '{{p, r}, {r, q}}'}");
    }
    return binders.boundName();
  }

  /** Refuses {@code f \sim \mathcal{N}(0, K)} where the values {@code f(x)} are averaged over. */
  private void refuseProcess(int from, List<Sym> over) {
    TexToken name = cursor.tokens().get(from);
    boolean process = cursor.peek().is("\\mathcal:GP") || cursor.peek().is("\\GP");
    for (int i = cursor.index(); over.size() == 1 && i + 1 < cursor.tokens().size(); i++) {
      process |= cursor.tokens().get(i).is(name.text()) && cursor.tokens().get(i + 1).is("(");
    }
    if (process) {
      throw cursor.errorAt(
          from,
          "the law of "
              + name.text()
              + " is that of its values, which the file must say: law: {'f(x), f(y)': '{{p, r},"
              + " {r, q}}'}");
    }
  }

  /** Parses a normal law of these variables. */
  TexLaws.Joint normal(List<Sym> over, List<List<String>> texts, int start) {
    if (NORMAL.stream().noneMatch(cursor::accept)) {
      throw cursor.error(
          "expected a normal distribution \\mathcal{N}, found " + cursor.shown(cursor.peek()));
    }
    if (!parser.opensBracket()) {
      throw cursor.errorAt(
          cursor.index() - 1,
          "expected a normal distribution \\mathcal{N}(mean, variance); or declare the law under"
              + " 'law'");
    }
    List<Expr> parameters = parser.bracketed();
    if (parameters.size() != 2) {
      throw cursor.errorAt(start, "\\mathcal{N} has a mean and a variance");
    }
    Expr covariance = parameters.get(1);
    if (over.size() == 1) {
      for (Expr parameter : parameters) {
        if (names.shape(parameter) != TensorShape.NUMBER) {
          throw cursor.errorAt(
              start,
              "the law of one variable has a mean and a variance, which are numbers, not "
                  + names.shape(parameter).word());
        }
      }
      requireLaw(covariance, start);
      return new TexLaws.Joint(over, texts, parameters.get(0), covariance);
    }
    if (over.size() > 2 || !parameters.get(0).isInteger(0)) {
      throw cursor.errorAt(start, "only a centered pair of variables is read");
    }
    if (!covariance.isCall("List", 2)
        || !((Call) covariance).args().stream().allMatch(row -> row.isCall("List", 2))) {
      throw cursor.errorAt(
          start,
          "the covariance of a pair needs its entries: a pmatrix, or an entry in reads such as"
              + " {{p, r}, {r, q}}");
    }
    requireLaw(covariance, start);
    return new TexLaws.Joint(over, texts, parameters.get(0), covariance);
  }

  private void requireLaw(Expr covariance, int start) {
    TexLaws.fault(covariance)
        .ifPresent(
            why -> {
              throw cursor.errorAt(start, why);
            });
  }

  /** Returns the law that averages have: as printed, as declared, or the standard normal one. */
  TexLaws.Joint law(Below below, List<Expr> bodies, int start) {
    if (below.law().isPresent()) {
      requireOccurrence(below.law().get(), bodies, start);
      for (Sym left : below.left()) {
        if (bodies.stream().anyMatch(body -> body.symbols().contains(left.name()))) {
          throw cursor.errorAt(
              start,
              "the subscript leaves out "
                  + left.name()
                  + ", which has a law together with what it names; name all of them, or none");
        }
      }
      return below.law().get();
    }
    if (!below.over().isEmpty()) {
      for (Sym variable : below.over()) {
        if (names.parameters().contains(variable.name())) {
          throw cursor.errorAt(
              start,
              "the law of "
                  + variable.name()
                  + ", a declared symbol, is not said; write _{z \\sim \\mathcal{N}(0, 1)}");
        }
      }
      TexLaws.Joint law = independent(below.over(), start);
      requireOccurrence(law, bodies, start);
      return law;
    }
    List<TexLaws.Joint> declared = names.laws().in(bodies);
    if (declared.size() > 1) {
      throw cursor.errorAt(
          start,
          "variables of two laws are averaged over; declare the law that they have together");
    }
    if (declared.size() == 1) {
      return names.laws().use(declared.get(0));
    }
    Set<String> symbols = new LinkedHashSet<>();
    bodies.forEach(body -> symbols.addAll(body.symbols()));
    boolean small = symbols.contains("z") && !names.parameters().contains("z");
    boolean large = symbols.contains("Z") && !names.parameters().contains("Z");
    if (small == large) {
      throw cursor.errorAt(
          start,
          "an expectation over what? Write \\mathbb{E}_{z}[...], or declare law: {z: 'Gaussian[0,"
              + " 1]'}");
    }
    return independent(List.of(Expressions.sym(small ? "z" : "Z")), start);
  }

  private void requireOccurrence(TexLaws.Joint law, List<Expr> bodies, int start) {
    if (bodies.stream().allMatch(body -> law.in(body).isEmpty())) {
      throw cursor.errorAt(
          start, law.variables().get(0).name() + " does not occur in what is averaged");
    }
  }

  private TexLaws.Joint independent(List<Sym> over, int start) {
    if (over.size() > 1) {
      throw cursor.errorAt(
          start,
          "the law of several variables is not said; declare it, as in law: {'u, v': '{{p, r}, {r,"
              + " q}}'}");
    }
    return new TexLaws.Joint(over, List.of(), Expressions.ZERO, Expressions.ONE);
  }

  /** Reads what stands below an average over declared variables: theirs, or their variance. */
  private void subscript(TexLaws.Joint law) {
    int place = cursor.index();
    int end = cursor.groupEnd(place);
    List<String> text = new ArrayList<>();
    cursor.tokens().subList(place, end).forEach(token -> text.add(token.text()));
    if (text.size() > 2 && text.get(0).equals("{")) {
      text.remove(0);
      text.remove(text.size() - 1);
    }
    // The name of a matrix of covariances, whose entries are declared, is not looked into.
    if (law.variables().size() > 1 || law.texts().contains(text)) {
      cursor.moveTo(end);
    } else if (!parser.argument().equals(law.covariance())) {
      throw cursor.errorAt(
          place, "the subscript is neither the variable of the declared law nor its variance");
    }
  }

  /** Parses {@code _K} after {@code \langle f(z) \rangle}: a variable, or a variance. */
  Expr angled(Expr body, int start) {
    List<TexLaws.Joint> declared = names.laws().in(List.of(body));
    if (declared.size() == 1) {
      TexLaws.Joint law = names.laws().use(declared.get(0));
      if (cursor.accept("_")) {
        subscript(law);
      }
      return law.average(body);
    }
    if (!cursor.peek().is("_")) {
      throw cursor.errorAt(
          start,
          "angle brackets hold two vectors, or an average over a variable, as in \\langle f(z)"
              + " \\rangle_{z}; or declare the law, as in law: {'u, v': '{{p, r}, {r, q}}'}");
    }
    if (isVariable(body)) {
      Below below = below(start);
      return law(below, List.of(body), start).average(body);
    }
    cursor.next();
    Expr variance = parser.argument();
    List<Sym> free =
        body.symbols().stream()
            .filter(name -> !names.parameters().contains(name))
            .filter(name -> !names.functions().contains(name))
            .filter(name -> !Set.of("Pi", "E", "Infinity").contains(name))
            .map(Expressions::sym)
            .toList();
    if (free.size() != 1) {
      throw cursor.errorAt(
          start,
          free.isEmpty()
              ? "what is averaged has no variable but declared symbols; where one of them varies,"
                  + " declare its law, as in law: {z: 'Gaussian[0, K]'}"
              : "an average over several variables needs their law, as in law: {'u, v': '{{p, r},"
                  + " {r, q}}'}");
    }
    return new TexLaws.Joint(free, List.of(), Expressions.ZERO, variance).average(body);
  }

  /** Returns whether a subscript is a variable of the body, with its law or without. */
  private boolean isVariable(Expr body) {
    List<TexToken> tokens =
        cursor.tokens().subList(cursor.index() + 1, cursor.groupEnd(cursor.index() + 1)).stream()
            .filter(token -> !token.is("{") && !token.is("}"))
            .toList();
    if (tokens.stream().anyMatch(token -> token.is("\\sim"))) {
      return true;
    }
    if (tokens.isEmpty()) {
      throw cursor.error("expected a variable or a variance below an average");
    }
    Optional<String> name = TexNames.spelled(tokens.get(0));
    if (tokens.size() > 2 && tokens.get(1).is("_")) {
      name = name.flatMap(base -> TexNames.camelCase(base, tokens.subList(2, tokens.size())));
    } else if (tokens.size() > 1) {
      return false;
    }
    return name.filter(body.symbols()::contains)
        .filter(variable -> !names.parameters().contains(variable))
        .isPresent();
  }

  /** Returns the expectation over one or two independent standard normal variables. */
  static Expr independent(Expr body, List<? extends Expr> variables, TexCursor cursor) {
    if (variables.size() == 1) {
      return Expressions.call("E", body, variables.get(0));
    }
    if (variables.size() > 2) {
      throw cursor.error("an average over more than two variables is not read");
    }
    Expr one = Expressions.ONE;
    Expr zero = Expressions.ZERO;
    return Expressions.call(
        "E",
        body,
        Expressions.list(variables.get(0), variables.get(1)),
        Expressions.list(Expressions.list(one, zero), Expressions.list(zero, one)));
  }
}
