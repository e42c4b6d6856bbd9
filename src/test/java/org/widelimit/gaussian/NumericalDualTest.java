package org.widelimit.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds duals and derivative duals of the whole catalogue against tables of 50 digits, at
 * correlations to within {@code 2^-40} of 1 and -1, at both, and at variances from 0 to 100. {@link
 * DualTableStudy} prints the errors over all rows.
 */
class NumericalDualTest {

  /** The bound that the closed forms promise, relative. */
  private static final double CLOSED_FORM = 1e-13;

  /** The bound that quadrature promises, relative. */
  private static final double QUADRATURE = 1e-12;

  /** Rows of an activation: 14 pairs of variances times 11 correlations. */
  private static final int ROWS = 154;

  private static void check(List<DualTable.Row> rows, double tolerance) {
    Map<String, NumericalDual> duals = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (DualTable.Row row : rows) {
      NumericalDual dual =
          duals.computeIfAbsent(
              row.activation(),
              name -> NumericalDual.of(Activation.parse(name), Activation.parse(name)));
      Bounded value = dual.value(row.p(), row.q(), row.correlation());
      Bounded derivative = dual.derivative(row.p(), row.q(), row.correlation());
      Stream.of(
              DualTable.judge("value", row, value, row.value(), tolerance),
              DualTable.judge("derivative", row, derivative, row.derivative(), tolerance))
          .filter(Objects::nonNull)
          .forEach(failures::add);
    }
    assertThat(rows).isNotEmpty();
    assertThat(failures).isEmpty();
  }

  /** One row in so many, at another phase for each activation. */
  private static List<DualTable.Row> sample(String table, int one) {
    List<DualTable.Row> rows = DualTable.read(table);
    return IntStream.range(0, rows.size())
        .filter(i -> i % one == i / ROWS % one)
        .mapToObj(rows::get)
        .toList();
  }

  @Test
  void should_reach_thirteen_digits_in_closed_form_and_cover_the_error() {
    check(DualTable.read("dual-closed-forms.csv"), CLOSED_FORM);
  }

  @Test
  void should_reach_twelve_digits_by_quadrature_and_cover_the_error() {
    check(DualTable.read("dual-smooth.csv"), QUADRATURE);
  }

  @Test
  void should_reach_twelve_digits_across_kinks_and_cover_the_error() {
    check(sample("dual-kinked.csv", 5), QUADRATURE);
  }

  @Test
  void should_know_every_activation_of_the_catalogue() {
    TreeSet<String> names = new TreeSet<>(ActivationCatalogue.names());
    for (String table : DualTable.FILES) {
      DualTable.read(table).forEach(row -> names.remove(row.activation()));
    }
    assertThat(names).isEmpty();
  }

  @Test
  void should_be_infinite_where_two_jumps_meet_and_zero_where_an_odd_dual_is() {
    NumericalDual sign = NumericalDual.of(Activation.named("sign"), Activation.named("sign"));
    for (double rho : new double[] {-1, 1}) {
      assertThat(sign.derivative(1, 4, Correlation.of(rho)).value())
          .isEqualTo(Double.POSITIVE_INFINITY);
    }
    // E[2 delta(u) 2 delta(v)] = 4/(2 pi sqrt(p q) sqrt(1 - rho^2))
    assertThat(sign.derivative(1, 4, Correlation.of(0.6)).contains(1.25 / Math.PI)).isTrue();
    for (String name : List.of("tanh", "hardTanh", "softsign", "arctan", "erf", "sin", "sign")) {
      NumericalDual odd = NumericalDual.of(Activation.named(name), Activation.named(name));
      assertThat(odd.value(1e-6, 25, Correlation.ZERO).value()).as(name).isZero();
      assertThat(odd.value(1e-6, 25, Correlation.of(1e-9)).value()).as(name).isPositive();
    }
  }

  @Test
  void should_see_an_error_in_the_thirteenth_digit() {
    DualTable.Row row = DualTable.read("dual-closed-forms.csv").get(ROWS + 70);
    Bounded value = Bounded.exact(new BigDecimal(row.value()).doubleValue() * (1 + 2e-13));
    assertThat(DualTable.relativeError(value, row.value())).isGreaterThan(CLOSED_FORM);
    assertThat(DualTable.covers(value, row.value())).isFalse();
    assertThat(DualTable.judge("value", row, value, row.value(), CLOSED_FORM)).isNotNull();
    assertThat(DualTable.covers(Bounded.exact(0), "inf")).isFalse();
    assertThat(DualTable.relativeError(new Bounded(1e-300, 1), "0")).isInfinite();
  }
}
