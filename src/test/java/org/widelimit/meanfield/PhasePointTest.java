package org.widelimit.meanfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Propagation;

/**
 * Every number of a point and its bound against PARI 2.15 with 45 digits: the trapezoid rule of
 * step 1/16 and 1/8 for tanh, the closed forms of Williams (1997) for erf.
 */
class PhasePointTest {

  /** No bound may be so wide that it says nothing. */
  private static final double WIDEST = 1e-11;

  private static void covers(String what, Bounded found, BigDecimal expected) {
    BigDecimal miss = expected.subtract(new BigDecimal(found.value())).abs();
    assertThat(miss.doubleValue())
        .as("%s: %s for %s", what, found, expected)
        .isLessThanOrEqualTo(found.error());
    assertThat(found.error()).as(what).isLessThan(WIDEST * Math.abs(found.value()));
  }

  private static PhasePoint point(String activation, double sigmaW2, double sigmaB2) {
    return PhasePoint.of(MeanFieldMaps.of(Activation.named(activation), sigmaW2, sigmaB2));
  }

  @ParameterizedTest
  @CsvSource({
    "tanh, 2.5, 0.05, 1.063958377416811591357844, 1.133515698704271671003987,"
        + " 0.4468042323442670853138331, 0.9187167749137728772209686, 11.79559751587757945514066,"
        + " 1.179872916479516398032105, -7.979315021822404111872085",
    "erf, 1.5, 0.05, 0.6017531671097203449816315, 1.034700129581625196307230,"
        + " 0.8205300879981972880906937, 0.9695519413252227290098817, 32.34023964584813032484221,"
        + " 1.322859417429082679358645, -29.31549360376798316421269",
    "erf, 2.25, 0.05, 1.157265757924031858277842, 1.207465083102484366057407,"
        + " 0.3391353944311782995488399, 0.8896178485662236917551327, 8.549690950361120102842438,"
        + " 0.9903018730531575502001165, -5.304387237263417394962244"
  })
  void should_bound_every_number_of_a_chaotic_point(
      String activation,
      double sigmaW2,
      double sigmaB2,
      BigDecimal length,
      BigDecimal chi,
      BigDecimal correlation,
      BigDecimal correlationSlope,
      BigDecimal correlationScale,
      BigDecimal lengthScale,
      BigDecimal gradientScale) {
    PhasePoint point = point(activation, sigmaW2, sigmaB2);
    assertThat(point.phase()).isEqualTo(Phase.CHAOTIC);
    covers("q*", point.length().orElseThrow(), length);
    covers("chi_1", point.chi().orElseThrow(), chi);
    FixedPoint settled = point.correlations().orElseThrow().attractor().orElseThrow();
    covers("c*", settled.value(), correlation);
    covers("chi_c*", point.correlationSlope().orElseThrow(), correlationSlope);
    DepthScales scales = point.scales().orElseThrow();
    covers("xi_c", scales.correlation(), correlationScale);
    covers("xi_q", scales.length(), lengthScale);
    covers("xi_grad", scales.gradient(), gradientScale);
    covers(
        "trainable depth",
        point.trainableDepth(),
        correlationScale.multiply(BigDecimal.valueOf(PhasePoint.TRAINABLE_SCALES)));
  }

  @Test
  void should_bound_every_number_of_an_ordered_point() {
    PhasePoint point = point("tanh", 1.5, 0.05);
    covers("q*", point.length().orElseThrow(), new BigDecimal("0.4180372005334778539787130"));
    covers("chi_1", point.chi().orElseThrow(), new BigDecimal("0.9386362681988511553294507"));
    DepthScales scales = point.scales().orElseThrow();
    covers("xi_q", scales.length(), new BigDecimal("1.682828388706436696241863"));
    covers("xi_c", scales.correlation(), new BigDecimal("15.79099403412288088512621"));
    covers("xi_grad", scales.gradient(), new BigDecimal("15.79099403412288088512621"));
  }

  @Test
  void should_bound_the_numbers_under_dropout() {
    MeanFieldMaps maps =
        MeanFieldMaps.of(Activation.named("tanh"), 1.75, 0.0625).withDropout(0.875);
    PhasePoint point = PhasePoint.of(maps);
    // PARI 2.15, 45 digits, trapezoid rules as above.
    covers("q*", point.length().orElseThrow(), new BigDecimal("0.7457911449399656003854995"));
    FixedPoint settled = point.correlations().orElseThrow().attractor().orElseThrow();
    covers("c*", settled.value(), new BigDecimal("0.3538041754173589125472077"));
    covers("chi_c*", settled.slope(), new BigDecimal("0.7725749054369422314009542"));
    covers(
        "xi_grad",
        point.scales().orElseThrow().gradient(),
        new BigDecimal("-28.63802644541625072286718"));
  }

