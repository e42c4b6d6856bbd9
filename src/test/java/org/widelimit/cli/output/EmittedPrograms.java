package org.widelimit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.widelimit.algebra.JavaPrograms;
import org.widelimit.cli.KernelPoints;
import org.widelimit.cli.KernelPoints.Call;
import org.widelimit.network.symbolic.KernelDerivation;

/** Compiles and runs what {@code derive} writes, for many activations at once. */
public final class EmittedPrograms {

  private static final long LONGEST_SECONDS = 300;

  private EmittedPrograms() {}

  private static String program(KernelDerivation derivation, DeriveFormat format) {
    return new DerivationWriter(format, false).write(derivation);
  }

  /** Returns the values of calls by methods in Java, NaN where one throws. */
  public static double[] runJava(Path directory, List<Call> calls) throws IOException {
    return runJava(directory, calls, KernelPoints::derivation);
  }

  /** The same for derivations of one's own, by the names of their activations. */
  public static double[] runJava(
      Path directory, List<Call> calls, Function<String, KernelDerivation> derivations)
      throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String activation : calls.stream().map(Call::activation).distinct().toList()) {
      String name = "Kernels_" + activation;
      sources.put(
          name, program(derivations.apply(activation), DeriveFormat.JAVA).replace("Kernels", name));
    }
    try (URLClassLoader loader = JavaPrograms.compile(directory, sources)) {
      Map<String, Method> methods = new HashMap<>();
      double[] values = new double[calls.size()];
      for (int i = 0; i < values.length; i++) {
        Call call = calls.get(i);
        Method method =
            methods.computeIfAbsent(
                call.activation() + "." + call.function(),
                name -> method(loader, call.activation(), call.function()));
        values[i] = (Double) method.invoke(null, call.arguments().toArray());
      }
      return values;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IOException(e);
    }
  }

  private static Method method(ClassLoader loader, String activation, String function) {
    try {
      return Arrays.stream(loader.loadClass("Kernels_" + activation).getMethods())
          .filter(method -> method.getName().equals(function))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String DRIVER =
      """
      import importlib, sys
      modules = {}
      for line in open(sys.argv[1]):
          activation, function, *arguments = line.split()
          if activation not in modules:
              modules[activation] = importlib.import_module("kernels_" + activation)
          try:
              value = getattr(modules[activation], function)(*map(float, arguments))
          except (ArithmeticError, ValueError):
              value = float("nan")
          print(repr(float(value)))
      """;

  /** Leaves a test out, saying so, where there is no {@code python3} to run. */
  public static void assumePython() {
    assumeThat(hasPython())
        .as("the emitted programs in Python were NOT run: there is no python3 on the path")
        .isTrue();
  }

  private static boolean hasPython() {
    try {
      Process process = new ProcessBuilder("python3", "--version").start();
      return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns the values of calls by functions in Python, NaN where one raises an error. */
  public static double[] runPython(Path directory, List<Call> calls)
      throws IOException, InterruptedException {
    return runPython(directory, calls, KernelPoints::derivation);
  }

  /** The same for derivations of one's own, by the names of their activations. */
  public static double[] runPython(
      Path directory, List<Call> calls, Function<String, KernelDerivation> derivations)
      throws IOException, InterruptedException {
    for (String activation : calls.stream().map(Call::activation).distinct().toList()) {
      Files.writeString(
          directory.resolve("kernels_" + activation + ".py"),
          program(derivations.apply(activation), DeriveFormat.PYTHON));
    }
    Path driver = Files.writeString(directory.resolve("driver.py"), DRIVER);
    Path input = directory.resolve("calls.txt");
    Path output = directory.resolve("values.txt");
    Path errors = directory.resolve("errors.txt");
    Files.write(input, calls.stream().map(Call::line).toList());
    // Without the machine's own packages: the programs need none.
    Process process =
        new ProcessBuilder("python3", "-S", driver.toString(), input.toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Files.readAllLines(output).stream().mapToDouble(EmittedPrograms::parsed).toArray();
  }

  private static double parsed(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }
}
