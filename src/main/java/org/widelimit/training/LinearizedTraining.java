package org.widelimit.training;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Training of the infinitely wide network on {@code N} points, which is training of a linear model
 * with the neural tangent kernel (Jacot et al. 2018; Lee et al. 2019).
 *
 * <p>The loss is {@code 1/(2N) sum_n (f(x_n) - y_n)^2} and the parameters follow {@code -eta} times
 * its gradient. All results are functions of the kernel's eigenvalues.
 */
public final class LinearizedTraining {

  /** Eigenvalues below this multiple of the largest are rounding and count as 0. */
  private static final double RANK_TOLERANCE = 0x1p-48;

  private final double learningRate;
  private final double[] eigenvalues;
  private final double[][] eigenvectors;

  private LinearizedTraining(double learningRate, double[] eigenvalues, double[][] eigenvectors) {
    this.learningRate = learningRate;
    this.eigenvalues = eigenvalues;
    this.eigenvectors = eigenvectors;
  }

  /**
   * Returns the training on a kernel.
   *
   * @param kernel the N x N neural tangent kernel of the training inputs, symmetric
   * @param learningRate the learning rate {@code eta}, positive
   * @throws IllegalArgumentException if the kernel is not square, symmetric and positive
   *     semidefinite to within rounding
   */
  public static LinearizedTraining of(double[][] kernel, double learningRate) {
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("the learning rate must be positive: " + learningRate);
    }
    requireSymmetric(kernel);
    EigenDecompositionSymmetric decomposition =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(kernel));
    double[] values = decomposition.getEigenvalues();
    double largest = values[0];
    double[][] vectors = new double[values.length][];
    for (int k = 0; k < values.length; k++) {
      if (values[k] < -1e-10 * Math.abs(largest)) {
        throw new IllegalArgumentException("the kernel has a negative eigenvalue: " + values[k]);
      }
      values[k] = values[k] <= RANK_TOLERANCE * largest ? 0 : values[k];
      vectors[k] = decomposition.getEigenvector(k).toArray();
    }
    return new LinearizedTraining(learningRate, values, vectors);
  }

  private static void requireSymmetric(double[][] kernel) {
    int size = kernel.length;
    if (size == 0) {
      throw new IllegalArgumentException("the kernel is empty");
    }
    for (int i = 0; i < size; i++) {
      if (kernel[i].length != size) {
        throw new IllegalArgumentException(
            "row " + i + " of a kernel of " + size + " rows has " + kernel[i].length + " entries");
      }
      for (int j = 0; j < i; j++) {
        double scale = Math.abs(kernel[i][i]) + Math.abs(kernel[j][j]);
        if (!(Math.abs(kernel[i][j] - kernel[j][i]) <= 1e-10 * scale)) {
          throw new IllegalArgumentException(
              "the kernel is not symmetric at (" + i + ", " + j + ")");
        }
      }
    }
  }

  /** Returns the number of training points. */
  public int size() {
    return eigenvalues.length;
  }

  /** Returns the eigenvalues of the kernel, in descending order. */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** Returns {@code 2N/lambda_max}: gradient descent diverges exactly beyond it. */
  public double largestStableLearningRate() {
    return largestStableLearningRate(0);
  }

  /** Returns {@code 2 (1 + momentum) N/lambda_max}, beyond which momentum diverges. */
  public double largestStableLearningRate(double momentum) {
    return 2 * (1 + momentum) * size() / eigenvalues[0];
  }

  /**
   * Returns the outputs on the training points after training: {@code y + rho(Theta) (f_0 - y)}.
   *
   * @param initial the outputs {@code f_0} before training, of length N
   * @param targets the targets {@code y}, of length N
   * @param dynamics how and for how long
   */
  public double[] outputs(double[] initial, double[] targets, Dynamics dynamics) {
    double[] residual = apply(residual(dynamics), difference(initial, targets));
    for (int i = 0; i < residual.length; i++) {
      residual[i] += targets[i];
    }
    return residual;
  }

  /**
   * Returns the outputs on test points: {@code f_0(x) - Theta(x, X) Theta^-1 (1 - rho(Theta)) (f_0
   * - y)} (Lee et al. 2019, eq. 9).
   *
   * @param initialTest the outputs on the T test points before training
   * @param cross the T x N neural tangent kernel between test and training inputs
   * @param initial the outputs on the training points before training
   * @param targets the targets
   * @param dynamics how and for how long
   */
  public double[] testOutputs(
      double[] initialTest,
      double[][] cross,
      double[] initial,
      double[] targets,
      Dynamics dynamics) {
    double[] learned = apply(learned(dynamics), difference(initial, targets));
    double[] outputs = initialTest.clone();
    for (int t = 0; t < outputs.length; t++) {
      outputs[t] -= dot(cross[t], learned);
    }
    return outputs;
  }

  /**
   * Returns the loss {@code |f - y|^2/(2N)} after training.
   *
   * @param initial the outputs before training
   * @param targets the targets
   * @param dynamics how and for how long
   */
  public double loss(double[] initial, double[] targets, Dynamics dynamics) {
    double[] residual = apply(residual(dynamics), difference(initial, targets));
    return dot(residual, residual) / (2 * size());
  }

  /**
   * Returns the squared distance {@code |theta - theta_0|^2} that the parameters have moved: {@code
   * r^T Theta^-1 (1 - rho(Theta))^2 r} with {@code r = f_0 - y}.
   *
   * @param initial the outputs before training
   * @param targets the targets
   * @param dynamics how and for how long
   */
  public double squaredParameterDistance(double[] initial, double[] targets, Dynamics dynamics) {
    double[] residual = difference(initial, targets);
    return dot(residual, apply(distance(dynamics), residual));
  }

  private DoubleUnaryOperator distance(Dynamics dynamics) {
    DoubleUnaryOperator learned = learned(dynamics);
    return eigenvalue ->
        eigenvalue == 0
            ? 0
            : eigenvalue * learned.applyAsDouble(eigenvalue) * learned.applyAsDouble(eigenvalue);
  }

  /**
   * Returns the prediction over random initializations: a Gaussian whose mean and covariance follow
   * from the NNGP kernel of the outputs before training (Lee et al. 2019, eq. 14-15).
   *
   * @param cross the T x N neural tangent kernel between test and training inputs
   * @param nngp the N x N NNGP kernel of the training inputs
   * @param nngpCross the T x N NNGP kernel between test and training inputs
   * @param nngpTest the T x T NNGP kernel of the test inputs
   * @param targets the targets
   * @param dynamics how and for how long
   */
  public Prediction prediction(
      double[][] cross,
      double[][] nngp,
      double[][] nngpCross,
      double[][] nngpTest,
      double[] targets,
      Dynamics dynamics) {
    RealMatrix weights = new Array2DRowRealMatrix(cross).multiply(function(learned(dynamics)));
    double[] mean = weights.operate(targets);
    RealMatrix mixed = weights.multiply(new Array2DRowRealMatrix(nngpCross).transpose());
    RealMatrix covariance =
        new Array2DRowRealMatrix(nngpTest)
            .add(weights.multiply(new Array2DRowRealMatrix(nngp)).multiply(weights.transpose()))
            .subtract(mixed)
            .subtract(mixed.transpose());
    return Prediction.of(mean, covariance.getData());
  }

  private DoubleUnaryOperator residual(Dynamics dynamics) {
    return eigenvalue -> dynamics.residual(learningRate / size() * eigenvalue);
  }

  private DoubleUnaryOperator learned(Dynamics dynamics) {
    double scale = learningRate / size();
    return eigenvalue -> {
      double learned = scale * dynamics.learned(scale * eigenvalue);
      // A direction without kernel never moves, however long the training.
      return eigenvalue == 0 && Double.isInfinite(learned) ? 0 : learned;
    };
  }

  private double[] apply(DoubleUnaryOperator function, double[] vector) {
    double[] result = new double[vector.length];
    for (int k = 0; k < eigenvalues.length; k++) {
      double weight = function.applyAsDouble(eigenvalues[k]) * dot(eigenvectors[k], vector);
      for (int i = 0; i < result.length; i++) {
        result[i] += weight * eigenvectors[k][i];
      }
    }
    return result;
  }

  private RealMatrix function(DoubleUnaryOperator function) {
    RealMatrix vectors = new Array2DRowRealMatrix(eigenvectors);
    RealMatrix scaled = vectors.copy();
    for (int k = 0; k < eigenvalues.length; k++) {
      double factor = function.applyAsDouble(eigenvalues[k]);
      scaled.setRowVector(k, vectors.getRowVector(k).mapMultiply(factor));
    }
    return vectors.transpose().multiply(scaled);
  }

  private double[] difference(double[] initial, double[] targets) {
    if (initial.length != size() || targets.length != size()) {
      throw new IllegalArgumentException(
          "%d outputs and %d targets for %d training points"
              .formatted(initial.length, targets.length, size()));
    }
    double[] difference = new double[initial.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = initial[i] - targets[i];
    }
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }
}
