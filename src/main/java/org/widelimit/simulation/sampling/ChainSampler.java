package org.widelimit.simulation.sampling;

import org.widelimit.simulation.chain.ChainMean;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.statistics.Sampler;

/**
 * Samples whose expectation is that of an observable of finite networks, drawn from the Markov
 * chain of their kernels: for questions about means. The fluctuations are not the observable's.
 *
 * @param mean whose expectation
 * @param streams where the samples are drawn from
 */
public record ChainSampler(ChainMean mean, RandomStreams streams) implements Sampler {

  @Override
  public double sample(int width, long index) {
    return draw(width, index)[0];
  }

  @Override
  public void fill(int width, long firstIndex, double[] out, double[] reduced) {
    for (int i = 0; i < out.length; i++) {
      double[] drawn = draw(width, firstIndex + i);
      out[i] = drawn[0];
      reduced[i] = drawn[1];
    }
  }

  private double[] draw(int width, long index) {
    return mean.draw(width, streams.child("width", width).child("chain", index).generator());
  }
}
