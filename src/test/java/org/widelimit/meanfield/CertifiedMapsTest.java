package org.widelimit.meanfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.meanfield.CertifiedMaps.CriticalPoint;
import org.widelimit.meanfield.CertifiedMaps.Found;
import org.widelimit.meanfield.CertifiedMaps.Length;
import org.widelimit.meanfield.CertifiedMaps.Range;
import org.widelimit.meanfield.CertifiedMaps.Settled;
import org.widelimit.numeric.interval.RealInterval;

/** Certified points hold the numbers of mpmath and of closed forms, and none is invented. */
class CertifiedMapsTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Range RANGE = new Range(0x1p-10, 64);

  /** For what stays open however long it is searched: a short range, so that much is tried. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static final Range OCTAVE = new Range(1, 2);

  private static CertifiedMaps maps(String activation) {
    return new CertifiedMaps(Activation.parse(activation));
  }

  private static boolean holds(RealInterval interval, String digits) {
    BigDecimal exact = new BigDecimal(digits);
    return new BigDecimal(interval.lo()).compareTo(exact) <= 0
        && exact.compareTo(new BigDecimal(interval.hi())) <= 0;
  }

  /** Values of mpmath 1.3 with 30 digits: secant method on quadrature, at sigmaB2 = 1/16. */
  @ParameterizedTest
  @CsvSource({
    "tanh, 0.6358279579588380978312854437, 1.82669219528600397655613939351",
    "gelu, 0.920674325209330850373710974833, 2.21888407191566715137831566684",
    "swish, 1.00040073313776642287574951134, 2.63497670712605755677721643482",
    "selu, 0.95702714470859943283814550845, 0.925818095513141495282364148807"
  })
  void should_certify_critical_points(String activation, String length, String weight) {
    // WHEN
    Found<CriticalPoint> found = maps(activation).critical(0.0625, RANGE, LONG);
    // THEN
    assertThat(found.isWhole()).isTrue();
    assertThat(found.points()).hasSize(1);
    CriticalPoint point = found.points().get(0);
    assertThat(holds(point.length(), length)).as("%s", point).isTrue();
    assertThat(holds(point.sigmaW2(), weight)).as("%s", point).isTrue();
    assertThat(point.sigmaW2().width()).isLessThan(1e-11);
  }

  @Test
  void should_certify_that_there_is_no_critical_point() {
    // A unit of two slopes has chi_1 = 1 where lengths grow by sigmaB2 in each layer.
    Found<CriticalPoint> relu = maps("relu").critical(0.0625, RANGE, LONG);
    assertThat(relu.isWhole()).isTrue();
    assertThat(relu.points()).isEmpty();
    // Without biases every length is critical, which no enclosure of two numbers can show.
    assertThat(maps("relu").critical(0, OCTAVE, SHORT).isWhole()).isFalse();
    // Poincare's inequality excludes odd ones, unless they are linear in another dress.
    Found<CriticalPoint> tanh = maps("tanh").critical(0, RANGE, LONG);
    assertThat(tanh.isWhole() && tanh.points().isEmpty()).isTrue();
    assertThat(maps("Max[x, 0] + Min[x, 0]").critical(0, OCTAVE, SHORT).isWhole()).isFalse();
    // With a jump there is no chi_1 at all.
    assertThat(maps("sign").critical(0.0625, RANGE, LONG).isWhole()).isFalse();
  }

  @Test
  void should_find_fixed_points_that_repel_beside_those_that_attract() {
    // WHEN
    Found<Length> found = maps("gelu").lengths(RealInterval.of(2), 0.0625, RANGE, LONG);
    // THEN
    assertThat(found.isWhole()).isTrue();
    assertThat(found.points()).hasSize(2);
    assertThat(found.points().get(0).slope().hi()).isLessThan(1);
    assertThat(found.points().get(1).slope().lo()).isGreaterThan(1);
    // The numbers without proofs are the same ones.
    List<FixedPoint> numbers =
        LengthFixedPoints.of(MeanFieldMaps.of(Activation.named("gelu"), 2, 0.0625)).points();
    for (int i = 0; i < 2; i++) {
      double length = numbers.get(i).value().value();
      RealInterval certified = found.points().get(i).length();
      assertThat(length).isBetween(certified.lo() - 1e-9 * length, certified.hi() + 1e-9 * length);
    }
  }

  /** Closed forms of the error function at sigmaB2 = 0: Williams 1997. */
  @Test
  void should_certify_where_correlations_settle() {
    CertifiedMaps erf = maps("erf");
    // GIVEN a chaotic network with biases
    RealInterval weight = RealInterval.of(3);
    Length length = erf.lengths(weight, 0.25, RANGE, LONG).points().get(0);
    assertThat(length.chi().lo()).isGreaterThan(1);
    // WHEN
    Settled settled = erf.correlation(weight, 0.25, length).orElseThrow();
    // THEN the limit is a fixed point of the closed form, and the slope is that of it
    double q = length.length().middle();
    double c = settled.limit().middle();
    double map = (3 * 2 / Math.PI * Math.asin(2 * q * c / (1 + 2 * q)) + 0.25) / q;
    double slope = 3 * 4 / Math.PI / Math.sqrt((1 + 2 * q) * (1 + 2 * q) - 4 * q * q * c * c);
    assertThat(Math.abs(map - c)).isLessThan(1e-11);
    assertThat(slope).isBetween(settled.slope().lo() - 1e-10, settled.slope().hi() + 1e-10);
    assertThat(settled.slope().hi()).isLessThan(1);
    // An odd activation without biases forgets its inputs; an ordered network makes them one.
    Length odd = erf.lengths(weight, 0, RANGE, LONG).points().get(0);
    assertThat(erf.correlation(weight, 0, odd).orElseThrow().limit()).isEqualTo(RealInterval.ZERO);
    RealInterval small = RealInterval.of(0.5);
    Length ordered = erf.lengths(small, 0.25, RANGE, LONG).points().get(0);
    Settled one = erf.correlation(small, 0.25, ordered).orElseThrow();
    assertThat(one.limit()).isEqualTo(RealInterval.ONE);
    assertThat(one.depthScale().orElseThrow().lo()).isPositive();
    // Where chi_1 may be 1, nothing is said.
    Length open = new Length(ordered.length(), ordered.slope(), RealInterval.of(0.9, 1.1));
    assertThat(erf.correlation(small, 0.25, open)).isEmpty();
  }
}
