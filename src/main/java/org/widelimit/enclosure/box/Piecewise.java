package org.widelimit.enclosure.box;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * The Hermite coefficients of functions with kinks and jumps, by panels between these, wherever the
 * parameters move them.
 *
 * <p>With the normalized polynomials times the density, {@code p_k}, the derivative is {@code p_k'
 * = -Sqrt[k + 1] p_(k+1)}: about a number of a panel {@code p_k} is a Taylor polynomial with known
 * coefficients, and Cramér's inequality bounds what it leaves out. So all coefficients follow from
 * the integrals of the function times few powers.
 */
final class Piecewise {

  private static final Set<String> SWITCHES = Set.of("Abs", "Sign", "HeavisideTheta");
  private static final double[] REACHES = {9, 10, 12, 14, 18};
  private static final double WIDTH = 0.25;

  /** Coefficients fall so slowly behind a kink that more of them are worth little. */
  private static final int ORDER = 160;

  /** The width of a panel is made for no more than this. */
  private static final int HIGHEST = 400;

  /** More than the relative errors of Taylor coefficients: of the table, and of few products. */
  private static final double RELATIVE = 0x1p-44;

  /** More than the absolute ones: what the table is off, enlarged by the largest product here. */
  private static final double ABSOLUTE = 0x1p-60;

  /** Digits after the point of the numbers that polynomials are taken about. */
  private static final double GRID = 0x1p12;

  private final BoxEvaluation evaluation;
  private final Node function;
  private final int variable;

  Piecewise(BoxEvaluation evaluation, Node function, int variable) {
    this.evaluation = evaluation;
    this.function = function;
    this.variable = variable;
  }

  /** Returns whether all that depends on the variable is smooth between switches. */
  static boolean isPossible(Node node, int variable) {
    if (!node.dependsOn(variable)) {
      return true;
    }
    boolean supported =
        switch (node.operation()) {
          case VARIABLE,
              PLUS,
              TIMES,
              FIXED_POWER,
              ANALYTIC,
              MAX,
              MIN,
              PIECEWISE,
              COMPARISON,
              AND,
              OR,
              NOT ->
              true;
          case OTHER -> SWITCHES.contains(node.name());
          default -> false;
        };
    return supported && node.args().stream().allMatch(arg -> isPossible(arg, variable));
  }

  /** Returns the series, or empty where a panel has no polynomial. */
  Optional<HermiteSeries> series(Node square, Node norm, int least) {
    Model size = evaluation.value(norm);
    if (!size.isDefined() || !size.range().isBounded()) {
      return Optional.empty();
    }
    HermiteSeries.Reach reach = HermiteSeries.Reach.of(evaluation, square, variable, size, REACHES);
    if (reach == null) {
      return Optional.empty();
    }
    int order = Math.min(HIGHEST, Math.max(ORDER, least));
    TaylorModel[] sums = new TaylorModel[order + 1];
    java.util.Arrays.fill(sums, TaylorModel.of(evaluation.space(), RealInterval.ZERO));
    Model from = end(-reach.end());
    Model to = end(reach.end());
    for (Stretches.Stretch stretch :
        new Stretches(evaluation, function, variable).between(from, to)) {
      if (!add(stretch, sums)) {
        return Optional.empty();
      }
    }
    for (int k = 0; k <= order; k++) {
      sums[k] = sums[k].enlarged(reach.tail());
    }
    return Optional.of(
        new HermiteSeries(sums, size.range(), HermiteSeries.rest(evaluation, size, sums)));
  }

  private static Model end(double at) {
    return new Model(RealInterval.of(at), null, Definedness.EVERYWHERE);
  }

  private boolean add(Stretches.Stretch stretch, TaylorModel[] sums) {
    Model from = stretch.from();
    Model to = stretch.to();
    if (from == null || to == null || !isUsable(from) || !isUsable(to)) {
      return false;
    }
    RealInterval low = from.range();
    RealInterval high = to.range();
    int count = (int) Math.max(1, Math.ceil((high.hi() - low.lo()) / WIDTH));
    boolean fixed = low.isPoint() && high.isPoint();
    Model length = fixed ? null : evaluation.plus(to, evaluation.negate(from));
    double start = fixed ? low.lo() : 0;
    double whole = fixed ? high.lo() - low.lo() : 1;
    double left = start;
    for (int i = 1; i <= count; i++) {
      double right = i == count ? (fixed ? high.lo() : 1) : start + whole * i / count;
      if (right > left && !panel(left, right, fixed ? null : from, length, stretch.signs(), sums)) {
        return false;
      }
      left = Math.max(left, right);
    }
    return true;
  }

