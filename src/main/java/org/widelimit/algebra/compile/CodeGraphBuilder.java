package org.widelimit.algebra.compile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.CodeGraph.Apply;
import org.widelimit.algebra.compile.CodeGraph.Choose;
import org.widelimit.algebra.compile.CodeGraph.Compare;
import org.widelimit.algebra.compile.CodeGraph.Constant;
import org.widelimit.algebra.compile.CodeGraph.Fold;
import org.widelimit.algebra.compile.CodeGraph.Logic;
import org.widelimit.algebra.compile.CodeGraph.Negative;
import org.widelimit.algebra.compile.CodeGraph.Parameter;
import org.widelimit.algebra.compile.CodeGraph.Quotient;
import org.widelimit.algebra.compile.CodeGraph.Truth;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/** Lowers an expression in stable form to operations on doubles. */
final class CodeGraphBuilder {

  /** The deepest expression that is compiled. */
  static final int DEEPEST = 500;

  /** The largest integer exponent that becomes multiplications. */
  private static final int LARGEST_MULTIPLIED_EXPONENT = 32;

  private static final String MATH = "java/lang/Math";
  private static final String SPECIAL = "org/widelimit/numeric/special/SpecialFunctions";
  private static final String KERNEL = "org/widelimit/numeric/special/KernelFunctions";

  /** The static method of each head, by head and arity. */
  private static final Map<String, String[]> METHODS =
      Map.ofEntries(
          math("Ceiling/1", "ceil"),
          special("Factorial/1", "factorial"),
          special("Factorial2/1", "factorial2"),
          special("Gamma/1", "gamma"),
          special("Binomial/2", "binomial"),
          special("HermiteH/2", "hermiteH"),
          special("HermiteHe/2", "hermiteHe"),
          special("Expm1/1", "expm1"),
          special("Log1p/1", "log1p"),
          special("Softplus/1", "softplus"),
          special("LogisticSigmoid/1", "logisticSigmoid"),
          special("LogCosh/1", "logCosh"),
          special("NormalCdf/1", "normalCdf"),
          special("Erfcx/1", "erfcx"),
          special("ScaledSinh/1", "scaledSinh"),
          special("ScaledCosh/1", "scaledCosh"),
          special("BivariateNormalCDF/3", "bivariateNormalCdf"),
          kernel("BivariateNormalCDF/4", "bivariateNormalCdf"),
          kernel("ScaledBivariateNormal/4", "scaledBivariateNormal"),
          kernel("ScaledBivariateNormal/5", "scaledBivariateNormal"),
          kernel("DeterminantRoot/3", "determinantRoot"),
          kernel("ReciprocalRoot/3", "reciprocalRoot"),
          kernel("PairedSum/2", "pairedSum"));

  private static final Map<String, String> COMPARISONS =
      Map.of("Less", "<", "LessEqual", "<=", "Greater", ">", "GreaterEqual", ">=", "Equal", "==");

  private final List<String> parameters;
  private final CodeGraph graph = new CodeGraph();
  private int depth;

  private CodeGraphBuilder(List<String> parameters) {
    this.parameters = parameters;
  }

  /**
   * A graph and the place of its result.
   *
   * @param graph the operations
   * @param result the place of the value
   */
  record Lowered(CodeGraph graph, int result) {}

  /**
   * Lowers an expression.
   *
   * @throws IllegalArgumentException if a symbol is not a parameter or constant, or a head has no
   *     numeric meaning
   */
  static Lowered lower(Expr expr, List<String> parameters) {
    CodeGraphBuilder builder = new CodeGraphBuilder(parameters);
    int result = builder.value(expr);
    return new Lowered(builder.graph, result);
  }

  private static Map.Entry<String, String[]> math(String head, String method) {
    return Map.entry(head, new String[] {MATH, method});
  }

  private static Map.Entry<String, String[]> special(String head, String method) {
    return Map.entry(head, new String[] {SPECIAL, method});
  }

  private static Map.Entry<String, String[]> kernel(String head, String method) {
    return Map.entry(head, new String[] {KERNEL, method});
  }

