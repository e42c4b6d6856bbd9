package org.widelimit.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing orthonormal basis of the directions asked for, each with its image under the matrix.
 *
 * <p>New vectors are orthogonalized in blocks by classical Gram-Schmidt, twice, so that the basis
 * stays orthonormal to rounding however close to each other the vectors are ("twice is enough"). A
 * vector whose rest is below {@link #IN_SPAN} of its length counts as inside the span: duplicate
 * and parallel inputs, and all vectors once the basis is full.
 */
final class Basis {

  /**
   * The share of a vector's length that is taken for rounding: some 5,000 units in the last place.
   */
  static final double IN_SPAN = 1e-12;

  /** Below this share of a vector's length, what is left of it is projected once more at once. */
  private static final double CLOSE = 1e-3;

  private final int dimension;
  private double[][] directions = new double[8][];
  private double[][] images = new double[8][];
  private int size;

  Basis(int dimension) {
    this.dimension = dimension;
  }

  int size() {
    return size;
  }

  /** The directions, of which the first {@link #size} count. */
  double[][] directions() {
    return directions;
  }

  /** The images of the directions under the matrix, in the same order. */
  double[][] images() {
    return images;
  }

  /** Vectors, split into a part within the basis and new orthonormal directions. */
  static final class Split {

    /** For each vector its coordinates in the basis, then in the new directions. */
    final double[][] coordinates;

    /** The new directions. */
    final double[][] fresh;

    private Split(double[][] coordinates, double[][] fresh) {
      this.coordinates = coordinates;
      this.fresh = fresh;
    }
  }

  Split split(double[][] vectors) {
    int n = vectors.length;
    double[][] rest = Columns.copy(vectors);
    double[][] inside = Columns.innerProducts(directions, size, vectors, n);
    Columns.addCombination(directions, size, inside, -1, rest);
    List<double[]> fresh = new ArrayList<>();
    double[][] outside = new double[n][n];
    for (int j = 0; j < n; j++) {
      double length = Math.sqrt(Columns.innerProduct(vectors[j], vectors[j]));
      if (size + fresh.size() >= dimension || length == 0) {
        project(fresh, rest[j], outside[j]);
        continue;
      }
      project(fresh, rest[j], outside[j]);
      project(fresh, rest[j], outside[j]);
      double left = Math.sqrt(Columns.innerProduct(rest[j], rest[j]));
      if (size > 0 && left < CLOSE * length) {
        // Rounding in the first projection is large against what is left: project again, before
        // the direction is taken for good and later vectors of the block are split along it.
        double[][] one = {rest[j]};
        double[][] more = Columns.innerProducts(directions, size, one, 1);
        Columns.addCombination(directions, size, more, -1, one);
        Columns.add(more[0], 1, inside[j], 0, size);
        project(fresh, rest[j], outside[j]);
        left = Math.sqrt(Columns.innerProduct(rest[j], rest[j]));
      }
      if (left > IN_SPAN * length) {
        outside[j][fresh.size()] = left;
        scale(rest[j], 1 / left);
        fresh.add(rest[j]);
      }
    }
    double[][] added = fresh.toArray(new double[0][]);
    double[][] triangle =
        Arrays.stream(outside).map(c -> Arrays.copyOf(c, added.length)).toArray(double[][]::new);
    if (size > 0 && added.length > 0) {
      triangle = again(added, inside, triangle);
    }
    double[][] coordinates = new double[n][];
    for (int j = 0; j < n; j++) {
      coordinates[j] = Arrays.copyOf(inside[j], size + added.length);
      System.arraycopy(triangle[j], 0, coordinates[j], size, added.length);
    }
    return new Split(coordinates, added);
  }

  /** The second round, on vectors of length one: it corrects what rounding left in the first. */
  private double[][] again(double[][] added, double[][] inside, double[][] triangle) {
    int k = added.length;
    double[][] correction = Columns.innerProducts(directions, size, added, k);
    Columns.addCombination(directions, size, correction, -1, added);
    double[][] second = new double[k][k];
    List<double[]> done = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      project(done, added[j], second[j]);
      double length = Math.sqrt(Columns.innerProduct(added[j], added[j]));
      second[j][j] = length;
      scale(added[j], 1 / length);
      done.add(added[j]);
    }
    Columns.addCombination(correction, k, triangle, 1, inside);
    double[][] composed = new double[triangle.length][k];
    Columns.addCombination(second, k, triangle, 1, composed);
    return composed;
  }

  private static void project(List<double[]> onto, double[] vector, double[] coordinates) {
    for (int i = 0; i < onto.size(); i++) {
      double[] direction = onto.get(i);
      double c = Columns.innerProduct(direction, vector);
      coordinates[i] += c;
      Columns.add(direction, -c, vector, 0, vector.length);
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  void append(double[][] fresh, double[][] theirImages) {
    int needed = size + fresh.length;
    if (needed > directions.length) {
      int capacity = Math.max(needed, 2 * directions.length);
      directions = Arrays.copyOf(directions, capacity);
      images = Arrays.copyOf(images, capacity);
    }
    System.arraycopy(fresh, 0, directions, size, fresh.length);
    System.arraycopy(theirImages, 0, images, size, fresh.length);
    size = needed;
  }
}
