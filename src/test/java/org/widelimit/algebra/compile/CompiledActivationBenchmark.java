package org.widelimit.algebra.compile;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.special.SpecialFunctions;

/** Compiled activations beside the same loops written by hand, over 4,096 standard normals. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CompiledActivationBenchmark {

  private static final int WIDTH = 4096;
  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** The activation. */
  @Param({"relu", "tanh", "gelu"})
  public String activation = "relu";

  private final double[] in = new double[WIDTH];
  private final double[] out = new double[WIDTH];
  private UnaryFunction compiled = x -> x;

  /** Draws the arguments and compiles the activation. */
  @Setup(Level.Trial)
  public void prepare() {
    Random random = new Random(1);
    for (int i = 0; i < WIDTH; i++) {
      in[i] = random.nextGaussian();
    }
    String formula =
        switch (activation) {
          case "relu" -> "Max[0, x]";
          case "tanh" -> "Tanh[x]";
          default -> "x (1 + Erf[x/Sqrt[2]])/2";
        };
    compiled = ExpressionCompiler.compileUnary(WolframReader.read(formula), "x");
  }

  /** The compiled expression. */
  @Benchmark
  public double[] compiled() {
    compiled.applyAll(in, out, 0, WIDTH);
    return out;
  }

  /** The loop that one would write in Java. */
  @Benchmark
  public double[] handWritten() {
    switch (activation) {
      case "relu" -> {
        for (int i = 0; i < WIDTH; i++) {
          out[i] = Math.max(0, in[i]);
        }
      }
      case "tanh" -> {
        for (int i = 0; i < WIDTH; i++) {
          out[i] = Math.tanh(in[i]);
        }
      }
      default -> {
        for (int i = 0; i < WIDTH; i++) {
          double x = in[i];
          out[i] = 0.5 * x * (1 + SpecialFunctions.erf(x * SQRT_HALF));
        }
      }
    }
    return out;
  }
}
