package org.widelimit.enclosure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.enclosure.Node.Operation;
import org.widelimit.numeric.RealFunctions;
import org.widelimit.numeric.RealInterval;
import org.widelimit.numeric.TaylorCoefficients;

/**
 * Encloses the parts of formulas on one box of their variables: their ranges by interval
 * arithmetic, and polynomials with remainders in the variables that are no single numbers.
 */
final class BoxEvaluation {

  private static final RealInterval HALF = RealInterval.of(0.5);

  private final Model[] known;
  private final Truth[] decided;
  private final ModelSpace space;
  private final Map<Integer, Model> variables;
  private final @Nullable BoxEvaluation parent;
  private final int bound;
  private final boolean ranged;
  private final Map<Node, Integer> signs;
  private final Effort effort;

  private BoxEvaluation(
      int size,
      ModelSpace space,
      Map<Integer, Model> variables,
      @Nullable BoxEvaluation parent,
      int bound,
      boolean ranged,
      Map<Node, Integer> signs,
      Effort effort) {
    this.known = new Model[size];
    this.decided = new Truth[size];
    this.space = space;
    this.variables = variables;
    this.parent = parent;
    this.bound = bound;
    this.ranged = ranged;
    this.signs = signs;
    this.effort = effort;
  }

  /**
   * Returns the evaluation on a box.
   *
   * @param size the number of parts that the formulas have
   * @param box the values of each variable, by number
   * @param degree the degree of the polynomials
   */
  static BoxEvaluation of(int size, RealInterval[] box, int degree, Effort effort) {
    return of(size, box, new boolean[box.length], degree, effort);
  }

  /**
   * Returns the evaluation on a box.
   *
   * @param nonzero whether a variable is not 0
   */
  static BoxEvaluation of(
      int size, RealInterval[] box, boolean[] nonzero, int degree, Effort effort) {
    int wide = 0;
    for (RealInterval side : box) {
      wide += isVaried(side) ? 1 : 0;
    }
    ModelSpace space = ModelSpace.of(wide, degree);
    Map<Integer, Model> variables = new java.util.HashMap<>();
    int next = 0;
    for (int i = 0; i < box.length; i++) {
      TaylorModel polynomial =
          isVaried(box[i]) ? TaylorModel.variable(space, next++, box[i]) : null;
      variables.put(
          i, new Model(box[i], polynomial, Definedness.EVERYWHERE).withoutZero(nonzero[i]));
    }
    return new BoxEvaluation(size, space, variables, null, -1, false, Map.of(), effort);
  }

  private static boolean isVaried(RealInterval side) {
    return side.isBounded() && !side.isPoint();
  }

  /**
   * Returns the evaluation with one more variable, that of an integral, which fills an interval.
   */
  BoxEvaluation within(int variable, Model values, ModelSpace larger, Map<Node, Integer> assumed) {
    return new BoxEvaluation(
        known.length, larger, Map.of(variable, values), this, variable, ranged, assumed, effort);
  }

  /** Returns the evaluation with one more variable, whose values may be unbounded. */
  BoxEvaluation ranged(int variable, RealInterval values) {
    Model model = new Model(values, null, Definedness.EVERYWHERE);
    return new BoxEvaluation(
        known.length, space, Map.of(variable, model), this, variable, true, Map.of(), effort);
  }

  /** Returns whether variables of integrals around have no bounds here. */
  boolean isRanged() {
    return ranged;
  }

  /** Returns the values of a variable. */
  RealInterval rangeOf(int variable) {
    Model model = variables.get(variable);
    return model != null
        ? model.range()
        : parent == null ? RealInterval.REALS : parent.rangeOf(variable);
  }

  ModelSpace space() {
    return space;
  }

  Effort effort() {
    return effort;
  }

  /** Returns the number of parts that the formulas have. */
  int size() {
    return known.length;
  }

  /** Returns the evaluation at a number for one more variable, that of an integral. */
  BoxEvaluation at(int variable, double value) {
    Model model = new Model(RealInterval.of(value), null, Definedness.EVERYWHERE);
    return within(variable, model, space, Map.of());
  }

