package org.widelimit.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Holds duals and derivative duals against tables of 30 digits; the files say how they were made.
 */
class NumericalDualTest {

  /** The bound that the closed forms promise, relative. */
  private static final double CLOSED_FORM = 1e-13;

  /** The bound that quadrature promises, relative. */
  private static final double QUADRATURE = 1e-12;

  private record Row(
      String activation,
      double p,
      double q,
      Correlation correlation,
      String value,
      String derivative) {}

  private static List<Row> table(String name) {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(NumericalDualTest.class.getResourceAsStream(name)),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("#") || line.startsWith("activation;")) {
          continue;
        }
        String[] cells = line.split(";", -1);
        Correlation correlation =
            Correlation.ofComplement(Double.parseDouble(cells[3]), cells[4].equals("1"));
        rows.add(
            new Row(
                cells[0],
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                correlation,
                cells[5],
                cells[6]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static final MathContext DIGITS = new MathContext(40);

  /** Returns the relative error of a result against a decimal, infinite for a wrong infinity. */
  private static double relativeError(Bounded actual, String expected) {
    if (expected.equals("inf")) {
      return actual.value() == Double.POSITIVE_INFINITY ? 0 : Double.POSITIVE_INFINITY;
    }
    BigDecimal exact = new BigDecimal(expected);
    BigDecimal difference = new BigDecimal(actual.value()).subtract(exact).abs();
    if (exact.signum() == 0) {
      return difference.doubleValue();
    }
    return difference.divide(exact.abs(), DIGITS).doubleValue();
  }

  private static boolean covers(Bounded actual, String expected) {
    return expected.equals("inf")
        ? actual.value() == Double.POSITIVE_INFINITY
        : new BigDecimal(actual.value())
                .subtract(new BigDecimal(expected))
                .abs()
                .compareTo(new BigDecimal(actual.error()).add(new BigDecimal(Double.MIN_NORMAL)))
            <= 0;
  }

  private static void check(List<Row> rows, double tolerance, boolean derivatives) {
    TreeMap<String, NumericalDual> duals = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (Row row : rows) {
      NumericalDual dual =
          duals.computeIfAbsent(
              row.activation(),
              name -> NumericalDual.of(Activation.parse(name), Activation.parse(name)));
      Bounded value = dual.value(row.p(), row.q(), row.correlation());
      judge(failures, "value", row, value, row.value(), tolerance);
      if (derivatives) {
        Bounded derivative = dual.derivative(row.p(), row.q(), row.correlation());
        judge(failures, "derivative", row, derivative, row.derivative(), tolerance);
      }
    }
    assertThat(rows).isNotEmpty();
    assertThat(failures).isEmpty();
  }

  private static void judge(
      List<String> failures,
      String what,
      Row row,
      Bounded actual,
      String expected,
      double tolerance) {
    double error = relativeError(actual, expected);
    if (!(error <= tolerance)) {
      failures.add("%s off by %.2g: %s, %s".formatted(what, error, actual, row));
    }
    if (!covers(actual, expected)) {
      failures.add("%s not covered: %s, %s".formatted(what, actual, row));
    }
  }

  @Test
  void should_reach_thirteen_digits_in_closed_form_and_cover_the_error() {
    check(table("dual-closed-forms.csv"), CLOSED_FORM, true);
  }

  @Test
  void should_reach_twelve_digits_by_quadrature_and_cover_the_error() {
    List<Row> rows = table("dual-smooth.csv");
    // One row in three, at another phase for each activation; all of them take ten seconds.
    List<Row> sample =
        IntStream.range(0, rows.size())
            .filter(i -> i % 3 == i / 121 % 3)
            .mapToObj(rows::get)
            .toList();
    check(sample, QUADRATURE, true);
  }

  @Test
  void should_see_an_error_in_the_thirteenth_digit() {
    Row row = table("dual-closed-forms.csv").get(40);
    Bounded value = Bounded.exact(new BigDecimal(row.value()).doubleValue() * (1 + 2e-13));
    assertThat(relativeError(value, row.value())).isGreaterThan(CLOSED_FORM);
    assertThat(covers(value, row.value())).isFalse();
  }
}
