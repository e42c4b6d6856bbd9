package org.widelimit.theorem;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names that a file's formulas may use beside the vocabulary.
 *
 * @param symbols declared and bound symbols
 * @param functions the arities of declared functions
 * @param activations declared activations
 */
record Scope(Set<String> symbols, Map<String, Integer> functions, Set<String> activations) {

  static final Scope EMPTY = new Scope(Set.of(), Map.of(), Set.of());

  Scope with(String symbol) {
    Set<String> more = new LinkedHashSet<>(symbols);
    more.add(symbol);
    return new Scope(more, functions, activations);
  }

  Scope withFunction(String function, int arity) {
    Map<String, Integer> more = new LinkedHashMap<>(functions);
    more.put(function, arity);
    return new Scope(symbols, more, activations);
  }

  /** Returns every name, for the nearest known word. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(symbols);
    names.addAll(functions.keySet());
    names.addAll(activations);
    Vocabulary.words().forEach(word -> names.add(word.name()));
    return names;
  }
}
