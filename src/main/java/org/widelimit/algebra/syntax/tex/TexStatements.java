package org.widelimit.algebra.syntax.tex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;

/** Parses what a text states: equations and inequalities, with the conditions behind them. */
final class TexStatements {

  private static final Set<String> ENDS = Set.of(",", ";", ".", "\\\\");

  private final TexParser parser;
  private final TexCursor cursor;
  private final TexConditions conditions;

  TexStatements(TexParser parser, TexCursor cursor, TexConditions conditions) {
    this.parser = parser;
    this.cursor = cursor;
    this.conditions = conditions;
  }

  /** Returns the equations of the whole text, each with the conditions printed behind it. */
  List<TexReading> equations() {
    List<TexReading> readings = new ArrayList<>();
    boolean conditioned = false;
    do {
      int start = cursor.index();
      Optional<List<Expr>> condition = Optional.empty();
      TexReading reading = null;
      if (conditions.startHere() && !readings.isEmpty()) {
        condition = Optional.of(conditions.conditions());
      } else {
        reading = equation();
        if (!readings.isEmpty() && conditions.simple(readings.get(0)).isEmpty()) {
          condition = conditions.simple(reading);
        }
      }
      if (condition.isPresent()) {
        List<Expr> all = condition.get();
        readings.replaceAll(before -> TexConditions.under(before, all));
        conditioned = true;
      } else if (reading != null) {
        if (conditioned) {
          throw cursor.errorAt(
              start,
              "an equation behind a condition: which of them does it hold for? Write two claims");
        }
        readings.add(reading);
      }
      while (ENDS.contains(cursor.peek().text())) {
        cursor.next();
      }
    } while (!cursor.atEnd());
    return readings;
  }

  private TexReading equation() {
    List<Expr> sides = new ArrayList<>(List.of(parser.sum()));
    List<String> relations = new ArrayList<>();
    for (Optional<String> sign = TexRelations.next(cursor);
        sign.isPresent();
        sign = TexRelations.next(cursor)) {
      relations.add(sign.get());
      sides.add(parser.sum());
    }
    if (cursor.peek().is("\\sim")) {
      if (!relations.isEmpty() || !TexLawsInPrint.isLaw(cursor)) {
        throw cursor.error(
            "'\\sim' says how something grows or is distributed, and is no equation; a claim of its"
                + " own kind is 'asymptotic' or 'scaling'");
      }
      cursor.next();
      Expr distribution = parser.sum();
      sides.add(Expressions.call("Distributed", sides.remove(sides.size() - 1), distribution));
    }
    TexToken rest = cursor.peek();
    if (TexRelations.isAbout(rest)) {
      return about(sides);
    }
    if (TexRelations.isUnread(rest)) {
      throw cursor.error(
          "only equations and inequalities are read from TeX, not '" + rest.text() + "'");
    }
    if (!cursor.atEnd()
        && !TexConditions.WORDS.contains(rest.text())
        && !ENDS.contains(rest.text())) {
      throw cursor.error("unexpected " + cursor.shown(rest));
    }
    return new TexReading(sides, relations, List.of());
  }

  /** Parses {@code \approx 0.394}: the value up to one unit of the last digit that is printed. */
  private TexReading about(List<Expr> sides) {
    int start = cursor.index();
    cursor.next();
    boolean negative = cursor.accept("-");
    String digits = cursor.peek().text();
    if (sides.size() != 1 || !digits.contains(".") || !cursor.peek().isNumber()) {
      throw cursor.errorAt(
          start,
          "'\\approx' is read between one side and printed digits with a point, as in x \\approx"
              + " 0.394; write = , or an inequality");
    }
    Expr value = negative ? Expressions.negate(parser.number()) : parser.number();
    if (!cursor.atEnd() && !ENDS.contains(cursor.peek().text())) {
      throw cursor.errorAt(start, "'\\approx' is read before printed digits alone");
    }
    Expr unit = Expressions.decimal(BigDecimal.ONE.movePointLeft(new BigDecimal(digits).scale()));
    return new TexReading(
        List.of(
            Expressions.plus(value, Expressions.negate(unit)),
            sides.get(0),
            Expressions.plus(value, unit)),
        List.of("LessEqual", "LessEqual"),
        List.of());
  }
}
