package org.widelimit.meanfield;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.meanfield.CertifiedMaps.CriticalPoint;
import org.widelimit.meanfield.CertifiedMaps.Found;
import org.widelimit.meanfield.CertifiedMaps.Length;
import org.widelimit.meanfield.CertifiedMaps.Range;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Certifies the critical points and the fixed points of the catalogue, or of some activations, at
 * 20 bias variances each, with lengths up to 25: {@code CertifiedPhaseStudy [NAME...]} prints a row
 * of a table for each. The fixed points are those of the weight variance 3/2.
 */
final class CertifiedPhaseStudy {

  private static final int VARIANCES = 20;
  private static final double LEAST = 0.01;
  private static final double MOST = 2;
  private static final RealInterval WEIGHT = RealInterval.of(1.5);
  private static final Range RANGE = new Range(LEAST, 25);
  private static final Duration SEARCH = Duration.ofSeconds(60);

  private CertifiedPhaseStudy() {}

  /**
   * What was found of an activation.
   *
   * @param points the points with proofs
   * @param open the bias variances at which something is open
   * @param widest the largest relative width of a printed interval
   */
  private record Row(int points, int open, double widest) {

    static Row of(List<? extends Found<?>> found, List<RealInterval> numbers) {
      return new Row(
          found.stream().mapToInt(each -> each.points().size()).sum(),
          (int) found.stream().filter(each -> !each.isWhole()).count(),
          numbers.stream()
              .mapToDouble(number -> number.width() / number.magnitude())
              .max()
              .orElse(0));
    }
  }

  private static double variance(int i) {
    return LEAST * Math.pow(MOST / LEAST, i / (VARIANCES - 1.0));
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static void study(String name) {
    double start = seconds();
    CertifiedMaps maps = new CertifiedMaps(Activation.named(name));
    List<Found<CriticalPoint>> critical =
        java.util.stream.IntStream.range(0, VARIANCES)
            .mapToObj(i -> maps.critical(variance(i), RANGE, SEARCH))
            .toList();
    List<Found<Length>> fixed =
        java.util.stream.IntStream.range(0, VARIANCES)
            .mapToObj(i -> maps.lengths(WEIGHT, variance(i), RANGE, SEARCH))
            .toList();
    Row lines =
        Row.of(
            critical,
            critical.stream()
                .flatMap(found -> found.points().stream())
                .map(CriticalPoint::sigmaW2)
                .toList());
    Row points =
        Row.of(
            fixed,
            fixed.stream().flatMap(found -> found.points().stream()).map(Length::length).toList());
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %d | %d | %.0e | %d | %d | %.0e | %.1f |%n",
        name,
        lines.points(),
        lines.open(),
        lines.widest(),
        points.points(),
        points.open(),
        points.widest(),
        seconds() - start);
  }

  public static void main(String[] args) {
    Collection<String> names = args.length == 0 ? ActivationCatalogue.names() : List.of(args);
    System.out.println(
        "| activation | critical points | open at | widest | fixed points | open at | widest |"
            + " seconds |\n|---|---|---|---|---|---|---|---|");
    double start = seconds();
    names.forEach(CertifiedPhaseStudy::study);
    System.out.printf(Locale.ROOT, "%.0f s of the processor%n", seconds() - start);
  }
}
