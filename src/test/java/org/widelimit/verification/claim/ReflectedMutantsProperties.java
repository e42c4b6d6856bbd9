package org.widelimit.verification.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.verdict.Rung;

/**
 * A variant of a claim that the symmetry of the normal density undoes is no control, and one that
 * it does not undo is.
 */
class ReflectedMutantsProperties {

  private static final List<String> EVEN =
      List.of("Sech[#]", "Exp[-3 (#)^2]", "Abs[#]", "Cos[#]", "Tanh[#]^2", "1/(2 + (#)^2)");

  private static final List<String> OTHERS =
      List.of("Tanh[#]", "Exp[#]", "Max[0, #]", "(#)^3", "Erf[#]", "Sin[#] + Cos[#]");

  private static final List<String> AVERAGES =
      List.of(
          "E[@, z]",
          "1 + q E[@, z]",
          "E[Log[2 + E[@, x]], z]",
          "E[@, {x, z}, {{1, 1/3}, {1/3, 2}}]",
          "Integrate[(@)/(1 + x^2), {x, -q, q}]");

  @Property(tries = 60)
  void should_see_no_change_where_all_variables_turn(
      @ForAll("average") String average,
      @ForAll("any") String function,
      @ForAll @IntRange(min = 1, max = 9) int a,
      @ForAll @IntRange(min = 1, max = 9) int b) {
    String turned = average.startsWith("Integrate") ? "-%1$d x + q" : "-%1$d z - %2$d x + q";
    String plain = average.startsWith("Integrate") ? "%1$d x + q" : "%1$d z + %2$d x + q";
    boolean single = average.contains("[@, z]");
    assertThat(
            isEquivalent(
                average,
                function,
                (single ? plain.replace("x", "q") : plain).formatted(a, b),
                (single ? turned.replace("- %2$d x", "+ %2$d q") : turned).formatted(a, b)))
        .isTrue();
  }

  @Property(tries = 60)
  void should_see_no_change_of_an_even_function_that_moves_the_other_way(
      @ForAll("average") String average,
      @ForAll("even") String function,
      @ForAll @IntRange(min = 1, max = 9) int a,
      @ForAll @IntRange(min = 1, max = 9) int b) {
    String variables = variables(average);
    assertThat(
            isEquivalent(
                average,
                function,
                "%d (%s) + %d q".formatted(a, variables, b),
                "%d (%s) - %d q".formatted(a, variables, b)))
        .isTrue();
  }

  @Property(tries = 60)
  void should_see_the_change_of_any_other_function(
      @ForAll("average") String average,
      @ForAll("other") String function,
      @ForAll @IntRange(min = 1, max = 9) int a,
      @ForAll @IntRange(min = 1, max = 9) int b) {
    String variables = variables(average);
    assertThat(
            isEquivalent(
                average,
                function,
                "%d (%s) + %d q".formatted(a, variables, b),
                "%d (%s) - %d q".formatted(a, variables, b)))
        .isFalse();
  }

  @Example
  void should_not_turn_a_range_that_is_not_even() {
    assertThat(isEquivalent("Integrate[@, {x, -q, 2 q}]", "Exp[#]", "x", "-x")).isFalse();
  }

  @Example
  void should_not_mix_a_variable_up_with_one_of_the_same_name_inside() {
    assertThat(isEquivalent("E[z E[Exp[z], z] + @, z]", "Exp[#]", "z + q", "z - q")).isFalse();
  }

  private static String variables(String average) {
    return average.startsWith("Integrate") ? "x" : average.contains("[@, z]") ? "z" : "z + x";
  }

  private static boolean isEquivalent(
      String average, String function, String argument, String changed) {
    String file = "title: t\nsymbols:\n  q: {in: \"(0, 2)\"}\nclaims:\n  c: {equation: q == q}\n";
    Theorem theorem =
        (Theorem) TheoremLoader.parse("t/t.yaml", file.getBytes(StandardCharsets.UTF_8));
    Subject subject =
        Subjects.first(
            theorem,
            Map.of(),
            VerificationOptions.defaults()
                .withBudget(Budget.QUICK)
                .withRungs(EnumSet.of(Rung.DERIVE)));
    return new Derivation(subject)
        .equivalent(
            new Equality(
                WolframReader.read(average.replace("@", function.replace("#", argument))),
                WolframReader.read(average.replace("@", function.replace("#", changed)))));
  }

  @Provide
  Arbitrary<String> average() {
    return Arbitraries.of(AVERAGES);
  }

  @Provide
  Arbitrary<String> even() {
    return Arbitraries.of(EVEN);
  }

  @Provide
  Arbitrary<String> other() {
    return Arbitraries.of(OTHERS);
  }

  @Provide
  Arbitrary<String> any() {
    return Arbitraries.oneOf(even(), other());
  }
}
