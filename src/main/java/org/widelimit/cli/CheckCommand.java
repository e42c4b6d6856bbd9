package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.widelimit.cli.output.Plural;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.check.Treatment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: reads theorem files without verifying them. */
@Command(
    name = "check",
    description = "Reads theorem files and reports what is wrong with them; verifies nothing.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Theorem files or directories of them.")
  private List<Path> paths = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  CheckCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<TheoremFile> files = TheoremArguments.load(spec, paths);
    int claims = 0;
    int broken = 0;
    for (TheoremFile file : files) {
      for (BrokenFile fault : file.faults()) {
        err.println(fault.describe());
        broken++;
      }
      if (file instanceof Theorem theorem) {
        claims += theorem.claims().size();
        for (Claim claim : theorem.claims()) {
          Optional<BrokenFile> obstacle =
              Treatment.obstacle(theorem, claim).map(why -> untreatable(theorem, claim, why));
          obstacle.ifPresent(fault -> err.println(fault.describe()));
          broken += obstacle.isPresent() ? 1 : 0;
        }
      }
    }
    if (broken > 0) {
      return ExitCode.BROKEN;
    }
    out.println(
        Plural.of(files.size(), "theorem file") + " with " + Plural.of(claims, "claim") + ": fine");
    return ExitCode.MET;
  }

  private static BrokenFile untreatable(Theorem theorem, Claim claim, String why) {
    return new BrokenFile(
        theorem.path(),
        claim.header().position().line(),
        claim.header().position().column(),
        claim.id() + " can be read, but not verified: " + why,
        "see 'widelimit explain'");
  }
}
