package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Propagation;
import org.widelimit.numeric.Roots;

/**
 * The fixed points of the correlation map at a fixed length, in {@code [-1, 1]} (Poole et al. 2016;
 * Schoenholz et al. 2017).
 *
 * @param points the isolated fixed points in ascending order; the last is 1 unless there is dropout
 * @param everyCorrelation whether every correlation is a fixed point, as for a linear network at
 *     {@code (1, 0)}
 */
public record CorrelationFixedPoints(List<FixedPoint> points, boolean everyCorrelation) {

  /** The smallest distance from 1 at which a fixed point is sought. */
  public static final double NEAREST = 1e-14;

  private static final int GRID = 57;

  /** Copies the list. */
  public CorrelationFixedPoints {
    points = List.copyOf(points);
  }

  /**
   * Finds the fixed points at a length. Their bounds and the slopes' include the length's error.
   *
   * @param maps the maps of the layer
   * @param length a positive fixed point of the length map
   */
  public static CorrelationFixedPoints of(MeanFieldMaps maps, Bounded length) {
    double[] grid = new double[GRID + 3];
    System.arraycopy(Roots.logarithmic(NEAREST, 1, GRID), 0, grid, 0, GRID);
    grid[GRID] = 1.3;
    grid[GRID + 1] = 1.7;
    grid[GRID + 2] = 2;
    DoubleFunction<Bounded> excess =
        defect -> Propagation.of(q -> mapDefect(maps, q[0], defect).plus(-defect), length);
    // A power series with no negative terms is convex on [0, 1]: there is one fixed point at most
    // below 1.
    Roots.Scan scan = Roots.scan(excess, grid);
    List<FixedPoint> points = new ArrayList<>();
    // Convex, equal to c at c = 1 and at most as steep there, the map is above c on [0, 1): what a
    // scan finds there is rounding, or too close to 1 to tell from it.
    boolean none = maps.keepRate() == 1 && !(chi(maps, length).lower() > 1);
    for (Bounded defect : scan.roots()) {
      if (none && defect.upper() < 1) {
        continue;
      }
      Bounded slope =
          Propagation.of(
              at -> maps.correlationSlope(at[0], Correlation.ofDefect(at[1])), length, defect);
      points.add(0, FixedPoint.of(Bounded.exact(1).minus(defect), slope));
    }
    if (!scan.zeroEverywhere()) {
      if (isOdd(maps, length.value())) {
        points.add(0, FixedPoint.of(Bounded.exact(-1), chi(maps, length)));
      }
      if (maps.keepRate() == 1) {
        points.add(FixedPoint.of(Bounded.exact(1), chi(maps, length)));
      }
    }
    return new CorrelationFixedPoints(basins(points), scan.zeroEverywhere());
  }

  private static Bounded chi(MeanFieldMaps maps, Bounded length) {
    return Propagation.of(q -> maps.chi(q[0]), length);
  }

  /** An odd activation without biases and dropout maps opposite inputs to opposite ones. */
  private static boolean isOdd(MeanFieldMaps maps, double length) {
    Bounded same = maps.dual().value(length, length, Correlation.ONE);
    Bounded opposite = maps.dual().value(length, length, Correlation.ONE.negate());
    return maps.sigmaB2() == 0 && maps.keepRate() == 1 && same.plus(opposite).contains(0);
  }

  /** Returns {@code 1 - map(1 - defect)}, accurate for small defects. */
  private static Bounded mapDefect(MeanFieldMaps maps, double length, double defect) {
    Bounded gap = maps.dual().defect(length, length, Correlation.ofDefect(defect));
    if (maps.keepRate() < 1) {
      Bounded second = maps.dual().value(length, length, Correlation.ONE);
      gap = gap.plus(second.times(1 / maps.keepRate() - 1));
    }
    return gap.times(maps.sigmaW2() / length);
  }

  private static List<FixedPoint> basins(List<FixedPoint> points) {
    List<FixedPoint> result = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      FixedPoint point = points.get(i);
      Bounded at = point.value();
      Bounded lower = i == 0 ? Bounded.exact(-1) : points.get(i - 1).value();
      Bounded upper = i + 1 == points.size() ? Bounded.exact(1) : points.get(i + 1).value();
      // A marginal point at 1 attracts from below exactly if no other point does.
      boolean attracts =
          point.stability() == Stability.STABLE
              || (point.stability() == Stability.MARGINAL
                  && at.value() == 1
                  && points.stream().noneMatch(p -> p.stability() == Stability.STABLE));
      result.add(attracts ? point.withBasin(lower, upper) : point.withBasin(at, at));
    }
    return result;
  }

  /** Returns the attracting fixed point with the largest correlation, if any attracts. */
  public Optional<FixedPoint> attractor() {
    return points.stream().filter(FixedPoint::attracts).reduce((first, second) -> second);
  }
}
