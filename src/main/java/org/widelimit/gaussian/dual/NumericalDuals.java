package org.widelimit.gaussian.dual;

import java.util.Map;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.activation.Homogeneous;
import org.widelimit.algebra.Expr;

/** Picks the stable closed form of a dual by the activation's formula, or else quadrature. */
final class NumericalDuals {

  /** Closed forms of activations without parameters, by formula. */
  private static final Map<Expr, NumericalDual> BY_FORMULA =
      Map.of(
          Activation.named("erf").expression(), new ErfDual(),
          Activation.named("gelu").expression(), new SmoothRectifierDual(true),
          Activation.named("xErf").expression(), new SmoothRectifierDual(false),
          Activation.named("sin").expression(), new WaveDual(WaveDual.Wave.SINE),
          Activation.named("cos").expression(), new WaveDual(WaveDual.Wave.COSINE),
          Activation.named("exp").expression(), new WaveDual(WaveDual.Wave.EXPONENTIAL),
          Activation.named("gaussian").expression(), new BellDual(1),
          Activation.named("rbf").expression(), new WaveSumDual(1),
          Activation.named("gabor").expression(), new GaborDual(),
          Activation.named("normalCdf").expression(), new NormalCdfDual());

  private NumericalDuals() {}

  static NumericalDual of(Activation phi, Activation psi) {
    if (phi.equals(psi)) {
      Optional<NumericalDual> closed = closed(phi);
      if (closed.isPresent()) {
        return closed.get();
      }
      Branches both = Branches.of(phi);
      return new QuadratureDual(both, both);
    }
    return new QuadratureDual(Branches.of(phi), Branches.of(psi));
  }

  private static Optional<NumericalDual> closed(Activation phi) {
    NumericalDual known = BY_FORMULA.get(phi.expression());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<double[]> polynomial = PolynomialForm.of(phi.expression());
    if (polynomial.isPresent()) {
      return Optional.of(new PolynomialDual(polynomial.get()));
    }
    return Homogeneous.of(phi.expression())
        .map(f -> new RectifiedDual(f.power(), f.right(), f.left()));
  }
}
