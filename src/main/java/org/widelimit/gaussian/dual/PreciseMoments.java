package org.widelimit.gaussian.dual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.algebra.precise.PreciseFunction;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.DoubleDoubleFunctions;

/**
 * The second moments {@code E[phi(sqrt(q) z)^2]} and {@code E[phi'(sqrt(q) z)^2]} of an activation
 * to some 25 digits.
 *
 * <p>What decides on a fixed point or a critical point is often a difference of such moments that
 * is many orders smaller than they are: of order {@code q^3} for an odd activation. A smooth
 * activation is integrated by the trapezoid rule, one with kinks piece by piece by the tanh-sinh
 * rule.
 *
 * <p>The bound of an error is the change in the last refinement of a rule that squares its error in
 * each, plus the rounding of every term, plus the rounding in the formula of the activation: what
 * doubles lose in it, scaled down to the digits that are carried here.
 */
public final class PreciseMoments {

  /** Relative to the moments. */
  private static final double TOLERANCE = 1e-25;

  /** The rounding of a term, with much in reserve. */
  private static final double ROUNDING = 0x1p-92;

  /** From the digits that doubles lose in a formula to those lost here, with much in reserve. */
  private static final double FINER = 0x1p-45;

  private static final DoubleDouble NORMALIZATION =
      DoubleDouble.ONE.dividedBy(DoubleDouble.PI.scaled(1).sqrt());

  private static final double FIRST_STEP = 0.25;
  private static final int TRAPEZOID_LEVELS = 11;

  /** The golden ratio: no oscillation is in tune with two grids in a row. */
  private static final double SHRINK = (Math.sqrt(5) - 1) / 2;

  private static final int FIRST_LEVEL = 4;
  private static final int LAST_LEVEL = 8;

  /** Beyond it the density is below {@code 1e-36}. */
  private static final double REACH = 13;

  /** Beyond it the density has no digits any more. */
  private static final double FARTHEST = 36;

  /** The density at the points of a trapezoid rule, by its level. */
  private static final Map<Integer, DoubleDouble[]> DENSITIES = new ConcurrentHashMap<>();

  /** The points of a tanh-sinh rule, by its level. */
  private static final Map<Integer, Node[]> NODES = new ConcurrentHashMap<>();

  /** The points of the same rule between 0 and {@link #REACH} times the root of the variance. */
  private static final Map<Integer, Mass[]> MASSES = new ConcurrentHashMap<>();

  private final PreciseFunction function;
  private final PreciseFunction slope;
  private final UnaryFunction roughFunction;
  private final UnaryFunction roughSlope;
  private final double[] breakpoints;

  private PreciseMoments(PreciseFunction function, PreciseFunction slope, Activation phi) {
    this.function = function;
    this.slope = slope;
    this.roughFunction = phi.function();
    this.roughSlope = phi.slope();
    this.breakpoints = phi.breakpoints();
  }

  /**
   * A number of which the error is bounded.
   *
   * @param value the number
   * @param error a bound on its error
   */
  public record Precise(DoubleDouble value, double error) {

    /** Returns a linear combination {@code a this + b other}. */
    public Precise combined(DoubleDouble a, Precise other, DoubleDouble b) {
      DoubleDouble first = value.times(a);
      DoubleDouble second = other.value.times(b);
      return new Precise(
          first.plus(second),
          Math.abs(a.hi()) * error
              + Math.abs(b.hi()) * other.error
              + ROUNDING * (Math.abs(first.hi()) + Math.abs(second.hi())));
    }

    /** Returns the number in doubles. */
    public Bounded rounded() {
      return new Bounded(value.hi(), error + Math.abs(value.lo()) + Math.ulp(value.hi()) / 4);
    }
  }

  /**
   * The moments at a length.
   *
   * @param square {@code E[phi(sqrt(q) z)^2]}
   * @param slopeSquare {@code E[phi'(sqrt(q) z)^2]}
   * @param derivative the derivative of the first by {@code q}
   */
  public record At(Precise square, Precise slopeSquare, Precise derivative) {}

  /** Returns the moments of an activation; empty if its formula has a function too many. */
  public static Optional<PreciseMoments> of(Activation phi) {
    Optional<PreciseFunction> function = PreciseFunction.of(phi.expression(), Activation.VARIABLE);
    Optional<PreciseFunction> slope = PreciseFunction.of(phi.derivative(), Activation.VARIABLE);
    return function.isPresent() && slope.isPresent()
        ? Optional.of(new PreciseMoments(function.get(), slope.get(), phi))
        : Optional.empty();
  }

  /**
   * Returns the moments at a length.
   *
   * @param q the length, positive
   * @return empty where the rule does not come to so many digits
   */
  public Optional<At> at(double q) {
    DoubleDouble root = DoubleDouble.of(q).sqrt();
    Sums sums = breakpoints.length == 0 ? smooth(root) : piecewise(root);
    return sums == null ? Optional.empty() : sums.moments(q);
  }

  private static double step(int level) {
    return FIRST_STEP * Math.pow(SHRINK, level);
  }

