package org.widelimit.verification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Bounded;
import org.widelimit.gaussian.Correlation;
import org.widelimit.gaussian.DivergentExpectationException;
import org.widelimit.gaussian.NumericalDual;
import org.widelimit.network.MeanFieldMaps;

/**
 * The maps of a wide layer as numbers, from the dual activations of {@code gaussian}: other code
 * than the quadrature of a written expectation {@code E[...]}, so that a claim that equates the two
 * compares two computations.
 */
final class MapWords {

  private static final Map<Activation, MeanFieldMaps> MAPS = new ConcurrentHashMap<>();

  private static final Map<List<Activation>, NumericalDual> DUALS = new ConcurrentHashMap<>();

  /** The correlation of a covariance comes out of a division and a square root. */
  private static final double CORRELATION_ROUNDING = 8 * Bounded.ROUNDING;

  /** How far beyond its range a correlation may lie by the rounding of what it came from. */
  private static final double RANGE_ROUNDING = 1e-12;

  /** What the derivative of a map is read off from, relative to an argument. */
  private static final double STEP = 1e-7;

  private final Evaluator at;

  MapWords(Evaluator at) {
    this.at = at;
  }

  /** Returns the value of {@code LengthMap[...][q]} and its like; empty for any other call. */
  Optional<Quantity> value(Call call) {
    if (!(call.head() instanceof Call map) || !(map.head() instanceof Sym word)) {
      return Optional.empty();
    }
    try {
      return switch (word.name() + "/" + map.arity() + "/" + call.arity()) {
        case "LengthMap/3/1" ->
            maps(map, map.arg(2)).map(maps -> monotone(maps::lengthMap, call.arg(0)));
        case "Chi/2/1" -> maps(map, Expressions.ZERO).map(maps -> monotone(maps::chi, call.arg(0)));
        case "CorrelationMap/3/2" ->
            maps(map, map.arg(2)).map(maps -> correlationMap(maps, call.arg(0), call.arg(1)));
        case "Dual/1/3" -> dual(map.arg(0), map.arg(0), call);
        case "Dual/2/3" -> dual(map.arg(0), map.arg(1), call);
        default -> Optional.empty();
      };
    } catch (DivergentExpectationException divergent) {
      throw new UndefinedValueException(divergent.getMessage());
    } catch (ArithmeticException | IllegalArgumentException outside) {
      throw new UndefinedValueException(String.valueOf(outside.getMessage()));
    }
  }

  private Optional<MeanFieldMaps> maps(Call map, Expr sigmaB) {
    double w = at.evaluate(map.arg(1)).value();
    double b = at.evaluate(sigmaB).value();
    return activation(map.arg(0))
        .map(phi -> MAPS.computeIfAbsent(phi, a -> MeanFieldMaps.of(a, 1, 0)).at(w * w, b * b));
  }

  private Quantity monotone(Function<Double, Bounded> map, Expr argument) {
    Quantity q = at.evaluate(argument);
    // The scales' squares are rounded before they multiply.
    return widened(values -> map.apply(notNegative(values[0])), 4, q);
  }

  private Quantity correlationMap(MeanFieldMaps maps, Expr length, Expr correlation) {
    return widened(
        values -> maps.correlationMap(positive(values[0]), correlation(values[1])),
        4,
        at.evaluate(length),
        rounded(at.evaluate(correlation)));
  }

  private Optional<Quantity> dual(Expr first, Expr second, Call call) {
    Optional<Base> phi = base(first);
    Optional<Base> psi = base(second);
    if (phi.isEmpty() || psi.isEmpty() || phi.get().order() != psi.get().order()) {
      return both(first, second, call);
    }
    NumericalDual dual = dual(phi.get().activation(), psi.get().activation());
    boolean derivative = phi.get().order() == 1;
    return Optional.of(dual(dual, derivative, call));
  }

  /** Two functions of which only one is a derivative: each is an activation of its own. */
  private Optional<Quantity> both(Expr first, Expr second, Call call) {
    Optional<Activation> phi = activation(first);
    Optional<Activation> psi = activation(second);
    return phi.isPresent() && psi.isPresent()
        ? Optional.of(dual(dual(phi.get(), psi.get()), false, call))
        : Optional.empty();
  }

