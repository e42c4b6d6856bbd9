package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/**
 * Solves {@code f == value} for a symbol that f has at one place only, from the outside inwards.
 */
final class Inversion {

  private final String name;

  private Inversion(String name) {
    this.name = name;
  }

  /**
   * Returns the solution.
   *
   * @param f sums, products, powers of positive bases, exponentials and arcsines
   * @param name the symbol to solve for
   * @param value what f is to be
   * @return the solution, on the branch of real roots of positive numbers; empty if f has the
   *     symbol at several places, or not at all, or inside of another function
   */
  static Optional<Expr> of(Expr f, String name, Expr value) {
    return new Inversion(name).solve(f, value);
  }

  private Optional<Expr> solve(Expr f, Expr value) {
    if (f instanceof Sym) {
      return Optional.of(value);
    }
    if (!(f instanceof Call call)) {
      return Optional.empty();
    }
    List<Expr> without = new ArrayList<>(call.args());
    without.removeIf(arg -> arg.symbols().contains(name));
    if (without.size() != call.arity() - 1) {
      return Optional.empty();
    }
    Expr inner =
        call.args().stream().filter(arg -> arg.symbols().contains(name)).findFirst().orElseThrow();
    return switch (call.headName().orElse("")) {
      case "Plus" -> solve(inner, minus(value, plus(without)));
      case "Times" -> solve(inner, divide(value, times(without)));
      case "Power" -> {
        if (call.arg(0).equals(Expressions.EULER)) {
          yield solve(inner, call("Log", value));
        }
        yield call.arg(1) instanceof Num exponent
            ? solve(inner, power(value, divide(Expressions.ONE, exponent)))
            : Optional.empty();
      }
      case "ArcSin" -> solve(inner, call("Sin", value));
      default -> Optional.empty();
    };
  }
}