  private int value(Expr expr) {
    if (expr instanceof Num num) {
      return constant(num.doubleValue());
    }
    if (expr instanceof Sym sym) {
      return symbol(sym.name());
    }
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException(
          "the expression is nested deeper than " + DEEPEST + " levels");
    }
    int place = call((Call) expr);
    depth--;
    return place;
  }

  private int constant(double value) {
    return graph.add(new Constant(value));
  }

  private int symbol(String name) {
    int index = parameters.indexOf(name);
    if (index >= 0) {
      return graph.add(new Parameter(index));
    }
    return switch (name) {
      case "Pi" -> constant(Math.PI);
      case "E" -> constant(Math.E);
      case "Infinity" -> constant(Double.POSITIVE_INFINITY);
      default -> throw new IllegalArgumentException("no value for the symbol " + name);
    };
  }

  private int call(Call call) {
    String head = call.headName().orElse("");
    return switch (head) {
      case "Plus" -> graph.add(new Fold("+", values(call.args())));
      case "Times" -> product(call);
      case "Power" -> call.arity() == 2 ? power(call.arg(0), call.arg(1)) : unknown(call);
      case "Max", "Min" ->
          call.arity() == 0
              ? unknown(call)
              : call.arity() == 1
                  ? value(call.arg(0))
                  : graph.add(new Fold(head.equals("Max") ? "max" : "min", values(call.args())));
      case "Piecewise" -> piecewise(call);
      case "Log" ->
          call.arity() == 2
              ? graph.add(
                  new Quotient(
                      value(Expressions.call("Log", call.arg(1))),
                      value(Expressions.call("Log", call.arg(0)))))
              : method(call);
      case "ArcTan" ->
          call.arity() == 2
              ? apply(MATH, "atan2", value(call.arg(1)), value(call.arg(0)))
              : method(call);
      default -> method(call);
    };
  }

  private int method(Call call) {
    Optional<RealFunction.Spelling> known = FunctionTable.of(call).map(RealFunction::spelling);
    if (known.filter(spelling -> !spelling.owner().isEmpty()).isPresent()) {
      String owner = known.get().owner().replace('.', '/');
      return graph.add(new Apply(owner, known.get().method(), values(call.args())));
    }
    Optional<Expr> definition = FunctionTable.definition(call);
    if (definition.isPresent()) {
      return value(definition.get());
    }
    String[] method = METHODS.get(call.headName().orElse("") + "/" + call.arity());
    return method == null
        ? unknown(call)
        : graph.add(new Apply(method[0], method[1], values(call.args())));
  }

  private static int unknown(Call call) {
    String text = WolframWriter.write(call);
    throw new IllegalArgumentException(
        "no numeric value for " + (text.length() > 80 ? text.substring(0, 77) + "..." : text));
  }

  private List<Integer> values(List<Expr> args) {
    return args.stream().map(this::value).toList();
  }

  private int apply(String owner, String method, Integer... operands) {
    return graph.add(new Apply(owner, method, List.of(operands)));
  }

  private int product(Call product) {
    List<Integer> above = new ArrayList<>();
    List<Integer> below = new ArrayList<>();
    boolean negative = false;
    for (Expr factor : product.args()) {
      if (factor.isInteger(-1)) {
        negative = true;
      } else if (WolframWriter.isReciprocal(factor)) {
        below.add(value(Expressions.power(factor, Expressions.MINUS_ONE)));
      } else {
        above.add(value(factor));
      }
    }
    int numerator = above.isEmpty() ? constant(1) : fold("*", above);
    int place = below.isEmpty() ? numerator : graph.add(new Quotient(numerator, fold("*", below)));
    return negative ? graph.add(new Negative(place)) : place;
  }

  private int fold(String operator, List<Integer> operands) {
    return operands.size() == 1 ? operands.get(0) : graph.add(new Fold(operator, operands));
  }

  private int power(Expr base, Expr exponent) {
    if (base.equals(Expressions.EULER)) {
      return apply(MATH, "exp", value(exponent));
    }
    if (exponent instanceof Num num && isSmallHalfInteger(num)) {
      if (num.signum() < 0) {
        return graph.add(new Quotient(constant(1), power(base, Expressions.negate(num))));
      }
      int place = value(base);
      int twice = num.numerator().multiply(BigInteger.TWO).divide(num.denominator()).intValue();
      if (twice % 2 == 0) {
        return integerPower(place, twice / 2);
      }
      int root = apply(MATH, "sqrt", place);
      return twice == 1 ? root : fold("*", List.of(integerPower(place, twice / 2), root));
    }
    return apply(MATH, "pow", value(base), value(exponent));
  }

  private static boolean isSmallHalfInteger(Num num) {
    return num.denominator().bitLength() <= 2
        && (num.isInteger() || num.denominator().equals(BigInteger.TWO))
        && Math.abs(num.doubleValue()) <= LARGEST_MULTIPLIED_EXPONENT;
  }

  private int integerPower(int base, int exponent) {
    if (exponent == 0) {
      return constant(1);
    }
    if (exponent == 1) {
      return base;
    }
    int half = integerPower(base, exponent / 2);
    int even = graph.add(new Fold("*", List.of(half, half)));
    return exponent % 2 == 0 ? even : graph.add(new Fold("*", List.of(even, base)));
  }

  private int piecewise(Call call) {
    if (call.arity() == 0 || call.arity() > 2 || !call.arg(0).isCall("List")) {
      return unknown(call);
    }
    int place = call.arity() == 2 ? value(call.arg(1)) : constant(0);
    List<Expr> cases = ((Call) call.arg(0)).args();
    for (int i = cases.size() - 1; i >= 0; i--) {
      if (!(cases.get(i) instanceof Call pair) || !pair.isCall("List", 2)) {
        return unknown(call);
      }
      int condition = condition(pair.arg(1));
      place = graph.add(new Choose(condition, value(pair.arg(0)), place));
    }
    return place;
  }

  private int condition(Expr expr) {
    if (expr instanceof Sym sym && (sym.name().equals("True") || sym.name().equals("False"))) {
      return graph.add(new Truth(sym.name().equals("True")));
    }
    if (!(expr instanceof Call call)) {
      throw new IllegalArgumentException("not a condition: " + WolframWriter.write(expr));
    }
    String head = call.headName().orElse("");
    if (COMPARISONS.containsKey(head) && call.arity() >= 2) {
      return comparison(call, COMPARISONS.getOrDefault(head, ""));
    }
    return switch (head) {
      case "And", "Or" ->
          call.arity() == 0
              ? graph.add(new Truth(head.equals("And")))
              : graph.add(new Logic(head.equals("And") ? "&&" : "||", conditions(call)));
      case "Not" -> call.arity() == 1 ? graph.add(new Logic("!", conditions(call))) : unknown(call);
      default -> unknown(call);
    };
  }

  private List<Integer> conditions(Call call) {
    return call.args().stream().map(this::condition).toList();
  }

  private int comparison(Call call, String operator) {
    List<Integer> links = new ArrayList<>();
    for (int i = 0; i + 1 < call.arity(); i++) {
      links.add(graph.add(new Compare(operator, value(call.arg(i)), value(call.arg(i + 1)))));
    }
    return links.size() == 1 ? links.get(0) : graph.add(new Logic("&&", links));
  }
}
