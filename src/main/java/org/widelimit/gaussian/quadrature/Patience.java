package org.widelimit.gaussian.quadrature;

/**
 * How long a thread's quadratures may go on: they ask now and then, and end with what the asked one
 * throws.
 */
public final class Patience {

  private static final ThreadLocal<Runnable> CLOCK = ThreadLocal.withInitial(() -> () -> {});

  private Patience() {}

  /** Sets what is asked on this thread, and returns what was asked before. */
  public static Runnable set(Runnable clock) {
    Runnable before = CLOCK.get();
    CLOCK.set(clock);
    return before;
  }

  /** Asks whether there is time left. */
  static void ask() {
    CLOCK.get().run();
  }
}
