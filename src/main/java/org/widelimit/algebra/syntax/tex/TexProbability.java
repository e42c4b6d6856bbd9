package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;

/** Parses expectations, variances, covariances, probabilities and indicators. */
final class TexProbability {

  /** What starts an expectation; {@code E} does before a subscript or a square bracket alone. */
  static final Set<String> AVERAGES =
      Set.of("\\mathbb:E", "\\E", "\\mathbb:P", "\\Pr", "\\Var", "\\var", "\\Cov", "\\cov");

  private static final Set<String> INDICATORS =
      Set.of("\\mathbf:1", "\\mathbb:I", "\\mathds:1", "\\mathbbm:1", "\\ind", "\\indicator");

  private static final Set<String> BRACKETS = Set.of("(", "[", "\\{", "\\lbrace", "\\lbrack");

  private final TexAverages averages;
  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;

  TexProbability(TexAverages averages, TexParser parser, TexCursor cursor, TexNames names) {
    this.averages = averages;
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /** Parses what starts here, if it is one of these. */
  Optional<Expr> operator() {
    String text = cursor.peek().text();
    if (text.equals("E") && isLetterApplied()) {
      return Optional.of(averages.expectation());
    }
    if (INDICATORS.contains(text)) {
      return indicator();
    }
    return switch (text) {
      case "\\mathbb:E", "\\E" -> Optional.of(averages.expectation());
      case "\\mathbb:P", "\\Pr" -> Optional.of(probability());
      case "\\Var", "\\var" -> Optional.of(moments(1));
      case "\\Cov", "\\cov" -> Optional.of(moments(2));
      default -> Optional.empty();
    };
  }

  /** Returns whether square brackets follow the letter E and what may stand below it. */
  private boolean isLetterApplied() {
    int after = cursor.index() + 1;
    if (cursor.peek(1).is("_")) {
      after = cursor.groupEnd(after + 1);
    }
    return !names.parameters().contains("E")
        && after < cursor.tokens().size()
        && cursor.tokens().get(after).is("[");
  }

  /** Parses {@code \mathbf{1}_{x > 0}} or {@code \mathbf{1}\{x > 0\}}; a vector of ones is none. */
  private Optional<Expr> indicator() {
    int start = cursor.index();
    cursor.next();
    boolean below = cursor.accept("_");
    boolean opens = below ? cursor.peek().is("{") : BRACKETS.contains(cursor.peek().text());
    if (!opens) {
      throw cursor.errorAt(
          start,
          "'"
              + cursor.text(start, start + 1)
              + "' is read as an indicator with its condition, as in \\mathbf{1}_{x > 0}; a vector"
              + " of ones needs an entry in reads");
    }
    return Optional.of(indicator(condition()));
  }

  private static Expr indicator(Expr condition) {
    return Expressions.call(
        "Piecewise",
        Expressions.list(Expressions.list(Expressions.ONE, condition)),
        Expressions.ZERO);
  }

  /** Parses a condition in brackets, several of which hold together. */
  private Expr condition() {
    TexToken open = cursor.next();
    String closer = open.is("{") ? "}" : TexParser.closer(open);
    List<Expr> parts = new ArrayList<>();
    do {
      parts.addAll(parser.condition().conjuncts());
    } while (cursor.accept(",") || cursor.accept(";"));
    cursor.expect(closer, "after a condition");
    return parts.size() == 1 ? parts.get(0) : Expressions.call(Expressions.sym("And"), parts);
  }

  /** Parses {@code \mathbb{P}(u v < 0)}: the average of an indicator. */
  private Expr probability() {
    int start = cursor.index();
    cursor.next();
    TexAverages.Below below = averages.below(start);
    if (!BRACKETS.contains(cursor.peek().text())) {
      throw cursor.error("a probability needs its condition, as in \\mathbb{P}(z > 0)");
    }
    Expr body = indicator(condition());
    return averages.law(below, List.of(body), start).average(body);
  }

  /** Parses {@code \operatorname{Var}[a]} or {@code \operatorname{Cov}(a, b)}. */
  private Expr moments(int arity) {
    int start = cursor.index();
    String name = cursor.next().text().substring(1);
    TexAverages.Below below = averages.below(start);
    if (!parser.opensBracket()) {
      throw cursor.error("'" + name + "' needs brackets");
    }
    List<Expr> of = parser.bracketed();
    if (of.size() != arity) {
      throw cursor.errorAt(start, "'" + name + "' is of " + (arity == 1 ? "one" : "two"));
    }
    TexLaws.Joint law = averages.law(below, of, start);
    Expr left = of.get(0);
    Expr right = of.get(arity - 1);
    return Expressions.plus(
        law.average(Expressions.times(left, right)),
        Expressions.negate(Expressions.times(law.average(left), law.average(right))));
  }
}
