package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.gaussian.quadrature.Places;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * Integrals and Gaussian expectations of expressions, by quadrature with an error estimate.
 *
 * <p>Parts of the integrand that do not depend on the variable of integration and are more than
 * elementary arithmetic are evaluated once and enter as parameters.
 */
public final class GaussianIntegrals {

  /**
   * The quadrature allows the integrand six roundings; a compiled formula of an activation may have
   * this many times more.
   */
  private static final double FORMULA_ROUNDINGS = 4;

  /** A relative error of a variance that changes no expectation by more than its own rounding. */
  private static final double INEXACT = 1e-13;

  /** The error, relative to the values, that averages inside an average come with. */
  private static final double NESTED_NOISE = 1e-12;

  /** Values of the inner integral that the outer one may ask for where it is not smooth. */
  private static final long OUTER_NODES = 30_000;

  /** Values of the integrand that an inner integral may ask for where it is not smooth. */
  private static final long INNER_NODES = 100_000;

  /** A zero this close to a place, relative to its size, is that place. */
  private static final double NEAR = 1e-9;

  /** How far from an end, relative to it, the integrand is looked at. */
  private static final double NEARBY = 0x1p-26;

  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private final Evaluator evaluator;

  GaussianIntegrals(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Returns {@code E[body]} for a standard normal variable of that name. */
  Quantity expectation(Expr body, String variable) {
    IntegrandFormula integrand = new IntegrandFormula(evaluator, body, List.of(variable));
    boolean nested = integrand.isNested();
    Quantity value =
        withParameters(
            integrand,
            parameters -> line(integrand, parameters).expectation(nested ? NESTED_NOISE : 0));
    if (!nested) {
      evaluator
          .secondRoute()
          .compare(
              Expressions.call("E", body, Expressions.sym(variable)),
              evaluator,
              value,
              () -> line(integrand, integrand.parameterValues()).plainExpectation());
    }
    return value;
  }

  /** Returns the value of an integral with what the errors of its parameters bring. */
  private Quantity withParameters(
      IntegrandFormula integrand, Function<double[], Bounded> integral) {
    Bounded value = integral.apply(integrand.parameterValues());
    double error = FORMULA_ROUNDINGS * value.error();
    error += 2 * integrand.noise() * (1 + Math.abs(value.value()));
    for (int i = 0; i < integrand.parameters().size(); i++) {
      Quantity parameter = integrand.parameters().get(i);
      if (parameter.error() > 0) {
        error += 2 * sensitivity(integral, integrand, i, value.value());
      }
    }
    return Quantity.of(value.value(), error, value.grade());
  }

  /** Returns the larger change of the integral when a parameter moves by its error. */
  private double sensitivity(
      Function<double[], Bounded> integral, IntegrandFormula integrand, int index, double value) {
    Quantity parameter = integrand.parameters().get(index);
    double change = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      double[] moved = integrand.parameterValues();
      // At least a visible step: the derivative is then scaled back to the error.
      double step = Math.max(parameter.error(), 1e-8 * Math.abs(parameter.value()));
      moved[index] += sign * step;
      double difference = Math.abs(integral.apply(moved).value() - value);
      change = Math.max(change, difference * parameter.error() / step);
    }
    return change;
  }

  private static Line line(IntegrandFormula integrand, double[] parameters) {
    Line line = along(integrand, parameters, z -> new double[] {z});
    return new Line(
        line.f(),
        line.breaks(),
        line.singular(),
        line.centers(),
        line.exponents(),
        place -> {
          DoubleUnaryOperator linear = line.shifts().near(place);
          return linear != null ? linear : shifted(integrand, parameters, place);
        },
        line.wordless());
  }

