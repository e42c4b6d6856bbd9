package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.sym;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/** Activations whose duals have closed forms, and what the tests of these forms share. */
public final class ClosedFormCases {

  static final Assumptions NONE = new Assumptions(Map.of(), List.of());

  private ClosedFormCases() {}

  /** Activations that are smooth, with their derivative, on either side of 0. */
  public static Stream<String> smoothButAtZero() {
    return Stream.of(
        "step",
        "sign",
        "abs",
        "relu",
        "leakyRelu[1/10]",
        "abRelu[-1/3, 2]",
        "rectifiedPower[2]",
        "rectifiedPower[3]",
        "rectifiedPower[4]",
        "Max[0, x]^2",
        "erf",
        "sin",
        "cos",
        "rbf[1/2]",
        "exp",
        "gaussian",
        "gabor",
        "monomial[3]",
        "1 - 2 x + x^3",
        "hermite[2]",
        "hermite[5]",
        "gelu",
        "xErf",
        "x^2 Exp[-x^2/2]",
        "Sin[x] + x",
        "Max[0, x] + x/10",
        "x Exp[-x^2]",
        "Erf[x] + Sin[x]",
        "Max[0, x] - Sin[x]/2");
  }

  /** These and more, composed by hand. */
  static Stream<String> all() {
    return Stream.concat(
        smoothButAtZero(),
        Stream.of(
            "normalCdf",
            "Erf[x/2] + Max[0, x]",
            "Cos[x] Exp[-x^2/3] x",
            "Max[-x, 2 x]",
            "Piecewise[{{x^2, x > 0}}, Sin[x]^2 0 - x]",
            "Sin[2 x + 1]",
            "x^2 Erf[x]",
            "Max[0, x] + Sin[2 x + 1]"));
  }

  /** Returns the form of a result that must be closed. */
  static Expr closed(GaussianResult result) {
    assertThat(result).isInstanceOf(ClosedForm.class);
    return ((ClosedForm) result).value();
  }

  /** Returns the closed dual in p, q and r. */
  public static Expr dual(Activation phi, Activation psi) {
    return closed(GaussianCalculus.dual(phi, psi, sym("p"), sym("q"), sym("r"), NONE));
  }

  /** Returns {@code E[phi(u)^2]} for a variance, by quadrature. */
  static double secondMoment(Activation phi, double variance) {
    return PanelQuadrature.expectation(
        x -> phi.function().applyAsDouble(x) * phi.function().applyAsDouble(x),
        Math.sqrt(variance),
        phi.breakpoints());
  }
}
