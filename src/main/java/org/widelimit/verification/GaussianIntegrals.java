package org.widelimit.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.widelimit.algebra.CompiledFunction;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.ExpressionCompiler;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Switches;
import org.widelimit.gaussian.Bounded;
import org.widelimit.gaussian.DivergentExpectationException;
import org.widelimit.gaussian.GaussianQuadrature;

/**
 * Integrals and Gaussian expectations of expressions, by quadrature with an error bound.
 *
 * <p>Parts of the integrand that do not depend on the variable of integration and are more than
 * elementary arithmetic are evaluated once and enter as parameters.
 */
final class GaussianIntegrals {

  /**
   * The quadrature allows the integrand six roundings; a compiled formula of an activation may have
   * this many times more.
   */
  private static final double FORMULA_ROUNDINGS = 4;

  /** A relative error of a variance that changes no expectation by more than its own rounding. */
  private static final double INEXACT = 1e-13;

  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private final Evaluator evaluator;

  GaussianIntegrals(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Returns {@code E[body]} for a standard normal variable of that name. */
  Quantity expectation(Expr body, String variable) {
    Integrand integrand = integrand(body, List.of(variable));
    Quantity value = expectation(integrand, integrand.parameterValues());
    double error = FORMULA_ROUNDINGS * value.error();
    for (int i = 0; i < integrand.parameters.size(); i++) {
      Quantity parameter = integrand.parameters.get(i);
      if (parameter.error() > 0) {
        error += 2 * sensitivity(integrand, i, parameter, value.value());
      }
    }
    return Quantity.of(value.value(), error);
  }

  /** Returns the larger change of the expectation when a parameter moves by its error. */
  private double sensitivity(Integrand integrand, int index, Quantity parameter, double value) {
    double change = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      double[] moved = integrand.parameterValues();
      // At least a visible step: the derivative is then scaled back to the error.
      double step = Math.max(parameter.error(), 1e-8 * Math.abs(parameter.value()));
      moved[index] += sign * step;
      double difference = Math.abs(expectation(integrand, moved).value() - value);
      change = Math.max(change, difference * parameter.error() / step);
    }
    return change;
  }

  private Quantity expectation(Integrand integrand, double[] parameters) {
    DoubleUnaryOperator f = z -> integrand.at(parameters, z);
    try {
      return Quantity.of(GaussianQuadrature.expectation(f, breakpoints(integrand, parameters)));
    } catch (DivergentExpectationException divergent) {
      throw new UndefinedValueException(divergent.getMessage());
    }
  }

  /**
   * Returns {@code E[body]} for two normal variables with variances p and q and covariance r, by an
   * integral over {@code u} of integrals over the part of {@code v} that is independent of it.
   *
   * @param rest the variance {@code q - r^2/p} of that part
   */
  Quantity expectation(
      Expr body, String first, String second, Quantity p, Quantity r, Quantity q, Quantity rest) {
    double variance = p.value();
    if (variance < 0 || q.value() < 0 || rest.value() < -1e-12 * Math.abs(q.value())) {
      throw new UndefinedValueException("not a covariance: p = " + p + ", q = " + q + ", r = " + r);
    }
    double scale = Math.sqrt(variance);
    double slope = scale > 0 ? r.value() / scale : 0;
    Integrand integrand = integrand(body, List.of(first, second));
    boolean degenerate = rest.value() <= rest.error();
    Quantity value = expectation(integrand, scale, slope, degenerate ? 0 : Math.sqrt(rest.value()));
    if (rest.error() <= INEXACT * Math.abs(rest.value()) || rest.error() < Double.MIN_NORMAL) {
      return value;
    }
    // Functions with kinks or jumps change like a root of the rest: moved by all of its error.
    double moved = Math.sqrt(Math.max(0, rest.value()) + rest.error());
    double change = Math.abs(expectation(integrand, scale, slope, moved).value() - value.value());
    return Quantity.of(value.value(), value.error() + 2 * change);
  }

  private Quantity expectation(Integrand integrand, double scale, double slope, double spread) {
    double[] parameters = integrand.parameterValues();
    double[] innerError = {0};
    DoubleUnaryOperator outer =
        z -> {
          DoubleUnaryOperator inner =
              w -> integrand.at(parameters, scale * z, slope * z + spread * w);
          Bounded value =
              GaussianQuadrature.expectation(
                  inner,
                  zeros(
                      integrand.switches,
                      s ->
                          w ->
                              s.evaluate(
                                  arguments(parameters, scale * z, slope * z + spread * w))));
          innerError[0] = Math.max(innerError[0], value.error() * Math.exp(-z * z / 4));
          return value.value();
        };
    double[] kinks =
        zeros(
            integrand.switches, s -> z -> s.evaluate(arguments(parameters, scale * z, slope * z)));
    try {
      Bounded value = GaussianQuadrature.expectation(outer, kinks);
      // E[exp(z^2/4)] = sqrt(2), as the inner errors were weighed by exp(-z^2/4).
      return Quantity.of(
          value.value(), FORMULA_ROUNDINGS * (value.error() + Math.sqrt(2) * innerError[0]));
    } catch (DivergentExpectationException divergent) {
      throw new UndefinedValueException(divergent.getMessage());
    }
  }

