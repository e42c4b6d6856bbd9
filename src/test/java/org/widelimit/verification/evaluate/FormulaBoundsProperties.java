package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.ActivationTable;

/** The error bound of a formula's value in doubles holds at ordinary points and far out. */
class FormulaBoundsProperties {

  private static final int DIGITS = 50;

  private static final List<String> UNARY =
      List.of(
          "Sin",
          "Cos",
          "Tan",
          "ArcTan",
          "Sinh",
          "Cosh",
          "Tanh",
          "Sech",
          "Log",
          "Erf",
          "Erfc",
          "Abs",
          "Sqrt",
          "Exp",
          "ExpNegative",
          "Square",
          "Cube",
          "Reciprocal");

  @Property(tries = 300)
  void should_hold_the_value_to_fifty_digits(
      @ForAll("formulas") Expr formula, @ForAll("points") double x, @ForAll("points") double y) {
    assertHeld(formula, at(x, y));
  }

  @Property(tries = 200)
  void should_hold_the_value_of_an_activation_in_its_tails(
      @ForAll("activations") String activation, @ForAll("points") double x) {
    Expr applied = Expressions.call(activation, Expressions.sym("x"));
    Evaluator at = at(x, 0);
    assertHeld(applied, at.activations().inline(applied), at);
  }

  @Example
  void should_hold_a_vanishing_quotient() {
    Expr formula = WolframReader.read("x/(1 + Exp[-1.7 (x + 0.05 x^3)])");
    for (double x : new double[] {-8.5, -14.4, -19.37, -19.3705, -24.9}) {
      assertHeld(formula, at(x, 0));
    }
  }

  private static void assertHeld(Expr formula, Evaluator at) {
    assertHeld(formula, formula, at);
  }

  private static void assertHeld(Expr formula, Expr written, Evaluator at) {
    Quantity value;
    try {
      value = at.evaluate(formula);
    } catch (UndefinedValueException none) {
      return;
    }
    Optional<PreciseValue> precise = PreciseValue.of(written, at, DIGITS);
    if (precise.isEmpty()) {
      return;
    }
    BigDecimal off = new BigDecimal(value.value()).subtract(precise.get().value()).abs();
    assertThat(off.subtract(precise.get().error()))
        .as("%s at %s: %s", formula, at.values(), value)
        .isLessThanOrEqualTo(
            Double.isInfinite(value.error())
                ? off.add(BigDecimal.ONE)
                : new BigDecimal(value.error()));
    assertThat(value.grade()).isNotEqualTo(Grade.ESTIMATE);
  }

  private static Evaluator at(double x, double y) {
    return Evaluator.of(
        Map.of("x", Quantity.of(x), "y", Quantity.of(y)),
        ActivationTable.of(Map.of()),
        null,
        new KernelWords());
  }

  @Provide
  Arbitrary<Double> points() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-4, 4).ofScale(6),
        Arbitraries.doubles().between(-40, 40).ofScale(3),
        Arbitraries.integers().between(-3, 3).map(Integer::doubleValue),
        Arbitraries.doubles().between(-900, 900).ofScale(1));
  }

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of(
        ActivationCatalogue.names().stream()
            .filter(name -> ActivationCatalogue.find(name).orElseThrow().parameters().isEmpty())
            .toList());
  }

  @Provide
  Arbitrary<Expr> formulas() {
    Arbitrary<Expr> leaves =
        Arbitraries.oneOf(
            Arbitraries.of("x", "y", "Pi").map(Expressions::sym),
            Arbitraries.integers().between(-9, 9).map(Expressions::num),
            Arbitraries.of("0.05", "1.7", "0.044715", "10^6").map(WolframReader::read));
    return Arbitraries.recursive(
        () -> leaves,
        below ->
            Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(UNARY), below)
                    .as(FormulaBoundsProperties::apply),
                Combinators.combine(below, leaves).as((a, b) -> Expressions.plus(a, b)),
                Combinators.combine(leaves, below).as((a, b) -> Expressions.times(a, b)),
                Combinators.combine(below, leaves).as((a, b) -> Expressions.call("Max", a, b))),
        1,
        5);
  }

  private static Expr apply(String name, Expr a) {
    return switch (name) {
      case "Sqrt" -> Expressions.sqrt(a);
      case "Exp" -> Expressions.exp(a);
      case "ExpNegative" -> Expressions.exp(Expressions.negate(a));
      case "Square" -> Expressions.square(a);
      case "Cube" -> Expressions.power(a, Expressions.num(3));
      case "Reciprocal" ->
          Expressions.divide(Expressions.ONE, Expressions.plus(Expressions.ONE, a));
      default -> Expressions.call(name, a);
    };
  }
}
