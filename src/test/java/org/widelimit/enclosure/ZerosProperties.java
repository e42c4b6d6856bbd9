package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.widelimit.enclosure.Zeros.Enclosing;
import org.widelimit.enclosure.Zeros.Found;
import org.widelimit.enclosure.Zeros.Zero;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/** Zeros are found, all of them and no others, or the place is said to be open. */
class ZerosProperties {

  private static final RealInterval REGION = RealInterval.of(0.5, 64.25);

  /** The product of {@code x - r} over zeros r, some of which may be there twice. */
  private record Product(List<RealInterval> zeros, double shift) implements Enclosing {
    @Override
    public RealInterval value(RealInterval at) {
      return product(at, -1).plus(RealInterval.of(shift));
    }

    @Override
    public RealInterval slope(RealInterval at) {
      RealInterval sum = RealInterval.ZERO;
      for (int i = 0; i < zeros.size(); i++) {
        sum = sum.plus(product(at, i));
      }
      return sum;
    }

    private RealInterval product(RealInterval at, int without) {
      RealInterval product = RealInterval.ONE;
      for (int i = 0; i < zeros.size(); i++) {
        product = i == without ? product : product.times(at.minus(zeros.get(i)));
      }
      return product;
    }
  }

  private static RealInterval third(int numerator) {
    return RealInterval.of(numerator).dividedBy(RealInterval.of(3));
  }

  @Property(tries = 200)
  void should_find_every_zero_once_and_no_other(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = -20, max = 220) Integer> numerators) {
    // GIVEN
    TreeSet<Integer> different = new TreeSet<>(numerators);
    List<RealInterval> zeros = different.stream().map(ZerosProperties::third).toList();
    // WHEN
    Found found = Zeros.of(new Product(zeros, 0), List.of(REGION));
    // THEN
    List<RealInterval> inside = zeros.stream().filter(zero -> REGION.contains(zero)).toList();
    assertThat(found.open()).isEmpty();
    assertThat(found.zeros()).as("%s", different).hasSameSizeAs(inside);
    for (int i = 0; i < inside.size(); i++) {
      Zero zero = found.zeros().get(i);
      assertThat(zero.at().isDisjoint(inside.get(i))).isFalse();
      assertThat(zero.alone().contains(zero.at())).isTrue();
      assertThat(zero.at().width()).isLessThan(1e-9);
    }
  }

  @Property(tries = 100)
  void should_leave_open_where_a_function_only_touches_0(
      @ForAll @IntRange(min = 3, max = 190) int twice,
      @ForAll @IntRange(min = 3, max = 190) int once) {
    // GIVEN a zero at which the slope vanishes as well
    List<RealInterval> zeros = new ArrayList<>(List.of(third(twice), third(twice)));
    if (once != twice) {
      zeros.add(third(once));
    }
    // WHEN
    Found found = Zeros.of(new Product(zeros, 0), List.of(REGION));
    // THEN it is neither called one zero nor none
    assertThat(found.open().stream().anyMatch(open -> !open.isDisjoint(third(twice)))).isTrue();
    assertThat(found.zeros()).hasSize(once == twice ? 0 : 1);
    // Lifted by a little it is none, lowered two.
    Found lifted = Zeros.of(new Product(zeros.subList(0, 2), 1e-6), List.of(REGION));
    Found lowered = Zeros.of(new Product(zeros.subList(0, 2), -1e-6), List.of(REGION));
    assertThat(lifted.zeros()).isEmpty();
    assertThat(lifted.open()).isEmpty();
    assertThat(lowered.zeros()).hasSize(2);
    assertThat(lowered.open()).isEmpty();
  }

  @Property(tries = 50)
  void should_count_the_zeros_of_a_wave_over_neighbouring_regions(
      @ForAll @IntRange(min = 1, max = 40) int frequency,
      @ForAll @IntRange(min = 2, max = 9) int regions) {
    // GIVEN zeros at multiples of Pi/frequency, and regions that meet at some of them or near
    RealInterval rate = RealInterval.of(frequency / 4.0);
    Enclosing wave =
        new Enclosing() {
          @Override
          public RealInterval value(RealInterval at) {
            return RealFunctions.sin(rate.times(at));
          }

          @Override
          public RealInterval slope(RealInterval at) {
            return rate.times(RealFunctions.cos(rate.times(at)));
          }
        };
    double part = 4 * Math.PI / frequency;
    List<RealInterval> pieces = new ArrayList<>();
    for (int i = 0; i < regions; i++) {
      pieces.add(RealInterval.of(i == 0 ? part / 2 : part * i, part * (i + 1)));
    }
    // WHEN the last region ends at a double next to a zero
    Found found = Zeros.of(wave, pieces);
    // THEN the last zero may be kept as it may lie inside
    String seen =
        found.zeros().stream().map(zero -> zero.at().toString()).collect(Collectors.joining(", "));
    assertThat(found.open()).isEmpty();
    assertThat(found.zeros().size()).as(seen).isBetween(regions - 1, regions);
    for (int i = 1; i < regions; i++) {
      RealInterval exact = RealInterval.PI.times(RealInterval.of(i)).dividedBy(rate);
      assertThat(found.zeros().get(i - 1).at().isDisjoint(exact)).as(seen).isFalse();
    }
  }

  @Property(tries = 20)
  void should_leave_open_what_has_no_values(@ForAll @IntRange(min = 1, max = 60) int from) {
    Enclosing partly =
        new Enclosing() {
          @Override
          public RealInterval value(RealInterval at) {
            return at.hi() < from ? RealInterval.ONE : RealInterval.REALS;
          }

          @Override
          public RealInterval slope(RealInterval at) {
            return at.hi() < from ? RealInterval.ZERO : RealInterval.REALS;
          }
        };
    Found found = Zeros.of(partly, List.of(REGION));
    assertThat(found.zeros()).isEmpty();
    assertThat(found.open().get(0).lo()).isLessThanOrEqualTo(Math.max(from, REGION.lo()));
    assertThat(found.open().get(found.open().size() - 1).hi()).isEqualTo(REGION.hi());
  }
}
