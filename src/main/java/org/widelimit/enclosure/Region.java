package org.widelimit.enclosure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Interval;

/**
 * The domain of a claim.
 *
 * @param domains the set that each symbol ranges over, in a fixed order
 * @param conditions what must hold besides; comparisons, {@code And}, {@code Or} and {@code Not}
 */
public record Region(Map<String, Interval> domains, List<Expr> conditions) {
  /** Copies the collections. */
  public Region {
    domains = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(domains));
    conditions = List.copyOf(conditions);
  }
}
