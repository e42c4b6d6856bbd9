package org.widelimit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.symja.SymjaKernel;
import org.widelimit.budget.Allowance;
import org.widelimit.cli.output.PhaseCertificate;
import org.widelimit.cli.output.PhaseReport;
import org.widelimit.cli.output.ResidualReport;
import org.widelimit.meanfield.CriticalLine;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.meanfield.PhasePoint;
import org.widelimit.meanfield.ResidualPoint;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.report.plot.PhasePlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code phase}: the phase diagram of an activation and the initialization to choose. */
@Command(
    name = "phase",
    description = {
      "Finds the initialization at which signals and gradients neither vanish nor explode, for any"
          + " activation.",
      "Every number comes with a bound of its error."
    },
    mixinStandardHelpOptions = true)
final class PhaseCommand implements Callable<Integer> {

  /** The layers, or blocks, that advice is for where nobody says how many. */
  private static final int LAYERS = 32;

  /** The time of the processor for closed forms. */
  private static final Duration CLOSED_FORMS = Duration.ofSeconds(5);

  @Parameters(
      paramLabel = "EXPR",
      description = "An activation: a name of the catalogue or an expression in x: \"x Erf[x]\".")
  private String activation;

  @Option(
      names = "--sigmaB2",
      paramLabel = "B",
      description = "The bias variance at which to find the critical sigmaW2 (default 0).")
  private @Nullable Double sigmaB2;

  @Option(
      names = "--at",
      paramLabel = "W,B",
      split = ",",
      description = "Report everything at sigmaW2 = W, sigmaB2 = B.")
  private double @Nullable [] at;

  @Option(
      names = "--depth",
      paramLabel = "L",
      description =
          "The layers of the network that the advice is for (default 32 where no --at is given).")
  private @Nullable Integer depth;

  @Option(
      names = "--keep-rate",
      paramLabel = "R",
      description = "The keep rate of dropout, for --at (default 1, no dropout).")
  private double keepRate = 1;

  @Option(
      names = "--residual",
      description = {
        "For --at: the residual network of blocks u + W phi(u) + b, over --depth blocks (default"
            + " 32).",
        "A branch scaled by a factor has both variances scaled by its square."
      })
  private boolean residual;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Write the phase diagram as SVG: critical line and depth-scale contours.")
  private @Nullable Path plot;

  @Option(
      names = "--certify",
      description = {
        "Proves it as well: finds every critical point, and with --at every fixed point, in a"
            + " stated range of lengths.",
        "Each number is then an interval that holds it."
      })
  private boolean certify;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  PhaseCommand() {}

  @Override
  public Integer call() throws IOException {
    SymjaKernel.shared().warmUp();
    Activation phi = ActivationArgument.parse(spec, activation);
    requireValid();
    PhaseReport report = new PhaseReport(phi);
    try {
      if (residual && at != null) {
        int blocks = depth == null ? LAYERS : depth;
        ResidualReport.write(ResidualPoint.of(phi, at[0], at[1], blocks), report);
        print(report);
        return ExitCode.MET;
      }
      if (at == null || depth != null || sigmaB2 != null) {
        report.criticalLine(bias(), CriticalLine.of(phi).search(bias()));
        report.closedForms(closedForms(phi));
      }
      if (at != null) {
        PhasePoint point = PhasePoint.of(MeanFieldMaps.of(phi, at[0], at[1]).withDropout(keepRate));
        report.point(point);
        if (depth != null && keepRate == 1) {
          report.layers(point, depth);
        }
      }
      if (depth != null || at == null) {
        report.advice(depth == null ? LAYERS : depth, bias());
      }
      if (certify) {
        certify(new PhaseCertificate(phi, report));
      }
      if (plot != null) {
        Path file = plot.toAbsolutePath();
        if (file.getParent() != null) {
          Files.createDirectories(file.getParent());
        }
        Files.writeString(file, PhasePlot.svg(phi));
        report.plotted(plot);
      }
    } catch (DivergentExpectationException divergent) {
      report.divergence(String.valueOf(divergent.getMessage()));
    }
    print(report);
    return ExitCode.MET;
  }

  private void certify(PhaseCertificate certificate) {
    if (at == null || depth != null || sigmaB2 != null) {
      certificate.critical(bias());
    }
    if (at != null) {
      certificate.point(at[0], at[1]);
    }
  }

  private static KernelDerivation closedForms(Activation phi) {
    return Proposer.of(SymjaKernel.shared(), CLOSED_FORMS)
        .during(() -> KernelDerivation.critical(phi, new Allowance(CLOSED_FORMS)));
  }

  private double bias() {
    return sigmaB2 != null ? sigmaB2 : at != null ? at[1] : 0;
  }

  private void requireValid() {
    if (at != null && at.length != 2) {
      throw invalid("--at needs two numbers, sigmaW2 and sigmaB2, as in --at 1.5,0.05");
    }
    List<Double> variances = at == null ? List.of(bias()) : List.of(at[0], at[1], bias());
    for (double variance : variances) {
      if (!(variance >= 0) || Double.isInfinite(variance)) {
        throw invalid("a variance must be finite and not negative: " + variance);
      }
    }
    if (depth != null && depth < 1) {
      throw invalid("--depth must be at least 1: " + depth);
    }
    if (residual && (at == null || sigmaB2 != null || keepRate != 1 || plot != null)) {
      throw invalid(
          "--residual goes with --at and --depth alone: a residual network has no critical"
              + " sigmaW2, as a block never shrinks gradients");
    }
    if (certify && (residual || keepRate != 1)) {
      throw invalid("--certify is for networks without residual blocks and dropout");
    }
    if (!(keepRate > 0 && keepRate <= 1)) {
      throw invalid("--keep-rate must be in (0, 1]: " + keepRate);
    }
  }

  private ParameterException invalid(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(PhaseReport report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode tree = report.json();
      out.println(
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree));
    } else {
      report.lines().forEach(out::println);
    }
  }
}
