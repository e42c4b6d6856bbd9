package org.widelimit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.symja.SymjaConverter;

/** Reads activations that are expressions of Symja. */
final class SymjaActivation {

  private SymjaActivation() {}

  /**
   * Reads an activation: a name of the catalogue in any case, as Symja may fold it, a function such
   * as {@code Tanh}, or an expression in {@code x}.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static Activation of(IExpr expr) {
    if (expr instanceof ISymbol symbol) {
      Optional<Activation> known = named(symbol.getSymbolName());
      if (known.isPresent()) {
        return known.get();
      }
    }
    Expr formula =
        SymjaConverter.ofSession(Map.of())
            .read(expr)
            .orElseThrow(() -> new IllegalArgumentException(expr + " is no activation"));
    Expr variable = Expressions.sym(Activation.VARIABLE);
    boolean function = formula instanceof Expr.Sym && !formula.equals(variable);
    return Activation.of(function ? Expressions.call(formula, List.of(variable)) : formula);
  }

  private static Optional<Activation> named(String name) {
    return ActivationCatalogue.names().stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .map(Activation::named);
  }
}
