package org.widelimit.meanfield;

import java.util.concurrent.ConcurrentHashMap;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.network.Layer;
import org.widelimit.network.symbolic.LengthSlope;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * The maps by which a layer of an infinitely wide network changes the size and the correlation of
 * its preactivations (Poole et al. 2016), and their slopes.
 */
public final class MeanFieldMaps {

  /** Searches for fixed points ask for the same lengths at all scales of the weights. */
  private static final int MOST_KEPT = 1000;

  private final Activation activation;
  private final double sigmaW2;
  private final double sigmaB2;
  private final double keepRate;
  private final NumericalDual dual;

  /** {@code E[phi(sqrt(q) z)^2]} by q, which maps at other variances share. */
  private final ConcurrentHashMap<Double, Bounded> squares;

  private MeanFieldMaps(
      Activation activation,
      double sigmaW2,
      double sigmaB2,
      double keepRate,
      NumericalDual dual,
      ConcurrentHashMap<Double, Bounded> squares) {
    new Layer.Dense(sigmaW2, sigmaB2);
    new Layer.Dropout(keepRate);
    this.squares = squares;
    this.activation = activation;
    this.sigmaW2 = sigmaW2;
    this.sigmaB2 = sigmaB2;
    this.keepRate = keepRate;
    this.dual = dual;
  }

  /**
   * Returns the maps of a fully connected layer.
   *
   * @param activation the activation
   * @param sigmaW2 the variance of the weights times the width
   * @param sigmaB2 the variance of the biases
   * @throws IllegalArgumentException if a variance is negative or not finite
   */
  public static MeanFieldMaps of(Activation activation, double sigmaW2, double sigmaB2) {
    return new MeanFieldMaps(
        activation,
        sigmaW2,
        sigmaB2,
        1,
        NumericalDual.of(activation, activation),
        new ConcurrentHashMap<>());
  }

  /** Returns these maps at other variances. */
  public MeanFieldMaps at(double newSigmaW2, double newSigmaB2) {
    return new MeanFieldMaps(activation, newSigmaW2, newSigmaB2, keepRate, dual, squares);
  }

  /**
   * Returns these maps with dropout of the activations (Schoenholz et al. 2017, section 6).
   *
   * @param rate the probability of keeping a unit, in {@code (0, 1]}
   */
  public MeanFieldMaps withDropout(double rate) {
    return new MeanFieldMaps(activation, sigmaW2, sigmaB2, rate, dual, squares);
  }

  /** Returns the activation. */
  public Activation activation() {
    return activation;
  }

  /** Returns the variance of the weights times the width. */
  public double sigmaW2() {
    return sigmaW2;
  }

  /** Returns the variance of the biases. */
  public double sigmaB2() {
    return sigmaB2;
  }

  /** Returns the probability of keeping a unit, 1 without dropout. */
  public double keepRate() {
    return keepRate;
  }

  /** Returns the dual activation. */
  public NumericalDual dual() {
    return dual;
  }

  /**
   * Returns {@code sigmaW^2/keepRate E[phi(sqrt(q) z)^2] + sigmaB^2} (Poole et al. 2016, eq. 3).
   *
   * @param q the mean squared preactivation of the layer below, not negative
   */
  public Bounded lengthMap(double q) {
    return square(q).times(sigmaW2 / keepRate).plus(sigmaB2);
  }

  private Bounded square(double q) {
    Bounded square = squares.get(q);
    if (square == null) {
      square = dual.value(q, q, Correlation.ONE);
      if (squares.size() < MOST_KEPT) {
        squares.put(q, square);
      }
    }
    return square;
  }

  /** Returns the derivative of the length map by {@code q}. */
  public Bounded lengthSlope(double q) {
    return LengthSlope.of(activation, q).times(sigmaW2 / keepRate);
  }

  /**
   * Returns {@code (sigmaW^2 E[phi(u) phi(v)] + sigmaB^2)/q} at a fixed point {@code q} of the
   * length map (Poole et al. 2016, eq. 5).
   *
   * @param q the fixed point, positive
   * @param correlation the correlation below
   */
  public Bounded correlationMap(double q, Correlation correlation) {
    return dual.value(q, q, correlation).times(sigmaW2).plus(sigmaB2).dividedBy(Bounded.exact(q));
  }

  /** Returns {@link #correlationMap(double, Correlation)} at {@code correlation = c}. */
  public Bounded correlationMap(double q, double c) {
    return correlationMap(q, Correlation.of(c));
  }

  /** Returns the slope {@code sigmaW^2 E[phi'(u) phi'(v)]} of the correlation map. */
  public Bounded correlationSlope(double q, Correlation correlation) {
    return dual.derivative(q, q, correlation).times(sigmaW2);
  }

  /**
   * Returns {@code chi_1 = sigmaW^2 E[phi'(sqrt(q) z)^2]}, the mean squared singular value of a
   * layer's Jacobian and the slope of the correlation map at 1 (Schoenholz et al. 2017, eq. 5).
   * Infinite for an activation with a jump.
   */
  public Bounded chi(double q) {
    return correlationSlope(q, Correlation.ONE);
  }
}
