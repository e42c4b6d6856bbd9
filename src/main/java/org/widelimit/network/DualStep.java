package org.widelimit.network;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * What an activation does to a pair's kernels, and to their errors.
 *
 * @param dual the dual activation
 * @param odd whether the activation is odd, so that anticorrelation is preserved
 */
record DualStep(NumericalDual dual, boolean odd) {

  private static final double U = Bounded.ROUNDING;

  /** Arguments are moved by this part of themselves to see how much they matter. */
  private static final double STEP = 0x1p-10;

  /** Above 1 by more than what the difference quotients leave out, of the order STEP^2. */
  private static final double SAFETY = 1 + 0x1p-14;

  private static final int PROBES = 256;
  private static final double FARTHEST_PROBE = 40;

  static DualStep of(Activation phi) {
    return new DualStep(NumericalDual.of(phi, phi), isOdd(phi));
  }

  private static boolean isOdd(Activation phi) {
    double[] breakpoints = phi.breakpoints();
    DoubleUnaryOperator f = phi.function();
    boolean mirrored =
        Arrays.stream(breakpoints).allMatch(b -> Arrays.stream(breakpoints).anyMatch(c -> c == -b));
    for (int i = 0; mirrored && i < PROBES; i++) {
      double x = FARTHEST_PROBE * (i + 0.37) / PROBES * (i % 4 == 0 ? 1e-2 : 1);
      mirrored = f.applyAsDouble(-x) == -f.applyAsDouble(x);
    }
    return mirrored;
  }

  /** Returns {@code E[phi(sqrt(p) z)^2]}. */
  Bounded moment(double p) {
    return dual.value(p, p, Correlation.ONE);
  }

  private boolean mirrors(Correlation correlation) {
    return odd && correlation.rho() < 0;
  }

  /** Returns the correlation above from {@link #distance}. */
  Correlation correlation(Correlation below, double distance) {
    return mirrors(below)
        ? Correlation.ofComplement(Math.min(distance, 1), true)
        : Correlation.ofDefect(distance);
  }

  /**
   * Returns 1 minus the correlation above; for an odd activation of anticorrelated inputs, 1 plus
   * the correlation.
   */
  Bounded distance(double p, double q, Correlation correlation) {
    Bounded mp = moment(p);
    Bounded mq = p == q ? mp : moment(q);
    double scale = Math.sqrt(mp.value()) * Math.sqrt(mq.value());
    if (scale == 0) {
      return Bounded.ZERO;
    }
    Bounded gap = dual.defect(p, q, mirrors(correlation) ? correlation.negate() : correlation);
    double distance = gap.value() / scale;
    double relative = (mp.relativeError() + mq.relativeError()) / 2 + 5 * U;
    return new Bounded(
        distance,
        gap.error() / scale + distance * relative,
        gap.grade().weaker(mp.grade()).weaker(mq.grade()));
  }

  /** Returns {@code E[phi'(u) phi'(v)]}. */
  Bounded slope(double p, double q, Correlation correlation) {
    return dual.derivative(p, q, correlation);
  }

  /** Returns the errors above the activation. */
  KernelErrors errors(KernelState below, KernelErrors e, KernelState above) {
    double p = below.p();
    double q = below.q();
    Correlation c = below.correlation();
    boolean same = e.joint() && c.complement() == 0 && e.complement() == 0 && c.rho() > 0;
    double complement = 0;
    if (!same) {
      complement =
          pairChange((a, b, d) -> distance(a, b, d).value(), below, e)
              + distance(p, q, c).error()
              + (above.correlation().rho() < 0 && !mirrors(c) ? 4 * U : 0);
    }
    double slopeP = ownSlopeError(p, e.p(), below.tangentP());
    return new KernelErrors(
        momentError(p, e.p()),
        e.joint() ? momentError(p, e.p()) : momentError(q, e.q()),
        complement,
        tangentError(below.tangentP(), e.tangentP(), above.tangentP(), slopeP),
        tangentError(
            below.tangentQ(),
            e.tangentQ(),
            above.tangentQ(),
            p == q && e.p() == e.q() ? slopeP : ownSlopeError(q, e.q(), below.tangentQ())),
        tangentError(
            below.tangent(),
            e.tangent(),
            above.tangent(),
            below.tangent() == 0
                ? 0
                : pairChange((a, b, d) -> slope(a, b, d).value(), below, e)
                    + slope(p, q, c).error()),
        e.joint());
  }

  private double momentError(double p, double relative) {
    Bounded moment = moment(p);
    if (moment.value() == 0) {
      return 0;
    }
    double change = change(f -> moment(p * f).value(), moment.value(), relative);
    return (moment.error() + change) / moment.value();
  }

  private double ownSlopeError(double p, double relative, double tangent) {
    if (tangent == 0) {
      return 0;
    }
    Bounded slope = slope(p, p, Correlation.ONE);
    double change =
        change(f -> slope(p * f, p * f, Correlation.ONE).value(), slope.value(), relative);
    return change + slope.error();
  }

  private static double tangentError(
      double below, double belowError, double above, double slopeError) {
    if (below == 0 && belowError == 0) {
      return 0;
    }
    // A slope of 0 has lost nothing of the error below; above/below is the slope.
    double slope = below == 0 ? 0 : Math.abs(above / below);
    return slope * belowError + (Math.abs(below) + belowError) * slopeError + U * Math.abs(above);
  }

  /** A function of two variances and a correlation. */
  private interface PairFunction {
    double at(double p, double q, Correlation correlation);
  }

  /** Bounds the change of a function when each argument moves within its error. */
  private static double pairChange(PairFunction f, KernelState at, KernelErrors e) {
    double p = at.p();
    double q = at.q();
    Correlation c = at.correlation();
    double value = f.at(p, q, c);
    double variances =
        e.joint()
            ? change(s -> f.at(p * s, p * s, c), value, e.p())
            : change(s -> f.at(p * s, q, c), value, e.p())
                + change(s -> f.at(p, q * s, c), value, e.q());
    if (e.complement() == 0) {
      return variances;
    }
    double complement = c.complement();
    double relative = e.complement() / complement;
    double correlations =
        relative < 1
            ? change(s -> f.at(p, q, moved(c, complement * s)), value, relative)
            : Math.max(
                Math.abs(f.at(p, q, moved(c, 0)) - value),
                Math.abs(f.at(p, q, moved(c, complement + e.complement())) - value));
    return variances + correlations;
  }

  private static Correlation moved(Correlation c, double complement) {
    if (complement > 1) {
      return Correlation.ofDefect(c.rho() < 0 ? 2 - complement : complement);
    }
    return Correlation.ofComplement(complement, c.rho() < 0);
  }

  /**
   * Bounds {@code |f(s) - f(1)|} over {@code |s - 1| <= error} by the function's first and second
   * differences.
   */
  private static double change(DoubleUnaryOperator f, double value, double error) {
    if (error == 0 || Double.isInfinite(value)) {
      return 0;
    }
    double step = Math.min(Math.max(STEP, error), 1);
    double up = f.applyAsDouble(1 + step);
    double down = f.applyAsDouble(1 - step);
    if (Double.isInfinite(up) || Double.isInfinite(down)) {
      return Double.POSITIVE_INFINITY;
    }
    double part = error / step;
    double first = Math.abs(up - down) / 2 * part;
    double second = Math.abs(up + down - 2 * value) / 2 * part * part;
    return SAFETY * (first + second);
  }
}
