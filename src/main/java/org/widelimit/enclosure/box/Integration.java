package org.widelimit.enclosure.box;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Encloses an integral: panels on which the integrand is a polynomial with a small remainder, which
 * is integrated exactly; panels that are not yet tame are split, the worst first. What lies beyond
 * the panels of an infinite range is bounded by the integrand's growth, or there is no enclosure.
 */
final class Integration {

  private static final double[] EDGES = {
    0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300,
    400, 600, 800, 1000
  };

  private static final double[] REACHES = {9, 12, 15, 20, 30, 40, 60, 100, 200, 400, 1000};

  /** A tail below this is as good as none. */
  private static final double NEGLIGIBLE = 1e-19;

  private static final double RELATIVE = 1e-13;
  private static final double ENOUGH = 1e-12;
  private static final double HOPELESS = 0.01;
  private static final int FEW_PANELS = 120;
  private static final int MOST_PANELS = 600;
  private static final int DEEPEST = 60;

  private final BoxEvaluation evaluation;
  private final Node body;
  private final Node from;
  private final Node to;
  private final int variable;
  private final ModelSpace larger;

  public Integration(BoxEvaluation evaluation, Node integral) {
    this.evaluation = evaluation;
    this.body = integral.arg(0);
    this.from = integral.arg(1);
    this.to = integral.arg(2);
    this.variable = integral.variable();
    ModelSpace space = evaluation.space();
    this.larger = ModelSpace.of(space.variables() + 1, space.degree());
  }

  /** How the variable follows from the coordinate of the panels. */
  private record Path(@Nullable Model base, @Nullable Model factor, Map<Node, Integer> signs) {}

  /** A part of the range. */
  private record Panel(
      double lo, double hi, int depth, @Nullable TaylorModel integral, int stalled) {
    double remainder() {
      return integral == null ? Double.POSITIVE_INFINITY : integral.remainder();
    }
  }

  private static boolean isInfinite(Node end) {
    return end.name().equals(Formulas.INFINITE);
  }

  Model model() {
    if (evaluation.isRanged()) {
      return new Growth(evaluation).integralRange(body, from, to, variable);
    }
    Model lower = isInfinite(from) ? null : evaluation.value(from);
    Model upper = isInfinite(to) ? null : evaluation.value(to);
    if ((lower != null && !isUsable(lower)) || (upper != null && !isUsable(upper))) {
      return Model.UNKNOWN;
    }
    if ((lower == null && from.variable() > 0) || (upper == null && to.variable() < 0)) {
      return Model.UNKNOWN;
    }
    Model total = null;
    for (Stretches.Stretch stretch :
        new Stretches(evaluation, body, variable).between(lower, upper)) {
      Model part = over(stretch);
      if (!isUsable(part)) {
        return Model.UNKNOWN;
      }
      total = total == null ? part : evaluation.plus(total, part);
    }
    return total == null ? Model.UNKNOWN : total;
  }

  private Model over(Stretches.Stretch stretch) {
    Model lower = stretch.from();
    Model upper = stretch.to();
    return lower != null && upper != null
        ? finite(lower, upper, stretch.signs())
        : infinite(lower, upper, stretch.signs());
  }

  private static boolean isUsable(Model end) {
    return end.isDefined() && end.range().isBounded();
  }

  private Model finite(Model lower, Model upper, Map<Node, Integer> signs) {
    Model length = evaluation.plus(upper, evaluation.negate(lower));
    if (!body.dependsOn(variable)) {
      return evaluation.times(length, evaluation.value(body));
    }
    if (lower.range().isPoint()
        && upper.range().isPoint()
        && lower.range().lo() <= upper.range().lo()) {
      List<Double> edges = edges(lower.range().lo(), upper.range().lo());
      return enclosed(panels(edges, new Path(null, null, signs)), null);
    }
    List<Double> edges = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
    return enclosed(panels(edges, new Path(lower, length, signs)), length);
  }

