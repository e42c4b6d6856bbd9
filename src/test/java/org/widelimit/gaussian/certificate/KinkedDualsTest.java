package org.widelimit.gaussian.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.dual.KinkedDuals;
import org.widelimit.gaussian.dual.Mutants;

/** Duals of activations with several kinks or exponential pieces, certified without integrating. */
class KinkedDualsTest {

  private static final Duration BUDGET = Duration.ofSeconds(20);

  static Stream<String> names() {
    return KinkedDuals.all().keySet().stream();
  }

  private static CertificateResult prove(Expr claimed, Activation phi) {
    return PriceCertificate.prove(claimed, phi, phi, List.of("p", "q", "r"), BUDGET);
  }

  @ParameterizedTest
  @MethodSource("names")
  void should_certify_hand_derived_forms(String name) {
    // GIVEN
    Activation phi = Activation.parse(name);
    Expr form = WolframReader.read(KinkedDuals.all().get(name));
    // WHEN
    CertificateResult result = prove(form, phi);
    // THEN: by differentiation, not by comparison with what the engine derives
    assertThat(result).isInstanceOf(Proved.class);
    assertThat(((Proved) result).steps())
        .extracting(ProofStep::rule)
        .contains("growth", "independence at r = 0, order 1")
        .anyMatch(rule -> rule.startsWith("linear equation in r"))
        .doesNotContain("comparison with the derived form", "Sheppard's theorem");
  }

  /** The forms that the engine prints, as claims: differentiated, not derived once more. */
  @ParameterizedTest
  @ValueSource(strings = {"hardTanh", "celu"})
  void should_certify_printed_forms(String name) {
    Activation phi = Activation.parse(name);
    Assumptions variances = Assumptions.positive("p", "q");
    ClosedForm printed =
        (ClosedForm) GaussianCalculus.dual(phi, phi, sym("p"), sym("q"), sym("r"), variances);

    CertificateResult result = prove(printed.value(), phi);

    assertThat(result).isInstanceOf(Proved.class);
    assertThat(((Proved) result).steps())
        .extracting(ProofStep::rule)
        .anyMatch(rule -> rule.startsWith("linear equation in r"))
        .doesNotContain("comparison with the derived form");
    assertThat(prove(times(printed.value(), num(101, 100)), phi)).isNotInstanceOf(Proved.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hardTanh", "elu", "selu"})
  void should_not_certify_a_changed_form(String name) {
    // GIVEN
    Activation phi = Activation.parse(name);
    String form = KinkedDuals.all().get(name);
    List<Expr> mutants = Mutants.of(WolframReader.read(form));
    // with a constant, a sign or an exponent changed, or with what vanishes at r = 0
    List<Expr> wrong =
        List.of(
            mutants.get(new Random(1).nextInt(mutants.size())),
            WolframReader.read(form + " + Exp[-(p + q)/2] Sinh[r]/1000"));

    assertThat(wrong).noneMatch(claimed -> prove(claimed, phi) instanceof Proved);
  }
}
