package org.widelimit.enclosure.box;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.RealInterval;

/**
 * The fixed point of a map that a start is drawn to, certified on a box of the map's parameters.
 *
 * <p>The interval Newton operator {@code q + (F(q) - q)/(1 - F'(Q))} takes an interval Q into
 * itself: then Q holds exactly one fixed point for each choice of the parameters (Moore, Kearfott
 * and Cloud 2009, theorem 8.4). The slope in Q is below 1 in size, so that it attracts. And from
 * the start to Q either the map rises and moves everything towards Q, so that the iterates are
 * monotone, bounded by the fixed point, and have no other limit; or its slope is below 1 in size as
 * far on either side as the start is away, so that each step comes nearer.
 */
final class Settled {

  private static final int STEPS = 200;
  private static final int PLAIN = 4;
  private static final int WIDENINGS = 24;
  private static final int REFINEMENTS = 4;
  private static final int MOST_PIECES = 400;
  private static final double CLOSE = 1e-13;
  private static final double FIRST_PART = 1e-9;
  private static final double LARGEST_PART = 1e4;

  private final BoxEvaluation evaluation;
  private final Node map;
  private final Node slope;
  private final Node start;
  private final int variable;

  Settled(BoxEvaluation evaluation, Node node) {
    this.evaluation = evaluation;
    this.map = node.arg(0);
    this.slope = node.arg(1);
    this.start = node.arg(2);
    this.variable = node.variable();
  }

  /** Returns an interval of the fixed point, or that nothing is known. */
  Model model() {
    if (evaluation.isRanged()) {
      return Model.UNKNOWN;
    }
    Model from = evaluation.value(start);
    if (!from.isDefined() || !from.range().isBounded() || from.range().lo() <= 0) {
      return Model.UNKNOWN;
    }
    Optional<RealInterval> point =
        near(from.range().middle()).flatMap(this::newton).filter(q -> isReached(from.range(), q));
    return point.map(q -> new Model(q, null, Definedness.EVERYWHERE)).orElse(Model.UNKNOWN);
  }

  private @Nullable RealInterval value(Node node, RealInterval lengths) {
    if (lengths.lo() <= 0) {
      return null;
    }
    Model model =
        evaluation
            .within(
                variable,
                new Model(lengths, null, Definedness.EVERYWHERE),
                evaluation.space(),
                Map.of())
            .value(node);
    return model.isDefined() && model.range().isBounded() ? model.range() : null;
  }

  /** A number near the fixed point: iterates of the map, then of Newton's method. */
  private Optional<Double> near(double from) {
    double q = from;
    for (int i = 0; i < STEPS; i++) {
      RealInterval at = RealInterval.of(q);
      RealInterval next = value(map, at);
      if (next == null) {
        return Optional.empty();
      }
      double step = next.middle() - q;
      if (i >= PLAIN) {
        RealInterval rate = value(slope, at);
        double left = rate == null ? 1 : 1 - rate.middle();
        // Only where the map contracts does Newton's step lead to what it draws to.
        step = left > 0 && left < 2 ? step / left : step;
      }
      double moved = q + step;
      if (!(moved > 0) || !Double.isFinite(moved)) {
        moved = q / 2;
      }
      boolean close = Math.abs(moved - q) <= CLOSE * q + next.width() / 16;
      q = moved;
      if (close) {
        return Optional.of(q);
      }
    }
    return Optional.empty();
  }

  /** Newton's operator on an interval around a number. */
  private Optional<RealInterval> operator(double center, RealInterval interval) {
    RealInterval at = RealInterval.of(center);
    RealInterval image = value(map, at);
    RealInterval rate = value(slope, interval);
    if (image == null || rate == null || rate.hi() >= 1) {
      return Optional.empty();
    }
    return Optional.of(at.plus(image.minus(at).dividedBy(RealInterval.ONE.minus(rate))));
  }

