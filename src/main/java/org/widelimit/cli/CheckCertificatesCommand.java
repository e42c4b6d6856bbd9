package org.widelimit.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.widelimit.certificate.KernelCheck;
import org.widelimit.cli.output.Failure;
import org.widelimit.cli.output.Plural;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-certificates}: has Coq check what {@code verify --certificates} wrote. */
@Command(
    name = "check-certificates",
    description =
        "Has Coq check the certificates that verify --certificates wrote, and writes kernel.json"
            + " beside them. Needs coqc 8.16 with Coquelicot.",
    mixinStandardHelpOptions = true)
final class CheckCertificatesCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIRECTORY", description = "Where the certificates are.")
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Option(
      names = "--coqc",
      paramLabel = "PROGRAM",
      defaultValue = "coqc",
      description = "The compiler of Coq (default: ${DEFAULT-VALUE}).")
  private String coqc = "coqc";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "180",
      description = "By the clock, for one run of the compiler (default: ${DEFAULT-VALUE}).")
  private int seconds = 180;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  CheckCertificatesCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.exists(directory.resolve("Widelimit.v"))) {
      throw new ParameterException(
          spec.commandLine(),
          directory + " has no certificates; verify --certificates writes them");
    }
    KernelCheck kernel = new KernelCheck(coqc, Duration.ofSeconds(seconds));
    try {
      kernel.base(directory);
    } catch (IOException failed) {
      throw new ParameterException(spec.commandLine(), Failure.describe(failed));
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.toString().endsWith(".v"))
              .filter(file -> !file.endsWith("Widelimit.v"))
              .sorted()
              .toList();
    }
    ObjectNode root = new JsonMapper().createObjectNode();
    ArrayNode theorems = root.putArray("theorems");
    int accepted = 0;
    int rejected = 0;
    for (Path file : files) {
      String name = file.getFileName().toString().replaceAll("\\.v$", "");
      for (KernelCheck.Answer answer : kernel.check(file)) {
        ObjectNode node = theorems.addObject();
        node.put("file", name);
        node.put("name", answer.name());
        node.put("kernel", answer.accepted() ? "accepted" : "rejected");
        answer.axioms().forEach(node.putArray("axioms")::add);
        accepted += answer.accepted() ? 1 : 0;
        rejected += answer.accepted() ? 0 : 1;
        out.println(
            "%-9s %s %s%s"
                .formatted(
                    answer.accepted() ? "accepted" : "REJECTED",
                    name,
                    answer.name(),
                    answer.axioms().isEmpty()
                        ? ""
                        : "; assumes: " + String.join(", ", answer.axioms())));
        out.flush();
      }
    }
    root.put("accepted", accepted);
    root.put("rejected", rejected);
    Files.writeString(directory.resolve("kernel.json"), root.toPrettyString() + "\n");
    out.println(
        "%s accepted by Coq, %d rejected".formatted(Plural.of(accepted, "theorem"), rejected));
    return rejected == 0 ? ExitCode.MET : ExitCode.MISSED;
  }
}
