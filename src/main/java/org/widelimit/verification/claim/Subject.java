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
 * @param lost where the claim as it is written is undefined by what cancels in it
 */
public record Subject(
    Theorem theorem,
    Claim claim,
    Map<String, String> choice,
    ActivationTable activations,
    VerificationOptions options,
    RandomStreams streams,
    Lost lost) {

  /** Creates the subject of a claim in which nothing cancels that may be undefined. */
  public Subject(
      Theorem theorem,
      Claim claim,
      Map<String, String> choice,
      ActivationTable activations,
      VerificationOptions options,
      RandomStreams streams) {
    this(theorem, claim, choice, activations, options, streams, Lost.NOTHING);
  }

  /** Returns the seed of a purpose's random choices, the same each time. */
  public long seed(String purpose) {
    return streams.child(purpose).generator().nextLong();
  }

  /** Returns whether a rung is climbed. */
  public boolean climbs(Rung rung) {
    return options.rungs().contains(rung);
  }

  /** Returns the subject whose claim is made only of points at which it is defined. */
  public Subject without(Lost lost) {
    return new Subject(
        theorem, claim.under(lost.conditions()), choice, activations, options, streams, lost);
  }
}
