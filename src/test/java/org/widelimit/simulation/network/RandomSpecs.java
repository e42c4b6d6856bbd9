package org.widelimit.simulation.network;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.matrix.RandomStreams;

/** Random architectures for properties. */
final class RandomSpecs {

  private RandomSpecs() {}

  /** One to three hidden layers of at most {@code width} neurons, sometimes residual. */
  static NetworkSpec any(RandomGenerator dice, int width, List<String> activations) {
    List<LayerSpec> layers = new ArrayList<>();
    int dimension = 1 + dice.nextInt(3);
    int below = dimension;
    int depth = 1 + dice.nextInt(3);
    for (int l = 0; l < depth; l++) {
      boolean residual = l > 0 && dice.nextInt(3) == 0;
      int own = residual ? below : 1 + dice.nextInt(width);
      layers.add(
          new LayerSpec(
              own,
              activations.get(dice.nextInt(activations.size())),
              dice.nextDouble(0.5, 1.5) / Math.sqrt(below),
              dice.nextBoolean() ? 0 : 0.3,
              residual));
      below = own;
    }
    return new NetworkSpec(
        dimension,
        layers,
        1 + dice.nextInt(2),
        dice.nextDouble(0.5, 1.5) / Math.sqrt(below),
        dice.nextBoolean() ? 0 : 0.3,
        dice.nextBoolean() ? Parameterization.NTK : Parameterization.STANDARD);
  }

  static Matrix gaussian(RandomGenerator dice, int rows, int columns) {
    return Matrix.wrap(rows, RandomStreams.gaussianColumns(dice, rows, columns));
  }
}