  /** Returns the integral over an interval whose ends may be infinite. */
  Quantity integral(Expr body, String variable, Expr from, Expr to) {
    boolean lowerInfinite = from.equals(Expressions.negate(Expressions.INFINITY));
    boolean upperInfinite = to.equals(Expressions.INFINITY);
    if (lowerInfinite && upperInfinite) {
      return Quantity.of(SQRT_TWO_PI, SQRT_TWO_PI * Bounded.ROUNDING)
          .times(expectation(withoutGaussianFactor(body, variable), variable));
    }
    if (lowerInfinite || upperInfinite) {
      throw new UndefinedValueException("an integral over a half line is not supported");
    }
    double lower = evaluator.evaluate(from).value();
    double upper = evaluator.evaluate(to).value();
    Integrand integrand = integrand(body, List.of(variable));
    double[] parameters = integrand.parameterValues();
    double half = (upper - lower) / 2;
    // A normal expectation on [-1, 1], the density taken out again.
    DoubleUnaryOperator f =
        z ->
            Math.abs(z) >= 1
                ? 0
                : integrand.at(parameters, lower + half * (1 + z))
                    * half
                    * SQRT_TWO_PI
                    * Math.exp(z * z / 2);
    double[] kinks = breakpoints(integrand, parameters);
    double[] points = new double[kinks.length + 2];
    points[0] = -1;
    points[1] = 1;
    for (int i = 0; i < kinks.length; i++) {
      points[i + 2] = (kinks[i] - lower) / half - 1;
    }
    Bounded value = GaussianQuadrature.expectation(f, points);
    return Quantity.of(value.value(), FORMULA_ROUNDINGS * value.error());
  }

  /** Returns the integrand over the density {@code Exp[-z^2/2]}, dividing symbolically. */
  static Expr withoutGaussianFactor(Expr body, String variable) {
    Expr z = Expressions.sym(variable);
    Expr exponent = Expressions.times(Expressions.HALF, Expressions.square(z));
    List<Expr> factors = body.isCall("Times") ? ((Call) body).args() : List.of(body);
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i).isCall("Power", 2)
          && ((Call) factors.get(i)).arg(0).equals(Expressions.EULER)) {
        List<Expr> others = new ArrayList<>(factors);
        Expr rest = Expressions.plus(((Call) factors.get(i)).arg(1), exponent);
        others.set(i, Expressions.exp(rest));
        return Expressions.times(others);
      }
    }
    return Expressions.times(body, Expressions.exp(exponent));
  }

  private static double[] arguments(double[] parameters, double... variables) {
    double[] arguments = new double[variables.length + parameters.length];
    System.arraycopy(variables, 0, arguments, 0, variables.length);
    System.arraycopy(parameters, 0, arguments, variables.length, parameters.length);
    return arguments;
  }

  private Integrand integrand(Expr body, List<String> variables) {
    Set<String> bound = new TreeSet<>(variables);
    Map<Expr, String> names = new LinkedHashMap<>();
    List<Quantity> values = new ArrayList<>();
    Expr formula = abstracted(evaluator.activations().inline(body), bound, names, values);
    List<String> parameters = new ArrayList<>(variables);
    parameters.addAll(names.values());
    Set<Expr> switches = new java.util.LinkedHashSet<>();
    collectSwitches(formula, bound, switches);
    return new Integrand(
        ExpressionCompiler.compile(formula, parameters),
        values,
        switches.stream().map(s -> ExpressionCompiler.compile(s, parameters)).toList());
  }

  /** Replaces every free symbol and every part that is a word of the vocabulary by a parameter. */
  private Expr abstracted(
      Expr expr, Set<String> bound, Map<Expr, String> names, List<Quantity> values) {
    boolean depends = expr.symbols().stream().anyMatch(bound::contains);
    boolean leaf =
        (expr instanceof Sym sym && !bound.contains(sym.name()) && !isConstant(sym))
            || (expr instanceof Call call && !depends && !Elementary.isElementary(call));
    if (leaf) {
      String known = names.get(expr);
      if (known == null) {
        known = InternalNames.of("parameter", String.valueOf(names.size())).name();
        names.put(expr, known);
        values.add(evaluator.evaluate(expr));
      }
      return Expressions.sym(known);
    }
    if (expr instanceof Call call) {
      if (!Elementary.isElementary(call)) {
        throw new UndefinedValueException("cannot integrate " + call.head());
      }
      return Expressions.call(
          call.head(),
          call.args().stream().map(arg -> abstracted(arg, bound, names, values)).toList());
    }
    return expr;
  }

  private static boolean isConstant(Sym sym) {
    return sym.equals(Expressions.PI)
        || sym.equals(Expressions.EULER)
        || sym.equals(Expressions.INFINITY);
  }

  /** Collects the expressions at whose zeros the integrand has a kink or a jump. */
  private static void collectSwitches(Expr expr, Set<String> bound, Set<Expr> switches) {
    if (!(expr instanceof Call call)) {
      return;
    }
    switches.addAll(Switches.of(call));
    call.args().forEach(arg -> collectSwitches(arg, bound, switches));
    switches.removeIf(s -> s instanceof Num || s.symbols().stream().noneMatch(bound::contains));
  }

  private static double[] breakpoints(Integrand integrand, double[] parameters) {
    return zeros(integrand.switches, s -> z -> s.evaluate(arguments(parameters, z)));
  }

  private static double[] zeros(
      List<CompiledFunction> switches, Function<CompiledFunction, DoubleUnaryOperator> function) {
    return switches.stream()
        .flatMapToDouble(s -> java.util.Arrays.stream(RealZeros.of(function.apply(s))))
        .toArray();
  }

  /**
   * A compiled integrand.
   *
   * @param function of the variables of integration, then the parameters
   */
  private record Integrand(
      CompiledFunction function, List<Quantity> parameters, List<CompiledFunction> switches) {

    double[] parameterValues() {
      return parameters.stream().mapToDouble(Quantity::value).toArray();
    }

    double at(double[] parameterValues, double... variables) {
      return function.evaluate(arguments(parameterValues, variables));
    }
  }
}
