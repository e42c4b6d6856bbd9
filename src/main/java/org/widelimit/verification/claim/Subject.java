package org.widelimit.verification.claim;

import java.util.Map;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.verdict.Rung;

/**
 * What is checked: a claim for one choice of activations.
 *
 * @param theorem the file
 * @param claim the claim
 * @param choice the activations by declared name, as the file writes them
 * @param activations the same, read
 * @param options the run's options
 * @param streams the claim's own random streams
 */
public record Subject(
    Theorem theorem,
    Claim claim,
    Map<String, String> choice,
    ActivationTable activations,
    VerificationOptions options,
    RandomStreams streams) {

  /** Returns whether a rung is climbed. */
  public boolean climbs(Rung rung) {
    return options.rungs().contains(rung);
  }
}
