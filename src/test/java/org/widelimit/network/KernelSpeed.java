package org.widelimit.network;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.widelimit.network.dataset.KernelBenchmark;

/** Times the kernel matrices of {@link KernelBenchmark} by wall clock and processor time. */
public final class KernelSpeed {

  private KernelSpeed() {}

  /** Prints entries a second. */
  public static void main(String[] args) {
    String[] networks =
        args.length > 0 ? args : new String[] {"relu:10", "erf:10", "gelu:10", "tanh:1"};
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (String network : networks) {
      KernelBenchmark benchmark = new KernelBenchmark();
      benchmark.draw(network);
      for (int run = 0; run < 12; run++) {
        long wall = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        benchmark.neuralTangentKernel();
        double seconds = (System.nanoTime() - wall) * 1e-9;
        double processor = (system.getProcessCpuTime() - cpu) * 1e-9;
        if (run % 4 == 3) {
          System.out.printf(
              Locale.ROOT,
              "%s: %.0f ms, %.0f ms of the processors, %.3g entries/s%n",
              network,
              seconds * 1e3,
              processor * 1e3,
              4e6 / seconds);
        }
      }
    }
  }
}
