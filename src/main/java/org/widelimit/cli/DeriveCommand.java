package org.widelimit.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.symja.SymjaKernel;
import org.widelimit.budget.Allowance;
import org.widelimit.cli.output.DerivationWriter;
import org.widelimit.cli.output.DeriveFormat;
import org.widelimit.cli.output.Failure;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.SymbolicNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derive}: derives the kernels and recursions of an activation, with the steps. */
@Command(
    name = "derive",
    description = "Derives the kernels and recursions of an activation, with the proof steps.",
    mixinStandardHelpOptions = true)
final class DeriveCommand implements Callable<Integer> {

  private static final int LARGEST_ORDER = 32;

  /** The time of the processor for all that the computer algebra is asked. */
  private static final Duration PROPOSALS = Duration.ofSeconds(10);

  /** A day. */
  private static final double LARGEST_BUDGET = 86400;

  @Parameters(
      paramLabel = "EXPR",
      description = "An activation: a name of the catalogue or an expression in x.")
  @SuppressWarnings("NullAway.Init")
  private String expression;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private DeriveFormat format = DeriveFormat.TEXT;

  @Option(
      names = "--layers",
      paramLabel = "KIND",
      defaultValue = "DENSE",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private SymbolicNetwork.Layers layers = SymbolicNetwork.Layers.DENSE;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "1",
      description = "Hidden layers to write the kernels out for (default ${DEFAULT-VALUE}).")
  private int depth = 1;

  @Option(
      names = "--hermite",
      paramLabel = "N",
      defaultValue = "0",
      description = "Hermite coefficients to add (default ${DEFAULT-VALUE}).")
  private int hermite;

  @Option(
      names = "--series",
      description = "Add the expansions of the maps near length 0 and near correlation 1.")
  private boolean series;

  @Option(
      names = "--parameter",
      paramLabel = "NAME",
      description = "A symbol that may occur beside x; it is taken to be positive.")
  private List<String> parameters = List.of();

  @Option(
      names = "--budget",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Seconds of the processor for the whole derivation; what is not reached is named"
              + " (default ${DEFAULT-VALUE}).")
  private double budget = 60;

  @Option(
      names = "--steps",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Print the steps of the derivation (default), or not.")
  private boolean steps = true;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  DeriveCommand() {}

  /** Returns the activation; one with constants of many digits keeps their names. */
  private Activation readable() {
    Optional<ActivationCatalogue.Entry> entry =
        ActivationCatalogue.find(expression.strip())
            .filter(ActivationCatalogue.Entry::hasLongValues);
    if (entry.isEmpty()) {
      return Activation.parse(expression, Set.copyOf(parameters));
    }
    List<String> names = entry.get().parameters();
    return Activation.parse(
        entry.get().name() + names.toString(), Set.copyOf(names)); // selu[lambda, alpha]
  }

  /** Programs are written from forms that are chosen for their numbers, not for their length. */
  private Proposer proposer() {
    return format == DeriveFormat.JAVA || format == DeriveFormat.PYTHON
        ? Proposer.silent()
        : Proposer.of(SymjaKernel.shared(), PROPOSALS);
  }

  @Override
  public Integer call() {
    SymjaKernel.shared().warmUp();
    if (depth < 0 || depth > SymbolicNetwork.DEEPEST) {
      throw new ParameterException(
          spec.commandLine(), "--depth must be 0 to " + SymbolicNetwork.DEEPEST + ", not " + depth);
    }
    if (hermite < 0 || hermite > LARGEST_ORDER) {
      throw new ParameterException(
          spec.commandLine(), "--hermite must be 0 to " + LARGEST_ORDER + ", not " + hermite);
    }
    if (!(budget > 0 && budget <= LARGEST_BUDGET)) {
      throw new ParameterException(
          spec.commandLine(), "--budget must be above 0 and at most 86400 s, not " + budget);
    }
    Activation activation;
    try {
      activation = readable();
    } catch (SyntaxException e) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is no expression: %s (character %d)"
              .formatted(Failure.oneLine(expression), e.getMessage(), e.offset() + 1));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Failure.oneLine(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    Allowance allowance = new Allowance(Duration.ofMillis(Math.round(1000 * budget)));
    KernelDerivation derivation =
        proposer()
            .during(
                () -> KernelDerivation.of(activation, layers, depth, hermite, series, allowance));
    out.print(new DerivationWriter(format, steps).write(derivation));
    out.flush();
    if (!allowance.unfinished().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "Not derived within the budget of %s s: %s. A larger --budget may reach them."
                  .formatted(
                      BigDecimal.valueOf(budget).stripTrailingZeros().toPlainString(),
                      String.join(", ", allowance.unfinished())));
    }
    return ExitCode.MET;
  }
}
