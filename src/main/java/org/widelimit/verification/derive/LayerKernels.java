package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Abbreviation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;

/**
 * The variances and covariances of the expectations that an equation is made of, with names: in a
 * deep network they are the kernels of its layers, each in closed form in the layer before.
 */
final class LayerKernels {

  private final Set<String> taken;
  private final Map<Expr, Abbreviation> names = new LinkedHashMap<>();
  private final Map<Expr, Integer> layers = new LinkedHashMap<>();
  private int numberOfFactors;

  /**
   * Starts without any.
   *
   * @param taken names that are in use
   */
  LayerKernels(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /**
   * Gives names to the variances and covariance of an expectation, those of the inner ones first.
   */
  void collect(Call expectation) {
    GeneralLaw.of(expectation)
        .ifPresent(
            law ->
                law.meanings()
                    .forEach((symbol, part) -> name(part, law.variances().contains(symbol))));
  }

  private void name(Expr part, boolean variance) {
    if (isAlgebraic(part) || names.containsKey(part)) {
      return;
    }
    int layer =
        1
            + layers.entrySet().stream()
                .filter(below -> part.contains(below.getKey()))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(1);
    layers.put(part, layer);
    names.put(
        part,
        new Abbreviation(
            fresh((variance ? "q" : "k") + layer),
            part,
            variance ? Interval.POSITIVE : Interval.REALS,
            (variance ? "variance" : "covariance") + " of layer " + layer,
            Abbreviation.Kind.UNKNOWN));
  }

  /**
   * Returns the sums with expectations that are factors of products, the innermost first: in a
   * recursion, what the layer before came to.
   */
  static Set<Expr> factors(Expr expr) {
    Set<Expr> factors = new LinkedHashSet<>();
    collectFactors(expr, factors);
    return factors;
  }

  private static void collectFactors(Expr expr, Set<Expr> factors) {
    if (expr.isCall("E") || !(expr instanceof Call call)) {
      return;
    }
    for (Expr arg : call.args()) {
      collectFactors(arg, factors);
      if (call.isCall("Times") && arg.isCall("Plus") && mentionsExpectation(arg)) {
        factors.add(arg);
      }
    }
  }

  private static boolean mentionsExpectation(Expr expr) {
    return expr.isCall("E")
        || (expr instanceof Call call
            && call.args().stream().anyMatch(LayerKernels::mentionsExpectation));
  }

  /** Gives a name to a factor in closed form. */
  void nameFactor(Expr part) {
    if (!isAlgebraic(part) && !names.containsKey(part)) {
      Sym name = fresh("t" + (++numberOfFactors + 1));
      names.put(
          part,
          new Abbreviation(
              name, part, Interval.REALS, "factor of the recursion", Abbreviation.Kind.FACTOR));
    }
  }

  private Sym fresh(String name) {
    Sym fresh = InternalNames.fresh(name, taken);
    taken.add(fresh.name());
    return fresh;
  }

  /** Returns whether the part is of the symbols by arithmetic and roots: it needs no name. */
  static boolean isAlgebraic(Expr part) {
    return !(part instanceof Call call)
        || ((call.isCall("Plus")
                || call.isCall("Times")
                || (call.isCall("Power", 2) && call.arg(1) instanceof Num))
            && call.args().stream().allMatch(LayerKernels::isAlgebraic));
  }

  /** Returns the names, those of inner parts first and factors after the kernels. */
  List<Abbreviation> abbreviations() {
    List<Abbreviation> all = new ArrayList<>(names.values());
    all.sort(Comparator.comparing(Abbreviation::kind));
    return all;
  }
}
