package org.widelimit.verification;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.widelimit.verification.Controls.Mutant;

/** From evidence to verdict: pure, so that a table can test it. */
final class VerdictRules {

  private VerdictRules() {}

  /**
   * A verdict and why.
   *
   * @param verdict the verdict
   * @param reason one or two sentences
   */
  record Decision(Verdict verdict, String reason) {}

  /**
   * Decides.
   *
   * @param evidence what the rungs saw, at most one entry a rung counts: the first against the
   *     claim
   * @param controls the negative controls
   */
  static Decision decide(List<Evidence> evidence, Controls controls) {
    Optional<Evidence.Derived> proof =
        of(evidence, Evidence.Derived.class).filter(Evidence.Derived::proved);
    List<Evidence.Integrated> integrated = all(evidence, Evidence.Integrated.class);
    List<Evidence.Simulated> simulated = all(evidence, Evidence.Simulated.class);
    Optional<String> against =
        integrated.stream()
            .filter(seen -> seen.witness() != null)
            .map(Evidence.Integrated::summary)
            .findFirst()
            .or(
                () ->
                    simulated.stream()
                        .filter(seen -> seen.agrees().isPresent() && !seen.agrees().get())
                        .map(Evidence.Simulated::summary)
                        .findFirst());
    if (against.isPresent()) {
      return proof.isPresent()
          ? new Decision(
              Verdict.INCONCLUSIVE,
              "a defect of the program: the derivation closed, but " + against.get())
          : new Decision(Verdict.REFUTED, against.get());
    }
    if (integrated.isEmpty() && simulated.isEmpty()) {
      return new Decision(
          Verdict.INCONCLUSIVE,
          proof.isPresent()
              ? "the derivation closed, but no numbers were computed to check it"
              : "no rung could look at the claim"
                  + of(evidence, Evidence.Derived.class)
                      .map(derived -> ": " + derived.summary())
                      .orElse(""));
    }
    for (Evidence.Integrated seen : integrated) {
      if (seen.points() == 0) {
        return new Decision(Verdict.INCONCLUSIVE, nothingSeen(seen));
      }
    }
    for (Evidence.Simulated seen : simulated) {
      if (seen.agrees().isEmpty()) {
        return new Decision(Verdict.INCONCLUSIVE, seen.summary());
      }
    }
    if (!controls.allKilled()) {
      return new Decision(Verdict.INCONCLUSIVE, survivors(controls));
    }
    String numbers =
        !simulated.isEmpty() ? simulated.get(0).summary() : integrated.get(0).summary();
    if (proof.isPresent() && simulated.isEmpty()) {
      return new Decision(Verdict.PROVED, proof.get().summary() + "; " + numbers);
    }
    return new Decision(simulated.isEmpty() ? Verdict.VERIFIED : Verdict.SUPPORTED, numbers);
  }

  private static String nothingSeen(Evidence.Integrated seen) {
    boolean undecided =
        seen.sample().stream().anyMatch(point -> point.agreement() == Evidence.Agreement.UNDECIDED);
    return undecided
        ? seen.summary()
        : "there is no point at which both sides have a value" + firstReason(seen);
  }

  private static String firstReason(Evidence.Integrated seen) {
    return seen.sample().stream()
        .map(Evidence.Point::why)
        .filter(Objects::nonNull)
        .findFirst()
        .map(why -> ": " + why)
        .orElse("");
  }

  private static String survivors(Controls controls) {
    if (controls.made() == 0) {
      return "no negative control could be made, so the check may be unable to fail";
    }
    return "the check cannot see these changes: "
        + controls.mutants().stream()
            .filter(mutant -> !mutant.killed() && !mutant.equivalent())
            .map(Mutant::description)
            .collect(Collectors.joining(", "));
  }

  private static <T extends Evidence> List<T> all(List<Evidence> evidence, Class<T> kind) {
    return evidence.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static <T extends Evidence> Optional<T> of(List<Evidence> evidence, Class<T> kind) {
    return all(evidence, kind).stream().findFirst();
  }
}
