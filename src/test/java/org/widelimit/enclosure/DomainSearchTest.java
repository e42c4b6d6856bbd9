package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.enclosure.Outcome.Decision;

/** Claims on whole domains: what holds, what fails on a small part, what stays open. */
class DomainSearchTest {

  private static final Duration SECONDS = Duration.ofSeconds(6);

  private static Outcome decide(String relation, String domains, String where) {
    Map<String, Interval> region = new LinkedHashMap<>();
    for (String each : domains.split(";", -1)) {
      String[] parts = each.strip().split(" ", 4);
      if (parts.length == 4) {
        region.put(parts[0], interval(parts));
      }
    }
    List<Expr> conditions = new ArrayList<>();
    if (where != null && !where.isEmpty()) {
      conditions.add(WolframReader.read(where));
    }
    DomainSearch search = new DomainSearch(new Region(region, conditions), SECONDS);
    Call claim = (Call) WolframReader.read(relation);
    Expr left = claim.arg(0);
    Expr right = claim.arg(1);
    return switch (claim.headName().orElseThrow()) {
      case "Equal" -> search.equation(left, right);
      case "Less" -> search.inequality(left, right, true);
      case "LessEqual" -> search.inequality(left, right, false);
      case "Greater" -> search.inequality(right, left, true);
      default -> search.inequality(right, left, false);
    };
  }

  /**
   * Reads {@code x open 0 3}, {@code x closed -4 4}, {@code n integers 1 9}, {@code x open - -}.
   */
  private static Interval interval(String[] parts) {
    boolean integers = parts[1].equals("integers");
    boolean closed = integers || parts[1].equals("closed");
    Optional<Expr.Num> low = end(parts[2]);
    Optional<Expr.Num> high = end(parts[3]);
    return new Interval(low, closed && low.isPresent(), high, closed && high.isPresent(), integers);
  }