  /** Returns what is known of a part. */
  Model value(Node node) {
    Model model = known[node.id()];
    if (model == null) {
      effort.step();
      model = parent != null && !node.dependsOn(bound) ? lifted(parent.value(node)) : compute(node);
      known[node.id()] = model;
    }
    return model;
  }

  /** Returns what is known outside of an integral as known inside of it. */
  Model lifted(Model outer) {
    TaylorModel polynomial = outer.polynomial();
    if (polynomial == null || polynomial.space() == space) {
      return outer;
    }
    return new Model(outer.range(), polynomial.lifted(space), outer.definedness(), outer.nonzero());
  }

  private Model compute(Node node) {
    return switch (node.operation()) {
      case CONSTANT -> new Model(number(node), null, Definedness.EVERYWHERE);
      case VARIABLE -> variables.getOrDefault(node.variable(), Model.UNKNOWN);
      case PLUS -> sum(node.args());
      case TIMES -> product(node.args());
      case FIXED_POWER -> fixedPower(value(node.arg(0)), number(node));
      case POWER -> power(value(node.arg(0)), value(node.arg(1)));
      case ANALYTIC -> analytic(node.name(), value(node.arg(0)));
      case OTHER -> other(node);
      case MAX, MIN -> extremum(node, node.operation() == Operation.MAX);
      case PIECEWISE -> piecewise(node.args());
      case INTEGRAL -> new Integration(this, node).model();
      default -> Model.UNKNOWN;
    };
  }

  private static RealInterval number(Node node) {
    RealInterval number = node.number();
    return number == null ? RealInterval.REALS : number;
  }

  /** The polynomial of a part, a constant one where only a range is known; null if unbounded. */
  @Nullable TaylorModel polynomial(Model model) {
    if (space.variables() == 0 || !model.isDefined()) {
      return null;
    }
    TaylorModel polynomial = model.polynomial();
    return polynomial != null
        ? polynomial
        : model.range().isBounded() ? TaylorModel.of(space, model.range()) : null;
  }

  private static boolean isFlat(Model left, Model right) {
    return left.polynomial() == null && right.polynomial() == null;
  }

  private Model sum(List<Node> terms) {
    Model total = new Model(RealInterval.ZERO, null, Definedness.EVERYWHERE);
    for (Node term : terms) {
      total = plus(total, value(term));
    }
    return total;
  }

  Model plus(Model left, Model right) {
    RealInterval range = left.range().plus(right.range());
    TaylorModel polynomial = null;
    if (!isFlat(left, right)) {
      TaylorModel a = polynomial(left);
      TaylorModel b = polynomial(right);
      polynomial = a == null || b == null ? null : a.plus(b);
    }
    boolean oneSided =
        (left.range().lo() >= 0 && right.range().lo() >= 0)
            || (left.range().hi() <= 0 && right.range().hi() <= 0);
    return Model.of(range, polynomial, left.definedness().and(right.definedness()))
        .withoutZero(oneSided && (left.nonzero() || right.nonzero()));
  }

  private Model product(List<Node> factors) {
    Model total = new Model(RealInterval.ONE, null, Definedness.EVERYWHERE);
    for (Node factor : factors) {
      total = times(total, value(factor));
    }
    return total;
  }

  Model times(Model left, Model right) {
    RealInterval range = left.range().times(right.range());
    TaylorModel polynomial = null;
    if (!isFlat(left, right)) {
      TaylorModel a = polynomial(left);
      TaylorModel b = polynomial(right);
      if (a != null && b != null) {
        polynomial =
            left.polynomial() == null
                ? b.times(left.range())
                : right.polynomial() == null ? a.times(right.range()) : a.times(b);
      }
    }
    return Model.of(range, polynomial, left.definedness().and(right.definedness()))
        .withoutZero(left.nonzero() && right.nonzero());
  }

  Model quotient(Model left, Model right) {
    return times(left, fixedPower(right, RealInterval.of(-1)));
  }

