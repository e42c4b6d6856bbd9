package org.widelimit.simulation.matrix;

import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.Network;
import org.widelimit.simulation.network.NetworkSpec;
import org.widelimit.simulation.network.NeuralTangentKernel;
import org.widelimit.simulation.training.Training;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;

/** Time of a sample of the neural tangent kernel, and of training, at depth 3. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx6g"})
@State(Scope.Benchmark)
public class SimulationBenchmark {

  /** The width of all hidden layers. */
  @Param({"8192", "10000", "100000", "1000000"})
  public int width;

  private long seed;

  static double kernel(int width, MatrixKind kind, long seed) {
    NetworkSpec spec = NetworkSpec.dense(4, width, Collections.nCopies(3, "relu"), 1.4, 0.1);
    Matrix inputs = Inputs.gaussian(4, 4, RandomStreams.of(1, "inputs")).matrix();
    // In an arena, as the samples of an experiment.
    return Arena.within(
        () -> {
          try (Network network = Network.sample(spec, kind, RandomStreams.of(seed))) {
            return NeuralTangentKernel.of(network, network.forward(inputs)).get(0, 1);
          }
        });
  }

  static double training(int width, int depth, int steps, long seed) {
    NetworkSpec spec = NetworkSpec.dense(8, width, Collections.nCopies(depth, "tanh"), 1.2, 0.1);
    Matrix inputs = Inputs.gaussian(8, 8, RandomStreams.of(1, "inputs")).matrix();
    TrainingPlan plan =
        TrainingPlan.of(
            new TrainingMethod.GradientDescent(0.5, 0, steps), 1, -1, 0.5, 0, 2, -1, 1, 0);
    try (Network network = Network.sample(spec, MatrixKind.REVEALED, RandomStreams.of(seed))) {
      return Training.run(network, inputs, plan).loss();
    }
  }

  /**
   * A kernel of 4 inputs from revealed matrices.
   *
   * @return the kernel, so that it is not optimized away
   */
  @Benchmark
  public double revealedKernel() {
    return kernel(width, MatrixKind.REVEALED, seed++);
  }

  /**
   * A kernel of 4 inputs from dense matrices, where they fit.
   *
   * @return the kernel
   */
  @Benchmark
  public double denseKernel() {
    if (width > 10_000) {
      throw new IllegalArgumentException("too wide for a dense matrix: " + width);
    }
    return kernel(width, MatrixKind.DENSE, seed++);
  }

  /**
   * Ten steps of training on 8 inputs, two hidden layers.
   *
   * @return the loss
   */
  @Benchmark
  public double revealedTraining() {
    return training(width, 2, 10, seed++);
  }
}
