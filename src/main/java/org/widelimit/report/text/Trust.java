package org.widelimit.report.text;

import java.util.Optional;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Verdict;

/** The ladder of trust: what a verdict in favour of a claim rests on, the weakest first. */
public enum Trust {
  /** Finite random networks agree within the error budget. */
  STATISTICS("statistics", "finite random networks agree; a false alarm is bounded, no guarantee"),
  /** The sides agree at the points that were tried. */
  POINTS("points", "both sides agree within their error bounds at every point tried, no guarantee"),
  /** Intervals with outward rounding cover the whole domain. */
  ENCLOSURE("enclosures", "intervals with outward rounding cover every point of the domain"),
  /** A derivation closed and the numbers agree. */
  DERIVATION("derivation", "a derivation with recorded steps; the numbers agree as well");

  private final String word;
  private final String meaning;

  Trust(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** Returns the rung's name. */
  public String word() {
    return word;
  }

  /** Returns what the rung is worth, as the end of a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Returns this rung as what {@link #of} finds. */
  public Optional<Trust> found() {
    return Optional.of(this);
  }

  /** Returns the verdict that a claim on this rung gets. */
  public Verdict verdict() {
    return switch (this) {
      case STATISTICS, POINTS -> Verdict.SUPPORTED;
      case ENCLOSURE -> Verdict.VERIFIED;
      case DERIVATION -> Verdict.PROVED;
    };
  }

  /** Returns the rung that a verdict stands on; empty for one that is not in favour. */
  public static Optional<Trust> of(ClaimResult result) {
    return switch (result.verdict()) {
      case PROVED -> Optional.of(DERIVATION);
      case VERIFIED -> Optional.of(ENCLOSURE);
      case SUPPORTED ->
          Optional.of(
              result.evidence().stream().anyMatch(Simulated.class::isInstance)
                  ? STATISTICS
                  : POINTS);
      case REFUTED, INCONCLUSIVE, BROKEN -> Optional.empty();
    };
  }
}
