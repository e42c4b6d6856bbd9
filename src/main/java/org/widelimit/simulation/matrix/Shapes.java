package org.widelimit.simulation.matrix;

/** Checks of shapes, and scaling by columns. */
public final class Shapes {

  private Shapes() {}

  public static void require(Matrix vectors, int rows) {
    if (vectors.rows() != rows) {
      throw new IllegalArgumentException(
          "vectors of length %d where %d is needed".formatted(vectors.rows(), rows));
    }
  }

  static double[][] scaleColumns(Matrix matrix, double[] weights) {
    if (weights.length != matrix.columns()) {
      throw new IllegalArgumentException(
          "%d weights for %d columns".formatted(weights.length, matrix.columns()));
    }
    double[][] result = new double[weights.length][matrix.rows()];
    for (int j = 0; j < result.length; j++) {
      Columns.add(matrix.raw()[j], weights[j], result[j], 0, matrix.rows());
    }
    return result;
  }
}
