package org.widelimit.network;

import java.util.List;

/**
 * The kernels of an architecture as the papers print them, with covariances instead of correlations
 * and the duals of ReLU (Cho and Saul 2009) and erf (Williams 1997) written out: independent of the
 * package, and accurate where nothing cancels.
 */
final class PlainRecursion {

  private final double[] kernel;
  private final double[] tangent;

  private PlainRecursion(double[] kernel, double[] tangent) {
    this.kernel = kernel;
    this.tangent = tangent;
  }

  /** Returns p, r and q. */
  double[] kernel() {
    return kernel.clone();
  }

  /** Returns the tangent kernels in the same order. */
  double[] tangent() {
    return tangent.clone();
  }

  static PlainRecursion input(double p, double r, double q) {
    return new PlainRecursion(new double[] {p, r, q}, new double[3]);
  }

  PlainRecursion through(List<Layer> layers) {
    PlainRecursion state = this;
    for (Layer layer : layers) {
      state = state.through(layer);
    }
    return state;
  }

  private PlainRecursion through(Layer layer) {
    double[] k = new double[3];
    double[] t = new double[3];
    PlainRecursion branch =
        layer instanceof Layer.Residual residual ? through(residual.branch()) : this;
    for (int i = 0; i < 3; i++) {
      double p = kernel[i == 2 ? 2 : 0];
      double q = kernel[i == 0 ? 0 : 2];
      if (layer instanceof Layer.Dense dense) {
        // Jacot et al. 2018, theorem 1.
        k[i] = dense.sigmaW2() * kernel[i] + dense.sigmaB2();
        t[i] = k[i] + dense.sigmaW2() * tangent[i];
      } else if (layer instanceof Layer.StandardDense dense) {
        // The gradient by a weight is a unit of the layer below; there are fanIn of them.
        k[i] = dense.sigmaW2() * kernel[i] + dense.sigmaB2();
        t[i] = dense.fanIn() * kernel[i] + 1 + dense.sigmaW2() * tangent[i];
      } else if (layer instanceof Layer.Nonlinearity nonlinearity) {
        double[] dual =
            nonlinearity.activation().name().equals("erf")
                ? erf(p, kernel[i], q)
                : relu(p, kernel[i], q);
        k[i] = dual[0];
        t[i] = dual[1] * tangent[i];
      } else if (layer instanceof Layer.Dropout dropout) {
        // A mask squared is 1/keepRate in the mean, two masks are independent.
        double factor = i == 1 ? 1 : 1 / dropout.keepRate();
        k[i] = factor * kernel[i];
        t[i] = factor * tangent[i];
      } else if (layer instanceof Layer.LayerNorm) {
        // The mean square of a wide layer is its variance; the projection is of order 1/width.
        k[i] = kernel[i] / Math.sqrt(p * q);
        t[i] = tangent[i] / Math.sqrt(p * q);
      } else {
        k[i] = kernel[i] + branch.kernel[i];
        t[i] = tangent[i] + branch.tangent[i];
      }
    }
    return new PlainRecursion(k, t);
  }

  private static double[] relu(double p, double r, double q) {
    double cosine = Math.max(-1, Math.min(1, r / Math.sqrt(p * q)));
    double angle = Math.acos(cosine);
    double value = Math.sqrt(p * q) * (Math.sin(angle) + (Math.PI - angle) * cosine);
    return new double[] {value / (2 * Math.PI), (Math.PI - angle) / (2 * Math.PI)};
  }

  private static double[] erf(double p, double r, double q) {
    double product = (1 + 2 * p) * (1 + 2 * q);
    return new double[] {
      2 / Math.PI * Math.asin(2 * r / Math.sqrt(product)),
      4 / Math.PI / Math.sqrt(product - 4 * r * r)
    };
  }
}
