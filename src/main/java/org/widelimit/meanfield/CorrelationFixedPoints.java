package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.widelimit.gaussian.Bounded;
import org.widelimit.gaussian.Correlation;
import org.widelimit.network.MeanFieldMaps;

/**
 * The fixed points of the correlation map at a fixed length, in {@code [-1, 1]} (Poole et al. 2016;
 * Schoenholz et al. 2017).
 *
 * @param points the isolated fixed points in ascending order; the last is 1 unless there is dropout
 * @param everyCorrelation whether every correlation is a fixed point, as for a linear network at
 *     {@code (1, 0)}
 */
public record CorrelationFixedPoints(List<FixedPoint> points, boolean everyCorrelation) {

  private static final double NEAREST = 1e-9;
  private static final int GRID = 41;

  /** Copies the list. */
  public CorrelationFixedPoints {
    points = List.copyOf(points);
  }

  /**
   * Finds the fixed points at a length.
   *
   * @param maps the maps of the layer
   * @param length a positive fixed point of the length map
   */
  public static CorrelationFixedPoints of(MeanFieldMaps maps, double length) {
    double[] grid = new double[GRID + 3];
    System.arraycopy(Roots.logarithmic(NEAREST, 1, GRID), 0, grid, 0, GRID);
    grid[GRID] = 1.3;
    grid[GRID + 1] = 1.7;
    grid[GRID + 2] = 2;
    DoubleFunction<Bounded> excess = defect -> mapDefect(maps, length, defect).plus(-defect);
    Roots.Scan scan = Roots.scan(excess, grid);
    List<FixedPoint> points = new ArrayList<>();
    for (Bounded defect : scan.roots()) {
      Bounded slope = maps.correlationSlope(length, Correlation.ofDefect(defect.value()));
      points.add(0, FixedPoint.of(new Bounded(1 - defect.value(), defect.error()), slope));
    }
    if (maps.keepRate() == 1 && !scan.zeroEverywhere()) {
      points.add(FixedPoint.of(Bounded.exact(1), maps.chi(length)));
    }
    return new CorrelationFixedPoints(basins(points), scan.zeroEverywhere());
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
      double at = point.value().value();
      double lower = i == 0 ? -1 : points.get(i - 1).value().value();
      double upper = i + 1 == points.size() ? 1 : points.get(i + 1).value().value();
      // A marginal point at 1 attracts from below exactly if no other point does.
      boolean attracts =
          point.stability() == Stability.STABLE
              || (point.stability() == Stability.MARGINAL && points.size() == 1);
      result.add(attracts ? point.withBasin(lower, upper) : point.withBasin(at, at));
    }
    return result;
  }

  /** Returns the attracting fixed point with the largest correlation, if any attracts. */
  public Optional<FixedPoint> attractor() {
    return points.stream()
        .filter(point -> point.basinLower() < point.basinUpper())
        .reduce((first, second) -> second);
  }
}
