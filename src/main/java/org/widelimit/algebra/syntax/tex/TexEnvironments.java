package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;

/** Parses what stands in rows and columns: cases and matrices. */
final class TexEnvironments {

  private static final Set<String> MATRICES =
      Set.of("matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix");

  private static final Set<String> CASES = Set.of("cases", "dcases", "rcases");

  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("<", "Less"),
          Map.entry(">", "Greater"),
          Map.entry("\\lt", "Less"),
          Map.entry("\\gt", "Greater"),
          Map.entry("\\le", "LessEqual"),
          Map.entry("\\leq", "LessEqual"),
          Map.entry("\\leqslant", "LessEqual"),
          Map.entry("\\ge", "GreaterEqual"),
          Map.entry("\\geq", "GreaterEqual"),
          Map.entry("\\geqslant", "GreaterEqual"),
          Map.entry("=", "Equal"));

  private static final Set<String> IF = Set.of("\\if", "\\for", "\\when", "\\where");

  private static final Set<String> OTHERWISE = Set.of("\\otherwise", "\\else", "\\elsewhere");

  private static final Set<String> AND = Set.of("\\and", "\\wedge", "\\land");

  private final TexParser parser;
  private final TexCursor cursor;

  TexEnvironments(TexParser parser, TexCursor cursor) {
    this.parser = parser;
    this.cursor = cursor;
  }

  /** Parses the environment that starts here, if one does. */
  Optional<Expr> environment() {
    TexToken begin = cursor.peek();
    if (!begin.text().startsWith(TexLexer.BEGIN)) {
      return Optional.empty();
    }
    String name = begin.text().substring(TexLexer.BEGIN.length());
    if (CASES.contains(name)) {
      return Optional.of(cases());
    }
    if (MATRICES.contains(name)) {
      return Optional.of(matrix());
    }
    throw cursor.error("the environment '" + name + "' is not read");
  }

  private Expr cases() {
    TexToken begin = cursor.next();
    List<Expr> rows = new ArrayList<>();
    Optional<Expr> otherwise = Optional.empty();
    do {
      if (endsHere(begin)) {
        break;
      }
      if (otherwise.isPresent()) {
        throw cursor.error("a case after the one that takes the rest");
      }
      Expr value = parser.sum();
      cursor.accept(",");
      cursor.expect("&", "between a case and its condition");
      while (IF.contains(cursor.peek().text())) {
        cursor.next();
      }
      if (OTHERWISE.contains(cursor.peek().text())) {
        cursor.next();
        otherwise = Optional.of(value);
      } else {
        rows.add(Expressions.list(value, condition()));
      }
      while (cursor.accept(",") || cursor.accept(".") || cursor.accept(";")) {
        // Punctuation after a row is print only.
      }
    } while (cursor.accept("\\\\"));
    expectEnd(begin);
    if (rows.isEmpty()) {
      throw new SyntaxException(begin.start(), "cases without a condition");
    }
    Expr list = Expressions.call(Expressions.sym("List"), rows);
    return otherwise
        .map(rest -> Expressions.call("Piecewise", list, rest))
        .orElseGet(() -> Expressions.call("Piecewise", list));
  }

  /** Parses a chain of inequalities, or several joined by "and". */
  Expr condition() {
    List<Expr> parts = new ArrayList<>();
    do {
      List<Expr> chain = chain(parser.sum());
      if (chain.isEmpty()) {
        throw cursor.error(
            "expected an inequality as the condition of a case, found "
                + cursor.shown(cursor.peek()));
      }
      parts.addAll(chain);
    } while (AND.contains(cursor.peek().text()) && !cursor.next().is("\0"));
    return parts.size() == 1 ? parts.get(0) : Expressions.call(Expressions.sym("And"), parts);
  }

  /** Parses the comparisons that follow a value, none if no sign follows. */
  List<Expr> chain(Expr first) {
    List<Expr> parts = new ArrayList<>();
    Expr left = first;
    while (RELATIONS.containsKey(cursor.peek().text())) {
      String head = String.valueOf(RELATIONS.get(cursor.next().text()));
      Expr right = parser.sum();
      parts.add(Expressions.call(head, left, right));
      left = right;
    }
    return parts;
  }

  private Expr matrix() {
    TexToken begin = cursor.next();
    List<List<Expr>> rows = new ArrayList<>();
    do {
      if (endsHere(begin) && !rows.isEmpty()) {
        break;
      }
      List<Expr> row = new ArrayList<>();
      do {
        row.add(parser.sum());
      } while (cursor.accept("&"));
      if (!rows.isEmpty() && rows.get(0).size() != row.size()) {
        throw cursor.error(
            "a row of %d entries after one of %d".formatted(row.size(), rows.get(0).size()));
      }
      rows.add(row);
    } while (cursor.accept("\\\\"));
    expectEnd(begin);
    boolean column = rows.get(0).size() == 1;
    return Expressions.call(
        Expressions.sym("List"),
        rows.stream()
            .map(row -> column ? row.get(0) : Expressions.call(Expressions.sym("List"), row))
            .toList());
  }

  private boolean endsHere(TexToken begin) {
    return cursor.peek().is(end(begin));
  }

  private void expectEnd(TexToken begin) {
    if (!cursor.accept(end(begin))) {
      String name = begin.text().substring(TexLexer.BEGIN.length());
      throw cursor.error("expected \\end{" + name + "}, found " + cursor.shown(cursor.peek()));
    }
  }

  private static String end(TexToken begin) {
    return begin.text().replace(TexLexer.BEGIN, TexLexer.END);
  }
}
