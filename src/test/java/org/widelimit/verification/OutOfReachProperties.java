package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** A value that doubles do not reach may exist all the same; one by zero does not. */
class OutOfReachProperties {

  @Property
  void should_tell_what_is_too_large_from_what_does_not_exist(
      @ForAll @DoubleRange(min = 1e200, max = 1e300) double large,
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double number) {
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
