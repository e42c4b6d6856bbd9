package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.gaussian.quadrature.ScaledFunction;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

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

  /** The variances of which the tables have every pair. */
  private static final double[] VARIANCES = {0, 1e-6, 1, 4, 25, 100};

  /** Rows of an activation: 21 pairs of variances times 11 correlations. */
  private static final int ROWS = 231;

  private static void check(List<DualTable.Row> rows, double tolerance) {
    Map<String, NumericalDual> duals = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    int index = 0;
    for (DualTable.Row row : rows) {
      // Every other row in the other order, so that each pair comes in both.
      double p = index % 2 == 0 ? row.p() : row.q();
      double q = index % 2 == 0 ? row.q() : row.p();
      index++;
      NumericalDual dual =
          duals.computeIfAbsent(
              row.activation(),
              name -> NumericalDual.of(Activation.parse(name), Activation.parse(name)));
      Bounded value = dual.value(p, q, row.correlation());
      Bounded derivative = dual.derivative(p, q, row.correlation());
      Stream.of(
              DualTable.judge("value", row, value, row.value(), tolerance),
              DualTable.judge("derivative", row, derivative, row.derivative(), tolerance))
          .filter(Objects::nonNull)
          .forEach(failures::add);
    }
    assertThat(rows).isNotEmpty();
    assertThat(failures).isEmpty();
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
  void should_reach_thirteen_digits_across_kinks_and_cover_the_error() {
    check(DualTable.read("dual-kinked.csv"), CLOSED_FORM);
  }

  @Test
  void should_bound_the_product_of_means_that_cancel_near_variance_zero() {
    for (String name : List.of("elu", "celu[2]", "hardSwish")) {
      Activation phi = Activation.parse(name);
      NumericalDual dual = NumericalDual.of(phi, phi);
      for (DualTable.Row row : DualTable.read("dual-kinked.csv")) {
        if (row.activation().equals(name) && row.p() == 1e-6 && row.correlation().rho() == 0) {
          Bounded value = dual.value(row.p(), row.q(), Correlation.ZERO);
          assertThat(value.relativeError()).as("%s", row).isLessThan(CLOSED_FORM);
          assertThat(DualTable.covers(value, row.value())).as("%s", row).isTrue();
          // A control: quadrature of such a mean cannot say so.
          ScaledFunction scaled = ScaledFunction.of(phi.function(), row.p(), phi.breakpoints());
          Bounded mean = GaussianQuadrature.expectation(scaled.function(), scaled.breakpoints());
          assertThat(mean.relativeError()).isGreaterThan(CLOSED_FORM);
        }
      }
    }
  }

  @Test
  void should_have_every_pair_of_variances_at_every_correlation() {
    Set<List<Object>> points = new HashSet<>();
    for (int i = 0; i < VARIANCES.length; i++) {
      for (int j = i; j < VARIANCES.length; j++) {
        for (double complement : new double[] {0, 0x1p-40, 0x1p-20, 0x1p-10, 0.5, 1}) {
          points.add(List.of(VARIANCES[i], VARIANCES[j], complement, false));
          if (complement < 1) {
            points.add(List.of(VARIANCES[i], VARIANCES[j], complement, true));
          }
        }
      }
    }
    assertThat(points).hasSize(ROWS);
    for (String table : DualTable.FILES) {
      Map<String, Set<List<Object>>> found = new TreeMap<>();
      for (DualTable.Row row : DualTable.read(table)) {
        boolean negative = row.correlation().rho() < 0;
        found
            .computeIfAbsent(row.activation(), name -> new HashSet<>())
            .add(List.of(row.p(), row.q(), row.correlation().complement(), negative));
      }
      found.forEach((name, all) -> assertThat(all).as(name).isEqualTo(points));
    }
    // Control: a table without one of its rows.
    Set<List<Object>> incomplete = new HashSet<>(points);
    incomplete.remove(List.of(1.0, 25.0, 0x1p-20, true));
    assertThat(incomplete).isNotEqualTo(points);
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
