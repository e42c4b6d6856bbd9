package org.widelimit.enclosure.box;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.ComplexInterval;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * The coefficients {@code a_k = E[f(z) h_k(z)]} of a function in the normalized Hermite
 * polynomials, enclosed with a bound on all that follow.
 *
 * <p>They are trapezoidal sums, whose error a strip bounds (see {@link Trapezoid}) with {@code
 * |h_k(x + I y)| <= C Exp[x^2/4 + |y| Sqrt[k]]}: from {@code He_k(x + I y) = Sum[Binomial[k, j] (I
 * y)^j He_(k-j)(x)]} and Cramér's inequality, as {@code Sqrt[Binomial[k, j]/j!] <= k^(j/2)/j!}. The
 * sum of all squares is {@code E[f(z)^2]} (Parseval), and what the first ones leave of it bounds
 * the rest.
 *
 * @param coefficients the first coefficients
 * @param norm {@code E[f(z)^2]}
 * @param rest an upper bound of the sum of the squares of the other coefficients
 */
@SuppressWarnings("ArrayRecordComponent")
record HermiteSeries(TaylorModel[] coefficients, RealInterval norm, double rest) {

  private static final int[] ORDERS = {12, 32, 80, 180, 400, 800, HermiteTable.HIGHEST};
  private static final double[] REACHES = {12, 13, 14, 15, 16, 18, 20, 24, 28};
  private static final double[] HEIGHTS = {
    2, 1.5, 1, 0.75, 0.5, 0.375, 0.25, 0.1875, 0.125, 0.09375, 0.0625, 0.03125
  };

  /** The squared tail that is left out at most, beside the average of the square. */
  private static final double NEGLIGIBLE = 1e-32;

  private static final double ACCURACY = 40;
  private static final double SLAB = 0.5;
  private static final int MOST_NODES = 1200;

  /** The rest of the squares, beside their sum, that is small enough. */
  private static final double SMALL = 4e-13;

  /** A larger order that leaves more than this part of the rest is the last. */
  private static final double STALLED = 0.9;

