package org.widelimit.verification.point;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.theorem.Domain;

/** Matrices and vectors at which claims are tried: usual ones, and those that are special. */
public final class MatrixDraws {

  /** Keeps drawn definite matrices away from singular ones, whose inverse has no digits. */
  private static final double LEAST_EIGENVALUE = 0.25;

  private MatrixDraws() {}

  /** Draws a symmetric matrix of a size whose eigenvalues lie in a set. */
  public static Quantity matrix(Domain eigenvalues, int size, RandomGenerator random) {
    boolean signed = eigenvalues.lower().isEmpty();
    boolean definite = !signed && !eigenvalues.lowerClosed();
    double scale = random.nextInt(4) == 0 ? Math.pow(10, random.nextInt(5) - 2) : 1;
    double[][] drawn =
        switch (random.nextInt(8)) {
          case 0 -> diagonal(size, i -> 1);
          case 1 ->
              diagonal(size, i -> signed && i % 2 == 1 ? -1.0 - i : 1.0 + Math.floorDiv(i, 2));
          case 2 -> diagonal(size, i -> signed ? -1.0 - i : definite ? 1.0 : i == 0 ? 1.0 : 0.0);
          case 3 -> diagonal(size, i -> signed || !definite ? 0 : 0.5);
          default -> usual(signed, definite, size, random);
        };
    for (double[] row : drawn) {
      for (int j = 0; j < size; j++) {
        row[j] *= scale;
      }
    }
    return Quantity.matrix(drawn, 0, Grade.RIGOROUS);
  }

  private static double[][] diagonal(int size, java.util.function.IntToDoubleFunction entry) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = entry.applyAsDouble(i);
    }
    return matrix;
  }

  private static double[][] usual(
      boolean signed, boolean definite, int size, RandomGenerator random) {
    int rank = definite || signed ? size : 1 + random.nextInt(size);
    double[][] factor = new double[size][rank];
    for (double[] row : factor) {
      for (int j = 0; j < rank; j++) {
        row[j] = shortened(random.nextGaussian());
      }
    }
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < rank; k++) {
          sum += signed ? 0 : factor[i][k] * factor[j][k];
        }
        matrix[i][j] = signed ? (factor[i][j] + factor[j][i]) / 2 : sum / rank;
        matrix[j][i] = matrix[i][j];
      }
      matrix[i][i] += definite ? LEAST_EIGENVALUE : 0;
    }
    return matrix;
  }

  /** Draws a vector: usual ones, the first unit vector, that of ones and that of zeros. */
  public static double[] vector(int size, RandomGenerator random) {
    int kind = random.nextInt(16);
    double[] vector = new double[size];
    for (int i = 0; i < size; i++) {
      vector[i] = kind == 0 ? (i == 0 ? 1 : 0) : kind == 1 ? 1 : kind == 2 ? 0 : normal(random);
    }
    return vector;
  }

  private static double normal(RandomGenerator random) {
    return shortened(random.nextGaussian());
  }

  /** A number that can be printed as it is: 64ths. */
  private static double shortened(double value) {
    return Math.rint(64 * value) / 64;
  }

  /** Returns a matrix or a vector as it is written in formulas. */
  public static String text(Quantity value) {
    return IntStream.range(0, value.rows())
        .mapToObj(
            i ->
                value.columns() == 1
                    ? number(value.entry(i, 0))
                    : IntStream.range(0, value.columns())
                        .mapToObj(j -> number(value.entry(i, j)))
                        .collect(Collectors.joining(", ", "{", "}")))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String number(double entry) {
    String text = String.format(Locale.ROOT, "%.12f", entry);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
