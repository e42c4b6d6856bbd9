package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/**
 * What cancels while a claim is read does not make it true where it is undefined: the verdict says
 * where that is, and no point there counts for or against the claim.
 */
class CancellationProperties {

  /** A formula in x that is undefined on (-1, a) or at a, and defined above a. */
  record Partial(String formula, String place) {
    String at() {
      return formula.replace("a", place);
    }
  }

  @Provide
  Arbitrary<Partial> partials() {
    return Combinators.combine(
            Arbitraries.of(
                "Log[x - (a)]",
                "Sqrt[x - (a)]",
                "1/(x - (a))",
                "(x - (a))^(1/4)",
                "ArcCosh[1 + x - (a)]",
                "1/Log[1 + x - (a)]"),
            Arbitraries.of("0", "1/2", "-1/3", "1/7"))
        .as(Partial::new);
  }

  /** What cancels the formula put for the at sign, and what is left of it. */
  record Pattern(String with, String left) {}

  @Provide
  Arbitrary<Pattern> patterns() {
    return Arbitraries.of(
        new Pattern("x + @ - @", "x"),
        new Pattern("x + 0 @", "x"),
        new Pattern("x @^0", "x"),
        new Pattern("2^(@ - @) x", "x"),
        new Pattern("x own[@] - own[@] x", "0"),
        new Pattern("x + Sum[0 @, {k, 1, 3}]", "x"));
  }

  @Property(tries = 30)
  void should_say_where_the_claim_is_undefined(
      @ForAll("partials") Partial partial, @ForAll("patterns") Pattern pattern) {
    String side = pattern.with().replace("@", "(" + partial.at() + ")");
    ClaimResult result = result("equation: \"" + side + " == " + pattern.left() + "\"", "(-1, 1)");
    assertThat(result.verdict()).as(side).isEqualTo(Verdict.PROVED);
    assertThat(result.reason()).as(side).contains("undefined for");
  }

  @Property(tries = 20)
  void should_say_nothing_where_it_is_defined(
      @ForAll("partials") Partial partial, @ForAll("patterns") Pattern pattern) {
    String side = pattern.with().replace("@", "(" + partial.at() + ")");
    ClaimResult result = result("equation: \"" + side + " == " + pattern.left() + "\"", "(3/4, 1)");
    assertThat(result.verdict()).as(side).isEqualTo(Verdict.PROVED);
    assertThat(result.reason()).as(side).doesNotContain("undefined");
  }

  /** True for x > a, and false below, where the square root has no value. */
  @Property(tries = 15)
  void should_not_refute_where_the_claim_is_undefined(@ForAll("places") String a) {
    String side = "Sqrt[x - (" + a + ")]^2";
    ClaimResult result = result("equation: \"" + side + " == Abs[x - (" + a + ")]\"", "(-1, 1)");
    assertThat(result.verdict()).as(side).isEqualTo(Verdict.PROVED);
    assertThat(result.reason()).as(side).contains("undefined for");
    ClaimResult wrong = result("equation: \"" + side + " == 2 Abs[x - (" + a + ")]\"", "(-1, 1)");
    assertThat(wrong.verdict()).as(side).isEqualTo(Verdict.REFUTED);
  }

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of("0", "1/2", "-1/3", "1/7", "-2/5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "equation: \"E[Sqrt[z]^2, z] == 0\"",
        "equation: \"E[0 Log[z], z] == 0\"",
        "equation: \"0 E[1/z^2, z] == 0\"",
        "equation: \"E[Exp[z^2], z]/E[Exp[z^2], z] == 1\"",
        "equation: \"0 Integrate[1/t, {t, -1, 1}] == 0\"",
        "equation: \"0 Sum[1/k, {k, 0, 3}] == 0\"",
        "inequality: \"E[Exp[z^2], z] - E[Exp[z^2], z] >= 0\"",
        "tex: \"\\\\int Dz \\\\, \\\\sqrt{z}^2 = 0\"",
        "ode: {equation: \"f'[x] == f[x] (x - 1/2)/(x - 1/2)\", initial: \"f[0] == 1\", solution:"
            + " \"f[x] == Exp[x]\"}",
        "ode: {equation: \"f'[x] == f[x]\", initial: \"f[0] == 1\", solution: \"f[x] == Exp[x] +"
            + " Log[x - 1/2] - Log[x - 1/2]\"}",
        "recursion: {equation: \"b[n + 1] == b[n] (n - 2)/(n - 2)\", initial: \"b[0] == 1\","
            + " solution: \"b[n] == 1\"}"
      })
  void should_leave_open_what_has_no_value(String claim) {
    ClaimResult result = result(claim, "(-1, 1)");
    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "equation: \"E[z^2/z, z] == 0\"",
        "equation: \"Piecewise[{{Sqrt[x]^2, x > 0}}, -x] == Abs[x]\"",
        "equation: \"Sqrt[x^2 + 1]^2 == x^2 + 1\"",
        "tex: \"\\\\frac{(1+x^2)^2}{1+x^2} = 1 + x^2\""
      })
  void should_prove_what_is_undefined_nowhere(String claim) {
    ClaimResult result = result(claim, "(-1, 1)");
    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PROVED);
    assertThat(result.reason()).doesNotContain("undefined");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sqrt[x]^2", "x + Log[x] - Log[x]", "x + 0/Sqrt[-x]"})
  void should_ask_activations_to_be_real_as_they_are_written(String activation) {
    String text =
        """
        title: Activations
        activations: {phi: ["%s"]}
        claims: {c: {equation: "E[phi[z], z] == 0"}}
        """
            .formatted(activation);
    assertThat(
            TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8))
                .faults()
                .get(0)
                .describe())
        .contains("not a real number on an interval");
  }

  private static ClaimResult result(String claim, String domain) {
    String text =
        """
        title: Cancellation
        symbols:
          x: {in: "%s"}
          n: {in: "integers [0, 12]"}
        functions:
          own: {of: [s], is: "1 + Sqrt[s^2 + 1]"}
        claims:
          c: {%s}
        """
            .formatted(domain, claim);
    Theorem theorem =
        (Theorem) TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8));
    return Verifier.with(
            VerificationOptions.defaults()
                .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
                .withBudget(Budget.QUICK)
                .withJobs(1))
        .verify(theorem, VerificationListener.NONE)
        .claims()
        .get(0);
  }
}