  Model negate(Model model) {
    TaylorModel polynomial = model.polynomial();
    return new Model(
        model.range().negate(),
        polynomial == null ? null : polynomial.negate(),
        model.definedness(),
        model.nonzero());
  }

  private Model fixedPower(Model base, RealInterval exponent) {
    boolean whole =
        exponent.isPoint()
            && exponent.lo() == Math.rint(exponent.lo())
            && Math.abs(exponent.lo()) <= 1 << 20;
    RealInterval x = base.range();
    if (!whole) {
      Definedness defined =
          exponent.lo() > 0
              ? domain(x, x.lo() >= 0, x.hi() < 0)
              : domain(x, x.lo() > 0 || (x.lo() == 0 && base.nonzero()), x.hi() <= 0);
      RealInterval range = RealFunctions.power(x, exponent);
      if (exponent.isPoint() && exponent.lo() == 0.5) {
        range = RealFunctions.sqrt(x);
      }
      return composed(
              base, range, defined, (at, order) -> TaylorCoefficients.power(at, exponent, order))
          .withoutZero(base.nonzero());
    }
    int n = (int) exponent.lo();
    RealInterval range = RealFunctions.power(x, n);
    Definedness defined =
        n >= 0 ? Definedness.EVERYWHERE : domain(x, !x.contains(0) || base.nonzero(), isZero(x));
    TaylorModel polynomial = base.polynomial();
    if (n == 2 && polynomial != null && base.isDefined()) {
      return Model.of(range, polynomial.times(polynomial), Definedness.EVERYWHERE)
          .withoutZero(base.nonzero());
    }
    return composed(
            base, range, defined, (at, order) -> TaylorCoefficients.power(at, exponent, order))
        .withoutZero(base.nonzero());
  }

  private static boolean isZero(RealInterval x) {
    return x.lo() == 0 && x.hi() == 0;
  }

  private static Definedness domain(RealInterval x, boolean inside, boolean outside) {
    return x.isEmpty() || outside
        ? Definedness.NOWHERE
        : inside ? Definedness.EVERYWHERE : Definedness.UNKNOWN;
  }

  private Model power(Model base, Model exponent) {
    RealInterval e = exponent.range();
    if (e.isPoint() && e.lo() != 0) {
      Model fixed = fixedPower(base, e);
      return new Model(
          fixed.range(),
          fixed.polynomial(),
          fixed.definedness().and(exponent.definedness()),
          fixed.nonzero());
    }
    RealInterval x = base.range();
    if (x.lo() > 0) {
      return analytic("Exp", times(exponent, analytic("Log", base)));
    }
    if (x.lo() == 0 && e.lo() > 0) {
      return Model.of(
          RealFunctions.power(x, e), null, base.definedness().and(exponent.definedness()));
    }
    return Model.UNKNOWN;
  }

  private interface Coefficients {
    Optional<RealInterval[]> of(RealInterval x, int order);
  }

  private Model composed(
      Model argument, RealInterval range, Definedness here, Coefficients coefficients) {
    Definedness defined = argument.definedness().and(here);
    TaylorModel inner = argument.polynomial();
    if (inner == null || defined != Definedness.EVERYWHERE || space.variables() == 0) {
      return Model.of(range, null, defined);
    }
    double center = inner.coefficient(0);
    RealInterval x = argument.range();
    if (!x.contains(center)) {
      center = x.middle();
    }
    Optional<RealInterval[]> over = coefficients.of(x, space.degree() + 1);
    Optional<RealInterval[]> at = coefficients.of(RealInterval.of(center), space.degree());
    if (over.isEmpty() || at.isEmpty()) {
      return Model.of(range, null, defined);
    }
    return Model.of(range, inner.compose(center, at.get(), over.get()), defined);
  }

