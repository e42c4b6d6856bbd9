package org.widelimit.algebra.decide;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.ProofStep;

/** Whether an expression is 0 wherever it is defined under its assumptions. */
public sealed interface ZeroDecision {

  /**
   * It is 0, by a proof.
   *
   * @param reason the proof in one sentence
   * @param steps the proof
   */
  record Zero(String reason, List<ProofStep> steps) implements ZeroDecision {
    /** Copies the steps. */
    public Zero {
      steps = List.copyOf(steps);
    }
  }

  /**
   * It is not 0 at an admissible point.
   *
   * @param witness the point
   * @param value the value there, to 20 digits
   */
  record Nonzero(Map<String, BigDecimal> witness, BigDecimal value) implements ZeroDecision {
    /** Copies the point. */
    public Nonzero {
      witness = Map.copyOf(witness);
    }
  }

  /**
   * Neither was shown.
   *
   * @param reason why, in one sentence
   */
  record Unknown(String reason) implements ZeroDecision {}
}
