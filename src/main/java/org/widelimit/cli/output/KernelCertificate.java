package org.widelimit.cli.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.widelimit.network.dataset.Definite;
import org.widelimit.network.dataset.EnclosedKernels;
import org.widelimit.numeric.interval.RealInterval;

/** Writes the bounds of the entries of kernels, and says whether they are positive definite. */
public final class KernelCertificate {

  private final PrintWriter writer;
  private final Path folder;
  private final String ending;

  public KernelCertificate(PrintWriter writer, Path folder, String ending) {
    this.writer = writer;
    this.folder = folder;
    this.ending = ending;
  }

  public void write(EnclosedKernels kernels, double[][] inputs) throws IOException {
    write("nngp", kernels.nngp(), inputs);
    write("ntk", kernels.tangent(), inputs);
  }

  private void write(String name, RealInterval[][] entries, double[][] inputs) throws IOException {
    bounds(name + "-lower", entries, RealInterval::lo);
    bounds(name + "-upper", entries, RealInterval::hi);
    double widest =
        Arrays.stream(entries)
            .flatMap(Arrays::stream)
            .mapToDouble(RealInterval::width)
            .max()
            .orElse(0);
    writer.printf(
        Locale.ROOT,
        "%s: bounds of every entry in %s-lower%s and %s-upper%s, at most %.1e apart; %s%n",
        name,
        name,
        ending,
        name,
        ending,
        widest,
        definite(entries, inputs));
  }

  private void bounds(String name, RealInterval[][] entries, ToDoubleFunction<RealInterval> bound)
      throws IOException {
    MatrixFiles.write(
        folder.resolve(name + ending),
        entries.length,
        i -> Arrays.stream(entries[i]).mapToDouble(bound).toArray());
  }

  private static String definite(RealInterval[][] entries, double[][] inputs) {
    Optional<String> equal = equal(inputs);
    if (equal.isPresent()) {
      return "not positive definite: " + equal.get();
    }
    Definite definite = Definite.of(entries);
    return definite
        .least()
        .map(
            least ->
                String.format(
                    Locale.ROOT, "positive definite, no eigenvalue below %.6g (proved)", least))
        .or(
            () ->
                definite
                    .witness()
                    .map(v -> "not positive definite: v.K.v < 0 at v = " + Arrays.toString(v)))
        .orElse(
            "not known to be positive definite: the bounds are too far apart for its smallest"
                + " eigenvalue");
  }

  /** Equal inputs have equal rows. */
  private static Optional<String> equal(double[][] inputs) {
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; j < i; j++) {
        if (Arrays.equals(inputs[i], inputs[j])) {
          return Optional.of("inputs %d and %d are equal".formatted(j + 1, i + 1));
        }
      }
    }
    return Optional.empty();
  }
}
