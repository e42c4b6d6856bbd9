package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.widelimit.cli.KernelPoints.Call;
import org.widelimit.cli.KernelPoints.Point;
import org.widelimit.cli.output.EmittedPrograms;
import org.widelimit.gaussian.dual.DualTable;

/**
 * The programs that {@code derive} writes, run for every activation of the catalogue with a closed
 * form, at random points and at all ends: variance 0, tiny and large ones, {@code r^2 == p q}.
 */
class EmittedProgramsTest {

  private static final int RANDOM = 4;

  /** Points against quadrature; at 1,000 of them both programs were right to 6e-15. */
  private static final int INTEGRATED = 40;

  /** Every so many rows of a table. */
  private static final int EVERY = 7;

  private static final List<Call> CALLS = new ArrayList<>();

  @BeforeAll
  static void evaluate() {
    List<Point> points = KernelPoints.points(7, RANDOM);
    List<DualTable.Row> rows = DualTable.read("dual-kinked.csv");
    for (String name : KernelPoints.closed()) {
      if (KernelPoints.TABULATED.contains(name)) {
        List<DualTable.Row> own = rows.stream().filter(r -> r.activation().equals(name)).toList();
        for (int i = 0; i < own.size(); i += EVERY) {
          CALLS.addAll(KernelPoints.tabulated(name, own.subList(i, i + 1)));
        }
        CALLS.addAll(KernelPoints.measured(name, points.subList(RANDOM / 2, points.size())));
        CALLS.addAll(KernelPoints.integrated(name, INTEGRATED));
      } else {
        CALLS.addAll(KernelPoints.calls(name, points));
      }
    }
  }

  /** Returns the calls whose value is off by more than the accuracy, the worst of each function. */
  private static Map<String, String> wrong(double[] values, double factor) {
    assertThat(values).hasSameSizeAs(CALLS);
    Map<String, String> wrong = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      Call call = CALLS.get(i);
      double expected = factor * call.expected();
      boolean right =
          Double.isInfinite(expected)
              ? values[i] == expected
              : Math.abs(values[i] - expected) <= KernelPoints.ACCURACY * call.scale();
      if (!right) {
        wrong.put(call.activation() + "." + call.function(), values[i] + " instead of " + call);
      }
    }
    return wrong;
  }

  private static void check(double[] values) {
    assertThat(wrong(values, 1)).isEmpty();
    // The same values are no kernel of any activation, were they larger by a hundred millionth.
    assertThat(wrong(values, 1 + 1e-8).keySet())
        .containsAll(KernelPoints.closed().stream().map(name -> name + ".dual").toList());
    assertThat(CALLS.size()).isGreaterThan(3_500);
  }

  @Test
  void should_write_java_with_the_values_of_many_digits(@TempDir Path directory) throws Exception {
    check(EmittedPrograms.runJava(directory, CALLS));
  }

  @Test
  void should_write_python_with_the_values_of_many_digits(@TempDir Path directory)
      throws Exception {
    EmittedPrograms.assumePython();
    check(EmittedPrograms.runPython(directory, CALLS));
  }
}
