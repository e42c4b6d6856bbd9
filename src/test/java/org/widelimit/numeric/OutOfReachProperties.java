package org.widelimit.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.verification.claim.Equality;

/** A value that doubles do not reach may exist all the same; one by zero does not. */
class OutOfReachProperties {

  @Property(tries = 50)
  void should_tell_what_is_too_large_from_what_does_not_exist(
      @ForAll @IntRange(min = 155, max = 300) int digits,
      @ForAll @IntRange(min = -1000, max = 1000) int number) {
    double large = Math.pow(10, digits);
    UndefinedValueException tooLarge =
        catchThrowableOfType(
            UndefinedValueException.class, () -> Quantity.of(large).times(Quantity.of(large)));
    UndefinedValueException none =
        catchThrowableOfType(
            UndefinedValueException.class,
            () -> Quantity.of(number).times(Quantity.of(0).reciprocal()));

    assertThat(tooLarge.isOutOfReach()).isTrue();
    assertThat(Equality.Comparison.undefined(tooLarge).isUndefined()).isFalse();
    assertThat(none.isOutOfReach()).isFalse();
    assertThat(Equality.Comparison.undefined(none).isUndefined()).isTrue();
  }

  @Example
  void should_take_no_number_for_a_value_that_does_not_exist() {
    UndefinedValueException none =
        catchThrowableOfType(UndefinedValueException.class, () -> Quantity.of(Double.NaN));

    assertThat(none.isOutOfReach()).isFalse();
  }
}