  private Optional<RealInterval> newton(double center) {
    RealInterval image = value(map, RealInterval.of(center));
    if (image == null) {
      return Optional.empty();
    }
    double radius =
        Math.max(4 * Math.ulp(center), 2 * image.minus(RealInterval.of(center)).magnitude());
    for (int i = 0; i < WIDENINGS; i++, radius *= 3) {
      RealInterval interval = RealInterval.of(center - radius, center + radius);
      if (interval.lo() <= 0) {
        return Optional.empty();
      }
      Optional<RealInterval> inside = operator(center, interval);
      if (inside.isEmpty()) {
        continue;
      }
      if (inside.get().lo() > interval.lo() && inside.get().hi() < interval.hi()) {
        RealInterval rate = value(slope, interval);
        return rate != null && rate.magnitude() < 1
            ? Optional.of(refined(inside.get()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private RealInterval refined(RealInterval first) {
    RealInterval best = first;
    for (int i = 0; i < REFINEMENTS; i++) {
      Optional<RealInterval> next = operator(best.middle(), best);
      RealInterval both = next.map(best::intersect).orElse(best);
      if (both.isEmpty() || both.width() >= best.width()) {
        break;
      }
      best = both;
    }
    return best;
  }

  private boolean isReached(RealInterval from, RealInterval point) {
    return isRising(from.hull(point), from, beside(point)) || isContracting(from, point);
  }

  /** A larger interval on which slopes are below 1 in size, and so all is nearer to the point. */
  private RealInterval beside(RealInterval point) {
    RealInterval best = point;
    for (double factor = 1 + FIRST_PART; factor < LARGEST_PART; factor = 1 + 3 * (factor - 1)) {
      RealInterval wider =
          RealInterval.of(point.lo() / factor, RealInterval.productUp(point.hi(), factor));
      if (!at(slope, wider, rate -> rate.magnitude() < 1)) {
        break;
      }
      best = best.hull(wider);
    }
    return best;
  }

  /** Returns whether the map rises all the way, and moves towards the fixed point before it. */
  private boolean isRising(RealInterval way, RealInterval from, RealInterval point) {
    boolean monotone = covered(way, piece -> at(slope, piece, rate -> rate.lo() >= 0));
    if (!monotone) {
      return false;
    }
    boolean below =
        from.lo() >= point.lo()
            || covered(RealInterval.of(from.lo(), point.lo()), piece -> moves(piece, 1));
    boolean above =
        from.hi() <= point.hi()
            || covered(RealInterval.of(point.hi(), from.hi()), piece -> moves(piece, -1));
    return below && above;
  }

  /** By the mean value form, whether the map moves all lengths in one direction. */
  private boolean moves(RealInterval piece, int direction) {
    RealInterval at = RealInterval.of(piece.middle());
    RealInterval image = value(map, at);
    RealInterval rate = value(slope, piece);
    if (image == null || rate == null) {
      return false;
    }
    RealInterval excess = image.minus(at).plus(rate.minus(RealInterval.ONE).times(piece.minus(at)));
    return direction > 0 ? excess.lo() > 0 : excess.hi() < 0;
  }

  /** Returns whether all slopes within the start's distance are below 1 in size. */
  private boolean isContracting(RealInterval from, RealInterval point) {
    double distance = Math.max(from.minus(point).magnitude(), point.width());
    RealInterval around =
        RealInterval.of(
            RealInterval.sumDown(point.lo(), -distance), RealInterval.sumUp(point.hi(), distance));
    return around.lo() > 0
        && covered(around, piece -> at(slope, piece, rate -> rate.magnitude() < 1));
  }

  private boolean at(Node node, RealInterval piece, Predicate<RealInterval> is) {
    RealInterval range = value(node, piece);
    return range != null && is.test(range);
  }

  /** Returns whether a property holds on pieces that cover an interval, of which there are few. */
  private static boolean covered(RealInterval interval, Predicate<RealInterval> holds) {
    Deque<RealInterval> open = new ArrayDeque<>();
    open.add(interval);
    for (int pieces = 0; !open.isEmpty(); pieces++) {
      RealInterval piece = open.remove();
      if (holds.test(piece)) {
        continue;
      }
      List<RealInterval> halves = Halves.of(piece);
      if (halves.isEmpty() || pieces > MOST_PIECES) {
        return false;
      }
      open.addAll(halves);
    }
    return true;
  }
}
