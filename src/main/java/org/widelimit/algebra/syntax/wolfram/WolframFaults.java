package org.widelimit.algebra.syntax.wolfram;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.syntax.wolfram.WolframLexer.Kind;
import org.widelimit.algebra.syntax.wolfram.WolframLexer.Token;

/** What is said of faults in Wolfram syntax: where, what was found and what was expected. */
final class WolframFaults {

  /** Functions that people write with parentheses, by their names in lower case. */
  private static final Map<String, String> FUNCTIONS = functions();

  private WolframFaults() {}

  static SyntaxException unexpected(Token token) {
    if (isCloser(token)) {
      return new SyntaxException(
          token.offset(), "'" + token.text() + "' closes nothing: there is no bracket open");
    }
    if (token.is(",")) {
      return new SyntaxException(token.offset(), "a comma outside brackets");
    }
    return new SyntaxException(token.offset(), "unexpected " + token.shown());
  }

  static SyntaxException missingFormula(Token found) {
    return new SyntaxException(found.offset(), "expected a formula, found " + found.shown());
  }

  static SyntaxException missingOperand(Token before, Token found) {
    return new SyntaxException(
        found.offset(),
        "expected an operand after '" + before.text() + "', found " + found.shown());
  }

  /** A bracket that another token stands in the way of. */
  static SyntaxException notClosed(Token open, String closer, Token found) {
    if (found.kind() == Kind.END) {
      return new SyntaxException(
          open.offset(), "'" + open.text() + "' is never closed; expected '" + closer + "'");
    }
    if (found.is(",") && open.is("(")) {
      return new SyntaxException(
          found.offset(),
          "a comma inside parentheses; arguments of a function stand in brackets, f[x, y]");
    }
    if (isCloser(found)) {
      return new SyntaxException(
          found.offset(),
          "'%s' closes nothing: the '%s' opened at character %d needs '%s' first"
              .formatted(found.text(), open.text(), open.offset() + 1, closer));
    }
    return unexpected(found);
  }

  private static boolean isCloser(Token token) {
    return token.is(")") || token.is("]") || token.is("}");
  }

  /** Rejects {@code Sin(x)}, which would be a product. */
  static void rejectParentheses(Token name, Token after) {
    String function = FUNCTIONS.get(name.text().toLowerCase(Locale.ROOT));
    if (function != null && after.is("(") && after.offset() == name.end()) {
      throw new SyntaxException(
          after.offset(),
          "parentheses only group; brackets apply a function: write " + function + "[...]");
    }
  }

  private static Map<String, String> functions() {
    Map<String, String> names = new LinkedHashMap<>();
    Heads.union(
            Heads.FUNCTIONS,
            Heads.DISCRETE,
            Set.of(
                "BivariateNormalCDF",
                "Chi",
                "CorrelationMap",
                "DawsonF",
                "DiracDelta",
                "Dual",
                "Exp",
                "HermiteHe",
                "Integrate",
                "LengthMap",
                "Nest",
                "Piecewise",
                "Product",
                "Sqrt",
                "Sum"))
        .forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    Map.of(
            "arcsin", "ArcSin", "arccos", "ArcCos", "arctan", "ArcTan", "asin", "ArcSin", "acos",
            "ArcCos", "atan", "ArcTan", "ln", "Log")
        .forEach(names::put);
    return names;
  }
}
