package org.widelimit.verification;

import org.widelimit.theorem.Theorem;

/**
 * Hears of a run's progress. The methods are called one at a time, from whichever thread finished
 * the work.
 */
public interface VerificationListener {

  /** A listener that does nothing. */
  VerificationListener NONE = new VerificationListener() {};

  /** Called once, before the first claim, with the number of checks (claims times activations). */
  default void started(int checks) {}

  /** Called when a claim has its verdict. */
  default void finished(Theorem theorem, ClaimResult result) {}
}
