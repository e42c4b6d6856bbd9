package org.widelimit.theorem.vocabulary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.AsWritten;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.theorem.Text;

/**
 * The functions that a file defines by formulas. They are written out where a formula is read, so
 * that nothing that is proved or computed knows of them.
 *
 * @param functions the functions by name, in order; none applies another
 */
public record OwnFunctions(Map<String, OwnFunction> functions) {

  /** No functions. */
  public static final OwnFunctions NONE = new OwnFunctions(Map.of());

  /** A formula with more parts than this, written out, is refused. */
  static final int LARGEST = 20_000;

  /** Copies the functions. */
  public OwnFunctions {
    functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
  }

  /**
   * Returns these and one more.
   *
   * @param body the formula as it was read, in the parameters and in functions defined before it
   * @param asWritten the same, read as {@link AsWritten} keeps it
   * @throws NameFault if the formula cannot stand for a function
   */
  public OwnFunctions with(String name, List<String> parameters, Expr body, Expr asWritten) {
    for (String variable : differentiated(body)) {
      if (parameters.contains(variable)) {
        throw new NameFault(
            "D",
            "a function cannot differentiate in its own argument " + Text.quote(variable),
            "write the derivative as a formula, or D[" + name + "[q], q] where it is used");
      }
    }
    if (parameters.contains(ActivationTexts.VARIABLE) && ofActivations(body)) {
      throw new NameFault(
          ActivationTexts.VARIABLE,
          "ambiguous: x is the argument of the function or the variable of activations",
          "give the argument another name");
    }
    Map<String, OwnFunction> more = new LinkedHashMap<>(functions);
    Set<String> bound = Set.copyOf(parameters);
    more.put(
        name,
        new OwnFunction(
            name, parameters, written(body, bound), AsWritten.of(() -> written(asWritten, bound))));
    return new OwnFunctions(more);
  }

  /**
   * Writes the functions out.
   *
   * @throws NameFault if a name would change its meaning, or the formula would be too large
   */
  public Expr written(Expr expr) {
    return functions.isEmpty() ? expr : written(expr, Set.of());
  }

  private Expr written(Expr expr, Set<String> bound) {
    if (expr instanceof Sym sym) {
      OwnFunction constant = functions.get(sym.name());
      boolean here = constant != null && !bound.contains(sym.name());
      return here && constant.parameters().isEmpty() ? applied(constant, List.of(), bound) : expr;
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    OwnFunction own = call.headName().map(functions::get).orElse(null);
    Set<String> inner = new LinkedHashSet<>(bound);
    inner.addAll(Binders.bound(call));
    List<Expr> args = new ArrayList<>();
    for (int i = 0; i < call.arity(); i++) {
      Expr arg = call.arg(i);
      boolean map = arg instanceof Sym sym && !inner.contains(sym.name()) && isFunction(sym.name());
      args.add(map ? map(call, (Sym) arg, bound) : written(arg, inner));
    }
    if (own != null) {
      return applied(own, args, bound);
    }
    if (call.head() instanceof Sym) {
      return Expressions.call(call.head(), args);
    }
    Expr head = call.head();
    Set<String> ofHead = new LinkedHashSet<>(bound);
    if (head.headName().flatMap(Vocabulary::find).filter(Word::isMap).isPresent()) {
      ofHead.add(ActivationTexts.VARIABLE);
    }
    return Expressions.call(written(head, ofHead), args);
  }

  private boolean isFunction(String name) {
    OwnFunction own = functions.get(name);
    return own != null && !own.parameters().isEmpty();
  }

  /** Writes out a function that stands without arguments, as a map that is iterated. */
  private Expr map(Call call, Sym name, Set<String> bound) {
    if (!call.isCall("Nest", 3)) {
      throw new NameFault(
          name.name(),
          Text.quote(name.name()) + " is a function of the file and needs its arguments",
          "only Nest takes such a function without arguments; a derivative is D["
              + name.name()
              + "[q], q]");
    }
    OwnFunction own = functions.get(name.name());
    Sym variable = InternalNames.fresh(own.parameters().get(0), own.body());
    return Binders.function(variable, applied(own, List.of(variable), bound));
  }

  private static Expr applied(OwnFunction own, List<Expr> args, Set<String> bound) {
    for (String name : own.outer()) {
      if (bound.contains(name)) {
        throw new NameFault(
            own.name(),
            Text.quote(name) + " is a variable here, and a symbol of the file in " + own.name(),
            "give the variable another name");
      }
    }
    for (Expr arg : args) {
      for (String name : differentiated(own.body())) {
        if (arg.symbols().contains(name)) {
          throw new NameFault(
              own.name(),
              own.name() + " differentiates in " + Text.quote(name) + ", which its argument holds",
              "write the derivative where it is used");
        }
      }
    }
    Map<String, Expr> values = new LinkedHashMap<>();
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      values.put(own.parameters().get(i), args.get(i));
      sizes.put(own.parameters().get(i), size(args.get(i), Map.of()));
    }
    if (size(own.body(), sizes) > LARGEST) {
      throw tooLarge(own);
    }
    return Binders.put(own.formula(), values);
  }

  /** Returns how many parts a formula has where symbols stand for so many. */
  private static long size(Expr expr, Map<String, Long> sizes) {
    if (expr instanceof Call call) {
      long parts = 1 + size(call.head(), Map.of());
      for (Expr arg : call.args()) {
        parts += size(arg, sizes);
      }
      return parts;
    }
    return expr instanceof Sym sym ? sizes.getOrDefault(sym.name(), 1L) : 1;
  }

  private static NameFault tooLarge(OwnFunction own) {
    return new NameFault(
        own.name(), "written out, the formula has more than " + LARGEST + " parts", "split it");
  }

  /** Returns the symbols that a formula differentiates in, bound ones aside. */
  private static Set<String> differentiated(Expr expr) {
    Set<String> names = new LinkedHashSet<>();
    if (expr instanceof Call call) {
      names.addAll(differentiated(call.head()));
      call.args().forEach(arg -> names.addAll(differentiated(arg)));
      if (call.isCall("D", 2)) {
        Expr variable = call.arg(1) instanceof Call order ? order.arg(0) : call.arg(1);
        names.addAll(variable.symbols());
      }
      names.removeAll(Binders.bound(call));
    }
    return names;
  }

  /** Returns whether the variable of activations occurs where an activation stands. */
  private static boolean ofActivations(Expr expr) {
    if (!(expr instanceof Call call)) {
      return false;
    }
    boolean here =
        call.headName()
            .flatMap(Vocabulary::find)
            .filter(
                word ->
                    word.activationArguments().stream()
                        .filter(index -> index < call.arity())
                        .anyMatch(
                            index -> call.arg(index).contains(new Sym(ActivationTexts.VARIABLE))))
            .isPresent();
    return here
        || ofActivations(call.head())
        || call.args().stream().anyMatch(OwnFunctions::ofActivations);
  }

  /** Returns the number of arguments of each, by name. */
  public Map<String, Integer> arities() {
    Map<String, Integer> arities = new LinkedHashMap<>();
    functions.forEach((name, own) -> arities.put(name, own.parameters().size()));
    return arities;
  }
}
