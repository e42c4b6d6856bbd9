package org.widelimit.simulation.matrix;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.experiment.ExperimentRunner;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;

/**
 * Prints the figures of BENCHMARKS.md in one run. Times are seconds of processor time of the one
 * thread that computes, so that other work on the machine does not count; figures that are divided
 * by each other are taken in turns. The widest networks run in a process of their own, whose
 * largest memory, on and off the heap, is read from the operating system.
 */
public final class SimulationSpeed {

  private static final int ROUNDS = 5;
  private static final int REVEALED_A_ROUND = 25;

  /** Samples that are drawn by one thread, then by two: some 0.6 s of one. */
  private static final int BURST = 3000;

  private static final int THREADS_WIDTH = 1024;
  private static final int DENSE_WIDTH = 8192;
  private static final String WIDEST = "widest";

  /** Keeps the compiler from leaving work out; it is printed at the end. */
  private static double sink;

  private SimulationSpeed() {}

  /** Prints the figures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (List.of(arguments).contains(WIDEST)) {
      widest();
      return;
    }
    load("before");
    kernels();
    activation("relu", x -> x > 0 ? x : 0);
    activation("swish", x -> x / (1 + Math.exp(-x)));
    threads();
    print(
        "50 steps of training, 8 inputs, width 1e5, 2 hidden layers",
        seconds(1, seed -> SimulationBenchmark.training(100_000, 2, 50, seed)));
    runWidest();
    load("after");
    print("(a sum that keeps the work from being left out)", sink);
  }

  private static void load(String when) {
    print(
        "runnable threads on this machine " + when,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Dense and revealed kernels, and the parts of a dense one, in turns. */
  private static void kernels() {
    for (int i = 0; i < 300; i++) {
      sink += SimulationBenchmark.kernel(2000, MatrixKind.REVEALED, i);
    }
    double[] dense = new double[ROUNDS];
    double[] generator = new double[ROUNDS];
    double[] products = new double[ROUNDS];
    double[] revealed = new double[ROUNDS];
    double first = seconds(1, seed -> SimulationBenchmark.kernel(DENSE_WIDTH, MatrixKind.DENSE, 9));
    seconds(REVEALED_A_ROUND, SimulationSpeed::revealed);
    try (DenseMatrix matrix =
        new DenseMatrix(DENSE_WIDTH, DENSE_WIDTH, RandomStreams.of(1).generator())) {
      for (int round = 0; round < ROUNDS; round++) {
        dense[round] =
            seconds(1, seed -> SimulationBenchmark.kernel(DENSE_WIDTH, MatrixKind.DENSE, seed));
        revealed[round] = seconds(REVEALED_A_ROUND, SimulationSpeed::revealed);
        generator[round] = 2 * seconds(1, SimulationSpeed::fill);
        products[round] = products(matrix);
      }
    }
    print("NTK, width 8192, depth 3, 4 inputs: dense, the first", first);
    print("the next: dense", median(dense));
    print("the same: revealed", median(revealed));
    print("ratio", median(dense) / median(revealed));
    print("ratio: smallest of the rounds", rounds(dense, revealed)[0]);
    print("ratio: largest of the rounds", rounds(dense, revealed)[ROUNDS - 1]);
    print("dense: share of the generator", median(generator) / median(dense));
    print(
        "dense: share of generator and OpenBLAS",
        (median(generator) + median(products)) / median(dense));
  }

