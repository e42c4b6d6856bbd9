package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.activation.Activation;
import org.widelimit.network.Architecture;
import org.widelimit.network.BoundedKernels;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Propagation;

/**
 * What mean-field theory says about a residual network: a linear layer and blocks {@code u + W
 * phi(u) + b} (Yang and Schoenholz 2017). A block adds {@code sigmaW^2 E phi^2 + sigmaB^2} to the
 * length and multiplies squared gradients by {@code 1 + sigmaW^2 E phi'^2}.
 *
 * @param maps the maps of the branch
 * @param fixedPoints which lengths a block keeps
 * @param layers two inputs of mean square 1 and correlation 1/2 after 0, 1, 2, 4, ... blocks and at
 *     the end
 * @param laws the laws for large depths
 */
public record ResidualPoint(
    MeanFieldMaps maps, FixedLengths fixedPoints, List<Block> layers, ResidualLaws laws) {

  /** Which lengths a residual block keeps. */
  public enum FixedLengths {
    /** None: every block adds to every length. */
    NONE,
    /** Length 0 alone. */
    ZERO,
    /** All, as the branch is zero. */
    ALL
  }

  /**
   * The network after some blocks.
   *
   * @param depth the number of blocks
   * @param length the mean squared preactivation
   * @param defect 1 minus the correlation of the two inputs
   * @param gradient what all blocks so far multiply squared gradients by; infinite for an
   *     activation with a jump
   */
  public record Block(int depth, Bounded length, Bounded defect, Bounded gradient) {}

  /** The correlation of the two inputs. */
  public static final double START = 0.5;

  /** Copies the list. */
  public ResidualPoint {
    layers = List.copyOf(layers);
  }

  /**
   * Computes everything.
   *
   * @param depth the number of blocks, positive
   * @throws org.widelimit.numeric.DivergentExpectationException if an expectation diverges
   */
  public static ResidualPoint of(Activation activation, double sigmaW2, double sigmaB2, int depth) {
    MeanFieldMaps maps = MeanFieldMaps.of(activation, sigmaW2, sigmaB2);
    List<BoundedKernels> states =
        KernelRecursion.of(Architecture.residual(activation, depth, sigmaW2, sigmaB2))
            .boundedStates(KernelState.input(1, 1, Correlation.of(START)));
    List<Block> layers = new ArrayList<>();
    Bounded gradient = Bounded.exact(1);
    for (int block = 0; block <= depth; block++) {
      BoundedKernels state = states.get(block);
      if (Integer.bitCount(block) <= 1 || block == depth) {
        layers.add(new Block(block, state.p(), state.defect(), gradient));
      }
      if (block < depth && Double.isFinite(gradient.value())) {
        Bounded slopes = Propagation.of(q -> maps.chi(q[0]), state.p());
        gradient = Double.isInfinite(slopes.value()) ? slopes : gradient.times(slopes.plus(1));
      }
    }
    Bounded least = maps.lengthMap(0);
    FixedLengths fixed =
        sigmaW2 == 0 && sigmaB2 == 0
            ? FixedLengths.ALL
            : least.value() == 0 && least.error() == 0 ? FixedLengths.ZERO : FixedLengths.NONE;
    return new ResidualPoint(maps, fixed, layers, ResidualLaws.of(activation, sigmaW2, sigmaB2));
  }
}
