package org.widelimit.enclosure.box;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.widelimit.numeric.interval.RealInterval;

/** Series of functions on boxes of their parameters, kept for the boxes that share them. */
final class Memory {

  private static final int KEPT = 128;

  private final Map<Key, Optional<HermiteSeries>> series =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<HermiteSeries>> eldest) {
          return size() > KEPT;
        }
      };

  private final Map<Node, Integer> orders = new HashMap<>();

  /**
   * What a series is for.
   *
   * @param function the function
   * @param box the values of its parameters, and of others that share their space
   */
  record Key(Node function, List<RealInterval> box) {}

  /** Returns a series with a number of coefficients at least, made where none is known. */
  Optional<HermiteSeries> series(Key key, int least, Supplier<Optional<HermiteSeries>> make) {
    Optional<HermiteSeries> known = series.get(key);
    if (known == null || known.filter(found -> found.coefficients().length < least).isPresent()) {
      known = make.get();
      known.ifPresent(found -> orders.put(key.function(), found.coefficients().length));
      series.put(key, known);
    }
    return known;
  }

  /** Returns the number of coefficients to begin with: a quarter of what the last box took. */
  int first(Node function) {
    return orders.getOrDefault(function, 0) / 4;
  }
}
