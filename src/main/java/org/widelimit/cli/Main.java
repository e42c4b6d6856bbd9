package org.widelimit.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.widelimit.algebra.symja.SymjaKernel;
import org.widelimit.cli.output.Failure;
import org.widelimit.verification.Verifier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of Widelimit. */
@Command(
    name = "widelimit",
    description = "Verifies claims about wide neural networks: derives, integrates, simulates.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      VerifyCommand.class,
      MergeCommand.class,
      CheckCommand.class,
      CheckCertificatesCommand.class,
      DeriveCommand.class,
      NewCommand.class,
      ExplainCommand.class,
      SchemaCommand.class,
      ReportCommand.class,
      PhaseCommand.class,
      KernelCommand.class,
      SimulateCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every expectation is met",
      "1:some expectation is not met",
      "2:the command line is wrong or a file is broken"
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  /** Created by {@link #run}. */
  @SuppressWarnings("NullAway.Init")
  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("derive")) {
      // It takes as long to start as the command line takes to be read.
      SymjaKernel.shared().warmUp();
    }
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /**
   * Runs a command.
   *
   * @param out where results go
   * @param err where complaints go
   * @param args the command and its arguments
   * @return the exit code: 0, 1 or 2
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    int code =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(Main::complain)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("widelimit: " + Failure.describe(failure));
                  return ExitCode.BROKEN;
                })
            .execute(args);
    out.flush();
    err.flush();
    return code;
  }

  /** One line that says what is wrong, one that says where help is. */
  private static int complain(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("widelimit: " + Failure.oneLine(String.valueOf(exception.getMessage())));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.BROKEN;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** The version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"widelimit " + Verifier.VERSION};
    }
  }
}
