package org.widelimit.simulation.matrix;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random streams by name. Every matrix of every layer, sample and experiment draws from a stream of
 * its own, which depends on the seed and on its name only: neither on the number of threads nor on
 * the order in which streams are asked for, and a new name moves no other stream.
 *
 * <p>A stream is an {@code L64X128MixRandom} generator whose 256 bits of state are a hash of seed
 * and name (the finalizer of SplitMix64, chained over the bytes, in four lanes). Two streams
 * overlap within n numbers with a probability of order n 2^-192.
 *
 * @param path the seed and the names, outermost first
 */
public record RandomStreams(List<String> path) implements Serializable {

  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Copies the path. */
  public RandomStreams {
    path = List.copyOf(path);
  }

  /**
   * Returns the streams of a seed.
   *
   * @param seed any number
   * @param names names of experiment, sample and so on, outermost first
   * @return the family of streams below these names
   */
  public static RandomStreams of(long seed, String... names) {
    return new RandomStreams(List.of(Long.toString(seed))).child(names);
  }

  /**
   * Returns the streams below further names.
   *
   * @param names the names, outermost first
   * @return the family of streams below them
   */
  public RandomStreams child(String... names) {
    List<String> longer = new java.util.ArrayList<>(path);
    longer.addAll(List.of(names));
    return new RandomStreams(longer);
  }

  /**
   * Returns the streams of one member of a series.
   *
   * @param name the name of the series
   * @param index the member
   * @return the family of streams below it
   */
  public RandomStreams child(String name, long index) {
    return child(name, Long.toString(index));
  }

  /**
   * Returns a new generator at the start of this stream: a pure function of seed and names.
   *
   * @return the generator, for use by one thread
   */
  public RandomGenerator generator() {
    byte[] state = new byte[32];
    for (int lane = 0; lane < 4; lane++) {
      long hash = mix(0x9e3779b97f4a7c15L * (lane + 1));
      for (String name : path) {
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
          hash = mix(hash ^ (octet & 0xff));
        }
        // No byte of UTF-8 is 256: the end of a name differs from every continuation of it.
        hash = mix(hash ^ 256);
      }
      for (int i = 0; i < 8; i++) {
        state[8 * lane + i] = (byte) (hash >>> (8 * i));
      }
    }
    return GENERATORS.create(state);
  }

  private static long mix(long input) {
    long z = input + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  public static void fillGaussian(RandomGenerator generator, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = generator.nextGaussian();
    }
  }

  public static double[][] gaussianColumns(RandomGenerator generator, int rows, int columns) {
    double[][] result = Arena.take(columns, rows);
    for (double[] column : result) {
      fillGaussian(generator, column);
    }
    return result;
  }
}
