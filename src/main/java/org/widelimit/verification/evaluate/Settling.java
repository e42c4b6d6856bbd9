package org.widelimit.verification.evaluate;

import java.util.Optional;
import org.widelimit.meanfield.CorrelationFixedPoints;
import org.widelimit.meanfield.DepthScales;
import org.widelimit.meanfield.FixedPoint;
import org.widelimit.meanfield.LengthFixedPoints;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.meanfield.Stability;
import org.widelimit.numeric.Bounded;

/**
 * Where the maps of a deep network settle, for the words {@code FixedPoint} and {@code DepthScale}.
 */
public final class Settling {

  private static final double START = 1;

  private Settling() {}

  /** Returns the fixed point of the length map that a start (1 if none is given) is drawn to. */
  public static FixedPoint length(MeanFieldMaps maps, Optional<Double> start) {
    LengthFixedPoints found = LengthFixedPoints.of(maps);
    double from = start.orElse(START);
    if (found.everyLength()) {
      return everywhere(from);
    }
    return found
        .from(from)
        .orElseThrow(
            () -> new ArithmeticException("no fixed point of the length map attracts q = " + from));
  }

  /**
   * Returns the fixed point of the correlation map, at the length that the network settles at: the
   * one that a start is drawn to, or the one that attracts.
   */
  public static FixedPoint correlation(MeanFieldMaps maps, Optional<Double> start) {
    Bounded length = length(maps, Optional.empty()).value();
    if (!(length.value() > 0)) {
      throw new ArithmeticException("the lengths shrink to 0, where correlations have no map");
    }
    CorrelationFixedPoints found = CorrelationFixedPoints.of(maps, length);
    if (found.everyCorrelation()) {
      return everywhere(start.orElse(START));
    }
    return found.points().stream()
        .filter(point -> start.map(c -> draws(point, c)).orElse(point.attracts()))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new ArithmeticException("no fixed point of the correlations attracts"));
  }

  private static boolean draws(FixedPoint point, double start) {
    return point.value().value() == start
        || (point.attracts()
            && point.basinLower().value() < start
            && start < point.basinUpper().value());
  }

  private static FixedPoint everywhere(double at) {
    Bounded exact = Bounded.exact(at);
    return new FixedPoint(exact, Bounded.exact(1), Stability.MARGINAL, exact, exact, false);
  }

  /** Returns the depth over which deviations from a fixed point fall by a factor e. */
  static Bounded scale(FixedPoint point) {
    Bounded scale = DepthScales.ofSlope(point.slope());
    if (Double.isInfinite(scale.value())) {
      throw new ArithmeticException("the depth scale is infinite to within its error");
    }
    return scale;
  }
}
