package org.widelimit.verification.verdict;

/** What the verifier found out about a claim. */
public enum Verdict {
  /** True wherever defined on the declared domain, by a derivation; the numbers agree. */
  PROVED("✓✓"),
  /**
   * True at every point of the declared domain, by rigorous enclosure: an equation up to the
   * relative difference that its evidence states.
   */
  VERIFIED("✓"),
  /** Evidence, no guarantee: points, an extrapolation, or finite networks agree. */
  SUPPORTED("~"),
  /** A witness speaks against the claim. */
  REFUTED("✗"),
  /** None of these, with the reason. */
  INCONCLUSIVE("?"),
  /** The file is at fault, not the claim. */
  BROKEN("!");

  private final String symbol;

  Verdict(String symbol) {
    this.symbol = symbol;
  }

  /** Returns a short sign of the verdict, for tables. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether the verdict is in favour of the claim. */
  public boolean holds() {
    return this == PROVED || this == VERIFIED || this == SUPPORTED;
  }
}