  private static Optional<Expr.Num> end(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of((Expr.Num) WolframReader.read(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(u - 3/7)^2 >= 1/40000 | u open 0 1 | ''",
        "x Exp[-x] <= 3678/10000 | x open 0 12 | ''",
        "v Tanh[v] - v^2/2 <= 2803/10000 | v open -4 4 | ''",
        "s^2 <= 899/100 | s open 1/2 3 | ''",
        "s p <= 118/10 | s open 1/2 3; p open 0 4 | ''",
        "(y - 3/4)^4 > 0 | y open - - | ''",
        "(y - 1/3)^4 > 0 | y open - - | ''",
        "w^3 == w | w open - - | ''",
        "x^3 + 3 Exp[-10^5 (x + 2/7)^2] == x^3 | x open - - | ''",
        "Sign[y + 1/3]^2 == 1 | y closed -4 4 | ''",
        "HeavisideTheta[y - 1/3]^2 == HeavisideTheta[y - 1/3] | y closed -4 4 | ''",
        "Floor[2 y + 1/3] + Floor[-2 y - 1/3] == -1 | y closed -4 4 | ''",
        "Piecewise[{{5, y == 1/7}}, y^2] == y^2 | y closed -4 4 | ''",
        "Sqrt[(x + 1)^2] == x + 1 | x open - - | x > -1 - 10^-8",
        "ArcSin[Sin[p]] == p | p open 0 3 | p < 15708/10000",
        "Sqrt[x^2] == x | x open - - | Or[x > 0, x < -10^7]",
        "Max[n, 5500] == 5500 | n integers 1 200000 | ''",
        "Sqrt[n] <= 40 | n integers 1 200000 | ''",
        "Sqrt[h] <= 38 | h closed 0 - | ''",
        "E[3 + Exp[-10^9 (z + 1/2)^2], z] == 3 | | ''",
        "E[1 + 50 Sech[1300 (z - 2/5)]^2, z] == 1 | | ''",
        "Integrate[2 + Exp[-4 10^6 (x - 2/5)^2], {x, 0, 1}] == 2 | | ''",
        "E[Tanh[Sqrt[q] z]^2, z] <= 4/5 | q open 0 25 | ''",
        "Erf[x]^2 <= 127/100 x^2 | x open 0 4 | ''",
        "HeavisideTheta[x] >= 3/4 | x closed 0 4 | ''",
        "Erf[x]^2 < 13/10 x^2 | x closed 0 4 | ''",
        "E[u v, {u, v}, {{q, c q}, {c q, q}}] <= 99/100 q | q open 0 4; c closed 0 1 | ''",
        "E[Max[0, z - a], z] >= 1/5 | a open 0 2 | ''",
      })
  void should_find_a_counterexample(String relation, String domains, String where) {
    Outcome outcome = decide(relation, domains == null ? "" : domains, where);

    assertThat(outcome.decision()).as(outcome.summary()).isEqualTo(Decision.FAILS);
    assertThat(outcome.witness()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x Exp[-x] <= 3679/10000 | x open 0 12 | ''",
        "v Tanh[v] - v^2/2 <= 2804/10000 | v open -4 4 | ''",
        "Floor[n/3] <= n/3 | n integers 1 200000 | ''",
        "Abs[y] Sign[y] == y | y closed -4 4 | ''",
        "Max[0, x] - Max[0, -x] == x | x closed -5 5 | ''",
        "Tanh[x] == (Exp[2 x] - 1)/(Exp[2 x] + 1) | x closed -5 5 | ''",
        "Sqrt[(x + 1)^2] == x + 1 | x open -1 3 | ''",
        "Tanh[x]^2 <= 1 | x open - - | ''",
        "1/x > 0 | x open 0 3 | ''",
        "Sin[n Pi/2]^2 <= 1 | n integers 1 12 | ''",
        "E[Tanh[Sqrt[q] z]^2, z] <= 9/10 | q open 0 25 | ''",
        "Erf[x]^2 <= 13/10 x^2 | x closed 0 4 | ''",
        "Erf[x]^2 < 13/10 x^2 | x open 0 4 | ''",
        "E[HeavisideTheta[Sqrt[q] z] Exp[-q z^2], z] <= 51/100 | q open 0 25 | ''",
        "E[(Sqrt[q] z Tanh[Log[1 + Exp[Sqrt[q] z]]])^2, z] <= q | q open 0 25 | ''",
        "E[(Exp[Min[0, Sqrt[q] z]] - 1 + Max[0, Sqrt[q] z])^2, z] <= 11/10 q | q open 0 4 | ''",
        "E[Tanh[u] Tanh[v], {u, v}, {{q, c q}, {c q, q}}] <= 11/10 q | q open 0 9; c closed -1 1 |"
            + " ''",
      })
  void should_cover_the_domain(String relation, String domains, String where) {
    Outcome outcome = decide(relation, domains, where);

    assertThat(outcome.decision()).as(outcome.summary()).isEqualTo(Decision.HOLDS);
    assertThat(outcome.epsilon()).isLessThanOrEqualTo(BranchAndBound.EPSILON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Log[x] == Log[x] + 1 | x open -3 -1 | ''",
        "x == x + 1 | x open 0 1 | x > 2",
        "E[1/Abs[z + 1/2], z] == 30 | | ''",
        "E[Tan[2 z] + 1, z] == 1 | | ''",
        "Integrate[1/x, {x, -1, 2}] == Log[2] | | ''",
        "E[Exp[x z^2], z] >= 0 | x open 0 3 | ''",
      })
  void should_not_decide_what_has_no_value(String relation, String domains, String where) {
    Outcome outcome = decide(relation, domains == null ? "" : domains, where);

    assertThat(outcome.decision()).as(outcome.summary()).isNotIn(Decision.HOLDS, Decision.FAILS);
  }

  /** A window, bump, jump or ridge, however narrow, never leaves an equation covered. */
  @Property(tries = 40)
  void should_not_cover_an_equation_with_a_narrow_counterexample(
      @ForAll @IntRange(min = 0, max = 5) int kind,
      @ForAll @DoubleRange(min = -3, max = 3) double place,
      @ForAll @IntRange(min = 1, max = 9) int digits) {
    Expr x = Expressions.sym("x");
    Expr shifted = Expressions.minus(x, Variable.exact(place));
    Expr scaled =
        Expressions.times(Expressions.power(Expressions.num(10), Expressions.num(digits)), shifted);
    Expr disturbance =
        switch (kind) {
          case 0 -> Expressions.exp(Expressions.negate(Expressions.square(scaled)));
          case 1 -> Expressions.square(Expressions.call("Sech", scaled));
          case 2 ->
              Expressions.call(
                  "Max",
                  Expressions.ZERO,
                  Expressions.minus(Expressions.ONE, Expressions.call("Abs", scaled)));
          case 3 ->
              Expressions.call(
                  "HeavisideTheta", Expressions.minus(Expressions.ONE, Expressions.square(scaled)));
          case 4 ->
              Expressions.call(
                  "Piecewise",
                  Expressions.list(
                      Expressions.list(
                          Expressions.ONE, Expressions.call("Equal", scaled, Expressions.ZERO))),
                  Expressions.ZERO);
          default ->
              Expressions.power(
                  Expressions.plus(Expressions.ONE, Expressions.square(scaled)),
                  Expressions.num(-3));
        };
    Expr left = Expressions.call("Cos", x);
    Map<String, Interval> region =
        Map.of("x", Interval.closed(Expressions.num(-4), Expressions.num(4)));
    Outcome outcome =
        new DomainSearch(new Region(region, List.of()), Duration.ofSeconds(2))
            .equation(left, Expressions.plus(left, disturbance));

    assertThat(outcome.decision()).as(outcome.summary()).isNotEqualTo(Decision.HOLDS);
  }
}
