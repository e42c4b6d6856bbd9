package org.widelimit.training;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;

/** A Gaussian prediction on test points: its mean and covariance. */
public final class Prediction {

  private final double[] mean;
  private final double[][] covariance;

  private Prediction(double[] mean, double[][] covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  /**
   * Returns a prediction.
   *
   * @param mean the T means
   * @param covariance the T x T covariance
   */
  public static Prediction of(double[] mean, double[][] covariance) {
    return new Prediction(
        mean.clone(), Stream.of(covariance).map(double[]::clone).toArray(double[][]::new));
  }

  /**
   * Returns the posterior of the NNGP Gaussian process: {@code K_* (K + noise I)^-1 y} and {@code
   * K_** - K_* (K + noise I)^-1 K_*^T} (Lee et al. 2018, eq. 8-9). Training only the last layer for
   * an infinite time gives the same with {@code noise = 0}.
   *
   * @param nngp the N x N kernel of the training inputs
   * @param cross the T x N kernel between test and training inputs
   * @param test the T x T kernel of the test inputs
   * @param targets the N targets
   * @param noise the variance of the targets' noise, not negative
   * @throws org.hipparchus.exception.MathIllegalArgumentException if the training kernel is not
   *     positive definite
   */
  public static Prediction posterior(
      double[][] nngp, double[][] cross, double[][] test, double[] targets, double noise) {
    RealMatrix kernel = new Array2DRowRealMatrix(nngp);
    for (int i = 0; i < targets.length; i++) {
      kernel.addToEntry(i, i, noise);
    }
    DecompositionSolver solver = new CholeskyDecomposition(kernel).getSolver();
    RealMatrix crossing = new Array2DRowRealMatrix(cross);
    RealMatrix solved = solver.solve(crossing.transpose());
    return of(
        solved.transpose().operate(targets),
        new Array2DRowRealMatrix(test).subtract(crossing.multiply(solved)).getData());
  }

  /** Returns the means. */
  public double[] mean() {
    return mean.clone();
  }

  /** Returns the covariance matrix. */
  public double[][] covariance() {
    return Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new);
  }
}
