package org.widelimit.verification.evaluate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.widelimit.gaussian.quadrature.Patience;
import org.widelimit.numeric.UndefinedValueException;

/**
 * The time of the processor that the numbers of one claim may take, all points together. A formula
 * may hold iterations in iterations; when the time is used up nothing has a value any more.
 *
 * <p>Counted on the thread that evaluates, one at a time.
 */
public final class Effort {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Steps between two looks at the clock. */
  private static final int STRIDE = 64;

  private final Duration budget;
  private final SecondRoute secondRoute = new SecondRoute();
  private long used;
  private long entered;
  private int depth;
  private int steps;
  private Runnable before = () -> {};

  public Effort(Duration budget) {
    this.budget = budget;
  }

  /** Begins an evaluation, within another or not. */
  void enter() {
    if (depth == 0) {
      entered = THREADS.getCurrentThreadCpuTime();
    }
    if ((depth == 0 || ++steps % STRIDE == 0) && isUsedUp()) {
      throw end();
    }
    if (depth == 0) {
      before = Patience.set(this::ask);
    }
    depth++;
  }

  /** Ends a quadrature when the time is used up. */
  private void ask() {
    if (++steps % STRIDE == 0 && isUsedUp()) {
      throw end();
    }
  }

  /** Ends an evaluation. */
  void exit() {
    depth--;
    if (depth == 0) {
      Patience.set(before);
      used += THREADS.getCurrentThreadCpuTime() - entered;
    }
  }

  /** Returns what the claim's averages were compared to. */
  public SecondRoute secondRoute() {
    return secondRoute;
  }

  /** Returns the part of the time that was used. */
  public double used() {
    return (double) used / budget.toNanos();
  }

  /** Returns whether there is no time left. */
  public boolean isUsedUp() {
    long running = depth == 0 ? 0 : THREADS.getCurrentThreadCpuTime() - entered;
    return used + running > budget.toNanos();
  }

  /** Returns what says that the time is used up. */
  public UndefinedValueException end() {
    return UndefinedValueException.outOfReach(
        "the numbers of the claim took more than their budget of " + budget.toSeconds() + " s");
  }
}
