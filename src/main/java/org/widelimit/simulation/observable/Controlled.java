package org.widelimit.simulation.observable;

import org.widelimit.simulation.network.Innovations;

/**
 * The first number of another observable, followed by the innovations of the passes it took ({@link
 * Innovations}): numbers of expectation 0 that the observable's fluctuations are made of. Several
 * of one sample share its passes, and each has the innovations that it has by itself.
 *
 * @param of an observable of the network at initialization
 */
public record Controlled(Observable of) implements Observable {

  /** Checks that the network stays as drawn. */
  public Controlled {
    if (!isPossible(of)) {
      throw new IllegalArgumentException(of.name() + " has no innovations to be controlled by");
    }
  }

  /**
   * Tells whether an observable can be controlled: the network stays as drawn, and a pilot of wide
   * networks is cheap.
   */
  public static boolean isPossible(Observable of) {
    return !of.needsTraining()
        && of.largestWidth() == Integer.MAX_VALUE
        && !(of instanceof Controlled);
  }

  @Override
  public double[] measure(Sample sample) {
    Innovations innovations = sample.recordInnovations();
    double value = of.measure(sample)[0];
    double[] controls = innovations.values(of.looksAtOutputs(sample.network().spec().depth()));
    double[] row = new double[1 + controls.length];
    row[0] = value;
    System.arraycopy(controls, 0, row, 1, controls.length);
    return row;
  }

  @Override
  public int inputs(int all) {
    return of.inputs(all);
  }

  @Override
  public double biasExponent(int outputs) {
    return of.biasExponent(outputs);
  }

  @Override
  public String name() {
    return of.name();
  }
}
