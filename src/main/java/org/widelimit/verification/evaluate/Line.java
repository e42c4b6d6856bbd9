package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.gaussian.quadrature.Places;
import org.widelimit.gaussian.quadrature.PlainRoute;
import org.widelimit.gaussian.quadrature.Reach;
import org.widelimit.gaussian.quadrature.SplitQuadrature;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.UndefinedValueException;

/**
 * A function on the line with what a quadrature must know of it.
 *
 * @param f the function
 * @param breaks functions at whose zeros it may have a kink or a jump
 * @param singular functions at whose zeros it may be infinite
 * @param centers functions at whose zeros or extrema it may have a peak or a steep flank
 * @param exponents functions like these that may have a flank elsewhere, if they are linear
 * @param shifts gives the function by the distance from an exact zero of one of the singular
 *     functions near a number, or null where there is none
 * @param wordless whether it is a formula, of which all features are known, and no average is in it
 */
record Line(
    DoubleUnaryOperator f,
    List<DoubleUnaryOperator> breaks,
    List<DoubleUnaryOperator> singular,
    List<DoubleUnaryOperator> centers,
    List<DoubleUnaryOperator> exponents,
    Shifts shifts,
    boolean wordless) {

  /** Features of this scale, in standard deviations, need a rule that knows where they are. */
  private static final double NARROW = 0.15;

  /** Narrower features are only looked for where the formula says that they are. */
  private static final double NARROWEST = 1e-4;

  /** How many scales a piece may have that has no feature at its ends. */
  private static final double SCALES = 16;

  private static final int MOST_PLACES = 400;

  /** Values that one integral may take, a few seconds at most. */
  private static final long MOST_NODES = 1_000_000;

  /** Kinks this close to another place, relative to their size, are that place. */
  private static final double SAME_KINK = 1e-14;

  /** The same for centers, which are extrema as a rule, and found to half of the digits. */
  private static final double SAME_CENTER = 1e-6;

  private static final double MOST_PIECES = 2000;

  /** Without an exact zero, distances below this part of a place have too few digits. */
  private static final double RESOLUTION = 0x1p-30;

  private static final double CLOSEST = 1e-290;

  /** The numbers in a formula that cancel at a place are taken to be no smaller than this. */
  private static final double LEAST_SIZE = 0x1p-8;

  /** Where features of integrals over infinite ranges are looked for. */
  private static final double FAR = 64;

  /** Functions by the distance from an exact place. */
  interface Shifts {
    /** Returns the function about the exact zero near a place, or null. */
    @org.jspecify.annotations.Nullable
    DoubleUnaryOperator near(double place);
  }

  /** Returns the expectation at a standard normal variable, noise relative to the values. */
  Bounded expectation(double noise) {
    return expectation(size -> noise * size, () -> noise, MOST_NODES);
  }

  /** Returns the expectation by the rules of Hipparchus, where those converge. */
  Optional<Bounded> plainExpectation() {
    Reach reach = GaussianQuadrature.reach(f);
    Features features = features(-reach.left(), reach.right());
    return features.isPlain()
        ? PlainRoute.expectation(f, reach, features.breaks())
        : Optional.empty();
  }

  /**
   * Returns the expectation at a standard normal variable.
   *
   * @param noise where the function is smooth on the line, what the errors of its values come to,
   *     given the expectation of the absolute value
   * @param splitNoise the same where it is not, as far as it is known by now
   * @param mostNodes how many values may be asked for
   */
  Bounded expectation(DoubleUnaryOperator noise, DoubleSupplier splitNoise, long mostNodes) {
    try {
      Reach reach = GaussianQuadrature.reach(f);
      Features features = features(-reach.left(), reach.right());
      if (features.isPlain()) {
        return wordless
            ? GaussianQuadrature.noisyExpectation(f, noise, reach, NARROW, features.breaks())
            : GaussianQuadrature.noisyExpectation(f, noise, reach, features.breaks());
      }
      Bounded value =
          SplitQuadrature.integrate(
              split(features, true),
              splitNoise,
              mostNodes,
              features.ends(-reach.left(), reach.right(), Double.POSITIVE_INFINITY));
      return value.widened(reach.tail());
    } catch (DivergentExpectationException divergent) {
      throw new UndefinedValueException(divergent.getMessage());
    }
  }

  /** Returns the integral over an interval whose ends may be infinite. */
  Bounded integral(double lower, double upper, double noise) {
    double from = Double.isInfinite(lower) ? Math.min(-FAR, upper - FAR) : lower;
    double to = Double.isInfinite(upper) ? Math.max(FAR, lower + FAR) : upper;
    try {
      Features features = features(from, to);
      double[] ends = features.ends(from, to, (to - from) / 4);
      ends[0] = lower;
      ends[ends.length - 1] = upper;
      return SplitQuadrature.integrate(split(features, false), () -> noise, MOST_NODES, ends);
    } catch (DivergentExpectationException divergent) {
      throw new UndefinedValueException(divergent.getMessage());
    }
  }

  private SplitQuadrature.Integrand split(Features features, boolean normal) {
    Map<Double, DoubleUnaryOperator> exact = new HashMap<>();
    for (double place : features.singular) {
      DoubleUnaryOperator shifted = shifts.near(place);
      if (shifted != null) {
        exact.put(place, shifted);
      }
    }
    return new SplitQuadrature.Integrand() {
      @Override
      public double at(double place, double distance) {
        DoubleUnaryOperator shifted = exact.get(place);
        double z = place + distance;
        double value = shifted == null ? f.applyAsDouble(z) : shifted.applyAsDouble(distance);
        return normal ? value * GaussianQuadrature.density(z) : value;
      }

      @Override
      public double resolution(double place) {
        if (!features.singular.contains(place)) {
          return Double.POSITIVE_INFINITY;
        }
        return exact.containsKey(place)
            ? CLOSEST
            : RESOLUTION * Math.max(Math.abs(place), LEAST_SIZE);
      }
    };
  }

  /** What was found between two numbers. */
  private record Features(
      List<Double> kinks, List<Double> singular, List<Double> centers, double scale, double loose) {
    boolean isPlain() {
      return singular.isEmpty() && scale >= NARROW && loose >= NARROW;
    }

    double[] breaks() {
      return kinks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] ends(double lower, double upper, double widest) {
      TreeSet<Double> places = new TreeSet<>(singular);
      addOthers(places, kinks, SAME_KINK);
      if (centers.size() <= MOST_PLACES) {
        addOthers(places, centers, SAME_CENTER);
      }
      double least = (upper - lower) / MOST_PIECES;
      double width =
          Math.max(least, Math.min(widest, SCALES * Math.max(Math.min(loose, NARROW), NARROWEST)));
      TreeSet<Double> ends = new TreeSet<>();
      double last = lower;
      places.removeIf(place -> !(place > lower && place < upper));
      places.add(upper);
      for (double place : places) {
        int pieces = (int) Math.ceil((place - last) / width);
        for (int i = 1; i < pieces; i++) {
          ends.add(last + (place - last) * i / pieces);
        }
        ends.add(place + 0.0);
        last = place;
      }
      ends.add(lower);
      return ends.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** Adds the places that are not there but for the error of a search. */
  private static void addOthers(TreeSet<Double> places, List<Double> more, double same) {
    for (double place : more) {
      double off = same * Math.max(Math.abs(place), same);
      if (places.subSet(place - off, true, place + off, true).isEmpty()) {
        places.add(place);
      }
    }
  }

  private Features features(double lower, double upper) {
    List<Double> kinks = new ArrayList<>();
    for (DoubleUnaryOperator part : breaks) {
      kinks.addAll(inside(Places.of(part, lower, upper).zeros(), lower, upper));
    }
    List<Double> poles = new ArrayList<>();
    for (DoubleUnaryOperator part : singular) {
      poles.addAll(inside(Places.of(part, lower, upper).zeros(), lower, upper));
    }
    List<Double> narrow = new ArrayList<>();
    double scale = Double.POSITIVE_INFINITY;
    double loose = Double.POSITIVE_INFINITY;
    List<DoubleUnaryOperator> parts = new ArrayList<>(centers);
    parts.addAll(exponents);
    for (int i = 0; i < parts.size(); i++) {
      DoubleUnaryOperator part = parts.get(i);
      Places.Found found = Places.of(part, lower, upper);
      if (i >= centers.size() && found.slope() != 0 && !Double.isNaN(found.slope())) {
        loose = Math.min(loose, 1 / Math.abs(found.slope()));
      }
      List<Double> places = inside(found.zeros(), lower, upper);
      places.addAll(inside(found.extrema(), lower, upper));
      for (double place : places) {
        double here = Places.scale(part, place);
        scale = Math.min(scale, here);
        if (here < 1) {
          narrow.add(place);
        }
      }
    }
    return new Features(kinks, poles, narrow, scale, loose);
  }

  private static List<Double> inside(Collection<Double> places, double lower, double upper) {
    List<Double> inside = new ArrayList<>();
    for (double place : places) {
      if (place >= lower && place <= upper) {
        inside.add(place + 0.0);
      }
    }
    return inside;
  }
}
