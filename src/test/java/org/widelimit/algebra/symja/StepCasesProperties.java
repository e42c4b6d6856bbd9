package org.widelimit.algebra.symja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class StepCasesProperties {

  private static boolean isZero(String difference) {
    return StepCases.isZero(
        WolframReader.read(difference), "x", Assumptions.none(), Duration.ofSeconds(1));
  }

  @Provide
  Arbitrary<String> functions() {
    return Arbitraries.of("x", "Erf[x]", "Sin[x]", "(x^2 - 2)", "ArcTan[x]", "Tanh[2 x - 1]");
  }

  @Property(tries = 30)
  void should_prove_the_same_with_other_words(
      @ForAll("functions") String f, @ForAll("functions") String g) {
    assertThat(isZero("Abs[F] - F Sign[F]".replace("F", f))).isTrue();
    assertThat(isZero("Max[0, F] - F HeavisideTheta[F]".replace("F", f))).isTrue();
    assertThat(isZero("Sign[F] + 2 HeavisideTheta[-3 F] - 1".replace("F", f))).isTrue();
    assertThat(isZero("Max[0, Max[0, F]] - Max[0, F] HeavisideTheta[F]".replace("F", f))).isTrue();
    if (!f.equals(g)) {
      assertThat(isZero("Max[F, G] + Min[F, G] - F - G".replace("F", f).replace("G", g))).isTrue();
    }
  }

  @Property(tries = 30)
  void should_prove_nothing_that_differs(
      @ForAll("functions") String f, @ForAll("functions") String g) {
    assertThat(isZero("Abs[F] - F".replace("F", f))).isFalse();
    assertThat(isZero("Max[0, F] - F HeavisideTheta[F]/2".replace("F", f))).isFalse();
    assertThat(isZero("Max[F, G] - G".replace("F", f + " + 1/3").replace("G", g))).isFalse();
  }

  /** Roots and logarithms are 0 on whole intervals in ways that no point tells. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HeavisideTheta[Sqrt[x^2] - x]^2 - HeavisideTheta[Sqrt[x^2] - x]",
        "HeavisideTheta[x - x]^2 - HeavisideTheta[x - x]",
        "HeavisideTheta[a x]^2 - HeavisideTheta[a x]"
      })
  void should_not_tell_cases_apart_that_may_be_none(String difference) {
    assertThat(isZero(difference)).isFalse();
  }
}
