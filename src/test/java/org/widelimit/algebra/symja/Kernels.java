package org.widelimit.algebra.symja;

import java.time.Duration;

/** Doors to Symja for tests that need its answers, whatever other tests did to the shared one. */
public final class Kernels {

  private Kernels() {}

  /** Returns a door of its own, with time to start on a busy machine. */
  public static SymjaKernel symja() {
    return new SymjaKernel(new Symja(), Duration.ofSeconds(60));
  }
}
