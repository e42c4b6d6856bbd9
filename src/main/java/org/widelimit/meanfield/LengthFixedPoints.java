package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.widelimit.gaussian.dual.PreciseMoments;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.Excess;
import org.widelimit.numeric.Propagation;
import org.widelimit.numeric.Roots;
import org.widelimit.numeric.Stretch;

/**
 * The fixed points of the length map: the sizes {@code q} that a layer keeps (Poole et al. 2016).
 *
 * @param points the isolated fixed points in ascending order
 * @param everyLength whether every {@code q} is a fixed point, as for ReLU at {@code (2, 0)}
 * @param grows whether large {@code q} grow from layer to layer without bound
 * @param undecided lengths between which there may or may not be more of them
 * @param divergence why the map ends at some {@code q}, if an expectation diverges there
 */
public record LengthFixedPoints(
    List<FixedPoint> points,
    boolean everyLength,
    boolean grows,
    List<Stretch> undecided,
    Optional<String> divergence) {

  /** The interval in which fixed points other than 0 are sought. */
  public static final double SMALLEST = 1e-10;

  /** The end of the interval in which fixed points are sought. */
  public static final double LARGEST = 1e6;

  private static final int GRID = 193;

  /** The end of the search where lengths still grow at {@link #LARGEST}, but ever more slowly. */
  private static final double FARTHEST = 1e15;

  private static final int FAR_GRID = 73;

  /** The relative error of a root that is known as well as doubles can tell. */
  private static final double SHARP = 1e-12;

  /** Copies the list. */
  public LengthFixedPoints {
    points = List.copyOf(points);
    undecided = List.copyOf(undecided);
  }

  /**
   * Finds the fixed points at 0 and in {@code [1e-10, 1e6]}, and beyond where the map's slope at
   * the end says that there is one: ReLU just below the edge of chaos keeps enormous lengths.
   *
   * @throws DivergentExpectationException if the map exists for no {@code q} of the grid
   */
  public static LengthFixedPoints of(MeanFieldMaps maps) {
    double[] grid = Roots.logarithmic(SMALLEST, LARGEST, GRID);
    Optional<String> divergence = Optional.empty();
    int defined = 0;
    for (double q : grid) {
      try {
        maps.lengthMap(q);
        defined++;
      } catch (DivergentExpectationException divergent) {
        divergence = Optional.of("at q = %.3g %s".formatted(q, divergent.getMessage()));
        break;
      }
    }
    if (defined == 0) {
      throw new DivergentExpectationException(divergence.orElse("the length map is undefined"));
    }
    double[] domain = Arrays.copyOf(grid, defined);
    LengthMoments moments = LengthMoments.of(maps.activation());
    Excess excess = excess(maps, moments);
    Roots.Scan scan = Roots.scanWithDips(excess, domain);
    double end = domain[domain.length - 1];
    if (scan.lastSign() > 0 && divergence.isEmpty() && maps.lengthSlope(LARGEST).upper() < 1) {
      scan = Roots.scanWithDips(excess, extended(domain));
      end = FARTHEST;
    }
    List<FixedPoint> points = new ArrayList<>();
    if (maps.sigmaB2() == 0 && moments.vanishesAtZero() && !scan.zeroEverywhere()) {
      points.add(FixedPoint.of(Bounded.ZERO, maps.lengthSlope(0)));
    }
    for (Bounded root : scan.roots()) {
      points.add(FixedPoint.of(root, slope(root, maps, moments)));
    }
    boolean grows = divergence.isPresent() || scan.lastSign() > 0;
    return new LengthFixedPoints(
        new LengthBasins(points, maps::lengthMap, grows, end).find(),
        scan.zeroEverywhere(),
        grows,
        scan.undecided(),
        divergence);
  }

  /**
   * The slope at a root. Of a root known so well, what its error changes of the slope is next to
   * nothing, and doubles tell how much.
   */
  private static Bounded slope(Bounded root, MeanFieldMaps maps, LengthMoments moments) {
    if (root.error() > SHARP * root.value()) {
      return Propagation.of(q -> slope(q[0], maps, moments), root);
    }
    Bounded there = slope(root.value(), maps, moments);
    Bounded rough = Propagation.of(q -> maps.lengthSlope(q[0]), root);
    double change = rough.error() - maps.lengthSlope(root.value()).error();
    return new Bounded(
        there.value(), there.error() + Math.max(0, change), there.grade().weaker(rough.grade()));
  }

  private static Bounded slope(double length, MeanFieldMaps maps, LengthMoments moments) {
    return moments.number(
        length,
        at -> at.derivative().rounded().times(maps.sigmaW2() / maps.keepRate()),
        maps::lengthSlope);
  }

  /** What the length map exceeds a length by. */
  private static Excess excess(MeanFieldMaps maps, LengthMoments moments) {
    // The factor as MeanFieldMaps rounds it.
    DoubleDouble weight = DoubleDouble.of(maps.sigmaW2() / maps.keepRate());
    return new Excess() {
      @Override
      public Bounded rough(double q) {
        return maps.lengthMap(q).plus(-q);
      }

      @Override
      public Optional<Bounded> fine(double q) {
        PreciseMoments.Precise rest =
            new PreciseMoments.Precise(
                DoubleDouble.of(maps.sigmaB2()).minus(DoubleDouble.of(q)), 0);
        return moments
            .at(q)
            .map(at -> at.square().combined(weight, rest, DoubleDouble.ONE).rounded());
      }
    };
  }

  private static double[] extended(double[] domain) {
    double[] far = Roots.logarithmic(LARGEST, FARTHEST, FAR_GRID);
    return DoubleStream.concat(Arrays.stream(domain), Arrays.stream(far).skip(1)).toArray();
  }

  /**
   * Returns the fixed point whose basin about it holds this length. Empty also for a length that
   * the map throws over a fixed point before it settles.
   */
  public Optional<FixedPoint> from(double start) {
    return points.stream()
        .filter(FixedPoint::attracts)
        .filter(
            point ->
                point.value().value() == start
                    || (point.basinLower().value() < start && start < point.basinUpper().value()))
        .findFirst();
  }

  /** Returns the fixed point approached from {@code q = 1}, or else the largest that attracts. */
  public Optional<FixedPoint> attractor() {
    Optional<FixedPoint> fromOne = from(1);
    if (fromOne.isPresent()) {
      return fromOne;
    }
    return points.stream().filter(FixedPoint::attracts).reduce((first, second) -> second);
  }
}
