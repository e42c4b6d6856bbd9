package org.widelimit.verification.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.widelimit.numeric.Grade;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Enclosed;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Witness;

/**
 * From evidence to verdict: pure, so that a table can test it.
 *
 * <p>A verdict is never stronger than the weakest grade it rests on. A derivation proves, an
 * enclosure of the whole domain verifies, points and finite networks support; a witness refutes
 * where the bounds on its errors are rigorous, and leaves the claim open where they are estimates.
 */
public final class VerdictRules {

  private VerdictRules() {}

  /**
   * A verdict and why.
   *
   * @param verdict the verdict
   * @param reason one or two sentences
   */
  public record Decision(Verdict verdict, String reason) {
    private static Decision open(String reason) {
      return new Decision(Verdict.INCONCLUSIVE, reason);
    }
  }

  /** What speaks against a claim, and what its bounds are worth. */
  private record Objection(Grade grade, String summary) {}

  /**
   * Decides.
   *
   * @param evidence what the rungs saw
   * @param controls the negative controls
   */
  public static Decision decide(List<Evidence> evidence, Controls controls) {
    Optional<Derived> derived = all(evidence, Derived.class).stream().findFirst();
    boolean proved = derived.filter(Derived::proved).isPresent();
    List<Integrated> integrated = all(evidence, Integrated.class);
    List<Simulated> simulated = all(evidence, Simulated.class);
    Optional<Decision> objection = objection(evidence, proved);
    if (objection.isPresent()) {
      return objection.get();
    }
    Optional<Enclosed> shown =
        all(evidence, Enclosed.class).stream().filter(VerdictRules::covers).findFirst();
    if (integrated.isEmpty() && simulated.isEmpty()) {
      return Decision.open(
          proved
              ? "the derivation closed, but no numbers were computed to check it"
              : "no rung could look at the claim"
                  + derived.map(seen -> ": " + seen.summary()).orElse(""));
    }
    for (Integrated seen : integrated) {
      if (seen.points() == 0) {
        return Decision.open(nothingSeen(seen));
      }
    }
    for (Simulated seen : simulated) {
      if (seen.agrees().isEmpty()) {
        return Decision.open(seen.summary());
      }
    }
    Optional<Derived> counterexample = derived.filter(seen -> seen.counterexample() != null);
    if (counterexample.isPresent()) {
      return Decision.open(
          counterexample.get().summary() + ", which no number could confirm or exclude");
    }
    if (!controls.allKilled()) {
      return Decision.open(survivors(controls));
    }
    if (simulated.isEmpty() && proved) {
      return new Decision(
          Verdict.PROVED, derived.get().summary() + "; " + numbers(integrated.get(0)));
    }
    if (simulated.isEmpty() && shown.isPresent()) {
      return new Decision(
          Verdict.VERIFIED,
          shown.get().summary()
              + (shown.get().undefined().isEmpty()
                  ? ""
                  : ", where defined; undefined for " + shown.get().undefined())
              + "; "
              + numbers(integrated.get(0)));
    }
    return new Decision(
        Verdict.SUPPORTED,
        simulated.isEmpty() ? numbers(integrated.get(0)) : simulated.get(0).summary());
  }

  /** What the evidence against the claim comes to, if there is any. */
  private static Optional<Decision> objection(List<Evidence> evidence, boolean proved) {
    List<Objection> objections = new ArrayList<>();
    for (Evidence seen : evidence) {
      if (seen instanceof Simulated networks) {
        if (networks.agrees().isPresent() && !networks.agrees().get()) {
          objections.add(new Objection(Grade.RIGOROUS, networks.summary()));
        }
      } else {
        Witness witness = seen.witness();
        if (witness != null) {
          objections.add(new Objection(witness.grade(), seen.summary()));
        }
      }
    }
    return objections.stream()
        .min(Comparator.comparing(Objection::grade))
        .map(
            strongest -> {
              if (strongest.grade() != Grade.RIGOROUS) {
                return Decision.open(
                    (proved ? "the derivation closed, but " : "")
                        + strongest.summary()
                        + "; the bound on the error there is "
                        + (strongest.grade() == Grade.ESTIMATE ? "an estimate" : "conditional")
                        + ", which refutes nothing");
              }
              return proved
                  ? Decision.open(
                      "a defect of the program: the derivation closed, but " + strongest.summary())
                  : new Decision(Verdict.REFUTED, strongest.summary());
            });
  }

  private static boolean covers(Enclosed enclosed) {
    return enclosed.covered() && enclosed.witness() == null && enclosed.grade() == Grade.RIGOROUS;
  }

  /** What the points say, and at which of them nothing was seen. */
  private static String numbers(Integrated seen) {
    return seen.summary() + (seen.limits().isEmpty() ? "" : "; " + seen.limits());
  }

  private static String nothingSeen(Integrated seen) {
    boolean undecided =
        seen.undecided() > 0
            || seen.sample().stream()
                .anyMatch(point -> point.agreement() == Evidence.Agreement.UNDECIDED);
    return undecided
        ? seen.summary()
        : "there is no point at which both sides have a value" + firstReason(seen);
  }

  private static String firstReason(Integrated seen) {
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
}
