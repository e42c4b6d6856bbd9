package org.widelimit.gaussian.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.gaussian.dual.ClosedFormCases.dual;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.gaussian.dual.CornerPoints;
import org.widelimit.gaussian.dual.DualTable;
import org.widelimit.gaussian.dual.Mutants;

/** Duals of activations with kinks that are not at 0 or that carry exponentials. */
public class CornerDualsTest {

  private static final MathContext DIGITS = new MathContext(200);

  /** What stands for a complement of 0, where the forms are limits. */
  private static final BigDecimal TINY = new BigDecimal("1e-90");

  /** What stands for a variance of 0: smaller than any threshold, and yet a number to divide by. */
  private static final BigDecimal SMALL = new BigDecimal("1e-60");

  /**
   * What the values near the ends differ by from those at them: the root of the above, with room.
   */
  private static final BigDecimal ACCURACY = new BigDecimal("1e-42");

  /** At a variance of 0 the same, absolute and with the root of {@link #SMALL}. */
  private static final BigDecimal ACCURACY_AT_ZERO = new BigDecimal("1e-28");

  /** SELU with the 32 digits of the published constants, as in the table. */
  private static final String SELU =
      "1.0507009873554804934193349852946 (Max[0, x]"
          + " + 1.6732632423543772848170429916717 (Exp[Min[0, x]] - 1))";

  /** Of each form; {@link CornerPoints} prints the errors at any number of them. */
  private static final int POINTS = 10;

  /** Every so many rows of a table, so that all variances and correlations come up. */
  private static final int EVERY = 61;

  @ParameterizedTest
  @ValueSource(
      strings = {"elu", "celu[2]", "hardTanh", "relu6", "hardSigmoid", "hardSwish", "selu"})
  void should_agree_with_the_table_of_fifty_digits(String text) {
    Activation phi = Activation.parse(text.equals("selu") ? SELU : text);
    Activation slope = Activation.of(phi.derivative());
    Expr value = dual(phi, phi);
    Expr derivative = dual(slope, slope);
    List<DualTable.Row> rows =
        DualTable.read("dual-kinked.csv").stream()
            .filter(row -> row.activation().equals(text) && !row.isZeroByDesign())
            .toList();
    assertThat(rows.size()).isGreaterThan(200);

    for (int i = 0; i < rows.size(); i += EVERY) {
      DualTable.Row row = rows.get(i);
      BigDecimal accuracy = row.p() == 0 || row.q() == 0 ? ACCURACY_AT_ZERO : ACCURACY;
      assertThat(distance(value, row, row.value())).as("%s", row).isLessThan(accuracy);
      assertThat(distance(derivative, row, row.derivative())).as("%s", row).isLessThan(accuracy);
      String wrong = new BigDecimal(row.value()).add(new BigDecimal("1e-20")).toString();
      assertThat(distance(value, row, wrong)).isGreaterThan(accuracy);
    }
  }

  /** Returns the difference relative to the value, or absolute where a variance is 0. */
  private static BigDecimal distance(Expr form, DualTable.Row row, String expected) {
    BigDecimal p = positive(row.p());
    BigDecimal q = positive(row.q());
    BigDecimal complement = new BigDecimal(row.correlation().complement());
    BigDecimal rho = BigDecimal.ONE.subtract(complement.signum() == 0 ? TINY : complement);
    BigDecimal r = p.multiply(q).sqrt(DIGITS).multiply(rho);
    BigDecimal actual =
        HighPrecision.evaluate(
                form, Map.of("p", p, "q", q, "r", row.correlation().rho() < 0 ? r.negate() : r), 50)
            .orElseThrow();
    BigDecimal exact = new BigDecimal(expected);
    boolean absolute = row.p() == 0 || row.q() == 0 || exact.signum() == 0;
    BigDecimal scale = absolute ? BigDecimal.ONE : exact.abs();
    return actual.subtract(exact).abs().divide(scale, DIGITS);
  }

