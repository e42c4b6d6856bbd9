package org.widelimit.verification.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.gaussian.dual.PlainDual;
import org.widelimit.gaussian.quadrature.Landmarks;
import org.widelimit.gaussian.quadrature.Places;
import org.widelimit.meanfield.FixedPoint;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Propagation;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.Primed;

/**
 * The maps of a wide layer as numbers, from the dual activations of {@code gaussian}: other code
 * than the quadrature of a written expectation {@code E[...]}, so that a claim that equates the two
 * compares two computations.
 */
final class MapWords {

  private static final Map<Activation, MeanFieldMaps> MAPS = new ConcurrentHashMap<>();

  private static final Map<List<Activation>, NumericalDual> DUALS = new ConcurrentHashMap<>();

  private static final Map<Activation, Boolean> ROUGH = new ConcurrentHashMap<>();

  private static final int MOST_SETTLED = 1000;

  private static final Map<Settled, FixedPoint> SETTLED = new ConcurrentHashMap<>();

  /** Singularities and narrow features are looked for up to here. */
  private static final double FAR = 32;

  private static final double NARROW = 0.05;

  private final Evaluator at;

  MapWords(Evaluator at) {
    this.at = at;
  }

  /** Returns the value of {@code LengthMap[...][q]} and its like; empty for any other call. */
  Optional<Quantity> value(Call call) {
    if (!(call.head() instanceof Call map) || !(map.head() instanceof Sym word)) {
      return Optional.empty();
    }
    boolean rough =
        map.args().stream()
            .map(this::base)
            .anyMatch(base -> base.filter(phi -> isRough(phi.activation())).isPresent());
    if (rough) {
      return Optional.empty();
    }
    Optional<Quantity> value = word(word.name(), map, call);
    value
        .filter(known -> !word.name().equals("CorrelationMap"))
        .ifPresent(
            known ->
                at.secondRoute()
                    .compareSome(call, at, known, () -> plainly(word.name(), map, call)));
    return value;
  }

  private Optional<Quantity> word(String word, Call map, Call call) {
    return guarded(
        () ->
            switch (word + "/" + map.arity() + "/" + call.arity()) {
              case "LengthMap/3/1" ->
                  mapped(map, call, (maps, at) -> maps.lengthMap(notNegative(at[2])));
              case "Chi/2/1" -> mapped(map, call, (maps, at) -> maps.chi(notNegative(at[2])));
              case "CorrelationMap/3/2" -> correlationMap(map, call);
              case "Dual/1/3" -> dual(map.arg(0), map.arg(0), call);
              case "Dual/2/3" -> dual(map.arg(0), map.arg(1), call);
              default -> Optional.empty();
            });
  }

  /**
   * Returns the value of {@code FixedPoint[map]} or {@code DepthScale[map]} for the maps of {@code
   * meanfield}, from a start if one is given; empty for any other call.
   */
  Optional<Quantity> ofMap(Call call) {
    if (!(call.arg(0) instanceof Call map)
        || !(map.isCall("LengthMap", 3) || map.isCall("CorrelationMap", 3))) {
      return Optional.empty();
    }
    boolean length = map.isCall("LengthMap", 3);
    boolean scale = call.isCall("DepthScale");
    Optional<Double> start =
        call.arity() > 1 ? Optional.of(at.evaluate(call.arg(1)).value()) : Optional.empty();
    return guarded(
        () ->
            activation(map.arg(0))
                .map(
                    phi ->
                        widened(
                            values -> {
                              Settled settled =
                                  new Settled(phi, values[0], values[1], length, start);
                              FixedPoint point = settled.point();
                              return scale ? Settling.scale(point) : point.value();
                            },
                            4,
                            at.evaluate(map.arg(1)),
                            at.evaluate(map.arg(2)))));
  }

  /** Where a map settles: a claim asks for it at every index of a recursion. */
  private record Settled(
      Activation phi, double sigmaW, double sigmaB, boolean length, Optional<Double> start) {
    FixedPoint point() {
      FixedPoint known = SETTLED.get(this);
      if (known == null) {
        MeanFieldMaps maps = unit(phi).at(square(sigmaW), square(sigmaB));
        known = length ? Settling.length(maps, start) : Settling.correlation(maps, start);
        if (SETTLED.size() >= MOST_SETTLED) {
          SETTLED.clear();
        }
        SETTLED.put(this, known);
      }
      return known;
    }
  }

  private static Optional<Quantity> guarded(Supplier<Optional<Quantity>> value) {
    try {
      return value.get();
    } catch (ArithmeticException | IllegalArgumentException outside) {
      throw new UndefinedValueException(String.valueOf(outside.getMessage()));
    }
  }

  private static MeanFieldMaps unit(Activation phi) {
    return MAPS.computeIfAbsent(phi, a -> MeanFieldMaps.of(a, 1, 0));
  }

  private static double square(double scale) {
    return scale * scale;
  }

  /** Applies a map at its scales and arguments: sigmaW, sigmaB (0 if it has none), then these. */
  private Optional<Quantity> mapped(
      Call map, Call call, BiFunction<MeanFieldMaps, double[], Bounded> word) {
    Quantity sigmaB = map.arity() > 2 ? at.evaluate(map.arg(2)) : Quantity.of(0);
    // The scales' squares are rounded before they multiply.
    return activation(map.arg(0))
        .map(
            phi ->
                widened(
                    values ->
                        word.apply(unit(phi).at(square(values[0]), square(values[1])), values),
                    4,
                    at.evaluate(map.arg(1)),
                    sigmaB,
                    at.evaluate(call.arg(0))));
  }

