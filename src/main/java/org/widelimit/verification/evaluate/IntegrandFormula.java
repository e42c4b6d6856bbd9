package org.widelimit.verification.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.gaussian.quadrature.Landmarks;
import org.widelimit.numeric.Quantity;
import org.widelimit.verification.claim.Elementary;

/**
 * An integrand, compiled, at one point of a claim.
 *
 * <p>What does not depend on the variables of integration is evaluated once, and enters as a
 * parameter. A word that does, such as an average within an average, is evaluated anew for each
 * value of the variables; how far its own error moves the integrand is kept.
 */
final class IntegrandFormula {

  /** A part whose value is given. */
  private static final Sym PART = InternalNames.symbol("part");

  private final Evaluator evaluator;
  private final List<String> variables;
  private final Map<Expr, String> parameterNames = new LinkedHashMap<>();
  private final List<Quantity> parameters = new ArrayList<>();
  private final Map<Expr, String> innerNames = new LinkedHashMap<>();
  private final Expr formula;
  private final CompiledFunction function;
  private final Map<Expr, CompiledFunction> breaks;
  private final Map<Expr, CompiledFunction> singular;
  private final Map<Expr, CompiledFunction> centers;
  private final Map<Expr, CompiledFunction> exponents;
  private final Map<Expr, CompiledFunction> givenParts = new HashMap<>();
  private double noise;

  IntegrandFormula(Evaluator evaluator, Expr body, List<String> variables) {
    this.evaluator = evaluator;
    this.variables = List.copyOf(variables);
    this.formula = abstracted(evaluator.activations().inline(body), new TreeSet<>(variables));
    this.function = ExpressionCompiler.compile(formula, names());
    Landmarks landmarks = Landmarks.of(formula, new TreeSet<>(variables));
    this.breaks = parts(landmarks.breaks());
    this.singular = parts(landmarks.singular());
    this.centers = parts(landmarks.centers());
    this.exponents = parts(landmarks.exponents());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(variables);
    names.addAll(parameterNames.values());
    names.addAll(innerNames.values());
    return names;
  }

