package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.symja.SymjaKernel;
import org.widelimit.cli.output.Failure;
import org.widelimit.cli.output.Plural;
import org.widelimit.cli.output.Progress;
import org.widelimit.cli.output.Summary;
import org.widelimit.store.Engine;
import org.widelimit.store.ShardManifest;
import org.widelimit.store.ShardManifest.FileMark;
import org.widelimit.store.VerdictLog;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.Shard;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** One part of a run: its verdicts are kept as they come, and a part that was killed goes on. */
final class ShardRun {

  private final CommandSpec spec;
  private final Shard shard;
  private final VerificationOptions options;
  private final List<Path> paths;
  private final Path folder;

  ShardRun(
      CommandSpec spec, Shard shard, VerificationOptions options, List<Path> paths, Path folder) {
    this.spec = spec;
    this.shard = shard;
    this.options = options;
    this.paths = paths;
    this.folder = folder;
  }

  int call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    String engine =
        Engine.fingerprint()
            .orElseThrow(() -> new IOException("this build cannot see its own classes"));
    List<TheoremFile> files = TheoremArguments.load(spec, paths);
    for (TheoremFile file : files) {
      for (BrokenFile fault : file.faults()) {
        err.println(fault.describe());
      }
    }
    ShardManifest manifest =
        ShardManifest.of(
            engine,
            options,
            shard,
            paths.stream().map(Path::toString).toList(),
            FileMark.of(files.stream().map(TheoremFile::path).toList()));
    try {
      manifest.write(folder);
    } catch (IOException failed) {
      throw new ParameterException(
          spec.commandLine(),
          "--out: nothing can be written in %s: %s".formatted(folder, Failure.describe(failed)),
          failed);
    }
    VerdictLog verdicts = manifest.verdicts(folder);
    Verifier verifier = Verifier.with(options).doing(shard).remembering(verdicts);
    long checks = files.stream().mapToLong(verifier::checksHere).sum();
    if (checks > 0 && options.rungs().contains(Rung.DERIVE)) {
      SymjaKernel.shared().warmUp();
    }
    out.println(
        "Part %d of %d: ".formatted(shard.number(), shard.of())
            + Summary.start(files, checks, options, folder));
    out.flush();
    RunResult result;
    try (Progress progress = Progress.on(out)) {
      result =
          verifier
              .asking(Proposer.of(SymjaKernel.shared(), VerifyCommand.PROPOSALS))
              .verify(files, progress);
    }
    verdicts.trouble().ifPresent(why -> err.println("widelimit: " + Failure.oneLine(why)));
    List<ClaimResult> reached = result.claims();
    out.println(
        "%s kept in %s, %d of them from before; 'widelimit merge' with the folders of all %d parts makes the reports"
            .formatted(Plural.of(checks, "verdict"), folder, verdicts.found(), shard.of()));
    out.flush();
    if (verdicts.trouble().isPresent() || result.broken()) {
      return ExitCode.BROKEN;
    }
    return reached.stream().allMatch(ClaimResult::met) ? ExitCode.MET : ExitCode.MISSED;
  }
}