  private Optional<Quantity> correlationMap(Call map, Call call) {
    CorrelationDistance distance = CorrelationDistance.of(call.arg(1), at);
    return activation(map.arg(0))
        .map(
            phi ->
                widened(
                    values ->
                        unit(phi)
                            .at(square(values[0]), square(values[1]))
                            .correlationMap(positive(values[2]), distance.correlation(values[3])),
                    4,
                    at.evaluate(map.arg(1)),
                    at.evaluate(map.arg(2)),
                    at.evaluate(call.arg(0)),
                    distance.complement()));
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

  /** Returns the value of a word by the rules of Hipparchus, where they converge. */
  private Optional<Bounded> plainly(String word, Call map, Call call) {
    Optional<Base> phi = base(map.arg(0));
    double first = at.evaluate(call.arg(0)).value();
    if (phi.isEmpty()) {
      return Optional.empty();
    }
    switch (word) {
      case "LengthMap", "Chi" -> {
        if (phi.get().order() > 0 || first < 0) {
          return Optional.empty();
        }
        Activation function = phi.get().activation();
        double weights = square(at.evaluate(map.arg(1)).value());
        double bias = map.arity() > 2 ? square(at.evaluate(map.arg(2)).value()) : 0;
        return PlainDual.of(function, function, word.equals("Chi"), first, first, Correlation.ONE)
            .map(moment -> moment.times(weights).plus(bias));
      }
      case "Dual" -> {
        Optional<Base> psi = base(map.arg(map.arity() - 1));
        double second = at.evaluate(call.arg(1)).value();
        if (psi.isEmpty() || psi.get().order() != phi.get().order() || first < 0 || second < 0) {
          return Optional.empty();
        }
        CorrelationDistance distance =
            CorrelationDistance.ofCovariance(call.arg(0), call.arg(1), call.arg(2), at);
        return PlainDual.of(
            phi.get().activation(),
            psi.get().activation(),
            phi.get().order() == 1,
            first,
            second,
            distance.correlation(distance.complement().value()));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  /** Two functions of which only one is a derivative: each is an activation of its own. */
  private Optional<Quantity> both(Expr first, Expr second, Call call) {
    Optional<Activation> phi = activation(first);
    Optional<Activation> psi = activation(second);
    return phi.isPresent() && psi.isPresent()
        ? Optional.of(dual(dual(phi.get(), psi.get()), false, call))
        : Optional.empty();
  }

  /** Returns the dual of two activations. */
  static NumericalDual dual(Activation phi, Activation psi) {
    return DUALS.computeIfAbsent(
        List.of(phi, psi), pair -> NumericalDual.of(pair.get(0), pair.get(1)));
  }

  private Quantity dual(NumericalDual dual, boolean derivative, Call call) {
    Quantity variance = at.evaluate(call.arg(0));
    Quantity other = at.evaluate(call.arg(1));
    CorrelationDistance distance =
        CorrelationDistance.ofCovariance(call.arg(0), call.arg(1), call.arg(2), at);
    return widened(
        values -> {
          double p = notNegative(values[0]);
          double q = notNegative(values[1]);
          Correlation correlation = distance.correlation(values[2]);
          return derivative ? dual.derivative(p, q, correlation) : dual.value(p, q, correlation);
        },
        0,
        variance,
        other,
        distance.complement());
  }

  /** Returns the value of a function with the error that the arguments' errors bring. */
  private static Quantity widened(
      Function<double[], Bounded> function, double roundings, Quantity... arguments) {
    Bounded[] bounded = new Bounded[arguments.length];
    for (int i = 0; i < bounded.length; i++) {
      bounded[i] = arguments[i].bounded();
    }
    Bounded value = Propagation.of(function, bounded);
    return Quantity.of(value.widened(roundings * Bounded.ROUNDING * Math.abs(value.value())));
  }

  private static double notNegative(double variance) {
    if (variance < 0) {
      throw new IllegalArgumentException("a variance cannot be negative: " + variance);
    }
    return variance;
  }

  private static double positive(double variance) {
    if (!(variance > 0)) {
      throw new IllegalArgumentException("a correlation needs a positive variance");
    }
    return variance;
  }

  /**
   * Returns whether an activation has a singularity or a narrow feature, so that its averages are
   * left to a quadrature that knows the formula.
   */
  private static boolean isRough(Activation phi) {
    return ROUGH.computeIfAbsent(
        phi,
        any -> {
          Landmarks landmarks = Landmarks.of(phi.expression(), Set.of(Activation.VARIABLE));
          return hasZero(landmarks.singular())
              || isNarrow(landmarks.centers())
              || isNarrow(landmarks.exponents());
        });
  }

  private static boolean hasZero(Set<Expr> parts) {
    return parts.stream()
        .map(part -> ExpressionCompiler.compileUnary(part, Activation.VARIABLE))
        .anyMatch(part -> !Places.of(part, -FAR, FAR).zeros().isEmpty());
  }

  private static boolean isNarrow(Set<Expr> parts) {
    return parts.stream()
        .map(part -> ExpressionCompiler.compileUnary(part, Activation.VARIABLE))
        .anyMatch(
            part -> {
              Places.Found found = Places.of(part, -FAR, FAR);
              return Stream.concat(found.zeros().stream(), found.extrema().stream())
                  .anyMatch(place -> Places.scale(part, place) < NARROW);
            });
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
  Optional<Activation> activation(Expr expr) {
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
