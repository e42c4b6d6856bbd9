package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.exact.ExactReader;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.PolynomialField;

/** Moments by Wick's theorem against derivatives of the moment generating function. */
class WickMomentsTest {

  private static final ExactReader READER =
      new ExactReader(
          new PolynomialField(new SignDecider(Assumptions.none(), Duration.ofSeconds(1))));

  private static ExactSum read(String text) {
    return READER.read(WolframReader.read(text));
  }

  private static Expr derivative(Expr expr, String variable, int order) {
    Expr result = expr;
    for (int i = 0; i < order; i++) {
      result = Derivatives.almostEverywhere(result, variable);
    }
    return result;
  }

  @Test
  void should_be_the_derivatives_of_the_moment_generating_function() {
    GaussianLaw law =
        new GaussianLaw(
            List.of(read("m"), read("n/2")),
            List.of(List.of(read("p"), read("r")), List.of(read("r"), read("q"))));
    Expr generating = WolframReader.read("Exp[s m + t n/2 + (s^2 p + 2 s t r + t^2 q)/2]");
    for (int i = 0; i <= 4; i++) {
      Expr first = derivative(generating, "s", i).substitute("s", Expressions.ZERO);
      for (int j = 0; j <= 3; j++) {
        Expr moment = derivative(first, "t", j).substitute("t", Expressions.ZERO);
        ExactSum expected = READER.read(Derivatives.foldSteps(moment));

        assertThat(WickMoments.of(law, List.of(i, j))).as("%s %s", i, j).isEqualTo(expected);
        assertThat(WickMoments.of(law, List.of(i + 2, j))).isNotEqualTo(expected);
      }
    }
  }

  @Test
  void should_agree_with_the_recursion_in_one_dimension() {
    GaussianLaw law = new GaussianLaw(List.of(read("0")), List.of(List.of(read("q"))));

    // E[x^20] = 19!! q^10
    assertThat(WickMoments.of(law, List.of(20))).isEqualTo(read("654729075 q^10"));
    assertThat(WickMoments.of(law, List.of(19))).isEqualTo(ExactSum.ZERO);
  }
}
