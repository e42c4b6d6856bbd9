package org.widelimit.statistics;

/** Which size of a random quantity a scaling claim is about. */
public enum Magnitude {
  /** The absolute value of the expectation, of something that does not change its sign. */
  MEAN,
  /** The distance of the expectation from its limit, however small against the fluctuations. */
  BIAS,
  /** The standard deviation: fluctuations about the mean. */
  STANDARD_DEVIATION,
  /** The root of the mean square, of something that fluctuates about zero. */
  ROOT_MEAN_SQUARE,
  /**
   * The exponential of the mean logarithm, of something positive: its typical size, whatever its
   * tails. Where {@code M^r X} has a limiting law, it is of order {@code M^-r}.
   */
  GEOMETRIC_MEAN
}
