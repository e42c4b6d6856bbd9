package org.widelimit.report.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A directed graph in layers, as Sugiyama, Tagawa and Toda (1981) draw it: a vertex stands one
 * layer behind the last of what it builds on; what follows through another vertex is left out; an
 * edge over several layers has a place in each; the places of a layer are put near their
 * neighbours.
 */
final class LayeredGraph {

  private static final int SWEEPS = 24;

  /** A vertex, or a place that an edge passes through: then the name is empty. */
  private record Slot(String name, int layer, List<Slot> before, List<Slot> behind) {
    Slot(String name, int layer) {
      this(name, layer, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /**
   * A place in the drawing.
   *
   * @param layer the layer, from 0
   * @param row the row in the layer, from 0
   */
  record Place(int layer, int row) {}

  private final Map<String, Place> vertices = new LinkedHashMap<>();
  private final List<List<Place>> edges = new ArrayList<>();

  /**
   * Lays a graph out.
   *
   * @param uses what each vertex builds on; vertices without an edge are left out, and a cycle is
   *     cut where it closes
   */
  LayeredGraph(Map<String, ? extends List<String>> uses) {
    Map<String, Set<String>> below = acyclic(uses);
    Map<String, Set<String>> reduced = reduced(below);
    Map<String, Slot> slots = new LinkedHashMap<>();
    below.keySet().forEach(name -> slots.put(name, new Slot(name, layer(name, below))));
    List<List<Slot>> layers = new ArrayList<>();
    slots.values().forEach(slot -> add(slot, layers));
    List<List<Slot>> paths = new ArrayList<>();
    reduced.forEach(
        (name, used) ->
            used.forEach(other -> paths.add(path(slots.get(other), slots.get(name), layers))));
    order(layers);
    Map<Slot, Place> places = new HashMap<>();
    for (List<Slot> layer : layers) {
      for (Slot slot : layer) {
        places.put(slot, new Place(slot.layer(), layer.indexOf(slot)));
      }
    }
    slots.forEach((name, slot) -> vertices.put(name, places.get(slot)));
    paths.forEach(path -> edges.add(path.stream().map(places::get).toList()));
  }

  /** Returns the vertices with their places. */
  Map<String, Place> vertices() {
    return Collections.unmodifiableMap(vertices);
  }

  /** Returns the edges, each from what is used over the layers between to what uses it. */
  List<List<Place>> edges() {
    return Collections.unmodifiableList(edges);
  }

  private static Map<String, Set<String>> acyclic(Map<String, ? extends List<String>> uses) {
    Set<String> drawn = new LinkedHashSet<>();
    uses.forEach(
        (name, others) ->
            others.stream()
                .filter(other -> uses.containsKey(other) && !other.equals(name))
                .forEach(
                    other -> {
                      drawn.add(other);
                      drawn.add(name);
                    }));
    Map<String, Set<String>> below = new LinkedHashMap<>();
    drawn.forEach(name -> below.put(name, new LinkedHashSet<>()));
    for (String name : drawn) {
      for (String other : uses.get(name)) {
        if (drawn.contains(other) && !other.equals(name) && !reaches(other, name, below)) {
          below.get(name).add(other);
        }
      }
    }
    return below;
  }

  private static boolean reaches(String from, String to, Map<String, Set<String>> below) {
    List<String> open = new ArrayList<>(List.of(from));
    Set<String> seen = new LinkedHashSet<>(open);
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      if (name.equals(to)) {
        return true;
      }
      below.get(name).stream().filter(seen::add).forEach(open::add);
    }
    return false;
  }

  private static Map<String, Set<String>> reduced(Map<String, Set<String>> below) {
    Map<String, Set<String>> reduced = new LinkedHashMap<>();
    below.forEach(
        (name, used) -> {
          Set<String> direct = new LinkedHashSet<>(used);
          direct.removeIf(
              one ->
                  used.stream()
                      .anyMatch(other -> !other.equals(one) && reaches(other, one, below)));
          reduced.put(name, direct);
        });
    return reduced;
  }

  private static int layer(String name, Map<String, Set<String>> below) {
    return below.get(name).stream().mapToInt(other -> 1 + layer(other, below)).max().orElse(0);
  }

  private static void add(Slot slot, List<List<Slot>> layers) {
    while (layers.size() <= slot.layer()) {
      layers.add(new ArrayList<>());
    }
    layers.get(slot.layer()).add(slot);
  }

  private static List<Slot> path(Slot from, Slot to, List<List<Slot>> layers) {
    List<Slot> path = new ArrayList<>(List.of(from));
    for (int layer = from.layer() + 1; layer < to.layer(); layer++) {
      Slot passing = new Slot("", layer);
      add(passing, layers);
      path.add(passing);
    }
    path.add(to);
    for (int i = 1; i < path.size(); i++) {
      path.get(i).before().add(path.get(i - 1));
      path.get(i - 1).behind().add(path.get(i));
    }
    return path;
  }

  /** Moves the places of each layer to the mean of their neighbours, forth and back. */
  private static void order(List<List<Slot>> layers) {
    List<List<Slot>> best = copy(layers);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean forth = sweep % 2 == 0;
      for (int i = 1; i < layers.size(); i++) {
        int at = forth ? i : layers.size() - 1 - i;
        List<Slot> fixed = layers.get(forth ? at - 1 : at + 1);
        List<Slot> moved = layers.get(at);
        Map<Slot, Double> means = new HashMap<>();
        for (Slot slot : moved) {
          List<Slot> near = forth ? slot.before() : slot.behind();
          double mean =
              near.stream().mapToInt(fixed::indexOf).average().orElse(moved.indexOf(slot));
          means.put(slot, mean);
        }
        moved.sort(Comparator.comparing(means::get));
      }
      if (crossings(layers) < crossings(best)) {
        best = copy(layers);
      }
    }
    for (int i = 0; i < layers.size(); i++) {
      layers.set(i, best.get(i));
    }
  }

  private static List<List<Slot>> copy(List<List<Slot>> layers) {
    List<List<Slot>> copy = new ArrayList<>();
    layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
    return copy;
  }

  private static int crossings(List<List<Slot>> layers) {
    int crossings = 0;
    for (int i = 1; i < layers.size(); i++) {
      List<int[]> edges = new ArrayList<>();
      for (Slot slot : layers.get(i)) {
        for (Slot before : slot.before()) {
          edges.add(new int[] {layers.get(i - 1).indexOf(before), layers.get(i).indexOf(slot)});
        }
      }
      for (int[] one : edges) {
        for (int[] other : edges) {
          crossings += one[0] < other[0] && one[1] > other[1] ? 1 : 0;
        }
      }
    }
    return crossings;
  }
}
