package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

class HermiteExpansionProperties {

  /** Beside the truncation: the rounding of a sum of up to 1,024 terms. */
  private static final double ROUNDING = 1024 * Bounded.ROUNDING;

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of("tanh", "sigmoid", "softplus", "hardTanh", "elu", "relu", "erf", "sin");
  }

  @Property(tries = 60)
  void should_cover_the_truncation_error_by_its_bound(
      @ForAll("activations") String name,
      @ForAll @DoubleRange(min = 0.01, max = 30) double p,
      @ForAll @DoubleRange(min = 0.01, max = 30) double q,
      @ForAll @DoubleRange(min = -0.97, max = 0.97) double rho) {
    // GIVEN
    Activation phi = Activation.named(name);
    NumericalDual dual = NumericalDual.of(phi, phi);
    double[] variances = {p, q};
    SecondMoments moments = SecondMoments.of(phi);
    double[] values = moments.values(variances);
    double[] slopes = moments.slopes(variances);
    // WHEN
    HermiteExpansion.Table table = HermiteExpansion.of(phi).at(variances, values, slopes);
    // THEN
    double value = 0;
    double slope = 0;
    for (int k = table.count() - 1; k >= 0; k--) {
      slope = slope * rho + value;
      value = value * rho + table.coefficients()[k][0] * table.coefficients()[k][1];
    }
    double bound = table.truncation(0, 1, Math.abs(rho)) + ROUNDING;
    Bounded exact = dual.value(p, q, Correlation.of(rho));
    Bounded exactSlope = dual.derivative(p, q, Correlation.of(rho));
    double scale = Math.sqrt(values[0] * values[1]);
    double slopeScale = Math.sqrt(p * q * slopes[0] * slopes[1]);
    double slopeError = Math.sqrt(p * q) * exactSlope.error();
    double slopeDifference = Math.abs(slope - Math.sqrt(p * q) * exactSlope.value());
    assertThat(Math.abs(value - exact.value())).isLessThan(bound * scale + exact.error());
    assertThat(slopeDifference).isLessThan(bound * slopeScale + slopeError);
    // Control: without a coefficient that is larger than the bound the sum is outside
    int largest = largest(table, rho);
    double missing =
        Math.abs(table.coefficients()[largest][0] * table.coefficients()[largest][1])
            * Math.pow(Math.abs(rho), largest);
    if (missing > 4 * (bound * scale + exact.error())) {
      double without = value - Math.copySign(missing, value);
      assertThat(Math.abs(without - exact.value())).isGreaterThan(bound * scale + exact.error());
    }
  }

  private static int largest(HermiteExpansion.Table table, double rho) {
    int largest = 0;
    double most = 0;
    for (int k = 0; k < table.count(); k++) {
      double term =
          Math.abs(table.coefficients()[k][0] * table.coefficients()[k][1])
              * Math.pow(Math.abs(rho), k);
      if (term > most) {
        most = term;
        largest = k;
      }
    }
    return largest;
  }

  /** Interpolated in the variance, against the quadrature of each: narrow and wide ranges. */
  @ParameterizedTest
  @ValueSource(strings = {"tanh 1 1.3", "tanh 0.001 20", "softplus 0.5 50", "hardTanh 0.2 3"})
  void should_interpolate_moments_and_coefficients_to_rounding(String text) {
    // GIVEN
    String[] words = text.split(" ", -1);
    Activation phi = Activation.named(words[0]);
    double lower = Double.parseDouble(words[1]);
    double ratio = Double.parseDouble(words[2]) / lower;
    double[] variances = new Random(5).doubles(600).map(u -> lower * Math.pow(ratio, u)).toArray();
    variances[17] = 0;
    // WHEN
    SecondMoments moments = SecondMoments.of(phi);
    double[] values = moments.values(variances);
    double[] slopes = moments.slopes(variances);
    HermiteExpansion.Table table = HermiteExpansion.of(phi).at(variances, values, slopes);
    // THEN the error is that of the quadrature, magnified by at most the interpolation's Lebesgue
    // constant, which is below 5 for 400 nodes
    NumericalDual dual = NumericalDual.of(phi, phi);
    for (int i = 0; i < variances.length; i += 17) {
      double p = variances[i];
      Bounded value = dual.value(p, p, Correlation.ONE);
      Bounded slope = dual.derivative(p, p, Correlation.ONE);
      assertThat(values[i])
          .isBetween(value.value() - 6 * value.error(), value.value() + 6 * value.error());
      assertThat(Math.abs(slopes[i] - slope.value())).isLessThanOrEqualTo(6 * slope.error());
      HermiteExpansion.Table alone =
          HermiteExpansion.of(phi)
              .at(new double[] {p}, new double[] {values[i]}, new double[] {slopes[i]});
      for (int k = 0; k < Math.min(alone.count(), table.count()); k++) {
        double difference = table.coefficients()[k][i] - alone.coefficients()[k][0];
        // The trapezoid rules of different orders differ by their rounding.
        assertThat(Math.abs(difference)).isLessThanOrEqualTo(ROUNDING * Math.sqrt(values[i]));
      }
    }
    // Control: the moments of another slope of the activation
    double[] other =
        SecondMoments.of(Activation.parse(words[0] + "[1.000001 x]")).values(variances);
    Bounded first = dual.value(variances[0], variances[0], Correlation.ONE);
    assertThat(Math.abs(other[0] - first.value())).isGreaterThan(6 * first.error());
  }
}