  /** Returns the integrand by the distance from an exact zero of a singular part near a place. */
  private static @Nullable DoubleUnaryOperator shifted(
      IntegrandFormula integrand, double[] parameters, double place) {
    if (integrand.isNested()) {
      return null;
    }
    String variable = integrand.variable();
    for (Expr part : integrand.singular().keySet()) {
      Num zero =
          ShiftedFormula.exactZero(integrand.exact(part, parameters), variable, place)
              .filter(exact -> Math.abs(exact.doubleValue() - place) <= NEAR * Math.abs(place))
              .orElse(null);
      if (zero != null) {
        Expr formula = integrand.exact(integrand.formula(), parameters);
        return ExpressionCompiler.compileUnary(
            ShiftedFormula.at(formula, variable, zero), variable);
      }
    }
    return null;
  }

  /** Returns the integrand along a line in the space of its variables. */
  private static Line along(
      IntegrandFormula integrand, double[] parameters, DoubleFunction<double[]> point) {
    return new Line(
        w -> integrand.at(parameters, point.apply(w)),
        parts(integrand.breaks(), parameters, point),
        parts(integrand.singular(), parameters, point),
        parts(integrand.centers(), parameters, point),
        parts(integrand.exponents(), parameters, point),
        place -> {
          for (Map.Entry<Expr, CompiledFunction> part : integrand.singular().entrySet()) {
            if (!integrand.isNested()) {
              CompiledFunction value = part.getValue();
              Places.Found found =
                  Places.of(w -> value.evaluate(arguments(parameters, point.apply(w))), -1, 1);
              boolean here =
                  !Double.isNaN(found.slope())
                      && !found.zeros().isEmpty()
                      && Math.abs(found.zeros().get(0) - place) <= NEAR * Math.abs(place);
              if (here) {
                CompiledFunction given = integrand.givenPart(part.getKey());
                return distance -> {
                  double[] variables = point.apply(place + distance);
                  double[] all = arguments(parameters, variables);
                  double[] extended = java.util.Arrays.copyOf(all, all.length + 1);
                  extended[all.length] = found.slope() * distance;
                  return given.evaluate(extended);
                };
              }
            }
          }
          return null;
        },
        !integrand.isNested());
  }

  private static List<DoubleUnaryOperator> parts(
      Map<Expr, CompiledFunction> parts, double[] parameters, DoubleFunction<double[]> point) {
    List<DoubleUnaryOperator> functions = new ArrayList<>();
    for (CompiledFunction part : parts.values()) {
      functions.add(w -> part.evaluate(arguments(parameters, point.apply(w))));
    }
    return functions;
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
    boolean alone = variance == 0 && p.error() == 0 && Math.abs(r.value()) > r.error();
    if (variance < 0 || alone || q.value() < 0 || rest.value() < -1e-12 * Math.abs(q.value())) {
      throw new UndefinedValueException("not a covariance: p = " + p + ", q = " + q + ", r = " + r);
    }
    double scale = Math.sqrt(variance);
    double slope = scale > 0 ? r.value() / scale : 0;
    IntegrandFormula integrand = new IntegrandFormula(evaluator, body, List.of(first, second));
    boolean degenerate = rest.value() <= rest.error();
    Quantity value = expectation(integrand, scale, slope, degenerate ? 0 : Math.sqrt(rest.value()));
    if (rest.error() <= INEXACT * Math.abs(rest.value()) || rest.error() < Double.MIN_NORMAL) {
      return value;
    }
    // Functions with kinks or jumps change like a root of the rest: moved by all of its error.
    double moved = Math.sqrt(Math.max(0, rest.value()) + rest.error());
    double change = Math.abs(expectation(integrand, scale, slope, moved).value() - value.value());
    return value.widened(2 * change);
  }

