package org.widelimit.theorem;

import java.util.Locale;

/** What a file expects of a claim. */
public enum Expectation {
  /** The claim is true: it must be proved, verified or supported. */
  HOLDS,
  /** The claim is false: it must be refuted with a witness. */
  REFUTED;

  /** Returns the word a file writes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
