package org.widelimit.simulation.chain;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.JacobianObservable;
import org.widelimit.simulation.observable.Observable;

/**
 * The expectation of an observable of finite networks at one input, through their {@link
 * KernelChain}: samples of that expectation from which the fluctuations are taken out to second
 * order.
 *
 * <p>The fluctuations are those of the layers' sums ({@link SecondOrder}). What is left of them is
 * of order {@code M^(-3/2)}, while the bias is of order 1/M.
 *
 * <p>The same expansion gives the bias to leading order, {@code c/M}: c is the sum of the terms
 * that are explicit in 1/M and of half the curvature times the covariance of the sums (for kernels,
 * what Yaida 2020 and Roberts, Yaida and Hanin 2022, section 4.5, derive by other means).
 */
public final class ChainMean {
  /** A width at which corrections to 1/M vanish in rounding. */
  private static final double WIDE = 1e7;

  private final KernelChain chain;
  private final Reading reading;
  private final SecondOrder expansion;
  private final double coefficient;

  /** What is read off a path. */
  @FunctionalInterface
  interface Reading {
    double of(KernelChain.Path path);
  }

  private ChainMean(KernelChain chain, Reading reading) {
    this.chain = chain;
    this.reading = reading;
    double[][][] covariances = chain.limitCovariances();
    expansion = new SecondOrder(shift -> reading.of(chain.limit(shift)), covariances);
    KernelChain.Path path = chain.limit(new double[chain.depth()][2]);
    KernelChain.Path wide =
        new KernelChain.Path(path.variances(), path.sums(), path.gains(), 1 / WIDE);
    coefficient = WIDE * (reading.of(wide) - expansion.limit()) + expansion.curvature(covariances);
  }

  /**
   * Returns the expectation of an observable; empty where no chain has it: of several inputs, of
   * trained networks, of other families than the usual one.
   *
   * @param observable an observable of the first input
   * @param family the networks
   * @param input the first input
   */
  public static Optional<ChainMean> of(
      Observable observable, NetworkFamily family, double[] input) {
    return KernelChain.of(family, input).flatMap(chain -> of(observable, chain));
  }

  public static Optional<ChainMean> of(Observable observable, KernelChain chain) {
    return reading(observable, chain.depth()).map(reading -> new ChainMean(chain, reading));
  }

  private static Optional<Reading> reading(Observable observable, int depth) {
    Reading reading = null;
    if (observable instanceof ForwardObservable.PreactivationVariance v
        && v.input() == 1
        && v.layer() <= depth) {
      // Given the layer below, a mean of M squares of variance V.
      reading = path -> path.variance(v.layer());
    } else if (observable instanceof ForwardObservable.EmpiricalNNGP k
        && k.a() == 1
        && k.b() == 1
        && k.layer() <= depth + 1) {
      reading = path -> path.variance(k.layer());
    } else if (observable instanceof BackwardObservable.EmpiricalNTK k
        && k.a() == 1
        && k.b() == 1) {
      reading = KernelChain.Path::tangentKernel;
    } else if (observable instanceof BackwardObservable.GradientSize g && g.layer() <= depth) {
      reading = path -> path.gradientSize(g.layer());
    } else if (observable instanceof JacobianObservable.JacobianSize j
        && 1 <= j.from()
        && j.from() <= j.to()
        && j.to() <= depth) {
      reading = path -> path.jacobianSize(j.from(), j.to(), j.of());
    }
    return Optional.ofNullable(reading);
  }

  /** Returns what the observable tends to as the width grows, by quadrature. */
  public double limit() {
    return expansion.limit();
  }

  /**
   * Returns c, where the bias is {@code c/M} to leading order, to some five digits: by central
   * differences of the recursion of infinite width and by quadrature.
   */
  public double coefficient() {
    return coefficient;
  }

  /**
   * Draws a sample.
   *
   * @param width M
   * @param generator where it is drawn from
   * @return a number with the observable's expectation, and the same less most of its fluctuations
   */
  public double[] draw(int width, RandomGenerator generator) {
    return values(chain.draw(width, generator));
  }

  /** What {@link #draw} returns, of a chain that other observables share. */
  double[] values(KernelChain.Draw draw) {
    double value = reading.of(draw.path());
    double noise =
        expansion.noise(draw.innovations(), draw.covariances(), draw.path().reciprocalWidth());
    return new double[] {value, value - noise};
  }
}