  /** A point in the middle of a step: a formula may be undefined at 0. */
  private static DoubleDouble middle(int k, double step) {
    return DoubleDouble.of(k + 0.5).times(step);
  }

  private static DoubleDouble density(DoubleDouble z) {
    return DoubleDoubleFunctions.exp(z.times(z).scaled(-1).negate()).times(NORMALIZATION);
  }

  /** The density at all points of one side that a rule may come to. */
  private static DoubleDouble[] densities(int level) {
    double step = step(level);
    DoubleDouble[] result = new DoubleDouble[(int) Math.ceil(FARTHEST / step) + 1];
    for (int k = 0; k < result.length; k++) {
      result[k] = density(middle(k, step));
    }
    return result;
  }

  /**
   * A point of the tanh-sinh rule on an interval of half length 1.
   *
   * @param rest its distance from the nearer end
   * @param weight its weight
   */
  private record Node(DoubleDouble rest, DoubleDouble weight) {}

  /** The points with t from 0 on; the others lie and weigh as these do. */
  private static Node[] nodes(int level) {
    double step = Math.scalb(1.0, -level);
    Node[] result = new Node[(int) Math.ceil(4.6 / step) + 1];
    for (int k = 0; k < result.length; k++) {
      DoubleDouble t = DoubleDouble.of(k * step);
      DoubleDouble s = DoubleDoubleFunctions.sinh(t).times(DoubleDouble.PI).scaled(-1);
      // 1 - tanh(s) = 2/(1 + exp(2 s)), the distance from the nearer end.
      DoubleDouble power = DoubleDoubleFunctions.exp(s.scaled(1));
      DoubleDouble rest = DoubleDouble.of(2).dividedBy(power.plus(DoubleDouble.ONE));
      DoubleDouble weight =
          rest.times(DoubleDouble.of(2).minus(rest))
              .times(DoubleDoubleFunctions.cosh(t))
              .times(DoubleDouble.PI)
              .scaled(-1)
              .times(step);
      result[k] = new Node(rest, weight);
    }
    return result;
  }

  /**
   * A point of the rule on the half line, the same at every variance.
   *
   * @param z the point over the root of the variance
   * @param mass its weight times the density
   */
  private record Mass(DoubleDouble z, DoubleDouble mass) {}

  private static Mass[] masses(int level) {
    Node[] nodes = NODES.computeIfAbsent(level, PreciseMoments::nodes);
    DoubleDouble half = DoubleDouble.of(REACH / 2);
    List<Mass> result = new ArrayList<>();
    for (int k = 1 - nodes.length; k < nodes.length; k++) {
      Node node = nodes[Math.abs(k)];
      DoubleDouble distance = half.times(node.rest());
      DoubleDouble z = k < 0 ? distance : DoubleDouble.of(REACH).minus(distance);
      result.add(new Mass(z, density(z).times(node.weight()).times(half)));
    }
    return result.toArray(Mass[]::new);
  }

  private @Nullable Sums smooth(DoubleDouble root) {
    Sums last = null;
    for (int level = 0; level < TRAPEZOID_LEVELS; level++) {
      Sums next = new Sums(root);
      next.sideways(level, 1);
      next.sideways(level, -1);
      if (next.isBroken()) {
        return null;
      }
      if (last != null && next.settled(last)) {
        return next;
      }
      last = next;
    }
    return null;
  }

  private @Nullable Sums piecewise(DoubleDouble root) {
    Sums last = null;
    for (int level = FIRST_LEVEL; level <= LAST_LEVEL; level++) {
      Sums next = new Sums(root);
      List<DoubleDouble> ends = ends(root);
      for (int i = 0; i + 1 < ends.size(); i++) {
        boolean first = i == 0;
        boolean outermost = i + 2 == ends.size();
        if (first && ends.get(1).signum() == 0) {
          next.halfLine(level, -1);
        } else if (outermost && ends.get(i).signum() == 0) {
          next.halfLine(level, 1);
        } else {
          next.piece(ends.get(i), ends.get(i + 1), level);
        }
      }
      if (next.isBroken()) {
        return null;
      }
      if (last != null && next.settled(last)) {
        next.misplaced();
        return next;
      }
      last = next;
    }
    return null;
  }

  /** The ends of the pieces, in the activation's argument. */
  private List<DoubleDouble> ends(DoubleDouble root) {
    double reach = REACH * root.hi();
    List<DoubleDouble> ends = new ArrayList<>();
    ends.add(DoubleDouble.of(-reach));
    Arrays.stream(breakpoints)
        .filter(b -> Math.abs(b) < reach)
        .sorted()
        .forEach(b -> ends.add(DoubleDouble.of(b)));
    ends.add(DoubleDouble.of(reach));
    return ends;
  }

  /** The sums of one rule. */
  private final class Sums {
    private final DoubleDouble root;
    private final DoubleDouble[] values = {DoubleDouble.ZERO, DoubleDouble.ZERO, DoubleDouble.ZERO};
    private final double[] sizes = new double[3];
    private final double[] errors = new double[3];
    private boolean broken;

    Sums(DoubleDouble root) {
      this.root = root;
    }

    boolean isBroken() {
      return broken;
    }