  /**
   * Returns the series of a function.
   *
   * @param evaluation what is known of the parameters
   * @param function the function, holomorphic in its variable beside the real axis
   * @param square its square times {@code Exp[-z^2/2]}
   * @param norm the average of its square
   * @param first the number of coefficients to begin with
   * @return the series, or empty where none is known
   */
  static Optional<HermiteSeries> of(
      BoxEvaluation evaluation, Node function, Node square, Node norm, int variable, int first) {
    if (!Holomorphic.isPossible(function, variable)) {
      return Piecewise.isPossible(function, variable)
          ? new Piecewise(evaluation, function, variable).series(square, norm, first)
          : Optional.empty();
    }
    // Where the box is too wide for a rule, its halves are worth more than the average by panels.
    boolean ruled = new Sums(evaluation, function, variable, REACHES[0], 0).hasRule(ORDERS[0]);
    Model size = ruled ? evaluation.value(norm) : Model.UNKNOWN;
    if (!size.isDefined() || !size.range().isBounded()) {
      return Optional.empty();
    }
    Reach reach = Reach.of(evaluation, square, variable, size, REACHES);
    if (reach == null) {
      return Optional.empty();
    }
    Sums sums = new Sums(evaluation, function, variable, reach.end(), reach.tail());
    HermiteSeries best = null;
    for (int order : ORDERS) {
      if (order < first) {
        continue;
      }
      TaylorModel[] coefficients = sums.coefficients(order);
      if (coefficients == null) {
        break;
      }
      double rest = rest(evaluation, size, coefficients);
      if (best == null || rest < best.rest()) {
        boolean stalled = best != null && rest > STALLED * best.rest();
        best = new HermiteSeries(coefficients, size.range(), rest);
        if (stalled) {
          break;
        }
      } else {
        break;
      }
      if (rest <= SMALL * size.range().magnitude()) {
        break;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The numbers that count for the coefficients.
   *
   * @param end the largest of them in size
   * @param tail what the others come to in any coefficient, by the inequality of Cauchy and Schwarz
   */
  record Reach(double end, double tail) {
    /** Returns the first of some ends that leaves little, else the best; null where none does. */
    static @Nullable Reach of(
        BoxEvaluation evaluation, Node square, int variable, Model size, double[] ends) {
      Growth growth = new Growth(evaluation);
      double end = 0;
      double left = Double.POSITIVE_INFINITY;
      for (double each : ends) {
        double tail =
            growth.tail(square, variable, each, 1) + growth.tail(square, variable, each, -1);
        if (tail < left) {
          left = tail;
          end = each;
        }
        if (tail <= NEGLIGIBLE * size.range().magnitude()) {
          break;
        }
      }
      // The density's factor is below 1.
      return Double.isFinite(left)
          ? new Reach(end, RealFunctions.sqrt(RealInterval.of(TaylorModel.up(left))).hi())
          : null;
    }
  }

  static double rest(BoxEvaluation evaluation, Model size, TaylorModel[] coefficients) {
    TaylorModel left = evaluation.model(size);
    for (TaylorModel each : coefficients) {
      left = left.minus(each.times(each));
    }
    return Math.max(0, Math.min(left.range().hi(), size.range().hi()));
  }

  /** The trapezoidal sums of one function. */
  private record Sums(
      BoxEvaluation evaluation, Node function, int variable, double reach, double tail) {

    /** The nodes of a rule, and the strip that bounds its error. */
    private record Strip(double spacing, int nodes, double height, double along) {}

    /** Returns the strip that makes the fewest nodes, or null where they are too many. */
    private @Nullable Strip strip(int order) {
      double root = Math.nextUp(Math.sqrt(order));
      Strip best = null;
      int found = 0;
      for (double each : HEIGHTS) {
        double sum = integral(each);
        if (!Double.isFinite(sum)) {
          continue;
        }
        double wanted = ACCURACY + Math.max(0, Math.log(sum)) + each * each / 2 + each * root;
        double spacing = rounded(2 * Math.PI * each / wanted);
        if (best == null || spacing > best.spacing()) {
          best = new Strip(spacing, (int) Math.ceil(Math.min(1e9, reach / spacing)), each, sum);
        }
        if (++found > 2) {
          break;
        }
      }
      return best == null
              || best.nodes() > MOST_NODES
              || HermiteTable.isTooFar(best.nodes() * best.spacing(), order)
          ? null
          : best;
    }

    boolean hasRule(int order) {
      return strip(order) != null;
    }

    /** Returns the coefficients up to an order, or null where no rule was found. */
    TaylorModel @Nullable [] coefficients(int order) {
      Strip strip = strip(order);
      if (strip == null) {
        return null;
      }
      double spacing = strip.spacing();
      int nodes = strip.nodes();
      double root = Math.nextUp(Math.sqrt(order));
      double error = error(spacing, nodes, strip.height(), strip.along(), root);
      return Double.isFinite(error)
          ? sums(HermiteTable.of(spacing, nodes, order), spacing, nodes, order, error)
          : null;
    }

    /** Cuts all but three binary digits off, so that few tables serve many boxes. */
    private static double rounded(double spacing) {
      double unit = Math.ulp(spacing) * 0x1p50;
      return Math.floor(spacing / unit) * unit;
    }

    /** What the rule may be off, without the polynomials' largest rates. */
    private double error(double spacing, int nodes, double height, double along, double root) {
      RealInterval d = RealInterval.of(height);
      RealInterval rate =
          RealInterval.PI.times(RealInterval.of(2)).dividedBy(RealInterval.of(spacing));
      RealInterval faster = rate.minus(RealInterval.of(root));
      if (faster.lo() <= 0) {
        return Double.POSITIVE_INFINITY;
      }
      // C/Sqrt[2 Pi] Exp[d^2/2 + d Sqrt[k]]: the bounds on the polynomial and the density, without
      // what depends on x.
      RealInterval half = d.square().times(RealInterval.of(0.5));
      RealInterval density =
          RealInterval.of(HermiteTable.CRAMER)
              .dividedBy(RealFunctions.sqrt(RealInterval.PI.times(RealInterval.of(2))))
              .times(RealFunctions.exp(half));
      RealInterval sides =
          density
              .times(RealFunctions.exp(d.times(RealInterval.of(root))))
              .times(RealInterval.of(2 * along))
              .dividedBy(RealFunctions.exp(rate.times(d)).minus(RealInterval.ONE));
      double end = (nodes + 0.5) * spacing;
      if (end > reach + SLAB) {
        return Double.POSITIVE_INFINITY;
      }
      RealInterval farther =
          RealFunctions.exp(RealInterval.of(end).square().times(RealInterval.of(-0.25)));
      double largest = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        largest += magnitude(RealInterval.of(sign * end), RealInterval.of(0, height));
      }
      // On the short sides the kernel is below Exp[-2 Pi y/h], the polynomial grows as Exp[y root].
      RealInterval ends =
          density.times(farther).times(RealInterval.of(2 * largest)).dividedBy(faster);
      return TaylorModel.up(sides.hi() + ends.hi() + tail);
    }

    private double magnitude(RealInterval re, RealInterval im) {
      return new Holomorphic(evaluation, variable, new ComplexInterval(re, im)).magnitude(function);
    }

    /** An upper bound of the integral of {@code |f| Exp[-x^2/4]}, at the largest up to a height. */
    private double integral(double height) {
      double sum = 0;
      RealInterval im = RealInterval.of(0, height);
      int slabs = (int) Math.ceil((reach + SLAB) / SLAB);
      for (int i = 0; i < slabs; i++) {
        double a = i * SLAB;
        RealInterval exponent = RealInterval.of(a).square().times(RealInterval.of(-0.25));
        double weight = SLAB * RealFunctions.exp(exponent).hi();
        sum += weight * magnitude(RealInterval.of(a, a + SLAB), im);
        sum += weight * magnitude(RealInterval.of(-a - SLAB, -a), im);
        if (!Double.isFinite(sum)) {
          return sum;
        }
      }
      return TaylorModel.up(sum);
    }

    private TaylorModel @Nullable [] sums(
        HermiteTable table, double spacing, int nodes, int order, double error) {
      ModelSpace space = evaluation.space();
      TaylorModel[] even = new TaylorModel[nodes + 1];
      TaylorModel[] odd = new TaylorModel[nodes + 1];
      for (int j = 0; j <= nodes; j++) {
        TaylorModel right = at(j * spacing);
        TaylorModel left = j == 0 ? null : at(-j * spacing);
        if (right == null || (left == null && j > 0)) {
          return null;
        }
        even[j] = left == null ? right : right.plus(left);
        odd[j] = left == null ? TaylorModel.of(space, RealInterval.ZERO) : right.minus(left);
      }
      TaylorModel[] coefficients = new TaylorModel[order + 1];
      for (int k = 0; k <= order; k++) {
        evaluation.effort().step();
        coefficients[k] =
            TaylorModel.weighted(
                    space,
                    table.row(k),
                    k % 2 == 0 ? even : odd,
                    HermiteTable.RELATIVE_ERROR,
                    HermiteTable.ABSOLUTE_ERROR)
                .times(RealInterval.of(spacing))
                .enlarged(error);
      }
      return coefficients;
    }

    private @Nullable TaylorModel at(double place) {
      BoxEvaluation there = evaluation.at(variable, place);
      Model model = there.value(function);
      return model.isDefined() && model.range().isBounded() ? evaluation.model(model) : null;
    }
  }
}
