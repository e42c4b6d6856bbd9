package org.widelimit.algebra.functions;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.Variation;
import org.widelimit.numeric.interval.RealInterval;

/**
 * One function of a real number: a row of the table.
 *
 * @param name its head in formulas
 * @param meaning one sentence for people
 * @param shape what is known of its graph
 * @param need where it has values; null if that is everywhere
 * @param atZero its value at 0; null if it has none, or none in closed form
 * @param derivative the derivative at an argument, almost everywhere and without the chain rule;
 *     null if it is by definition
 * @param definition the same function in terms of others; null if the program knows it as it is
 * @param spelling how others write it
 * @param value its values in doubles, to within four roundings; NaN where it has none
 * @param precise its values in twice the digits of a double; null if it is by definition
 * @param range the values over an interval, rounded outward: those of the part that lies in the
 *     domain; null if it is by definition
 */
public record RealFunction(
    String name,
    String meaning,
    Shape shape,
    @Nullable Need need,
    @Nullable Expr atZero,
    @Nullable UnaryOperator<Expr> derivative,
    @Nullable UnaryOperator<Expr> definition,
    Spelling spelling,
    DoubleUnaryOperator value,
    @Nullable UnaryOperator<DoubleDouble> precise,
    @Nullable UnaryOperator<RealInterval> range) {

  /**
   * The graph of a function.
   *
   * @param smoothness where it is smooth
   * @param parity its symmetry
   * @param variation how far it moves with its argument; {@code MONOTONE} functions rise, but for
   *     those that are called falling
   * @param falling whether a monotone function falls
   * @param bounded whether its values are
   * @param positive whether all its values are greater than 0
   * @param periodic whether it repeats itself
   */
  public record Shape(
      Smoothness smoothness,
      Parity parity,
      Variation variation,
      boolean falling,
      boolean bounded,
      boolean positive,
      boolean periodic) {

    /** Returns whether the function is odd and rises through 0, on the whole of its domain. */
    public boolean isOddAndRising() {
      return parity == Parity.ODD
          && variation == Variation.MONOTONE
          && !falling
          && (smoothness == Smoothness.SMOOTH || smoothness == Smoothness.ENDS);
    }
  }

  /**
   * The names of a function elsewhere.
   *
   * @param tex as it is printed
   * @param texRead the commands that are read as it
   * @param owner the class of the compiled method: {@code Math}, or one of {@code numeric.special};
   *     empty if it is by definition
   * @param method the static method of that class
   * @param python the function of an emitted program; empty if it is by definition
   * @param coq the function of the certificates' base; empty if it has no translation
   */
  public record Spelling(
      String tex, List<String> texRead, String owner, String method, String python, String coq) {

    /** Copies the list. */
    public Spelling {
      texRead = List.copyOf(texRead);
    }
  }
}
