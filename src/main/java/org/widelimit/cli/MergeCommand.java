package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.widelimit.cli.output.Failure;
import org.widelimit.cli.output.Plural;
import org.widelimit.cli.output.Summary;
import org.widelimit.report.Reports;
import org.widelimit.store.Engine;
import org.widelimit.store.ShardManifest;
import org.widelimit.store.ShardManifest.FileMark;
import org.widelimit.store.VerdictLog;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.Shard;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.ClaimResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code merge}: the reports of a run that was done in parts. */
@Command(
    name = "merge",
    description = {
      "Makes the reports of a run that 'verify --shard' did in parts: the same that one machine",
      "would have made, but for the seconds. Run it where the parts ran, as it reads the theorem",
      "files again."
    },
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {

  private static final int SHOWN = 5;

  @Parameters(
      paramLabel = "DIRECTORY",
      arity = "1..*",
      description = "The --out of each part, in any order.")
  private List<Path> folders = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      description = "Where the reports go (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("reports");

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  MergeCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Map<Path, ShardManifest> parts = new LinkedHashMap<>();
    for (Path folder : folders) {
      parts.put(folder, manifest(folder));
    }
    ShardManifest first = parts.values().iterator().next();
    parts.forEach((folder, part) -> requireSame(first, folder, part));
    if (!Engine.fingerprint().equals(Optional.of(first.engine()))) {
      throw fault(
          "the parts were made by another build of the program: merge them with that one, or run"
              + " them again");
    }
    List<TheoremFile> files =
        TheoremArguments.load(spec, first.paths().stream().map(Path::of).toList());
    if (!FileMark.of(files.stream().map(TheoremFile::path).toList()).equals(first.files())) {
      throw fault(
          "the theorem files under %s are not those of the parts: run the parts again, or merge"
                  .formatted(first.paths())
              + " where they are as they were");
    }
    for (TheoremFile file : files) {
      for (BrokenFile broken : file.faults()) {
        spec.commandLine().getErr().println(broken.describe());
      }
    }
    List<VerdictLog> logs = new ArrayList<>();
    parts.forEach((folder, part) -> logs.add(part.verdicts(folder)));
    RunResult result = merged(files, first, logs);
    out.print(Summary.of(result));
    try {
      Reports.write(result, directory);
    } catch (IOException failed) {
      throw fault("the reports could not be written: " + Failure.describe(failed));
    }
    out.println("The report is " + directory.resolve("index.html"));
    return result.broken() ? ExitCode.BROKEN : result.met() ? ExitCode.MET : ExitCode.MISSED;
  }

  private ParameterException fault(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ShardManifest manifest(Path folder) {
    try {
      return ShardManifest.in(folder);
    } catch (IOException none) {
      throw new ParameterException(spec.commandLine(), Failure.describe(none), none);
    }
  }

  private void requireSame(ShardManifest first, Path folder, ShardManifest part) {
    if (!part.as(1).equals(first.as(1))) {
      throw fault(
          "%s is a part of another run than %s: of other files, options, number of parts or build"
              .formatted(folder, folders.get(0)));
    }
  }

  private RunResult merged(List<TheoremFile> files, ShardManifest run, List<VerdictLog> logs) {
    List<TheoremResult> results = new ArrayList<>();
    Map<Integer, List<String>> missing = new TreeMap<>();
    for (TheoremFile file : files) {
      if (file instanceof Theorem theorem) {
        List<ClaimResult> verdicts = new ArrayList<>();
        for (Claim claim : theorem.claims()) {
          for (Map<String, String> choice : ActivationChoices.of(theorem, claim)) {
            Optional<ClaimResult> found =
                logs.stream().flatMap(log -> log.find(theorem, claim, choice).stream()).findFirst();
            found.ifPresentOrElse(
                verdicts::add,
                () ->
                    missing
                        .computeIfAbsent(
                            Shard.of(theorem, claim, choice, run.of()).number(),
                            number -> new ArrayList<>())
                        .add(theorem.id() + "#" + claim.id()));
          }
        }
        results.add(TheoremResult.of(theorem, verdicts));
      } else if (file instanceof BrokenFile broken) {
        results.add(TheoremResult.of(broken));
      }
    }
    if (!missing.isEmpty()) {
      throw fault(missing(missing, run.of()));
    }
    double seconds = results.stream().mapToDouble(TheoremResult::seconds).sum();
    return new RunResult(Verifier.VERSION, run.seed(), results, seconds);
  }

  private static String missing(Map<Integer, List<String>> missing, int of) {
    List<String> words = new ArrayList<>();
    missing.forEach(
        (number, checks) ->
            words.add(
                "part %d/%d has not finished: %s missing (%s%s)"
                    .formatted(
                        number,
                        of,
                        Plural.of(checks.size(), "verdict"),
                        String.join(", ", checks.subList(0, Math.min(SHOWN, checks.size()))),
                        checks.size() > SHOWN ? ", ..." : "")));
    return String.join("; ", words) + ". Run it again with --shard and merge then";
  }
}