  private Model analytic(String name, Model argument) {
    RealInterval x = argument.range();
    if (x.isEmpty()) {
      return Model.UNDEFINED;
    }
    Definedness here =
        switch (name) {
          case "Log" -> domain(x, x.lo() > 0 || (x.lo() == 0 && argument.nonzero()), x.hi() <= 0);
          case "ArcSin", "ArcCos" ->
              domain(x, x.lo() >= -1 && x.hi() <= 1, x.hi() < -1 || x.lo() > 1);
          case "ArcTanh" -> domain(x, x.lo() > -1 && x.hi() < 1, x.hi() <= -1 || x.lo() >= 1);
          case "Tan" -> domain(x, !RealFunctions.mayHoldTangentPole(x), false);
          default -> Definedness.EVERYWHERE;
        };
    return composed(
        argument,
        UnaryRanges.of(name, x),
        here,
        (at, order) -> TaylorCoefficients.of(name, at, order));
  }

  private Model other(Node node) {
    Model argument = value(node.arg(0));
    RealInterval x = argument.range();
    switch (node.name()) {
      case "Abs" -> {
        return absolute(argument, side(node.arg(0), x));
      }
      case "Gamma" -> {
        return UnaryRanges.gamma(argument);
      }
      case Formulas.FRACTION -> {
        return fraction(argument);
      }
      default -> {
        int side = side(node.arg(0), x);
        RealInterval range = UnaryRanges.of(node.name(), x);
        boolean step = node.name().equals("Sign") || node.name().equals("HeavisideTheta");
        if (step && side != 0 && argument.isDefined()) {
          // The single point where the argument may vanish does not count, see assumed.
          range = UnaryRanges.of(node.name(), RealInterval.of(side));
        }
        return Model.of(range, null, argument.definedness());
      }
    }
  }

  /**
   * Returns the sign of a part: 1 or -1 where it is nowhere beyond 0 on the other side, 0 where
   * that is not known. At the ends of a stretch on which a sign is assumed the part may vanish.
   */
  private int side(Node node, RealInterval range) {
    Integer sign = assumed(node);
    return sign != null ? sign : range.lo() > 0 ? 1 : range.hi() < 0 ? -1 : 0;
  }

  private @Nullable Integer assumed(Node node) {
    Integer sign = signs.get(node);
    return sign != null ? sign : parent == null ? null : parent.assumed(node);
  }

  private Model fraction(Model argument) {
    RealInterval x = argument.range();
    RealInterval floor = UnaryRanges.of("Floor", x);
    return floor.isPoint() && floor.isBounded()
        ? plus(argument, new Model(floor.negate(), null, Definedness.EVERYWHERE))
        : Model.of(x.isEmpty() ? x : RealInterval.UNIT, null, argument.definedness());
  }

  private Model absolute(Model argument, int side) {
    RealInterval x = argument.range();
    if (side > 0 || x.lo() >= 0) {
      return argument;
    }
    if (side < 0 || x.hi() <= 0) {
      return negate(argument);
    }
    TaylorModel inner = argument.polynomial();
    TaylorModel polynomial = null;
    if (inner != null && argument.isDefined() && x.isBounded()) {
      // The chord over [a, b] lies above |x| by at most 2 e at 0, with e = -a b/(b - a).
      double slope = (x.hi() + x.lo()) / (x.hi() - x.lo());
      RealInterval s = RealInterval.of(Math.max(-1, Math.min(1, slope)));
      // |x| - s x is convex: largest at an end, least at 0, where it is 0.
      RealInterval left = RealInterval.of(-x.lo()).times(RealInterval.ONE.plus(s));
      RealInterval right = RealInterval.of(x.hi()).times(RealInterval.ONE.minus(s));
      RealInterval rest = RealInterval.of(0, Math.max(left.hi(), right.hi()));
      polynomial = inner.times(s).plus(rest);
    }
    return Model.of(x.abs(), polynomial, argument.definedness());
  }

  /** From {@code Max[a, b] = (a + b + |a - b|)/2}, unless it is known which one it is. */
  private Model extremum(Node node, boolean largest) {
    Model left = value(node.arg(0));
    Model right = value(node.arg(1));
    Definedness defined = left.definedness().and(right.definedness());
    RealInterval range =
        largest ? left.range().max(right.range()) : left.range().min(right.range());
    if (defined != Definedness.EVERYWHERE) {
      return Model.of(range, null, defined);
    }
    Model difference = value(node.arg(2));
    int side = side(node.arg(2), difference.range());
    if (side > 0 || difference.range().lo() >= 0) {
      return largest ? left : right;
    }
    if (side < 0 || difference.range().hi() <= 0) {
      return largest ? right : left;
    }
    Model distance = absolute(difference, 0);
    Model sum = plus(plus(left, right), largest ? distance : negate(distance));
    TaylorModel twice = sum.polynomial();
    return Model.of(range, twice == null ? null : twice.times(HALF), defined);
  }

