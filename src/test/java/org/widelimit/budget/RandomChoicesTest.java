package org.widelimit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class RandomChoicesTest {

  private static long first(String name) {
    return RandomChoices.generator(name).nextLong();
  }

  @Property(tries = 100)
  void should_follow_from_seed_and_name_alone(
      @ForAll long seed,
      @ForAll long other,
      @ForAll @AlphaChars @StringLength(max = 12) String name)
      throws Exception {
    long outside = first(name);
    long inside = RandomChoices.within(seed, () -> first(name));
    // A task on another thread, and one in it, has the seed of the computation.
    long handedOn =
        RandomChoices.within(
            seed,
            () ->
                BoundedTask.run(
                    () -> BoundedTask.run(() -> first(name), "inner", Duration.ofSeconds(9)),
                    "outer",
                    Duration.ofSeconds(9)));
    long nested = RandomChoices.within(other, () -> RandomChoices.within(seed, () -> first(name)));
    assertThat(handedOn).isEqualTo(inside);
    assertThat(nested).isEqualTo(inside);
    // The thread is as it was, also for the next task that it is handed.
    assertThat(first(name)).isEqualTo(outside);
    assertThat(BoundedTask.run(() -> first(name), "later", Duration.ofSeconds(9)))
        .isEqualTo(outside);
    // Control: another seed, another name, another choice.
    assertThat(RandomChoices.within(seed ^ 1, () -> first(name))).isNotEqualTo(inside);
    assertThat(RandomChoices.within(seed, () -> first(name + "x"))).isNotEqualTo(inside);
  }
}
