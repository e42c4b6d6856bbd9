package org.widelimit.algebra;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds up the processor's time of the threads that derive. A thread that has ended has none to
 * tell, so a sampler reads them all every few milliseconds.
 */
public final class WorkMeter implements AutoCloseable {

  private static final Set<String> WORKERS = Set.of("derivation", "symbolic");
  private static final long SLICE_MILLIS = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<Long, Long> first = new ConcurrentHashMap<>();
  private final Map<Long, Long> last = new ConcurrentHashMap<>();
  private final Thread sampler = new Thread(this::run, "work meter");

  public WorkMeter() {
    sample();
    first.putAll(last);
    sampler.setDaemon(true);
    sampler.start();
  }

  private void run() {
    while (!sampler.isInterrupted()) {
      sample();
      if (!sleep(SLICE_MILLIS)) {
        return;
      }
    }
  }

  private void sample() {
    for (ThreadInfo thread : workers()) {
      long used = THREADS.getThreadCpuTime(thread.getThreadId());
      if (used >= 0) {
        last.put(thread.getThreadId(), used);
      }
    }
  }

  private static List<ThreadInfo> workers() {
    return List.of(THREADS.dumpAllThreads(false, false)).stream()
        .filter(thread -> WORKERS.contains(thread.getThreadName()))
        .toList();
  }

  /** Returns the time used since this meter was made. */
  public Duration used() {
    sample();
    long nanos = 0;
    for (Map.Entry<Long, Long> thread : last.entrySet()) {
      nanos += thread.getValue() - first.getOrDefault(thread.getKey(), 0L);
    }
    return Duration.ofNanos(nanos);
  }

  /**
   * Waits until no thread works any more.
   *
   * @return whether that came to be within the time given, by the clock
   */
  public static boolean rests(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (workers().stream().anyMatch(WorkMeter::works)) {
      if (System.nanoTime() > end || !sleep(SLICE_MILLIS)) {
        return false;
      }
    }
    return true;
  }

  private static boolean works(ThreadInfo thread) {
    return thread.getThreadState() == Thread.State.RUNNABLE;
  }

  private static boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    sampler.interrupt();
  }
}
