package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;

/** Duals by the rules of Hipparchus against the tables of 50 digits. */
class PlainDualTest {

  /**
   * One row in so many is compared. As each activation has 231 rows of the same points, five
   * activations in a row have all points between them.
   */
  private static final int STRIDE = 5;

  static List<String> files() {
    return DualTable.FILES;
  }

  @ParameterizedTest
  @MethodSource("files")
  void should_have_the_values_of_the_table_or_none(String file) {
    // GIVEN
    SoftAssertions softly = new SoftAssertions();
    int seen = 0;
    int all = 0;
    List<DualTable.Row> rows = DualTable.read(file);
    Set<String> activations = new HashSet<>();
    for (int i = 0; i < rows.size(); i += STRIDE) {
      DualTable.Row row = rows.get(i);
      activations.add(row.activation());
      Activation phi = Activation.parse(row.activation());
      for (boolean derivative : new boolean[] {false, true}) {
        String digits = derivative ? row.derivative() : row.value();
        // WHEN
        Optional<Bounded> plain =
            PlainDual.of(phi, phi, derivative, row.p(), row.q(), row.correlation());
        boolean usual = row.p() <= 10 && row.q() <= 10 && row.correlation().complement() > 0.01;
        all += usual ? 1 : 0;
        if (plain.isEmpty() || digits.equals("inf")) {
          continue;
        }
        seen += usual ? 1 : 0;
        double expected = new BigDecimal(digits).doubleValue();
        // THEN
        softly
            .assertThat(Math.abs(plain.get().value() - expected))
            .as("%s, derivative %s: %s for %s", row, derivative, plain, expected)
            .isLessThanOrEqualTo(plain.get().error());
      }
    }
    softly.assertAll();
    assertThat(activations).containsAll(rows.stream().map(DualTable.Row::activation).toList());
    assertThat(seen).as("converged at usual points, of %s", all).isGreaterThan(all * 3 / 4);
  }
}
