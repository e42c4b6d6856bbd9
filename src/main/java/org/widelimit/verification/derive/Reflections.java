package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;

/**
 * Changes that an average does not see: its variables may all turn their signs, as the normal
 * density and a range about 0 are even. A formula whose change is undone so is no other formula.
 */
final class Reflections {

  /** Averages within averages whose variables are turned together. */
  private static final int DEEPEST = 4;

  private static final Set<String> BINDERS = Set.of("E", "Integrate", "Sum", "Product", "D");

  private final BiPredicate<Expr, Expr> equal;
  private final List<Set<Sym>> turned = new ArrayList<>();

  private Reflections(BiPredicate<Expr, Expr> equal) {
    this.equal = equal;
  }

  /**
   * Returns whether the only part in which two formulas differ stands inside of averages, some of
   * which take the one to the other when their variables turn.
   *
   * @param equal decides whether two formulas, symbols of the program's own for the variables that
   *     were turned, are equal
   */
  static boolean relate(Expr first, Expr second, BiPredicate<Expr, Expr> equal) {
    return new Reflections(equal).descend(first, second);
  }

  private boolean descend(Expr first, Expr second) {
    if (!(first instanceof Call one)
        || !(second instanceof Call other)
        || one.arity() != other.arity()
        || !one.head().equals(other.head())) {
      return false;
    }
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < one.arity(); i++) {
      if (!one.arg(i).equals(other.arg(i))) {
        differing.add(i);
      }
    }
    if (differing.size() != 1) {
      return false;
    }
    int place = differing.get(0);
    Expr inFirst = one.arg(place);
    Expr inSecond = other.arg(place);
    Set<Sym> variables = place == 0 ? variables(one) : Set.of();
    if (variables.isEmpty() || binds(inFirst, variables) || binds(inSecond, variables)) {
      return descend(inFirst, inSecond);
    }
    if (turned.size() == DEEPEST) {
      return false;
    }
    Set<Sym> own = new LinkedHashSet<>();
    for (Sym variable : variables) {
      Sym fresh = InternalNames.fresh(variable.name(), inFirst, inSecond);
      inFirst = inFirst.substitute(variable.name(), fresh);
      inSecond = inSecond.substitute(variable.name(), fresh);
      own.add(fresh);
    }
    turned.add(own);
    return isUndone(inFirst, inSecond) || descend(inFirst, inSecond);
  }

  /** Returns whether something inside has variables of these names of its own. */
  private static boolean binds(Expr inside, Set<Sym> variables) {
    return inside instanceof Call call
        && ((BINDERS.contains(call.headName().orElse(""))
                && call.args().stream()
                    .skip(1)
                    .anyMatch(
                        part ->
                            variables.stream().anyMatch(v -> part.symbols().contains(v.name()))))
            || Stream.concat(Stream.of(call.head()), call.args().stream())
                .anyMatch(part -> binds(part, variables)));
  }

  /** Tries the innermost average together with every choice of those around it. */
  private boolean isUndone(Expr first, Expr second) {
    int around = turned.size() - 1;
    for (int choice = 0; choice < 1 << around; choice++) {
      Expr moved = negated(second, turned.get(around));
      for (int i = 0; i < around; i++) {
        moved = (choice >> i & 1) == 1 ? negated(moved, turned.get(i)) : moved;
      }
      if (moved.equals(first) || equal.test(first, moved)) {
        return true;
      }
    }
    return false;
  }

  private static Expr negated(Expr expr, Set<Sym> variables) {
    Expr negated = expr;
    for (Sym variable : variables) {
      negated = negated.substitute(variable.name(), Expressions.negate(variable));
    }
    return negated;
  }

  /** Returns the variables of an average or an integral that may turn, or none. */
  private static Set<Sym> variables(Call call) {
    if (call.isCall("E") && call.arity() > 1) {
      Stream<Expr> names =
          call.arg(1).isCall("List")
              ? ((Call) call.arg(1)).args().stream()
              : Stream.of(call.arg(1));
      List<Expr> all = names.toList();
      return all.stream().allMatch(Sym.class::isInstance)
          ? new LinkedHashSet<>(all.stream().map(Sym.class::cast).toList())
          : Set.of();
    }
    if (call.isCall("Integrate", 2) && call.arg(1).isCall("List", 3)) {
      Call range = (Call) call.arg(1);
      boolean even = range.arg(1).equals(Expressions.negate(range.arg(2)));
      return even && range.arg(0) instanceof Sym name ? Set.of(name) : Set.of();
    }
    return Set.of();
  }
}
