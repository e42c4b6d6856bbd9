package org.widelimit.meanfield;

/** The phases of a randomly initialized deep network (Poole et al. 2016). */
public enum Phase {
  /** {@code chi_1 < 1}: gradients vanish, and all inputs become alike. */
  ORDERED,
  /** {@code chi_1 = 1}: gradients change slower than exponentially, see {@link GradientLaw}. */
  CRITICAL,
  /** {@code chi_1 > 1}: gradients explode, and similar inputs become different. */
  CHAOTIC,
  /** The length map has no attracting fixed point: activities grow without bound. */
  UNBOUNDED
}
