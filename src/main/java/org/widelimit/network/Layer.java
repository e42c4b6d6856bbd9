package org.widelimit.network;

import java.io.Serializable;
import java.util.List;
import org.widelimit.activation.Activation;

/** One step of an architecture, as it acts on the kernels of an infinitely wide network. */
public sealed interface Layer {

  /**
   * A linear layer with biases in NTK parameterization: {@code sigmaW/sqrt(n) W h + sigmaB b} with
   * standard normal {@code W} and {@code b} (Jacot et al. 2018).
   *
   * @param sigmaW2 the variance of the weights times the width, not negative
   * @param sigmaB2 the variance of the biases, not negative
   */
  record Dense(double sigmaW2, double sigmaB2) implements Layer, Serializable {
    /** Checks the variances. */
    public Dense {
      requireVariance(sigmaW2, "sigmaW2");
      requireVariance(sigmaB2, "sigmaB2");
    }
  }

  /**
   * A linear layer in standard parameterization: weights of variance {@code sigmaW2/fanIn}, biases
   * of variance {@code sigmaB2}. It equals {@link Dense} at initialization, but its neural tangent
   * kernel weighs the layer's own weights by {@code fanIn} and its biases by 1 (Sohl-Dickstein et
   * al. 2020, eq. 5).
   *
   * @param sigmaW2 the variance of the weights times the fan-in
   * @param sigmaB2 the variance of the biases
   * @param fanIn the width of the layer below, at least 1
   */
  record StandardDense(double sigmaW2, double sigmaB2, int fanIn) implements Layer, Serializable {
    /** Checks the parameters. */
    public StandardDense {
      requireVariance(sigmaW2, "sigmaW2");
      requireVariance(sigmaB2, "sigmaB2");
      if (fanIn < 1) {
        throw new IllegalArgumentException("the fan-in must be at least 1: " + fanIn);
      }
    }
  }

  /**
   * An activation, applied to every preactivation.
   *
   * @param activation the function
   */
  record Nonlinearity(Activation activation) implements Layer {}

  /**
   * Dropout with masks that are independent between inputs: kept units are divided by the keep rate
   * (Schoenholz et al. 2017, section 6).
   *
   * @param keepRate the probability of keeping a unit, in {@code (0, 1]}
   */
  record Dropout(double keepRate) implements Layer, Serializable {
    /** Checks the rate. */
    public Dropout {
      if (!(keepRate > 0 && keepRate <= 1)) {
        throw new IllegalArgumentException("the keep rate must be in (0, 1]: " + keepRate);
      }
    }
  }

  /** Normalizes preactivations to unit mean square over the layer (layer norm without gains). */
  record LayerNorm() implements Layer, Serializable {}

  /**
   * A residual block: its input plus what the branch makes of it (Yang and Schoenholz 2017). The
   * branch should end in a linear layer, whose independent weights make the two uncorrelated.
   *
   * @param branch the layers of the branch, not empty
   */
  record Residual(List<Layer> branch) implements Layer {
    /** Copies the branch. */
    public Residual {
      branch = List.copyOf(branch);
      if (branch.isEmpty() || branch.stream().noneMatch(Residual::isLinear)) {
        throw new IllegalArgumentException("a residual branch needs a linear layer");
      }
    }

    private static boolean isLinear(Layer layer) {
      return layer instanceof Dense || layer instanceof StandardDense;
    }
  }

  private static void requireVariance(double variance, String name) {
    if (!(variance >= 0) || Double.isInfinite(variance)) {
      throw new IllegalArgumentException(name + " must be finite and not negative: " + variance);
    }
  }
}
