package org.widelimit.enclosure.box;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.widelimit.enclosure.box.Node.Operation;
import org.widelimit.numeric.interval.DividedFunctions;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Bounds the growth of formulas in variables without bounds: {@code |f| <= Exp[bound]}, found from
 * the formula's structure, and with it integrals over unbounded ranges.
 */
final class Growth {

  /** {@code |v| <= 2/e Exp[|v|/2]}, with equality at 2. */
  private static final double HALF_RATE = 0.5;

  private static final double LOG_OF_NOTHING = -1e4;

  private final BoxEvaluation evaluation;

  Growth(BoxEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  private static double logUp(double size) {
    return size == 0 ? LOG_OF_NOTHING : RealFunctions.log(RealInterval.of(size)).hi();
  }

  /**
   * Returns a bound on the integral of a formula's absolute value beyond a number, infinite where
   * none is known.
   *
   * @param start where the rest of the range begins, in the direction of the sign
   * @param sign 1 for the numbers above {@code start}, -1 for those below {@code -start}
   */
  double tail(Node body, int variable, double start, int sign) {
    if (start <= 0 || !Double.isFinite(start)) {
      return Double.POSITIVE_INFINITY;
    }
    RealInterval far =
        sign > 0
            ? RealInterval.of(start, Double.POSITIVE_INFINITY)
            : RealInterval.of(Double.NEGATIVE_INFINITY, -start);
    BoxEvaluation there = evaluation.ranged(variable, far);
    if (!there.value(body).isDefined()) {
      return Double.POSITIVE_INFINITY;
    }
    Bound bound = new Growth(there).size(body);
    if (bound == null || bound.terms().keySet().stream().anyMatch(v -> v != variable)) {
      return Double.POSITIVE_INFINITY;
    }
    double linear = bound.linear(variable);
    double square = bound.square(variable);
    // The exponent is concave: it lies below its tangent at the start.
    double slope = RealInterval.sumUp(linear, RealInterval.productUp(2 * square, start));
    if (square > 0 || !(slope < 0)) {
      return Double.POSITIVE_INFINITY;
    }
    RealInterval z = RealInterval.of(start);
    RealInterval exponent =
        RealInterval.of(bound.constant())
            .plus(RealInterval.of(linear).times(z))
            .plus(RealInterval.of(square).times(z.square()));
    return RealFunctions.exp(exponent).dividedBy(RealInterval.of(-slope)).hi();
  }

  /** What is known of an integral where variables outside of it have no bounds. */
  Model integralRange(Node body, Node from, Node to, int variable) {
    RealInterval range = range(from, to);
    if (range.isEmpty()) {
      return Model.UNKNOWN;
    }
    BoxEvaluation inside = evaluation.ranged(variable, range);
    Model integrand = inside.value(body);
    Growth growth = new Growth(inside);
    Bound bound = integrand.isDefined() ? growth.size(body) : null;
    if (bound == null || growth.whole(bound, variable, range) == null) {
      return Model.UNKNOWN;
    }
    boolean positive = integrand.range().lo() >= 0 && isOrdered(from, to);
    return new Model(
        positive ? RealInterval.NONNEGATIVE : RealInterval.REALS, null, Definedness.EVERYWHERE);
  }

  private boolean isOrdered(Node from, Node to) {
    return range(from).lo() == Double.NEGATIVE_INFINITY
        || range(to).hi() == Double.POSITIVE_INFINITY
        || range(from).hi() <= range(to).lo();
  }

  private RealInterval range(Node end) {
    if (!end.name().equals(Formulas.INFINITE)) {
      Model model = evaluation.value(end);
      return model.isDefined() ? model.range() : RealInterval.EMPTY;
    }
    return end.variable() > 0
        ? RealInterval.of(Double.MAX_VALUE, Double.POSITIVE_INFINITY)
        : RealInterval.of(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE);
  }

  /** All values of the variable of an integral; empty where an end is not known. */
  private RealInterval range(Node from, Node to) {
    RealInterval low = range(from);
    RealInterval high = range(to);
    return low.isEmpty() || high.isEmpty() ? RealInterval.EMPTY : low.hull(high);
  }

  /** Returns a bound of the logarithm of the formula's absolute value, or null. */
  @Nullable Bound size(Node node) {
    Model model = evaluation.value(node);
    if (!model.isDefined()) {
      return null;
    }
    if (model.range().isBounded() && !isProductOfExponentials(node)) {
      return Bound.of(logUp(model.range().magnitude()));
    }
    Bound structural = structuralSize(node, model);
    return structural == null && model.range().isBounded()
        ? Bound.of(logUp(model.range().magnitude()))
        : structural;
  }

  /** Bounded as they are, such formulas fall, and that counts. */
  private static boolean isProductOfExponentials(Node node) {
    return (node.operation() == Operation.ANALYTIC && node.name().equals("Exp"))
        || (node.operation() == Operation.TIMES
            && node.args().stream().anyMatch(Growth::isProductOfExponentials))
        || (node.operation() == Operation.PLUS
            && node.args().stream().allMatch(Growth::isProductOfExponentials))
        || (node.operation() == Operation.FIXED_POWER && isProductOfExponentials(node.arg(0)));
  }

  private @Nullable Bound structuralSize(Node node, Model model) {
    return switch (node.operation()) {
      case VARIABLE -> variable(node, model.range());
      case PLUS -> sum(node.args());
      case TIMES -> product(node.args());
      case FIXED_POWER -> power(node);
      case ANALYTIC -> analytic(node);
      case OTHER -> node.name().equals("Abs") ? size(node.arg(0)) : null;
      case MAX, MIN -> largest(node.args().subList(0, 2));
      case PIECEWISE -> largest(values(node.args()));
      case INTEGRAL -> integral(node);
      default -> null;
    };
  }

  private static Bound variable(Node node, RealInterval range) {
    double least = range.mignitude();
    if (least >= 1) {
      // Log[v] lies below its tangent at the least value.
      double rate = RealInterval.ONE.dividedBy(RealInterval.of(least)).hi();
      return Bound.of(RealInterval.sumUp(logUp(least), -1 + 1e-9), node.variable(), rate, 0);
    }
    return Bound.of(RealInterval.sumUp(logUp(2), -1 + 1e-9), node.variable(), HALF_RATE, 0);
  }

  private static List<Node> values(List<Node> args) {
    List<Node> values = new java.util.ArrayList<>();
    for (int i = 0; i < args.size(); i += 2) {
      values.add(args.get(i));
    }
    return values;
  }

  private @Nullable Bound largest(List<Node> args) {
    Bound bound = null;
    for (Node arg : args) {
      Bound each = size(arg);
      if (each == null) {
        return null;
      }
      bound = bound == null ? each : bound.max(each);
    }
    return bound;
  }

  private @Nullable Bound sum(List<Node> args) {
    Bound bound = largest(args);
    return bound == null ? null : bound.plus(Bound.of(logUp(args.size())));
  }

  private @Nullable Bound product(List<Node> args) {
    Bound bound = Bound.of(0);
    for (Node arg : args) {
      Bound each = size(arg);
      if (each == null) {
        return null;
      }
      bound = bound.plus(each);
    }
    return bound;
  }

  private @Nullable Bound power(Node node) {
    RealInterval exponent = node.number();
    Node base = node.arg(0);
    if (exponent == null) {
      return null;
    }
    if (exponent.lo() > 0) {
      Bound bound = size(base);
      return bound == null ? null : bound.times(exponent);
    }
    if (base.operation() == Operation.ANALYTIC && base.name().equals("Exp")) {
      Bound bound = upper(base.arg(0), -1);
      return bound == null ? null : bound.times(exponent.negate());
    }
    return null;
  }

  private @Nullable Bound analytic(Node node) {
    Node argument = node.arg(0);
    return switch (node.name()) {
      case "Exp" -> upper(argument, 1);
      case "Sinh", "Cosh" -> absolute(argument);
      case "ArcSinh" -> size(argument);
      // Averages of Cosh and of Exp between 0 and the argument.
      case DividedFunctions.PREFIX + "Sinh" -> absolute(argument);
      case DividedFunctions.PREFIX + "Expm1" -> {
        Bound bound = upper(argument, 1);
        yield bound == null ? null : bound.max(Bound.of(0));
      }
      case "Expm1" -> {
        Bound bound = upper(argument, 1);
        yield bound == null ? null : bound.max(Bound.of(0)).plus(Bound.of(logUp(2)));
      }
      case "Softplus" -> {
        // Log[1 + Exp[g]] <= 1 + |g|.
        Bound bound = size(argument);
        yield bound == null ? null : bound.max(Bound.of(0)).plus(Bound.of(logUp(2)));
      }
      case "LogCosh" -> size(argument);
      case "Log" -> {
        // |Log[g]| <= Max[|Log[least]|, g].
        double least = evaluation.value(argument).range().lo();
        Bound bound = least > 0 ? size(argument) : null;
        yield bound == null
            ? null
            : bound.max(Bound.of(logUp(RealFunctions.log(RealInterval.of(least)).magnitude())));
      }
      default -> null;
    };
  }

  private @Nullable Bound absolute(Node node) {
    Bound up = upper(node, 1);
    Bound down = upper(node, -1);
    return up == null || down == null ? null : up.max(down);
  }

  private @Nullable Bound integral(Node node) {
    RealInterval range = range(node.arg(1), node.arg(2));
    if (range.isEmpty()) {
      return null;
    }
    BoxEvaluation inside = evaluation.ranged(node.variable(), range);
    Growth growth = new Growth(inside);
    if (!inside.value(node.arg(0)).isDefined()) {
      return null;
    }
    Bound bound = growth.size(node.arg(0));
    return bound == null ? null : growth.whole(bound, node.variable(), range);
  }

  /** Returns the bound of the integral over the variable, or null where it may diverge. */
  private @Nullable Bound whole(Bound bound, int variable, RealInterval range) {
    double linear = bound.linear(variable);
    double square = bound.square(variable);
    if (range.isBounded()) {
      RealInterval reach = range.abs();
      double most =
          Math.max(
              0,
              RealInterval.of(linear)
                  .times(reach)
                  .plus(RealInterval.of(square).times(reach.square()))
                  .hi());
      return bound.without(variable, RealInterval.sumUp(most, logUp(range.width())));
    }
    if (square < 0) {
      // Twice the Gaussian integral of Exp[linear v + square v^2].
      RealInterval rate = RealInterval.of(-square);
      RealInterval root =
          RealFunctions.sqrt(RealInterval.PI.dividedBy(rate)).times(RealInterval.of(2));
      RealInterval top = RealInterval.of(linear).square().dividedBy(rate.times(RealInterval.of(4)));
      return bound.without(variable, RealInterval.sumUp(logUp(root.hi()), top.hi()));
    }
    if (square == 0 && linear < 0) {
      return bound.without(
          variable, logUp(RealInterval.of(2).dividedBy(RealInterval.of(-linear)).hi()));
    }
    return null;
  }

  /** Returns an upper bound of a formula, or of its negative, or null. */
  private @Nullable Bound upper(Node node, int sign) {
    Model model = evaluation.value(node);
    if (!model.isDefined()) {
      return null;
    }
    RealInterval range = sign > 0 ? model.range() : model.range().negate();
    Bound bound = model.range().isBounded() ? Bound.of(range.hi()) : structuralUpper(node, sign);
    return bound == null && range.hi() < Double.POSITIVE_INFINITY ? Bound.of(range.hi()) : bound;
  }

  private @Nullable Bound structuralUpper(Node node, int sign) {
    Quadratic form = Quadratic.of(evaluation, node);
    if (form != null) {
      return form.upper(evaluation, sign);
    }
    return switch (node.operation()) {
      case PLUS -> {
        Bound total = Bound.of(0);
        for (Node arg : node.args()) {
          Bound each = upper(arg, sign);
          if (each == null) {
            yield null;
          }
          total = total.plus(each);
        }
        yield total;
      }
      case TIMES -> scaled(node.args(), sign);
      case MAX -> extremum(node.args().subList(0, 2), sign, sign > 0);
      case MIN -> extremum(node.args().subList(0, 2), sign, sign < 0);
      case OTHER -> node.name().equals("Abs") ? ofAbsolute(node.arg(0), sign) : null;
      case ANALYTIC -> node.name().equals("Log") && sign > 0 ? size(node.arg(0)) : null;
      default -> null;
    };
  }

  private @Nullable Bound ofAbsolute(Node node, int sign) {
    if (sign > 0) {
      return absolute(node);
    }
    Bound up = upper(node, 1);
    Bound down = upper(node, -1);
    return up == null ? down : down == null ? up : up.lower(down);
  }

  private @Nullable Bound extremum(List<Node> args, int sign, boolean all) {
    Bound bound = null;
    for (Node arg : args) {
      Bound each = upper(arg, sign);
      if (each == null) {
        if (all) {
          return null;
        }
        continue;
      }
      bound = bound == null ? each : all ? bound.max(each) : bound.lower(each);
    }
    return bound;
  }

  /** A product in which all factors but one are bounded and of one sign. */
  private @Nullable Bound scaled(List<Node> factors, int sign) {
    RealInterval factor = RealInterval.ONE;
    Node rest = null;
    for (Node each : factors) {
      RealInterval range = evaluation.value(each).range();
      if (range.isBounded()) {
        factor = factor.times(range);
      } else if (rest == null) {
        rest = each;
      } else {
        return null;
      }
    }
    if (rest == null || (factor.lo() < 0 && factor.hi() > 0)) {
      return null;
    }
    boolean positive = factor.lo() >= 0;
    Bound bound = upper(rest, positive ? sign : -sign);
    return bound == null ? null : bound.times(factor.abs());
  }

  /** A polynomial of degree 2 in the variables without bounds, with intervals for coefficients. */
  private record Quadratic(
      RealInterval constant,
      Map<Integer, RealInterval> linear,
      Map<List<Integer>, RealInterval> square) {

    static @Nullable Quadratic of(BoxEvaluation evaluation, Node node) {
      Model model = evaluation.value(node);
      if (model.range().isBounded()) {
        return new Quadratic(model.range(), Map.of(), Map.of());
      }
      switch (node.operation()) {
        case VARIABLE -> {
          return new Quadratic(
              RealInterval.ZERO, Map.of(node.variable(), RealInterval.ONE), Map.of());
        }
        case PLUS -> {
          Quadratic total = new Quadratic(RealInterval.ZERO, Map.of(), Map.of());
          for (Node arg : node.args()) {
            Quadratic each = of(evaluation, arg);
            if (each == null) {
              return null;
            }
            total = total.plus(each);
          }
          return total;
        }
        case TIMES -> {
          Quadratic product = new Quadratic(RealInterval.ONE, Map.of(), Map.of());
          for (Node arg : node.args()) {
            Quadratic each = of(evaluation, arg);
            product = each == null ? null : product.times(each);
            if (product == null) {
              return null;
            }
          }
          return product;
        }
        case FIXED_POWER -> {
          Quadratic base = node.name().equals("2") ? of(evaluation, node.arg(0)) : null;
          return base == null ? null : base.times(base);
        }
        default -> {
          return null;
        }
      }
    }

    private static <K> Map<K, RealInterval> sum(
        Map<K, RealInterval> left, Map<K, RealInterval> right) {
      Map<K, RealInterval> all = new java.util.LinkedHashMap<>(left);
      right.forEach((key, value) -> all.merge(key, value, RealInterval::plus));
      return all;
    }

    Quadratic plus(Quadratic other) {
      return new Quadratic(
          constant.plus(other.constant), sum(linear, other.linear), sum(square, other.square));
    }

    private Quadratic scaled(RealInterval factor) {
      Map<Integer, RealInterval> first = new java.util.LinkedHashMap<>();
      linear.forEach((v, c) -> first.put(v, c.times(factor)));
      Map<List<Integer>, RealInterval> second = new java.util.LinkedHashMap<>();
      square.forEach((v, c) -> second.put(v, c.times(factor)));
      return new Quadratic(constant.times(factor), first, second);
    }

    @Nullable Quadratic times(Quadratic other) {
      if (linear.isEmpty() && square.isEmpty()) {
        return other.scaled(constant);
      }
      if (other.linear.isEmpty() && other.square.isEmpty()) {
        return scaled(other.constant);
      }
      if (!square.isEmpty() || !other.square.isEmpty()) {
        return null;
      }
      Map<List<Integer>, RealInterval> second = new java.util.LinkedHashMap<>();
      linear.forEach(
          (v, a) ->
              other.linear.forEach(
                  (w, b) ->
                      second.merge(
                          v <= w ? List.of(v, w) : List.of(w, v), a.times(b), RealInterval::plus)));
      Quadratic mixed =
          scaled(other.constant)
              .plus(new Quadratic(RealInterval.ZERO, other.linear, Map.of()).scaled(constant));
      // The constants' product stands in the first of the two already.
      return new Quadratic(mixed.constant, mixed.linear, second);
    }

    Bound upper(BoxEvaluation evaluation, int sign) {
      RealInterval c = sign > 0 ? constant : constant.negate();
      Bound[] total = {Bound.of(c.hi())};
      linear.forEach(
          (v, a) -> {
            RealInterval signed = sign > 0 ? a : a.negate();
            RealInterval range = evaluation.rangeOf(v);
            double most =
                range.lo() >= 0 ? signed.hi() : range.hi() <= 0 ? -signed.lo() : signed.magnitude();
            total[0] = total[0].plus(Bound.of(0, v, most, 0));
          });
      square.forEach(
          (pair, a) -> {
            RealInterval signed = sign > 0 ? a : a.negate();
            if (pair.get(0).equals(pair.get(1))) {
              total[0] = total[0].plus(Bound.of(0, pair.get(0), 0, signed.hi()));
            } else {
              // |v w| <= (v^2 + w^2)/2.
              double half = signed.magnitude() / 2 + Double.MIN_VALUE;
              total[0] =
                  total[0]
                      .plus(Bound.of(0, pair.get(0), 0, half))
                      .plus(Bound.of(0, pair.get(1), 0, half));
            }
          });
      return total[0];
    }
  }
}