  private static Quantity expectation(
      IntegrandFormula integrand, double scale, double slope, double spread) {
    double[] parameters = integrand.parameterValues();
    double noise = integrand.isNested() ? NESTED_NOISE : 0;
    double[] innerError = {0};
    double[] relative = {NESTED_NOISE};
    DoubleUnaryOperator outer =
        z -> {
          Bounded value =
              along(integrand, parameters, w -> new double[] {scale * z, slope * z + spread * w})
                  .expectation(size -> noise * size, () -> noise, INNER_NODES);
          innerError[0] = Math.max(innerError[0], value.error() * Math.exp(-z * z / 4));
          double part = value.error() / Math.abs(value.value());
          relative[0] = Math.max(relative[0], part < 1 ? part : 0);
          return value.value();
        };
    Line along = along(integrand, parameters, z -> new double[] {scale * z, slope * z});
    Bounded value =
        new Line(
                outer,
                along.breaks(),
                along.singular(),
                along.centers(),
                along.exponents(),
                place -> null,
                false)
            .expectation(
                // Below what the inner averages are off by, no refinement converges.
                size -> noise * size + Math.sqrt(2) * innerError[0],
                () -> relative[0],
                OUTER_NODES);
    // E[exp(z^2/4)] = sqrt(2), as the inner errors were weighed by exp(-z^2/4).
    double error = FORMULA_ROUNDINGS * (value.error() + Math.sqrt(2) * innerError[0]);
    error += 2 * integrand.noise() * (1 + Math.abs(value.value()));
    return Quantity.of(value.value(), error, value.grade());
  }

  /** Returns the integral over an interval whose ends may be infinite. */
  Quantity integral(Expr body, String variable, Expr from, Expr to) {
    boolean lowerInfinite = from.equals(Expressions.negate(Expressions.INFINITY));
    boolean upperInfinite = to.equals(Expressions.INFINITY);
    if (lowerInfinite && upperInfinite && hasGaussianFactor(body)) {
      try {
        return Quantity.of(SQRT_TWO_PI, SQRT_TWO_PI * Bounded.ROUNDING, Grade.RIGOROUS)
            .times(expectation(withoutGaussianFactor(body, variable), variable));
      } catch (UndefinedValueException noGaussian) {
        // The factor is no density; the integral may still exist.
      }
    }
    Quantity lower = lowerInfinite ? null : evaluator.evaluate(from);
    Quantity upper = upperInfinite ? null : evaluator.evaluate(to);
    double a = lower == null ? Double.NEGATIVE_INFINITY : lower.value();
    double b = upper == null ? Double.POSITIVE_INFINITY : upper.value();
    if (a > b) {
      return integral(body, variable, to, from).negate();
    }
    if (a == b) {
      return Quantity.of(0);
    }
    IntegrandFormula integrand = new IntegrandFormula(evaluator, body, List.of(variable));
    double noise = integrand.isNested() ? NESTED_NOISE : 0;
    Quantity value =
        withParameters(integrand, parameters -> line(integrand, parameters).integral(a, b, noise));
    return value.widened(atEnd(integrand, lower) + atEnd(integrand, upper));
  }

  /** Returns what the error of an end makes of the integral. */
  private static double atEnd(IntegrandFormula integrand, @Nullable Quantity end) {
    if (end == null || end.error() == 0) {
      return 0;
    }
    double[] parameters = integrand.parameterValues();
    double most = 0;
    // An end that is off by its rounding only may be a singularity, written the same way.
    double rounding = 4 * Math.ulp(end.value());
    double step = end.error() <= rounding ? NEARBY * Math.abs(end.value()) : end.error();
    for (double place : new double[] {-step, 0, step}) {
      double size = Math.abs(integrand.at(parameters, end.value() + place));
      boolean seen = end.error() > rounding || Double.isFinite(size);
      most = seen ? Math.max(most, size) : most;
    }
    return Double.isNaN(most) ? Double.POSITIVE_INFINITY : 2 * most * end.error();
  }

  private static boolean hasGaussianFactor(Expr body) {
    List<Expr> factors = Expressions.factors(body);
    return factors.stream()
        .anyMatch(
            factor ->
                factor.isCall("Power", 2) && ((Call) factor).arg(0).equals(Expressions.EULER));
  }

  /** Returns the integrand over the density {@code Exp[-z^2/2]}, dividing symbolically. */
  public static Expr withoutGaussianFactor(Expr body, String variable) {
    Expr z = Expressions.sym(variable);
    Expr exponent = Expressions.times(Expressions.HALF, Expressions.square(z));
    List<Expr> factors = Expressions.factors(body);
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
}
