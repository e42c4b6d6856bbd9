package org.widelimit.simulation.chain;

import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.JacobianObservable;
import org.widelimit.simulation.observable.Observable;

/**
 * Observables whose mean is exactly that of infinitely wide networks, at every width.
 *
 * <p>By the recursions of {@link KernelChain}. The variance {@code V_l} has the mean {@code E
 * F(V_(l-1))} with F the length map, and V_1 is not random: so {@code V_1} and {@code V_2} have no
 * bias, nor has any if F is affine. A Gaussian expectation of an even function determines the
 * function up to a null set (a Laplace transform), so that F is affine if and only if the even part
 * of {@code phi^2} is {@code a + b x^2}: for rectified units of two slopes, whose F is linear, for
 * the sign and the step, and for waves whose squares' even part is a constant.
 *
 * <p>If likewise the even part of {@code phi'^2} is a constant, then {@code E phi'^2} does not
 * depend on V, and {@code E (u^2 - V) phi'^2 = 2 V^2 dE phi'^2/dV = 0}: by induction from the
 * readout down, given {@code V_l}, T_l has a constant mean and D_l the mean 0. So gradients and
 * Jacobians have no bias; and the neural tangent kernel, the sum of the {@code V_l T_l}, has none
 * if F is affine as well. For relu networks without biases that is Hanin and Nica (2020, eq. 2.3).
 *
 * <p>In all other cases there is a bias but for accidents.
 */
public final class Unbiased {
  /** Relative error of an activation's values, squared and added. */
  private static final double ROUNDING = 1e-12;

  private static final int PROBES = 64;

  /** No two probes, nor probe and kink, coincide. */
  private static final double SPACING = 0.1931;

  private Unbiased() {}

  /**
   * Says why an observable of the first input has no bias; empty where it has one, or where nothing
   * is known.
   *
   * @param observable the observable
   * @param family networks that have a {@link KernelChain}
   */
  public static Optional<String> because(Observable observable, NetworkFamily family) {
    int depth = family.hidden().size();
    if (observable instanceof ForwardObservable.PreactivationVariance v && v.input() == 1) {
      return ofVariance(family, v.layer());
    }
    if (observable instanceof ForwardObservable.EmpiricalNNGP k && k.a() == 1 && k.b() == 1) {
      return ofVariance(family, k.layer());
    }
    if (observable instanceof BackwardObservable.GradientSize g) {
      return ofSlopes(family, g.layer(), depth);
    }
    if (observable instanceof JacobianObservable.JacobianSize j) {
      boolean top = j.of() == JacobianObservable.Of.POSTACTIVATION;
      return ofSlopes(family, j.from(), top ? j.to() : j.to() - 1);
    }
    if (observable instanceof BackwardObservable.EmpiricalNTK k && k.a() == 1 && k.b() == 1) {
      Optional<String> variances = ofVariance(family, depth + 1);
      Optional<String> slopes = ofSlopes(family, 1, depth);
      return slopes.flatMap(slope -> variances.map(v -> v.equals(slope) ? v : v + ", " + slope));
    }
    return Optional.empty();
  }

  private static Optional<String> ofVariance(NetworkFamily family, int layer) {
    for (int l = 2; l < layer; l++) {
      if (!isAffine(family, l)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        layer <= 2 ? "a mean given an input that is not random" : "E phi^2 is affine");
  }

  private static Optional<String> ofSlopes(NetworkFamily family, int from, int top) {
    for (int l = Math.max(2, from); l <= top; l++) {
      if (!hasConstantSlope(family, l)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        top < Math.max(2, from)
            ? "a mean given an input that is not random"
            : "E phi'^2 is a constant");
  }

  private static boolean isAffine(NetworkFamily family, int layer) {
    return isEvenPartQuadratic(activation(family, layer).function(), false);
  }

  private static boolean hasConstantSlope(NetworkFamily family, int layer) {
    return isEvenPartQuadratic(activation(family, layer).slope(), true);
  }

  private static Activation activation(NetworkFamily family, int layer) {
    return Activation.parse(family.hidden().get(layer - 1).activation());
  }

  /** Whether the even part of a square is {@code a + b x^2}, with b = 0 if it shall be constant. */
  private static boolean isEvenPartQuadratic(UnaryFunction f, boolean constant) {
    double near = SPACING;
    double far = SPACING * PROBES;
    double slope = constant ? 0 : (even(f, far) - even(f, near)) / (far * far - near * near);
    double offset = even(f, near) - slope * near * near;
    for (int k = 2; k <= PROBES; k++) {
      double x = k * SPACING;
      double value = even(f, x);
      double size = Math.abs(value) + Math.abs(offset) + Math.abs(slope) * far * far;
      if (!(Math.abs(value - offset - slope * x * x) <= ROUNDING * size)) {
        return false;
      }
    }
    return true;
  }

  private static double even(UnaryFunction f, double x) {
    double right = f.applyAsDouble(x);
    double left = f.applyAsDouble(-x);
    return (right * right + left * left) / 2;
  }
}
