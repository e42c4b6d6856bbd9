package org.widelimit.verification.derive.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/** Identities of the Fisher information and the kernel, each beside one that is false. */
class GramWordsTest {

  private static final String DECLARATIONS =
      """
      symbols:
        n: {in: "integers [1, 4]"}
        m: {in: "integers [0, 4]"}
        p: {in: "(0, 2)"}
        q: {in: "(-1, 1)"}
        v: {in: vectors}
      network: {hidden: [relu, tanh], sigmaW: 1, sigmaB: 1/2, inputs: 3}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Transpose[GradientMatrix[]] . GradientMatrix[] == KernelMatrix[];"
            + " GradientMatrix[] . Transpose[GradientMatrix[]] == KernelMatrix[]",
        "FisherMatrix[] == GradientMatrix[] . Transpose[GradientMatrix[]]/DataSize;"
            + " FisherMatrix[] == GradientMatrix[] . Transpose[GradientMatrix[]]",
        "Transpose[FisherMatrix[]] == FisherMatrix[];"
            + " Transpose[GradientMatrix[]] == GradientMatrix[]",
        "FisherMatrix[] . GradientMatrix[] == GradientMatrix[] . KernelMatrix[]/DataSize;"
            + " FisherMatrix[] . GradientMatrix[] == GradientMatrix[] . KernelMatrix[]",
        "MatrixPower[FisherMatrix[], n] . GradientMatrix[] == GradientMatrix[] ."
            + " MatrixPower[KernelMatrix[]/DataSize, n];"
            + " MatrixPower[FisherMatrix[], n] . GradientMatrix[] == GradientMatrix[] ."
            + " MatrixPower[KernelMatrix[]/DataSize, n + 1]",
        // With exponent 0 one side is the number of parameters, the other that of inputs.
        "Trace[MatrixPower[FisherMatrix[], n]] == Trace[MatrixPower[KernelMatrix[]/DataSize, n]];"
            + " Trace[MatrixPower[FisherMatrix[], m]] == Trace[MatrixPower[KernelMatrix[]/DataSize,"
            + " m]]",
        "Trace[MatrixPower[FisherMatrix[], m + 1]] =="
            + " Trace[MatrixPower[KernelMatrix[], m + 1]]/DataSize^(m + 1);"
            + " Trace[MatrixPower[FisherMatrix[], m + 1]] =="
            + " Trace[MatrixPower[KernelMatrix[], m + 1]]/DataSize^m",
        "Trace[2 FisherMatrix[] + MatrixPower[FisherMatrix[], 2]] == 2"
            + " Trace[KernelMatrix[]]/DataSize + Trace[KernelMatrix[] . KernelMatrix[]]/DataSize^2;"
            + " Trace[MatrixPower[FisherMatrix[], 2]] == Trace[FisherMatrix[]]^2",
        "LargestEigenvalue[p FisherMatrix[]] == p LargestEigenvalue[KernelMatrix[]]/DataSize;"
            + " LargestEigenvalue[q FisherMatrix[]] == q"
            + " LargestEigenvalue[KernelMatrix[]]/DataSize",
        "LargestEigenvalue[MatrixPower[KernelMatrix[], 2]] == LargestEigenvalue[KernelMatrix[]]^2;"
            + " LargestEigenvalue[KernelMatrix[]] == Trace[KernelMatrix[]]",
        "Trace[p FisherMatrix[]] == p Trace[FisherMatrix[]];"
            + " Trace[p FisherMatrix[]] == n Trace[FisherMatrix[]]",
        "Sum[EmpiricalNTK[Input[i], Input[i]], {i, 1, DataSize}] == DataSize Trace[FisherMatrix[]];"
            + " Sum[EmpiricalNTK[Input[i], Input[i]], {i, 1, 2}] == DataSize Trace[FisherMatrix[]]",
      })
  void should_prove_the_identity_and_not_its_neighbour(String right, String wrong) {
    Evidence.Derived proved = DerivedClaim.derive(DECLARATIONS, right, "");
    assertThat(proved.proved()).as("%s: %s", right, proved.summary()).isTrue();
    assertThat(proved.steps()).isNotEmpty();

    assertThat(DerivedClaim.derive(DECLARATIONS, wrong, "").proved()).as(wrong).isFalse();
  }
}
