package org.widelimit.meanfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;

/**
 * An activation written so that doubles lose its digits near 0 has the points that it has when it
 * is written well: rounding makes none and hides none.
 */
class RewrittenActivationsProperties {

  /** Formulas that lose digits near 0, by the well written one. */
  private static final Map<String, List<String>> FORMS =
      Map.of(
          "tanh",
          List.of(
              "2/(1 + Exp[-2 x]) - 1",
              "(Exp[x] - Exp[-x])/(Exp[x] + Exp[-x])",
              "1 - 2/(Exp[2 x] + 1)"),
          "x/Sqrt[1 + x^2]",
          List.of("Sqrt[1 + x^2] - Sqrt[1 + x^2] + x/Sqrt[1 + x^2]", "x/Sqrt[x^2 + 1]"),
          "erf",
          List.of("1 - Erfc[x]", "Erf[x] + Erf[x + 1] - Erf[1 + x]"),
          "sin",
          List.of("Cos[x - Pi/2]", "Sin[x + 2 Pi]"));

  /** An activation, written well and badly, times a number. */
  private record Pair(String plain, String rewritten) {}

  @Provide
  Arbitrary<Pair> pairs() {
    Arbitrary<Pair> forms =
        Arbitraries.of(
            FORMS.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(form -> new Pair(e.getKey(), form)))
                .toList());
    return Combinators.combine(forms, Arbitraries.of("1", "3/2", "-2"))
        .as(
            (pair, factor) ->
                new Pair(
                    factor + " (" + written(pair.plain) + ")",
                    factor + " (" + pair.rewritten + ")"));
  }

  private static String written(String plain) {
    return plain.contains("x") ? plain : plain + "[x]";
  }

  @Property(tries = 6)
  void should_find_the_same_critical_points_however_it_is_written(
      @ForAll("pairs") Pair pair, @ForAll("biases") double bias) {
    CriticalLine.Found plain = CriticalLine.of(Activation.parse(pair.plain)).search(bias);
    CriticalLine.Found rewritten = CriticalLine.of(Activation.parse(pair.rewritten)).search(bias);
    assertThat(rewritten.points()).as("%s", pair).hasSameSizeAs(plain.points());
    for (int i = 0; i < plain.points().size(); i++) {
      CriticalLine.Point expected = plain.points().get(i);
      CriticalLine.Point found = rewritten.points().get(i);
      assertThat(found.sigmaW2().minus(expected.sigmaW2()).contains(0)).as("%s", pair).isTrue();
      assertThat(found.length().orElseThrow().minus(expected.length().orElseThrow()).contains(0))
          .as("%s %s %s", pair, found, expected)
          .isTrue();
      assertThat(found.attraction()).isEqualTo(expected.attraction());
    }
  }

  @Provide
  Arbitrary<Double> biases() {
    return Arbitraries.of(0.0, 1e-12, 1e-4, 0.05);
  }

  @Property(tries = 4)
  void should_find_the_same_lengths_however_it_is_written(@ForAll("pairs") Pair pair) {
    Activation plain = Activation.parse(pair.plain);
    Activation rewritten = Activation.parse(pair.rewritten);
    double critical = CriticalLine.of(plain).at(0).get(0).sigmaW2().value();
    // Just above the edge of chaos the length is small, and every digit counts.
    for (double factor : new double[] {1 - 1e-6, 1 + 1e-6}) {
      LengthFixedPoints expected =
          LengthFixedPoints.of(MeanFieldMaps.of(plain, factor * critical, 0));
      LengthFixedPoints found =
          LengthFixedPoints.of(MeanFieldMaps.of(rewritten, factor * critical, 0));
      assertThat(found.points()).as("%s %s", pair, factor).hasSameSizeAs(expected.points());
      for (int i = 0; i < found.points().size(); i++) {
        assertThat(
                found.points().get(i).value().minus(expected.points().get(i).value()).contains(0))
            .as("%s %s", pair, factor)
            .isTrue();
      }
      // Control: below the edge length 0 alone, above it another one.
      assertThat(found.points()).hasSize(factor < 1 ? 1 : 2);
    }
  }

  @Test
  void should_find_no_point_of_tanh_but_0_without_biases() {
    for (String form : FORMS.get("tanh")) {
      CriticalLine.Found found = CriticalLine.of(Activation.parse(form)).search(0);
      assertThat(found.points()).hasSize(1);
      assertThat(found.points().get(0).length().orElseThrow().value()).isZero();
      assertThat(found.undecided()).isEmpty();
    }
    // Control: with biases there is one, and it is not at 0.
    assertThat(CriticalLine.of(Activation.named("tanh")).at(1e-15).get(0).length().orElseThrow())
        .satisfies(length -> assertThat(length.lower()).isPositive());
  }

  @Test
  void should_say_where_no_number_of_digits_tells() {
    // GIVEN a line up to 1 and nothing beyond: the densities there are Exp[-1/(2 q)]
    Activation phi = Activation.named("hardTanh");
    // WHEN
    LengthFixedPoints found = LengthFixedPoints.of(MeanFieldMaps.of(phi, 1, 0));
    // THEN no length is printed that might be none
    assertThat(found.points()).hasSize(1);
    assertThat(found.undecided()).hasSize(1);
    assertThat(found.undecided().get(0).upper()).isBetween(1e-3, 0.1);
    // Control: off the edge everything is decided.
    assertThat(LengthFixedPoints.of(MeanFieldMaps.of(phi, 1.5, 0)).undecided()).isEmpty();
  }

  @Test
  void should_tell_power_laws_from_constants() {
    // Squared gradients of an odd activation x + c x^3 + ... with c < 0 fall like 1/depth; without
    // a cubic term like depth^(-1/2), from the expansions of both moments in q.
    assertThat(law("tanh", 1, 0).power().orElseThrow().contains(-1)).isTrue();
    assertThat(law("2/(1 + Exp[-2 x]) - 1", 1, 0).power().orElseThrow().contains(-1)).isTrue();
    assertThat(law("x - x^5", 1, 0).power().orElseThrow().contains(-0.5)).isTrue();
    assertThat(law("hardTanh", 1, 0).kind()).isEqualTo(GradientLaw.Kind.SLOW);
    // Control: constant with biases, where lengths settle exponentially, and for scale-free ones.
    assertThat(law("tanh", 1.76095463960674, 0.05).kind()).isEqualTo(GradientLaw.Kind.CONSTANT);
    assertThat(law("relu", 2, 0).kind()).isEqualTo(GradientLaw.Kind.CONSTANT);
    assertThat(law("tanh", 1.5, 0).kind()).isEqualTo(GradientLaw.Kind.EXPONENTIAL);
    assertThat(law("relu", 2.1, 0.1).kind()).isEqualTo(GradientLaw.Kind.UNKNOWN);
  }

  private static GradientLaw law(String phi, double sigmaW2, double sigmaB2) {
    return PhasePoint.of(MeanFieldMaps.of(Activation.parse(phi), sigmaW2, sigmaB2)).law();
  }

  @Test
  void should_table_the_layers_as_the_law_says() {
    MeanFieldMaps maps = MeanFieldMaps.of(Activation.named("tanh"), 1, 0);
    double half = LayerTable.of(maps, 1, 64).last().gradient().value();
    double full = LayerTable.of(maps, 1, 128).last().gradient().value();
    // Like depth^-1, but for a correction of order log(depth)/depth.
    assertThat(full / half).isBetween(0.47, 0.51);
    // GELU far from its length, and at it from the first layer on.
    Activation gelu = Activation.named("gelu");
    CriticalLine.Point point =
        CriticalLine.of(gelu).at(0.2).stream()
            .filter(candidate -> candidate.attraction().holds())
            .findFirst()
            .orElseThrow();
    MeanFieldMaps chosen = MeanFieldMaps.of(gelu, point.sigmaW2().value(), 0.2);
    double length = point.length().orElseThrow().value();
    assertThat(LayerTable.of(chosen, chosen.sigmaW2(), 50).last().length().value())
        .isLessThan(0.9 * length);
    double factor =
        LayerTable.firstLayerFactor(chosen, point.length().orElseThrow()).orElseThrow().value();
    LayerTable.Row there = LayerTable.of(chosen, factor * factor * chosen.sigmaW2(), 50).last();
    assertThat(there.length().value() / length).isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(there.gradient().value()).isBetween(1 - 1e-9, 1 + 1e-9);
  }
}
