package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.verdict.Evidence.Average;
import org.widelimit.verification.verdict.Evidence.TwoRoutes;

/**
 * The averages of a claim that the rules of Hipparchus computed as well: two routes with other
 * nodes, weights and authors, which must agree.
 */
public final class SecondRoute {

  /** Averages in two variables take many values of the integrand. */
  private static final int MOST_COSTLY = 3;

  private static final int SHOWN = 3;

  /** An average within another is computed at every node: so many are counted, all compared. */
  private static final int MOST_COUNTED = 1000;

  /** By how much two routes may differ that both know about ten digits. */
  private static final double TEN_DIGITS = 1e-9;

  private final Set<Map<String, Object>> seen = new HashSet<>();
  private final List<Average> shown = new ArrayList<>();
  private int agreed;
  private int open;
  private int costly;
  private double largest;

  SecondRoute() {}

  /** The same for an average in two variables, of which a claim has only some compared. */
  void compareSome(
      Expr average, Evaluator at, Quantity value, Supplier<Optional<Bounded>> plainly) {
    if (costly < MOST_COSTLY) {
      costly++;
      compare(average, at, value, plainly);
    }
  }

  /**
   * Compares an average to that by the other route, where that converges.
   *
   * @param average the average as it is written
   * @param at the values of its symbols
   * @param value what was computed
   * @param plainly computes it by the other route
   * @throws UndefinedValueException if the two are farther apart than their errors
   */
  void compare(Expr average, Evaluator at, Quantity value, Supplier<Optional<Bounded>> plainly) {
    Optional<Bounded> plain = plainly.get();
    Map<String, Double> point = new TreeMap<>();
    for (String name : average.symbols()) {
      Quantity known = at.values().get(name);
      if (known != null && known.isScalar()) {
        point.put(name, known.value());
      }
    }
    double size = Math.max(1, Math.abs(value.value()));
    double apart = plain.map(other -> Math.abs(other.value() - value.value())).orElse(0.0);
    if (plain.isPresent()
        && apart > value.error() + Math.max(plain.get().error(), TEN_DIGITS * size)) {
      throw new UndefinedValueException(
          "two quadratures disagree: %s and, by Gauss rules, %s"
              .formatted(value.value(), plain.get().value()));
    }
    String written = WolframWriter.write(average);
    if (seen.size() == MOST_COUNTED || !seen.add(Map.of(written, point))) {
      return;
    }
    if (plain.isEmpty()) {
      open++;
      return;
    }
    agreed++;
    largest = Math.max(largest, apart / size);
    if (shown.size() < SHOWN) {
      shown.add(new Average(written, point, value.value(), value.error(), plain.get().value()));
    }
  }

  /** Returns what was compared, or empty if nothing was. */
  public Optional<TwoRoutes> evidence() {
    if (agreed + open == 0) {
      return Optional.empty();
    }
    String rest =
        open == 0 ? "" : String.format(Locale.ROOT, "; for %d they do not converge", open);
    String summary =
        agreed == 0
            ? "the Gauss rules of Hipparchus converge for none of the averages"
            : String.format(
                Locale.ROOT,
                "averages by the Gauss rules of Hipparchus as well: %d agree, the largest"
                    + " difference is %.1e%s",
                agreed,
                largest,
                rest);
    return Optional.of(new TwoRoutes(agreed, open, largest, shown, summary));
  }
}
