package org.widelimit.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.widelimit.activation.ActivationCatalogue;

/**
 * Runs {@code phase} in full on every activation of the catalogue at several bias variances and
 * says what looks wrong: a study by hand, as it takes minutes.
 */
final class PhaseSurvey {

  private PhaseSurvey() {}

  public static void main(String[] args) {
    // Bias variances may be given as arguments.
    for (String name : ActivationCatalogue.names()) {
      for (String bias : args.length > 0 ? List.of(args) : List.of("0", "0.05", "0.5", "3")) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int code =
            Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "phase",
                name,
                "--sigmaB2",
                bias,
                "--at",
                "1.5," + bias,
                "--depth",
                "50");
        double seconds =
            (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        String text = out.toString();
        boolean wrong = code != 0 || text.contains("NaN") || !err.toString().isEmpty();
        System.out.printf(
            "%s %s sigmaB2 %s: %.1f s%n", wrong ? "WRONG" : "fine", name, bias, seconds);
        if (args.length > 0 || wrong) {
          System.out.println(text + err);
        }
      }
    }
  }
}
