package org.widelimit.statistics;

import org.hipparchus.special.Beta;

/** Exact statements about a probability from the number of times an event happened. */
public final class Binomial {
  private Binomial() {}

  /**
   * The probability of {@code events} or more in {@code runs} independent runs, each with
   * probability {@code p}: the regularized incomplete beta function {@code I_p(k, n - k + 1)}.
   */
  public static double upperTail(long events, long runs, double p) {
    check(events, runs);
    if (events == 0) {
      return 1;
    }
    return p <= 0
        ? 0
        : p >= 1 ? 1 : Beta.regularizedBeta(p, (double) events, (double) (runs - events) + 1);
  }

  /**
   * The upper confidence bound of Clopper and Pearson (1934): the p at which so few events have
   * probability {@code level}.
   */
  public static double upperBound(long events, long runs, double level) {
    check(events, runs);
    if (events == runs) {
      return 1;
    }
    return bisect(p -> 1 - upperTail(events + 1, runs, p) <= level);
  }

  /**
   * The lower confidence bound of Clopper and Pearson (1934): the p at which so many events have
   * probability {@code level}.
   */
  public static double lowerBound(long events, long runs, double level) {
    check(events, runs);
    return events == 0 ? 0 : bisect(p -> upperTail(events, runs, p) >= level);
  }

  /** The smallest p in (0, 1) from which on the condition holds. */
  private static double bisect(java.util.function.DoublePredicate holds) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  private static void check(long events, long runs) {
    if (events < 0 || runs < 1 || events > runs) {
      throw new IllegalArgumentException(events + " events in " + runs + " runs");
    }
  }
}
