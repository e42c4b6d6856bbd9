package org.widelimit.simulation.matrix;

import java.util.random.RandomGenerator;

/** How a Gaussian matrix is held. */
public enum MatrixKind implements GaussianMatrix.Factory {
  /** All entries in memory, products by OpenBLAS once they are large: O(M^2). */
  DENSE {
    @Override
    public GaussianMatrix create(int rows, int columns, RandomGenerator generator) {
      return new DenseMatrix(rows, columns, generator);
    }
  },
  /** Only products, each drawn conditionally on those before: O(M k) for k directions. */
  REVEALED {
    @Override
    public GaussianMatrix create(int rows, int columns, RandomGenerator generator) {
      return new RevealedMatrix(rows, columns, generator);
    }
  }
}
