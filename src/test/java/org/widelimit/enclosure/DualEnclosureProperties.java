package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.enclosure.Outcome.Decision;
import org.widelimit.enclosure.box.Definedness;
import org.widelimit.enclosure.box.HermiteTable;
import org.widelimit.numeric.interval.RealInterval;

/** Averages of two correlated variables: at points, on boxes, on whole domains. */
class DualEnclosureProperties {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String LAW = ", {u, v}, {{a^2, c a b}, {c a b, b^2}}]";

  /** An integrand in u and v, and the closed form of its average. */
  record Pair(String integrand, String form) {
    Expr average() {
      return WolframReader.read("E[" + integrand + LAW);
    }

    Expr closed() {
      return WolframReader.read(form);
    }
  }

  @Provide
  Arbitrary<Pair> pairs() {
    return Arbitraries.of(
        new Pair("Erf[u] Erf[v]", "2/Pi ArcSin[2 c a b/Sqrt[(1 + 2 a^2) (1 + 2 b^2)]]"),
        new Pair("Sin[u] Sin[v]", "Exp[-(a^2 + b^2)/2] Sinh[c a b]"),
        new Pair("Cos[u] Cos[v]", "Exp[-(a^2 + b^2)/2] Cosh[c a b]"),
        new Pair("Exp[u] Exp[v/2]", "Exp[a^2/2 + b^2/8 + c a b/2]"),
        new Pair("u^3 v^3", "9 a^2 b^2 c a b + 6 (c a b)^3"),
        new Pair("(u + v)^4", "3 (a^2 + 2 c a b + b^2)^2"),
        new Pair("(1 - u)^2 (v + 2) 3", "6 (1 + a^2) - 6 c a b"),
        new Pair("Exp[-u^2] Exp[-v^2]", "1/Sqrt[1 + 2 a^2 + 2 b^2 + 4 a^2 b^2 (1 - c^2)]"));
  }

  @Provide
  Arbitrary<Num> scales() {
    return Arbitraries.integers().between(1, 24).map(i -> Expressions.num(i, 8));
  }

  @Provide
  Arbitrary<Num> correlations() {
    return Arbitraries.integers().between(-32, 32).map(i -> Expressions.num(i, 32));
  }

  @Property(tries = 40)
  void should_hold_closed_forms_at_points_and_on_boxes(
      @ForAll("pairs") Pair pair,
      @ForAll("scales") Num a,
      @ForAll("scales") Num b,
      @ForAll("correlations") Num c,
      @ForAll @IntRange(min = 0, max = 7) int wide) {
    Map<String, Num> point = new LinkedHashMap<>(Map.of("a", a, "b", b, "c", c));
    EnclosedValue form = PointValues.at(pair.closed(), point, LONG);
    EnclosedValue average = PointValues.at(pair.average(), point, LONG);
    RealInterval[] box = {side(a, wide & 1), side(b, wide & 2), correlation(c, wide & 4)};
    EnclosedValue over = PointValues.over(pair.average(), List.of("a", "b", "c"), box, LONG);

    assertThat(average.isSure()).as("%s at %s: %s", pair, point, average).isTrue();
    assertThat(average.range().isDisjoint(form.range()))
        .as("%s at %s: %s, %s", pair, point, average, form)
        .isFalse();
    assertThat(average.range().width())
        .isLessThan(1e-9 * Math.max(0.1, average.range().magnitude()));
    assertThat(over.isSure()).as("%s on %s", pair, List.of(box)).isTrue();
    assertThat(over.range().isDisjoint(form.range()))
        .as("%s at %s: %s, %s", pair, point, over, form)
        .isFalse();
  }

  private static RealInterval side(Num value, int wide) {
    double at = value.doubleValue();
    return RealInterval.of(at, wide == 0 ? at : at + 0.125);
  }

  private static RealInterval correlation(Num value, int wide) {
    double at = value.doubleValue();
    return wide == 0
        ? RealInterval.of(at)
        : RealInterval.of(Math.max(-1, at - 0.25), Math.min(1, at + 0.125));
  }

  @Example
  void should_value_no_average_over_a_law_that_is_none() {
    Map<String, Num> point =
        Map.of("a", Expressions.ONE, "b", Expressions.ONE, "c", Expressions.num(3, 2));

    EnclosedValue value =
        PointValues.at(WolframReader.read("E[Tanh[u] Tanh[v]" + LAW), point, LONG);

    assertThat(value.definedness()).isNotEqualTo(Definedness.EVERYWHERE);
  }

  private static Outcome onDomain(String left, String right) {
    Map<String, Interval> domains = new LinkedHashMap<>();
    domains.put("q", interval("0", false, "4"));
    domains.put("c", interval("-1", true, "1"));
    return new DomainSearch(new Region(domains, List.of()), LONG)
        .equation(WolframReader.read(left), WolframReader.read(right));
  }

  private static Interval interval(String low, boolean closed, String high) {
    return new Interval(
        Optional.of((Num) WolframReader.read(low)),
        closed,
        Optional.of((Num) WolframReader.read(high)),
        true,
        false);
  }

  @Example
  void should_cover_the_domain_of_two_forms_of_one_dual_and_refute_a_third() {
    String law = ", {u, v}, {{q, c q}, {c q, q}}]";
    String first = "E[1/(1 + Exp[-u])/(1 + Exp[-v])" + law;
    String second = "1/4 + E[Tanh[u/2] Tanh[v/2]" + law + "/4";

    Outcome equal = onDomain(first, second);
    Outcome different = onDomain(first, second + " + c^2 q/10^6");

    assertThat(equal.decision()).as(equal.summary()).isEqualTo(Decision.HOLDS);
    assertThat(equal.epsilon()).isLessThanOrEqualTo(1e-10);
    assertThat(different.decision()).as(different.summary()).isEqualTo(Decision.FAILS);
  }

  /** The table against the recurrence in exact fractions. */
  @Property(tries = 30)
  void should_hold_hermite_polynomials(
      @ForAll @IntRange(min = 0, max = 120) int node, @ForAll @IntRange(min = 0, max = 160) int k) {
    double spacing = 0.09375;
    double entry = HermiteTable.of(spacing, 128, 160).row(k)[node];

    BigDecimal x = new BigDecimal(node * spacing);
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal now = BigDecimal.ONE;
    BigDecimal factorial = BigDecimal.ONE;
    for (int i = 0; i < k; i++) {
      BigDecimal next = x.multiply(now).subtract(BigDecimal.valueOf(i).multiply(before));
      before = now;
      now = next;
      factorial = factorial.multiply(BigDecimal.valueOf(i + 1L));
    }
    MathContext digits = new MathContext(40);
    double exact =
        now.divide(factorial.sqrt(digits), digits).doubleValue()
            * Math.exp(-node * spacing * node * spacing / 2)
            / Math.sqrt(2 * Math.PI);
    assertThat(entry)
        .isCloseTo(
            exact,
            org.assertj.core.api.Assertions.within(
                HermiteTable.RELATIVE_ERROR * Math.abs(exact) + HermiteTable.ABSOLUTE_ERROR));
  }
}
