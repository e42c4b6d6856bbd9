package org.widelimit.simulation.observable;

import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.NetworkSpec;

/** Observables of the forward pass at initialization. */
public sealed interface ForwardObservable extends Observable {

  /** Observables of the preactivations of a layer, which are the outputs above the last one. */
  sealed interface OfPreactivations extends ForwardObservable {
    /** Returns l, from 1 to L + 1. */
    int layer();

    @Override
    default boolean looksAtOutputs(int depth) {
      return layer() > depth;
    }
  }

  /**
   * The mean squared preactivation {@code q_l = (1/M) sum_i (u^l_i)^2} (Poole et al. 2016, eq. 2).
   *
   * @param layer l, from 1 to L + 1
   * @param input which input
   */
  record PreactivationVariance(int layer, int input) implements OfPreactivations {

    /**
     * Of the first input.
     *
     * @param layer l
     */
    public PreactivationVariance(int layer) {
      this(layer, 1);
    }

    @Override
    public int inputs(int all) {
      return input;
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {product(sample, layer, input, input) / width(sample, layer)};
    }
  }

  /**
   * The mean product of preactivations of two inputs, {@code (1/M) sum_i u^l_i(a) u^l_i(b)}.
   *
   * @param layer l, from 1 to L + 1
   * @param a one input
   * @param b another, or the same
   */
  record PreactivationCovariance(int layer, int a, int b) implements OfPreactivations {
    @Override
    public int inputs(int all) {
      return Math.max(a, b);
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {product(sample, layer, a, b) / width(sample, layer)};
    }
  }

  /**
   * The cosine between the preactivations of two inputs.
   *
   * @param layer l, from 1 to L + 1
   * @param a one input
   * @param b another
   */
  record PreactivationCorrelation(int layer, int a, int b) implements OfPreactivations {
    @Override
    public int inputs(int all) {
      return Math.max(a, b);
    }

    @Override
    public double[] measure(Sample sample) {
      double norms = product(sample, layer, a, a) * product(sample, layer, b, b);
      return new double[] {product(sample, layer, a, b) / Math.sqrt(norms)};
    }
  }

  /**
   * The activity of a layer, another name of its mean squared preactivation.
   *
   * @param layer l, from 1 to L + 1
   * @param input which input
   */
  record Activity(int layer, int input) implements OfPreactivations {

    /**
     * Of the first input.
     *
     * @param layer l
     */
    public Activity(int layer) {
      this(layer, 1);
    }

    @Override
    public int inputs(int all) {
      return input;
    }

    @Override
    public double[] measure(Sample sample) {
      return new PreactivationVariance(layer, input).measure(sample);
    }
  }

  /**
   * The mean squared postactivation of the first input, {@code (1/M) sum_i (h^l_i)^2}.
   *
   * @param layer l, from 0, the inputs, to L
   */
  record PostactivationSecondMoment(int layer) implements ForwardObservable {
    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      Observable.layer(sample, layer, 0, sample.network().spec().depth());
      double[] h = sample.pass().activation(layer).raw()[0];
      return new double[] {Columns.innerProduct(h, h) / h.length};
    }
  }

  /**
   * The mean power of the preactivations of the first input, {@code (1/M) sum_i (u^l_i)^k}. Its
   * expectation is the moment of one preactivation over networks: the excess kurtosis over networks
   * is that of order 4 over the squared one of order 2, less 3.
   *
   * @param layer l, from 1 to L + 1
   * @param order k
   */
  record PreactivationMoment(int layer, int order) implements OfPreactivations {
    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {moment(sample, layer, order)};
    }
  }

  /**
   * The excess kurtosis over the neurons of one layer, for the first input.
   *
   * @param layer l, from 1 to L
   */
  record PreactivationKurtosis(int layer) implements ForwardObservable {
    @Override
    public int inputs(int all) {
      return 1;
    }

    @Override
    public double[] measure(Sample sample) {
      double variance = moment(sample, layer, 2);
      return new double[] {moment(sample, layer, 4) / (variance * variance) - 3};
    }
  }

  /**
   * The covariance of a layer's preactivations given the layer below, {@code weightScale^2
   * h^(l-1)(a) . h^(l-1)(b) + biasScale^2}: what the NNGP recursion becomes at finite width.
   * Residual branches add the product of the preactivations below.
   *
   * @param layer l, from 1 to L + 1
   * @param a one input
   * @param b another, or the same
   */
  record EmpiricalNNGP(int layer, int a, int b) implements ForwardObservable {
    @Override
    public int inputs(int all) {
      return Math.max(a, b);
    }

    @Override
    public double[] measure(Sample sample) {
      NetworkSpec spec = sample.network().spec();
      Observable.layer(sample, layer, 1, spec.depth() + 1);
      double[][] h = sample.pass().activation(layer - 1).raw();
      double product =
          Columns.innerProduct(h[Observable.input(sample, a)], h[Observable.input(sample, b)]);
      double scale = spec.weightScale(layer);
      double bias = spec.biasScale(layer);
      double covariance = scale * scale * product + bias * bias;
      if (spec.residual(layer)) {
        covariance += product(sample, layer - 1, a, b) / spec.width(layer);
      }
      return new double[] {covariance};
    }
  }

  /**
   * An output at initialization.
   *
   * @param input which input
   */
  record Output(int input) implements ForwardObservable {
    @Override
    public int inputs(int all) {
      return input;
    }

    @Override
    public boolean looksAtOutputs(int depth) {
      return true;
    }

    @Override
    public double[] measure(Sample sample) {
      return new double[] {sample.pass().outputs().get(0, Observable.input(sample, input))};
    }
  }

  /** The first output at initialization, at every input. */
  record OutputVector() implements ForwardObservable {
    @Override
    public double[] measure(Sample sample) {
      Matrix outputs = sample.pass().outputs();
      double[] result = new double[outputs.columns()];
      for (int n = 0; n < result.length; n++) {
        result[n] = outputs.get(0, n);
      }
      return result;
    }
  }

  private static int width(Sample sample, int layer) {
    return sample.network().spec().width(layer);
  }

  private static double product(Sample sample, int layer, int a, int b) {
    Observable.layer(sample, layer, 1, sample.network().spec().depth() + 1);
    double[][] u = sample.pass().preactivation(layer).raw();
    return Columns.innerProduct(u[Observable.input(sample, a)], u[Observable.input(sample, b)]);
  }

  private static double moment(Sample sample, int layer, int order) {
    Observable.layer(sample, layer, 1, sample.network().spec().depth() + 1);
    double[] u = sample.pass().preactivation(layer).raw()[0];
    double sum = 0;
    for (double value : u) {
      double power = 1;
      for (int k = 0; k < order; k++) {
        power *= value;
      }
      sum += power;
    }
    return sum / u.length;
  }
}
