package org.widelimit.algebra.syntax.tex;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.functions.FunctionTable;

/** How names look in print: Greek letters, subscripts, functions. */
final class TexSymbols {

  private static final Set<String> GREEK =
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
          "kappa",
          "lambda",
          "mu",
          "nu",
          "xi",
          "pi",
          "rho",
          "sigma",
          "tau",
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
          "Sigma",
          "Phi",
          "Psi",
          "Omega",
          "ell");

  private static final Map<String, String> CONSTANTS =
      Map.of(
          "Pi",
          "\\pi",
          "E",
          "e",
          "Infinity",
          "\\infty",
          "True",
          "\\text{true}",
          "False",
          "\\text{false}");

  /** The functions that have a name in print. */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("BivariateNormalCDF", "\\Phi_2"),
          Map.entry("Max", "\\max"),
          Map.entry("Min", "\\min"),
          Map.entry("DiracDelta", "\\delta"),
          Map.entry("Gamma", "\\Gamma"),
          Map.entry("Trace", "\\operatorname{tr}"),
          Map.entry("DiagonalMatrix", "\\operatorname{diag}"),
          Map.entry("Gaussian", "\\mathcal{N}"));

  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z][a-z]*?)(Star|[A-Z][A-Za-z]*|[0-9]+)");

  private TexSymbols() {}

  /** Returns the TeX of a symbol: declared, Greek, subscripted, a letter, or an upright word. */
  static String symbol(String name, Map<String, String> declared) {
    String own = declared.get(name);
    if (own != null && !own.isBlank()) {
      return own;
    }
    String constant = CONSTANTS.get(name);
    if (constant != null) {
      return constant;
    }
    if (name.length() == 1) {
      return name;
    }
    if (GREEK.contains(name)) {
      return "\\" + name;
    }
    Matcher parts = PARTS.matcher(name);
    if (parts.matches() && isLetter(parts.group(1))) {
      String base = symbol(parts.group(1), Map.of());
      String index = parts.group(2);
      return index.equals("Star")
          ? base + "^{*}"
          : base
              + "_{"
              + (index.length() < 3
                  ? index.toLowerCase(Locale.ROOT)
                  : "\\mathrm{" + lower(index) + "}")
              + "}";
    }
    return "\\mathrm{" + name + "}";
  }

  private static String lower(String word) {
    return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }

  private static boolean isLetter(String name) {
    return name.length() == 1 || GREEK.contains(name);
  }

  /** Returns the TeX of a function's name. */
  static String function(String name, Map<String, String> declared) {
    String own = declared.get(name);
    String known = printed(name);
    if (own == null && known != null) {
      return known;
    }
    boolean symbolLike = own != null || name.length() == 1 || GREEK.contains(name);
    return symbolLike ? symbol(name, declared) : "\\operatorname{" + name + "}";
  }

  /** Returns the command of a function of the tables; null if there is none. */
  private static @Nullable String printed(String name) {
    return FunctionTable.find(name)
        .map(function -> function.spelling().tex())
        .filter(tex -> !tex.isEmpty())
        .orElse(FUNCTIONS.get(name));
  }

  /** Returns whether a power of the function's value is printed after its name. */
  static boolean takesPowerAfterName(String name) {
    return printed(name) != null
        && (name.startsWith("Sin")
            || name.startsWith("Cos")
            || name.startsWith("Tan")
            || name.equals("Sech"));
  }
}
