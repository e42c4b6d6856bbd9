package org.widelimit.algebra.syntax.tex;

import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.TensorShape;

/** Parses what is raised after an operand: powers, transposes, inverses, factorials. */
final class TexPowers {

  private static final Set<String> TRANSPOSES = Set.of("\\top", "\\intercal");

  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;

  TexPowers(TexParser parser, TexCursor cursor, TexNames names) {
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /** Parses what stands after {@code ^}. */
  Expr raised(Expr base, int start) {
    TexToken token = cursor.peek();
    if (TRANSPOSES.contains(token.text()) || isLetterT(base, token)) {
      cursor.next();
      return Expressions.call("Transpose", base);
    }
    if (token.is("*") || token.is("\\ast") || token.is("\\dagger") || token.is("+")) {
      throw cursor.error("a superscript '" + token.text() + "' needs an entry in reads");
    }
    int place = cursor.index();
    if (isIndex(place)) {
      throw cursor.errorAt(
          start,
          "'"
              + cursor.text(start, cursor.groupEnd(place))
              + "' needs an entry in reads: a superscript in brackets may be an index, an order or"
              + " a power");
    }
    Expr exponent = parser.argument();
    if (exponent instanceof Expr.Num num && num.numerator().bitLength() > 31) {
      throw cursor.errorAt(place, "the exponent " + num + " is too large");
    }
    if (names.shape(exponent).isArray()) {
      if (!base.equals(Expressions.EULER) || names.shape(exponent) != TensorShape.MATRIX) {
        throw cursor.errorAt(place, "only e is raised to a matrix, and nothing to a vector");
      }
      return Expressions.call("MatrixExp", exponent);
    }
    return switch (names.shape(base)) {
      case MATRIX -> matrixPower(base, exponent, place);
      case COLUMN, ROW ->
          throw cursor.errorAt(
              start, "a power of a vector is not read; write x^\\top x or \\|x\\|^2");
      case UNSAID ->
          exponent.isInteger(-1)
              ? Expressions.call("Inverse", base)
              : Expressions.power(base, exponent);
      case NUMBER -> Expressions.power(base, exponent);
    };
  }

  /** Returns whether all of a superscript stands in brackets, as in {@code K^{(l)}}. */
  private boolean isIndex(int place) {
    if (!cursor.peek().is("{") || !(cursor.peek(1).is("(") || cursor.peek(1).is("["))) {
      return false;
    }
    int end = cursor.groupEnd(place) - 1;
    int depth = 0;
    for (int i = place + 1; i < end; i++) {
      String text = cursor.tokens().get(i).text();
      depth += TexBinders.OPENERS.contains(text) ? 1 : TexBinders.CLOSERS.contains(text) ? -1 : 0;
      if (depth == 0 && i < end - 1) {
        return false;
      }
    }
    return true;
  }

  /** The letter T above a vector or a matrix, unless the file has a symbol of that name. */
  private boolean isLetterT(Expr base, TexToken token) {
    if (!token.is("T") || !names.shape(base).isArray()) {
      return false;
    }
    if (names.declared().contains("T")) {
      throw cursor.error("T is a symbol here; write ^\\top for a transpose, \\, before a factor");
    }
    return true;
  }

  private Expr matrixPower(Expr base, Expr exponent, int place) {
    if (exponent.isInteger(-1)) {
      return Expressions.call("Inverse", base);
    }
    if (exponent instanceof Expr.Num num && !num.isInteger()) {
      throw cursor.errorAt(place, "a matrix takes integer powers only");
    }
    return Expressions.call("MatrixPower", base, exponent);
  }

  /** Parses {@code !} or {@code !!} after a number. */
  Expr factorial(Expr value, int start, boolean raised) {
    int place = cursor.index();
    int marks = 0;
    while (cursor.accept("!")) {
      marks++;
    }
    if (raised) {
      throw cursor.errorAt(
          place, "a factorial after a power can be read in two ways; write parentheses");
    }
    if (marks > 2) {
      throw cursor.errorAt(place, "n! is a factorial and n!! a double one; no more marks are read");
    }
    if (names.shape(value).isArray()) {
      throw cursor.errorAt(start, "a factorial is that of a number");
    }
    return marks == 1
        ? Expressions.call("Factorial", value)
        : Expressions.call("Factorial2", value);
  }
}
