package org.widelimit.gaussian.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.gaussian.dual.ClosedFormCases;
import org.widelimit.gaussian.dual.Mutants;

/**
 * Every derived dual is certified, with that of the derivative, and none of them with a constant, a
 * sign or an exponent changed.
 */
class CertificateMutantsTest {

  /** Of each form: chosen at random, as the long forms have hundreds. */
  private static final int MUTANTS = 24;

  /** Of each form as many with a sign, a factor or an exponent changed that is not written. */
  private static final int UNWRITTEN = 8;

  private static final List<Map<String, BigDecimal>> POINTS =
      List.of(
          Map.of("p", decimal("1.3"), "q", decimal("0.8"), "r", decimal("0.45")),
          Map.of("p", decimal("0.2"), "q", decimal("2.1"), "r", decimal("-0.31")));

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  @Test
  void should_certify_every_dual_and_none_of_its_mutants(TestReporter reporter) {
    int mutants = 0;
    for (Activation phi : activations()) {
      Expr form = ClosedFormCases.dual(phi, phi);
      assertThat(PriceCertificate.prove(form, phi, phi, "p", "q", "r"))
          .as("%s: %s", phi, form)
          .isInstanceOf(Proved.class);
      List<Expr> changed = some(Mutants.of(form), MUTANTS);
      changed.addAll(some(Mutants.ofUnwritten(form, Set.of("p", "q", "r")), UNWRITTEN));
      for (Expr mutant : changed) {
        if (!isEqual(form, mutant)) {
          mutants++;
          assertThat(PriceCertificate.prove(mutant, phi, phi, "p", "q", "r"))
              .as("%s: %s", phi, mutant)
              .isNotInstanceOf(Proved.class);
        }
      }
    }
    reporter.publishEntry("mutants of duals, none certified", String.valueOf(mutants));
    assertThat(mutants).isGreaterThan(1000);
  }

  private static List<Expr> some(List<Expr> mutants, int most) {
    List<Expr> shuffled = new ArrayList<>(mutants);
    Collections.shuffle(shuffled, new Random(1));
    return new ArrayList<>(shuffled.subList(0, Math.min(most, shuffled.size())));
  }

  /** Whether a mutant is none: {@code 0 p} for {@code 0 q}. */
  private static boolean isEqual(Expr form, Expr mutant) {
    Expr difference = Expressions.minus(form, mutant);
    return POINTS.stream()
        .allMatch(
            point ->
                HighPrecision.evaluate(difference, point, 30)
                    .map(value -> value.signum() == 0)
                    .orElse(false));
  }

  private static List<Activation> activations() {
    List<Activation> activations = new ArrayList<>();
    for (String text : ClosedFormCases.smoothButAtZero().toList()) {
      Activation phi = Activation.parse(text);
      activations.add(phi);
      Expr slope = Derivatives.distributional(phi.expression(), Activation.VARIABLE);
      // A delta is no activation.
      if (!slope.toString().contains("DiracDelta")) {
        activations.add(Activation.of(slope));
      }
    }
    return activations;
  }
}
