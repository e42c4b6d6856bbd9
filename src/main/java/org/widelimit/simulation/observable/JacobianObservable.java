package org.widelimit.simulation.observable;

import java.util.random.RandomGenerator;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.Network;
import org.widelimit.simulation.network.NetworkSpec;

/** Observables of the Jacobian between two hidden layers at initialization, at the first input. */
public sealed interface JacobianObservable extends Observable {

  /** Which quantity of the upper layer is differentiated. */
  enum Of {
    /** {@code J = d u^L / d u^l}. */
    PREACTIVATION,
    /** {@code J = d h^L / d u^l}, with the slopes of the upper layer as a last factor. */
    POSTACTIVATION
  }

  /** Probes for a trace, unless said otherwise. */
  int PROBES = 4;

  /**
   * The size of the Jacobian per neuron, {@code (1/M) tr(J^T J)} with M the width of the upper
   * layer, estimated without bias by random signs v as {@code |J^T v|^2 / M} (Hutchinson 1990), or
   * exactly when there are as many probes as neurons.
   *
   * @param from the lower layer l, from 1
   * @param to the upper layer, at most L
   * @param of what of the upper layer is differentiated
   * @param probes number of random vectors
   */
  record JacobianSize(int from, int to, Of of, int probes) implements JacobianObservable {

    /**
     * Of preactivations, with the usual number of probes.
     *
     * @param from the lower layer
     * @param to the upper layer
     */
    public JacobianSize(int from, int to) {
      this(from, to, Of.PREACTIVATION, PROBES);
    }

    @Override
    public String name() {
      return places("JacobianSize", to, of, from);
    }

    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      double width = sample.network().spec().width(to);
      return new double[] {trace(sample, from, to, of, probes) / width};
    }
  }

  /**
   * The trace {@code tr(J^T J)} itself, not divided by a width.
   *
   * @param from the lower layer l, from 1
   * @param to the upper layer, at most L
   * @param of what of the upper layer is differentiated
   * @param probes number of random vectors
   */
  record JacobianTrace(int from, int to, Of of, int probes) implements JacobianObservable {

    /**
     * Of preactivations, with the usual number of probes.
     *
     * @param from the lower layer
     * @param to the upper layer
     */
    public JacobianTrace(int from, int to) {
      this(from, to, Of.PREACTIVATION, PROBES);
    }

    @Override
    public String name() {
      return places("JacobianTrace", to, of, from);
    }

    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {trace(sample, from, to, of, probes)};
    }
  }

  /**
   * All singular values of the Jacobian, in descending order. The whole matrix is formed: for
   * widths up to {@value #LARGEST_WIDTH}.
   *
   * @param from the lower layer l, from 1
   * @param to the upper layer, at most L
   * @param of what of the upper layer is differentiated
   */
  record JacobianSingularValues(int from, int to, Of of) implements JacobianObservable {

    /** The largest width for which the matrix is formed. */
    static final int LARGEST_WIDTH = 512;

    @Override
    public String name() {
      return places("JacobianSingularValues", to, of, from);
    }

    @Override
    public int largestWidth() {
      return LARGEST_WIDTH;
    }

    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      NetworkSpec spec = sample.network().spec();
      check(sample, from, to);
      int width = Math.max(spec.width(from), spec.width(to));
      if (width > LARGEST_WIDTH) {
        throw new IllegalArgumentException(
            "singular values of a layer of width %d, above %d".formatted(width, LARGEST_WIDTH));
      }
      Matrix rows = pulledBack(sample, from, to, of, Matrix.identity(spec.width(to)));
      return new SingularValueDecomposition(MatrixUtils.createRealMatrix(rows.toRows()))
          .getSingularValues();
    }
  }

  /**
   * One of those singular values.
   *
   * @param from the lower layer l, from 1
   * @param to the upper layer, at most L
   * @param of what of the upper layer is differentiated
   * @param rank from 1, the largest
   */
  record JacobianSingularValue(int from, int to, Of of, int rank) implements JacobianObservable {
    @Override
    public double biasExponent(int outputs) {
      return 1.0 / 3;
    }

    @Override
    public String name() {
      String all = places("JacobianSingularValue", to, of, from);
      return all.substring(0, all.length() - 1) + ", " + rank + "]";
    }

    @Override
    public int largestWidth() {
      return JacobianSingularValues.LARGEST_WIDTH;
    }

    @Override
    public double[] measure(Sample sample) {
      double[] all = new JacobianSingularValues(from, to, of).measure(sample);
      return new double[] {Observable.ranked(all, rank)};
    }
  }

  private static String places(String word, int to, Of of, int from) {
    String upper = of == Of.PREACTIVATION ? "Preactivation" : "Postactivation";
    return "%s[%s[%d], Preactivation[%d]]".formatted(word, upper, to, from);
  }

  private static void check(Sample sample, int from, int to) {
    Observable.layer(sample, to, 1, sample.network().spec().depth());
    Observable.layer(sample, from, 1, to);
    sample.requireUntrained();
  }

  private static double trace(Sample sample, int from, int to, Of of, int probes) {
    check(sample, from, to);
    int width = sample.network().spec().width(to);
    if (probes >= width) {
      return Columns.squaredNorm(pulledBack(sample, from, to, of, Matrix.identity(width)).raw());
    }
    RandomGenerator generator = sample.streams().child("probes").generator();
    double[][] signs = new double[probes][width];
    for (double[] vector : signs) {
      for (int i = 0; i < width; i++) {
        vector[i] = generator.nextBoolean() ? 1 : -1;
      }
    }
    return Columns.squaredNorm(pulledBack(sample, from, to, of, Matrix.wrap(width, signs)).raw())
        / probes;
  }

  private static Matrix pulledBack(Sample sample, int from, int to, Of of, Matrix vectors) {
    Network network = sample.network();
    Matrix cotangents = vectors;
    if (of == Of.POSTACTIVATION) {
      double[] slope = network.activation(to).slope(sample.pass().preactivation(to)).raw()[0];
      double[][] scaled = Columns.copy(vectors.raw());
      for (double[] column : scaled) {
        for (int i = 0; i < slope.length; i++) {
          column[i] *= slope[i];
        }
      }
      cotangents = Matrix.wrap(vectors.rows(), scaled);
    }
    int[] first = new int[vectors.columns()];
    return network.backwardFrom(to, from, sample.pass(), cotangents, first).get(0);
  }
}