  private static BigDecimal positive(double variance) {
    return variance == 0 ? SMALL : new BigDecimal(variance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elu",
        "celu[2]",
        SELU,
        "hardTanh",
        "relu6",
        "hardSigmoid",
        "hardSwish",
        "Max[0, x - 1/2]",
        "Max[0, x + 1/2]",
        "celu[1/2]",
        "elu[2]",
        "Max[-1/2, Min[2, x]] + x/3",
        "Piecewise[{{x^2, x < 1}}, 2 x - 1]",
        "Abs[x - 1] + x^2/5",
        "x Max[0, x - 1] - x"
      })
  void should_hold_at_random_points_and_all_ends_with_the_derivative(String text) {
    Activation phi = Activation.parse(text);
    Activation slope = Activation.of(phi.derivative());
    Expr form = dual(phi, phi);

    assertThat(CornerPoints.worst(form, phi, POINTS, 7)).isLessThan(1e-12);
    assertThat(CornerPoints.worst(dual(slope, slope), slope, POINTS, 7)).isLessThan(1e-12);
    Expr wrong = Expressions.times(form, Expressions.num(1_000_000_001, 1_000_000_000));
    assertThat(CornerPoints.worst(wrong, phi, 8, 7)).isGreaterThan(1e-10);
  }

  /** Jumps at other places than 0: their derivative duals are deltas. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HeavisideTheta[x - 1/3]",
        "Exp[x] HeavisideTheta[-x]",
        "x Exp[x] HeavisideTheta[1 - x]"
      })
  void should_hold_for_jumps(String text) {
    Activation phi = Activation.parse(text);

    assertThat(CornerPoints.worst(dual(phi, phi), phi, POINTS, 7)).isLessThan(1e-12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"elu", "celu[2]", SELU, "hardTanh", "relu6", "hardSigmoid", "hardSwish"})
  void should_certify_the_derivative_dual_and_no_mutant(String text) {
    Activation phi = Activation.parse(text);
    Activation slope = Activation.of(phi.derivative());
    Expr form = dual(slope, slope);

    assertThat(CornerPoints.proved(List.of(form), slope)).isEqualTo(1);
    assertThat(CornerPoints.mutants(form, 2, 7)).hasSize(2);
    assertThat(CornerPoints.proved(CornerPoints.mutants(form, 2, 7), slope)).isZero();
    assertThat(CornerPoints.proved(CornerPoints.mutants(dual(phi, phi), 1, 7), phi)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HeavisideTheta[x - 1]", "hardTanh", "elu", "Exp[x] HeavisideTheta[-x]"})
  void should_certify_the_form_and_none_of_its_mutants(String text) {
    Activation phi = Activation.parse(text);
    Expr form = dual(phi, phi);

    assertThat(PriceCertificate.prove(form, phi, phi, "p", "q", "r")).isInstanceOf(Proved.class);
    List<Expr> mutants = Mutants.of(form);
    for (int i = 0; i < mutants.size(); i += 1 + mutants.size() / 4) {
      assertThat(PriceCertificate.prove(mutants.get(i), phi, phi, "p", "q", "r"))
          .as("%s", mutants.get(i))
          .isNotInstanceOf(Proved.class);
    }
  }

  @Test
  void should_certify_a_claim_that_is_written_otherwise() {
    // The survival probability by inclusion and exclusion, with the variables exchanged.
    Activation step = Activation.parse("HeavisideTheta[x - 1]");
    String claim =
        "BivariateNormalCDF[1/Sqrt[q], 1/Sqrt[p], r/Sqrt[p q]] - Erf[1/Sqrt[2 p]]/2"
            + " - Erf[1/Sqrt[2 q]]/2";
    Expr right = WolframReader.read(claim);
    Expr wrong = WolframReader.read(claim.replace("r/Sqrt", "-r/Sqrt"));

    assertThat(PriceCertificate.prove(right, step, step, "p", "q", "r")).isInstanceOf(Proved.class);
    assertThat(PriceCertificate.prove(wrong, step, step, "p", "q", "r"))
        .isInstanceOf(CertificateResult.Refuted.class);
  }
}
