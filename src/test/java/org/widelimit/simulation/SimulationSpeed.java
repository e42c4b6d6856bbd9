package org.widelimit.simulation;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.UnaryFunction;
import org.widelimit.gaussian.Activation;

/**
 * Prints the figures of BENCHMARKS.md in one run, in seconds of processor time of the one thread
 * that computes: other work on the machine does not count.
 */
public final class SimulationSpeed {

  /** Keeps the compiler from leaving work out; it is printed at the end. */
  private static double sink;

  private SimulationSpeed() {}

  /** Prints the figures. */
  public static void main(String[] arguments) {
    double dense = seconds(3, seed -> SimulationBenchmark.kernel(8192, MatrixKind.DENSE, seed));
    warm();
    double revealed =
        seconds(100, seed -> SimulationBenchmark.kernel(8192, MatrixKind.REVEALED, seed));
    print("NTK, width 8192, depth 3, 4 inputs: dense", dense);
    print("the same: revealed", revealed);
    print("ratio", dense / revealed);
    double generator = 2 * seconds(3, SimulationSpeed::fill);
    double products = products();
    print("dense: share of the generator", generator / dense);
    print("dense: share of generator and OpenBLAS", (generator + products) / dense);
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
    print(
        "50 steps of training, 8 inputs, width 1e5, 2 hidden layers",
        seconds(1, seed -> SimulationBenchmark.training(100_000, 2, 50, seed)));
    activation("relu", x -> x > 0 ? x : 0);
    activation("swish", x -> x / (1 + Math.exp(-x)));
    print("(a sum that keeps the work from being left out)", sink);
  }

  private static void warm() {
    for (int i = 0; i < 300; i++) {
      sink += SimulationBenchmark.kernel(2000, MatrixKind.REVEALED, i);
    }
  }

  private static double fill(long seed) {
    RandomGenerator generator = RandomStreams.of(seed).generator();
    double[] column = new double[8192];
    for (int j = 0; j < 8192; j++) {
      RandomStreams.fillGaussian(generator, column);
    }
    return column[0];
  }

  /** The four products with four vectors of a kernel at depth 3: two forward, two backward. */
  private static double products() {
    try (DenseMatrix matrix = new DenseMatrix(8192, 8192, RandomStreams.of(1).generator())) {
      Matrix vectors = Matrix.wrap(8192, new double[4][8192]);
      return 2 * seconds(5, seed -> matrix.times(vectors).get(0, 0))
          + 2 * seconds(5, seed -> matrix.transposeTimes(vectors).get(0, 0));
    }
  }

  private static void activation(String name, java.util.function.DoubleUnaryOperator byHand) {
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
    Arrays.sort(times);
    return times[calls / 2];
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-62s %10.5f%n", what, value);
  }
}
