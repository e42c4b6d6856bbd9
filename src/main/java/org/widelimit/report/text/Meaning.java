package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.ProofStep;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Enclosed;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Verdict;

/**
 * What a verdict says to a reader who does not know how it was reached.
 *
 * @param guarantees what is true if the program is right
 * @param restsOn what the guarantee was made from
 * @param refutedBy what would show that it is wrong
 */
public record Meaning(String guarantees, String restsOn, String refutedBy) {

  /** Returns what a verdict guarantees, for a legend. */
  public static String of(Verdict verdict) {
    return switch (verdict) {
      case PROVED -> "true at every point of the declared domain, by a derivation";
      case VERIFIED -> "true at every point of the declared domain, by rigorous enclosure";
      case SUPPORTED -> "evidence and no guarantee: points, an extrapolation or finite networks";
      case REFUTED -> "false: there is a witness that anyone can recompute";
      case INCONCLUSIVE -> "neither shown nor refuted";
      case BROKEN -> "not checked: the file is at fault";
    };
  }

  /** Returns what one verdict means. */
  public static Meaning of(ClaimResult result) {
    String undefined = undefined(result);
    String guarantee =
        of(result.verdict())
            + (undefined.isEmpty() ? "" : ", where defined; undefined for " + undefined);
    return new Meaning(
        guarantee, Phrases.readable(restsOn(result)), Phrases.readable(refutedBy(result)));
  }

  private static String undefined(ClaimResult result) {
    if (!result.verdict().holds()) {
      return "";
    }
    for (Evidence seen : result.evidence()) {
      if (seen instanceof Derived derived && !derived.undefined().isEmpty()) {
        return derived.undefined();
      }
      if (seen instanceof Enclosed enclosed && !enclosed.undefined().isEmpty()) {
        return enclosed.undefined();
      }
    }
    return "";
  }

  private static String restsOn(ClaimResult result) {
    Witness witness = witness(result).orElse(null);
    if (result.verdict() == Verdict.REFUTED && witness != null) {
      return "a witness, the bound on whose error is " + grade(witness);
    }
    if (!result.verdict().holds() && result.verdict() != Verdict.REFUTED) {
      return "nothing yet: " + result.reason();
    }
    List<String> parts = new ArrayList<>();
    for (Evidence seen : result.evidence()) {
      if (seen instanceof Derived derived && derived.proved()) {
        parts.add(steps(derived));
      } else if (seen instanceof Enclosed enclosed && enclosed.covered()) {
        parts.add(
            enclosed.boxes()
                + (enclosed.boxes() == 1 ? " box that covers " : " boxes that cover ")
                + (enclosed.domain().isEmpty() ? "the one point there is" : enclosed.domain()));
      } else if (seen instanceof Integrated integrated && integrated.points() > 0) {
        parts.add(Phrases.numbers(integrated));
      } else if (seen instanceof Simulated simulated) {
        parts.add(simulated.summary());
      }
    }
    if (result.controls().made() > 0) {
      parts.add(
          result.controls().killed()
              + " of "
              + result.controls().made()
              + " wrong variants refuted by the same check");
    }
    return String.join("; ", parts);
  }

  /** The theorems that a derivation names, each once; the rest is algebra. */
  private static String steps(Derived derived) {
    Set<String> rules = new LinkedHashSet<>();
    derived.steps().stream()
        .map(ProofStep::rule)
        .filter(ProofText::isNamed)
        .forEach(rule -> rules.add(ProseMath.shown(rule, Map.of())));
    int number = derived.steps().size();
    return "a derivation of "
        + number
        + (number == 1 ? " step" : " steps")
        + (rules.isEmpty() ? "" : " (" + String.join(", ", rules) + ")");
  }

  private static String refutedBy(ClaimResult result) {
    return switch (result.verdict()) {
      case PROVED, VERIFIED ->
          "one point of the domain at which the claim fails; "
              + tried(result)
                  .map(points -> "none of the " + points + " points tried is one")
                  .orElse("none was found");
      case SUPPORTED -> unseen(result);
      case REFUTED -> "nothing but a mistake in the witness; it can be recomputed by hand";
      case INCONCLUSIVE, BROKEN -> "not to be said yet";
    };
  }

  private static String unseen(ClaimResult result) {
    for (Evidence seen : result.evidence()) {
      if (seen instanceof Simulated simulated) {
        return "wider networks, or a discrepancy below "
            + Phrases.percent(simulated.smallestDetectable())
            + ", which this sample cannot see";
      }
      if (seen instanceof Integrated integrated && Double.isFinite(integrated.digits())) {
        return String.format(
            Locale.ROOT,
            "a point that was not tried, or a relative difference below %.0e",
            Math.pow(10, -integrated.digits()));
      }
    }
    return "a point that was not tried";
  }

  private static Optional<Integer> tried(ClaimResult result) {
    return result.evidence().stream()
        .filter(Integrated.class::isInstance)
        .map(seen -> ((Integrated) seen).points())
        .filter(points -> points > 0)
        .findFirst();
  }

  private static Optional<Witness> witness(ClaimResult result) {
    return result.evidence().stream()
        .flatMap(seen -> Optional.ofNullable(seen.witness()).stream())
        .findFirst();
  }

  private static String grade(Witness witness) {
    return witness.grade().name().toLowerCase(Locale.ROOT)
        + " ("
        + Phrases.number(witness.error())
        + ")";
  }
}
