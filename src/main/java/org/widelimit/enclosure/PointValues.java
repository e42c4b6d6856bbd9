package org.widelimit.enclosure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.enclosure.box.BoxEvaluation;
import org.widelimit.enclosure.box.Degrees;
import org.widelimit.enclosure.box.Effort;
import org.widelimit.enclosure.box.Formulas;
import org.widelimit.enclosure.box.Model;
import org.widelimit.enclosure.box.Node;
import org.widelimit.numeric.interval.RealInterval;

/** Enclosures of formulas at exact points. */
public final class PointValues {

  /**
   * The head of a fixed point that a positive start is drawn to: its arguments are the variable of
   * the map, the map, its slope, and the start.
   */
  public static final String SETTLED = Formulas.SETTLED;

  private PointValues() {}

  /**
   * Encloses the value of a formula; averages and integrals in it as well.
   *
   * @param expr the formula; a head without an enclosure gives {@link EnclosedValue#UNKNOWN}
   * @param point the exact value of each of its symbols
   * @param processor the time of the processor that it may take; then nothing is known
   */
  public static EnclosedValue at(Expr expr, Map<String, Num> point, Duration processor) {
    List<String> names = new ArrayList<>(point.keySet());
    RealInterval[] box = new RealInterval[names.size()];
    for (int i = 0; i < box.length; i++) {
      box[i] = Variable.interval(point.get(names.get(i)));
    }
    return over(expr, names, box, processor);
  }

  /**
   * Encloses the values of a formula on a box.
   *
   * @param names the symbols
   * @param box an interval for each
   */
  public static EnclosedValue over(
      Expr expr, List<String> names, RealInterval[] box, Duration processor) {
    Set<String> nonnegative = new HashSet<>();
    for (int i = 0; i < box.length; i++) {
      if (box[i].lo() >= 0) {
        nonnegative.add(names.get(i));
      }
    }
    Formulas formulas = new Formulas(names, nonnegative, true);
    Node node = formulas.of(expr);
    int nested = Degrees.depth(node);
    int varied = 0;
    for (RealInterval side : box) {
      varied += side.isPoint() ? 0 : 1;
    }
    try {
      Model model =
          BoxEvaluation.of(formulas, box, Degrees.of(varied + nested), new Effort(processor))
              .value(node);
      return new EnclosedValue(model.range(), model.definedness());
    } catch (Effort.UsedUpException late) {
      return EnclosedValue.UNKNOWN;
    }
  }
}
