package org.widelimit.theorem.vocabulary;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.theorem.Text;

/** The words that bind variables or have lists as arguments; each checks its own shape. */
final class BindingCheck {

  /** An average is of so many variables. */
  private static final int MOST_VARIABLES = 4;

  private BindingCheck() {}

  /** Checks {@code E[f, z]} and {@code E[f, {u, v}, {{p, r}, {r, q}}]}. */
  static void expectation(Call call, Scope scope) {
    NameCheck.arity("E", call, 2, 3, "E[phi[Sqrt[q] z]^2, z]");
    List<Expr> bound =
        call.arg(1).isCall("List") ? ((Call) call.arg(1)).args() : List.of(call.arg(1));
    boolean fits =
        call.arity() == 2
            ? bound.size() == 1
            : bound.size() > 1
                && bound.size() <= MOST_VARIABLES
                && bound.stream().distinct().count() == bound.size();
    if (!fits) {
      throw new NameFault(
          "E",
          call.arity() == 2
              ? "E of several variables needs their covariance matrix"
              : "E with a covariance matrix is of two to four different variables",
          "write E[f, z] or E[f, {u, v}, {{p, r}, {r, q}}]");
    }
    Scope inner = scope;
    for (Expr variable : bound) {
      inner = bind("E", variable, inner);
    }
    NameCheck.value(call.arg(0), inner);
    if (call.arity() == 3) {
      covariance(call.arg(2), bound.size(), scope);
    }
  }

  private static void covariance(Expr matrix, int size, Scope scope) {
    List<List<Expr>> rows = new ArrayList<>();
    if (matrix.isCall("List", size)) {
      for (Expr row : ((Call) matrix).args()) {
        if (row.isCall("List", size)) {
          rows.add(((Call) row).args());
        }
      }
    }
    if (rows.size() != size) {
      String number = size == 2 ? "two" : size == 3 ? "three" : "four";
      throw new NameFault(
          "E",
          "the covariance of E is a matrix of " + number + " rows of " + number,
          size == 2 ? "write {{p, r}, {r, q}}" : "a row and a column for each variable");
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        if (!rows.get(i).get(j).equals(rows.get(j).get(i))) {
          throw new NameFault(
              "E", "the covariance matrix of E is not symmetric", "write {{p, r}, {r, q}}");
        }
      }
    }
    rows.forEach(row -> row.forEach(entry -> NameCheck.value(entry, scope)));
  }

  private static Scope bind(String word, Expr variable, Scope scope) {
    if (!(variable instanceof Sym sym)) {
      throw new NameFault(word, word + " needs a symbol as its variable", "for example z");
    }
    boolean taken =
        Vocabulary.find(sym.name()).filter(w -> !w.name().equals("M")).isPresent()
            || scope.activations().contains(sym.name())
            || scope.functions().containsKey(sym.name());
    if (taken || Constants.isReserved(sym.name())) {
      throw new NameFault(
          sym.name(),
          Text.quote(sym.name()) + " has a meaning already and cannot be a variable of " + word,
          "choose another letter");
    }
    return scope.with(sym.name());
  }

  /** Checks {@code Integrate}, {@code Sum} and {@code Product}; later ranges bind first. */
  static void range(Word word, Call call, Scope scope) {
    Scope inner = scope;
    for (int i = call.arity() - 1; i >= 1; i--) {
      if (!call.arg(i).isCall("List", 3)) {
        throw new NameFault(
            word.name(),
            word.name() + " needs a range {variable, from, to}",
            "for example " + word.example());
      }
      List<Expr> parts = ((Call) call.arg(i)).args();
      NameCheck.value(parts.get(1), inner);
      NameCheck.value(parts.get(2), inner);
      inner = bind(word.name(), parts.get(0), inner);
    }
    NameCheck.value(call.arg(0), inner);
  }

  /** Checks {@code Piecewise[{{value, condition}, ...}, otherwise]}. */
  static void piecewise(Word word, Call call, Scope scope) {
    boolean pairs = call.arg(0).isCall("List") && ((Call) call.arg(0)).arity() > 0;
    if (pairs) {
      for (Expr pair : ((Call) call.arg(0)).args()) {
        pairs &= pair.isCall("List", 2);
      }
    }
    if (!pairs) {
      throw new NameFault(
          "Piecewise",
          "Piecewise needs a list of {value, condition}",
          "for example " + word.example());
    }
    for (Expr pair : ((Call) call.arg(0)).args()) {
      NameCheck.value(((Call) pair).arg(0), scope);
      NameCheck.condition(((Call) pair).arg(1), scope);
    }
    if (call.arity() == 2) {
      NameCheck.value(call.arg(1), scope);
    }
  }

  /** Checks {@code D[f, x]} and {@code D[f, {x, n}]}. */
  static void derivative(Call call, Scope scope) {
    Expr variable = call.arg(1);
    if (variable.isCall("List", 2) && ((Call) variable).arg(1) instanceof Num) {
      variable = ((Call) variable).arg(0);
    }
    if (!(variable instanceof Sym)) {
      throw new NameFault("D", "D needs a symbol to differentiate in", "for example D[q^2, q]");
    }
    NameCheck.value(variable, scope);
    NameCheck.value(call.arg(0), scope);
  }
}
