package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.closed.GaussianResult.NoClosedForm;
import org.widelimit.gaussian.dual.PanelQuadrature;

/** The derivation engine over random members of its class. */
class GaussianCalculusProperties {

  private static final Expr X = sym("x");

  /** Sums of one or two products of a polynomial, a bump, a wave and a step. */
  @Provide
  Arbitrary<Expr> activations() {
    Arbitrary<Expr> coefficients =
        Arbitraries.integers().between(-3, 3).filter(n -> n != 0).map(n -> num(n, 2));
    Arbitrary<Expr> powers = Arbitraries.integers().between(0, 3).map(n -> power(X, num(n)));
    Arbitrary<Expr> smooth =
        Arbitraries.of(
            num(1),
            exp(times(num(-1, 2), square(X))),
            exp(times(num(-1, 3), square(X))),
            exp(times(num(1, 2), X)),
            call("Sin", X),
            call("Cos", times(num(1, 2), X)));
    Arbitrary<Expr> kinked =
        Arbitraries.of(
            num(1),
            call("HeavisideTheta", X),
            call("Sign", X),
            call("Abs", X),
            call("Max", num(0), X),
            call("Erf", X),
            call("Erf", times(num(1, 2), X)));
    Arbitrary<Expr> even =
        Combinators.combine(coefficients, powers, smooth)
            .as((coefficient, factor, function) -> times(coefficient, factor, function));
    Arbitrary<Expr> broken =
        Combinators.combine(coefficients, powers, kinked)
            .as((coefficient, factor, function) -> times(coefficient, factor, function));
    return Combinators.combine(even, broken).as((first, second) -> plus(first, second));
  }

  @Property(tries = 30)
  void should_agree_with_quadrature(
      @ForAll("activations") Expr formula,
      @ForAll @DoubleRange(min = 0.05, max = 4) double p,
      @ForAll @DoubleRange(min = 0.05, max = 4) double q,
      @ForAll @DoubleRange(min = -0.99, max = 0.99) double rho) {
    Activation phi = Activation.of(formula);
    GaussianResult result =
        GaussianCalculus.dual(phi, phi, sym("p"), sym("q"), sym("r"), Assumptions.none());
    if (result instanceof NoClosedForm none) {
      // A tilted step is a shifted one; everything else in this class closes.
      assertThat(none.reason()).containsAnyOf("bivariate normal tails", "complex argument");
      return;
    }
    Expr value = ((ClosedForm) result).value();
    double r = rho * Math.sqrt(p * q);
    double expected =
        PanelQuadrature.expectation(
            phi.function(), phi.breakpoints(), phi.function(), phi.breakpoints(), p, q, r);
    double actual = ExpressionCompiler.compile(value, List.of("p", "q", "r")).evaluate(p, q, r);
    double scale = 1 + Math.sqrt(second(phi, p) * second(phi, q));

    // The accuracy of the reference, and of forms whose terms cancel for strong correlations.
    assertThat(Math.abs(actual - expected) / scale).as("%s", value).isLessThan(1e-11);
    // A control: a form that is off by a thousandth is told from the truth.
    assertThat(Math.abs(actual + scale / 1000 - expected) / scale).isGreaterThan(1e-11);
  }

  @Property(tries = 20)
  void should_agree_with_the_second_moment_at_full_correlation(
      @ForAll("activations") Expr formula, @ForAll @DoubleRange(min = 0.05, max = 4) double q) {
    Activation phi = Activation.of(formula);
    GaussianResult result =
        GaussianCalculus.expectation(square(phi.at(sym("z"))), "z", sym("q"), Assumptions.none());
    if (result instanceof ClosedForm closed) {
      double expected = second(phi, q);
      double actual = ExpressionCompiler.compile(closed.value(), List.of("q")).evaluate(q);

      assertThat(Math.abs(actual - expected)).isLessThan(1e-11 * (1 + expected));
    } else {
      assertThat(((NoClosedForm) result).reason()).contains("complex argument");
    }
  }

  private static double second(Activation phi, double variance) {
    return PanelQuadrature.expectation(
        x -> phi.function().applyAsDouble(x) * phi.function().applyAsDouble(x),
        Math.sqrt(variance),
        phi.breakpoints());
  }
}