  @Test
  void should_not_cover_what_the_error_of_the_fixed_point_alone_rules_out() {
    // A bound that left the length's error out would be a few roundings of chi_1.
    PhasePoint point = point("erf", 1.5, 0.05);
    Bounded length = point.length().orElseThrow();
    Bounded atExactLength = point.maps().chi(length.value());
    assertThat(point.chi().orElseThrow().error()).isGreaterThan(atExactLength.error());
    Bounded wide = Propagation.of(q -> point.maps().chi(q[0]), new Bounded(length.value(), 1e-3));
    // chi = 6/(Pi Sqrt[1 + 4 q]) for erf: the bound covers both ends, but not twice as far.
    double end = 6 / (Math.PI * Math.sqrt(1 + 4 * (length.value() + 1e-3)));
    assertThat(wide.contains(end)).isTrue();
    assertThat(wide.contains(wide.value() + 3 * (end - wide.value()))).isFalse();
  }

  @Test
  void should_find_both_fixed_points_of_x_erf_and_their_basins() {
    LengthFixedPoints found =
        LengthFixedPoints.of(MeanFieldMaps.of(Activation.named("xErf"), 1.5, 0.0625));
    assertThat(found.points()).hasSize(2);
    FixedPoint stable = found.points().get(0);
    FixedPoint unstable = found.points().get(1);
    // PARI 2.15, 45 digits.
    covers("stable", stable.value(), new BigDecimal("0.1288575711127212723833430"));
    covers("unstable", unstable.value(), new BigDecimal("0.2084562489060017403232157"));
    assertThat(stable.basinUpper()).isEqualTo(unstable.value());
    assertThat(stable.attractsFromBothSides()).isTrue();
    assertThat(unstable.attracts()).isFalse();
    assertThat(found.grows()).isTrue();
    assertThat(found.from(2)).isEmpty();
  }

  @Test
  void should_find_an_enormous_length_just_below_the_edge() {
    // sigmaB^2/(1 - sigmaW^2/2) = 2^30/16 for sigmaW^2 = 2 - 2^-29, sigmaB^2 = 1/16.
    PhasePoint below = point("relu", 2 - 0x1p-29, 0.0625);
    assertThat(below.length().orElseThrow().contains(0x1p26)).isTrue();
    assertThat(below.length().orElseThrow().relativeError()).isLessThan(1e-5);
    assertThat(below.phase()).isEqualTo(Phase.ORDERED);
    assertThat(point("relu", 2, 0.0625).phase()).isEqualTo(Phase.UNBOUNDED);
    assertThat(point("relu", 2 + 0x1p-29, 0.0625).phase()).isEqualTo(Phase.UNBOUNDED);
  }

  @Test
  void should_know_opposite_inputs_of_an_odd_network_without_biases() {
    List<FixedPoint> points = point("sin", 3, 0).correlations().orElseThrow().points();
    assertThat(points).hasSize(3);
    assertThat(points.get(0).value().contains(-1)).isTrue();
    assertThat(points.get(1).value().contains(0)).isTrue();
    assertThat(points.get(2).value().contains(1)).isTrue();
    assertThat(points).extracting(FixedPoint::attracts).containsExactly(false, true, false);
    assertThat(point("sin", 3, 0.1).correlations().orElseThrow().points()).hasSize(2);
  }

  @Test
  void should_scale_depths_by_the_slope() {
    assertThat(DepthScales.ofSlope(Bounded.exact(Math.exp(-0.25))).value())
        .isBetween(4 - 1e-14, 4 + 1e-14);
    assertThat(DepthScales.ofSlope(Bounded.ZERO)).isEqualTo(Bounded.ZERO);
    assertThat(DepthScales.ofSlope(new Bounded(1 - 1e-15, 1e-14)).value()).isInfinite();
    assertThat(DepthScales.atLeast(new Bounded(1 - 1e-15, 1e-14))).isBetween(8e13, 1e14);
    // A slope of 0 to within its error: the scale lies between 0 and -1/log(error).
    Bounded near = DepthScales.ofSlope(new Bounded(0, 1e-4));
    assertThat(near.contains(0.1)).isTrue();
    assertThat(near.contains(0.3)).isFalse();
  }
}