  private static boolean isUsable(Model end) {
    return end.isDefined() && end.range().isBounded();
  }

  /** Adds the integrals over a panel, whose coordinate may be a part of a length that varies. */
  private boolean panel(
      double lo,
      double hi,
      @Nullable Model base,
      @Nullable Model length,
      Map<Node, Integer> signs,
      TaylorModel[] sums) {
    ModelSpace space = evaluation.space();
    ModelSpace larger = ModelSpace.of(space.variables() + 1, space.degree());
    RealInterval interval = RealInterval.of(lo, hi);
    TaylorModel coordinate = TaylorModel.variable(larger, larger.variables() - 1, interval);
    Model position = new Model(interval, coordinate, Definedness.EVERYWHERE);
    BoxEvaluation child = evaluation.within(variable, position, larger, signs);
    if (base != null && length != null) {
      position = child.plus(child.lifted(base), child.times(child.lifted(length), position));
      child = evaluation.within(variable, position, larger, signs);
    }
    TaylorModel polynomial = child.polynomial(child.value(function));
    TaylorModel place = child.polynomial(position);
    if (polynomial == null || place == null || !polynomial.isBounded() || !place.isBounded()) {
      return false;
    }
    double middle = Math.rint(place.range().middle() * GRID) / GRID;
    TaylorModel step = place.plus(RealInterval.of(-middle));
    // The coordinate runs over middle + radius t, beyond the panel by less than a rounding.
    double center = interval.middle();
    double radius = Math.max(RealInterval.sumUp(hi, -center), RealInterval.sumUp(center, -lo));
    double beyond =
        TaylorModel.up(Math.max(0, RealInterval.sumUp(2 * radius, -RealInterval.sumDown(hi, -lo))));
    TaylorModel[] moments = new TaylorModel[space.degree() + 1];
    TaylorModel power = polynomial;
    for (int j = 0; j < moments.length; j++) {
      evaluation.effort().step();
      moments[j] =
          power
              .integrateLast(space)
              .times(RealInterval.of(radius))
              .enlarged(beyond * power.range().magnitude());
      if (length != null) {
        moments[j] = evaluation.model(length).times(moments[j]);
      }
      power = power.times(step);
    }
    double size = polynomial.range().magnitude();
    double width = RealInterval.productUp(2 * radius, length == null ? 1 : magnitude(length));
    addTaylor(moments, middle, step.range().magnitude(), size * width, place.range(), sums);
    return true;
  }

  private static double magnitude(Model model) {
    return model.range().magnitude();
  }

  /**
   * Adds the coefficients that follow from the integrals times powers.
   *
   * @param reach how far the panel reaches from the middle
   * @param size a bound of the integral of the function's absolute value
   * @param places the numbers of the panel
   */
  private static void addTaylor(
      TaylorModel[] moments,
      double middle,
      double reach,
      double size,
      RealInterval places,
      TaylorModel[] sums) {
    int last = moments.length - 1;
    double[] values = HermiteTable.column(Math.abs(middle), sums.length + last);
    RealInterval exponent =
        places.hull(RealInterval.of(middle)).abs().square().times(RealInterval.of(-0.25));
    RealInterval root = RealFunctions.sqrt(RealInterval.PI.times(RealInterval.of(2)));
    double highest =
        RealInterval.of(HermiteTable.CRAMER)
            .dividedBy(root)
            .times(RealFunctions.exp(exponent))
            .hi();
    ModelSpace space = moments[0].space();
    double[] weights = new double[last + 1];
    for (int k = 0; k < sums.length; k++) {
      double factor = 1;
      double left = highest;
      for (int j = 0; j <= last; j++) {
        int n = k + j;
        // p_n is even or odd with n.
        double value = middle < 0 && n % 2 == 1 ? -values[n] : values[n];
        weights[j] = factor * value;
        double next = Math.sqrt(n + 1.0) / (j + 1);
        factor *= -next;
        left = TaylorModel.up(left * TaylorModel.up(next) * reach);
      }
      sums[k] =
          sums[k].plus(
              TaylorModel.weighted(space, weights, moments, RELATIVE, ABSOLUTE)
                  .enlarged(TaylorModel.up(left * size)));
    }
  }
}
