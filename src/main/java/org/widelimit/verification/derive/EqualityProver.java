package org.widelimit.verification.derive;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.verification.claim.Equality;

/** Proves what an equality came down to when words of it were put in. */
@FunctionalInterface
interface EqualityProver {

  /**
   * Returns why the proof stayed open, or empty if it closed.
   *
   * @param assumptions what is assumed of the symbols
   * @param equality the equality
   * @param steps receives the steps of the proof
   */
  Optional<String> prove(Assumptions assumptions, Equality equality, List<ProofStep> steps);
}
