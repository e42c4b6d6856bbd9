package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/** Parses what is printed behind an equation: its conditions, and the laws of its variables. */
final class TexConditions {

  /** Words before a condition. */
  static final Set<String> WORDS =
      Set.of(
          "\\for",
          "\\forall",
          "\\if",
          "\\when",
          "\\whenever",
          "\\provided",
          "\\providedthat",
          "\\with",
          "\\where",
          "\\and",
          "\\forany",
          "\\foreach",
          "\\forevery");

  private static final Set<String> DOTS = Set.of("\\dots", "\\ldots", "\\cdots", "\\dotsc");

  private static final Set<String> SEPARATORS = Set.of(",", ";", "\\and");

  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;

  TexConditions(TexParser parser, TexCursor cursor, TexNames names) {
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /** Returns whether a condition follows: after a word, or as a member of a set. */
  boolean startHere() {
    if (WORDS.contains(cursor.peek().text())) {
      return true;
    }
    for (int ahead = 0; !cursor.peek(ahead).is(","); ahead++) {
      boolean ends = cursor.index() + ahead >= cursor.tokens().size();
      if (ends || TexRelations.contains(cursor.peek(ahead))) {
        return cursor.peek(ahead).is("\\in");
      }
    }
    return false;
  }

  /** Parses conditions up to the end of the line. */
  List<Expr> conditions() {
    List<Expr> conditions = new ArrayList<>();
    boolean where = false;
    while (!cursor.atEnd() && !cursor.peek().is("\\\\")) {
      where |= cursor.peek().is("\\where");
      if (WORDS.contains(cursor.peek().text()) || SEPARATORS.contains(cursor.peek().text())) {
        cursor.next();
        continue;
      }
      if (cursor.peek().is(".")) {
        cursor.next();
        break;
      }
      conditions.addAll(condition(where));
    }
    return conditions;
  }

  private List<Expr> condition(boolean where) {
    int start = cursor.index();
    Expr left = parser.sum();
    if (cursor.accept("\\in")) {
      return member(left, start);
    }
    if (cursor.accept("=")) {
      Expr first = parser.sum();
      Optional<Expr> last = last();
      if (last.isPresent()) {
        return List.of(
            Expressions.call("LessEqual", first, left),
            Expressions.call("LessEqual", left, last.get()));
      }
      throw cursor.errorAt(
          start,
          where
              ? "a definition behind an equation is not read; give its left side an entry in reads"
              : "a value as a condition is not read; give it an entry in reads, or write it into"
                  + " the equation");
    }
    List<Expr> parts = parser.chain(left);
    if (parts.isEmpty()) {
      throw cursor.error(
          "expected a condition, as in x > 0 or x \\in (0, 1), found "
              + cursor.shown(cursor.peek()));
    }
    if (parts.stream().anyMatch(part -> part.symbols().isEmpty())) {
      throw cursor.errorAt(start, "a condition on no symbol; leave it out, or write what it is on");
    }
    return parts;
  }

  /** Parses {@code , \dots, L} after the first value of an index. */
  private Optional<Expr> last() {
    int place = cursor.index();
    cursor.accept(",");
    while (cursor.accept(",") || DOTS.contains(cursor.peek().text())) {
      if (DOTS.contains(cursor.peek().text())) {
        cursor.next();
        cursor.accept(",");
        return Optional.of(parser.sum());
      }
    }
    cursor.moveTo(place);
    return Optional.empty();
  }

  private List<Expr> member(Expr element, int start) {
    if (cursor.accept("\\mathbb:R") && !cursor.peek().is("^") && !cursor.peek().is("_")) {
      return List.of();
    }
    boolean open = cursor.peek().is("(") || cursor.peek().is("]");
    if (!open && !cursor.peek().is("[")) {
      throw cursor.errorAt(
          start,
          "only intervals are read behind \\in; say the set under 'symbols' and leave it out");
    }
    cursor.next();
    Expr from = parser.sum();
    cursor.expect(",", "between the ends of an interval");
    Expr to = parser.sum();
    boolean openAbove = cursor.peek().is(")") || cursor.peek().is("[");
    if (!openAbove && !cursor.peek().is("]")) {
      throw cursor.error("expected ')' or ']' after an interval");
    }
    cursor.next();
    List<Expr> ends = new ArrayList<>();
    if (!from.equals(Expressions.negate(Expressions.INFINITY))) {
      ends.add(Expressions.call(open ? "Less" : "LessEqual", from, element));
    }
    if (!to.equals(Expressions.INFINITY)) {
      ends.add(Expressions.call(openAbove ? "Less" : "LessEqual", element, to));
    }
    return ends;
  }

  /**
   * Returns an inequality behind an equation as conditions, if it is one on symbols alone: {@code 0
   * < x < 1}, {@code |x| \le 1}.
   */
  Optional<List<Expr>> simple(TexReading reading) {
    boolean order = !reading.relations().isEmpty() && !reading.relations().contains("Equal");
    boolean symbol = reading.sides().stream().anyMatch(this::isSymbol);
    if (!order || !symbol || !reading.sides().stream().allMatch(this::isPlain)) {
      return Optional.empty();
    }
    List<Expr> parts = new ArrayList<>();
    for (int i = 1; i < reading.sides().size(); i++) {
      parts.add(
          Expressions.call(
              reading.relations().get(i - 1), reading.sides().get(i - 1), reading.sides().get(i)));
    }
    return Optional.of(parts);
  }

  private boolean isSymbol(Expr side) {
    return side.isCall("Abs", 1)
        ? isSymbol(((Call) side).arg(0))
        : side instanceof Sym sym && names.parameters().contains(sym.name());
  }

  private boolean isPlain(Expr side) {
    return side instanceof Num
        || side instanceof Sym
        || (side instanceof Call call
            && Set.of("Plus", "Times", "Power", "Abs").contains(call.headName().orElse(""))
            && call.args().stream().allMatch(this::isPlain));
  }

  /** Keeps the conditions that say something of symbols of the reading, or of declared ones. */
  TexReading under(TexReading reading, List<Expr> conditions) {
    Set<String> symbols = new HashSet<>(names.parameters());
    reading.sides().forEach(side -> symbols.addAll(side.symbols()));
    List<Expr> kept = new ArrayList<>(reading.conditions());
    conditions.stream()
        .filter(condition -> condition.symbols().stream().anyMatch(symbols::contains))
        .forEach(kept::add);
    return new TexReading(reading.sides(), reading.relations(), kept);
  }
}
