package org.widelimit.gaussian;

import static org.widelimit.algebra.Expressions.num;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.CompiledFunction;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.ExpressionCompiler;
import org.widelimit.algebra.Interval;

/**
 * Values of the symbols at which the covariance is a covariance: the points at which signs are read
 * off.
 */
final class AdmissibleSamples {

  private static final int SAMPLES = 8;
  private static final int ATTEMPTS = 4000;
  private static final int RETRIES = 20;
  private static final long SEED = 0x51a5eed;

  /** The least determinant, relative to the product of the variances, of a regular covariance. */
  private static final double LEAST_DETERMINANT = 1e-3;

  /** Symbols without a domain are taken from a grid of the interval of this half-width around 0. */
  private static final int WIDEST = 3;

  private static final int GRID = 3000;

  private AdmissibleSamples() {}

  static List<Map<String, Double>> of(
      Assumptions assumptions, List<List<Expr>> covariance, Expr body, List<String> bound) {
    Set<String> symbols = new TreeSet<>(body.symbols());
    covariance.forEach(row -> row.forEach(entry -> symbols.addAll(entry.symbols())));
    symbols.removeAll(bound);
    symbols.removeAll(Set.of("Pi", "E", "Infinity", "True", "False"));
    List<String> names = List.copyOf(symbols);
    List<CompiledFunction> entries = new ArrayList<>();
    for (int i = 0; i < covariance.size(); i++) {
      for (int j = 0; j <= i; j++) {
        entries.add(ExpressionCompiler.compile(covariance.get(i).get(j), names));
      }
    }
    SplittableRandom random = new SplittableRandom(SEED);
    List<Map<String, Double>> samples = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS && samples.size() < SAMPLES; attempt++) {
      // Only if the covariance is found degenerate at every point is it taken to be so.
      double margin = attempt < ATTEMPTS / 2 ? LEAST_DETERMINANT : -LEAST_DETERMINANT;
      double[] values = new double[names.size()];
      Map<String, Num> point = new HashMap<>();
      Map<String, Double> sample = new HashMap<>();
      for (int i = 0; i < values.length; i++) {
        Num value = draw(names.get(i), assumptions, covariance, random);
        values[i] = value.doubleValue();
        point.put(names.get(i), value);
        sample.put(names.get(i), values[i]);
      }
      if (admissible(entries, values, margin) && satisfies(assumptions, point)) {
        samples.add(sample);
      }
    }
    if (samples.isEmpty()) {
      throw new OutsideClassException(
          "no values of the symbols were found at which the covariance is positive");
    }
    return samples;
  }

  private static boolean admissible(
      List<CompiledFunction> entries, double[] values, double margin) {
    double[] s = entries.stream().mapToDouble(entry -> entry.evaluate(values)).toArray();
    return s.length == 1
        ? s[0] > 0
        : s[0] > 0 && s[2] > 0 && s[0] * s[2] - s[1] * s[1] > margin * s[0] * s[2];
  }

  /** Symbols of covariances without a domain may be negative, all others are positive. */
  private static Num draw(
      String name, Assumptions assumptions, List<List<Expr>> covariance, SplittableRandom random) {
    Interval domain = assumptions.domains().get(name);
    if (domain != null) {
      Num value = domain.sample(random);
      // Signs are those of the interior: 0 is avoided where it is only an end of the domain.
      for (int i = 0; i < RETRIES && value.signum() == 0; i++) {
        value = domain.sample(random);
      }
      return value;
    }
    boolean variance = false;
    boolean correlation = false;
    for (int i = 0; i < covariance.size(); i++) {
      for (int j = 0; j < covariance.size(); j++) {
        boolean here = covariance.get(i).get(j).symbols().contains(name);
        variance |= here && i == j;
        correlation |= here && i != j;
      }
    }
    int numerator = 1 + random.nextInt(GRID);
    boolean negative = correlation && !variance && random.nextBoolean();
    return num(negative ? -numerator : numerator, GRID / WIDEST);
  }

  /** Returns whether the constraints hold whose symbols all have a value. */
  private static boolean satisfies(Assumptions assumptions, Map<String, Num> point) {
    List<Expr> relevant =
        assumptions.constraints().stream()
            .filter(constraint -> point.keySet().containsAll(constraint.symbols()))
            .toList();
    return relevant.isEmpty() || new Assumptions(Map.of(), relevant).admits(point);
  }
}
