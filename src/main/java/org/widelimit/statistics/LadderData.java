package org.widelimit.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The samples drawn so far at every width of a ladder; grows, never forgets. */
final class LadderData {
  /** Samples asked of a sampler at a time, so that an interrupt is seen soon. */
  private static final int CHUNK = 1 << 12;

  private final WidthLadder ladder;
  private final double[][] values;
  private final double[][] reduced;
  private final int[] counts;

  LadderData(WidthLadder ladder) {
    this.ladder = ladder;
    this.values = new double[ladder.size()][0];
    this.reduced = new double[ladder.size()][0];
    this.counts = new int[ladder.size()];
  }

  WidthLadder ladder() {
    return ladder;
  }

  int count(int rung) {
    return counts[rung];
  }

  /** The samples of one rung, a copy. */
  double[] values(int rung) {
    return Arrays.copyOf(values[rung], counts[rung]);
  }

  /** Numbers of the same expectation as the samples of one rung, with less noise; a copy. */
  double[] reduced(int rung) {
    return Arrays.copyOf(reduced[rung], counts[rung]);
  }

  /**
   * Draws until every rung has at least the given number of samples.
   *
   * @throws NonFiniteSampleException at the first sample that is not finite
   * @throws CancellationException when the thread is interrupted
   */
  void extend(Sampler sampler, int[] targets) {
    for (int rung = 0; rung < counts.length; rung++) {
      int width = ladder.widths().get(rung);
      if (targets[rung] > values[rung].length) {
        values[rung] = Arrays.copyOf(values[rung], targets[rung]);
        reduced[rung] = Arrays.copyOf(reduced[rung], targets[rung]);
      }
      while (counts[rung] < targets[rung]) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted while sampling");
        }
        double[] chunk = new double[Math.min(CHUNK, targets[rung] - counts[rung])];
        double[] reducedChunk = new double[chunk.length];
        sampler.fill(width, counts[rung], chunk, reducedChunk);
        for (int i = 0; i < chunk.length; i++) {
          if (!Double.isFinite(chunk[i]) || !Double.isFinite(reducedChunk[i])) {
            throw new NonFiniteSampleException(width, counts[rung] + i, chunk[i]);
          }
        }
        System.arraycopy(chunk, 0, values[rung], counts[rung], chunk.length);
        System.arraycopy(reducedChunk, 0, reduced[rung], counts[rung], chunk.length);
        counts[rung] += chunk.length;
      }
    }
  }

  /** What estimates the means: the statistics of the reduced samples. */
  SampleStatistics[] statistics() {
    SampleStatistics[] result = new SampleStatistics[counts.length];
    for (int rung = 0; rung < counts.length; rung++) {
      result[rung] = SampleStatistics.of(reduced[rung], counts[rung]);
    }
    return result;
  }

  /** The table of the ladder, each row's interval at {@code level}. */
  List<LadderRow> rows(double level) {
    List<LadderRow> rows = new ArrayList<>();
    SampleStatistics[] statistics = statistics();
    for (int rung = 0; rung < counts.length; rung++) {
      SampleStatistics s = statistics[rung];
      rows.add(
          new LadderRow(
              ladder.widths().get(rung),
              s.count(),
              s.mean(),
              SampleStatistics.of(values[rung], counts[rung]).standardDeviation(),
              ConfidenceInterval.ofMean(s, level)));
    }
    return List.copyOf(rows);
  }
}
