package org.widelimit.simulation.network;

/**
 * Which numbers of a layer are its parameters. The law at initialization does not depend on it,
 * gradients and the neural tangent kernel do.
 */
public enum Parameterization {
  /**
   * The parameters are the standard normal W and b of {@code u = s W h + t b} (Jacot et al. 2018).
   */
  NTK,
  /** The parameters are the products {@code s W} and {@code t b}: layers weigh by their width. */
  STANDARD
}
