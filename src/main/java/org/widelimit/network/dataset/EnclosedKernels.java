package org.widelimit.network.dataset;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.numeric.interval.RealInterval;

/**
 * The NNGP and neural tangent kernel matrices of a fully connected network on a data set, each
 * entry enclosed: the numbers of the inputs and the variances count as exact.
 *
 * <p>The recursions are those of {@link KernelMatrices} (Lee et al. 2018; Jacot et al. 2018), from
 * closed forms of the averages where there are any.
 */
public final class EnclosedKernels {

  private static final Duration ONE_VALUE = Duration.ofSeconds(20);
  private static final Sym P = Expressions.sym("p");
  private static final Sym Q = Expressions.sym("q");
  private static final Sym R = Expressions.sym("r");
  private static final Assumptions POSITIVE =
      new Assumptions(Map.of("p", Interval.POSITIVE, "q", Interval.POSITIVE), List.of());

  private final RealInterval sigmaW2;
  private final RealInterval sigmaB2;
  private final int depth;
  private final Expr square;
  private final Expr slopeSquare;
  private final Expr product;
  private final Expr slopeProduct;
  private final RealInterval[][] nngp;
  private final RealInterval[][] tangent;

  private EnclosedKernels(
      Activation phi, int depth, double sigmaW2, double sigmaB2, double[][] inputs) {
    this.depth = depth;
    this.sigmaW2 = RealInterval.of(sigmaW2);
    this.sigmaB2 = RealInterval.of(sigmaB2);
    Activation slope = Activation.of(phi.derivative());
    square = single(phi);
    slopeSquare = single(slope);
    product = pair(phi);
    slopeProduct = pair(slope);
    nngp = new RealInterval[inputs.length][inputs.length];
    tangent = new RealInterval[inputs.length][inputs.length];
    RealInterval[][] variances = new RealInterval[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      variances[i] = variances(inputs, i);
      for (int j = 0; j < i; j++) {
        pair(inputs, variances, i, j);
      }
    }
  }

  /**
   * Encloses both kernels.
   *
   * @param phi the activation of every hidden layer
   * @param depth the number of hidden layers
   * @param sigmaW2 the weight variance times the width
   * @param sigmaB2 the bias variance
   * @param inputs the inputs, a row each, all of one dimension
   * @throws ArithmeticException if an entry has no enclosure, with the inputs and the layer
   */
  public static EnclosedKernels of(
      Activation phi, int depth, double sigmaW2, double sigmaB2, double[][] inputs) {
    return new EnclosedKernels(phi, depth, sigmaW2, sigmaB2, inputs);
  }

  /** Returns the enclosures of the NNGP kernel. */
  public RealInterval[][] nngp() {
    return copy(nngp);
  }

  /** Returns the enclosures of the neural tangent kernel. */
  public RealInterval[][] tangent() {
    return copy(tangent);
  }

  private static RealInterval[][] copy(RealInterval[][] matrix) {
    RealInterval[][] rows = new RealInterval[matrix.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix[i].clone();
    }
    return rows;
  }

  private static Expr single(Activation phi) {
    Sym u = InternalNames.symbol("u");
    Expr body = Expressions.square(phi.at(u));
    GaussianResult result = GaussianCalculus.expectation(body, u.name(), P, POSITIVE);
    return result instanceof GaussianResult.ClosedForm form
        ? form.value()
        : Expressions.call(
            "E", Expressions.square(phi.at(Expressions.times(Expressions.sqrt(P), u))), u);
  }

  private static Expr pair(Activation phi) {
    GaussianResult result = GaussianCalculus.dual(phi, phi, P, Q, R, POSITIVE);
    if (result instanceof GaussianResult.ClosedForm form) {
      return form.value();
    }
    Sym u = InternalNames.symbol("u");
    Sym v = InternalNames.symbol("v");
    return Expressions.call(
        "E",
        Expressions.times(phi.at(u), phi.at(v)),
        Expressions.list(u, v),
        Expressions.list(Expressions.list(P, R), Expressions.list(R, Q)));
  }

  private RealInterval first(double[] left, double[] right) {
    RealInterval sum = RealInterval.ZERO;
    for (int k = 0; k < left.length; k++) {
      sum = sum.plus(RealInterval.of(left[k]).times(RealInterval.of(right[k])));
    }
    return sigmaW2.times(sum.dividedBy(RealInterval.of(left.length))).plus(sigmaB2);
  }

  /** The variances of the preactivations of each layer, the diagonal entries from the last. */
  private RealInterval[] variances(double[][] inputs, int i) {
    RealInterval[] variances = new RealInterval[depth + 1];
    variances[0] = first(inputs[i], inputs[i]);
    RealInterval theta = variances[0];
    for (int layer = 1; layer <= depth; layer++) {
      RealInterval[] box = {variances[layer - 1]};
      if (!(box[0].lo() > 0)) {
        throw new ArithmeticException(
            "input %d has variance 0 at layer %d, where averages have no enclosure"
                .formatted(i + 1, layer));
      }
      RealInterval average = value(square, List.of("p"), box, i, i, layer);
      RealInterval slopes = value(slopeSquare, List.of("p"), box, i, i, layer);
      variances[layer] = sigmaW2.times(average).plus(sigmaB2);
      theta = variances[layer].plus(sigmaW2.times(theta).times(slopes));
    }
    nngp[i][i] = variances[depth];
    tangent[i][i] = theta;
    return variances;
  }

  private void pair(double[][] inputs, RealInterval[][] variances, int i, int j) {
    List<String> names = List.of("p", "q", "r");
    RealInterval covariance = first(inputs[i], inputs[j]);
    RealInterval theta = covariance;
    boolean same = java.util.Arrays.equals(inputs[i], inputs[j]);
    for (int layer = 1; layer <= depth; layer++) {
      RealInterval[] box = {variances[i][layer - 1], variances[j][layer - 1], covariance};
      RealInterval average;
      RealInterval slopes;
      if (same) {
        average = value(square, List.of("p"), new RealInterval[] {box[0]}, i, j, layer);
        slopes = value(slopeSquare, List.of("p"), new RealInterval[] {box[0]}, i, j, layer);
      } else {
        average = value(product, names, box, i, j, layer);
        slopes = value(slopeProduct, names, box, i, j, layer);
      }
      covariance = sigmaW2.times(average).plus(sigmaB2);
      theta = covariance.plus(sigmaW2.times(theta).times(slopes));
    }
    nngp[i][j] = covariance;
    nngp[j][i] = covariance;
    tangent[i][j] = theta;
    tangent[j][i] = theta;
  }

  private static RealInterval value(
      Expr formula, List<String> names, RealInterval[] box, int i, int j, int layer) {
    EnclosedValue value = PointValues.over(formula, names, box, ONE_VALUE);
    if (!value.isSure()) {
      throw new ArithmeticException(
          "the entry of inputs %d and %d has no enclosure at layer %d"
              .formatted(i + 1, j + 1, layer));
    }
    return value.range();
  }
}
