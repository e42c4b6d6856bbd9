package org.widelimit.simulation.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A growing orthonormal basis of the directions asked for, each with its image under the matrix.
 *
 * <p>New vectors are orthogonalized in blocks, twice, so that the basis stays orthonormal to
 * rounding ("twice is enough"): against the basis by classical Gram-Schmidt, among themselves by
 * the Cholesky factor of their inner products, which reads the block three times instead of once a
 * pair, or one by one where vectors are so close to each other that squares lose their digits. A
 * vector whose rest is below {@link #IN_SPAN} of its length counts as inside the span: duplicate
 * and parallel inputs, and all vectors once the basis is full.
 */
final class Basis {

  /**
   * The share of a vector's length that is taken for rounding: some 5,000 units in the last place.
   */
  static final double IN_SPAN = 1e-12;

  /**
   * Below this share of a vector's length, what is left of it is projected once more at once, and
   * not in a block: its square still has ten digits there.
   */
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
    double[][] inside = Columns.innerProducts(directions, size, vectors, n);
    double[][] rest = vectors;
    if (size > 0) {
      rest = Columns.copy(vectors);
      Columns.addCombination(directions, size, inside, -1, rest);
    }
    double[][] triangle = size + n <= dimension ? triangle(Columns.gram(rest), inside) : null;
    double[][] added;
    if (triangle == null) {
      List<double[]> fresh = new ArrayList<>();
      triangle = oneByOne(vectors, size > 0 ? rest : Columns.copy(vectors), inside, fresh);
      added = fresh.toArray(new double[0][]);
    } else {
      added = size > 0 ? rest : Arena.take(n, dimension);
      Columns.divide(rest, triangle, added);
    }
    if (added.length > 0 && size + n > 1) {
      triangle = again(added, inside, triangle);
    }
    double[][] coordinates = new double[n][];
    for (int j = 0; j < n; j++) {
      coordinates[j] = Arrays.copyOf(inside[j], size + added.length);
      System.arraycopy(triangle[j], 0, coordinates[j], size, added.length);
    }
    return new Split(coordinates, added);
  }

  /**
   * The triangle R of {@code R^T R = gram} (Cholesky), by columns, or null where a vector is close
   * to the span of those before it: squares of lengths then keep too few digits.
   */
  private static double @Nullable [][] triangle(double[][] gram, double[][] inside) {
    int n = gram.length;
    double[][] r = new double[n][n];
    for (int j = 0; j < n; j++) {
      double square = gram[j][j];
      for (int i = 0; i < j; i++) {
        double product = gram[j][i];
        for (int k = 0; k < i; k++) {
          product -= r[i][k] * r[j][k];
        }
        r[j][i] = product / r[i][i];
        square -= r[j][i] * r[j][i];
      }
      double whole = gram[j][j] + Columns.innerProduct(inside[j], inside[j]);
      if (!(square > CLOSE * CLOSE * whole)) {
        return null;
      }
      r[j][j] = Math.sqrt(square);
    }
    return r;
  }

  /**
   * The rests, orthogonalized one after the other; what is too short for a direction is dropped.
   */
  private double[][] oneByOne(
      double[][] vectors, double[][] rest, double[][] inside, List<double[]> fresh) {
    int n = vectors.length;
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
        Columns.divide(new double[][] {rest[j]}, new double[][] {{left}}, new double[][] {rest[j]});
        fresh.add(rest[j]);
      }
    }
    return Arrays.stream(outside).map(c -> Arrays.copyOf(c, fresh.size())).toArray(double[][]::new);
  }

  /** The second round, on vectors of length one: it corrects what rounding left in the first. */
  private double[][] again(double[][] added, double[][] inside, double[][] triangle) {
    int k = added.length;
    if (size > 0) {
      double[][] correction = Columns.innerProducts(directions, size, added, k);
      Columns.addCombination(directions, size, correction, -1, added);
      Columns.addCombination(correction, k, triangle, 1, inside);
    }
    double[][] second = triangle(Columns.gram(added), new double[k][0]);
    if (second == null) {
      throw new IllegalStateException("directions that are not orthonormal to 1e-3");
    }
    Columns.divide(added, second, added);
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