  private static double[] rounds(double[] over, double[] under) {
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, i -> over[i] / under[i]);
    Arrays.sort(ratios);
    return ratios;
  }

  private static double revealed(long seed) {
    return SimulationBenchmark.kernel(DENSE_WIDTH, MatrixKind.REVEALED, seed);
  }

  private static double fill(long seed) {
    RandomGenerator generator = RandomStreams.of(seed).generator();
    double[] column = new double[DENSE_WIDTH];
    for (int j = 0; j < DENSE_WIDTH; j++) {
      RandomStreams.fillGaussian(generator, column);
    }
    return column[0];
  }

  /** The four products with four vectors of a kernel at depth 3: two forward, two backward. */
  private static double products(DenseMatrix matrix) {
    Matrix vectors = Matrix.wrap(DENSE_WIDTH, new double[4][DENSE_WIDTH]);
    return 2 * seconds(1, seed -> matrix.times(vectors).get(0, 0))
        + 2 * seconds(1, seed -> matrix.transposeTimes(vectors).get(0, 0));
  }

  private static void runWidest() throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1500m",
            "-cp",
            System.getProperty("java.class.path"),
            SimulationSpeed.class.getName(),
            WIDEST)
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Kernels of width up to a million, in a process that does nothing else. */
  private static void widest() throws IOException {
    for (int i = 0; i < 300; i++) {
      sink += SimulationBenchmark.kernel(2000, MatrixKind.REVEALED, i);
    }
    double narrow =
        seconds(50, seed -> SimulationBenchmark.kernel(10_000, MatrixKind.REVEALED, seed));
    double middle =
        seconds(10, seed -> SimulationBenchmark.kernel(100_000, MatrixKind.REVEALED, seed));
    double wide =
        seconds(5, seed -> SimulationBenchmark.kernel(1_000_000, MatrixKind.REVEALED, seed));
    print("revealed, width 1e4", narrow);
    print("revealed, width 1e5", middle);
    print("revealed, width 1e6", wide);
    print("exponent from 1e4 to 1e6", Math.log10(wide / narrow) / 2);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM")) {
        print(
            "largest memory of that process, in GB",
            Double.parseDouble(line.replaceAll("\\D", "")) / 1e6);
      }
    }
  }

  /** Samples a second of one and of two threads, in turns. */
  private static void threads() {
    Experiment experiment =
        new Experiment(
            "threads",
            NetworkFamily.dense(4, Collections.nCopies(3, "relu"), 2, 0.01),
            Inputs.gaussian(4, 4, RandomStreams.of(1, "inputs")),
            new BackwardObservable.EmpiricalNTK(1, 2),
            null,
            MatrixKind.REVEALED,
            List.of(THREADS_WIDTH),
            BURST);
    double[] gains = new double[2 * ROUNDS + 1];
    double[] costs = new double[gains.length];
    try (ExperimentRunner one = new ExperimentRunner(1);
        ExperimentRunner two = new ExperimentRunner(2)) {
      for (int i = 0; i < 2; i++) {
        burst(one, experiment, -1 - i);
        burst(two, experiment, -1 - i);
      }
      for (int i = 0; i < gains.length; i++) {
        double[] single = burst(one, experiment, i);
        double[] pair = burst(two, experiment, i);
        gains[i] = single[0] / pair[0];
        costs[i] = pair[1] / single[1];
      }
    }
    Arrays.sort(gains);
    print("two threads: width of the samples", THREADS_WIDTH);
    print("two threads: samples a burst", BURST);
    print("two threads: gain in samples a second, best", gains[gains.length - 1]);
    print("two threads: gain in samples a second, median", median(gains));
    print("two threads: processor time a sample, over that of one", median(costs));
  }

  /** Seconds on the clock and of the process for one run. */
  private static double[] burst(ExperimentRunner runner, Experiment experiment, long seed) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long wall = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    sink += runner.run(experiment, seed).get(THREADS_WIDTH).get(0)[0];
    return new double[] {
      (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9
    };
  }

  private static void activation(String name, DoubleUnaryOperator byHand) {
    UnaryFunction compiled = Activation.named(name).function();
    double[] in = RandomStreams.gaussianColumns(RandomStreams.of(1).generator(), 100_000, 1)[0];
    double[] out = new double[in.length];
    LongToDoubleFunction run =
        seed -> {
          for (int k = 0; k < 20; k++) {
            compiled.applyAll(in, out, 0, in.length);
          }
          return out[5];
        };
    LongToDoubleFunction hand =
        seed -> {
          for (int k = 0; k < 20; k++) {
            for (int i = 0; i < in.length; i++) {
              out[i] = byHand.applyAsDouble(in[i]);
            }
          }
          return out[5];
        };
    seconds(20, run);
    seconds(20, hand);
    print(name + ": compiled over written by hand", seconds(40, run) / seconds(40, hand));
  }

  /** The median processor time of a call. */
  private static double seconds(int calls, LongToDoubleFunction body) {
    double[] times = new double[calls];
    for (int i = 0; i < calls; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      sink += body.applyAsDouble(i);
      times[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }
    return median(times);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-62s %10.5f%n", what, value);
  }
}
