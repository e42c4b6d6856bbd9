package org.widelimit.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A sampler that remembers what it drew, so that several tests of one observable (its limit, its
 * rate, its bias) share their samples.
 *
 * <p>Safe for use by several threads. Remembers prefixes: a test that asks for sample 1000 first
 * makes it draw the thousand before as well.
 */
public final class CachedSampler implements Sampler {
  private final Sampler source;
  private final Map<Integer, Prefix> drawn = new ConcurrentHashMap<>();

  /** Remembers the samples of {@code source}. */
  public CachedSampler(Sampler source) {
    this.source = source;
  }

  @Override
  public double sample(int width, long index) {
    double[] out = new double[1];
    fill(width, index, out);
    return out[0];
  }

  @Override
  public void fill(int width, long firstIndex, double[] out) {
    fill(width, firstIndex, out, new double[out.length]);
  }

  @Override
  public void fill(int width, long firstIndex, double[] out, double[] reduced) {
    drawn
        .computeIfAbsent(width, w -> new Prefix())
        .copy(source, width, Math.toIntExact(firstIndex), out, reduced);
  }

  /** The first samples of one width. */
  private static final class Prefix {
    private double[] values = new double[0];
    private double[] reduced = new double[0];
    private int count;

    synchronized void copy(Sampler source, int width, int from, double[] out, double[] reducedOut) {
      int to = Math.addExact(from, out.length);
      if (to > count) {
        double[] more = new double[to - count];
        double[] moreReduced = new double[to - count];
        source.fill(width, count, more, moreReduced);
        if (to > values.length) {
          values = Arrays.copyOf(values, Math.max(to, values.length * 2));
          reduced = Arrays.copyOf(reduced, values.length);
        }
        System.arraycopy(more, 0, values, count, more.length);
        System.arraycopy(moreReduced, 0, reduced, count, more.length);
        count = to;
      }
      System.arraycopy(values, from, out, 0, out.length);
      System.arraycopy(reduced, from, reducedOut, 0, out.length);
    }
  }
}
