package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.List;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.budget.Allowance;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.exact.ExactForms;

/**
 * The recursions of an infinitely wide network as expressions, NTK parameterization.
 *
 * <p>Symbols: q is the mean squared preactivation of a layer, c the correlation of two inputs;
 * {@code sigmaW}, {@code sigmaB} and {@code keepRate} are the parameters; p, q and r in kernels are
 * the entries {@code K(x,x)}, {@code K(y,y)} and {@code K(x,y)} of the first layer's kernel (Lee et
 * al. 2018, eq. 5; Jacot et al. 2018, theorem 1).
 */
public final class SymbolicNetwork {

  /** The kinds of layers that are stacked. */
  public enum Layers {
    /** {@code u' = sigmaW W phi(u)/Sqrt[M] + sigmaB b}. */
    DENSE,
    /** {@code u' = u + sigmaW W phi(u)/Sqrt[M] + sigmaB b} (Yang and Schoenholz 2017). */
    RESIDUAL,
    /** Dense, with units kept at rate {@code keepRate} (Schoenholz et al. 2017, section 5). */
    DROPOUT
  }

  /** The deepest network that is written out. */
  public static final int DEEPEST = 8;

  private static final Expr Q = sym("q");
  private static final Expr WEIGHT = square(sym("sigmaW"));
  private static final Expr BIAS = square(sym("sigmaB"));

  private final SymbolicKernels kernels;
  private final Layers layers;

  private SymbolicNetwork(SymbolicKernels kernels, Layers layers) {
    this.kernels = kernels;
    this.layers = layers;
  }

  /** Returns the network of an activation and a kind of layers. */
  public static SymbolicNetwork of(Activation activation, Layers layers) {
    return new SymbolicNetwork(SymbolicKernels.of(activation), layers);
  }

  /**
   * Returns the network of an activation and a kind of layers, its expectations derived within a
   * time.
   */
  public static SymbolicNetwork of(Activation activation, Layers layers, Allowance allowance) {
    return new SymbolicNetwork(SymbolicKernels.of(activation, allowance), layers);
  }

  /** Returns the expectations that the recursions are made of. */
  public SymbolicKernels kernels() {
    return kernels;
  }

  /** Returns {@code sigmaW^2 m}, over the keep rate where units drop out. */
  private Expr diagonalStep(Expr moment) {
    return plus(times(weight(), moment), BIAS);
  }

  private Expr weight() {
    return layers == Layers.DROPOUT ? divide(WEIGHT, sym("keepRate")) : WEIGHT;
  }

  private Expr carried(Expr before, Expr step) {
    return layers == Layers.RESIDUAL ? plus(before, step) : step;
  }

  /** Returns the next q as an expression in q (Poole et al. 2016, eq. 3). */
  public Expr lengthMap() {
    return carried(Q, diagonalStep(kernels.secondMoment(Q)));
  }

  /**
   * Returns chi at q: the slope of the correlation map at correlation 1, and without dropout the
   * factor by which squared gradients grow a layer.
   */
  public Expr chi() {
    return carried(ONE, times(WEIGHT, kernels.derivativeMoment(Q)));
  }

  /**
   * Returns the factor by which squared gradients grow a layer. Dropout multiplies them by squared
   * masks, whose mean is the reciprocal of the keep rate.
   */
  public Expr gradientGrowth() {
    return carried(ONE, times(weight(), kernels.derivativeMoment(Q)));
  }

  /**
   * Returns the slope of the length map, {@code chi + sigmaW^2 E[phi phi'']} for a dense network
   * (Schoenholz et al. 2017), or empty where the second derivative has no expectation.
   */
  public Optional<Expr> lengthSlope() {
    if (layers == Layers.DROPOUT || !(kernels.curvatureMoment() instanceof ClosedForm curvature)) {
      return Optional.empty();
    }
    return Optional.of(plus(chi(), times(WEIGHT, curvature.value())));
  }

  /**
   * Returns the next correlation as an expression in q and c, where q is a fixed point of the
   * length map; for a residual network q is the length before the layer.
   */
  public Expr correlationMap() {
    Expr covariance = times(sym("c"), Q);
    Expr dual =
        SymbolicKernels.expression(kernels.correlatedDual())
            .orElseGet(() -> kernels.dual(Q, Q, covariance));
    Expr step = plus(times(WEIGHT, dual), BIAS);
    Expr length = layers == Layers.RESIDUAL ? lengthMap() : Q;
    return divide(carried(covariance, step), length);
  }

  /** The entries of the neural network Gaussian process kernel and the tangent kernel. */
  public record Entries(Expr xx, Expr yy, Expr xy, Expr tangentXx, Expr tangentYy, Expr tangent) {}

