package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/** The verdict on a claim does not depend on what its symbols are called. */
class InternalNamesProperties {

  private static final VerificationOptions OPTIONS =
      VerificationOptions.defaults().withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE));

  /** Words that the program uses for symbols of its own, or once used. */
  private static final List<String> NAMES =
      List.of(
          "iterate",
          "unknown",
          "normal",
          "average",
          "average1",
          "expectation1",
          "z",
          "z1",
          "u",
          "u1",
          "v1",
          "k1",
          "parameter0",
          "parameter1",
          "componentOfy",
          "eigenvalueOfA",
          "largestEigenvalueOfA",
          "largestEigenvalue",
          "numberOfEigenvalues",
          "norm1",
          "cosine1",
          "trace1",
          "q2",
          "k2",
          "t2",
          "anyP",
          "anyQ0",
          "qStar",
          "cStar",
          "covariance",
          "variance",
          "index",
          "m",
          "w",
          "b",
          "beside",
          "angle",
          "inverse0",
          "power0",
          "constant",
          "x");

  /** Claims about two numbers, a vector y and a matrix A; both true and false ones. */
  private static final List<String> CLAIMS =
      List.of(
          "inequality: \"2 LargestEigenvalue[A] >= 2 %1$s\"",
          "inequality: \"y . A . y <= LargestEigenvalue[A] y . y + %1$s\"",
          "equation: \"y . A . A . y == %1$s y . A . A . y/%1$s\"",
          "equation: \"Trace[IdentityMatrix[Length[y]]] == Length[y] + 0 %1$s\"",
          "ode: {equation: \"f'[t] == -%1$s\", initial: \"f[0] == 2\","
              + " solution: \"f[t] == 2 Exp[-t]\"}",
          "ode: {equation: \"f'[t] == %1$s t\", initial: \"f[0] == %2$s\","
              + " solution: \"f[t] == %2$s + %1$s t^2/2\"}",
          "equation: \"Nest[LengthMap[relu, 2, %1$s], %2$s, 2] == 4 %2$s + 3 %1$s^2\"",
          "equation: \"LengthMap[relu, %1$s, 1][%2$s] == %1$s^2 %2$s/2 + 1\"",
          "equation: \"LengthMap[leakyRelu[%1$s], 1, 0][%2$s] == (1 + %1$s^2) %2$s/2\"",
          "equation: \"Dual[relu, relu][%1$s, %1$s, %1$s] == %1$s/2\"",
          "equation: \"Dual[relu, relu][%1$s, %1$s, %1$s] == %1$s\"",
          "equation: \"Dual[erf, erf][1, 1, %1$s/4] == 2 ArcSin[%1$s/6]/Pi + %2$s - %2$s\"",
          "equation: \"E[Erf[Sqrt[%1$s] n]^2, n] == 2 ArcSin[2 %1$s/(1 + 2 %1$s)]/Pi\"",
          "equation: \"E[Tanh[%1$s n]^2, n] + %2$s == %2$s + E[Tanh[%1$s k]^2, k]\"",
          "equation: \"E[%1$s n + %2$s, n] == %2$s\"",
          "equation: \"E[%1$s n + %2$s, n] == %1$s\"",
          "inequality: \"(%1$s - %2$s)^2 + 1 > 0\"");

  private static final Map<String, Verdict> INNOCENT = new ConcurrentHashMap<>();

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.of(NAMES).list().ofSize(2).uniqueElements();
  }

  @Provide
  Arbitrary<String> claims() {
    return Arbitraries.of(CLAIMS);
  }

  @Property(tries = 25)
  void should_not_be_met_by_names_of_a_file(
      @ForAll("claims") String claim, @ForAll("names") List<String> names) {
    // A file that declares x cannot give it to an activation, whose variable it is.
    Assume.that(!claim.contains("leakyRelu") || !names.get(0).equals("x"));
    Verdict innocent = INNOCENT.computeIfAbsent(claim, any -> verdict(claim, List.of("g", "h")));

    assertThat(verdict(claim, names)).as(claim + " with " + names).isEqualTo(innocent);
  }

  @Property(tries = 10)
  void should_ask_what_x_is_in_the_place_of_an_activation(
      @ForAll("catalogue") String activation, @ForAll("wholes") String whole) {
    String claim = "equation: \"" + whole.formatted(activation) + " == 1\"";

    TheoremFile file = load(claim, List.of("x", "q"));

    assertThat(file.faults()).hasSize(1);
    assertThat(file.faults().get(0).message()).contains("ambiguous", "x is the declared symbol");
    assertThat(load(claim.replace("x]", "q]"), List.of("x", "q")).faults()).isEmpty();
  }

  @Provide
  Arbitrary<String> catalogue() {
    return Arbitraries.of("leakyRelu[x]", "elu[x]", "celu[x]", "rbf[2 x]");
  }

  @Provide
  Arbitrary<String> wholes() {
    return Arbitraries.of(
        "Chi[%1$s, 1][2]",
        "LengthMap[%1$s, 1, 0][q]", "Dual[relu, 2 %1$s][1, 1, 1/2]", "%1$s[q]", "%1$s'[q]");
  }

  private static TheoremFile load(String claim, List<String> names) {
    String file =
        """
        title: A test
        symbols:
          %1$s: {in: "(1, 2)"}
          %2$s: {in: "(1, 2)"}
          t: {in: "[0, 1]"}
          A: {in: positive semidefinite matrices}
          y: {in: vectors}
        claims:
          claim:
            %3$s
        """
            .formatted(names.get(0), names.get(1), claim.formatted(names.get(0), names.get(1)));
    return TheoremLoader.parse("theorems/a/b.yaml", file.getBytes(StandardCharsets.UTF_8));
  }

  private static Verdict verdict(String claim, List<String> names) {
    Theorem theorem = (Theorem) load(claim, names);
    return ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), OPTIONS).run().verdict();
  }
}
