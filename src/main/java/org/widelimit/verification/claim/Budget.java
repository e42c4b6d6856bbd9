package org.widelimit.verification.claim;

import java.time.Duration;

/** How much work a run may spend on one claim. */
public enum Budget {
  /** For a first look: few points, narrow networks. */
  QUICK(24, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(1), 0.3),
  /** The default. */
  STANDARD(48, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), 1),
  /** For a release: many points, wide networks. */
  THOROUGH(256, Duration.ofSeconds(60), Duration.ofSeconds(600), Duration.ofSeconds(60), 8);

  /** The time of a whole check, in times that its numbers may take. */
  private static final int CLAIM = 3;

  private final int points;
  private final Duration derivation;
  private final Duration numbers;
  private final Duration enclosure;
  private final double simulation;

  Budget(int points, Duration derivation, Duration numbers, Duration enclosure, double simulation) {
    this.points = points;
    this.derivation = derivation;
    this.numbers = numbers;
    this.enclosure = enclosure;
    this.simulation = simulation;
  }

  /** Returns the number of points at which both sides of an equation are evaluated. */
  public int points() {
    return points;
  }

  /** Returns the longest time that one derivation may take. */
  public Duration derivation() {
    return derivation;
  }

  /** Returns the longest time of the processor that the numbers of one claim may take. */
  public Duration numbers() {
    return numbers;
  }

  /** Returns the longest time of the processor that covering a claim's domain may take. */
  public Duration enclosure() {
    return enclosure;
  }

  /**
   * Returns the longest time of the processor that the whole check of a claim may take, that of the
   * threads which draw samples not counted: derivation, numbers and enclosure with their controls.
   * A check that takes longer is ended, and the claim stays open.
   */
  public Duration claim() {
    return numbers.multipliedBy(CLAIM);
  }

  /** Returns the factor on the effort of a simulation, 1 in a standard run. */
  public double simulation() {
    return simulation;
  }
}