  private static NumericalDual dual(Activation phi, Activation psi) {
    return DUALS.computeIfAbsent(
        List.of(phi, psi), pair -> NumericalDual.of(pair.get(0), pair.get(1)));
  }

  private Quantity dual(NumericalDual dual, boolean derivative, Call call) {
    return widened(
        values -> {
          double p = notNegative(values[0]);
          double q = notNegative(values[1]);
          double scale = Math.sqrt(p) * Math.sqrt(q);
          if (Math.abs(values[2]) > scale * (1 + RANGE_ROUNDING)) {
            throw new UndefinedValueException(
                "not a covariance: p = " + p + ", q = " + q + ", r = " + values[2]);
          }
          Correlation correlation = Correlation.ofCovariance(p, q, values[2]);
          return derivative ? dual.derivative(p, q, correlation) : dual.value(p, q, correlation);
        },
        0,
        at.evaluate(call.arg(0)),
        at.evaluate(call.arg(1)),
        rounded(at.evaluate(call.arg(2))));
  }

  private static Quantity rounded(Quantity covariance) {
    double value = covariance.value();
    return Quantity.of(value, covariance.error() + Math.abs(value) * CORRELATION_ROUNDING);
  }

  /**
   * Returns the value of a function with the error that the arguments' errors bring: the larger of
   * the changes to either side, twice for what is of higher order.
   */
  private static Quantity widened(
      Function<double[], Bounded> function, double roundings, Quantity... arguments) {
    double[] values = new double[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments[i].value();
    }
    Bounded value = function.apply(values);
    double error = value.error() + roundings * Bounded.ROUNDING * Math.abs(value.value());
    for (int i = 0; i < values.length; i++) {
      if (arguments[i].error() > 0) {
        error += 2 * change(function, values, i, arguments[i].error(), value.value());
      }
    }
    return Quantity.of(value.value(), error);
  }

  private static double change(
      Function<double[], Bounded> function, double[] values, int index, double error, double at) {
    // At least a visible step: its change is then scaled back to the error.
    double step = Math.max(error, STEP * Math.abs(values[index]));
    double change = 0;
    int defined = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      double[] moved = values.clone();
      moved[index] += sign * step;
      try {
        change = Math.max(change, Math.abs(function.apply(moved).value() - at) * error / step);
        defined++;
      } catch (UndefinedValueException | IllegalArgumentException outside) {
        // One side may lie outside the domain: a correlation of 1 has no larger one.
      }
    }
    if (defined == 0) {
      throw new UndefinedValueException("the value has no neighbours to bound its error by");
    }
    return change;
  }

  private static Correlation correlation(double c) {
    if (Math.abs(c) > 1 + RANGE_ROUNDING) {
      throw new UndefinedValueException("not a correlation: " + c);
    }
    return Correlation.of(Math.max(-1, Math.min(1, c)));
  }

  private static double notNegative(double variance) {
    if (variance < 0) {
      throw new UndefinedValueException("a variance cannot be negative: " + variance);
    }
    return variance;
  }

  private static double positive(double variance) {
    if (!(variance > 0)) {
      throw new UndefinedValueException("a correlation needs a positive variance");
    }
    return variance;
  }

  /** An activation, differentiated or not. */
  private record Base(Activation activation, int order) {}

  private Optional<Base> base(Expr expr) {
    Primed primed = Primed.of(expr);
    return primed.order() <= 1
        ? activation(primed.function()).map(phi -> new Base(phi, primed.order()))
        : Optional.empty();
  }

  /** Returns the activation, its parameters replaced by their values here. */
  private Optional<Activation> activation(Expr expr) {
    Expr numeric =
        expr.transform(
            node ->
                node instanceof Sym sym && at.values().containsKey(sym.name())
                    ? Expressions.decimal(new java.math.BigDecimal(at.evaluate(sym).value()))
                    : node);
    try {
      return Optional.of(at.activations().get(numeric));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
