package org.widelimit.algebra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr.Call;

/** Writes an expression as Python source on arrays, with NumPy and {@code scipy.special}. */
public final class PythonWriter {

  /** The name of the function in {@link #BIVARIATE_NORMAL}. */
  public static final String BIVARIATE_NORMAL_NAME = "bivariate_normal_cdf";

  /** What {@code BivariateNormalCDF} needs: Owen's decomposition (Owen 1956, eq. 3.1). */
  public static final String BIVARIATE_NORMAL =
      """


      def bivariate_normal_cdf(h, k, rho):
          \"""P(X <= h, Y <= k) of standard normal X and Y of correlation rho.\"""
          h, k, rho = np.broadcast_arrays(h + 0.0, k + 0.0, rho + 0.0)
          rho = np.clip(rho, -1, 1)
          s = np.sqrt((1 - rho) * (1 + rho))
          with np.errstate(divide="ignore", invalid="ignore"):
              a = np.where(h == 0, np.sign(k) * np.inf, (k - rho * h) / (h * s))
              b = np.where(k == 0, np.sign(h) * np.inf, (h - rho * k) / (k * s))
          opposite = (h * k < 0) | ((h * k == 0) & (h + k < 0))
          inside = (special.ndtr(h) + special.ndtr(k) - opposite) / 2
          inside = inside - special.owens_t(h, a) - special.owens_t(k, b)
          inside = np.where((h == 0) & (k == 0), 0.25 + np.arcsin(rho) / (2 * np.pi), inside)
          above = special.ndtr(np.minimum(h, k))
          below = np.maximum(special.ndtr(h) - special.ndtr(-k), 0)
          return np.where(rho == 1, above, np.where(rho == -1, below, inside))[()]
      """;

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("Sin", "np.sin"),
          Map.entry("Cos", "np.cos"),
          Map.entry("Tan", "np.tan"),
          Map.entry("ArcSin", "np.arcsin"),
          Map.entry("ArcCos", "np.arccos"),
          Map.entry("ArcTan", "np.arctan"),
          Map.entry("Sinh", "np.sinh"),
          Map.entry("Cosh", "np.cosh"),
          Map.entry("Tanh", "np.tanh"),
          Map.entry("ArcSinh", "np.arcsinh"),
          Map.entry("ArcCosh", "np.arccosh"),
          Map.entry("ArcTanh", "np.arctanh"),
          Map.entry("Log", "np.log"),
          Map.entry("Exp", "np.exp"),
          Map.entry("Sqrt", "np.sqrt"),
          Map.entry("Power", "np.power"),
          Map.entry("Abs", "np.abs"),
          Map.entry("Sign", "np.sign"),
          Map.entry("Floor", "np.floor"),
          Map.entry("Max", "np.maximum"),
          Map.entry("Min", "np.minimum"),
          Map.entry("Expm1", "np.expm1"),
          Map.entry("Log1p", "np.log1p"),
          Map.entry("Erf", "special.erf"),
          Map.entry("Erfc", "special.erfc"),
          Map.entry("Erfi", "special.erfi"),
          Map.entry("DawsonF", "special.dawsn"),
          Map.entry("NormalCdf", "special.ndtr"),
          Map.entry("BivariateNormalCDF", BIVARIATE_NORMAL_NAME),
          Map.entry("LogisticSigmoid", "special.expit"),
          Map.entry("Gamma", "special.gamma"),
          Map.entry("Binomial", "special.binom"),
          Map.entry("HermiteH", "special.eval_hermite"),
          Map.entry("HermiteHe", "special.eval_hermitenorm"));

  private static final CodeWriter WRITER = new Writer(false);

  private static final CodeWriter AVERAGING = new Writer(true);

  /** What {@link #writeWithAverages} needs: averages by adaptive quadrature. */
  public static final String AVERAGES =
      """
      from scipy import integrate


      def expectation(f):
          \"""E[f(z)] of a standard normal z, by adaptive quadrature.\"""
          def density(z):
              return f(z) * np.exp(-z**2 / 2) / np.sqrt(2 * np.pi)
          return sum(integrate.quad(density, a, a + 6, limit=200)[0] for a in range(-36, 36, 6))


      def expectation2(f, p, r, q):
          \"""E[f(u, v)] of a normal pair of variances p, q and covariance r.\"""
          a = np.sqrt(p)
          b = r / a if p > 0 else 0.0
          c = np.sqrt(max(q - b**2, 0.0))
          return expectation(lambda z: expectation(lambda w: f(a * z, b * z + c * w)))
      """;

  private PythonWriter() {}

  /**
   * Writes an expression.
   *
   * @param expr the expression
   * @param parameters the symbols that are variables: scalars or arrays of one shape
   * @return a Python expression that uses {@code np} and {@code special}
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String write(Expr expr, List<String> parameters) {
    return WRITER.expression(expr, parameters);
  }

  /**
   * Writes an expression in which expectations may occur, with scalar parameters.
   *
   * @param expr the expression
   * @param parameters the symbols that are variables
   * @return a Python expression that uses {@code np}, {@code special} and {@link #AVERAGES}
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String writeWithAverages(Expr expr, List<String> parameters) {
    return AVERAGING.expression(expr, parameters);
  }

  /** Returns the name of a parameter, with an underscore if Python reserves it. */
  public static String parameter(String name) {
    return WRITER.parameter(name);
  }

  /**
   * Writes a function with the imports it needs.
   *
   * @param name the function's name
   * @param expr what it returns
   * @param parameters its parameters in order
   * @return the source of a module with the function
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String function(String name, Expr expr, List<String> parameters) {
    String body = write(expr, parameters);
    boolean bivariate = body.contains(BIVARIATE_NORMAL_NAME);
    String declared = parameters.stream().map(WRITER::parameter).collect(Collectors.joining(", "));
    return "import numpy as np\n"
        + (body.contains("special.") || bivariate ? "from scipy import special\n" : "")
        + (bivariate ? BIVARIATE_NORMAL : "")
        + "\n\ndef "
        + name
        + "("
        + declared
        + "):\n    return "
        + body
        + "\n";
  }

  private static final class Writer extends CodeWriter {
    private final boolean averages;

    Writer(boolean averages) {
      this.averages = averages;
    }

    @Override
    String average(Call call, List<String> variables, String body, List<String> covariance) {
      if (!averages) {
        throw unknown(call);
      }
      String function = "lambda " + String.join(", ", variables) + ": " + body;
      return covariance.isEmpty()
          ? "expectation(" + function + ")"
          : "expectation2(" + function + ", " + String.join(", ", covariance) + ")";
    }

    @Override
    Set<String> reserved() {
      return Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield",
          "np",
          "special");
    }

    @Override
    String literal(double value) {
      if (Double.isInfinite(value)) {
        return value > 0 ? "np.inf" : "-np.inf";
      }
      boolean integer = value == Math.rint(value) && Math.abs(value) < 1e15;
      return integer ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    String constant(String name) {
      return switch (name) {
        case "Pi" -> "np.pi";
        case "E" -> "np.e";
        default -> "np.inf";
      };
    }

    @Override
    String function(String head, List<String> arguments) {
      String list = String.join(", ", arguments);
      return switch (head) {
        case "Sech" -> "(1 / np.cosh(" + list + "))";
        case "Softplus" -> "np.logaddexp(0, " + list + ")";
        case "LogCosh" -> "(np.logaddexp(" + list + ", -(" + list + ")) - np.log(2))";
        case "HeavisideTheta" -> "np.heaviside(" + list + ", 0.5)";
        case "Factorial" -> "special.gamma(" + list + " + 1)";
        case "ArcTan" ->
            arguments.size() == 2
                ? "np.arctan2(" + arguments.get(1) + ", " + arguments.get(0) + ")"
                : "np.arctan(" + list + ")";
        case "Log" ->
            arguments.size() == 2
                ? "(np.log(" + arguments.get(1) + ") / np.log(" + arguments.get(0) + "))"
                : "np.log(" + list + ")";
        default -> FUNCTIONS.containsKey(head) ? FUNCTIONS.get(head) + "(" + list + ")" : "";
      };
    }

    @Override
    Piece integerPower(Piece base, int exponent) {
      return new Piece(base.within(POWER + 1) + "**" + exponent, POWER);
    }

    @Override
    String choose(String condition, String yes, String no) {
      return "np.where(" + condition + ", " + yes + ", " + no + ")";
    }

    @Override
    String logic(String head, List<String> conditions) {
      return switch (head) {
        case "And" -> "(" + String.join(" & ", conditions) + ")";
        case "Or" -> "(" + String.join(" | ", conditions) + ")";
        case "Not" -> "np.logical_not(" + conditions.get(0) + ")";
        default -> head;
      };
    }
  }
}
