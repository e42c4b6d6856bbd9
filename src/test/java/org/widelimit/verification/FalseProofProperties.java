package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.verification.claim.DerivedClaim;

/**
 * True claims of every kind that is derived, made false by a term that is 0 where one likes to
 * look: at small numbers, at integers, at ends, on most of the domain.
 */
class FalseProofProperties {

  private static final String SYMBOLS =
      """
      symbols:
        p: {in: "(0, 4)"}
        q: {in: "(0, 6)"}
        r: {in: "(-4, 4)"}
        s: {in: "(0, 4)"}
        c: {in: "[0, 4]"}
        a: {in: reals}
        m: {in: "integers [1, 500000]"}
        n: {in: "integers [0, 40]"}
        K: {in: positive semidefinite matrices}
        v: {in: vectors}
      """;

  private static final String INSIDE = "r^2 < p q";

  /** Sides of a true equation. */
  record Sides(String left, String right) {}

  private static final List<Sides> TRUE =
      List.of(
          new Sides(
              "Dual[relu, relu][p, q, r]",
              "(Sqrt[p q - r^2] + r (Pi - ArcCos[r/Sqrt[p q]]))/(2 Pi)"),
          new Sides("Dual[erf, erf][p, q, r]", "2 ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi"),
          new Sides("Dual[sin, sin][p, q, r]", "Exp[-(p + q)/2] Sinh[r]"),
          new Sides("E[relu[Sqrt[q] z]^4, z]", "3 q^2/2"),
          new Sides("LengthMap[relu, s, a][q]", "s^2 q/2 + a^2"),
          new Sides("Chi[erf, s][q]", "4 s^2/(Pi Sqrt[1 + 4 q])"),
          new Sides("E[Cos[a z], z]", "Exp[-a^2/2]"),
          new Sides("E[z^2 Tanh[q z]^2, z] + a", "E[u^2 Tanh[q u]^2, u] + a"),
          new Sides("Nest[LengthMap[relu, 1, 0], q, n]", "q/2^n"),
          new Sides("v . K . K . v", "(K . v) . (K . v)"),
          new Sides("Sqrt[a^2 + 2 a + 1]", "Abs[a + 1]"),
          new Sides("2 Max[a, s]", "a + s + Abs[a - s]"),
          new Sides("ArcTan[a]", "ArcSin[a/Sqrt[1 + a^2]]"),
          new Sides("Log[1 + Exp[a]] - a", "Log[1 + Exp[-a]]"),
          new Sides("Tanh[2 a]", "2 Tanh[a]/(1 + Tanh[a]^2)"));

  @Provide
  Arbitrary<Sides> identities() {
    return Arbitraries.of(TRUE);
  }

  /** Terms that are 0 somewhere, and not everywhere. */
  @Provide
  Arbitrary<String> terms() {
    Arbitrary<String> number = Arbitraries.of("1", "2", "1/2", "3", "Pi", "1/3", "3/2");
    Arbitrary<String> symbol = Arbitraries.of("s", "q", "a", "c");
    Arbitrary<Integer> integer = Arbitraries.integers().between(2, 400_000);
    Arbitrary<String> vanishing =
        Combinators.combine(symbol, number, Arbitraries.of(SHAPES))
            .as((x, at, shape) -> shape.formatted(x, at));
    Arbitrary<String> rare =
        Combinators.combine(integer, Arbitraries.of(AT_INTEGERS))
            .as((k, shape) -> shape.formatted(k));
    Arbitrary<String> size = Arbitraries.of("1", "-2", "10^-9", "10^-20", "q", "(1 + s)");
    return Combinators.combine(size, Arbitraries.oneOf(vanishing, vanishing, rare))
        .as((factor, term) -> factor + " (" + term + ")");
  }

  private static final List<String> SHAPES =
      List.of(
          "%s - %s",
          "(%s - %s)^2",
          "Abs[%1$s - %2$s] - %1$s + %2$s",
          "Abs[%1$s - %2$s] + %1$s - %2$s",
          "Max[0, %1$s - %2$s]",
          "HeavisideTheta[%s - %s]",
          "Sign[%s - %s] + 1",
          "Max[0, 1 - 10^4 Abs[%1$s - %2$s]]",
          "Piecewise[{{1, %s == %s}}, 0]",
          "Sin[Pi (%s - %s)]",
          "0^((%s - %s)^2)",
          "Sqrt[(%1$s - %2$s)^2] - (%1$s - %2$s)",
          "Floor[%1$s] (%1$s - %2$s)",
          "ArcTan[Tan[2 %1$s]] - 2 %1$s + 0 %2$s",
          "Exp[%s - %s] - 1");

  private static final List<String> AT_INTEGERS =
      List.of(
          "Max[0, 1 - Abs[m - %d]]",
          "0^((m - %d)^2)",
          "Piecewise[{{1, m == %d}}, 0]",
          "Floor[m/%d]",
          "HeavisideTheta[m - %d]",
          "Sign[m - %1$d] - Sign[m - %1$d - 1/2]",
          "Abs[m - %1$d] + Abs[m - %1$d - 2] - 2 Abs[m - %1$d - 1]");

  /** Where a term is put. */
  private static final List<String> PLACES =
      List.of(
          "%1$s + %3$s == %2$s",
          "%1$s == %2$s + %3$s",
          "(1 + %3$s) (%1$s) == %2$s",
          "%1$s == (%2$s) (1 + %3$s)",
          "(%3$s) (%1$s - (%2$s) - 1) == 0",
          "%1$s + %3$s == %2$s + 2 (%3$s)",
          "(%1$s + %3$s)^2 == (%2$s)^2");

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of(PLACES);
  }

  @Property(tries = 25)
  void should_not_prove_an_equation_that_is_false_somewhere(
      @ForAll("identities") Sides sides,
      @ForAll("terms") String term,
      @ForAll("places") String place) {
    String equation = place.formatted(sides.left(), sides.right(), term);

    assertThat(DerivedClaim.derive(SYMBOLS, equation, INSIDE).proved()).as(equation).isFalse();
  }

  @Property(tries = 15)
  void should_prove_it_without_the_term(@ForAll("identities") Sides sides) {
    String equation = sides.left() + " == " + sides.right();

    assertThat(DerivedClaim.derive(SYMBOLS, equation, INSIDE).proved()).as(equation).isTrue();
  }

  @Property(tries = 8)
  void should_not_prove_an_inequality_that_is_false_somewhere(
      @ForAll("identities") Sides sides, @ForAll("terms") String term) {
    // A square that is 0 somewhere is not above 0, and one beyond it is below 0.
    for (String relation :
        List.of("%1$s + (%3$s)^2 > %2$s", "%1$s + (%3$s)^2 >= %2$s + 10^-60 + 10^-3 (%3$s)^2")) {
      String inequality = relation.formatted(sides.left(), sides.right(), term);

      assertThat(DerivedClaim.deriveInequality(SYMBOLS, inequality, INSIDE).proved())
          .as(inequality)
          .isFalse();
    }
  }
}
