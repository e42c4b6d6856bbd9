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
    boolean sameLine = true;
    boolean equations = true;
    do {
      int start = cursor.index();
      Optional<List<Expr>> condition = Optional.empty();
      TexReading reading = null;
      if (cursor.peek().is("\\and") && !readings.isEmpty() && !conditioned) {
        throw cursor.errorAt(
            start, "'and' joins two claims; write two, or 'for' before what is a condition");
      }
      if (conditions.startHere() && !readings.isEmpty()) {
        condition = Optional.of(conditions.conditions());
      } else {
        reading = equation();
        // A relation on a line of its own, or behind an inequality, is a claim and no condition.
        if (sameLine && equations && !readings.isEmpty()) {
          condition = conditions.simple(reading);
        }
      }
      if (condition.isPresent()) {
        List<Expr> all = condition.get();
        readings.replaceAll(before -> conditions.under(before, all));
        conditioned = true;
      } else if (reading != null) {
        if (conditioned) {
          throw cursor.errorAt(
              start,
              "an equation behind a condition: which of them does it hold for? Write two claims");
        }
        equations &= reading.isEquation();
        if (!equations && !readings.isEmpty()) {
          throw cursor.errorAt(
              start,
              "an inequality is a claim of its own: write two claims, or 'for' before what is a"
                  + " condition");
        }
        readings.add(reading);
      }
      sameLine = true;
      while (ENDS.contains(cursor.peek().text())) {
        sameLine &= cursor.peek().is(",") || cursor.peek().is(";");
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

  /**
   * Parses {@code \approx 0.394}: the value rounded, or cut off, to the digits that are printed.
   */
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
    Expr half = Expressions.times(Expressions.HALF, unit);
    // What was cut off lies on the far side of 0; of 0 itself there is none.
    boolean zero = value.isInteger(0);
    Expr below = negative && !zero ? unit : half;
    Expr above = negative || zero ? half : unit;
    return new TexReading(
        List.of(Expressions.minus(value, below), sides.get(0), Expressions.plus(value, above)),
        List.of("LessEqual", "LessEqual"),
        List.of());
  }
}
