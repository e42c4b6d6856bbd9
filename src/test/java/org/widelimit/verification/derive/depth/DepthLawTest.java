package org.widelimit.verification.derive.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.verification.verdict.ClaimResultAssert.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/** Laws of deep kernels: derived where their hypotheses are, and refuted with a wrong constant. */
class DepthLawTest {

  private static final String APART = "(0, 9/10)";

  private static ClaimResult check(String of, String like) {
    return check("relu", of, like, APART);
  }

  private static ClaimResult check(String phi, String of, String like) {
    return check(phi, of, like, APART);
  }

  private static Evidence.Derived derived(String phi, String of, String like) {
    VerificationOptions options = VerificationOptions.defaults().withRungs(Set.of(Rung.DERIVE));
    ClaimResult result =
        Verifier.with(options)
            .verify(theorem(phi, of, like, APART), VerificationListener.NONE)
            .claims()
            .get(0);
    return (Evidence.Derived) result.evidence().get(0);
  }

  private static ClaimResult check(String phi, String of, String like, String correlations) {
    return Verifier.with(VerificationOptions.defaults())
        .verify(theorem(phi, of, like, correlations), VerificationListener.NONE)
        .claims()
        .get(0);
  }

  private static Theorem theorem(String phi, String of, String like, String correlations) {
    String text =
        """
        title: Depth
        activations: {phi: ["%s"]}
        symbols: {q: {in: "(1, 3)"}, m: {in: "(1/2, 9/10)"}, c: {in: "%s"}}
        claims:
          c:
            asymptotic: {of: "%s", like: "%s", as: l}
        """
            .formatted(phi, correlations, of, like);
    return (Theorem) TheoremLoader.parse("t.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A network whose length map keeps q, and whose slope of the correlation map at 1 is given. */
  private static String network(String chi) {
    return ("[phi, Sqrt[CHI/E[phi'[Sqrt[q] z]^2, z]],"
            + " Sqrt[q - CHI E[phi[Sqrt[q] z]^2, z]/E[phi'[Sqrt[q] z]^2, z]]][l, q, c]")
        .replace("CHI", chi);
  }

  private static String twoSlopes(int below, int above) {
    return "[abRelu[%d, %d], Sqrt[2/%d], 0][l, q, c]"
        .formatted(below, above, below * below + above * above);
  }

  /** The expansion at 1 in closed form: the kinks of slopes a and b at 0 give this decay. */
  private static String decay(int below, int above) {
    int squares = below * below + above * above;
    int jump = (above - below) * (above - below);
    return "9 Pi^2 %d^2/(2 %d^2 l^2)".formatted(squares, jump);
  }

  @Property(tries = 6)
  void should_prove_how_fast_rectifiers_decorrelate(
      @ForAll @IntRange(min = -4, max = 4) int below,
      @ForAll @IntRange(min = -4, max = 4) int above) {
    Assume.that(below != above);
    String of = "DecorrelationAt" + twoSlopes(below, above);
    assertThat(check(of, decay(below, above))).hasVerdict(Verdict.PROVED).killsEveryControl();
    ClaimResult wrong = check(of, "101/100 " + decay(below, above));
    assertThat(wrong).hasVerdict(Verdict.REFUTED);
    assertThat(wrong.reason()).contains("leading terms");
  }

  @Property(tries = 5)
  void should_prove_what_becomes_of_the_kernels_of_smooth_activations(
      @ForAll("smooth") String phi) {
    String kernel = network("1");
    String beta = "2 E[phi'[Sqrt[q] z]^2, z]/(q E[phi''[Sqrt[q] z]^2, z] l)";
    assertDerived(phi, "DecorrelationAt" + kernel, beta, "3/2 " + beta);
    assertDerived(phi, "TangentKernelAt" + kernel, "l q/3", "l q/4");
  }

  /** The numbers of many activations take long: the derivation alone is looked at. */
  private static void assertDerived(String phi, String of, String right, String wrong) {
    assertThat(derived(phi, of, right).summary()).startsWith("derived in");
    assertThat(derived(phi, of, wrong).summary()).startsWith("the ratio tends to");
    assertThat(derived(phi, of, wrong).proved()).isFalse();
  }

  @Provide
  Arbitrary<String> smooth() {
    return Arbitraries.of("erf", "sin", "gelu", "tanh", "2 Erf[x] + Sin[x]");
  }

  @Property(tries = 5)
  void should_prove_what_becomes_of_ordered_networks(@ForAll("smooth") String phi) {
    String kernel = network("m");
    String next = kernel.replace("[l, q", "[l + 1, q");
    String rate = "DecorrelationAt" + next + "/DecorrelationAt" + kernel;
    assertDerived(phi, rate, "m", "1.01 m");
    assertDerived(phi, "TangentKernelAt" + kernel, "q/(1 - m)", "q/(1 - m^2)");
  }

  @Test
  void should_add_up_kinks_at_several_places() {
    String like = "9 Pi^2 Erf[1/Sqrt[2 q]]^2 Exp[1/q]/(2 l^2)";
    assertDerived("hardTanh", "DecorrelationAt" + network("1"), like, "Exp[1/(9 q)] " + like);
  }

  @Test
  void should_take_the_logarithm_of_what_falls() {
    String kernel = network("m");
    assertThat(check("erf", "Log[DecorrelationAt" + kernel + "]", "l Log[m]"))
        .hasVerdict(Verdict.PROVED);
    assertThat(check("erf", "Log[DecorrelationAt" + kernel + "]", "2 l Log[m]"))
        .hasVerdict(Verdict.REFUTED);
  }

  @Property(tries = 4)
  void should_prove_where_networks_with_biases_settle(
      @ForAll("smooth") String phi, @ForAll @IntRange(min = 1, max = 9) int bias) {
    String scales = "[phi, 1 + m, %d/4]".formatted(bias);
    String start = "[l, FixedPoint[LengthMap%s], c]".formatted(scales);
    String point = "FixedPoint[CorrelationMap%s]".formatted(scales);
    String of = "CorrelationAt" + scales + start;
    assertThat(derived(phi, of, point).summary()).startsWith("derived in");
    assertThat(derived(phi, of, "101/100 " + point).proved()).isFalse();
    assertThat(derived(phi, of.replace(", c]", ", -c]"), point).proved()).isFalse();
    assertThat(derived(phi, of.replace(bias + "/4", "0"), point).proved()).isFalse();
  }

  /** In the chaotic phase correlations stay below 1, by enclosures of both fixed points. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "101/100 FixedPoint[CorrelationMap[phi, 2, 1/2]]"})
  void should_refute_other_limits_than_where_networks_settle(String like) {
    String of = "CorrelationAt[phi, 2, 1/2][l, FixedPoint[LengthMap[phi, 2, 1/2]], c]";
    ClaimResult result = check("erf", of, like);
    assertThat(result).hasVerdict(Verdict.REFUTED);
    assertThat(result.reason()).contains("leading terms");
  }

  /**
   * Starts that hold equal inputs, maps that are the identity, lengths that are no fixed point, and
   * a constant that no expansion gives.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "DecorrelationAt[relu, Sqrt[2], 0][l, q, c]; 9 Pi^2/(2 l^2); [0, 1]",
        "TangentKernelAt[relu, Sqrt[2], 0][l, q, c]; l q/4; [0, 1]",
        "TangentKernelAt[identity, 1, 0][l, q, c]; l q c; (0, 9/10)",
        "CorrelationAt[identity, 1, 0][l, q, c]; 1; (0, 9/10)",
        "TangentKernelAt[relu, Sqrt[2], 1/100][l, q, 1]; l q; (0, 9/10)",
        "DecorrelationAt[erf, Sqrt[Pi Sqrt[1 + 4 q]/8],"
            + " Sqrt[q - Sqrt[1 + 4 q]/4 ArcSin[2 q/(1 + 2 q)]]][l, q, c]; 2^(-l); (0, 9/10)",
      })
  void should_prove_nothing_whose_hypotheses_fail(String of, String like, String correlations) {
    assertThat(check("relu", of, like, correlations).verdict()).isNotEqualTo(Verdict.PROVED);
  }
}