  /** The edges of the first panels, 0 among them: there formulas have most of their kinks. */
  private static List<Double> edges(double from, double to) {
    List<Double> edges = new ArrayList<>();
    edges.add(from);
    for (int i = EDGES.length - 1; i >= 0; i--) {
      if (-EDGES[i] > from && -EDGES[i] < to) {
        edges.add(-EDGES[i]);
      }
    }
    if (from < 0 && to > 0) {
      edges.add(0.0);
    }
    for (double edge : EDGES) {
      if (edge > from && edge < to) {
        edges.add(edge);
      }
    }
    edges.add(to);
    return edges;
  }

  private Model infinite(@Nullable Model lower, @Nullable Model upper, Map<Node, Integer> signs) {
    Model end = lower == null ? upper : lower;
    boolean shifted = end != null && !end.range().isPoint();
    Growth growth = new Growth(evaluation);
    double bestTail = Double.POSITIVE_INFINITY;
    double bestReach = 0;
    for (double reach : REACHES) {
      double tail = 0;
      if (upper == null) {
        double start = lower == null ? reach : RealInterval.sumDown(lower.range().lo(), reach);
        tail += growth.tail(body, variable, start, 1);
      }
      if (lower == null) {
        double start = upper == null ? reach : RealInterval.sumDown(-upper.range().hi(), reach);
        tail += growth.tail(body, variable, start, -1);
      }
      if (tail < bestTail) {
        bestTail = tail;
        bestReach = reach;
      }
      if (tail <= NEGLIGIBLE) {
        break;
      }
    }
    if (bestTail == Double.POSITIVE_INFINITY) {
      return Model.UNKNOWN;
    }
    TaylorModel smooth = end == null && signs.isEmpty() ? smooth(bestReach) : null;
    if (smooth != null) {
      return enclosed(smooth.enlarged(TaylorModel.up(bestTail)), null);
    }
    List<Double> edges;
    Path path = new Path(shifted ? end : null, null, signs);
    if (end == null) {
      edges = edges(-bestReach, bestReach);
    } else if (shifted) {
      edges = lower == null ? edges(-bestReach, 0) : edges(0, bestReach);
    } else {
      edges =
          lower == null
              ? edges(RealInterval.sumUp(end.range().lo(), -bestReach), end.range().lo())
              : edges(end.range().lo(), RealInterval.sumDown(end.range().lo(), bestReach));
    }
    TaylorModel core = panels(edges, path);
    return enclosed(core == null ? null : core.enlarged(TaylorModel.up(bestTail)), null);
  }

  /** The integral of an integrand without kinks, where that is sharp. */
  private @Nullable TaylorModel smooth(double reach) {
    Trapezoid trapezoid = new Trapezoid(evaluation, body, variable, reach);
    Trapezoid.Rule rule = trapezoid.rule();
    return rule == null ? null : trapezoid.value(rule);
  }

  private Model enclosed(@Nullable TaylorModel integral, @Nullable Model factor) {
    if (integral == null || !integral.isBounded()) {
      return Model.UNKNOWN;
    }
    boolean point = evaluation.space().variables() == 0;
    Model model = new Model(integral.range(), point ? null : integral, Definedness.EVERYWHERE);
    return factor == null ? model : evaluation.times(factor, model);
  }

