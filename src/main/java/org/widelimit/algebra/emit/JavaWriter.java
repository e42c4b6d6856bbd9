package org.widelimit.algebra.emit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.LocalValue;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.algebra.functions.RealFunction.Spelling;
import org.widelimit.numeric.special.SpecialFunctions;

/**
 * Writes an expression as Java source on doubles, with {@link Math} and {@link SpecialFunctions}.
 */
public final class JavaWriter {

  private static final String SPECIAL = "org.widelimit.numeric.special.SpecialFunctions.";

  private static final String KERNEL = "org.widelimit.numeric.special.KernelFunctions.";

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("Exp", "Math.exp"),
          Map.entry("Sqrt", "Math.sqrt"),
          Map.entry("Power", "Math.pow"),
          Map.entry("Max", "Math.max"),
          Map.entry("Min", "Math.min"));

  private static final Set<String> SPECIAL_FUNCTIONS =
      Set.of(
          "Erfcx",
          "ScaledSinh",
          "ScaledCosh",
          "Factorial",
          "Factorial2",
          "Gamma",
          "Binomial",
          "HermiteH",
          "HermiteHe",
          "Expm1",
          "Log1p",
          "Softplus",
          "LogisticSigmoid",
          "LogCosh",
          "NormalCdf");

  private static final Set<String> KERNEL_FUNCTIONS =
      Set.of("DeterminantRoot", "ReciprocalRoot", "ScaledBivariateNormal");

  private static final CodeWriter WRITER = new Writer();

  private JavaWriter() {}

  /**
   * Writes an expression.
   *
   * @param expr the expression
   * @param parameters the symbols that are variables
   * @return a Java expression of type double
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String write(Expr expr, List<String> parameters) {
    return WRITER.expression(expr, parameters);
  }

  /**
   * Writes a method. Where p and q are variances and r is their covariance, it has its limit at
   * variance 0 and at {@code r^2 == p q}.
   *
   * @param name the method's name
   * @param expr what it returns
   * @param parameters its parameters in order
   * @return the source of a static method on doubles
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String method(String name, Expr expr, List<String> parameters) {
    return method(name, expr, parameters, List.of());
  }

  /**
   * Writes a method that takes values from others.
   *
   * @param name the method's name
   * @param expr what it returns
   * @param parameters its parameters in order
   * @param locals the values that it takes first
   * @return the source of a static method on doubles
   * @throws IllegalArgumentException if a symbol or a head has no numeric value
   */
  public static String method(
      String name, Expr expr, List<String> parameters, List<LocalValue> locals) {
    String declared =
        parameters.stream()
            .map(parameter -> "double " + WRITER.parameter(parameter))
            .collect(Collectors.joining(", "));
    CodeWriter.Kernel kernel = WRITER.kernel(expr, CodeWriter.names(parameters, locals));
    StringBuilder text = new StringBuilder("static double %s(%s) {%n".formatted(name, declared));
    text.append(WRITER.assignments(kernel, locals));
    return text.append("  return ").append(kernel.text()).append(";\n}\n").toString();
  }

  private static final class Writer extends CodeWriter {
    @Override
    String declaration(String name, String value) {
      return "  double %s = %s;%n".formatted(name, value);
    }

    @Override
    String assignment(String name, String value) {
      return "  %s = %s;%n".formatted(name, value);
    }

    @Override
    String variance(String name) {
      return KERNEL + "variance(" + name + ")";
    }

    @Override
    Set<String> reserved() {
      return Set.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "false",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "null",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "true",
          "try",
          "void",
          "volatile",
          "while",
          "Math");
    }

    @Override
    String literal(double value) {
      if (Double.isInfinite(value)) {
        return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
      }
      return Double.toString(value);
    }

    @Override
    String constant(String name) {
      return switch (name) {
        case "Pi" -> "Math.PI";
        case "E" -> "Math.E";
        default -> "Double.POSITIVE_INFINITY";
      };
    }

    @Override
    String function(String head, List<String> arguments) {
      String list = String.join(", ", arguments);
      if (head.equals("ArcTan") && arguments.size() == 2) {
        return "Math.atan2(" + arguments.get(1) + ", " + arguments.get(0) + ")";
      }
      if (head.equals("Log") && arguments.size() == 2) {
        return "(Math.log(" + arguments.get(1) + ") / Math.log(" + arguments.get(0) + "))";
      }
      Optional<Spelling> known = FunctionTable.find(head).map(RealFunction::spelling);
      if (known.filter(spelling -> !spelling.owner().isEmpty()).isPresent()) {
        String owner = known.get().owner().replaceFirst("^java[.]lang[.]", "");
        return owner + "." + known.get().method() + "(" + list + ")";
      }
      if (FUNCTIONS.containsKey(head)) {
        return FUNCTIONS.get(head) + "(" + list + ")";
      }
      if (head.equals("BivariateNormalCDF")) {
        return (arguments.size() == 3 ? SPECIAL : KERNEL) + "bivariateNormalCdf(" + list + ")";
      }
      if (KERNEL_FUNCTIONS.contains(head)) {
        return KERNEL
            + Character.toLowerCase(head.charAt(0))
            + head.substring(1)
            + "("
            + list
            + ")";
      }
      return SPECIAL_FUNCTIONS.contains(head)
          ? SPECIAL + Character.toLowerCase(head.charAt(0)) + head.substring(1) + "(" + list + ")"
          : "";
    }

    @Override
    Piece integerPower(Piece base, int exponent) {
      boolean multiplied = base.binding() == ATOM && base.text().length() <= 12 && exponent <= 4;
      return multiplied
          ? new Piece((base.text() + " * ").repeat(exponent - 1) + base.text(), PRODUCT)
          : new Piece("Math.pow(" + base.text() + ", " + literal(exponent) + ")", ATOM);
    }

    @Override
    String choose(String condition, String yes, String no) {
      return "(" + condition + " ? " + yes + " : " + no + ")";
    }

    @Override
    String logic(String head, List<String> conditions) {
      return switch (head) {
        case "And" -> "(" + String.join(" && ", conditions) + ")";
        case "Or" -> "(" + String.join(" || ", conditions) + ")";
        case "Not" -> "!" + conditions.get(0);
        default -> head.equals("True") ? "true" : "false";
      };
    }
  }
}
