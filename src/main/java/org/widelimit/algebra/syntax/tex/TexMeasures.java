package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/**
 * Parses integrals over the standard normal measure {@code \mathcal{D}z}, which stands before or
 * after what is averaged: an expectation over the whole line, and with limits the integral over
 * that range with the normal density.
 */
final class TexMeasures {

  /** What starts a measure; a name follows. */
  static final Set<String> SIGNS = Set.of("\\mathcal:D", "\\mathscr:D", "D");

  /**
   * A range of integration.
   *
   * @param from the lower limit
   * @param to the upper limit
   */
  record Range(Expr from, Expr to) {

    static final Range LINE =
        new Range(Expressions.negate(Expressions.INFINITY), Expressions.INFINITY);
  }

  private final TexBinders binders;
  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;

  TexMeasures(TexBinders binders, TexParser parser, TexCursor cursor, TexNames names) {
    this.binders = binders;
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /** Returns whether a measure stands here: its sign and a name. */
  boolean isMeasure() {
    return isMeasure(cursor.index());
  }

  private boolean isMeasure(int place) {
    List<TexToken> tokens = cursor.tokens();
    return place + 1 < tokens.size()
        && SIGNS.contains(tokens.get(place).text())
        && TexNames.spelled(tokens.get(place + 1)).isPresent()
        && names.fragments().at(tokens, place).isEmpty();
  }

  /** Returns whether a measure follows signs of integration and their limits. */
  private boolean followsSigns() {
    List<TexToken> tokens = cursor.tokens();
    int place = cursor.index();
    while (place < tokens.size()
        && (isSign(tokens.get(place)) || tokens.get(place).is("_") || tokens.get(place).is("^"))) {
      boolean limit = !isSign(tokens.get(place));
      place = limit && place + 1 < tokens.size() ? cursor.groupEnd(place + 1) : place + 1;
    }
    return isMeasure(place);
  }

  private static boolean isSign(TexToken token) {
    return token.is("\\int") || token.is("\\iint");
  }

  /** Parses the limits of an integral, if it has any. */
  Range range() {
    if (!cursor.accept("_")) {
      return Range.LINE;
    }
    if (cursor.accept("\\mathbb:R")) {
      return Range.LINE;
    }
    Expr from = parser.argument();
    if (!cursor.accept("^")) {
      throw cursor.error("'\\int' needs both limits or none");
    }
    return new Range(from, parser.argument());
  }

  /** Parses signs of integration with their measures right behind them, if they are. */
  Optional<Expr> first() {
    if (!followsSigns()) {
      return Optional.empty();
    }
    int start = cursor.index();
    List<Range> ranges = new ArrayList<>();
    while (isSign(cursor.peek())) {
      boolean twofold = cursor.next().is("\\iint");
      Range range = range();
      ranges.add(range);
      if (twofold) {
        ranges.add(range);
      }
    }
    List<Sym> variables = new ArrayList<>();
    while (isMeasure()) {
      cursor.next();
      variables.add(binders.boundName());
    }
    boolean single = ranges.size() == 1 && ranges.get(0).equals(Range.LINE);
    boolean alike = ranges.stream().distinct().count() == 1;
    if (!alike || (!single && ranges.size() != variables.size())) {
      throw cursor.errorAt(
          start,
          "which limits belong to which variable? Write an integral after another, each with its"
              + " own measure, or equal limits");
    }
    Expr body = parser.atFactorEnd() ? Expressions.ONE : binders.insideBrackets(parser::product);
    variables.forEach(binders::requireEnd);
    return Optional.of(over(body, variables, ranges.get(0), start));
  }

  /** Returns the integral over the measure, of several variables over the same range. */
  Expr over(Expr body, List<Sym> variables, Range range, int start) {
    if (range.equals(Range.LINE)) {
      return TexAverages.independent(body, variables, cursor);
    }
    if (names.shape(range.from()).isArray() || names.shape(range.to()).isArray()) {
      throw cursor.errorAt(start, "the limits of an integral are numbers");
    }
    Expr integral = body;
    for (Sym variable : variables) {
      Expr density =
          Expressions.divide(
              Expressions.exp(
                  Expressions.divide(
                      Expressions.negate(Expressions.square(variable)), Expressions.TWO)),
              Expressions.sqrt(Expressions.times(Expressions.TWO, Expressions.PI)));
      integral =
          Expressions.call(
              "Integrate",
              Expressions.times(integral, density),
              Expressions.list(variable, range.from(), range.to()));
    }
    return integral;
  }
}