    void sideways(int level, int side) {
      double step = step(level);
      DoubleDouble[] densities = DENSITIES.computeIfAbsent(level, PreciseMoments::densities);
      double quiet = 0;
      for (int k = 0; !broken; k++) {
        DoubleDouble z = middle(k, side * step);
        if (Math.abs(z.hi()) > FARTHEST) {
          // The integrand does not die out: there is more than this rule sees.
          broken = true;
          return;
        }
        boolean small = add(z, root.times(z), densities[k].times(step));
        quiet = small && Math.abs(z.hi()) > REACH ? quiet + step : 0;
        if (quiet > 1) {
          return;
        }
      }
    }

    /** The tanh-sinh rule from 0 to the reach on one side. */
    void halfLine(int level, int side) {
      for (Mass mass : MASSES.computeIfAbsent(level, PreciseMoments::masses)) {
        if (broken) {
          return;
        }
        DoubleDouble z = side < 0 ? mass.z().negate() : mass.z();
        add(z, root.times(z), mass.mass());
      }
    }

    /** The tanh-sinh rule between two arguments of the activation. */
    void piece(DoubleDouble lower, DoubleDouble upper, int level) {
      DoubleDouble half = upper.minus(lower).scaled(-1);
      DoubleDouble width = half.dividedBy(root);
      Node[] nodes = NODES.computeIfAbsent(level, PreciseMoments::nodes);
      for (int k = 1 - nodes.length; k < nodes.length && !broken; k++) {
        Node node = nodes[Math.abs(k)];
        DoubleDouble distance = half.times(node.rest());
        DoubleDouble u = k < 0 ? lower.plus(distance) : upper.minus(distance);
        DoubleDouble z = u.dividedBy(root);
        add(z, u, density(z).times(node.weight()).times(width));
      }
    }

    /** Adds a point at its density times its width; returns whether it makes no difference. */
    private boolean add(DoubleDouble z, DoubleDouble u, DoubleDouble density) {
      DoubleDouble value = function.at(u);
      DoubleDouble steepness = slope.at(u);
      DoubleDouble square = value.times(value);
      DoubleDouble slopeSquare = steepness.times(steepness);
      if (square.isNaN()
          || slopeSquare.isNaN()
          || Double.isInfinite(square.hi())
          || Double.isInfinite(slopeSquare.hi())) {
        broken = true;
        return true;
      }
      double rough = roughFunction.applyAsDouble(u.hi());
      double roughSteepness = roughSlope.applyAsDouble(u.hi());
      // Also the change of the argument by its rest is lost in doubles.
      double lost = Math.abs(rough - value.hi()) * (Math.abs(rough) + Math.abs(value.hi()));
      double lostSlope =
          Math.abs(roughSteepness - steepness.hi())
              * (Math.abs(roughSteepness) + Math.abs(steepness.hi()));
      DoubleDouble turn = z.times(z).minus(DoubleDouble.ONE);
      boolean small = add(0, density.times(square), density.hi() * lost);
      small &= add(1, density.times(slopeSquare), density.hi() * lostSlope);
      add(2, density.times(square).times(turn), density.hi() * lost * Math.abs(turn.hi()));
      return small;
    }

    private boolean add(int index, DoubleDouble term, double lost) {
      values[index] = values[index].plus(term);
      double size = Math.abs(term.hi());
      sizes[index] += size;
      errors[index] += ROUNDING * size + FINER * (Double.isNaN(lost) ? size : lost);
      return size <= TOLERANCE * 1e-8 * sizes[index];
    }

    /** Whether the change from the rule before is small; it counts as an error. */
    boolean settled(Sums before) {
      boolean settled = true;
      for (int i = 0; i < 3; i++) {
        double change = Math.abs(values[i].minus(before.values[i]).hi());
        settled &= change <= TOLERANCE * sizes[i];
        errors[i] += change;
      }
      return settled;
    }

    /** Adds what it makes that the place of a kink or a jump is known as a double only. */
    void misplaced() {
      for (double b : breakpoints) {
        double z = b / root.hi();
        if (b == Math.rint(b) || Math.abs(z) > REACH) {
          continue;
        }
        double share = Math.ulp(b) * GaussianQuadrature.density(z) / root.hi();
        errors[0] += share * jump(roughFunction, b);
        errors[1] += share * jump(roughSlope, b);
        errors[2] += share * jump(roughFunction, b) * (1 + z * z);
      }
    }

    private double jump(UnaryFunction f, double b) {
      double right = f.applyAsDouble(Math.nextUp(b));
      double left = f.applyAsDouble(Math.nextDown(b));
      return Math.abs(right - left) * (Math.abs(right) + Math.abs(left));
    }

    Optional<At> moments(double q) {
      for (int i = 0; i < 2; i++) {
        if (!(errors[i] <= 1e-3 * sizes[i])) {
          return Optional.empty();
        }
      }
      DoubleDouble twice = DoubleDouble.of(q).scaled(1);
      return Optional.of(
          new At(
              new Precise(values[0], errors[0]),
              new Precise(values[1], errors[1]),
              new Precise(values[2].dividedBy(twice), errors[2] / twice.hi())));
    }
  }
}
