package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.symja.SymjaKernel;
import org.widelimit.cli.output.CertificateFiles;
import org.widelimit.cli.output.ClusterScripts;
import org.widelimit.cli.output.Failure;
import org.widelimit.cli.output.Plural;
import org.widelimit.cli.output.Progress;
import org.widelimit.cli.output.RunJournal;
import org.widelimit.cli.output.Summary;
import org.widelimit.report.Errata;
import org.widelimit.report.Reports;
import org.widelimit.report.text.Understood;
import org.widelimit.store.Engine;
import org.widelimit.store.OwnKey;
import org.widelimit.store.VerdictLog;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.Shard;
import org.widelimit.verification.VerdictMemory;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.Rung;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: gives every claim its verdict and writes the reports. */
@Command(
    name = "verify",
    description = "Verifies theorem files and writes the reports.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  /** The time of the processor for all that a run asks of the computer algebra. */
  static final Duration PROPOSALS = Duration.ofMinutes(2);

  /** The verdicts that the next run may reuse, in the folder of the reports. */
  private static final String CACHE = "verdicts.cache.jsonl";

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Theorem files or directories of them (default: theorems); papers, *.tex or *.md, whose"
              + " displayed equations are checked.")
  private List<Path> paths = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      description = "Where the reports go (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("reports");

  @Option(
      names = "--rungs",
      paramLabel = "RUNG",
      split = ",",
      description = "The rungs to climb, of derive,integrate,simulate (default: all).")
  private List<Rung> rungs = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Points, networks and controls are drawn from this seed and the claim's id; with the same"
              + " file, options and seed they are the same (default: ${DEFAULT-VALUE}).")
  private long seed = VerificationOptions.DEFAULT_SEED;

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description =
          "How much work a claim may cost: quick, standard or thorough (default: standard).")
  private Budget budget = Budget.STANDARD;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many claims are checked at the same time (default: one a processor).")
  private int jobs = VerificationOptions.defaults().jobs();

  @Option(
      names = "--fail-fast",
      description = "End the run at the first claim that misses its expectation.")
  private boolean failFast;

  @Option(
      names = "--explain",
      description = "Print each formula as it was understood, in Wolfram syntax and in TeX.")
  private boolean explain;

  @Option(
      names = "--certificates",
      paramLabel = "DIRECTORY",
      description =
          "Write the proved claims there as theorems that Coq checks; see check-certificates.")
  private @Nullable Path certificates;

  @Option(
      names = "--errata",
      paramLabel = "FILE",
      description =
          "Write there, in Markdown, what does not hold as printed: each equation, what is wrong,"
              + " what holds instead, and the command that shows it.")
  private @Nullable Path errata;

  @Option(
      names = "--calibrate",
      paramLabel = "N",
      description = {
        "Instead of giving verdicts, simulate the claims at N seeds from --seed on, and report how",
        "often a simulation was wrong or undecided. Writes no report."
      })
  private @Nullable Integer calibrate;

  @Option(
      names = "--no-cache",
      description = {
        "Check every claim, also those of which an earlier run of this build with the same seed,",
        "budget and rungs left the verdict in the cache beside the reports."
      })
  private boolean noCache;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = {
        "Do the I-th of N parts of the run and keep its verdicts in --out; run again it goes on"
            + " where",
        "it ended. 'widelimit merge DIRECTORY...' makes the reports of all parts."
      })
  private @Nullable String shard;

  @Option(
      names = "--emit",
      paramLabel = "SCHEDULER",
      description = {
        "Instead of verifying, print what does it in --parts parts on many machines: slurm (an"
            + " array",
        "job and the merge that depends on it) or github (a workflow)."
      })
  private ClusterScripts.@Nullable Scheduler emit;

  @Option(
      names = "--parts",
      paramLabel = "N",
      description = "How many parts --emit makes (default: ${DEFAULT-VALUE}).")
  private int parts = 8;

  @Option(
      names = "--watch",
      description = {
        "Stay, and verify again whenever a theorem file is saved: only the claims that changed.",
        "Ctrl-C ends it."
      })
  private boolean watch;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (jobs < 1 || jobs > 1024) {
      throw new ParameterException(spec.commandLine(), "--jobs must be 1 to 1024, not " + jobs);
    }
    if (calibrate != null && calibrate < 1) {
      throw new ParameterException(
          spec.commandLine(), "--calibrate takes at least 1 seed, not " + calibrate);
    }
    Set<Rung> chosen = rungs.isEmpty() ? EnumSet.allOf(Rung.class) : EnumSet.copyOf(rungs);
    VerificationOptions options = new VerificationOptions(chosen, seed, budget, jobs, failFast);
    List<Path> wanted = paths.isEmpty() ? List.of(Path.of("theorems")) : paths;
    if (emit != null) {
      return emit(emit, wanted, options, out);
    }
    if (shard != null) {
      refuse(watch || failFast || explain || calibrate != null, "--shard", "other ways to run");
      return new ShardRun(spec, shard(shard), options, wanted, directory).call();
    }
    if (calibrate != null) {
      refuse(watch, "--calibrate", "--watch");
      List<TheoremFile> files = load(wanted, err);
      int code =
          ClaimCalibration.run(
              files, options.withRungs(EnumSet.of(Rung.SIMULATE)), calibrate, out, err);
      return broken(files) ? ExitCode.BROKEN : code;
    }
    out.println(
        "Reading theorem files: "
            + Failure.oneLine(String.join(", ", wanted.stream().map(Path::toString).toList())));
    out.flush();
    FileWatch saved = new FileWatch(wanted);
    int code = once(load(wanted, err), options, out, err);
    while (watch && saved.awaitChange(out)) {
      code = once(load(wanted, err), options, out, err);
    }
    return code;
  }

  private void refuse(boolean both, String option, String other) {
    if (both) {
      throw new ParameterException(
          spec.commandLine(), option + " does not go together with " + other);
    }
  }

  private Shard shard(String text) {
    try {
      return Shard.parse(text);
    } catch (IllegalArgumentException none) {
      throw new ParameterException(spec.commandLine(), "--shard: " + none.getMessage(), none);
    }
  }

  private int emit(
      ClusterScripts.Scheduler scheduler,
      List<Path> wanted,
      VerificationOptions options,
      PrintWriter out) {
    if (parts < 1 || parts > Shard.MOST) {
      throw new ParameterException(
          spec.commandLine(), "--parts must be 1 to %d, not %d".formatted(Shard.MOST, parts));
    }
    out.print(ClusterScripts.of(scheduler, parts, wanted, directory, options));
    return ExitCode.MET;
  }

  private List<TheoremFile> load(List<Path> wanted, PrintWriter err) throws IOException {
    List<TheoremFile> files = TheoremArguments.load(spec, wanted);
    for (TheoremFile file : files) {
      for (BrokenFile fault : file.faults()) {
        err.println(fault.describe());
      }
    }
    err.flush();
    return files;
  }

  private static boolean broken(List<TheoremFile> files) {
    return files.stream().anyMatch(file -> !file.faults().isEmpty());
  }

  /** Verifies the files and writes the reports. */
  private int once(
      List<TheoremFile> files, VerificationOptions chosen, PrintWriter out, PrintWriter err)
      throws IOException {
    if (explain) {
      files.forEach(file -> explain(file, out));
    }
    long checks = files.stream().mapToLong(Verifier::checks).sum();
    if (checks == 0) {
      out.print(Summary.of(new RunRecorder(files, seed).result()));
      out.println("Nothing was verified, and no report was written.");
      return broken(files) ? ExitCode.BROKEN : ExitCode.MET;
    }
    VerificationOptions options = chosen.withChecks(Math.toIntExact(checks));
    try (RunJournal journal = journal(err)) {
      Optional<VerdictLog> cache =
          noCache
              ? Optional.empty()
              : Engine.fingerprint()
                  .flatMap(OwnKey::sign)
                  .map(engine -> VerdictLog.cache(directory.resolve(CACHE), engine, options));
      if (options.rungs().contains(Rung.DERIVE) && isNew(files, cache)) {
        SymjaKernel.shared().warmUp();
      }
      out.println(Summary.start(files, checks, options, directory));
      out.flush();
      RunResult result = verify(files, options, cache, journal, out);
      out.print(Summary.of(result));
      cache.map(log -> Summary.reused(log, directory.resolve(CACHE))).ifPresent(out::print);
      out.flush();
      if (!write(result, journal, err)) {
        return ExitCode.BROKEN;
      }
      if (errata != null) {
        writeErrata(errata, result, out);
      }
      if (certificates != null) {
        out.print(CertificateFiles.write(result, certificates));
      }
      out.println("The report is " + directory.resolve("index.html"));
      out.flush();
      return result.broken() ? ExitCode.BROKEN : result.met() ? ExitCode.MET : ExitCode.MISSED;
    }
  }

  private static void writeErrata(Path file, RunResult result, PrintWriter out) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.writeString(file, Errata.of(result));
    out.println("What does not hold as printed is in " + file);
  }

  /** Returns whether a claim must be checked. */
  private static boolean isNew(List<TheoremFile> files, Optional<VerdictLog> cache) {
    if (cache.isEmpty()) {
      return true;
    }
    for (TheoremFile file : files) {
      if (file instanceof Theorem theorem) {
        for (Claim claim : theorem.claims()) {
          for (Map<String, String> choice : ActivationChoices.of(theorem, claim)) {
            if (!cache.get().knows(theorem, claim, choice)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static void explain(TheoremFile file, PrintWriter out) {
    if (file instanceof Theorem theorem) {
      for (Claim claim : theorem.claims()) {
        Understood read = Understood.of(theorem, claim);
        out.println(theorem.id() + "#" + claim.id());
        out.println("  written: " + Failure.oneLine(claim.formula()));
        out.println("  Wolfram: " + read.wolfram());
        out.println("  TeX:     " + read.tex());
        read.where().forEach(condition -> out.println("  under:   " + condition));
      }
      out.println();
    }
  }

  /** Opens the journal of the run, before it costs any time: nobody likes to learn this after. */
  private RunJournal journal(PrintWriter err) {
    try {
      return RunJournal.in(directory, err);
    } catch (IOException failed) {
      throw new ParameterException(
          spec.commandLine(),
          "--out: nothing can be written in %s: %s".formatted(directory, Failure.describe(failed)));
    }
  }

  private RunResult verify(
      List<TheoremFile> files,
      VerificationOptions options,
      Optional<VerdictLog> cache,
      RunJournal journal,
      PrintWriter out) {
    RunRecorder recorder = new RunRecorder(files, seed);
    Thread rescue =
        new Thread(() -> rescue(recorder, journal), "write the reports of an interrupted run");
    Runtime.getRuntime().addShutdownHook(rescue);
    boolean finished = false;
    try (Progress progress = Progress.on(out)) {
      RunResult result =
          Verifier.with(options)
              .asking(Proposer.of(SymjaKernel.shared(), PROPOSALS))
              .remembering(cache.<VerdictMemory>map(log -> log).orElse(VerdictMemory.NONE))
              .verify(files, VerificationListener.all(recorder, journal, progress));
      finished = true;
      return result;
    } finally {
      if (!finished) {
        rescue(recorder, journal);
      }
      removeHook(rescue);
    }
  }

  /** Removes a shutdown hook, unless the JVM is shutting down already. */
  static void removeHook(Thread rescue) {
    try {
      Runtime.getRuntime().removeShutdownHook(rescue);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already: it writes what is there.
      return;
    }
  }

  /** Writes the verdicts that a run reached before it was interrupted or failed. */
  private void rescue(RunRecorder recorder, RunJournal journal) {
    PrintWriter err = spec.commandLine().getErr();
    RunResult partial = recorder.result();
    long reached = partial.theorems().stream().mapToLong(t -> t.claims().size()).sum();
    if (reached == 0) {
      journal.remove();
      err.printf(Locale.ROOT, "%nwidelimit: interrupted before the first verdict%n");
    } else if (write(partial, journal, err)) {
      err.printf(
          Locale.ROOT,
          "%nwidelimit: interrupted; %s kept in %s%n",
          Plural.of(reached, "verdict"),
          directory.resolve("index.html"));
    }
    err.flush();
  }

  /**
   * Writes the reports; where that fails the verdicts stay in the journal and in the folder of
   * temporary files, and the reports of the run before stay as they are.
   *
   * @return whether the reports are there
   */
  private boolean write(RunResult result, RunJournal journal, PrintWriter err) {
    try {
      Reports.write(result, directory);
      journal.remove();
      return true;
    } catch (IOException failed) {
      journal.close();
      List<String> kept = new ArrayList<>();
      if (!journal.kept().isEmpty()) {
        kept.add(journal.kept());
      }
      try {
        Path spare = Files.createTempFile("widelimit-verdicts-", ".json");
        Reports.writeVerdicts(result, spare);
        kept.add("all of them in " + spare);
      } catch (IOException alsoFailed) {
        kept.add("no copy in the folder of temporary files: " + Failure.describe(alsoFailed));
      }
      err.println(
          "widelimit: the reports could not be written: "
              + Failure.describe(failed)
              + "; "
              + String.join("; ", kept));
      err.flush();
      return false;
    }
  }
}
