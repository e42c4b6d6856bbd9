package org.widelimit.network.dataset;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.widelimit.activation.Activation;

/** Entries a second of the full neural tangent kernel of 2,000 inputs of dimension 784. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KernelBenchmark {

  private static final int INPUTS = 2000;
  private static final int DIMENSION = 784;

  @Param({"relu:10", "erf:10", "gelu:10", "tanh:1"})
  private String network = "relu:10";

  private final double[][] inputs = new double[INPUTS][DIMENSION];
  private Activation activation = Activation.named("relu");
  private int hidden;

  /** Draws the inputs. */
  @Setup
  public void draw() {
    draw(network);
  }

  public void draw(String network) {
    int colon = network.indexOf(':');
    activation = Activation.named(network.substring(0, colon));
    hidden = Integer.parseInt(network.substring(colon + 1));
    Random random = new Random(1);
    for (double[] input : inputs) {
      for (int k = 0; k < DIMENSION; k++) {
        input[k] = random.nextGaussian();
      }
    }
  }

  /** Computes both kernels. */
  @Benchmark
  @OperationsPerInvocation(INPUTS * INPUTS)
  public KernelMatrices neuralTangentKernel() {
    return KernelMatrices.of(activation, hidden, 1.5, 0.05, inputs);
  }
}
