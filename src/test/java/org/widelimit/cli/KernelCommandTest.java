package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.cli.output.MatrixFiles;
import org.widelimit.network.dataset.KernelMatrices;

class KernelCommandTest {

  /** The first and the last two are near and exact duplicates. */
  private static final String INPUTS =
      "0.6,0.8,-0.5\n0,0,0\n-0.3,0.1,2\n0.601,0.8,-0.5\n0.6,0.8,-0.5\n";

  /** What the dual activations promise. */
  private static final double RELATIVE = 1e-13;

  @TempDir private Path folder;

  private record Result(int code, String out, String err) {}

  private Result run(Path input, String... more) {
    return run("erf", "0.05", input, more);
  }

  private Result run(String activation, String sigmaB2, Path input, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> args =
        new ArrayList<>(
            List.of(
                "kernel",
                "--activation",
                activation,
                "--depth",
                "2",
                "--sigmaW2",
                "2.25",
                "--sigmaB2",
                sigmaB2,
                "--input",
                input.toString(),
                "--out",
                folder.resolve("out").toString()));
    args.addAll(Arrays.asList(more));
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Returns a .npy file as NumPy writes it, header and numbers given apart. */
  private Path npy(int version, String header, byte... numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + header.length() + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) header.length());
    } else {
      bytes.putInt(header.length());
    }
    bytes.put(header.getBytes(StandardCharsets.US_ASCII)).put(numbers);
    return Files.write(folder.resolve("x.npy"), Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private double[][] written(String name) throws IOException {
    return MatrixFiles.read(folder.resolve("out").resolve(name));
  }

  @Test
  void should_write_both_kernels_of_a_data_set() throws IOException {
    Result result = run(file("x.csv", "# three components\n" + INPUTS));

    assertThat(result.code).as(result.err).isZero();
    double[][] nngp = written("nngp.csv");
    double[][] ntk = written("ntk.csv");
    // The plain recursion of Williams (1997) and Jacot et al. (2018) in 60 digits, PARI/GP 2.15.
    double[][] expected = {
      {0, 0, 1.1318963869210674, 4.054039322024678},
      {0, 1, 0.22842582938655584, 0.5178490028323759},
      {0, 2, -0.3015254872566079, -1.076227405940613},
      {0, 3, 1.1319717457168892, 4.0545722787699425},
      {1, 1, 0.43437538487519256, 1.1137464083446347},
      {1, 2, 0.17265959006064635, 0.35757313041962213}
    };
    for (double[] entry : expected) {
      int i = (int) entry[0];
      int j = (int) entry[1];
      assertThat(nngp[i][j]).isCloseTo(entry[2], within(RELATIVE * Math.abs(entry[2])));
      assertThat(ntk[i][j]).isCloseTo(entry[3], within(RELATIVE * Math.abs(entry[3])));
    }
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(nngp[i][j]).isEqualTo(nngp[j][i]);
      }
    }
    // Equal inputs have equal rows, and nearly equal ones do not.
    assertThat(ntk[4]).containsExactly(ntk[0]);
    assertThat(nngp[0][3]).isNotEqualTo(nngp[0][4]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "npy"})
  void should_write_every_digit_of_both_kernels(String format) throws IOException {
    Path input = file("x.csv", INPUTS);
    KernelMatrices expected =
        KernelMatrices.of(Activation.named("erf"), 2, 2.25, 0.05, MatrixFiles.read(input));

    Result result = run(input, "--format", format);

    assertThat(result.code).as(result.err).isZero();
    assertThat(written("nngp." + format)).isDeepEqualTo(expected.nngp());
    assertThat(written("ntk." + format)).isDeepEqualTo(expected.neuralTangentKernel());
    assertThat(result.out).contains("5 x 5");
  }

  @Test
  void should_write_npy_that_reads_back_to_the_same_numbers() throws IOException {
    Path input = file("x.csv", INPUTS);
    assertThat(run(input).code).isZero();
    assertThat(run(input, "--format", "npy").code).isZero();

    double[][] text = written("ntk.csv");
    double[][] binary = written("ntk.npy");
    assertThat(binary).isDeepEqualTo(text);
    byte[] bytes = Files.readAllBytes(folder.resolve("out/ntk.npy"));
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertThat(header.strip())
        .isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (5, 5), }");
    // The numbers start at a multiple of 64 bytes.
    assertThat(bytes).hasSize(128 + 8 * 25);
    assertThat(header).endsWith("\n");
  }

  /** Every file holds {@code [[1, 2, 3], [4, 5, 6]]}, as NumPy 1.24 writes it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; <f8; False;"
            + " 000000000000f03f000000000000004000000000000008400000000000001040000000000000144000000000"
            + "00001840",
        "1; <f8; True;"
            + " 000000000000f03f0000000000001040000000000000004000000000000014400000000000000840000000000"
            + "0001840",
        "2; <f4; False; 0000803f0000004000004040000080400000a0400000c040",
        "3; >f4; False; 3f8000004000000040400000408000004 0a0000040c00000",
        "1; <i8; True;"
            + " 010000000000000004000000000000000200000000000000050000000000000003000000000000000600000000"
            + "000000",
        "1; |u1; False; 010203040506"
      })
  void should_read_what_numpy_writes(int version, String type, String fortran, String hex)
      throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (2, 3), }\n".formatted(type, fortran);
    Path input = npy(version, header, HexFormat.of().parseHex(hex.replace(" ", "")));

    assertThat(MatrixFiles.read(input)).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(run(input).code).isZero();
    double[][] kernel = written("nngp.csv");
    run(file("x.csv", "1 2 3\n4 5 6\n"));
    assertThat(kernel).isDeepEqualTo(written("nngp.csv"));
  }

  @Test
  void should_take_a_single_input_and_inputs_that_are_zero() throws IOException {
    assertThat(run(file("x.csv", "1;2;3\n")).code).isZero();
    assertThat(written("ntk.csv")).hasDimensions(1, 1);
    Path zeros = file("x.csv", "0,0\n0,0\n1,2\n");
    for (String activation : List.of("relu", "erf", "gelu", "tanh", "elu", "sin")) {
      Result result = run(activation, "0", zeros);
      assertThat(result.code).as(activation + result.err).isZero();
      double[][] nngp = written("nngp.csv");
      double[][] ntk = written("ntk.csv");
      // Zero is kept by an activation that keeps it: no NaN, and no kernel but the third's own.
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          boolean own = i == 2 && j == 2;
          assertThat(nngp[i][j] == 0).as("%s %s %s", activation, i, j).isEqualTo(!own);
          assertThat(ntk[i][j] == 0).as("%s %s %s", activation, i, j).isEqualTo(!own);
        }
      }
    }
  }

  /** The message's end says where and what. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1,2\n3,x4\n' | line 2, column 2: not a number: 'x4'",
        "'a,b\n1,2\n' | line 1, column 1: not a number: 'a'; put # before a line of names",
        "'1,2\n\n3\n' | line 3 has 1 numbers, and line 1 has 2",
        "'1,2\n3,NaN\n' | line 2, column 2: not a finite number: 'NaN'",
        "'1,2\n3,1e999\n' | line 2, column 2: not a finite number: '1e999'",
        "'1,,2\n' | line 1, column 2: an empty cell",
        "'1,2,\n' | line 1, column 3: an empty cell",
        "'# nothing\n' | holds no numbers"
      })
  void should_say_where_a_csv_is_wrong(String text, String message) throws IOException {
    Result result = run(file("x.csv", text));

    assertThat(result.code).isEqualTo(2);
    assertThat(result.out).isEmpty();
    assertThat(result.err.strip()).startsWith("widelimit: ").endsWith("x.csv: " + message);
    assertThat(folder.resolve("out")).doesNotExist();
    // A byte order mark and Windows' line ends are no fault.
    assertThat(run(file("y.csv", "\uFEFF1, 2\r\n3, 4\r\n")).code).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'<f8', 'fortran_order': False, 'shape': (0, 3) | 00 | a matrix of 0 x 3 holds no numbers",
        "'<f8', 'fortran_order': False, 'shape': (2, 3) | 00 | ends too early: 2 x 3 numbers of"
            + " type f8 do not fit in 1 bytes",
        "'<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296) | 00 | ends too early:"
            + " 4294967296 x 4294967296 numbers of type f8 do not fit in 1 bytes",
        "'<f8', 'fortran_order': False, 'shape': (1, 1, 1) | 0000000000000000 | an array of shape"
            + " (1, 1, 1) is no matrix, a row an input",
        "'<f8', 'fortran_order': False, 'shape': () | 0000000000000000 | an array of shape () is no"
            + " matrix, a row an input",
        "'<c16', 'fortran_order': False, 'shape': (1, 1) | 00000000000000000000000000000000 |"
            + " numbers of type c16; save it as float64: x.astype(float)",
        "'<f4', 'fortran_order': True, 'shape': (1, 2) | 0000803f0000c07f | row 1, column 2: not a"
            + " finite number: NaN"
      })
  void should_say_what_is_wrong_with_a_npy(String header, String hex, String message)
      throws IOException {
    Result result = run(npy(1, "{'descr': " + header + ", }\n", HexFormat.of().parseHex(hex)));

    assertThat(result.code).isEqualTo(2);
    assertThat(result.err.strip()).endsWith("x.npy: " + message);
  }

  @Test
  void should_say_what_is_wrong_with_the_command() throws IOException {
    assertThat(run(folder.resolve("none.csv")).err).endsWith("none.csv: no such file\n");
    assertThat(run(file("x.npy", "1,2\n")).err).contains("is not a .npy file");
    assertThat(run(file("short.npy", "1")).err).contains("is not a .npy file");
    Path input = file("x.csv", INPUTS);
    Result diverges = run(input, "--format", "npz");
    assertThat(diverges.code).isEqualTo(2);
    assertThat(diverges.err).contains("--format");
  }

  @Test
  void should_certify_kernels_and_name_equal_inputs() throws IOException {
    Result certified = run(file("x.csv", "0.6,0.8,-0.5\n-0.3,0.1,2\n1,0,0.25\n"), "--certify");
    double[][] lower = written("ntk-lower.csv");
    double[][] upper = written("ntk-upper.csv");
    Result equal = run(file("x.csv", INPUTS), "--certify");

    assertThat(certified.code).as(certified.err).isZero();
    assertThat(certified.out).contains("ntk: bounds of every entry", "positive definite, no eig");
    // The plain recursion in 60 digits, PARI/GP 2.15.
    assertThat(lower[0][0]).isLessThanOrEqualTo(4.054039322024678 + 1e-14);
    assertThat(upper[0][0]).isGreaterThanOrEqualTo(4.054039322024678 - 1e-14);
    assertThat(upper[0][1] - lower[0][1]).isBetween(0.0, 1e-10);
    assertThat(equal.out).contains("not positive definite: inputs 1 and 5 are equal");
  }

  @Test
  void should_say_where_a_kernel_has_no_bounds() throws IOException {
    Result result = run("erf", "0", file("x.csv", "0,0\n1,2\n"), "--certify");

    assertThat(result.code).isEqualTo(ExitCode.MISSED);
    assertThat(result.err).contains("not certified: input 1 has variance 0 at layer 1");
  }
}
