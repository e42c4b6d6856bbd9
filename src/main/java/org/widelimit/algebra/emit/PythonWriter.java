package org.widelimit.algebra.emit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.LocalValue;
import org.widelimit.algebra.functions.FunctionTable;

/**
 * Writes an expression as Python source on floats. It needs no module but {@code math}: other
 * functions are written beside it.
 */
public final class PythonWriter {

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("Exp", "exp"),
          Map.entry("Sqrt", "math.sqrt"),
          Map.entry("Power", "power"),
          Map.entry("Max", "max"),
          Map.entry("Min", "min"),
          Map.entry("Expm1", "expm1"),
          Map.entry("Log1p", "math.log1p"),
          Map.entry("Softplus", "softplus"),
          Map.entry("LogCosh", "log_cosh"),
          Map.entry("LogisticSigmoid", "logistic"),
          Map.entry("Erfcx", "erfcx"),
          Map.entry("NormalCdf", "normal_cdf"),
          Map.entry("ScaledSinh", "scaled_sinh"),
          Map.entry("ScaledCosh", "scaled_cosh"),
          Map.entry("BivariateNormalCDF", "bivariate_normal_cdf"),
          Map.entry("DeterminantRoot", "determinant_root"),
          Map.entry("ReciprocalRoot", "reciprocal_root"),
          Map.entry("Gamma", "math.gamma"),
          Map.entry("Binomial", "binomial"),
          Map.entry("HermiteH", "hermite_h"),
          Map.entry("HermiteHe", "hermite_he"));

  private static final Set<String> WORDS =
      Set.of(
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
          "abs",
          "max",
          "min",
          "math");

  /** Words of the language, and functions that a program may use. */
  private static final Set<String> RESERVED =
      Stream.concat(WORDS.stream(), PythonFunctions.names().stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final CodeWriter WRITER = new Writer();

  private PythonWriter() {}

  /**
   * Writes an expression. Averages {@code E[f, z]} in it are integrated.
   *
   * @param expr the expression
   * @param parameters the symbols that are variables
   * @return a Python expression that may use what {@link #module} adds
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String write(Expr expr, List<String> parameters) {
    return WRITER.expression(expr, parameters);
  }

  /**
   * Writes a function. Where p and q are variances and r is their covariance, it has its limit at
   * variance 0 and at {@code r^2 == p q}.
   *
   * @param name the function's name
   * @param expr what it returns
   * @param parameters its parameters in order
   * @return the source of the function, without what it may use
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String function(String name, Expr expr, List<String> parameters) {
    return function(name, expr, parameters, List.of());
  }

  /**
   * Writes a function that takes values from others.
   *
   * @param name the function's name
   * @param expr what it returns
   * @param parameters its parameters in order
   * @param locals the values that it takes first
   * @return the source of a function on floats
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String function(
      String name, Expr expr, List<String> parameters, List<LocalValue> locals) {
    CodeWriter.Kernel kernel = WRITER.kernel(expr, CodeWriter.names(parameters, locals));
    StringBuilder text = new StringBuilder("def ").append(name).append('(');
    text.append(parameters.stream().map(WRITER::parameter).collect(Collectors.joining(", ")));
    text.append("):\n");
    text.append(WRITER.assignments(kernel, locals));
    return text.append("    return ").append(kernel.text()).append('\n').toString();
  }

  /**
   * Writes a module: what its functions use, and the functions.
   *
   * @param functions the source of functions
   */
  public static String module(String functions) {
    return "import math\n" + PythonFunctions.usedBy(functions) + "\n\n" + functions;
  }

  private static final class Writer extends CodeWriter {
    @Override
    String declaration(String name, String value) {
      return assignment(name, value);
    }

    @Override
    String assignment(String name, String value) {
      return "    %s = %s%n".formatted(name, value);
    }

    @Override
    String variance(String name) {
      return "variance(" + name + ")";
    }

    @Override
    String average(Call call, List<String> variables, String body, List<String> covariance) {
      String function = "lambda " + String.join(", ", variables) + ": " + body;
      return covariance.isEmpty()
          ? "expectation(" + function + ")"
          : "expectation2(" + function + ", " + String.join(", ", covariance) + ")";
    }

    @Override
    Set<String> reserved() {
      return RESERVED;
    }

    @Override
    String literal(double value) {
      if (Double.isInfinite(value)) {
        return value > 0 ? "math.inf" : "-math.inf";
      }
      boolean integer = value == Math.rint(value) && Math.abs(value) < 1e15;
      return integer ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    String constant(String name) {
      return switch (name) {
        case "Pi" -> "math.pi";
        case "E" -> "math.e";
        default -> "math.inf";
      };
    }

    @Override
    String function(String head, List<String> arguments) {
      String list = String.join(", ", arguments);
      return switch (head) {
        case "Factorial" -> "math.gamma(" + list + " + 1)";
        case "Factorial2" -> "math.prod(range(round(" + list + "), 0, -2))";
        case "ArcTan" ->
            arguments.size() == 2
                ? "math.atan2(" + arguments.get(1) + ", " + arguments.get(0) + ")"
                : "math.atan(" + list + ")";
        case "Log" ->
            arguments.size() == 2
                ? "(log(" + arguments.get(1) + ") / log(" + arguments.get(0) + "))"
                : "log(" + list + ")";
        case "ScaledBivariateNormal" ->
            "bivariate_normal_cdf("
                + String.join(", ", arguments.subList(1, arguments.size()))
                + (arguments.size() == 4 ? ", exponent=" : ", ")
                + arguments.get(0)
                + ")";
        default -> {
          String function =
              FunctionTable.find(head)
                  .map(known -> known.spelling().python())
                  .orElse(FUNCTIONS.getOrDefault(head, ""));
          yield function.isEmpty() ? "" : function + "(" + list + ")";
        }
      };
    }

    @Override
    String quotientAtEnd(String numerator, String divisor) {
      return "over(" + numerator + ", " + divisor + ")";
    }

    @Override
    Piece integerPower(Piece base, int exponent) {
      return new Piece(base.within(POWER + 1) + "**" + exponent, POWER);
    }

    @Override
    String choose(String condition, String yes, String no) {
      return "(" + yes + " if " + condition + " else " + no + ")";
    }

    @Override
    String logic(String head, List<String> conditions) {
      return switch (head) {
        case "And" -> "(" + String.join(" and ", conditions) + ")";
        case "Or" -> "(" + String.join(" or ", conditions) + ")";
        case "Not" -> "(not " + conditions.get(0) + ")";
        default -> head;
      };
    }
  }
}
