package org.widelimit.verification.verdict;

import java.util.List;

/**
 * The negative controls of a claim: wrong variants of it, each of which the same check must refute.
 *
 * @param made the number of mutants that are not equivalent to the claim
 * @param killed how many of those were refuted
 * @param mutants all mutants, equivalent ones included
 */
public record Controls(int made, int killed, List<Mutant> mutants) {

  /** No controls: the claim was refuted, or not decided. */
  public static final Controls NONE = new Controls(0, 0, List.of());

  /** Copies the mutants. */
  public Controls {
    mutants = List.copyOf(mutants);
  }

  /** Returns the controls with these mutants, counted. */
  public static Controls of(List<Mutant> mutants) {
    int made = (int) mutants.stream().filter(mutant -> !mutant.equivalent()).count();
    int killed =
        (int) mutants.stream().filter(mutant -> !mutant.equivalent() && mutant.killed()).count();
    return new Controls(made, killed, mutants);
  }

  /** Returns whether there was a control and none survived. */
  public boolean allKilled() {
    return made > 0 && killed == made;
  }

  /**
   * A wrong variant of a claim.
   *
   * @param description what was changed, such as {@code dropped term sigmaB^2}
   * @param formula the changed formula
   * @param killed whether the check refuted it
   * @param equivalent whether it was shown to be no change at all, so that nothing can refute it
   */
  public record Mutant(String description, String formula, boolean killed, boolean equivalent) {}
}
