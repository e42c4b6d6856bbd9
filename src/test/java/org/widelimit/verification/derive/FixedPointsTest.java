package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.ProofStep;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/** Where deep networks settle, the derivation alone: true claims and their neighbours. */
class FixedPointsTest {

  private static final String SYMBOLS =
      """
      symbols:
        q: {in: "(1/2, 3)"}
        sigmaW: {in: "(1/2, 5/4)"}
        sigmaB: {in: "(1/4, 1)"}
        wide: {in: "(1, 2)"}
        a: {in: "(0, 1)"}
      """;

  private static Evidence.Derived derive(String equation, String where) {
    return DerivedClaim.derive(SYMBOLS, equation, where);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // One point, by a slope that is constant and below 1.
        "FixedPoint[LengthMap[relu, sigmaW, sigmaB]] == 2 sigmaB^2/(2 - sigmaW^2);"
            + " FixedPoint[LengthMap[relu, sigmaW, sigmaB]] == 2 sigmaB^2/(1 - sigmaW^2)",
        "FixedPoint[LengthMap[leakyRelu[a], 1, sigmaB]] == 2 sigmaB^2/(1 - a^2);"
            + " FixedPoint[LengthMap[leakyRelu[a], 1, sigmaB]] == 2 sigmaB^2/(1 + a^2)",
        "DepthScale[LengthMap[relu, sigmaW, sigmaB]] == -1/Log[sigmaW^2/2];"
            + " DepthScale[LengthMap[relu, sigmaW, sigmaB]] == -1/Log[sigmaW^2]",
        "sigmaW^2 FixedPoint[LengthMap[abs, 1/2, sigmaB]] == 4/3 sigmaB^2 sigmaW^2;"
            + " sigmaW^2 FixedPoint[LengthMap[abs, 1/2, sigmaB]] == 4/3 sigmaB^2 sigmaW",
        // Put into a concave map: the critical line of erf, and the sine without biases.
        "q == FixedPoint[LengthMap[erf, Sqrt[Pi Sqrt[1 + 4 q]/4],"
            + " Sqrt[q - Sqrt[1 + 4 q]/2 ArcSin[2 q/(1 + 2 q)]]]];"
            + " q == FixedPoint[LengthMap[erf, Sqrt[Pi Sqrt[1 + 4 q]/4],"
            + " Sqrt[q - Sqrt[1 + 4 q]/2 ArcSin[q/(1 + 2 q)]]]]",
        "FixedPoint[LengthMap[sin, Sqrt[2 q/(1 - Exp[-2 q])], 0]] == q;"
            + " FixedPoint[LengthMap[sin, Sqrt[2 q/(1 + Exp[-2 q])], 0]] == q",
        // By definition, whatever the activation.
        "LengthMap[mish, wide, sigmaB][FixedPoint[LengthMap[mish, wide, sigmaB]]]"
            + " == FixedPoint[LengthMap[mish, wide, sigmaB]];"
            + " LengthMap[mish, wide, sigmaB][FixedPoint[LengthMap[mish, wide, 1/4]]]"
            + " == FixedPoint[LengthMap[mish, wide, sigmaB]]",
        "CorrelationMap[tanh, wide, 1/4][FixedPoint[LengthMap[tanh, wide, 1/4]],"
            + " FixedPoint[CorrelationMap[tanh, wide, 1/4]]]"
            + " == FixedPoint[CorrelationMap[tanh, wide, 1/4]];"
            + " CorrelationMap[tanh, wide, 1/4][1, FixedPoint[CorrelationMap[tanh, wide, 1/4]]]"
            + " == FixedPoint[CorrelationMap[tanh, wide, 1/4]]",
        // Schoenholz et al. 2017: the slope has a term with the curvature of the activation.
        "1/DepthScale[LengthMap[erf, sigmaW, sigmaB]] == -Log[Abs[sigmaW^2"
            + " E[erf'[Sqrt[FixedPoint[LengthMap[erf, sigmaW, sigmaB]]] z]^2"
            + " + erf''[Sqrt[FixedPoint[LengthMap[erf, sigmaW, sigmaB]]] z]"
            + " erf[Sqrt[FixedPoint[LengthMap[erf, sigmaW, sigmaB]]] z], z]]];"
            + " 1/DepthScale[LengthMap[erf, sigmaW, sigmaB]] == -Log[Abs[sigmaW^2"
            + " E[erf'[Sqrt[FixedPoint[LengthMap[erf, sigmaW, sigmaB]]] z]^2, z]]]",
      })
  void claimsAreProvedAndTheirNeighboursAreNot(String equation, String neighbour) {
    assertThat(derive(equation, "").proved()).as(equation).isTrue();
    assertThat(derive(neighbour, "").proved()).as(neighbour).isFalse();
  }

  /** At slope 1 and above there is no point that the formula could be. */
  @Test
  void aSlopeThatMayReachOneProvesNothing() {
    assertThat(
            derive("FixedPoint[LengthMap[relu, wide, sigmaB]] == 2 sigmaB^2/(2 - wide^2)", "")
                .proved())
        .isFalse();
    assertThat(
            derive(
                    "FixedPoint[LengthMap[relu, wide, sigmaB]] == 2 sigmaB^2/(2 - wide^2)",
                    "wide^2 < 19/10")
                .proved())
        .isTrue();
  }

  /**
   * Zero is a fixed point of the sine without biases as well, but it repels where it is not alone.
   */
  @Test
  void aFixedPointThatDoesNotAttractIsNotProved() {
    assertThat(derive("FixedPoint[LengthMap[sin, wide, 0]] == 0", "").proved()).isFalse();
    // Convex: the positive fixed point of x^2 without biases, at 1/3, repels.
    assertThat(derive("FixedPoint[LengthMap[monomial[2], 1, 0]] == 1/3", "").proved()).isFalse();
    assertThat(derive("FixedPoint[LengthMap[monomial[2], 1, 0], 1/3] == 1/3", "").proved())
        .isFalse();
  }

  @Test
  void correlationsSettleAtOneWhereTheClaimAssumesThatChiIsBelowOne() {
    String chi = "Chi[sin, sigmaW][FixedPoint[LengthMap[sin, sigmaW, sigmaB]]]";
    String claim = "DepthScale[CorrelationMap[sin, sigmaW, sigmaB]] == -1/Log[" + chi + "]";
    assertThat(derive(claim, chi + " < 1 && sigmaB > 1/2").proved()).isTrue();
    assertThat(derive(claim, chi + " < 11/10").proved()).isFalse();
    assertThat(derive(claim, "").proved()).isFalse();
    assertThat(derive(claim.replace("-1/", "-2/"), chi + " < 1").proved()).isFalse();
  }

  /** Schoenholz et al. 2017, section 3, for an activation with closed forms and one without. */
  @ParameterizedTest
  @CsvSource({"erf", "tanh"})
  void theScaleOfCorrelationsIsOfTheSlopeWhereTheySettle(String phi) {
    String q = "FixedPoint[LengthMap[phi, wide, sigmaB]]";
    String c = "FixedPoint[CorrelationMap[phi, wide, sigmaB]]";
    String claim =
        "DepthScale[CorrelationMap[phi, wide, sigmaB]] == -1/Log[wide^2 E[phi'[Sqrt[Q] z]"
            + " phi'[Sqrt[Q] (C z + Sqrt[1 - C^2] w)], {z, w}, {{1, 0}, {0, 1}}]]";
    String equation = claim.replace("Q", q).replace("C z", c + " z").replace("C^2", c + "^2");
    assertThat(derive(equation.replace("phi", phi), "").proved()).isTrue();
    assertThat(derive(equation.replace(" z + ", " z/2 + ").replace("phi", phi), "").proved())
        .isFalse();
    assertThat(derive(equation.replace("[wide^2", "[wide").replace("phi", phi), "").proved())
        .isFalse();
  }

  @Test
  void theStepsSayWhyThePointAttracts() {
    List<ProofStep> steps =
        derive("FixedPoint[LengthMap[relu, sigmaW, sigmaB]] == 2 sigmaB^2/(2 - sigmaW^2)", "")
            .steps();
    assertThat(steps)
        .anySatisfy(
            step -> {
              assertThat(step.rule()).isEqualTo("fixed point");
              assertThat(step.because()).contains("constant slope from 0 to below 1");
            });
  }

  /** What differs for some value of the symbol is no witness against the fixed point. */
  @Test
  void whatStaysOpenIsNotSaidToDifferSomewhere() {
    Evidence.Derived open =
        derive(
            "1/DepthScale[LengthMap[erf, sigmaW, sigmaB]]"
                + " == -Log[Chi[erf, sigmaW][FixedPoint[LengthMap[erf, sigmaW, sigmaB]]]]",
            "");
    assertThat(open.proved()).isFalse();
    assertThat(open.summary()).contains("does not follow from what defines the fixed points");
  }
}
