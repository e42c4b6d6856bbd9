package org.widelimit.verification.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;

/** What is declared decides which networks are drawn, and names do not. */
class NetworkStreamsProperties {

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.of("s", "t", "u", "v", "w", "sigma", "phi", "psi", "act", "other")
        .list()
        .ofSize(4)
        .uniqueElements();
  }

  private static String declared(List<String> names, String upper, int layers, String activation) {
    String hidden = String.join(", ", java.util.Collections.nCopies(layers, names.get(0)));
    return """
    title: a network
    activations: {%1$s: [%6$s]}
    symbols:
      %4$s: {in: "(0, 1)"}
      %2$s: {in: "[1, %5$s]"}
      %3$s: {in: "[0, 1]"}
    network: {hidden: [%7$s], sigmaW: %2$s, sigmaB: "%3$s/2"}
    claims:
      c: {limit: 'EmpiricalNTK[1, 2] -> %4$s'}
    """
        .formatted(
            names.get(0), names.get(1), names.get(2), names.get(3), upper, activation, hidden);
  }

  private static String text(String yaml, String activation) {
    TheoremFile file = TheoremLoader.parse("a/b", yaml.getBytes(StandardCharsets.UTF_8));
    Theorem theorem = (Theorem) file;
    Map<String, String> choice =
        Map.of(theorem.activations().keySet().iterator().next(), activation);
    return NetworkStreams.text(theorem, choice, theorem.claims().get(0).network().orElseThrow());
  }

  @Property(tries = 100)
  void should_know_a_network_under_any_names(
      @ForAll("names") List<String> names,
      @ForAll("names") List<String> others,
      @ForAll @IntRange(min = 1, max = 4) int layers) {
    // GIVEN
    String known = text(declared(names, "2", layers, "tanh"), "tanh");

    // THEN
    assertThat(text(declared(others, "2", layers, "tanh"), "tanh")).isEqualTo(known);
    // Controls: another domain, depth or activation
    assertThat(text(declared(others, "3", layers, "tanh"), "tanh")).isNotEqualTo(known);
    assertThat(text(declared(others, "2", layers + 1, "tanh"), "tanh")).isNotEqualTo(known);
    assertThat(text(declared(others, "2", layers, "erf"), "erf")).isNotEqualTo(known);
  }
}
