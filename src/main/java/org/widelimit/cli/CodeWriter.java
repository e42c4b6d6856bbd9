package org.widelimit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;

/** Writes expressions as programs in Java or Python, double precision. */
final class CodeWriter {

  /** The language that is written. */
  enum Language {
    /** Java with {@code Math} and, for erf, Hipparchus. */
    JAVA,
    /** Python with {@code math}. */
    PYTHON
  }

  private static final Map<String, String> JAVA =
      Map.ofEntries(
          Map.entry("Sin", "Math.sin"),
          Map.entry("Cos", "Math.cos"),
          Map.entry("Tan", "Math.tan"),
          Map.entry("ArcSin", "Math.asin"),
          Map.entry("ArcCos", "Math.acos"),
          Map.entry("ArcTan", "Math.atan"),
          Map.entry("Sinh", "Math.sinh"),
          Map.entry("Cosh", "Math.cosh"),
          Map.entry("Tanh", "Math.tanh"),
          Map.entry("Log", "Math.log"),
          Map.entry("Abs", "Math.abs"),
          Map.entry("Sign", "Math.signum"),
          Map.entry("Erf", "org.hipparchus.special.Erf.erf"),
          Map.entry("Erfc", "org.hipparchus.special.Erf.erfc"));

  private final Language language;

  CodeWriter(Language language) {
    this.language = language;
  }

  /** Returns the function, or empty where the expression has no number, such as an integral. */
  Optional<String> function(String name, List<String> parameters, Expr body) {
    Optional<String> code = write(body);
    return code.map(
        text ->
            language == Language.JAVA
                ? "static double %s(%s) {%n  return %s;%n}"
                    .formatted(name, String.join(", ", typed(parameters)), text)
                : "def %s(%s):%n    return %s"
                    .formatted(name, String.join(", ", parameters), text));
  }

  private static List<String> typed(List<String> parameters) {
    return parameters.stream().map(parameter -> "double " + parameter).toList();
  }

  /** Returns the expression in the language, or empty where it has no counterpart. */
  Optional<String> write(Expr expr) {
    if (expr instanceof Num num) {
      String text =
          num.isInteger()
              ? num + ".0"
              : "(" + num.numerator() + ".0 / " + num.denominator() + ".0)";
      return Optional.of(num.signum() < 0 && num.isInteger() ? "(" + text + ")" : text);
    }
    if (expr instanceof Sym sym) {
      return switch (sym.name()) {
        case "Pi" -> Optional.of(language == Language.JAVA ? "Math.PI" : "math.pi");
        case "E" -> Optional.of(language == Language.JAVA ? "Math.E" : "math.e");
        case "Infinity", "Indeterminate", "True", "False", "critical" -> Optional.empty();
        default -> Optional.of(sym.name());
      };
    }
    Call call = (Call) expr;
    List<String> args = new ArrayList<>();
    for (Expr arg : call.args()) {
      Optional<String> text = write(arg);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      args.add(text.get());
    }
    return switch (call.headName().orElse("")) {
      case "Plus" -> Optional.of("(" + String.join(" + ", args) + ")");
      case "Times" -> Optional.of("(" + String.join(" * ", args) + ")");
      case "Power" -> Optional.of(power(call, args));
      case "Max" -> Optional.of(extremum("max", args));
      case "Min" -> Optional.of(extremum("min", args));
      case "HeavisideTheta" -> Optional.of(step(args.get(0)));
      case "Sech" -> Optional.of("(1.0 / " + function("Cosh") + "(" + args.get(0) + "))");
      case "Sign" ->
          Optional.of(
              language == Language.JAVA
                  ? "Math.signum(" + args.get(0) + ")"
                  : "math.copysign(1.0, " + args.get(0) + ")");
      default -> {
        String head = call.headName().orElse("");
        yield JAVA.containsKey(head)
            ? Optional.of(function(head) + "(" + args.get(0) + ")")
            : Optional.empty();
      }
    };
  }

  private String function(String head) {
    String java = JAVA.getOrDefault(head, head);
    if (language == Language.JAVA) {
      return java;
    }
    return head.equals("Abs") ? "abs" : "math." + java.substring(java.lastIndexOf('.') + 1);
  }

  private String power(Call call, List<String> args) {
    String math = language == Language.JAVA ? "Math." : "math.";
    if (call.arg(0).equals(new Sym("E"))) {
      return math + "exp(" + args.get(1) + ")";
    }
    Expr exponent = call.arg(1);
    if (exponent.isInteger(-1)) {
      return "(1.0 / " + args.get(0) + ")";
    }
    if (exponent.isInteger(2) && call.arg(0) instanceof Sym) {
      return "(" + args.get(0) + " * " + args.get(0) + ")";
    }
    if (exponent instanceof Num num && num.toString().equals("1/2")) {
      return math + "sqrt(" + args.get(0) + ")";
    }
    if (exponent instanceof Num num && num.toString().equals("-1/2")) {
      return "(1.0 / " + math + "sqrt(" + args.get(0) + "))";
    }
    return math + "pow(" + args.get(0) + ", " + args.get(1) + ")";
  }

  private String extremum(String name, List<String> args) {
    if (language == Language.PYTHON) {
      return name + "(" + String.join(", ", args) + ")";
    }
    return args.stream()
        .reduce((a, b) -> "Math." + name + "(" + a + ", " + b + ")")
        .orElse("Double.NaN");
  }

  private String step(String argument) {
    return language == Language.JAVA
        ? "(0.5 * (1.0 + Math.signum(" + argument + ")))"
        : "(1.0 if " + argument + " > 0 else 0.5 if " + argument + " == 0 else 0.0)";
  }
}
