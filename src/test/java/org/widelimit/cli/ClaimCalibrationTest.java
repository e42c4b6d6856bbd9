package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds are fixed, so the outcome does not vary. */
class ClaimCalibrationTest {

  @TempDir private Path folder;

  private int code;

  private String calibrate(String claims) throws IOException {
    Path file = folder.resolve("area/kernel.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        title: Kernel of a wide layer
        source: poole2016
        statement: The kernel of a wide layer is not random.
        activations:
          phi: [relu]
        network: {hidden: [phi], sigmaW: 1, sigmaB: 0}
        claims:
        """
            + claims);
    Files.writeString(
        folder.resolve("references.bib"),
        "@article{poole2016, author = {Poole, Ben}, title = {T}, journal = {J}, year = {2016}}\n");
    StringWriter text = new StringWriter();
    code =
        Main.run(
            new PrintWriter(text),
            new PrintWriter(new StringWriter()),
            "verify",
            file.toString(),
            "--calibrate",
            "2");
    return text.toString();
  }

  @Test
  void should_count_how_often_simulations_are_right() throws IOException {
    String out =
        calibrate(
            """
              right: {limit: 'EmpiricalNNGP[2] -> NNGP[2]'}
              wrong: {limit: 'EmpiricalNNGP[2] -> 2 NNGP[2]', expect: refuted}
              equal: {equation: 1 + 1 == 2}
            """);

    assertThat(code).as(out).isZero();
    assertThat(out)
        .contains("2 simulated claims at 2 seeds from 1 on", "#right [relu]")
        .contains("#wrong [relu] (expected: refuted)", "No simulation was wrong.")
        .contains("claims that hold, contradicted     0 of 2, a rate of at most 0.9")
        .doesNotContain("#equal");
  }

  @Test
  void should_say_that_a_claim_was_contradicted() throws IOException {
    String out = calibrate("  wrong: {limit: 'EmpiricalNNGP[2] -> 1.02 NNGP[2]'}\n");

    assertThat(code).as(out).isEqualTo(1);
    assertThat(out).contains("contradicted     2 of 2", "Some simulations were wrong");
  }
}
