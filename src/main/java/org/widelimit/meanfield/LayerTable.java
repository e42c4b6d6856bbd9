package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.network.Architecture;
import org.widelimit.network.BoundedKernels;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.network.Layer;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Propagation;

/**
 * What a network of finite depth does to two inputs of mean square 1 and correlation 1/2: a fixed
 * point says nothing about how far from it the layers are.
 *
 * @param rows after 1, 2, 4, ... layers and at the end
 */
public record LayerTable(List<Row> rows) {

  /**
   * The network after some layers.
   *
   * @param depth the number of layers
   * @param length the mean squared preactivation
   * @param defect 1 minus the correlation of the two inputs
   * @param gradient the mean squared gradient at the first layer's preactivations over that at this
   *     layer's: the product of {@code chi_1} of the layers between; infinite for an activation
   *     with a jump
   */
  public record Row(int depth, Bounded length, Bounded defect, Bounded gradient) {}

  /** The correlation of the two inputs. */
  private static final double START = 0.5;

  /** Copies the list. */
  public LayerTable {
    rows = List.copyOf(rows);
  }

  /**
   * Computes the table.
   *
   * @param maps the maps of all layers but the first
   * @param firstSigmaW2 the weight variance of the first layer, which is linear
   * @param depth the number of layers, positive
   * @return the table up to the layer at which the numbers end: an expectation may diverge, or a
   *     length be too large for a double
   */
  public static LayerTable of(MeanFieldMaps maps, double firstSigmaW2, int depth) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Dense(firstSigmaW2, maps.sigmaB2()));
    for (int i = 1; i < depth; i++) {
      layers.add(new Layer.Nonlinearity(maps.activation()));
      layers.add(new Layer.Dense(maps.sigmaW2(), maps.sigmaB2()));
    }
    List<BoundedKernels> states =
        KernelRecursion.of(new Architecture(layers))
            .boundedStates(KernelState.input(1, 1, Correlation.of(START)));
    List<Row> rows = new ArrayList<>();
    Bounded gradient = Bounded.exact(1);
    for (int layer = 1; layer <= depth; layer++) {
      BoundedKernels state = states.get(layer - 1);
      if (Integer.bitCount(layer) == 1 || layer == depth) {
        rows.add(new Row(layer, state.p(), state.defect(), gradient));
      }
      if (layer < depth && Double.isFinite(gradient.value())) {
        Bounded slopes = Propagation.of(q -> maps.chi(q[0]), state.p());
        gradient = Double.isInfinite(slopes.value()) ? slopes : gradient.times(slopes);
      }
    }
    return new LayerTable(rows);
  }

  /** Returns the last row. */
  public Row last() {
    return rows.get(rows.size() - 1);
  }

  /**
   * Returns the factor by which to multiply the first layer's weights so that inputs of mean square
   * 1 have a length from the first layer on; empty if no weights give it.
   *
   * @param maps the maps of the layers
   * @param length the length
   */
  public static Optional<Bounded> firstLayerFactor(MeanFieldMaps maps, Bounded length) {
    Bounded square = length.plus(-maps.sigmaB2());
    if (!(square.lower() > 0) || !(maps.sigmaW2() > 0)) {
      return Optional.empty();
    }
    Bounded ratio = square.dividedBy(Bounded.exact(maps.sigmaW2()));
    double root = Math.sqrt(ratio.value());
    double least = Math.sqrt(Math.max(ratio.value() - ratio.error(), 0));
    return Optional.of(
        new Bounded(root, ratio.error() / (root + least) + 2 * Bounded.ROUNDING * root));
  }
}
