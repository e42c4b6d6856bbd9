package org.widelimit.simulation.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs experiments on a bounded number of threads, with progress, cancellation and resumption.
 *
 * <p>Every sample is a pure function of the experiment, its width, its index and the seed, so the
 * results do not depend on the number of threads or on what was interrupted when. With a {@link
 * Journal}, each finished sample is written down, and a later run reads it back instead of drawing
 * it again.
 */
public final class ExperimentRunner implements AutoCloseable {
  /** Parts per thread: at the end a thread waits for another's last part at most. */
  private static final int PARTS_PER_THREAD = 32;

  /** The longest part: how much an interruption can lose per thread. */
  private static final int LONGEST_PART = 256;

  private final ExecutorService threads;
  private final int parallelism;
  private final @Nullable Journal journal;
  private final Progress progress;
  private volatile boolean cancelled;

  /** Hears of finished samples; called from any thread, several at a time. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some samples are finished.
     *
     * @param width their width
     * @param finished how many of this call's are finished by now
     * @param wanted how many this call wants at this width
     */
    void finished(int width, long finished, long wanted);

    /**
     * One sample is there, drawn now or found in the journal; called before {@link #finished}
     * counts it, from any thread, in any order.
     *
     * @param width its width
     * @param index its index
     * @param values what the observable gave: not to be changed
     */
    default void sampled(int width, long index, double[] values) {}

    /** Hears nothing. */
    static Progress none() {
      return (width, finished, wanted) -> {};
    }
  }

  /**
   * A runner without a journal.
   *
   * @param threads how many threads draw samples, at least 1
   */
  public ExperimentRunner(int threads) {
    this(threads, null, Progress.none());
  }

  /**
   * A runner.
   *
   * @param threads how many threads draw samples, at least 1
   * @param journal where finished samples are kept, or null
   * @param progress who hears of finished samples
   */
  public ExperimentRunner(int threads, @Nullable Journal journal, Progress progress) {
    this.parallelism = threads;
    this.journal = journal;
    this.progress = progress;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "experiment");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Draws all samples of an experiment.
   *
   * @return by width, one row a sample
   * @throws CancellationException after {@link #cancel} or when the thread is interrupted
   */
  public SortedMap<Integer, List<double[]>> run(Experiment experiment, long seed) {
    SortedMap<Integer, List<double[]>> results = new TreeMap<>();
    for (int width : experiment.widths()) {
      results.put(width, run(experiment, seed, width, 0, experiment.samples()));
    }
    return results;
  }

  /**
   * Draws the samples {@code first .. first + count - 1} at one width.
   *
   * @return one row a sample, in order
   * @throws CancellationException after {@link #cancel} or when the thread is interrupted
   */
  public List<double[]> run(Experiment experiment, long seed, int width, long first, int count) {
    double[][] rows = new double[count][];
    List<Integer> missing = new ArrayList<>();
    Journal.@Nullable Section section = journal == null ? null : journal.open(experiment, seed);
    for (int i = 0; i < count; i++) {
      double[] known = section == null ? null : section.find(width, first + i);
      if (known == null) {
        missing.add(i);
      } else {
        rows[i] = known;
        progress.sampled(width, first + i, known);
      }
    }
    AtomicLong finished = new AtomicLong(count - missing.size());
    int part =
        Math.max(1, Math.min(LONGEST_PART, missing.size() / (parallelism * PARTS_PER_THREAD) + 1));
    List<Future<?>> parts = new ArrayList<>();
    for (int from = 0; from < missing.size(); from += part) {
      List<Integer> indices = missing.subList(from, Math.min(missing.size(), from + part));
      parts.add(
          threads.submit(
              () -> {
                Map<Long, double[]> drawn = new LinkedHashMap<>();
                for (int i : indices) {
                  if (cancelled || Thread.currentThread().isInterrupted()) {
                    break;
                  }
                  rows[i] = experiment.run(width, first + i, seed);
                  drawn.put(first + i, rows[i]);
                }
                if (section != null) {
                  section.append(width, drawn);
                }
                drawn.forEach((index, values) -> progress.sampled(width, index, values));
                progress.finished(width, finished.addAndGet(drawn.size()), count);
              }));
    }
    await(parts);
    if (cancelled) {
      throw new CancellationException("cancelled while sampling width " + width);
    }
    return List.of(rows);
  }

  private static void await(List<Future<?>> parts) {
    try {
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (InterruptedException e) {
      parts.forEach(part -> part.cancel(true));
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while sampling");
    } catch (ExecutionException e) {
      parts.forEach(part -> part.cancel(true));
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Stops all runs of this runner, at the end of the samples being drawn. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
