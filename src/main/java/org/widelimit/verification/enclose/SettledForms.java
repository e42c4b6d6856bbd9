package org.widelimit.verification.enclose;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.enclosure.PointValues;
import org.widelimit.verification.claim.Definitions;

/**
 * The words for where lengths settle, in a form that has an enclosure: the map, its slope and the
 * start.
 *
 * <p>The slope of {@code sigmaW^2 E[phi[Sqrt[q] z]^2] + sigmaB^2} is {@code sigmaW^2 E[z
 * phi[Sqrt[q] z] phi'[Sqrt[q] z]]/Sqrt[q]}, for every phi that is continuous; the depth scale is
 * {@code -1/Log[Abs[s]]} for the slope s at the fixed point (Schoenholz et al. 2017, section 3).
 */
final class SettledForms {

  private SettledForms() {}

  /** Replaces the words where they are about length maps. */
  static Expr of(Expr expr) {
    return expr.transform(node -> node instanceof Call call ? replaced(call) : node);
  }

  private static Expr replaced(Call call) {
    boolean point = call.isCall("FixedPoint");
    if ((!point && !call.isCall("DepthScale"))
        || call.arity() > 2
        || !call.arg(0).isCall("LengthMap", 3)) {
      return call;
    }
    Call map = (Call) call.arg(0);
    Expr start = call.arity() == 2 ? call.arg(1) : Expressions.ONE;
    Sym length = InternalNames.fresh("length", call);
    Expr settled =
        Expressions.call(
            PointValues.SETTLED,
            length,
            Definitions.lengthMap(map.arg(0), map.arg(1), map.arg(2), length),
            slope(map, length),
            start);
    return point
        ? settled
        : Expressions.divide(
            Expressions.MINUS_ONE,
            Expressions.call("Log", Expressions.call("Abs", slope(map, settled))));
  }

  private static Expr slope(Call map, Expr length) {
    Sym z = InternalNames.fresh("z", length);
    Expr root = Expressions.sqrt(length);
    Expr argument = Expressions.times(root, z);
    Expr derivative =
        Expressions.call(
            Expressions.call(Expressions.sym("Derivative"), List.of(Expressions.ONE)),
            List.of(map.arg(0)));
    Expr average =
        Expressions.call(
            "E",
            Expressions.times(
                z,
                Expressions.call(map.arg(0), List.of(argument)),
                Expressions.call(derivative, List.of(argument))),
            z);
    return Expressions.divide(Expressions.times(Expressions.square(map.arg(1)), average), root);
  }
}
