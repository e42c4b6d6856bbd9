package org.widelimit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.widelimit.activation.Activation;
import org.widelimit.cli.output.Failure;
import org.widelimit.cli.output.KernelCertificate;
import org.widelimit.cli.output.MatrixFiles;
import org.widelimit.network.dataset.EnclosedKernels;
import org.widelimit.network.dataset.KernelMatrices;
import org.widelimit.numeric.DivergentExpectationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kernel}: the NNGP and neural tangent kernel matrices of a data set. */
@Command(
    name = "kernel",
    description =
        "Computes the NNGP and neural tangent kernels of an infinitely wide network on a data set.",
    mixinStandardHelpOptions = true)
final class KernelCommand implements Callable<Integer> {

  /** The file formats of matrices. */
  enum Format {
    /** Text with 17 significant digits. */
    CSV,
    /** NumPy's binary format. */
    NPY
  }

  @Option(
      names = "--activation",
      required = true,
      paramLabel = "EXPR",
      description = "A name of the catalogue or an expression in x.")
  private String activation;

  @Option(
      names = "--depth",
      required = true,
      paramLabel = "L",
      description = "The number of hidden layers.")
  private int depth;

  @Option(
      names = "--sigmaW2",
      required = true,
      paramLabel = "W",
      description = "The variance of the weights times the width.")
  private double sigmaW2;

  @Option(
      names = "--sigmaB2",
      paramLabel = "B",
      description = "The variance of the biases (default 0).")
  private double sigmaB2;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "The inputs, a row each, as .csv or .npy.")
  private Path input;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write nngp and ntk.")
  private Path out;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv (17 digits, the default) or npy.")
  private Format format;

  @Option(
      names = "--certify",
      description =
          "Writes bounds of every entry as well, and proves that the kernels are positive definite,"
              + " or says why not.")
  private boolean certify;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  KernelCommand() {}

  @Override
  public Integer call() throws IOException {
    requireDepth();
    requireVariance(sigmaW2, "--sigmaW2");
    requireVariance(sigmaB2, "--sigmaB2");
    Activation phi = ActivationArgument.parse(spec, activation);
    KernelMatrices kernels;
    double[][] inputs;
    try {
      inputs = MatrixFiles.read(input);
      kernels = KernelMatrices.of(phi, depth, sigmaW2, sigmaB2, inputs);
    } catch (MatrixFiles.MatrixFormatException
        | IllegalArgumentException
        | DivergentExpectationException wrong) {
      spec.commandLine().getErr().println("widelimit: " + Failure.oneLine(wrong.getMessage()));
      return ExitCode.BROKEN;
    }
    Files.createDirectories(out);
    String ending = "." + format.name().toLowerCase(Locale.ROOT);
    MatrixFiles.write(out.resolve("nngp" + ending), inputs.length, kernels::nngpRow);
    MatrixFiles.write(out.resolve("ntk" + ending), inputs.length, kernels::neuralTangentKernelRow);
    spec.commandLine()
        .getOut()
        .printf(
            "wrote %s and %s: %d x %d%n",
            out.resolve("nngp" + ending),
            out.resolve("ntk" + ending),
            inputs.length,
            inputs.length);
    if (certify) {
      try {
        new KernelCertificate(spec.commandLine().getOut(), out, ending)
            .write(EnclosedKernels.of(phi, depth, sigmaW2, sigmaB2, inputs), inputs);
      } catch (ArithmeticException open) {
        spec.commandLine()
            .getErr()
            .println("widelimit: not certified: " + Failure.oneLine(open.getMessage()));
        return ExitCode.MISSED;
      }
    }
    return ExitCode.MET;
  }

  private void requireVariance(double variance, String option) {
    if (!(variance >= 0) || Double.isInfinite(variance)) {
      throw new ParameterException(
          spec.commandLine(), option + " must be finite and not negative, not " + variance);
    }
  }

  private void requireDepth() {
    if (depth < 1) {
      throw new ParameterException(spec.commandLine(), "--depth must be at least 1, not " + depth);
    }
  }
}
