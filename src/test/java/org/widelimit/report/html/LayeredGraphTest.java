package org.widelimit.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.widelimit.report.html.LayeredGraph.Place;

class LayeredGraphTest {

  @Test
  void should_leave_out_what_follows_through_another() {
    LayeredGraph graph =
        new LayeredGraph(
            Map.of("c", List.of("a", "b"), "b", List.of("a"), "a", List.of(), "alone", List.of()));

    assertThat(graph.vertices().keySet()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(graph.edges()).hasSize(2);
    assertThat(graph.vertices().get("c").layer()).isEqualTo(2);
  }

  @Test
  void should_untangle_what_can_be_drawn_without_a_crossing() {
    Map<String, List<String>> uses = new LinkedHashMap<>();
    List.of("a", "b", "c", "d").forEach(name -> uses.put(name, List.of()));
    uses.put("x", List.of("d"));
    uses.put("y", List.of("c"));
    uses.put("z", List.of("b"));
    uses.put("w", List.of("a"));

    List<List<Place>> edges = new LayeredGraph(uses).edges();

    for (List<Place> one : edges) {
      for (List<Place> other : edges) {
        assertThat(
                (one.get(0).row() - other.get(0).row()) * (one.get(1).row() - other.get(1).row()))
            .isNotNegative();
      }
    }
  }

  /** Edges point forward, cycles and loops included, and no two things share a place. */
  @Property(tries = 200)
  void should_draw_any_graph_forward(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 11) Integer> ends) {
    Map<String, List<String>> uses = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      uses.put("v" + i, new ArrayList<>());
    }
    for (int i = 0; i + 1 < ends.size(); i += 2) {
      uses.get("v" + ends.get(i)).add("v" + ends.get(i + 1));
    }

    LayeredGraph graph = new LayeredGraph(uses);

    Set<Place> ofVertices = new HashSet<>(graph.vertices().values());
    assertThat(ofVertices).hasSize(graph.vertices().size());
    Set<Place> between = new HashSet<>();
    for (List<Place> edge : graph.edges()) {
      for (int i = 1; i < edge.size(); i++) {
        assertThat(edge.get(i).layer()).isEqualTo(edge.get(i - 1).layer() + 1);
      }
      assertThat(ofVertices).contains(edge.get(0), edge.get(edge.size() - 1));
      edge.subList(1, edge.size() - 1)
          .forEach(
              place -> {
                assertThat(ofVertices).doesNotContain(place);
                assertThat(between.add(place)).isTrue();
              });
    }
    uses.forEach(
        (name, used) ->
            used.stream()
                .filter(other -> !other.equals(name))
                .forEach(other -> assertThat(graph.vertices().keySet()).contains(name, other)));
  }
}
