package org.widelimit.enclosure;

import java.time.Duration;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;

/** Enclosures of formulas at exact points. */
public final class PointValues {

  private PointValues() {}

  /**
   * Encloses the value of a formula; averages and integrals in it as well.
   *
   * @param expr the formula; a head without an enclosure gives {@link EnclosedValue#UNKNOWN}
   * @param point the exact value of each of its symbols
   * @param processor the time of the processor that it may take; then nothing is known
   */
  public static EnclosedValue at(Expr expr, Map<String, Num> point, Duration processor) {
    return EnclosedValue.UNKNOWN;
  }
}
