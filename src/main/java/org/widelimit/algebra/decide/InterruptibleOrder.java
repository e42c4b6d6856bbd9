package org.widelimit.algebra.decide;

import cc.redberry.rings.poly.multivar.DegreeVector;
import cc.redberry.rings.poly.multivar.MonomialOrder;
import java.util.Comparator;
import org.widelimit.budget.BoundedTask;

/**
 * The graded reverse lexicographic order, with a {@link BoundedTask#checkpoint} in every
 * comparison: Rings does not ask whether it should stop, but its arithmetic, greatest common
 * divisors and factorizations compare monomials all the time, and hand the order on.
 */
public final class InterruptibleOrder {

  /** The order; there is one, as Rings compares orders by identity. */
  public static final Comparator<DegreeVector> GREVLEX =
      (left, right) -> {
        BoundedTask.checkpoint();
        return MonomialOrder.GREVLEX.compare(left, right);
      };

  private InterruptibleOrder() {}
}