  private Model piecewise(List<Node> args) {
    Model result = null;
    Definedness conditions = Definedness.EVERYWHERE;
    boolean single = true;
    for (int i = 0; i + 1 < args.size(); i += 2) {
      Truth truth = truth(args.get(i + 1));
      conditions = conditions.and(definedness(args.get(i + 1)));
      if (truth == Truth.FALSE) {
        continue;
      }
      Model value = value(args.get(i));
      result = result == null ? value : hull(result, value);
      if (truth == Truth.TRUE) {
        return with(result, conditions);
      }
      single = false;
    }
    Model rest = value(args.get(args.size() - 1));
    return with(result == null || single ? rest : hull(result, rest), conditions);
  }

  private static Model with(Model model, Definedness more) {
    if (more == Definedness.EVERYWHERE) {
      return model;
    }
    return new Model(model.range(), null, more.and(model.definedness()));
  }

  /** Values of which either may be taken, at each point. */
  private static Model hull(Model left, Model right) {
    Definedness defined =
        left.definedness() == right.definedness() ? left.definedness() : Definedness.UNKNOWN;
    return new Model(left.range().hull(right.range()), null, defined);
  }

  /** Returns where the sides of a condition have values. */
  private Definedness definedness(Node node) {
    Definedness defined = Definedness.EVERYWHERE;
    for (Node arg : node.args()) {
      defined =
          defined.and(
              node.operation() == Operation.COMPARISON
                  ? value(arg).definedness()
                  : definedness(arg));
    }
    return node.operation() == Operation.UNKNOWN ? Definedness.UNKNOWN : defined;
  }

  /** Returns whether a condition holds on the box. */
  Truth truth(Node node) {
    Truth truth = decided[node.id()];
    if (truth == null) {
      truth = parent != null && !node.dependsOn(bound) ? parent.truth(node) : newTruth(node);
      decided[node.id()] = truth;
    }
    return truth;
  }

  private Truth newTruth(Node node) {
    return switch (node.operation()) {
      case TRUE -> Truth.TRUE;
      case FALSE -> Truth.FALSE;
      case NOT -> truth(node.arg(0)).not();
      case AND -> node.args().stream().map(this::truth).reduce(Truth.TRUE, Truth::and);
      case OR -> node.args().stream().map(this::truth).reduce(Truth.FALSE, Truth::or);
      case COMPARISON -> comparison(node);
      default -> Truth.UNKNOWN;
    };
  }

  private Truth comparison(Node node) {
    if (!value(node.arg(0)).isDefined() || !value(node.arg(1)).isDefined()) {
      return Truth.UNKNOWN;
    }
    Model difference = value(node.arg(2));
    RealInterval gap = difference.range();
    int side = side(node.arg(2), gap);
    if (side != 0) {
      // The points where an assumed sign is none do not count.
      gap = RealInterval.of(side);
    } else if (!difference.isDefined()) {
      return Truth.UNKNOWN;
    }
    return switch (node.name()) {
      case "Less" -> decide(gap.hi() < 0, gap.lo() >= 0);
      case "LessEqual" -> decide(gap.hi() <= 0, gap.lo() > 0);
      case "Greater" -> decide(gap.lo() > 0, gap.hi() <= 0);
      case "GreaterEqual" -> decide(gap.lo() >= 0, gap.hi() < 0);
      default -> decide(isZero(gap), !gap.contains(0));
    };
  }

  private static Truth decide(boolean holds, boolean fails) {
    return holds ? Truth.TRUE : fails ? Truth.FALSE : Truth.UNKNOWN;
  }
}
