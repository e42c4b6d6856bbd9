package org.widelimit.algebra.functions;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.functions.RealFunction.Shape;
import org.widelimit.algebra.functions.RealFunction.Spelling;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.Variation;
import org.widelimit.numeric.interval.RealInterval;

/** A row of the table while its cells are filled, one call a cell. */
final class Row {

  private final String name;
  private final String meaning;
  private Shape shape =
      new Shape(Regularity.SMOOTH, Parity.NEITHER, Variation.MONOTONE, false, false, false, false);
  private @Nullable Need need;
  private @Nullable Expr atZero;
  private @Nullable UnaryOperator<Expr> slope;
  private @Nullable UnaryOperator<Expr> definition;
  private Spelling spelling = new Spelling("", List.of(), "", "", "", "");

  Row(String name, String meaning) {
    this.name = name;
    this.meaning = meaning;
  }

  Row shape(Regularity regularity, Parity parity, Variation variation) {
    shape = new Shape(regularity, parity, variation, false, false, false, false);
    return this;
  }

  Row falling() {
    return shaped(true, shape.bounded(), shape.positive(), shape.periodic());
  }

  Row bounded() {
    return shaped(shape.falling(), true, shape.positive(), shape.periodic());
  }

  Row positive() {
    return shaped(shape.falling(), shape.bounded(), true, shape.periodic());
  }

  Row periodic() {
    return shaped(shape.falling(), shape.bounded(), shape.positive(), true);
  }

  private Row shaped(boolean falling, boolean bounded, boolean positive, boolean periodic) {
    shape =
        new Shape(
            shape.regularity(),
            shape.parity(),
            shape.variation(),
            falling,
            bounded,
            positive,
            periodic);
    return this;
  }

  Row needs(Need.Kind kind, UnaryOperator<Expr> part) {
    need = new Need(kind, part);
    return this;
  }

  Row zero(Expr value) {
    atZero = value;
    return this;
  }

  Row slope(UnaryOperator<Expr> derivative) {
    slope = derivative;
    return this;
  }

  Row is(UnaryOperator<Expr> terms) {
    definition = terms;
    return this;
  }

  Row tex(String printed, String... read) {
    spelling =
        new Spelling(
            printed,
            List.of(read),
            spelling.owner(),
            spelling.method(),
            spelling.python(),
            spelling.coq());
    return this;
  }

  Row code(String owner, String method, String python) {
    spelling =
        new Spelling(spelling.tex(), spelling.texRead(), owner, method, python, spelling.coq());
    return this;
  }

  Row coq(String function) {
    spelling =
        new Spelling(
            spelling.tex(),
            spelling.texRead(),
            spelling.owner(),
            spelling.method(),
            spelling.python(),
            function);
    return this;
  }

  RealFunction values(
      DoubleUnaryOperator value,
      @Nullable UnaryOperator<DoubleDouble> precise,
      @Nullable UnaryOperator<RealInterval> range) {
    return new RealFunction(
        name, meaning, shape, need, atZero, slope, definition, spelling, value, precise, range);
  }
}