  private @Nullable TaylorModel panels(List<Double> edges, Path path) {
    PriorityQueue<Panel> open =
        new PriorityQueue<>(Comparator.comparingDouble(Panel::remainder).reversed());
    List<Panel> done = new ArrayList<>();
    double remainder = 0;
    int infinite = 0;
    double size = 0;
    for (int i = 0; i + 1 < edges.size(); i++) {
      Panel panel = panel(edges.get(i), edges.get(i + 1), 0, 0, path);
      open.add(panel);
      infinite += panel.integral() == null ? 1 : 0;
      remainder += panel.integral() == null ? 0 : panel.remainder();
      size += size(panel);
    }
    int count = open.size();
    boolean isWide = evaluation.space().variables() > 0;
    while (!open.isEmpty() && count < MOST_PANELS) {
      if (infinite == 0 && remainder <= RELATIVE * size) {
        break;
      }
      if (count > FEW_PANELS && isWide && infinite == 0 && remainder > HOPELESS * size) {
        // The halves of the box are worth more than finer panels.
        break;
      }
      Panel worst = open.remove();
      double middle = worst.lo() / 2 + worst.hi() / 2;
      if (worst.depth() >= DEEPEST || middle <= worst.lo() || middle >= worst.hi()) {
        if (worst.integral() == null) {
          return null;
        }
        done.add(worst);
        continue;
      }
      Panel left = panel(worst.lo(), middle, worst.depth() + 1, 0, path);
      Panel right = panel(middle, worst.hi(), worst.depth() + 1, 0, path);
      count++;
      infinite -= worst.integral() == null ? 1 : 0;
      remainder -= worst.integral() == null ? 0 : worst.remainder();
      size -= size(worst);
      boolean stalls =
          worst.integral() != null
              && left.integral() != null
              && right.integral() != null
              && left.remainder() + right.remainder() > 0.9 * worst.remainder();
      int stalled = stalls ? worst.stalled() + 1 : 0;
      for (Panel child : List.of(left, right)) {
        infinite += child.integral() == null ? 1 : 0;
        remainder += child.integral() == null ? 0 : child.remainder();
        size += size(child);
        if (stalled >= 2
            && (evaluation.space().variables() > 0 || child.remainder() < ENOUGH * size)) {
          done.add(child);
        } else {
          open.add(new Panel(child.lo(), child.hi(), child.depth(), child.integral(), stalled));
        }
      }
    }
    if (infinite > 0) {
      return null;
    }
    done.addAll(open);
    // In the order of the panels: the result depends on nothing else.
    done.sort(Comparator.comparingDouble(Panel::lo));
    TaylorModel sum = TaylorModel.of(evaluation.space(), RealInterval.ZERO);
    for (Panel panel : done) {
      TaylorModel integral = panel.integral();
      if (integral != null) {
        sum = sum.plus(integral);
      }
    }
    return sum;
  }

  private static double size(Panel panel) {
    return panel.integral() == null ? 0 : Math.abs(panel.integral().coefficient(0));
  }

  private Panel panel(double lo, double hi, int depth, int stalled, Path path) {
    RealInterval interval = RealInterval.of(lo, hi);
    TaylorModel coordinate = TaylorModel.variable(larger, larger.variables() - 1, interval);
    Model values = new Model(interval, coordinate, Definedness.EVERYWHERE);
    BoxEvaluation child = evaluation.within(variable, values, larger, path.signs());
    if (path.base() != null) {
      Model moved =
          path.factor() == null ? values : child.times(child.lifted(path.factor()), values);
      Model position = child.plus(child.lifted(path.base()), moved);
      child = evaluation.within(variable, position, larger, path.signs());
    }
    Model integrand = child.value(body);
    TaylorModel polynomial = child.polynomial(integrand);
    if (polynomial == null) {
      return new Panel(lo, hi, depth, null, stalled);
    }
    // The coordinate runs over middle + radius t. Where that reaches beyond the panel, by less than
    // a rounding, the integrand is bounded by its range.
    double radius = radius(lo, hi);
    double beyond =
        TaylorModel.up(Math.max(0, RealInterval.sumUp(2 * radius, -RealInterval.sumDown(hi, -lo))));
    TaylorModel integral =
        polynomial
            .integrateLast(evaluation.space())
            .times(RealInterval.of(radius))
            .enlarged(beyond * polynomial.range().magnitude());
    return new Panel(lo, hi, depth, integral.isBounded() ? integral : null, stalled);
  }

  /** The radius of the coordinate's polynomial. */
  private static double radius(double lo, double hi) {
    double middle = RealInterval.of(lo, hi).middle();
    return Math.max(RealInterval.sumUp(hi, -middle), RealInterval.sumUp(middle, -lo));
  }
}
