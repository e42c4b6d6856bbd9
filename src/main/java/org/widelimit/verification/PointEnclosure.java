package org.widelimit.verification;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.enclosure.Definedness;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;

/**
 * Rigorous enclosures of the values of formulas at exact points: words such as {@code LengthMap}
 * stand for their definitions, activations for their formulas.
 *
 * <p>A value that is known to exist has {@link Definedness#EVERYWHERE}; one that is known not to
 * exist {@link Definedness#NOWHERE}. Everything else is unknown, and says nothing.
 */
final class PointEnclosure {

  /** The time of the processor for one value. */
  static final Duration ONE_VALUE = Duration.ofSeconds(2);

  private final ActivationTable activations;
  private final Duration processor;

  PointEnclosure(ActivationTable activations) {
    this(activations, ONE_VALUE);
  }

  /**
   * Creates the enclosure.
   *
   * @param activations what the activations of the formulas stand for
   * @param processor the time of the processor that one value may take
   */
  PointEnclosure(ActivationTable activations, Duration processor) {
    this.activations = activations;
    this.processor = processor;
  }

  /** Returns the formula without words that have definitions, and without activations. */
  static Expr formula(Expr expr, ActivationTable activations) {
    return activations.inline(Definitions.expand(expr));
  }

  /** Encloses the value at an exact point. */
  EnclosedValue at(Expr expr, Map<String, Num> point) {
    return PointValues.at(formula(expr, activations), point, processor);
  }

  /** Encloses the value where the symbols have exactly the values of these doubles. */
  EnclosedValue atDoubles(Expr expr, Map<String, Double> point) {
    Map<String, Num> exact = new LinkedHashMap<>();
    for (Map.Entry<String, Double> entry : point.entrySet()) {
      if (!Double.isFinite(entry.getValue())) {
        return EnclosedValue.UNKNOWN;
      }
      exact.put(entry.getKey(), Expressions.decimal(new java.math.BigDecimal(entry.getValue())));
    }
    return at(expr, exact);
  }
}
