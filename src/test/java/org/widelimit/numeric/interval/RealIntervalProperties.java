package org.widelimit.numeric.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Interval arithmetic holds the exact results, special doubles included. */
class RealIntervalProperties {

  private static final MathContext MANY = new MathContext(1100);

  /** All finite doubles: special ones, any exponent, and short numbers. */
  @Provide
  Arbitrary<Double> doubles() {
    Arbitrary<Double> bits =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> special =
        Arbitraries.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Math.nextUp(1.0),
            Math.nextDown(1.0));
    Arbitrary<Double> shorts = Arbitraries.integers().between(-64, 64).map(i -> i / 8.0);
    return Arbitraries.oneOf(bits, special, shorts);
  }

  /** A point in an interval, whose ends may be infinite. */
  record Inside(RealInterval interval, double point) {}

  @Provide
  Arbitrary<Inside> inside() {
    Arbitrary<Double> ends =
        Arbitraries.oneOf(
            doubles(), Arbitraries.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    return Combinators.combine(doubles(), ends, ends)
        .as(
            (point, a, b) ->
                new Inside(
                    RealInterval.of(
                        Math.min(point, Math.min(a, b)), Math.max(point, Math.max(a, b))),
                    point))
        .filter(
            each ->
                each.interval().lo() < Double.POSITIVE_INFINITY
                    && each.interval().hi() > Double.NEGATIVE_INFINITY);
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  static boolean holds(RealInterval interval, BigDecimal value) {
    return (interval.lo() == Double.NEGATIVE_INFINITY || exact(interval.lo()).compareTo(value) <= 0)
        && (interval.hi() == Double.POSITIVE_INFINITY
            || exact(interval.hi()).compareTo(value) >= 0);
  }

  @Property
  void should_hold_sums_and_differences(@ForAll("inside") Inside a, @ForAll("inside") Inside b) {
    BigDecimal x = exact(a.point());
    BigDecimal y = exact(b.point());
    assertThat(holds(a.interval().plus(b.interval()), x.add(y))).isTrue();
    assertThat(holds(a.interval().minus(b.interval()), x.subtract(y))).isTrue();
  }

  @Property
  void should_hold_products_and_squares(@ForAll("inside") Inside a, @ForAll("inside") Inside b) {
    BigDecimal x = exact(a.point());
    assertThat(holds(a.interval().times(b.interval()), x.multiply(exact(b.point())))).isTrue();
    assertThat(holds(a.interval().square(), x.multiply(x))).isTrue();
    assertThat(holds(RealFunctions.power(a.interval(), 3), x.multiply(x).multiply(x))).isTrue();
  }

  @Property
  void should_hold_quotients(@ForAll("inside") Inside a, @ForAll("inside") Inside b) {
    if (b.point() == 0) {
      return;
    }
    RealInterval quotient = a.interval().dividedBy(b.interval());
    // Between the cut quotients on both sides, so that the digits left out cannot matter.
    BigDecimal value = exact(a.point()).divide(exact(b.point()), MANY);
    BigDecimal off = value.abs().movePointLeft(1000);
    assertThat(holds(quotient, value.subtract(off)) || holds(quotient, value.add(off))).isTrue();
  }

  @Property
  void should_hold_roots(@ForAll("inside") Inside a) {
    if (a.point() < 0) {
      return;
    }
    RealInterval root = RealFunctions.sqrt(a.interval());
    BigDecimal x = exact(a.point());
    assertThat(exact(root.lo()).pow(2).compareTo(x)).isLessThanOrEqualTo(0);
    if (root.hi() < Double.POSITIVE_INFINITY) {
      assertThat(exact(root.hi()).pow(2).compareTo(x)).isGreaterThanOrEqualTo(0);
    }
  }

  @Property
  void should_hold_lattice_operations(@ForAll("inside") Inside a, @ForAll("inside") Inside b) {
    assertThat(a.interval().max(b.interval()).contains(Math.max(a.point(), b.point()))).isTrue();
    assertThat(a.interval().min(b.interval()).contains(Math.min(a.point(), b.point()))).isTrue();
    assertThat(a.interval().abs().contains(Math.abs(a.point()))).isTrue();
    assertThat(a.interval().hull(b.interval()).contains(a.point())).isTrue();
    assertThat(a.interval().contains(a.interval().middle())).isTrue();
    if (b.interval().contains(a.point())) {
      assertThat(a.interval().intersect(b.interval()).contains(a.point())).isTrue();
    }
  }

  @Property
  void should_hold_fractions(@ForAll BigInteger top, @ForAll BigInteger bottom) {
    if (bottom.signum() <= 0) {
      return;
    }
    RealInterval interval = RealInterval.of(top, bottom);
    BigDecimal denominator = new BigDecimal(bottom);
    assertThat(exact(interval.lo()).multiply(denominator).compareTo(new BigDecimal(top)))
        .isLessThanOrEqualTo(0);
    assertThat(exact(interval.hi()).multiply(denominator).compareTo(new BigDecimal(top)))
        .isGreaterThanOrEqualTo(0);
    assertThat(interval.width()).isLessThanOrEqualTo(4 * Math.ulp(interval.magnitude()));
  }

  @Property
  void should_be_exact_where_doubles_are(@ForAll short a, @ForAll short b) {
    RealInterval x = RealInterval.of(a / 16.0);
    RealInterval y = RealInterval.of(b / 8.0);
    assertThat(x.plus(y).isPoint()).isTrue();
    assertThat(x.times(y).isPoint()).isTrue();
    assertThat(RealFunctions.power(x, 3).isPoint()).isTrue();
    assertThat(RealFunctions.sqrt(x.square())).isEqualTo(x.abs());
  }

  @Example
  void should_keep_empty_and_infinite_sets_apart() {
    assertThat(RealInterval.EMPTY.plus(RealInterval.ONE).isEmpty()).isTrue();
    assertThat(RealInterval.EMPTY.times(RealInterval.REALS).isEmpty()).isTrue();
    assertThat(RealInterval.ONE.dividedBy(RealInterval.ZERO).isEmpty()).isTrue();
    assertThat(RealInterval.ZERO.times(RealInterval.REALS)).isEqualTo(RealInterval.ZERO);
    assertThat(RealInterval.ONE.dividedBy(RealInterval.SYMMETRIC)).isEqualTo(RealInterval.REALS);
    assertThat(RealInterval.REALS.minus(RealInterval.REALS)).isEqualTo(RealInterval.REALS);
    assertThat(RealFunctions.log(RealInterval.of(-2, 0)).isEmpty()).isTrue();
    assertThat(RealFunctions.exp(RealInterval.REALS))
        .isEqualTo(RealInterval.of(0, Double.POSITIVE_INFINITY));
  }
}
