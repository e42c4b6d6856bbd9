package org.widelimit.simulation.experiment;

import org.jspecify.annotations.Nullable;

/** What came of measuring one quantity of a network: its values, or why there are none. */
public final class Measurement {

  private final double[] values;
  private final @Nullable RuntimeException failure;

  private Measurement(double[] values, @Nullable RuntimeException failure) {
    this.values = values;
    this.failure = failure;
  }

  static Measurement of(double[] values) {
    return new Measurement(values, null);
  }

  static Measurement failed(RuntimeException failure) {
    return new Measurement(new double[0], failure);
  }

  /**
   * Returns the values.
   *
   * @return what the observable gave: not to be changed
   * @throws RuntimeException as the observable did, if it failed
   */
  public double[] get() {
    if (failure != null) {
      throw failure;
    }
    return values;
  }
}
