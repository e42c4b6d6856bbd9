package org.widelimit.simulation.matrix;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Long arrays that samples hand on to each other. A sample of a wide network fills some seventy
 * columns and needs none of them afterwards; columns that are new each time cost their zeroing, the
 * system's pages and the collector's work, which is more than half the time at a width of a
 * million, and they leave the cache at a width of a thousand.
 *
 * <p>An arena is open for a stretch of work on one thread, and takes back at its end all that was
 * taken meanwhile. So such work returns nothing that holds a long array, as a run of an experiment
 * does, which returns what it measured. A thread without an open arena gets new arrays.
 *
 * <p>What all arenas hold is bounded by half the heap, beyond which arrays are new and nobody's;
 * what waits for the next sample goes before memory runs short.
 */
public final class Arena {

  /** Shorter arrays are cheap, and some of them outlive their sample. */
  private static final int SHORTEST = 256;

  private static final long MOST = Runtime.getRuntime().maxMemory() / (2 * Double.BYTES);

  private static final ThreadLocal<@Nullable Arena> OPEN = new ThreadLocal<>();
  private static final Deque<Waiting> WAITING = new ArrayDeque<>();
  private static final AtomicLong HELD = new AtomicLong();

  private final List<Shelf> shelves = new ArrayList<>();

  /** An arena that nobody uses, and how many numbers it holds. */
  private record Waiting(SoftReference<Arena> arena, long numbers) {}

  /** Arrays of one length, of which the first ones are lent. */
  private static final class Shelf {
    private final int length;
    private final List<double[]> arrays = new ArrayList<>();
    private int lent;

    private Shelf(int length) {
      this.length = length;
    }
  }

  private Arena() {}

  /**
   * Does some work with an arena open.
   *
   * @param work what is done; it must not return an array that it took, or hand it on
   * @return what the work returns
   */
  public static <T> T within(Supplier<T> work) {
    Arena arena = waiting();
    if (arena == null) {
      arena = new Arena();
    }
    Arena outer = OPEN.get();
    OPEN.set(arena);
    try {
      return work.get();
    } finally {
      OPEN.set(outer);
      arena.takeBack();
    }
  }

  /** The one that was used last, whose arrays are still in some cache. */
  private static @Nullable Arena waiting() {
    synchronized (WAITING) {
      while (!WAITING.isEmpty()) {
        Waiting last = WAITING.removeFirst();
        Arena arena = last.arena.get();
        if (arena != null) {
          return arena;
        }
        HELD.addAndGet(-last.numbers);
      }
      return null;
    }
  }

  /** An array of any content: from the thread's open arena if there is one. */
  public static double[] take(int length) {
    Arena open = length < SHORTEST ? null : OPEN.get();
    return open == null ? new double[length] : open.lend(length);
  }

  /** Columns of any content. */
  public static double[][] take(int columns, int rows) {
    double[][] result = new double[columns][];
    for (int j = 0; j < columns; j++) {
      result[j] = take(rows);
    }
    return result;
  }

  private double[] lend(int length) {
    Shelf shelf = shelf(length);
    if (shelf.lent == shelf.arrays.size()) {
      double[] array = new double[length];
      if (HELD.addAndGet(length) > MOST) {
        HELD.addAndGet(-length);
        return array;
      }
      shelf.arrays.add(array);
    }
    return shelf.arrays.get(shelf.lent++);
  }

  private Shelf shelf(int length) {
    for (Shelf shelf : shelves) {
      if (shelf.length == length) {
        return shelf;
      }
    }
    Shelf shelf = new Shelf(length);
    shelves.add(shelf);
    return shelf;
  }

  /** Takes all arrays back and keeps those that were of use for the next sample. */
  private void takeBack() {
    long numbers = 0;
    for (Shelf shelf : shelves) {
      List<double[]> idle = shelf.arrays.subList(shelf.lent, shelf.arrays.size());
      HELD.addAndGet(-(long) idle.size() * shelf.length);
      idle.clear();
      shelf.lent = 0;
      numbers += (long) shelf.arrays.size() * shelf.length;
    }
    shelves.removeIf(shelf -> shelf.arrays.isEmpty());
    synchronized (WAITING) {
      WAITING.addFirst(new Waiting(new SoftReference<>(this), numbers));
    }
  }
}
