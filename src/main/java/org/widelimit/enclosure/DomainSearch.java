package org.widelimit.enclosure;

import java.time.Duration;
import org.widelimit.algebra.Expr;

/** Decides claims on a whole domain by branch and bound over boxes of its symbols. */
public final class DomainSearch {

  private final Region region;
  private final Duration processor;

  /**
   * Creates the search.
   *
   * @param region the domain
   * @param processor the time of the processor that one claim may take
   */
  public DomainSearch(Region region, Duration processor) {
    this.region = region;
    this.processor = processor;
  }

  /** Decides whether two sides are equal at every point of the domain. */
  public Outcome equation(Expr left, Expr right) {
    return Outcome.open(
        0,
        "",
        "no enclosure of the sides is known on "
            + region.domains().keySet()
            + " within "
            + processor);
  }

  /**
   * Decides whether one side is at most, or below, the other at every point of the domain.
   *
   * @param strict whether equality counts against the claim
   */
  public Outcome inequality(Expr smaller, Expr larger, boolean strict) {
    return equation(smaller, larger);
  }
}