  /**
   * Returns the kernels of a network in the first layer's kernel p, q, r.
   *
   * @param depth the number of hidden layers, from 0 to {@value #DEEPEST}
   * @throws IllegalArgumentException if the depth is out of range or an expectation diverges
   */
  public Entries kernels(int depth) {
    if (depth < 0 || depth > DEEPEST) {
      throw new IllegalArgumentException("the depth must be 0 to " + DEEPEST + ", not " + depth);
    }
    Expr p = sym("p");
    Expr r = sym("r");
    Entries entries = new Entries(p, Q, r, p, Q, r);
    for (int layer = 0; layer < depth; layer++) {
      entries = next(entries);
    }
    return entries;
  }

  private Entries next(Entries at) {
    Expr xx = diagonalStep(kernels.secondMoment(at.xx));
    Expr yy = diagonalStep(kernels.secondMoment(at.yy));
    Expr xy = plus(times(WEIGHT, kernels.dual(at.xx, at.yy, at.xy)), BIAS);
    return new Entries(
        carried(at.xx, xx),
        carried(at.yy, yy),
        carried(at.xy, xy),
        plus(xx, times(at.tangentXx, carried(ONE, diagonalSlope(at.xx)))),
        plus(yy, times(at.tangentYy, carried(ONE, diagonalSlope(at.yy)))),
        plus(xy, times(at.tangent, carried(ONE, slope(at)))));
  }

  /**
   * Returns the kernels of a layer in those of the layer below, the tangent kernel in the
   * covariances of both and the tangent kernel below: {@code Theta' = K' + sigmaW^2 Theta D}, with
   * D the dual of the derivative (Jacot et al. 2018, theorem 1).
   *
   * @param at what stands for the kernels below
   * @param below what stands for them in front of and beside the dual of the derivative
   * @param above what stands for the kernels of the layer there
   */
  Entries recursion(Entries at, Entries below, Entries above) {
    Entries next = next(at);
    boolean residual = layers == Layers.RESIDUAL;
    // A residual layer's tangent kernel holds what its branch adds to the covariance.
    Expr xx = residual ? minus(above.xx, below.xx) : above.xx;
    Expr yy = residual ? minus(above.yy, below.yy) : above.yy;
    Expr xy = residual ? minus(above.xy, below.xy) : above.xy;
    return new Entries(
        next.xx,
        next.yy,
        next.xy,
        plus(xx, times(below.tangentXx, carried(ONE, diagonalSlope(at.xx)))),
        plus(yy, times(below.tangentYy, carried(ONE, diagonalSlope(at.yy)))),
        plus(xy, times(below.tangent, carried(ONE, slope(at)))));
  }

  private Expr slope(Entries at) {
    return times(WEIGHT, kernels.derivativeDual(at.xx, at.yy, at.xy));
  }

  private Expr diagonalSlope(Expr variance) {
    Expr slope = slopeMoment(variance);
    return layers == Layers.DROPOUT ? divide(slope, sym("keepRate")) : slope;
  }

  /** Returns {@code sigmaW^2 E[phi'^2]}, infinite for a jump. */
  private Expr slopeMoment(Expr variance) {
    return SymbolicKernels.expression(kernels.derivativeMoment()).isPresent()
        ? times(WEIGHT, kernels.derivativeMoment(variance))
        : Expressions.INFINITY;
  }

  /**
   * Where {@code chi} is 1 at a fixed point of the length map, with the fixed point q as parameter.
   *
   * @param weightVariance the critical {@code sigmaW^2}
   * @param biasVariance the critical {@code sigmaB^2}
   * @param condition the same as an equation in {@code sigmaW}, {@code sigmaB} and q
   */
  public record Criticality(Expr weightVariance, Expr biasVariance, Expr condition) {
    /** Returns whether the condition does not depend on q: the critical line is a point. */
    public boolean isPoint() {
      return !condition.symbols().contains("q");
    }
  }

  /**
   * Derives the critical line of a dense network: {@code chi(q) = 1} gives {@code sigmaW^2 =
   * 1/E[phi'^2]}, and {@code q} being a fixed point gives {@code sigmaB^2 = q - sigmaW^2 E[phi^2]}.
   * Empty for dropout, which has no critical point, for residual networks, whose chi is above 1
   * throughout, and where an expectation is no closed form.
   */
  public Optional<Criticality> criticality() {
    if (layers != Layers.DENSE
        || !(kernels.derivativeMoment() instanceof ClosedForm slope)
        || !(kernels.secondMoment() instanceof ClosedForm moment)
        || slope.value().equals(ZERO)) {
      return Optional.empty();
    }
    Expr weight = divide(ONE, slope.value());
    Expr bias = ExactForms.normal(minus(Q, times(weight, moment.value())));
    Expr biasCondition =
        bias.isInteger(0) ? call("Equal", sym("sigmaB"), ZERO) : call("Equal", BIAS, bias);
    return Optional.of(
        new Criticality(weight, bias, call("And", call("Equal", WEIGHT, weight), biasCondition)));
  }

