package org.widelimit.algebra.syntax.tex;

import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.TensorShape;

/** Parses what stands between bars or angles: absolute values, norms, inner products, values. */
final class TexBars {

  /** Bars that open a norm, and how they close. */
  static final Map<String, String> NORMS =
      Map.of("\\|", "\\|", "\\lVert", "\\rVert", "\\Vert", "\\Vert");

  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;
  private int bars;
  private int norms;

  TexBars(TexParser parser, TexCursor cursor, TexNames names) {
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /** Returns how many bars are open at this level. */
  int bars() {
    return bars;
  }

  /** Returns whether a bar closes what it follows: by its side, or as one that is open. */
  boolean closes(TexToken token, boolean started) {
    boolean single = token.is("|") || token.is("\\vert");
    boolean twofold = token.is("\\|") || token.is("\\Vert");
    return switch (token.side()) {
      case LEFT -> false;
      case RIGHT -> single || twofold;
      case UNSAID -> started && ((bars > 0 && single) || (norms > 0 && twofold));
    };
  }

  /** Parses a sum inside a bracket, in which so many bars are open. */
  Expr inside(int open) {
    return inside(open, 0);
  }

  private Expr inside(int openBars, int openNorms) {
    int outerBars = bars;
    int outerNorms = norms;
    bars = openBars;
    norms = openNorms;
    Expr value = parser.binders().insideBrackets(parser::sum);
    bars = outerBars;
    norms = outerNorms;
    return value;
  }

  Expr absolute() {
    TexToken open = cursor.next();
    // Where the source says which bar is which, only a right one closes.
    boolean sided = open.is("\\lvert") || open.side() == TexToken.Side.LEFT;
    Expr value = inside(sided ? 0 : 1);
    String close = open.is("\\lvert") ? "\\rvert" : open.text();
    cursor.expect(close, "after an absolute value");
    if (names.shape(value).isArray()) {
      throw new SyntaxException(
          open.start(),
          "bars around "
              + names.shape(value).word()
              + " are not read; a norm is written \\|x\\|, a determinant has no word");
    }
    return Expressions.call("Abs", value);
  }

  /** Parses what {@code \left.} opens: up to the bar of an evaluation. */
  Expr group() {
    int start = cursor.index();
    cursor.next();
    Expr value = inside(1);
    if (!cursor.peek().is("|") || !cursor.peek(1).is("_")) {
      throw cursor.errorAt(start, "only the bar of an evaluation closes '\\left.'");
    }
    return parser.binders().evaluated(value);
  }

  /** Parses a Euclidean norm, {@code Sqrt[x . x]}. */
  Expr norm() {
    int start = cursor.index();
    TexToken open = cursor.next();
    boolean sided = open.is("\\lVert") || open.side() == TexToken.Side.LEFT;
    Expr value = inside(0, sided ? 0 : 1);
    cursor.expect(String.valueOf(NORMS.get(open.text())), "after a norm");
    boolean index = cursor.accept("_");
    TexToken kind = cursor.peek();
    if (index && !kind.is("2") && !kind.is("F")) {
      throw cursor.errorAt(start, "only Euclidean norms are read; give this one an entry in reads");
    }
    if (index) {
      cursor.next();
    }
    return names.shape(value) == TensorShape.MATRIX
        ? matrixNorm(value, index && kind.is("F"), index, start)
        : Expressions.sqrt(inner(value, value));
  }

  private Expr matrixNorm(Expr matrix, boolean frobenius, boolean said, int start) {
    if (!said) {
      throw cursor.errorAt(start, "which norm of a matrix? Write \\|K\\|_F or \\|K\\|_2");
    }
    Expr square = Expressions.call("Dot", Expressions.call("Transpose", matrix), matrix);
    return Expressions.sqrt(Expressions.call(frobenius ? "Trace" : "LargestEigenvalue", square));
  }

  private Expr inner(Expr left, Expr right) {
    Expr product = Expressions.call("Dot", left, right);
    names.shapes().addInner(product);
    return product;
  }

  /** Parses an inner product, or an average over a standard normal variable. */
  Expr angled() {
    int start = cursor.index();
    List<Expr> inner = parser.bracketed();
    if (inner.size() == 2) {
      if (names.shape(inner.get(0)) == TensorShape.MATRIX
          || names.shape(inner.get(1)) == TensorShape.MATRIX) {
        throw cursor.errorAt(start, "an inner product of matrices; write \\operatorname{tr}");
      }
      return inner(inner.get(0), inner.get(1));
    }
    if (inner.size() > 2) {
      throw cursor.errorAt(start, "angle brackets hold two vectors, or one value to average");
    }
    return parser.binders().average(inner.get(0), start);
  }
}
