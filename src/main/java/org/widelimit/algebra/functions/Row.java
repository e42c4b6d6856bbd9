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
  private Smoothness smoothness = Smoothness.SMOOTH;
  private Parity parity = Parity.NEITHER;
  private Variation variation = Variation.MONOTONE;
  private boolean falling;
  private boolean bounded;
  private boolean positive;
  private boolean periodic;
  private @Nullable Need need;
  private @Nullable Expr atZero;
  private @Nullable UnaryOperator<Expr> slope;
  private @Nullable UnaryOperator<Expr> definition;
  private String tex = "";
  private List<String> texRead = List.of();
  private String owner = "";
  private String method = "";
  private String python = "";
  private String coq = "";

  Row(String name, String meaning) {
    this.name = name;
    this.meaning = meaning;
  }

  Row shape(Smoothness where, Parity symmetry, Variation movement) {
    smoothness = where;
    parity = symmetry;
    variation = movement;
    return this;
  }

  Row falling() {
    falling = true;
    return this;
  }

  Row bounded() {
    bounded = true;
    return this;
  }

  Row positive() {
    positive = true;
    return this;
  }

  Row periodic() {
    periodic = true;
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
    tex = printed;
    texRead = List.of(read);
    return this;
  }

  Row code(String type, String function, String pythonFunction) {
    owner = type;
    method = function;
    python = pythonFunction;
    return this;
  }

  Row coq(String function) {
    coq = function;
    return this;
  }

  RealFunction values(
      DoubleUnaryOperator value,
      @Nullable UnaryOperator<DoubleDouble> precise,
      @Nullable UnaryOperator<RealInterval> range) {
    return new RealFunction(
        name,
        meaning,
        new Shape(smoothness, parity, variation, falling, bounded, positive, periodic),
        need,
        atZero,
        slope,
        definition,
        new Spelling(tex, texRead, owner, method, python, coq),
        value,
        precise,
        range);
  }
}
