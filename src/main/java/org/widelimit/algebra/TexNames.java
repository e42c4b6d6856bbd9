package org.widelimit.algebra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;

/**
 * What the names of a TeX text mean.
 *
 * @param fragments declared fragments
 * @param functions names that are applied when parentheses follow
 * @param declared camelCase names that subscripted letters may stand for
 * @param matrices heads and symbols of vectors and matrices
 * @param scalars inner products that were read, which are numbers although their factors are not
 */
record TexNames(
    TexFragments fragments,
    Set<String> functions,
    Set<String> declared,
    Set<String> matrices,
    Set<Expr> scalars) {

  private static final Set<String> LETTERS =
      Set.of(
          "alpha",
          "beta",
          "gamma",
          "delta",
          "epsilon",
          "varepsilon",
          "zeta",
          "eta",
          "theta",
          "vartheta",
          "iota",
          "kappa",
          "lambda",
          "mu",
          "nu",
          "xi",
          "pi",
          "rho",
          "varrho",
          "sigma",
          "varsigma",
          "tau",
          "upsilon",
          "phi",
          "varphi",
          "chi",
          "psi",
          "omega",
          "Gamma",
          "Delta",
          "Theta",
          "Lambda",
          "Xi",
          "Pi",
          "Sigma",
          "Upsilon",
          "Phi",
          "Psi",
          "Omega",
          "ell");

  /** Returns the name that a letter or a Greek command spells, or empty for other commands. */
  static Optional<String> spelled(TexToken token) {
    if (!token.isName()) {
      return Optional.empty();
    }
    if (token.text().length() == 1) {
      return Optional.of(token.text());
    }
    String name = token.text().substring(1);
    return LETTERS.contains(name) ? Optional.of(name) : Optional.empty();
  }

  /** Returns the camelCase name of a base with a subscript, or empty if the subscript computes. */
  static Optional<String> camelCase(String base, List<TexToken> subscript) {
    StringBuilder suffix = new StringBuilder();
    for (TexToken token : subscript) {
      if (token.isNumber()) {
        suffix.append(token.text());
      } else if (token.isName()) {
        suffix.append(token.text().replace("\\", ""));
      } else if (!token.is("{") && !token.is("}")) {
        return Optional.empty();
      }
    }
    return suffix.isEmpty()
        ? Optional.empty()
        : Optional.of(base + Character.toUpperCase(suffix.charAt(0)) + suffix.substring(1));
  }

  /**
   * Returns whether the expression is a vector or a matrix, so that its place in a product counts.
   */
  boolean isMatrix(Expr expr) {
    if (expr instanceof Sym sym) {
      return matrices.contains(sym.name());
    }
    if (!(expr instanceof Call call) || scalars.contains(expr)) {
      return false;
    }
    String head = call.headName().orElse("");
    return switch (head) {
      case "Plus", "Times" -> call.args().stream().anyMatch(this::isMatrix);
      case "Power", "Sum" -> call.arity() > 0 && isMatrix(call.arg(0));
      case "Dot" -> true;
      case "D" -> call.arity() > 1 && isMatrix(call.arg(1));
      default -> matrices.contains(head);
    };
  }

  /** Returns the product in order: matrices as a {@code Dot}, everything else as factors of it. */
  Expr product(List<Expr> factors) {
    List<Expr> ordered = factors.stream().filter(this::isMatrix).toList();
    if (ordered.size() < 2) {
      return Expressions.times(factors);
    }
    List<Expr> scalars =
        new java.util.ArrayList<>(factors.stream().filter(factor -> !isMatrix(factor)).toList());
    scalars.add(Expressions.call(Expressions.sym("Dot"), ordered));
    return Expressions.times(scalars);
  }
}
