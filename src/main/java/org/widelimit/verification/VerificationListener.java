package org.widelimit.verification;

import java.util.List;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.verdict.ClaimResult;

/**
 * Hears of a run's progress. The methods are called one at a time, from whichever thread finished
 * the work.
 */
public interface VerificationListener {

  /** A listener that does nothing. */
  VerificationListener NONE = new VerificationListener() {};

  /** Returns a listener that hands everything to others, one after the other. */
  static VerificationListener all(VerificationListener... listeners) {
    List<VerificationListener> all = List.of(listeners);
    return new VerificationListener() {
      @Override
      public void started(int checks) {
        all.forEach(listener -> listener.started(checks));
      }

      @Override
      public void finished(Theorem theorem, ClaimResult result) {
        all.forEach(listener -> listener.finished(theorem, result));
      }
    };
  }

  /** Called once, before the first claim, with the number of checks (claims times activations). */
  default void started(int checks) {}

  /** Called when a claim has its verdict. */
  default void finished(Theorem theorem, ClaimResult result) {}
}
