package org.widelimit.verification;

/** What the verifier found out about a claim. */
public enum Verdict {
  /** The derivation closed symbolically under the stated assumptions, and the numbers agree. */
  PROVED("✓✓"),
  /** The numbers agree within their own error bounds at every point tried. */
  VERIFIED("✓"),
  /** The simulation agrees, and would have seen a stated discrepancy. */
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
