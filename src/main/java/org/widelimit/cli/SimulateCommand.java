package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.DivergentExpectationException;
import org.widelimit.simulation.Experiment;
import org.widelimit.simulation.ExperimentRunner;
import org.widelimit.simulation.Inputs;
import org.widelimit.simulation.Journal;
import org.widelimit.simulation.MatrixKind;
import org.widelimit.simulation.NetworkFamily;
import org.widelimit.simulation.RandomStreams;
import org.widelimit.simulation.TrainingMethod;
import org.widelimit.simulation.TrainingPlan;
import org.widelimit.statistics.CachedSampler;
import org.widelimit.statistics.Calibration;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.ErrorBudget;
import org.widelimit.statistics.ExperimentSampler;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.NonFiniteSampleException;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;
import org.widelimit.verification.VerificationOptions;
import picocli.CommandLine.Command;
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
      "Exit code 1 means that the limit was rejected, or that the samples did not decide."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--claim",
      paramLabel = "FILE#CLAIM",
      description =
          "Simulate a limit or scaling of a theorem file; of the other options, --seed,"
              + " --jobs and --plot apply.")
  private @Nullable String claim;

  @Option(names = "--activation", paramLabel = "EXPR", description = "A name or a formula in x.")
  private String activation = "tanh";

  @Option(names = "--depth", paramLabel = "L", description = "Number of hidden layers.")
  private int depth = 3;

  @Option(names = "--sigmaW2", paramLabel = "W", description = "Weight variance times fan-in.")
  private double sigmaW2 = 1.5;

  @Option(names = "--sigmaB2", paramLabel = "B", description = "Bias variance.")
  private double sigmaB2 = 0.1;

  @Option(
      names = "--observable",
      paramLabel = "NAME",
      description = "What to measure, such as NTK[1, 2] or PreactivationVariance[3].")
  private String observable = "NTK";

  @Option(names = "--widths", split = ",", paramLabel = "M", description = "The ladder.")
  private List<Integer> widths = List.of(64, 256, 1024, 4096);

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

  @Option(names = "--inputs", paramLabel = "N", description = "Number of standard normal inputs.")
  private int inputs = 2;

  @Option(names = "--input-dimension", paramLabel = "D", description = "Their dimension.")
  private int inputDimension = 3;

  @Option(
      names = "--training",
      paramLabel = "METHOD",
      description = "flow:TIME, or descent:RATE:STEPS; targets alternate between 1 and -1.")
  private String training = "flow:1";

  @Option(names = "--matrices", description = "${COMPLETION-CANDIDATES}.")
  private MatrixKind matrices = MatrixKind.REVEALED;

  @Option(names = "--limit", paramLabel = "X", description = "A limit to test instead of theory's.")
  private @Nullable Double limit;

  @Option(
      names = "--discrepancy",
      paramLabel = "E",
      description = "The smallest error to see, relative to the limit (absolute if that is 0).")
  private double discrepancy = 0.01;

  @Option(names = "--seed", paramLabel = "N", description = "The seed.")
  private long seed = 1;

  @Option(names = "--jobs", paramLabel = "N", description = "Threads; 0 for all processors.")
  private int jobs;

  @Option(names = "--plot", paramLabel = "FILE", description = "Write a plot as SVG.")
  private @Nullable Path plot;

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
    int threads = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
    try (ExperimentRunner runner =
        new ExperimentRunner(
            threads,
            journal == null ? null : new Journal(journal),
            ExperimentRunner.Progress.none())) {
      if (claim != null) {
        VerificationOptions options =
            VerificationOptions.defaults().withSeed(seed).withJobs(threads);
        return ClaimSimulation.run(out, claim, options, plot);
      }
      Measured measured = Measured.read(observable, depth);
      Activation phi = Activation.parse(activation);
      Experiment experiment = experiment(measured);
      Optional<Double> theory =
          limit != null
              ? Optional.of(limit)
              : measured.limit(phi, depth, sigmaW2, sigmaB2, experiment.inputs());
      double scale = theory.filter(t -> t != 0).map(Math::abs).orElse(1.0);
      LimitTest test =
          LimitTest.on(new WidthLadder(widths), discrepancy * scale)
              .withLevel(level == null ? ErrorBudget.suite().share() : level)
              .withBiasExponent(measured.vanishes() ? 0.5 : 1)
              .withPlan(plan(measured.observable().needsTraining()));
      if (calibrate != null) {
        return calibrate(out, experiment, test, theory, runner);
      }
      CachedSampler sampler = new CachedSampler(new ExperimentSampler(experiment, seed, 0, runner));
      LimitOutcome outcome = test.test(sampler, theory.orElse(0.0));
      SimulationTable.print(out, measured.observable().name(), outcome, theory);
      if (plot != null) {
        SimulationTable.plot(plot, measured.observable().name(), outcome, theory);
        out.println("plot: " + plot);
      }
      return theory.isEmpty() || outcome.decision() == Decision.ACCEPTED
          ? ExitCode.MET
          : ExitCode.MISSED;
    } catch (DivergentExpectationException | NonFiniteSampleException divergent) {
      out.println("no limit: " + Failure.oneLine(divergent.getMessage()));
      return ExitCode.MISSED;
    } catch (SyntaxException | IllegalArgumentException | ArithmeticException wrong) {
      throw new ParameterException(spec.commandLine(), Failure.oneLine(wrong.getMessage()), wrong);
    } catch (IndexOutOfBoundsException wrong) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' asks for a layer or an input that a network of depth %d with %d inputs does not have"
              .formatted(observable, depth, inputs),
          wrong);
    }
  }

  private int calibrate(
      PrintWriter out,
      Experiment experiment,
      LimitTest test,
      Optional<Double> theory,
      ExperimentRunner runner) {
    if (theory.isEmpty()) {
      throw new IllegalArgumentException("calibration needs a known limit; give one by --limit");
    }
    Calibration calibration =
        Calibration.measure(
            experiment.observable().name(),
            test,
            s -> new ExperimentSampler(experiment, seed + s, 0, runner),
            theory.get(),
            calibrate == null ? 1 : calibrate);
    SimulationTable.print(out, calibration, test.discrepancy());
    return calibration.keepsPromise(1e-6) ? ExitCode.MET : ExitCode.MISSED;
  }

  private SamplingPlan plan(boolean trained) {
    double most = work != null ? work : trained ? 1e6 : 2e7;
    SamplingPlan standard = SamplingPlan.standard().withMaximalWork(most);
    return samples == null ? standard : standard.withInitialSamples(samples).withLooks(1);
  }

  private Experiment experiment(Measured measured) {
    if (depth < 1 || inputs < 1 || inputDimension < 1) {
      throw new IllegalArgumentException("depth, inputs and their dimension are at least 1");
    }
    Inputs points =
        Inputs.gaussian(inputDimension, inputs, RandomStreams.of(seed, "simulate", "inputs"));
    return new Experiment(
        "simulate",
        NetworkFamily.dense(
            inputDimension, Collections.nCopies(depth, activation), sigmaW2, sigmaB2),
        points,
        measured.observable(),
        measured.observable().needsTraining() ? trainingPlan() : null,
        matrices,
        widths,
        samples == null ? 1 : samples);
  }

  private TrainingPlan trainingPlan() {
    String[] words = training.split(":", -1);
    double[] targets = new double[inputs];
    for (int n = 0; n < inputs; n++) {
      targets[n] = n % 2 == 0 ? 1 : -1;
    }
    try {
      if (words[0].equals("flow") && words.length == 2) {
        return TrainingPlan.of(
            new TrainingMethod.GradientFlow(1, Double.parseDouble(words[1]), 1e-6), targets);
      }
      if (words[0].equals("descent") && words.length == 3) {
        return TrainingPlan.of(
            new TrainingMethod.GradientDescent(
                Double.parseDouble(words[1]), 0, Integer.parseInt(words[2])),
            targets);
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "not a number in --training " + training + ": " + notANumber.getMessage(), notANumber);
    }
    throw new IllegalArgumentException(
        "--training is flow:TIME or descent:RATE:STEPS, not '" + training + "'");
  }
}
