package org.widelimit.algebra.syntax.tex;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The signs between the sides of printed equations and inequalities. */
final class TexRelations {

  private static final Set<String> EQUALS =
      Set.of("=", "\\equiv", "\\coloneqq", "\\triangleq", "\\coloneq");

  /** The orders, with their Wolfram heads. */
  private static final Map<String, String> ORDERS =
      Map.of(
          "<",
          "Less",
          "\\lt",
          "Less",
          "\\le",
          "LessEqual",
          "\\leq",
          "LessEqual",
          "\\leqslant",
          "LessEqual",
          ">",
          "Greater",
          "\\gt",
          "Greater",
          "\\ge",
          "GreaterEqual",
          "\\geq",
          "GreaterEqual",
          "\\geqslant",
          "GreaterEqual");

  private static final Set<String> UNREAD =
      Set.of(
          "\\propto", "\\to", "\\rightarrow", "\\neq", "\\ne", "\\ll", "\\gg", "\\in", "\\mapsto");

  private TexRelations() {}

  /** Reads a sign and returns its Wolfram head, or empty if there is none that is read. */
  static Optional<String> next(TexCursor cursor) {
    String order = ORDERS.get(cursor.peek().text());
    if (order != null) {
      cursor.next();
      return Optional.of(order);
    }
    if (cursor.peek().is(":") && cursor.peek(1).is("=")) {
      cursor.next();
    }
    if (EQUALS.contains(cursor.peek().text())) {
      cursor.next();
      return Optional.of("Equal");
    }
    return Optional.empty();
  }

  /** Returns whether a token stands before printed digits. */
  static boolean isAbout(TexToken token) {
    return token.is("\\approx") || token.is("\\simeq");
  }

  /** Returns whether a token stands between sides. */
  static boolean contains(TexToken token) {
    return isAbout(token)
        || EQUALS.contains(token.text())
        || ORDERS.containsKey(token.text())
        || isUnread(token);
  }

  /** Returns whether a token is a relation that is neither an equation nor an order. */
  static boolean isUnread(TexToken token) {
    return UNREAD.contains(token.text());
  }
}
