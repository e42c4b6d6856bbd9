package org.widelimit.report.plot;

import java.util.List;

/**
 * A curve of a plot.
 *
 * @param name its name in the legend
 * @param points its points, from left to right
 * @param shape how it is drawn
 */
public record Series(String name, List<Point> points, Shape shape) {

  /** How a series is drawn. */
  public enum Shape {
    /** Markers on a line, with a band where the points have intervals. */
    MEASURED,
    /** A line without markers. */
    CURVE
  }

  /** Copies the points. */
  public Series {
    points = List.copyOf(points);
  }

  /**
   * A point with an interval of its ordinate.
   *
   * @param x the abscissa
   * @param y the ordinate; not drawn if not finite
   * @param lower the lower end, possibly minus infinity
   * @param upper the upper end, possibly infinity
   */
  public record Point(double x, double y, double lower, double upper) {
    /** A point known exactly. */
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }
  }
}
