package org.widelimit.budget;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Where the random choices of a derivation come from: test points that are to show that a term is
 * not zero, or that a formula has a value.
 *
 * <p>They follow from the seed that the computation was given ({@link #within}) and from the name
 * of the choice, and from nothing else: not from the order of computations or from the thread. The
 * tasks that a computation hands to other threads ({@link BoundedTask}) have its seed. Without one,
 * as in a derivation that was asked for on the command line, the seed is 0.
 */
public final class RandomChoices {

  private static final TaskLocal<Long> SEED = TaskLocal.of(0L);

  private RandomChoices() {}

  /**
   * Runs a computation of which the random choices follow from a seed.
   *
   * @throws Exception what the computation throws
   */
  public static <T> T within(long seed, Callable<T> computation) throws Exception {
    return SEED.during(seed, computation);
  }

  /**
   * Returns a generator at the start of its stream: a pure function of the seed and the name.
   *
   * @param name what is chosen, as {@code zero test}
   */
  public static SplittableRandom generator(String name) {
    long state = SEED.get();
    for (int i = 0; i < name.length(); i++) {
      state = new SplittableRandom(state ^ name.charAt(i)).nextLong();
    }
    return new SplittableRandom(state);
  }
}
