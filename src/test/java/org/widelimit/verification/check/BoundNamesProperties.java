package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/**
 * The name of a bound variable means nothing outside: a claim in which it is that of a symbol has
 * the verdict of the same claim with another name.
 */
class BoundNamesProperties {

  /** A claim with {@code @} for the bound name, and whether it holds. */
  record Sample(String claim, boolean holds) {}

  private static final List<Sample> SAMPLES =
      List.of(
          recursion("E[T[l] @, @] + z - 1", "z", "z", false),
          recursion("E[T[l] @^2, @]", "z", "z", true),
          recursion("Sum[T[l], {@, 1, 3}] - 2 z", "z", "z", true),
          recursion("Sum[T[l], {@, 1, 3}] + z - 6", "z", "z", false),
          recursion("Integrate[3 T[l] @, {@, 0, 1}] + z - 1", "z", "z", false),
          recursion("Integrate[2 T[l] @, {@, 0, 1}]", "z", "z", true),
          recursion("Product[T[l], {@, 1, 3}] z/6", "z", "z", false),
          recursion("E[T[l] y, {@, y}, {{1, 1/2}, {1/2, 1}}] + z - 1/2", "z", "z", false),
          recursion("T[l] + E[@^2, @]", "1", "l", true),
          recursion("T[l] + Sum[@, {@, 1, 3}] - 5", "1", "l", true),
          ode("E[v[t] @^2, @]", "z", "z Exp[t]", true),
          ode("Integrate[2 v[t] @, {@, 0, 1}]", "z", "z Exp[t]", true),
          ode("Sum[v[t]/3, {@, 1, 3}]", "z", "z Exp[t]", true),
          tex("\\\\left. \\\\int_0^1 q @ d@ \\\\right|_{q=z} = z/2", true),
          tex("\\\\left. \\\\int_0^1 q @ d@ \\\\right|_{q=z} = 1/3", false),
          tex("\\\\left. \\\\sum_{@=1}^3 q @ \\\\right|_{q=z} = 14", false),
          tex("\\\\mathbb{E}_{@\\\\sim\\\\mathcal{N}(z,1)}[@] = z", true),
          tex("\\\\mathbb{E}_{@\\\\sim\\\\mathcal{N}(z,1)}[@^2] = 1 + z^2", true),
          tex("\\\\mathbb{E}_{@\\\\sim\\\\mathcal{N}(z,1)}[@^2] = 4 z^2", false));

  private static Sample recursion(String next, String first, String solution, boolean holds) {
    return new Sample(
        "recursion: {equation: \"T[l + 1] == %s\", initial: \"T[1] == %s\", solution: \"T[l] == %s\"}"
            .formatted(next, first, solution),
        holds);
  }

  private static Sample ode(String slope, String first, String solution, boolean holds) {
    return new Sample(
        "ode: {equation: \"v'[t] == %s\", initial: \"v[0] == %s\", solution: \"v[t] == %s\"}"
            .formatted(slope, first, solution),
        holds);
  }

  private static Sample tex(String tex, boolean holds) {
    return new Sample("tex: \"" + tex + "\"", holds);
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.of(SAMPLES);
  }

  @Property(tries = 40)
  void should_mean_nothing_outside(@ForAll("samples") Sample sample, @ForAll("names") String name) {
    Verdict verdict = verdict(sample.claim().replace("@", name));
    assertThat(verdict.holds()).as(sample.claim() + " with " + name).isEqualTo(sample.holds());
    if (!sample.holds()) {
      assertThat(verdict).isEqualTo(Verdict.REFUTED);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("z", "x", "w", "s");
  }

  /** The index of a recursion cannot be another variable around the unknown sequence. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "T[l] + Sum[T[l], {l, 3, 3}] - 3",
        "Integrate[T[l], {l, 0, 1}] + l + 1/2",
        "E[T[l], l] + l + 1",
        "T[l] + D[l^2, l]"
      })
  void should_ask_back_for_an_index_that_is_bound(String next) {
    TheoremFile file = parse(recursion(next, "1", "l", false).claim());
    assertThat(file.faults()).hasSize(1);
    assertThat(file.faults().get(0).describe()).contains("the index 'l'", "another name");
  }

  private static TheoremFile parse(String claim) {
    String yaml =
        """
        title: Bound names
        symbols:
          z: {in: "(1/2, 1)"}
          x: {in: "(-1, 1)"}
          t: {in: "(0, 1)"}
          l: {in: "integers [1, 20]"}
        claims:
          c: {%s}
        """
            .formatted(claim);
    return TheoremLoader.parse("t/t.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Verdict verdict(String claim) {
    TheoremFile file = parse(claim);
    assertThat(file.faults()).as(claim).isEmpty();
    return Verifier.with(
            VerificationOptions.defaults()
                .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
                .withBudget(Budget.QUICK)
                .withJobs(1))
        .verify((Theorem) file, VerificationListener.NONE)
        .claims()
        .get(0)
        .verdict();
  }
}
