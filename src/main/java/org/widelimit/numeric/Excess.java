package org.widelimit.numeric;

import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * A function of which the roots are sought: quick in doubles, and slow to many more digits, for
 * where doubles leave its sign to rounding.
 */
public interface Excess {

  /** Returns the value in doubles. Its bound knows nothing of digits lost in a formula. */
  Bounded rough(double x);

  /** Returns the value to so many digits that its sign is certain, or empty if there is no way. */
  Optional<Bounded> fine(double x);

  /** Returns a function that is known in doubles only. */
  static Excess ofDoubles(DoubleFunction<Bounded> function) {
    return new Excess() {
      @Override
      public Bounded rough(double x) {
        return function.apply(x);
      }

      @Override
      public Optional<Bounded> fine(double x) {
        return Optional.empty();
      }
    };
  }
}
