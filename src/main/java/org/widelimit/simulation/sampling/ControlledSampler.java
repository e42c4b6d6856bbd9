package org.widelimit.simulation.sampling;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.widelimit.statistics.Sampler;

/**
 * Samples from which control variates are subtracted: numbers drawn with each sample whose
 * expectation is exactly 0 at every width.
 *
 * <p>A sample y comes with controls c, and {@code y - beta . c} has the expectation of y whatever
 * beta is, if beta does not depend on the sample. So beta is fitted once ({@link ControlFit}) on a
 * pilot of its own samples at one width, and serves all widths: a poor fit costs precision, never
 * the level of a test, to which the reduced samples are as independent and as unbiased as the plain
 * ones. For networks the best beta hardly depends on the width, as both y and c are means over
 * neurons to leading order.
 *
 * <p>Safe for use by several threads.
 */
public final class ControlledSampler implements Sampler {
  /** A pilot has at least so many times as many samples as there are controls. */
  private static final int SAMPLES_PER_CONTROL = 3;

  /** With more controls than this a pilot would cost more than it saves; none is used. */
  private static final int MOST_CONTROLS = 800;

  /** Samples of another width from which the size of what controls explain is read off. */
  private static final int SCALE_SAMPLES = 64;

  private final Rows source;
  private final int pilotWidth;
  private final int pilotSamples;
  private double[] coefficients = new double[0];
  private boolean fitted;

  /** By width, where coefficients are rescaled. */
  private final Map<Integer, Double> scales = new ConcurrentHashMap<>();

  private final boolean rescaled;

  /** A pure source of samples with their controls. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Draws samples.
     *
     * @param firstIndex the first sample, also negative: the pilot's are
     * @return one row a sample: the sample, then its controls
     */
    double[][] draw(int width, long firstIndex, int count);
  }

  /**
   * Controls samples.
   *
   * @param source the samples with their controls
   * @param pilotWidth the width of the pilot
   * @param pilotSamples how many samples the pilot has; it takes more where there are many controls
   */
  public ControlledSampler(Rows source, int pilotWidth, int pilotSamples) {
    this(source, pilotWidth, pilotSamples, false);
  }

  private ControlledSampler(Rows source, int pilotWidth, int pilotSamples, boolean rescaled) {
    if (pilotSamples < 2) {
      throw new IllegalArgumentException("A pilot needs two samples, not " + pilotSamples);
    }
    this.source = source;
    this.pilotWidth = pilotWidth;
    this.pilotSamples = pilotSamples;
    this.rescaled = rescaled;
  }

  /**
   * The same for samples that grow or vanish with the width, or whose controls do: coefficients
   * keep their proportions from width to width, and a factor is fitted at each, on a few samples
   * that no test sees.
   */
  public ControlledSampler rescaled() {
    return new ControlledSampler(source, pilotWidth, pilotSamples, true);
  }

  @Override
  public double sample(int width, long index) {
    return source.draw(width, index, 1)[0][0];
  }

  @Override
  public void fill(int width, long firstIndex, double[] out) {
    fill(width, firstIndex, out, new double[out.length]);
  }

  @Override
  public void fill(int width, long firstIndex, double[] out, double[] reduced) {
    double[] beta = coefficients();
    double scale = rescaled ? scales.computeIfAbsent(width, w -> scale(w, beta)) : 1;
    double[][] rows = source.draw(width, firstIndex, out.length);
    for (int i = 0; i < out.length; i++) {
      out[i] = rows[i][0];
      reduced[i] = out[i] - scale * ControlFit.explained(rows[i], beta);
    }
  }

  private double scale(int width, double[] beta) {
    return ControlFit.scale(source.draw(width, -SCALE_SAMPLES, SCALE_SAMPLES), beta);
  }

  /** The controls' coefficients, fitted when first asked for. */
  synchronized double[] coefficients() {
    if (!fitted) {
      double[][] rows = source.draw(pilotWidth, -pilotSamples, pilotSamples);
      int controls = rows[0].length - 1;
      int wanted = SAMPLES_PER_CONTROL * controls;
      if (controls > MOST_CONTROLS) {
        coefficients = new double[controls];
      } else if (wanted > pilotSamples) {
        int more = wanted - pilotSamples;
        coefficients =
            ControlFit.coefficients(
                Stream.of(rows, source.draw(pilotWidth, -wanted, more))
                    .flatMap(Arrays::stream)
                    .toArray(double[][]::new));
      } else {
        coefficients = ControlFit.coefficients(rows);
      }
      fitted = true;
    }
    return coefficients;
  }
}
