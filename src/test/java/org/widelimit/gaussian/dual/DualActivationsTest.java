package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.gaussian.dual.ClosedFormCases.NONE;
import static org.widelimit.gaussian.dual.ClosedFormCases.closed;
import static org.widelimit.gaussian.dual.ClosedFormCases.dual;
import static org.widelimit.gaussian.dual.ClosedFormCases.secondMoment;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.closed.GaussianCalculus;

/**
 * Closed forms against an independent quadrature, with general variances and to the ends of the
 * domain.
 */
class DualActivationsTest {

  /** Random points for each closed form; the ends are on top. */
  private static final int POINTS = 12;

  /** The stated accuracy, relative to the root of the product of the second moments, at least 1. */
  private static final double ACCURACY = 1e-12;

  /** Returns the largest error over random points and the ends of the domain. */
  private static double worst(Expr form, Activation phi, Activation psi, int points) {
    CompiledFunction value = ExpressionCompiler.compile(form, List.of("p", "q", "r"));
    SplittableRandom random = new SplittableRandom(7);
    double worst = 0;
    for (int i = 0; i < points + 6; i++) {
      double p = Math.exp(random.nextDouble(-4, 1.5));
      double q = Math.exp(random.nextDouble(-4, 1.5));
      double rho = random.nextDouble(-1, 1);
      switch (i - points) {
        case 0 -> rho = 1;
        case 1 -> rho = -1;
        case 2 -> rho = 0;
        case 3 -> p = 1e-10;
        case 4 -> q = 1e-10;
        case 5 -> rho = 1 - 0x1p-20;
        default -> {}
      }
      if (Math.abs(rho) == 1) {
        // A variance whose root is exact, so that rounding does not push r beyond Sqrt[p q].
        p = 0.25;
        q = 2.25;
      }
      double r = rho * Math.sqrt(p * q);
      double expected =
          PanelQuadrature.expectation(
              phi.function(), phi.breakpoints(), psi.function(), psi.breakpoints(), p, q, r);
      double scale = Math.max(1, Math.sqrt(secondMoment(phi, p) * secondMoment(psi, q)));
      double error = Math.abs(value.evaluate(p, q, r) - expected) / scale;
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("org.widelimit.gaussian.dual.ClosedFormCases#all")
  void should_derive_the_dual_activation(String text) {
    Activation phi = Activation.parse(text);

    assertThat(worst(dual(phi, phi), phi, phi, POINTS)).isLessThan(ACCURACY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abs",
        "relu",
        "leakyRelu[1/10]",
        "rectifiedPower[2]",
        "rectifiedPower[3]",
        "erf",
        "sin",
        "cos",
        "rbf[1/2]",
        "exp",
        "gaussian",
        "gabor",
        "monomial[3]",
        "hermite[4]",
        "gelu",
        "xErf",
        "x^2 Exp[-x^2/2]",
        "Sin[x] + x",
        "Max[0, x] + x/10"
      })
  void should_derive_the_dual_of_the_derivative(String text) {
    Activation slope = Activation.of(Activation.parse(text).derivative());

    assertThat(worst(dual(slope, slope), slope, slope, POINTS)).isLessThan(ACCURACY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu; erf", "step; gelu", "x^2; abs", "Sin[x]; x^3", "sign; Erf[x/3]"})
  void should_derive_the_dual_of_two_activations(String pair) {
    List<String> texts = List.of(pair.split("; ", -1));
    Activation phi = Activation.parse(texts.get(0));
    Activation psi = Activation.parse(texts.get(1));

    assertThat(worst(dual(phi, psi), phi, psi, POINTS)).isLessThan(ACCURACY);
  }

  @Test
  void should_reject_a_changed_constant_sign_or_exponent() {
    // The reference tells every one of these from the truth: the tests above can fail.
    Activation gelu = Activation.named("gelu");
    for (Expr mutant : Mutants.of(dual(gelu, gelu))) {
      assertThat(worst(mutant, gelu, gelu, 4)).as("%s", mutant).isGreaterThan(1e3 * ACCURACY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu",
        "erf",
        "gelu",
        "sin",
        "cos",
        "elu",
        "selu",
        "celu[2]",
        "hardTanh",
        "relu6",
        "hardSwish",
        "hardSigmoid",
        "step",
        "sign",
        "abs",
        "xErf",
        "gabor",
        "Max[0, x - 1]",
        "Abs[x^2 - 1]",
        "Piecewise[{{x^2, x < 1}}, 2 x - 1]",
        "x Max[0, x] Erf[x]"
      })
  void should_derive_the_second_moment(String text) {
    Activation phi = Activation.parse(text);
    Expr form =
        closed(
            GaussianCalculus.expectation(
                org.widelimit.algebra.Expressions.square(phi.at(WolframReader.read("Sqrt[q] z"))),
                "z",
                NONE));

    CompiledFunction value = ExpressionCompiler.compile(form, List.of("q"));
    for (double q : new double[] {0.01, 0.3, 1, 2.7, 9}) {
      double expected = secondMoment(phi, q);
      assertThat(Math.abs(value.evaluate(q) - expected) / Math.max(1, expected))
          .as("%s at %s", form, q)
          .isLessThan(ACCURACY);
    }
  }
}
