package org.widelimit.algebra.precise;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr.Num;

/** Points with exact coordinates at which assumptions hold. */
public final class AdmissiblePoints {

  private static final int ATTEMPTS = 4000;

  private static final int DIGITS_OF_A_COMPARISON = 30;

  private AdmissiblePoints() {}

  /**
   * Draws a point at which the symbols lie in their domains and all constraints on them hold, by
   * rejection.
   *
   * @param names the symbols; those of the constraints are drawn as well
   * @param random where chance comes from
   * @return a value for each symbol, or empty if none was found in 4000 attempts
   */
  public static Optional<Map<String, Num>> sample(
      Assumptions assumptions, Collection<String> names, RandomGenerator random) {
    Set<String> all = new TreeSet<>(names);
    assumptions.constraints().forEach(constraint -> all.addAll(constraint.symbols()));
    all.removeAll(Assumptions.CONSTANTS);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, Num> point = new TreeMap<>();
      for (String name : all) {
        point.put(name, assumptions.domain(name).sample(random));
      }
      if (satisfies(assumptions, point)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  /** Returns whether the point lies in the domains and all constraints are known to hold there. */
  public static boolean admits(Assumptions assumptions, Map<String, Num> point) {
    return point.entrySet().stream()
            .allMatch(entry -> assumptions.domain(entry.getKey()).contains(entry.getValue()))
        && satisfies(assumptions, point);
  }

  private static boolean satisfies(Assumptions assumptions, Map<String, Num> point) {
    return assumptions.constraints().stream()
        .allMatch(
            constraint ->
                HighPrecision.holds(constraint, point, DIGITS_OF_A_COMPARISON).orElse(false));
  }
}
