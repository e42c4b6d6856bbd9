package org.widelimit.network.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.gaussian.dual.ClosedFormCases;
import org.widelimit.gaussian.dual.Mutants;
import org.widelimit.network.symbolic.SymbolicNetwork.Layers;

/**
 * No length map, chi, correlation map or kernel recursion is proved equal to itself with a
 * constant, a sign or an exponent changed.
 */
class KernelMutantsTest {

  private static final Duration BUDGET = Duration.ofSeconds(5);

  /** Of each form, chosen at random. */
  private static final int MUTANTS = 9;

  /** Of each deep kernel. */
  private static final int DEEP_MUTANTS = 12;

  private static final Assumptions ASSUMPTIONS = assumptions();

  private static Assumptions assumptions() {
    Map<String, Interval> domains = new LinkedHashMap<>(SymbolicKernels.assumptions().domains());
    for (String scale : List.of("sigmaW", "sigmaB")) {
      domains.put(scale, Interval.POSITIVE);
    }
    domains.put("c", Interval.open(Expressions.MINUS_ONE, Expressions.ONE));
    return new Assumptions(domains, SymbolicKernels.assumptions().constraints());
  }

  /** Inside the domains and on no curve that anything is known of. */
  private static final Map<String, BigDecimal> POINT =
      Map.of(
          "p", new BigDecimal("1.3"),
          "q", new BigDecimal("0.8"),
          "r", new BigDecimal("0.45"),
          "c", new BigDecimal("-0.37"),
          "sigmaW", new BigDecimal("1.21"),
          "sigmaB", new BigDecimal("0.59"));

  @Test
  void should_prove_no_mutant_of_a_map_or_a_recursion(TestReporter reporter) {
    int mutants = 0;
    for (String text : ClosedFormCases.smoothButAtZero().toList()) {
      for (Expr form : forms(SymbolicNetwork.of(Activation.parse(text), Layers.DENSE))) {
        List<Expr> changed = new ArrayList<>(Mutants.of(form));
        Collections.shuffle(changed, new Random(2));
        for (Expr mutant : changed.subList(0, Math.min(MUTANTS, changed.size()))) {
          Expr difference = Expressions.minus(form, mutant);
          boolean equal =
              HighPrecision.evaluate(difference, POINT, 30)
                  .map(value -> value.signum() == 0)
                  .orElse(true);
          if (!equal) {
            mutants++;
            assertThat(ZeroDecider.decide(difference, ASSUMPTIONS, BUDGET))
                .as("%s: %s", text, mutant)
                .isNotInstanceOf(ZeroDecision.Zero.class);
          }
        }
      }
    }
    reporter.publishEntry("mutants of maps and recursions, none proved", String.valueOf(mutants));
    assertThat(mutants).isGreaterThan(1000);
  }

  /** Kernels of two and three hidden layers, with one of their numbers changed at random. */
  @Test
  void should_prove_no_mutant_of_a_deep_kernel(TestReporter reporter) {
    Random random = new Random(3);
    int mutants = 0;
    for (String text : List.of("relu", "erf", "sin", "gelu")) {
      SymbolicNetwork network = SymbolicNetwork.of(Activation.parse(text), Layers.DENSE);
      for (int depth = 2; depth <= 3; depth++) {
        for (Expr form : List.of(network.kernels(depth).xy(), network.kernels(depth).tangent())) {
          for (int i = 0; i < DEEP_MUTANTS; i++) {
            Expr mutant = Mutants.random(form, random);
            Expr difference = Expressions.minus(form, mutant);
            if (HighPrecision.evaluate(difference, POINT, 30).map(BigDecimal::signum).orElse(0)
                != 0) {
              mutants++;
              assertThat(ZeroDecider.decide(difference, ASSUMPTIONS, BUDGET))
                  .as("%s: %s", text, mutant)
                  .isNotInstanceOf(ZeroDecision.Zero.class);
            }
          }
        }
      }
    }
    reporter.publishEntry("mutants of deep kernels, none proved", String.valueOf(mutants));
    assertThat(mutants).isGreaterThan(100);
  }

  private static List<Expr> forms(SymbolicNetwork network) {
    List<Supplier<Expr>> forms =
        List.of(
            network::lengthMap,
            network::chi,
            network::correlationMap,
            () -> network.kernels(1).xy(),
            () -> network.kernels(1).tangent());
    return forms.stream()
        .flatMap(form -> closed(form).stream())
        .filter(form -> !mentionsAverage(form))
        .toList();
  }

  /** A step has no chi: its slope is a delta. */
  private static Optional<Expr> closed(Supplier<Expr> form) {
    try {
      return Optional.of(form.get());
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static boolean mentionsAverage(Expr form) {
    return form.toString().contains("E[") || form.toString().contains("DiracDelta");
  }
}
