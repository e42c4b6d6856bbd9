package org.widelimit.activation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** The activations that have a name, each with its formula in {@code x}. */
public final class ActivationCatalogue {

  /**
   * One named activation.
   *
   * @param name the name, such as {@code leakyRelu}
   * @param parameters the names of the parameters in the order of {@code leakyRelu[a]}; may be none
   * @param defaults the parameters' values in Wolfram syntax where none are given
   * @param formula the formula in {@code x} and the parameters, in Wolfram syntax
   * @param meaning where it comes from or what it is, in a few words
   */
  public record Entry(
      String name, List<String> parameters, List<String> defaults, String formula, String meaning) {

    /** Returns whether the values of the parameters are too long to be read in formulas. */
    public boolean hasLongValues() {
      return defaults.stream().anyMatch(value -> value.length() > LONGEST_VALUE);
    }

    /** Returns the values of the parameters where none are given, in words. */
    public String values() {
      return IntStream.range(0, parameters.size())
          .mapToObj(i -> parameters.get(i) + " = " + defaults.get(i))
          .collect(Collectors.joining(" and "));
    }

    /**
     * Returns the formula with values put for the parameters.
     *
     * @param values one expression for each parameter
     */
    Expr expression(List<Expr> values) {
      Expr result = WolframReader.read(formula);
      for (int i = 0; i < values.size(); i++) {
        result = result.substitute(parameters.get(i), values.get(i));
      }
      return result;
    }
  }

  private static final int LONGEST_VALUE = 12;

  private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();

  static {
    add("identity", "x", "linear network");
    add("relu", "Max[0, x]", "rectified linear unit");
    add("leakyRelu", "a", "1/100", "Max[0, x] + a Min[0, x]", "leaky ReLU of slope a below 0");
    add("abRelu", "a, b", "-1/2, 1", "a Min[0, x] + b Max[0, x]", "two slopes, a below 0, b above");
    add("abs", "Abs[x]", "absolute value");
    add("sign", "Sign[x]", "sign");
    add("step", "HeavisideTheta[x]", "Heaviside step");
    add("rectifiedPower", "k", "2", "x^k HeavisideTheta[x]", "Cho and Saul 2009");
    add("erf", "Erf[x]", "Williams 1997");
    add("normalCdf", "(1 + Erf[x/Sqrt[2]])/2", "standard normal distribution function");
    add("xErf", "x Erf[x]", "smooth absolute value");
    add("gelu", "x (1 + Erf[x/Sqrt[2]])/2", "Hendrycks and Gimpel 2016");
    add("geluTanh", "x (1 + Tanh[Sqrt[2/Pi] (x + 0.044715 x^3)])/2", "tanh approximation of GELU");
    add("sin", "Sin[x]", "sine");
    add("cos", "Cos[x]", "cosine");
    add("exp", "Exp[x]", "exponential");
    add("gaussian", "Exp[-x^2]", "Gaussian bump");
    add("gabor", "Exp[-x^2] Sin[x]", "Gabor function");
    add("rbf", "g", "1", "Sqrt[2] Sin[Sqrt[2 g] x + Pi/4]", "its kernel is a Gaussian of rate g");
    add("monomial", "k", "2", "x^k", "power");
    add("hermite", "k", "2", "HermiteHe[k, x]/Sqrt[Factorial[k]]", "normalized, probabilists'");
    add("tanh", "Tanh[x]", "hyperbolic tangent");
    add("sigmoid", "1/(1 + Exp[-x])", "logistic function");
    add("softplus", "Log[1 + Exp[x]]", "smooth ReLU");
    add("swish", "x/(1 + Exp[-x])", "Ramachandran et al. 2017, also SiLU");
    add("mish", "x Tanh[Log[1 + Exp[x]]]", "Misra 2019");
    add("elu", "a", "1", "Max[0, x] + a (Exp[Min[0, x]] - 1)", "Clevert et al. 2016");
    add("celu", "a", "1", "Max[0, x] + a (Exp[Min[0, x]/a] - 1)", "Barron 2017");
    add(
        "selu",
        "lambda, alpha",
        // Equation 14 to 64 digits (mpmath): with the 32 of the published code the moments are off
        // by 1e-32, which a check to 50 digits sees.
        "1.050700987355480493419334985294606351958981204376404546977878388"
            + ", 1.673263242354377284817042991671652038461155348281216270915244834",
        "lambda (Max[0, x] + alpha (Exp[Min[0, x]] - 1))",
        "Klambauer et al. 2017");
    add("hardTanh", "Max[-1, Min[1, x]]", "clipped identity");
    add("hardSigmoid", "Max[0, Min[1, x/6 + 1/2]]", "clipped line");
    add("hardSwish", "x Max[0, Min[1, x/6 + 1/2]]", "Howard et al. 2019");
    add("relu6", "Min[6, Max[0, x]]", "clipped ReLU");
    add("softsign", "x/(1 + Abs[x])", "Bergstra et al. 2009");
    add("arctan", "ArcTan[x]", "arctangent");
  }

  /** Names by which other programs know them. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("linear", "identity"),
          Map.entry("logistic", "sigmoid"),
          Map.entry("silu", "swish"),
          Map.entry("SiLU", "swish"),
          Map.entry("ReLU", "relu"),
          Map.entry("ReLU6", "relu6"),
          Map.entry("LeakyReLU", "leakyRelu"),
          Map.entry("ELU", "elu"),
          Map.entry("CELU", "celu"),
          Map.entry("SELU", "selu"),
          Map.entry("GELU", "gelu"));

  private ActivationCatalogue() {}

  private static void add(String name, String formula, String meaning) {
    ENTRIES.put(name, new Entry(name, List.of(), List.of(), formula, meaning));
  }

  private static void add(
      String name, String parameters, String defaults, String formula, String meaning) {
    ENTRIES.put(
        name,
        new Entry(
            name,
            List.of(parameters.split(", ", -1)),
            List.of(defaults.split(", ", -1)),
            formula,
            meaning));
  }

  /** Returns the names in the order of the catalogue. */
  public static Set<String> names() {
    return java.util.Collections.unmodifiableSet(ENTRIES.keySet());
  }

  /** Returns the entry of a name or of another name for it, or empty if there is none. */
  public static Optional<Entry> find(String name) {
    return Optional.ofNullable(ENTRIES.get(ALIASES.getOrDefault(name, name)));
  }

  /** Returns the other names by which activations are found. */
  public static Set<String> aliases() {
    return ALIASES.keySet();
  }

  /** Returns the name of the catalogue that is nearest to a misspelt one, if any is near. */
  public static Optional<String> nearest(String name) {
    return ENTRIES.keySet().stream()
        .filter(
            candidate ->
                distance(candidate, name) <= Math.max(1, Math.min(3, candidate.length() / 2)))
        .min(java.util.Comparator.comparingInt(candidate -> distance(candidate, name)));
  }

  /** Returns the Levenshtein distance, upper and lower case taken for the same. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
