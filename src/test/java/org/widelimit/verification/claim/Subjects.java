package org.widelimit.verification.claim;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;

/** The first claim of a theorem as the subject of a check, for the tests of the rungs. */
public final class Subjects {

  private Subjects() {}

  /** Reads a theorem that must not be broken. */
  public static Theorem theorem(String text) {
    return (Theorem)
        TheoremLoader.parse("theorems/a/b.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the first claim for a choice of activations.
   *
   * @param choice what stands for each declared activation
   */
  public static Subject first(
      Theorem theorem, Map<String, String> choice, VerificationOptions options) {
    return first(theorem, choice, options, RandomStreams.of(1, "subject"));
  }

  /** The same with streams of one's own. */
  public static Subject first(
      Theorem theorem,
      Map<String, String> choice,
      VerificationOptions options,
      RandomStreams streams) {
    return new Subject(
        theorem, theorem.claims().get(0), choice, ActivationTable.of(choice), options, streams);
  }
}