  /** Replaces what is free of the variables, and every word of the vocabulary, by symbols. */
  private Expr abstracted(Expr expr, Set<String> bound) {
    boolean depends = expr.symbols().stream().anyMatch(bound::contains);
    if (expr instanceof Sym sym) {
      return depends || isConstant(sym) ? sym : parameter(sym);
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    if (Elementary.isElementary(call)) {
      return Expressions.call(
          call.head(), call.args().stream().map(arg -> abstracted(arg, bound)).toList());
    }
    if (!depends) {
      return parameter(call);
    }
    return Expressions.sym(
        innerNames.computeIfAbsent(
            call, any -> InternalNames.of("inner", String.valueOf(innerNames.size())).name()));
  }

  private Expr parameter(Expr expr) {
    String known = parameterNames.get(expr);
    if (known == null) {
      known = InternalNames.of("parameter", String.valueOf(parameterNames.size())).name();
      parameterNames.put(expr, known);
      parameters.add(evaluator.evaluate(expr));
    }
    return Expressions.sym(known);
  }

  private static boolean isConstant(Sym sym) {
    return sym.equals(Expressions.PI)
        || sym.equals(Expressions.EULER)
        || sym.equals(Expressions.INFINITY);
  }

  /** Returns the parameters with their errors. */
  List<Quantity> parameters() {
    return parameters;
  }

  /** Returns the numbers of the parameters. */
  double[] parameterValues() {
    return parameters.stream().mapToDouble(Quantity::value).toArray();
  }

  /** Returns whether each value takes the evaluation of a word. */
  boolean isNested() {
    return !innerNames.isEmpty();
  }

  /** Returns the value at values of the variables. */
  double at(double[] parameterValues, double... values) {
    if (innerNames.isEmpty()) {
      return function.evaluate(joined(parameterValues, new double[0], values));
    }
    Evaluator at = evaluator;
    for (int i = 0; i < values.length; i++) {
      at = at.with(variables.get(i), Quantity.of(values[i]));
    }
    double[] inner = new double[innerNames.size()];
    double[] moved = new double[inner.length];
    int index = 0;
    for (Expr word : innerNames.keySet()) {
      Quantity value = at.evaluate(word);
      inner[index] = value.value();
      moved[index++] = value.value() + value.error();
    }
    double result = function.evaluate(joined(parameterValues, inner, values));
    double other = function.evaluate(joined(parameterValues, moved, values));
    double change = Math.abs(other - result);
    noise = Math.max(noise, change / Math.max(1, Math.abs(result)));
    return result;
  }

  /** Returns the largest error that words inside have brought, relative to values above 1. */
  double noise() {
    return noise;
  }

  private static double[] joined(double[] parameters, double[] inner, double... values) {
    double[] all = new double[values.length + parameters.length + inner.length];
    System.arraycopy(values, 0, all, 0, values.length);
    System.arraycopy(parameters, 0, all, values.length, parameters.length);
    System.arraycopy(inner, 0, all, values.length + parameters.length, inner.length);
    return all;
  }

  /** The parts of one kind that have values of their own, as functions of the variables. */
  private Map<Expr, CompiledFunction> parts(Set<Expr> kind) {
    Map<Expr, CompiledFunction> parts = new LinkedHashMap<>();
    for (Expr part : kind) {
      CompiledFunction compiled = part(part);
      if (compiled != null) {
        parts.put(part, compiled);
      }
    }
    return parts;
  }

  /** Returns the parts at whose zeros there may be kinks or jumps. */
  Map<Expr, CompiledFunction> breaks() {
    return breaks;
  }

  /** Returns the parts at whose zeros there may be singularities. */
  Map<Expr, CompiledFunction> singular() {
    return singular;
  }

  /** Returns the parts at whose zeros or extrema there may be peaks. */
  Map<Expr, CompiledFunction> centers() {
    return centers;
  }

  /** Returns the exponents. */
  Map<Expr, CompiledFunction> exponents() {
    return exponents;
  }

  /** Returns a part of the formula as a function of the variables; null if a word is in it. */
  private @Nullable CompiledFunction part(Expr part) {
    if (part.symbols().stream().anyMatch(innerNames.values()::contains)) {
      return null;
    }
    List<String> names = new ArrayList<>(variables);
    names.addAll(parameterNames.values());
    return ExpressionCompiler.compile(part, names);
  }

  /**
   * Returns the formula as a function of the variables and of the value of a part, which it need
   * not compute with the digits that cancel near a zero.
   */
  CompiledFunction givenPart(Expr part) {
    Expr symbol = PART;
    Expr opposite = Expressions.negate(part);
    return givenParts.computeIfAbsent(
        part,
        any -> {
          Expr replaced = replaced(formula, part, opposite, symbol);
          List<String> names = names();
          names.add(PART.name());
          return ExpressionCompiler.compile(replaced, names);
        });
  }

  private static Expr replaced(Expr expr, Expr part, Expr opposite, Expr symbol) {
    if (expr.equals(part)) {
      return symbol;
    }
    if (expr.equals(opposite)) {
      return Expressions.negate(symbol);
    }
    return expr instanceof Call call
        ? Expressions.call(
            call.head(),
            call.args().stream().map(arg -> replaced(arg, part, opposite, symbol)).toList())
        : expr;
  }

  /**
   * Returns a part, or the formula, with exact numbers for the parameters: what is left depends on
   * the variables alone.
   */
  Expr exact(Expr part, double[] parameterValues) {
    Expr result = part;
    int index = 0;
    for (String name : parameterNames.values()) {
      Num value = Expressions.decimal(new BigDecimal(parameterValues[index++]));
      result = result.substitute(name, value);
    }
    return result;
  }

  Expr formula() {
    return formula;
  }

  String variable() {
    return variables.get(0);
  }
}
