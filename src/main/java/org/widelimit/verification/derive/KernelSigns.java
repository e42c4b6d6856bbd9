package org.widelimit.verification.derive;

import java.util.List;
import java.util.Map;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.verification.claim.ActivationTable;

/**
 * The sign of {@code NNGP[l, a, a]}, the variance of a layer's preactivations at one input: a sum
 * of squares, positive where biases or weights make it so.
 *
 * <p>{@code sigmaW^2 E[phi(Sqrt[q] z)^2] + sigmaB^2} is positive if sigmaB is not 0, or if sigmaW
 * is not, q is positive and phi is different from 0 on an interval, where the normal density is
 * positive. The first layer has {@code |x|^2/d} in the place of the average, so that it is positive
 * for every input but 0, which random inputs are with probability 0.
 */
final class KernelSigns {

  private static final int DIGITS = 20;

  /** Where an activation is looked at: off the points at which functions of use have kinks. */
  private static final List<Num> POINTS =
      List.of(
          Expressions.num(3, 7),
          Expressions.num(-3, 7),
          Expressions.num(23, 7),
          Expressions.num(-23, 7));

  private final NetworkDeclaration network;
  private final ActivationTable activations;
  private final SignDecider signs;

  KernelSigns(NetworkDeclaration network, ActivationTable activations, Assumptions assumptions) {
    this.network = network;
    this.activations = activations;
    this.signs = new SignDecider(assumptions);
  }

  /** Returns the weight scale of a layer, from 1 to the number of hidden layers + 1. */
  static Expr sigmaW(NetworkDeclaration network, int layer) {
    return layer <= network.hidden().size()
        ? network.hidden().get(layer - 1).sigmaW().orElse(network.sigmaW())
        : network.sigmaW();
  }

  /** Returns the bias scale of a layer. */
  static Expr sigmaB(NetworkDeclaration network, int layer) {
    return layer <= network.hidden().size()
        ? network.hidden().get(layer - 1).sigmaB().orElse(network.sigmaB())
        : network.sigmaB();
  }

  /** Returns whether a layer adds to its preactivation that of the layer below. */
  static boolean isResidual(NetworkDeclaration network, int layer) {
    return layer >= 2
        && layer <= network.hidden().size()
        && network.hidden().get(layer - 1).residual();
  }

  /** Returns what is proved of the variance of a layer. */
  Sign ofVariance(int layer) {
    return reason(layer).isEmpty() ? Sign.NONNEGATIVE : Sign.POSITIVE;
  }

  /** Returns why the variance of a layer is positive, or an empty text where that is not proved. */
  String reason(int layer) {
    if (isNonzero(sigmaB(network, layer))) {
      return "the biases of layer " + layer + " have a positive variance";
    }
    if (layer == 1) {
      return isNonzero(sigmaW(network, 1)) ? "weights and inputs are not 0" : "";
    }
    String below = reason(layer - 1);
    boolean passed =
        isResidual(network, layer)
            || (isNonzero(sigmaW(network, layer)) && isSomewhereNonzero(layer));
    return passed && !below.isEmpty() ? "that of layer " + (layer - 1) + " is: " + below : "";
  }

  private boolean isNonzero(Expr scale) {
    return signs.of(scale).isStrict();
  }

  /** Whether the activation below a layer has a value other than 0 where it is continuous. */
  private boolean isSomewhereNonzero(int layer) {
    Expr name = WolframReader.read(network.hidden().get(layer - 2).activation());
    Activation phi = activations.get(name);
    return POINTS.stream()
        .filter(point -> isOffBreakpoints(phi, point.doubleValue()))
        .anyMatch(
            point ->
                HighPrecision.estimate(phi.expression(), Map.of(Activation.VARIABLE, point), DIGITS)
                    .filter(HighPrecision.Estimate::isNonzero)
                    .isPresent());
  }

  private static boolean isOffBreakpoints(Activation phi, double point) {
    for (double breakpoint : phi.breakpoints()) {
      if (Math.abs(breakpoint - point) < 1e-6) {
        return false;
      }
    }
    return true;
  }
}
