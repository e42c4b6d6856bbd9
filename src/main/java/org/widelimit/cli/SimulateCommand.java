package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.cli.output.Failure;
import org.widelimit.cli.output.Plural;
import org.widelimit.cli.output.SimulationFiles;
import org.widelimit.cli.output.SimulationProgress;
import org.widelimit.cli.output.SimulationResult;
import org.widelimit.cli.output.SimulationTable;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.experiment.ExperimentRunner;
import org.widelimit.simulation.experiment.Journal;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.simulation.sampling.ExperimentSampler;
import org.widelimit.statistics.CachedSampler;
import org.widelimit.statistics.Calibration;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.ErrorBudget;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.NonFiniteSampleException;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;
import org.widelimit.verification.claim.VerificationOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: one observable of finite networks over a ladder of widths. */
@Command(
    name = "simulate",
    description = {
      "Samples one observable of random networks at growing widths, and compares it with its"
          + " limit.",
      "Exit code 1 means that the limit was rejected, or that the samples did not decide.",
      "Ctrl-C keeps and shows what was measured; with --journal the same command continues there."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SimulateCommand implements Callable<Integer> {

  /** Samples a width of an observable that is not tested, where none are asked for. */
  private static final int UNTESTED_SAMPLES = 256;

  /** How long an interrupted run may take to show what it has. */
  private static final int SECONDS_TO_STOP = 30;

  @Option(
      names = "--claim",
      paramLabel = "FILE#CLAIM",
      description =
          "Simulate a limit or scaling of a theorem file; of the other options, --seed,"
              + " --jobs and --plot apply.")
  private @Nullable String claim;

  @Option(names = "--list", description = "List the observables, and do nothing else.")
  private boolean list;

  @Option(
      names = "--observable",
      paramLabel = "NAME",
      description = "What to measure, such as NTK[1, 2] or PreactivationVariance[3]; see --list.")
  private String observable = "NTK";

  @Mixin private final NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Samples a width; without it, as many as a decision takes.")
  private @Nullable Integer samples;

  @Option(
      names = "--work",
      paramLabel = "N",
      description = "Most samples times their widths; without it, 2e7, or 1e6 with training.")
  private @Nullable Double work;

  @Option(names = "--limit", paramLabel = "X", description = "A limit to test instead of theory's.")
  private @Nullable Double limit;

  @Option(
      names = "--discrepancy",
      paramLabel = "E",
      description = "The smallest error to see, relative to the limit (absolute if that is 0).")
  private double discrepancy = 0.01;

  @Option(names = "--jobs", paramLabel = "N", description = "Threads; 0 for all processors.")
  private int jobs;

  @Option(names = "--plot", paramLabel = "FILE", description = "Write a plot as SVG.")
  private @Nullable Path plot;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the table as CSV.")
  private @Nullable Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "Keep finished samples here, and continue from those found.")
  private @Nullable Path journal;

  @Option(
      names = "--calibrate",
      paramLabel = "N",
      description = "Run the test at N seeds and report how often it is wrong.")
  private @Nullable Integer calibrate;

  @Option(
      names = "--level",
      paramLabel = "P",
      description = "Probability of a wrong decision; without it, one share of a run's budget.")
  private @Nullable Double level;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  SimulateCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      ObservableCatalogue.entries().forEach(e -> out.printf("%-66s %s%n", e.usage(), e.meaning()));
      return ExitCode.MET;
    }
    try {
      checkRanges();
      int threads = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
      if (claim != null) {
        VerificationOptions options =
            VerificationOptions.defaults().withSeed(network.seed()).withJobs(threads);
        return ClaimSimulation.run(out, claim, options, plot);
      }
      return simulate(out, threads);
    } catch (DivergentExpectationException | NonFiniteSampleException divergent) {
      out.println("no limit: " + Failure.oneLine(divergent.getMessage()));
      return ExitCode.MISSED;
    } catch (SyntaxException | IllegalArgumentException | ArithmeticException wrong) {
      throw new ParameterException(spec.commandLine(), Failure.oneLine(wrong.getMessage()), wrong);
    } catch (OutOfMemoryError tooLarge) {
      throw new ParameterException(
          spec.commandLine(),
          "out of memory; take smaller widths, fewer --jobs, or a larger heap (java -Xmx)",
          tooLarge);
    }
  }

  private void checkRanges() {
    if (jobs < 0 || jobs > 1024) {
      throw new IllegalArgumentException("--jobs is 0 to 1024, not " + jobs);
    }
    if (samples != null && samples < 1) {
      throw new IllegalArgumentException("--samples is at least 1, not " + samples);
    }
    if (calibrate != null && calibrate < 1) {
      throw new IllegalArgumentException("--calibrate takes at least 1 seed, not " + calibrate);
    }
    if (!(discrepancy > 0) || Double.isInfinite(discrepancy)) {
      throw new IllegalArgumentException("--discrepancy is positive, not " + discrepancy);
    }
    if (work != null && !(work > 0)) {
      throw new IllegalArgumentException("--work is positive, not " + work);
    }
    if (level != null && !(level > 0 && level < 1)) {
      throw new IllegalArgumentException("--level is a probability, not " + level);
    }
    if (limit != null && !Double.isFinite(limit)) {
      throw new IllegalArgumentException("--limit is a number, not " + limit);
    }
  }

  private int simulate(PrintWriter out, int threads) throws IOException {
    Measured measured = Measured.read(observable, network.shape());
    SimulatedNetwork simulated = network.read();
    Experiment experiment = network.experiment(measured, simulated);
    Optional<Double> theory =
        limit != null ? Optional.of(limit) : InfiniteWidth.limit(measured.observable(), simulated);
    PrintWriter err = spec.commandLine().getErr();
    Journal kept = journal == null ? null : new Journal(journal);
    CountDownLatch shown = new CountDownLatch(1);
    try (SimulationProgress progress = SimulationProgress.on(err);
        ExperimentRunner runner = new ExperimentRunner(threads, kept, progress)) {
      Thread hook = new Thread(() -> stop(runner, shown), "end the simulation");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        return calibrate != null
            ? calibrate(out, experiment, test(experiment, theory), theory, runner, progress)
            : measure(out, experiment, test(experiment, theory), theory, runner, progress);
      } catch (CancellationException interrupted) {
        progress.clear();
        return interrupted(out, err, experiment, progress);
      } finally {
        shown.countDown();
        VerifyCommand.removeHook(hook);
      }
    }
  }

  /** Runs when the program is asked to end: lets the main thread show what there is. */
  private static void stop(ExperimentRunner runner, CountDownLatch shown) {
    runner.cancel();
    try {
      shown.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LimitTest test(Experiment experiment, Optional<Double> theory) {
    double scale = theory.filter(t -> t != 0).map(Math::abs).orElse(1.0);
    return LimitTest.on(new WidthLadder(network.widths()), discrepancy * scale)
        .withLevel(level())
        .withBiasExponent(experiment.observable().biasExponent(experiment.networks().outputs()))
        .withPlan(plan(experiment.observable().needsTraining()));
  }

  private double level() {
    return level == null ? ErrorBudget.suite().share() : level;
  }

  private SamplingPlan plan(boolean trained) {
    double most = work != null ? work : trained ? 1e6 : 2e7;
    SamplingPlan standard =
        (trained ? SamplingPlan.standard() : SamplingPlan.ofInitialization()).withMaximalWork(most);
    return samples == null ? standard : standard.withInitialSamples(samples).withLooks(1);
  }

  private int measure(
      PrintWriter out,
      Experiment experiment,
      LimitTest test,
      Optional<Double> theory,
      ExperimentRunner runner,
      SimulationProgress progress)
      throws IOException {
    String name = experiment.observable().name();
    int numbers = experiment.run(network.widths().get(0), 0, network.seed()).length;
    if (numbers > 1) {
      int count = samples == null ? UNTESTED_SAMPLES : samples;
      SimulationResult spectrum =
          SimulationResult.spectrum(
              name, runner.run(withSamples(experiment, count), network.seed()), level());
      progress.clear();
      write(out, spectrum);
      return ExitCode.MET;
    }
    CachedSampler sampler =
        new CachedSampler(ExperimentSampler.of(experiment, network.seed(), runner));
    LimitOutcome outcome = test.test(sampler, theory.orElse(0.0));
    progress.clear();
    write(out, SimulationResult.of(name, outcome, theory));
    return theory.isEmpty() || outcome.decision() == Decision.ACCEPTED
        ? ExitCode.MET
        : ExitCode.MISSED;
  }

  private static Experiment withSamples(Experiment experiment, int count) {
    return new Experiment(
        experiment.name(),
        experiment.networks(),
        experiment.inputs(),
        experiment.observable(),
        experiment.training(),
        experiment.matrices(),
        experiment.widths(),
        count);
  }

  private int interrupted(
      PrintWriter out, PrintWriter err, Experiment experiment, SimulationProgress progress)
      throws IOException {
    var measured = progress.measured();
    if (!measured.isEmpty()) {
      write(out, SimulationResult.partial(experiment.observable().name(), measured, level()));
    }
    long count = measured.values().stream().mapToLong(values -> values.length).sum();
    out.flush();
    err.printf(
        Locale.ROOT,
        "%nwidelimit: interrupted; %s measured, %s%n",
        Plural.of(count, "sample"),
        journal == null
            ? "shown above (with --journal DIR a run can be continued)"
            : "kept in " + journal + "; the same command continues from them");
    err.flush();
    return ExitCode.MISSED;
  }

  private void write(PrintWriter out, SimulationResult result) throws IOException {
    SimulationTable.print(out, result);
    if (csv != null) {
      SimulationFiles.csv(csv, result);
      out.println("csv: " + csv);
    }
    if (json != null) {
      SimulationFiles.json(json, result, settings());
      out.println("json: " + json);
    }
    if (plot != null && result.isSpectrum()) {
      out.println("plot: none of a spectrum; measure one of its numbers by its rank instead");
    } else if (plot != null) {
      SimulationFiles.plot(plot, result);
      out.println("plot: " + plot);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>(network.settings());
    settings.put("discrepancy", discrepancy);
    settings.put("level", level());
    return settings;
  }

  private int calibrate(
      PrintWriter out,
      Experiment experiment,
      LimitTest test,
      Optional<Double> theory,
      ExperimentRunner runner,
      SimulationProgress progress) {
    if (theory.isEmpty()) {
      throw new IllegalArgumentException("calibration needs a known limit; give one by --limit");
    }
    Calibration calibration =
        Calibration.measure(
            experiment.observable().name(),
            test,
            s -> {
              progress.stage("seed " + (network.seed() + s));
              return ExperimentSampler.of(experiment, network.seed() + s, runner);
            },
            theory.get(),
            calibrate == null ? 1 : calibrate);
    progress.clear();
    SimulationTable.print(out, calibration, test.discrepancy());
    return calibration.keepsPromise(1e-6) ? ExitCode.MET : ExitCode.MISSED;
  }
}
