package org.widelimit.verification.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word;

/**
 * What the activations of a claim stand for.
 *
 * @param byName the declared names
 */
public record ActivationTable(Map<String, Activation> byName) {

  /** Activations that formulas spell out, such as {@code x Erf[x]}. */
  private static final Map<Expr, Optional<Activation>> FORMULAS = new ConcurrentHashMap<>();

  public ActivationTable {
    byName = Map.copyOf(byName);
  }

  /** Returns the table for a choice of texts, each a catalogue name or an expression in x. */
  public static ActivationTable of(Map<String, String> choice) {
    Map<String, Activation> table = new LinkedHashMap<>();
    choice.forEach((name, text) -> table.put(name, Activation.parse(text)));
    return new ActivationTable(table);
  }

  /** Returns the activation that an expression in an activation's place stands for. */
  public Activation get(Expr expr) {
    if (expr instanceof Sym sym) {
      Activation declared = byName.get(sym.name());
      if (declared != null) {
        return declared;
      }
      if (ActivationCatalogue.find(sym.name()).isPresent()) {
        return Activation.named(sym.name());
      }
    }
    return Activation.of(expr);
  }

  private Optional<Activation> function(Expr head) {
    if (head instanceof Sym sym) {
      Activation declared = byName.get(sym.name());
      return declared != null
          ? Optional.of(declared)
          : ActivationCatalogue.find(sym.name()).map(entry -> Activation.named(sym.name()));
    }
    if (!(head instanceof Call call)) {
      return Optional.empty();
    }
    // In x[...] and in leakyRelu[x] of an activation's place the variable is meant, and no slope.
    Expr formula = call.symbols().contains(Activation.VARIABLE) ? inline(call) : call;
    return formula instanceof Call read && isFormula(read)
        ? FORMULAS.computeIfAbsent(formula, ActivationTable::read)
        : Optional.empty();
  }

  /** Returns whether a head is a formula in {@code x} or a name with parameters. */
  private static boolean isFormula(Call head) {
    return head.symbols().contains(Activation.VARIABLE)
        ? Elementary.isElementary(head)
        : head.headName().flatMap(ActivationCatalogue::find).isPresent();
  }

  private static Optional<Activation> read(Expr formula) {
    Set<String> parameters = new TreeSet<>(formula.symbols());
    parameters.remove(Activation.VARIABLE);
    try {
      return Optional.of(Activation.of(formula, parameters));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /**
   * Returns the order of the derivative if the head is {@code phi} (0), {@code phi'} (1), ... of an
   * activation, and the activation.
   */
  public Optional<Map.Entry<Activation, Integer>> derivativeOf(Expr head) {
    Primed primed = Primed.of(head);
    return function(primed.function()).map(phi -> Map.entry(phi, primed.order()));
  }

  /**
   * Replaces every application of an activation or of its derivative by the formula. What stands in
   * an activation's place, as {@code leakyRelu[a]} in {@code Chi[leakyRelu[a], s][q]}, is a
   * function and no value of one.
   */
  public Expr inline(Expr expr) {
    if (!(expr instanceof Call call)) {
      return expr;
    }
    if (call.arity() == 1) {
      Optional<Expr> formula =
          derivativeOf(call.head()).map(of -> derivative(of.getKey(), of.getValue()));
      if (formula.isPresent()) {
        return formula.get().substitute(Activation.VARIABLE, inline(call.arg(0)));
      }
    }
    Expr head = call.head() instanceof Sym ? call.head() : inline(call.head());
    Optional<Word> word = call.headName().flatMap(Vocabulary::find);
    List<Expr> args = new ArrayList<>();
    for (int i = 0; i < call.arity(); i++) {
      args.add(isFunction(word, call, i) ? call.arg(i) : inline(call.arg(i)));
    }
    return Expressions.call(head, args);
  }

  private static boolean isFunction(Optional<Word> word, Call call, int place) {
    return (call.head() instanceof Call head && head.isCall("Derivative"))
        || word.filter(w -> w.activationArguments().contains(place)).isPresent();
  }

  /**
   * Returns the derivative, as an expression in {@code x}: a jump gives a delta, where the
   * derivative almost everywhere would forget it.
   */
  public static Expr derivative(Activation activation, int order) {
    Expr formula = activation.expression();
    for (int i = 0; i < order; i++) {
      Activation below = i == 0 ? activation : Activation.of(formula, activation.parameters());
      Expr distribution = below.distributionalDerivative();
      if (hasDelta(distribution)) {
        // Nothing but a closed form follows: a delta has no derivative and no values.
        return i + 1 == order
            ? distribution
            : Expressions.call("D", distribution, Expressions.sym(Activation.VARIABLE));
      }
      formula = below.derivative();
    }
    return formula;
  }

  private static boolean hasDelta(Expr expr) {
    return expr instanceof Call call
        && (call.isCall("DiracDelta") || call.args().stream().anyMatch(ActivationTable::hasDelta));
  }
}
