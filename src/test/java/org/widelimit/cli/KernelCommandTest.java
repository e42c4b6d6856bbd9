package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.gaussian.Activation;
import org.widelimit.network.KernelMatrices;

class KernelCommandTest {

  private static final double[][] INPUTS = {{1, 2}, {3, -1}, {0, 0.5}};

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int kernel(String input, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("x.csv"), input);
    List<String> args =
        new java.util.ArrayList<>(
            List.of("kernel", "--activation", "erf", "--depth", "2", "--sigmaW2", "1.5"));
    args.addAll(List.of("--input", file.toString(), "--out", directory.resolve("k").toString()));
    args.addAll(Arrays.asList(more));
    return Main.run(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "npy"})
  void should_write_every_digit_of_both_kernels(String format) throws IOException {
    // GIVEN
    KernelMatrices expected = KernelMatrices.of(Activation.named("erf"), 2, 1.5, 0.1, INPUTS);
    // WHEN
    int exit = kernel("1,2\n3,-1\n0,0.5\n", "--sigmaB2", "0.1", "--format", format);
    // THEN
    assertThat(exit).as(err.toString()).isZero();
    double[][] nngp = MatrixFiles.read(directory.resolve("k/nngp." + format));
    double[][] tangent = MatrixFiles.read(directory.resolve("k/ntk." + format));
    assertThat(nngp).isDeepEqualTo(expected.nngp());
    assertThat(tangent).isDeepEqualTo(expected.neuralTangentKernel());
    assertThat(nngp[0][0]).isNotEqualTo(tangent[0][0]);
    assertThat(out.toString()).contains("3 x 3");
  }

  @Test
  void should_say_where_a_file_is_no_matrix() throws IOException {
    assertThat(kernel("1,2\n3\n")).isEqualTo(2);
    assertThat(err.toString()).contains("line 2 has 1 numbers, the first row has 2");
  }
}
