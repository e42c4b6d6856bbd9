package org.widelimit.simulation.observable;

import java.io.Serializable;

/**
 * A quantity of a finite random network: a pure function of the network's spec, its inputs and the
 * seed. Layers count from 1 (the first hidden layer) to L + 1 (the readout), inputs from 1. Where
 * an observable is about one output, it is the first.
 */
public sealed interface Observable extends Serializable
    permits ForwardObservable,
        BackwardObservable,
        JacobianObservable,
        TrainingObservable,
        Controlled {

  /**
   * Measures this quantity in one sample.
   *
   * @param sample the network and its inputs
   * @return one number, or several for a spectrum
   * @throws IllegalArgumentException if the network has no such layer or input
   */
  double[] measure(Sample sample);

  /**
   * Returns the name in the vocabulary of theorem files, with its arguments.
   *
   * @return for example {@code PreactivationVariance[3]}
   */
  default String name() {
    StringBuilder arguments = new StringBuilder();
    for (var component : getClass().getRecordComponents()) {
      try {
        arguments.append(arguments.isEmpty() ? "" : ", ");
        arguments.append(component.getAccessor().invoke(this));
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return getClass().getSimpleName() + "[" + arguments + "]";
  }

  /**
   * Returns whether the sample must be trained.
   *
   * @return true for observables of training
   */
  default boolean needsTraining() {
    return this instanceof TrainingObservable;
  }

  /**
   * Returns up to which width this can be measured.
   *
   * @return the largest width, far beyond memory unless said otherwise
   */
  default int largestWidth() {
    return Integer.MAX_VALUE;
  }

  /**
   * Returns s when the mean approaches its limit as a series in {@code M^-s}.
   *
   * @param outputs how many outputs the network has
   * @return 1 for means of smooth functions; 1/2 for norms that vanish, and for eigenvalues that
   *     meet in the limit, as those of several outputs do, since they repel each other at finite
   *     width; 1/3 at the edge of a spectrum, which is {@code M^(-2/3)} away (Tracy and Widom 1994)
   */
  default double biasExponent(int outputs) {
    return 1;
  }

  /**
   * Returns how many of the network's inputs this looks at: the law of the network at the first few
   * does not depend on the others, which need not be computed.
   *
   * @param all how many there are
   * @return a number from which on further inputs change nothing; all of them, unless overridden
   */
  default int inputs(int all) {
    return all;
  }

  /**
   * Returns whether this is about the outputs at initialization, which are few and do not average
   * out, rather than about the neurons of hidden layers.
   *
   * @param depth the number of hidden layers
   * @return true if what is random about the readout is in this
   */
  default boolean looksAtOutputs(int depth) {
    return false;
  }

  /** Checks a layer against the network's. */
  static int layer(Sample sample, int layer, int lowest, int highest) {
    if (layer < lowest || layer > highest) {
      throw new IllegalArgumentException(
          "layer %d of a network with %d hidden layers, where %d to %d are possible"
              .formatted(layer, sample.network().spec().depth(), lowest, highest));
    }
    return layer;
  }

  /** Returns the index of an input. */
  static int input(Sample sample, int input) {
    int count = sample.pass().inputs();
    if (input < 1 || input > count) {
      throw new IllegalArgumentException("input %d of %d".formatted(input, count));
    }
    return input - 1;
  }

  /** Returns one number of a spectrum in descending order. */
  static double ranked(double[] spectrum, int rank) {
    if (rank < 1 || rank > spectrum.length) {
      throw new IllegalArgumentException(
          "rank %d in a spectrum of %d numbers".formatted(rank, spectrum.length));
    }
    return spectrum[rank - 1];
  }
}
