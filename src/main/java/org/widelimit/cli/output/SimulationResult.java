package org.widelimit.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.LadderRow;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.SampleStatistics;

/**
 * What a simulation measured.
 *
 * @param observable the observable's name
 * @param rows the samples' summaries
 * @param outcome what the test of the limit found, if there was one
 * @param theory the limit that was tested
 */
public record SimulationResult(
    String observable, List<Row> rows, Optional<LimitOutcome> outcome, Optional<Double> theory) {

  /**
   * The samples of one number at one width.
   *
   * @param rank which number of a spectrum, from 1; 1 for an observable of one number
   * @param summary its samples' summary
   */
  record Row(int rank, LadderRow summary) {}

  public SimulationResult {
    rows = List.copyOf(rows);
  }

  /** The result of a test. */
  public static SimulationResult of(
      String observable, LimitOutcome outcome, Optional<Double> theory) {
    return new SimulationResult(
        observable,
        outcome.ladder().stream().map(row -> new Row(1, row)).toList(),
        Optional.of(outcome),
        theory);
  }

  /**
   * What an interrupted run measured until then.
   *
   * @param measured the samples by width
   * @param level of the intervals
   */
  public static SimulationResult partial(
      String observable, SortedMap<Integer, double[]> measured, double level) {
    List<Row> rows = new ArrayList<>();
    measured.forEach((width, values) -> rows.add(new Row(1, row(width, values, level))));
    return new SimulationResult(observable, rows, Optional.empty(), Optional.empty());
  }

  /**
   * What was measured of a spectrum.
   *
   * @param measured by width, one array a sample
   * @param level of the intervals
   */
  public static SimulationResult spectrum(
      String observable, SortedMap<Integer, List<double[]>> measured, double level) {
    List<Row> rows = new ArrayList<>();
    measured.forEach(
        (width, samples) -> {
          int ranks = samples.get(0).length;
          for (int rank = 1; rank <= ranks; rank++) {
            int index = rank - 1;
            double[] values = samples.stream().mapToDouble(s -> s[index]).toArray();
            rows.add(new Row(rank, row(width, values, level)));
          }
        });
    return new SimulationResult(observable, rows, Optional.empty(), Optional.empty());
  }

  private static LadderRow row(int width, double[] values, double level) {
    SampleStatistics statistics = SampleStatistics.of(values);
    return new LadderRow(
        width,
        statistics.count(),
        statistics.mean(),
        statistics.standardDeviation(),
        statistics.count() < 2
            ? ConfidenceInterval.around(statistics.mean(), Double.POSITIVE_INFINITY, level)
            : ConfidenceInterval.ofMean(statistics, level));
  }

  /** Whether the observable has several numbers. */
  public boolean isSpectrum() {
    return rows.stream().anyMatch(row -> row.rank() > 1);
  }
}
