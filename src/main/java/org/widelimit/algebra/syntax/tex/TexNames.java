package org.widelimit.algebra.syntax.tex;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.TensorShape;

/**
 * What the names of a TeX text mean.
 *
 * @param fragments declared fragments
 * @param functions names that are applied when parentheses follow
 * @param declared camelCase names that subscripted letters may stand for
 * @param parameters declared names that are symbols for values, not functions
 * @param shapes what heads and symbols stand for in a product
 * @param words names of functions that letters side by side may be meant to spell
 * @param laws the laws of random variables
 */
record TexNames(
    TexFragments fragments,
    Set<String> functions,
    Set<String> declared,
    Set<String> parameters,
    TensorShapes shapes,
    Set<String> words,
    TexLaws laws) {

  /** The Greek letters, by the names of their commands. */
  static final Set<String> LETTERS =
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

  /** Returns what an expression stands for in a product. */
  TensorShape shape(Expr expr) {
    return shapes.of(expr);
  }
}
