package org.widelimit.verification.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.ClaimResultAssert;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/**
 * False claims that no random point shows: they fail where their formulas turn, beside conditions,
 * at ends, far out, or on a small part of the domain. What is right beside each is never refuted.
 */
class NamedPointsProperties {

  private static ClaimResult check(String domain, String claim) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: t
            symbols:
              u: {in: "%s"}
            claims:
              c:
                %s
            """
                .formatted(domain, claim.replace("; ", "\n    ")));
    VerificationOptions options =
        VerificationOptions.defaults()
            .withRungs(EnumSet.of(Rung.INTEGRATE))
            .withBudget(Budget.QUICK);
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), options).run();
  }

  private static void isRefuted(String domain, String claim) {
    ClaimResultAssert.assertThat(check(domain, claim)).hasVerdict(Verdict.REFUTED);
  }

  private static void isNotRefuted(String domain, String claim) {
    ClaimResult result = check(domain, claim);
    assertThat(result.verdict()).as(claim + ": " + result.reason()).isNotEqualTo(Verdict.REFUTED);
  }

  @Property(tries = 15)
  void should_try_exactly_where_formulas_turn(
      @ForAll("templates") String template, @ForAll("rationals") String turn) {
    // GIVEN an equation that fails at one rational number, which may be no double
    String equation = template.replace("%s", turn);
    // THEN it is refuted, and without the number it is not
    isRefuted("(-20, 20)", "equation: " + equation);
    isNotRefuted("(-20, 20)", "equation: " + equation + "; where: \"u < " + turn + "\"");
  }

  @Property(tries = 10)
  void should_try_exactly_where_averages_jump(
      @ForAll @IntRange(min = -29, max = 29) int numerator,
      @ForAll @IntRange(min = 10, max = 13) int denominator) {
    // GIVEN claims about averages that fail at one rational number, which is hardly ever a double
    String turn = "(" + numerator + "/" + denominator + ")";
    String equation = "equation: E[Cos[u z], z] == Exp[-u^2/2] + 1 - Sign[u - %s]^2";
    String inequality = "inequality: E[Tanh[u z]^2, z] <= 2 Sign[u - %s]^2 + u^2 Sign[u - %s]^2";
    boolean zero = numerator == 0;
    // THEN they are refuted, and without the number they are not
    isRefuted("(-3, 3)", equation.replace("%s", turn));
    isNotRefuted("(-3, 3)", equation.replace("%s", turn) + "; where: \"u > " + turn + "\"");
    if (!zero) {
      isRefuted("(-3, 3)", inequality.replace("%s", turn));
    }
    isNotRefuted("(-3, 3)", inequality.replace("%s", turn) + "; where: \"u < " + turn + "\"");
  }

  @Property(tries = 8)
  void should_try_the_strip_that_a_condition_lets_in(
      @ForAll("rationals") String turn, @ForAll @IntRange(min = 3, max = 25) int digits) {
    String equation = "equation: Sqrt[(u - %s)^2] == u - %s".replace("%s", turn);
    isRefuted("reals", equation + "; where: \"u > " + turn + " - 10^-" + digits + "\"");
    isNotRefuted("reals", equation + "; where: \"u >= " + turn + "\"");
  }

  @Property(tries = 8)
  void should_reach_all_of_a_long_range(@ForAll @IntRange(min = 2, max = 11) int digits) {
    // GIVEN a bound that half of a range of integers exceeds
    long last = (long) Math.pow(10, digits) / 1000 + 20;
    String half = Long.toString(last / 2);
    isRefuted("integers [1, " + last + "]", "equation: Max[u, " + half + "] == " + half);
    isRefuted("[0, Infinity)", "inequality: Sqrt[u] <= 10^" + (digits - 1));
    isNotRefuted("integers [1, " + last + "]", "equation: Max[u, 0] == u");
  }

  @Property(tries = 10)
  void should_find_what_fails_on_a_small_part(
      @ForAll("rationals") String turn, @ForAll @IntRange(min = 4, max = 12) int digits) {
    isRefuted("(-20, 20)", "inequality: (u - " + turn + ")^2 >= 10^-" + digits);
    isRefuted("(-20, 20)", "inequality: Exp[-(u - " + turn + ")^2] <= 1 - 10^-" + digits);
    isRefuted("(-20, 20)", "inequality: (u - " + turn + ")^4 > 0");
    isNotRefuted("(-20, 20)", "inequality: (u - " + turn + ")^2 > -10^-" + digits);
  }

  @Property(tries = 8)
  void should_find_what_fails_next_to_an_end(
      @ForAll @IntRange(min = 1, max = 9) int end, @ForAll @IntRange(min = 2, max = 8) int digits) {
    String bound = end * end + " - 10^-" + digits;
    isRefuted("(0, " + end + ")", "inequality: u^2 <= " + bound);
    isNotRefuted("(0, " + end + ")", "inequality: u^2 < " + end * end);
  }

  @Property(tries = 2)
  void should_find_what_fails_next_to_an_end_beyond_the_range_of_doubles(
      @ForAll @IntRange(min = 2, max = 9) int end,
      @ForAll @IntRange(min = 1030, max = 4000) int exponent) {
    // GIVEN factors of which neither is a double near the end, though their product is
    String peak = "700 (u/" + end + ")^" + exponent;
    isRefuted("(0, " + end + ")", "inequality: Log[1 + u] + " + peak + " <= u");
    isRefuted("(0, " + end + ")", "equation: Cos[u]^2 + " + peak + " == 1 - Sin[u]^2");
    isNotRefuted("(0, " + end + ")", "inequality: Log[1 + u] - " + peak + " <= u");
  }

  @Example
  void should_look_beside_the_values_that_a_file_gives() {
    isRefuted("reals", "equation: u^3 == u");
    Theorem theorem =
        Subjects.theorem(
            """
            title: t
            symbols:
              u: {in: reals, values: [-1, 0, 1]}
            claims:
              c:
                equation: u^3 == u
            """);
    ClaimResult result =
        ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), VerificationOptions.defaults())
            .run();
    ClaimResultAssert.assertThat(result).hasVerdict(Verdict.REFUTED);
  }

  @Example
  void should_say_where_a_claim_is_undefined() {
    ClaimResult result = check("(-4, 4)", "equation: Exp[Log[u]] == u");
    assertThat(result.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.reason()).contains("where defined; undefined at").contains("e.g. u = -");
  }

  @Provide
  Arbitrary<String> templates() {
    return Arbitraries.of(
        "Sign[u - %s]^2 == 1",
        "Piecewise[{{u + 1, u == %s}}, u] == u",
        "HeavisideTheta[u - %s]^2 == HeavisideTheta[u - %s]");
  }

  @Provide
  Arbitrary<String> rationals() {
    return Combinators.combine(
            Arbitraries.integers().between(-40, 40), Arbitraries.integers().between(3, 12))
        .as((n, d) -> "(" + n + "/" + d + ")");
  }
}
