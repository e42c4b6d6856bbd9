package org.widelimit.theorem.vocabulary;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.TensorShape;

/**
 * The names that a file's formulas may use beside the vocabulary.
 *
 * @param symbols declared and bound symbols
 * @param functions the arities of declared functions
 * @param activations declared activations
 * @param shapes which symbols, and values of functions, are vectors or matrices
 * @param own the functions that the file defines by formulas, whose arities are among the others
 */
public record Scope(
    Set<String> symbols,
    Map<String, Integer> functions,
    Set<String> activations,
    Map<String, TensorShape> shapes,
    OwnFunctions own) {

  public static final Scope EMPTY =
      new Scope(Set.of(), Map.of(), Set.of(), Map.of(), OwnFunctions.NONE);

  public Scope with(String symbol) {
    Set<String> more = new LinkedHashSet<>(symbols);
    more.add(symbol);
    Map<String, TensorShape> others = new LinkedHashMap<>(shapes);
    others.remove(symbol);
    return new Scope(more, functions, activations, others, own);
  }

  public Scope withFunction(String function, int arity) {
    Map<String, Integer> more = new LinkedHashMap<>(functions);
    more.put(function, arity);
    return new Scope(symbols, more, activations, shapes, own);
  }

  /**
   * Returns the scope in which a function, or without parameters a symbol, has a formula.
   *
   * @param asWritten the formula as {@link org.widelimit.algebra.AsWritten} keeps it
   */
  public Scope withOwn(String function, List<String> parameters, Expr body, Expr asWritten) {
    Map<String, Integer> applied = new LinkedHashMap<>(functions);
    Set<String> plain = new LinkedHashSet<>(symbols);
    if (parameters.isEmpty()) {
      plain.add(function);
    } else {
      applied.put(function, parameters.size());
    }
    return new Scope(
        plain, applied, activations, shapes, own.with(function, parameters, body, asWritten));
  }

  /** Returns the scope in which a function's values may be numbers, vectors or matrices. */
  public Scope withUnsaid(String function) {
    Map<String, TensorShape> more = new LinkedHashMap<>(shapes);
    more.put(function, TensorShape.UNSAID);
    return new Scope(symbols, functions, activations, more, own);
  }

  /** Returns whether the name is one of a function, which brackets apply. */
  public boolean isFunction(String name) {
    return name.equals("E")
        || functions.containsKey(name)
        || activations.contains(name)
        || (!symbols.contains(name)
            && (ActivationTexts.isName(name)
                || Vocabulary.find(name).filter(w -> w.kind() != Word.Kind.CONSTANT).isPresent()));
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
