package org.widelimit.cli.output;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.widelimit.simulation.experiment.ExperimentRunner;

/**
 * Shows how a simulation gets on, as a bar where there is a terminal and otherwise as a line now
 * and then, and keeps what was measured, so that an interrupted run has something to show.
 */
public final class SimulationProgress implements ExperimentRunner.Progress, AutoCloseable {

  /** Seconds between two lines of a log; a run that is shorter writes none. */
  private static final double LINE_EVERY = 10;

  private final PrintWriter err;
  private final boolean terminal;
  private final SortedMap<Integer, Values> measured = new TreeMap<>();
  private final long start = System.nanoTime();
  private double lastLine;
  private String stage = "";
  private @Nullable ProgressBar bar;

  /** The first number of every sample of one width. */
  private static final class Values {
    private double[] values = new double[128];
    private int count;

    private void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }
  }

  private SimulationProgress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Returns a progress that writes there, or draws a bar on standard error. */
  public static SimulationProgress on(PrintWriter err) {
    return new SimulationProgress(err, Progress.hasTerminal());
  }

  /** Names what runs from now on, and forgets what was measured before. */
  public synchronized void stage(String name) {
    stage = name.isEmpty() ? "" : name + ", ";
    measured.clear();
  }

  @Override
  public synchronized void sampled(int width, long index, double[] values) {
    measured.computeIfAbsent(width, w -> new Values()).add(values[0]);
  }

  @Override
  public synchronized void finished(int width, long finished, long wanted) {
    if (terminal) {
      draw(width, finished, wanted);
      return;
    }
    double now = (System.nanoTime() - start) / 1e9;
    if (now - lastLine >= LINE_EVERY) {
      lastLine = now;
      Values values = measured.get(width);
      err.printf(
          Locale.ROOT,
          "%.0f s: %swidth %d, %s so far%n",
          now,
          stage,
          width,
          Plural.of(values == null ? 0 : values.count, "sample"));
      err.flush();
    }
  }

  private void draw(int width, long finished, long wanted) {
    if (bar == null) {
      bar = Progress.bar("simulate", wanted);
    }
    bar.setExtraMessage(stage + "width " + width);
    bar.maxHint(wanted);
    bar.stepTo(finished);
  }

  /** Returns what was measured so far: the first number of every sample, by width. */
  public synchronized SortedMap<Integer, double[]> measured() {
    SortedMap<Integer, double[]> result = new TreeMap<>();
    measured.forEach(
        (width, values) -> result.put(width, Arrays.copyOf(values.values, values.count)));
    return result;
  }

  @Override
  public void close() {
    clear();
  }

  /** Takes the bar away, so that results can be printed. */
  public synchronized void clear() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
