package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class AssumptionsProperties {

  @Property(tries = 200)
  void should_draw_numbers_of_the_interval(
      @ForAll @IntRange(min = -50, max = 50) int lower,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll boolean integer,
      @ForAll long seed) {
    Interval interval =
        new Interval(
            Optional.of(Expressions.num(lower)),
            false,
            Optional.of(Expressions.num(lower + width + 1L)),
            true,
            integer);
    Num drawn = interval.sample(new SplittableRandom(seed));
    assertThat(interval.contains(drawn)).isTrue();
    assertThat(interval.contains(Expressions.num(lower))).isFalse();
    assertThat(interval.contains(Expressions.num(lower + width + 2L))).isFalse();
  }

  @Property(tries = 60)
  void should_draw_points_at_which_the_constraints_hold(@ForAll long seed) {
    Assumptions covariance =
        new Assumptions(
            Map.of("p", Interval.POSITIVE, "q", Interval.POSITIVE),
            List.of(WolframReader.read("r^2 < p q")));
    Map<String, Num> point =
        AdmissiblePoints.sample(covariance, Set.of("r"), new SplittableRandom(seed)).orElseThrow();
    Num p = point.get("p");
    Num q = point.get("q");
    Num r = point.get("r");
    assertThat(p.signum()).isPositive();
    assertThat(Expressions.multiply(r, r)).isLessThan(Expressions.multiply(p, q));
    assertThat(AdmissiblePoints.admits(covariance, point)).isTrue();
    assertThat(
            AdmissiblePoints.admits(covariance, Map.of("p", p, "q", q, "r", Expressions.add(p, q))))
        .isFalse();
  }

  @Property(tries = 200)
  void should_narrow_a_domain_to_where_its_bounds_hold(@ForAll long seed) {
    // GIVEN a domain, a bound by a number on either side of the sign, and one between symbols
    SplittableRandom random = new SplittableRandom(seed);
    int lower = random.nextInt(-4, 3);
    Interval domain =
        new Interval(
            Optional.of(Expressions.num(lower)),
            random.nextBoolean(),
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Expressions.num(lower + random.nextInt(2, 6))),
            false,
            random.nextInt(3) == 0 && lower < 0);
    String sign = List.of("<", "<=", ">", ">=").get(random.nextInt(4));
    int end = random.nextInt(-5, 6);
    String bound = random.nextBoolean() ? "x " + sign + " " + end : end + " " + sign + " x";
    Interval narrowed =
        new Assumptions(
                Map.of("x", domain),
                List.of(WolframReader.read("-9 < x <= y"), WolframReader.read(bound)))
            .narrowed("x");

    // THEN it holds the numbers of the domain that obey the bound, all of it if none do
    List<Num> numbers = new ArrayList<>();
    for (int i = -24; i <= 24; i++) {
      numbers.add(Expressions.num(i, 3));
    }
    List<Num> obeying =
        numbers.stream()
            .filter(domain::contains)
            .filter(x -> HighPrecision.holds(WolframReader.read(bound), Map.of("x", x), 30).get())
            .toList();
    List<Num> kept = numbers.stream().filter(narrowed::contains).toList();
    assertThat(kept)
        .as("%s, %s", domain, bound)
        .isEqualTo(
            obeying.isEmpty() ? numbers.stream().filter(domain::contains).toList() : obeying);
  }

  @Example
  void should_find_no_point_where_there_is_none() {
    Assumptions impossible = Assumptions.positive("p").with(WolframReader.read("p < 0"));
    assertThat(AdmissiblePoints.sample(impossible, Set.of("p"), new SplittableRandom(1))).isEmpty();
  }

  @Example
  void should_reject_an_empty_interval() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interval.open(Expressions.ONE, Expressions.ONE));
    assertThatIllegalArgumentException().isThrownBy(() -> Interval.integers(3, 2));
  }
}
