package org.widelimit.statistics;

import java.util.List;

/**
 * The widths (or depths, or times) at which an observable is sampled, strictly increasing.
 *
 * @param widths at least two positive widths
 */
public record WidthLadder(List<Integer> widths) {

  /** Checks the order. */
  public WidthLadder {
    widths = List.copyOf(widths);
    if (widths.size() < 2) {
      throw new IllegalArgumentException("A ladder has at least two widths, not " + widths);
    }
    for (int i = 0; i < widths.size(); i++) {
      if (widths.get(i) < 1 || (i > 0 && widths.get(i) <= widths.get(i - 1))) {
        throw new IllegalArgumentException("Widths are positive and increase, unlike " + widths);
      }
    }
  }

  /** A ladder of the given widths. */
  public static WidthLadder of(Integer... widths) {
    return new WidthLadder(List.of(widths));
  }

  /**
   * The widths of networks at initialization. Equal work tells as much about a mean at any width,
   * but its bias falls as 1/M, so the ladder is long; it ends where a sample still fits a cache.
   */
  public static WidthLadder standard() {
    return geometric(64, 3, 5);
  }

  /** The ladder first, first ratio, first ratio^2, ... of {@code rungs} widths. */
  public static WidthLadder geometric(int first, int ratio, int rungs) {
    Integer[] widths = new Integer[rungs];
    int width = first;
    for (int i = 0; i < rungs; i++) {
      widths[i] = width;
      width = Math.multiplyExact(width, i + 1 < rungs ? ratio : 1);
    }
    return of(widths);
  }

  int size() {
    return widths.size();
  }

  double[] toArray() {
    return widths.stream().mapToDouble(Integer::doubleValue).toArray();
  }
}
