package org.widelimit.network;

import org.widelimit.numeric.Bounded;

/**
 * The kernels of a pair of inputs with error bounds: rounding, quadrature and what all layers below
 * make of both.
 *
 * @param p the first input's variance (NNGP kernel with itself)
 * @param q the second input's variance
 * @param covariance the NNGP kernel of the two
 * @param defect 1 minus their correlation, relatively accurate for near duplicates
 * @param tangentP the first input's neural tangent kernel with itself
 * @param tangentQ the second input's neural tangent kernel with itself
 * @param tangent the neural tangent kernel of the two
 */
public record BoundedKernels(
    Bounded p,
    Bounded q,
    Bounded covariance,
    Bounded defect,
    Bounded tangentP,
    Bounded tangentQ,
    Bounded tangent) {

  static BoundedKernels of(KernelState state, KernelErrors errors) {
    return new BoundedKernels(
        new Bounded(state.p(), state.p() * errors.p()),
        new Bounded(state.q(), state.q() * errors.q()),
        new Bounded(state.covariance(), errors.covariance(state)),
        new Bounded(
            state.correlation().defect(),
            errors.complement() + Bounded.ROUNDING * state.correlation().defect()),
        bounded(state.tangentP(), errors.tangentP()),
        bounded(state.tangentQ(), errors.tangentQ()),
        bounded(state.tangent(), errors.tangent()));
  }

  private static Bounded bounded(double value, double error) {
    return Double.isInfinite(value) ? Bounded.exact(value) : new Bounded(value, error);
  }
}
