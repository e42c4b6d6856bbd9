package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;

/**
 * Derivatives on a domain that ends at a pole or at the end of a root: differences reach across it
 * and say nothing of a right claim; a wrong one is refuted.
 */
class DerivativesAtPolesProperties {

  /** Functions with their derivatives, of {@code q - a} and of a power. */
  private static final Map<String, String> SLOPES =
      Map.of(
          "1/(q - a)^k", "-k/(q - a)^(k + 1)",
          "Log[q - a]/k", "1/(k (q - a))",
          "Sqrt[q - a]/k", "1/(2 k Sqrt[q - a])",
          "Coth[k (q - a)]", "-k Csch[k (q - a)]^2",
          "Csch[k (q - a)]", "-k Csch[k (q - a)] Coth[k (q - a)]",
          "1/Tanh[q - a]^k", "-k Sech[q - a]^2/Tanh[q - a]^(k + 1)",
          "Tan[Pi/2 - k (q - a)/8]", "-k/(8 Cos[Pi/2 - k (q - a)/8]^2)",
          "ArcCosh[1 + k (q - a)]", "k/(Sqrt[k (q - a)] Sqrt[2 + k (q - a)])");

  @Property(tries = 6)
  void should_take_the_right_slope_and_refuse_another(
      @ForAll("functions") String function,
      @ForAll @IntRange(min = 0, max = 3) int pole,
      @ForAll @IntRange(min = 1, max = 3) int power,
      @ForAll @IntRange(min = 2, max = 6) int digits) {
    String slope = SLOPES.get(function);
    assertThat(verdict(function, slope, pole, power).holds()).isTrue();
    assertThat(verdict(function, "(" + slope + ") (1 + 10^-" + digits + ")", pole, power))
        .isEqualTo(Verdict.REFUTED);
  }

  @Provide
  Arbitrary<String> functions() {
    return Arbitraries.of(SLOPES.keySet().stream().sorted().toList());
  }

  private static Verdict verdict(String function, String slope, int pole, int power) {
    String yaml =
        """
        title: A slope beside a pole
        symbols: {q: {in: "(%1$d, %1$d + 5)"}}
        claims:
          slope: {equation: "%2$s"}
        """
            .formatted(pole, "D[" + function + ", q] == " + slope)
            .replace("q - a", "q - " + pole)
            .replaceAll("\\bk\\b", String.valueOf(power))
            .replace(pole + " + 5)", (pole + 5) + ")");
    Theorem theorem =
        (Theorem) TheoremLoader.parse("t/poles.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return Verifier.with(
            VerificationOptions.defaults()
                .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
                .withBudget(Budget.QUICK)
                .withJobs(1))
        .verify(theorem, VerificationListener.NONE)
        .claims()
        .get(0)
        .verdict();
  }
}
