package org.widelimit.numeric;

/**
 * A running sum by Neumaier's compensated summation: its rounding does not grow with its length.
 */
public final class CompensatedSum {
  private double sum;
  private double compensation;

  /** Adds a term. */
  public void add(double term) {
    double next = sum + term;
    compensation += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  /** Returns the sum. */
  public double value() {
    return sum + compensation;
  }
}
