package org.widelimit.gaussian.dual;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/**
 * Prints for every activation the worst relative errors and bounds over the tables, all rows. Run
 * by hand; {@link NumericalDualTest} holds what it shows.
 */
final class DualTableStudy {

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private DualTableStudy() {}

  private static final class Worst {
    private double error;
    private double bound;
    private double time;
    private int rows;
    private int uncovered;
    private String where = "";

    void add(DualTable.Row row, Bounded actual, String expected) {
      rows++;
      double next = DualTable.relativeError(actual, expected);
      if (!DualTable.covers(actual, expected)) {
        uncovered++;
      }
      bound = Math.max(bound, actual.relativeError());
      if (!(next <= error)) {
        error = next;
        where =
            "%s for %s at %s %s %s"
                .formatted(actual, expected, row.p(), row.q(), row.correlation());
      }
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "rows %4d  error %.2e  bound %.2e  uncovered %d  %.2f ms  %s",
          rows,
          error,
          bound,
          uncovered,
          time / rows / 1e6,
          where);
    }
  }

  /**
   * Runs over the tables.
   *
   * @param args names of activations, or none for all
   */
  public static void main(String[] args) {
    Set<String> only = Set.of(args);
    for (String file : DualTable.FILES) {
      Map<String, Worst> worst = new LinkedHashMap<>();
      Map<String, NumericalDual> duals = new LinkedHashMap<>();
      for (DualTable.Row row : DualTable.read(file)) {
        if (!only.isEmpty() && !only.contains(row.activation())) {
          continue;
        }
        NumericalDual dual =
            duals.computeIfAbsent(
                row.activation(),
                name -> NumericalDual.of(Activation.parse(name), Activation.parse(name)));
        add(worst, row, "dual", dual::value, row.value());
        add(worst, row, "derivative", dual::derivative, row.derivative());
      }
      worst.forEach((name, all) -> System.out.println(name + "  " + all));
    }
  }

  private interface Query {
    Bounded at(double p, double q, Correlation correlation);
  }

  private static void add(
      Map<String, Worst> worst, DualTable.Row row, String what, Query query, String expected) {
    Worst all = worst.computeIfAbsent(row.activation() + " " + what, name -> new Worst());
    long start = CLOCK.getCurrentThreadCpuTime();
    Bounded actual;
    try {
      actual = query.at(row.p(), row.q(), row.correlation());
    } catch (RuntimeException e) {
      System.out.println(row + " " + e);
      actual = new Bounded(0, 0);
    }
    all.time += CLOCK.getCurrentThreadCpuTime() - start;
    all.add(row, actual, expected);
  }
}
