package org.widelimit.verification.point;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.verification.evaluate.Evaluator;

/**
 * One point at which a claim is tried.
 *
 * @param exact the values of the claim's real symbols
 * @param size the number of rows of the matrices and vectors that were drawn, or 0 without any
 * @param setting what else was drawn, in words: the matrices, the network; or empty
 * @param evaluator evaluates expressions there, at the doubles next to the values
 */
public record Trial(Map<String, Num> exact, int size, String setting, Evaluator evaluator) {
  /** Copies the values. */
  public Trial {
    exact = Collections.unmodifiableMap(new LinkedHashMap<>(exact));
  }

  /** Returns by how many orders of magnitude its numbers are larger or smaller than 1. */
  public int orders() {
    return exact.values().stream()
        .mapToInt(
            value -> Math.abs(value.numerator().bitLength() - value.denominator().bitLength()) / 3)
        .sum();
  }

  /** Returns the doubles next to the values of the real symbols. */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    exact.forEach((name, value) -> values.put(name, value.doubleValue()));
    return values;
  }
}
