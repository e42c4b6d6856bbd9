package org.widelimit.simulation.matrix;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Memory outside the heap that samples hand on to each other. First touching fresh pages of a large
 * matrix costs more than drawing its numbers, so memory that was released waits here for the next
 * matrix of its size. What waits is bounded; anything beyond goes back to the system.
 */
final class OffHeap {

  /** The most numbers that wait: 1 GiB. */
  private static final long MOST = 1L << 27;

  private static final Deque<DoublePointer> WAITING = new ArrayDeque<>();
  private static long waiting;

  private OffHeap() {}

  /** Room for so many numbers, of any value. */
  static DoublePointer take(long length) {
    synchronized (WAITING) {
      for (DoublePointer candidate : WAITING) {
        if (candidate.capacity() == length) {
          WAITING.remove(candidate);
          waiting -= length;
          return candidate;
        }
      }
    }
    return new DoublePointer(length);
  }

  /** Takes memory back; the giver does not use it any more. Its position is 0. */
  static void give(DoublePointer memory) {
    long length = memory.capacity();
    if (length > MOST) {
      memory.close();
      return;
    }
    synchronized (WAITING) {
      // The longest unused go first: another experiment has other sizes.
      while (waiting + length > MOST) {
        DoublePointer oldest = WAITING.removeLast();
        waiting -= oldest.capacity();
        oldest.close();
      }
      WAITING.addFirst(memory);
      waiting += length;
    }
  }
}