  /**
   * Returns the q at which chi is 1 as an expression in {@code sigmaW}, where the equation can be
   * solved: with {@link #criticality} it makes the critical line explicit.
   */
  public Optional<Expr> criticalVariance() {
    return criticality()
        .filter(line -> !line.isPoint())
        .flatMap(line -> Inversion.of(line.weightVariance(), "q", WEIGHT))
        .map(ExactForms::normal);
  }

  /** Returns {@code sigmaB^2} on the critical line as an expression in {@code sigmaW}, or empty. */
  public Optional<Expr> criticalBias() {
    return criticalVariance()
        .map(q -> minus(q, times(WEIGHT, kernels.secondMoment(Q)).substitute("q", q)))
        .map(bias -> bias.transform(SymbolicNetwork::withoutLogarithm));
  }

  /** Writes {@code Exp[k Log[a]]} as {@code a^k}. */
  private static Expr withoutLogarithm(Expr node) {
    if (!node.isCall("Power", 2) || !((Expr.Call) node).arg(0).equals(EULER)) {
      return node;
    }
    Expr exponent = ((Expr.Call) node).arg(1);
    Expr logarithm = Expressions.withoutCoefficient(exponent);
    return logarithm.isCall("Log", 1)
        ? power(((Expr.Call) logarithm).arg(0), Expressions.coefficient(exponent))
        : node;
  }

  /**
   * Returns the image of correlation 1 under the correlation map: below 1 for dropout, whose masks
   * tell equal inputs apart (Schoenholz et al. 2017, section 5).
   */
  public Optional<Expr> imageOfOne() {
    if (layers != Layers.DROPOUT || !(kernels.secondMoment() instanceof ClosedForm)) {
      return Optional.empty();
    }
    Expr step = plus(times(WEIGHT, kernels.secondMoment(Q)), BIAS);
    return Optional.of(divide(step, lengthMap()));
  }

  /**
   * A fixed point of the length map.
   *
   * @param value as an expression in {@code sigmaW} and {@code sigmaB}
   * @param note when it is one
   */
  public record FixedPoint(Expr value, String note) {}

  /**
   * Returns the fixed points of the length map where it is a polynomial of degree 1 or 2 in q, or a
   * power of q and there are no biases; none where the equation is not solved.
   */
  public List<FixedPoint> fixedPoints() {
    if (!(kernels.secondMoment() instanceof ClosedForm)) {
      return List.of();
    }
    Expr map = lengthMap();
    Expr slope = slope(map);
    Expr curvature = slope(slope);
    Expr offset = map.substitute("q", ZERO);
    if (!slope.symbols().contains("q")) {
      return linear(slope, offset);
    }
    if (!curvature.symbols().contains("q") && layers != Layers.RESIDUAL) {
      return quadratic(curvature, slope.substitute("q", ZERO), offset);
    }
    Expr power = ExactForms.normal(divide(times(Q, slope), minus(map, offset)));
    if (layers == Layers.RESIDUAL || !(power instanceof Num order) || order.compareTo(ONE) <= 0) {
      return List.of();
    }
    Expr factor = map.substitute("q", ONE).substitute("sigmaB", ZERO);
    Expr root = power(factor, divide(ONE, minus(ONE, order)));
    return List.of(new FixedPoint(root, "without biases; it repels, as 0 attracts"));
  }

  private static Expr slope(Expr expr) {
    return ExactForms.normal(Derivatives.almostEverywhere(expr, "q"));
  }

  private List<FixedPoint> linear(Expr slope, Expr offset) {
    return layers == Layers.RESIDUAL
        ? List.of()
        : List.of(
            new FixedPoint(
                divide(offset, minus(ONE, slope)),
                "the length map is linear; a fixed point where it is not negative"));
  }

  private static List<FixedPoint> quadratic(Expr curvature, Expr slope, Expr offset) {
    // q = offset + slope q + curvature q^2/2
    Expr rest = minus(ONE, slope);
    Expr root = sqrt(minus(square(rest), times(TWO, curvature, offset)));
    return List.of(
        new FixedPoint(
            divide(minus(rest, root), curvature),
            "the length map is quadratic; this one attracts where the root is real"),
        new FixedPoint(divide(plus(rest, root), curvature), "this one repels"));
  }

  /**
   * Returns q after l layers where the length map is linear, as an expression in q and l; at slope
   * 1 the quotient stands for its limit l.
   */
  public Optional<Expr> lengthAfter() {
    if (!(kernels.secondMoment() instanceof ClosedForm)) {
      return Optional.empty();
    }
    Expr map = lengthMap();
    Expr slope = slope(map);
    if (slope.symbols().contains("q") || slope.equals(ZERO)) {
      return Optional.empty();
    }
    Expr growth = power(slope, sym("l"));
    Expr offset = map.substitute("q", ZERO);
    Expr series = divide(times(offset, minus(growth, ONE)), minus(slope, ONE));
    return Optional.of(plus(times(growth, Q), series));
  }
}
