package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.verification.KernelClaims;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/** Kernels of deep networks in closed form in the input kernel, as claims of a theorem file. */
class KernelRecursionClaimsTest {

  private static final String SYMBOLS =
      """
      symbols:
        q: {in: "(0, 4)"}
        c: {in: "(-1, 1)"}
        sigmaW: {in: "(0, 2)"}
        sigmaB: {in: "(0, 1)"}
      """;

  /** Hidden layers. */
  private static final int DEEPEST = 3;

  /** Of each claim, beside a factor. */
  private static final int MUTANTS = 2;

  static Stream<Arguments> kernels() {
    return KernelClaims.LITERATURE.stream()
        .flatMap(
            kernel ->
                Stream.concat(
                    Stream.of(
                        Arguments.of(kernel.activation(), "CovarianceAt", 1, kernel.covariance(1))),
                    // The covariance is a part of the tangent kernel.
                    Stream.iterate(1, depth -> depth + 1)
                        .limit(DEEPEST)
                        .map(
                            depth ->
                                Arguments.of(
                                    kernel.activation(),
                                    "TangentKernelAt",
                                    depth,
                                    kernel.tangent(depth)))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("kernels")
  void should_prove_the_kernel_and_none_of_its_mutants(
      String activation, String word, int depth, String form) {
    // GIVEN
    String kernel = "%s[%s, sigmaW, sigmaB][%d, q, c] == ".formatted(word, activation, depth + 1);
    // WHEN
    Evidence.Derived derived = DerivedClaim.derive(SYMBOLS, kernel + form, "");
    // THEN
    assertThat(derived.proved()).as(derived.summary()).isTrue();
    List<Mutations.Mutation> mutants = Mutations.of(WolframReader.read(form), 0.01, MUTANTS);
    assertThat(mutants).hasSizeGreaterThan(2);
    for (Mutations.Mutation mutant : mutants.subList(mutants.size() - 2, mutants.size())) {
      String changed = WolframWriter.write(mutant.formula());
      assertThat(DerivedClaim.derive(SYMBOLS, kernel + changed, "").proved()).as(changed).isFalse();
    }
  }
}
