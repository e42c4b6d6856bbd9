package org.widelimit.statistics;

import java.util.List;

/**
 * What a {@link ScalingTest} found.
 *
 * @param decision the decision about {@code claimed}
 * @param claimed the claimed exponent
 * @param exponent the interval of the exponent; unbounded where none could be fitted
 * @param ladder the samples' summary, a row a width
 * @param level the probability of a wrong decision
 * @param tolerance the error of an exponent that the test had to see
 * @param looks how often the test looked
 * @param reason one sentence on why this decision
 * @param excessLength by what factor the interval is too long to accept
 * @param noiseByRung what one sample of each rung adds to the exponent's standard deviation
 */
public record ScalingOutcome(
    Decision decision,
    double claimed,
    ConfidenceInterval exponent,
    List<LadderRow> ladder,
    double level,
    double tolerance,
    int looks,
    String reason,
    double excessLength,
    List<Double> noiseByRung)
    implements SequentialTest.Look {

  /** Keeps copies. */
  public ScalingOutcome {
    ladder = List.copyOf(ladder);
    noiseByRung = List.copyOf(noiseByRung);
  }

  /** The smallest error of the claimed exponent that these samples show. */
  public double smallestDetectable() {
    return exponent.farthestFrom(claimed);
  }

  /** Tells whether the same samples exclude another exponent. */
  public boolean excludes(double otherExponent) {
    return !exponent.contains(otherExponent);
  }

  /** All samples drawn, over all widths. */
  public long samples() {
    return ladder.stream().mapToLong(LadderRow::samples).sum();
  }

  @Override
  public double[] noise() {
    return noiseByRung.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
