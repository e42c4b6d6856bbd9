package org.widelimit.verification.enclose;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;
import org.widelimit.enclosure.box.Definedness;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.BoundNames;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.FreeSymbols;

/**
 * Rigorous enclosures of the values of formulas at exact points: words such as {@code LengthMap}
 * stand for their definitions, activations for their formulas.
 *
 * <p>A value that is known to exist has {@link Definedness#EVERYWHERE}; one that is known not to
 * exist {@link Definedness#NOWHERE}. Everything else is unknown, and says nothing.
 */
public final class PointEnclosure {

  /** The time of the processor for one value. */
  static final Duration ONE_VALUE = Duration.ofSeconds(2);

  private static final int SURE = 20;

  private final ActivationTable activations;
  private final Duration processor;

  public PointEnclosure(ActivationTable activations) {
    this(activations, ONE_VALUE);
  }

  /**
   * Creates the enclosure.
   *
   * @param activations what the activations of the formulas stand for
   * @param processor the time of the processor that one value may take
   */
  public PointEnclosure(ActivationTable activations, Duration processor) {
    this.activations = activations;
    this.processor = processor;
  }

  /** Maps that are applied no more often than this are written out. */
  private static final int MOST_APPLICATIONS = 8;

  /** Returns the formula without words that have definitions, and without activations. */
  public static Expr formula(Expr expr, ActivationTable activations) {
    return activations.inline(Definitions.expand(SettledForms.of(applied(expr))));
  }

  /** Writes out what a map makes of a start in a few applications. */
  public static Expr applied(Expr expr) {
    return expr.transform(
        node -> {
          if (!node.isCall("Nest", 3)
              || !(((Call) node).arg(2) instanceof Num times)
              || !times.isInteger()
              || times.signum() < 0
              || times.doubleValue() > MOST_APPLICATIONS) {
            return node;
          }
          Expr value = ((Call) node).arg(1);
          for (int i = 0; i < times.numerator().intValue(); i++) {
            value = Binders.apply(((Call) node).arg(0), value);
          }
          return value;
        });
  }

  /** Encloses the value at an exact point. */
  public EnclosedValue at(Expr expr, Map<String, Num> point) {
    return PointValues.at(decided(formula(expr, activations), point), point, processor);
  }

  /**
   * Puts numbers for what may jump and is known exactly: intervals about a point, as far as doubles
   * enclose it, would leave open on which side of a jump it is.
   */
  private static Expr decided(Expr formula, Map<String, Num> point) {
    Set<String> bound = BoundNames.of(formula);
    return formula.transform(
        node ->
            node instanceof Call call
                    && !Switches.of(call).isEmpty()
                    && point.keySet().containsAll(FreeSymbols.of(node))
                    && node.symbols().stream().noneMatch(bound::contains)
                ? HighPrecision.estimate(node, point, SURE)
                    .filter(value -> value.error().signum() == 0)
                    .<Expr>map(value -> Expressions.decimal(value.value()))
                    .orElse(node)
                : node);
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
