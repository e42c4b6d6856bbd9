package org.widelimit.gaussian.dual;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.widelimit.gaussian.quadrature.BivariateQuadrature;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.gaussian.quadrature.ScaledFunction;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/** The dual of any two piecewise smooth activations, by quadrature. */
record QuadratureDual(Branches phi, Branches psi) implements NumericalDual {

  /** Two for each value and each argument, and as many in reserve. */
  private static final double GAP_ROUNDINGS = 8;

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    if (correlation.rho() == 0) {
      Bounded mean = phi.mean(p);
      return mean.times(same() && p == q ? mean : psi.mean(q));
    }
    return product(phi.values(p), same() && p == q ? null : psi.values(q), correlation);
  }

  private boolean same() {
    return phi == psi;
  }

  private static Bounded product(
      ScaledFunction first, @Nullable ScaledFunction other, Correlation correlation) {
    // One and the same function twice lets the quadrature halve its work.
    ScaledFunction second = other == null ? first : other;
    return BivariateQuadrature.product(
        first.function(),
        first.breakpoints(),
        second.function(),
        second.breakpoints(),
        correlation);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    Bounded sum = product(phi.slopes(p), same() && p == q ? null : psi.slopes(q), correlation);
    for (int i = 0; i < phi.count(); i++) {
      if (phi.jump(i) != 0) {
        sum = sum.plus(atJump(phi, i, p, psi, q, correlation));
        for (int j = 0; j < psi.count(); j++) {
          sum = sum.plus(atBothJumps(i, j, p, q, correlation));
        }
      }
    }
    for (int j = 0; j < psi.count(); j++) {
      if (psi.jump(j) != 0) {
        sum = sum.plus(atJump(psi, j, q, phi, p, correlation));
      }
    }
    return sum;
  }

  /** A jump's delta against the ordinary slope of the other: its density times a mean given it. */
  private static Bounded atJump(
      Branches jumping,
      int index,
      double variance,
      Branches other,
      double otherVariance,
      Correlation correlation) {
    double at = jumping.breakpoint(index);
    if (variance == 0 && at != 0) {
      return Bounded.ZERO;
    }
    double root = Math.sqrt(variance);
    double standardized = at == 0 ? 0 : at / root;
    double otherRoot = Math.sqrt(otherVariance);
    Bounded mean =
        other.meanSlope(
            correlation.rho() * otherRoot * standardized, otherRoot * correlation.sine());
    if (mean.value() == 0 && mean.error() == 0) {
      return Bounded.ZERO;
    }
    double density = jumping.jump(index) * GaussianQuadrature.density(standardized) / root;
    return mean.times(Bounded.rounded(density, 8 + standardized * standardized));
  }

  private Bounded atBothJumps(int i, int j, double p, double q, Correlation correlation) {
    double factor = phi.jump(i) * psi.jump(j);
    double a = phi.breakpoint(i);
    double b = psi.breakpoint(j);
    if (factor == 0 || (p == 0 && a != 0) || (q == 0 && b != 0)) {
      return Bounded.ZERO;
    }
    double x = a == 0 ? 0 : a / Math.sqrt(p);
    double y = b == 0 ? 0 : b / Math.sqrt(q);
    double sine = correlation.sine();
    // x^2 - 2 rho x y + y^2 over 1 - rho^2, as squares.
    double near = correlation.rho() < 0 ? x + y : x - y;
    double product = correlation.rho() < 0 ? -x * y : x * y;
    double form = near * near + 2 * correlation.complement() * product;
    double exponent = form == 0 ? 0 : form / (2 * sine * sine);
    double density = Math.exp(-exponent) / (2 * Math.PI * Math.sqrt(p) * Math.sqrt(q) * sine);
    double value = exponent == Double.POSITIVE_INFINITY ? 0 : factor * density;
    return Bounded.rounded(value, 12 + 6 * Math.min(exponent, 1e3));
  }

  @Override
  public Bounded defect(double p, double q, Correlation correlation) {
    ScaledFunction first = phi.values(p);
    ScaledFunction second = p == q ? first : phi.values(q);
    DoubleUnaryOperator f = first.function();
    DoubleUnaryOperator g = second.function();
    Bounded a = GaussianQuadrature.expectation(first.squared(), first.breakpoints());
    Bounded b = p == q ? a : GaussianQuadrature.expectation(second.squared(), second.breakpoints());
    // The gap of two near values carries their rounding: E|gap| |phi|, by Cauchy and Schwarz.
    DoubleUnaryOperator subtraction =
        square ->
            GAP_ROUNDINGS
                * Bounded.ROUNDING
                * Math.sqrt(Math.max(square, 0) * (a.value() + b.value()));
    Bounded distance =
        BivariateQuadrature.noisyExpectation(
            (x, y) -> {
              double gap = f.applyAsDouble(x) - g.applyAsDouble(y);
              return gap * gap;
            },
            first.breakpoints(),
            second.breakpoints(),
            correlation,
            subtraction);
    Bounded square = p == q ? Bounded.ZERO : squaredDifference(a, b);
    Bounded defect = distance.minus(square).times(0.5);
    double lost = subtraction.applyAsDouble(distance.value());
    return new Bounded(Math.max(defect.value(), 0), defect.error() + lost, defect.grade());
  }

  /** Returns {@code (sqrt(a) - sqrt(b))^2}. */
  private static Bounded squaredDifference(Bounded a, Bounded b) {
    double sum = Math.sqrt(a.value()) + Math.sqrt(b.value());
    if (sum == 0) {
      return Bounded.ZERO;
    }
    double gap = (a.value() - b.value()) / sum;
    double gapError = (a.error() + b.error()) / sum + 4 * Bounded.ROUNDING * Math.abs(gap);
    return new Bounded(
        gap * gap, (2 * Math.abs(gap) + gapError) * gapError, a.grade().weaker(b.grade()));
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return RadialDefect.of(phi.function(), p, q, phi.breakpoints());
  }
}
