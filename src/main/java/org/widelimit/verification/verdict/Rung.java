package org.widelimit.verification.verdict;

import java.util.Locale;

/** The three ways to look at a claim, from the most to the least abstract. */
public enum Rung {
  /** Symbolic derivation. */
  DERIVE,
  /** Numerical evaluation of both sides with error bounds. */
  INTEGRATE,
  /** Simulation of finite networks. */
  SIMULATE;

  /** Returns the word that options and reports use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
