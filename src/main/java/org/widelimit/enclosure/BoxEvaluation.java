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
  private final Effort effort;

  private BoxEvaluation(
      int size,
      ModelSpace space,
      Map<Integer, Model> variables,
      @Nullable BoxEvaluation parent,
      int bound,
      boolean ranged,
      Effort effort) {
    this.known = new Model[size];
    this.decided = new Truth[size];
    this.space = space;
    this.variables = variables;
    this.parent = parent;
    this.bound = bound;
    this.ranged = ranged;
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
      variables.put(i, new Model(box[i], polynomial, Definedness.EVERYWHERE));
    }
    return new BoxEvaluation(size, space, variables, null, -1, false, effort);
  }

  private static boolean isVaried(RealInterval side) {
    return side.isBounded() && !side.isPoint();
  }

  /**
   * Returns the evaluation with one more variable, that of an integral, which fills an interval.
   */
  BoxEvaluation within(int variable, Model values, ModelSpace larger) {
    return new BoxEvaluation(
        known.length, larger, Map.of(variable, values), this, variable, ranged, effort);
  }

  /** Returns the evaluation with one more variable, whose values may be unbounded. */
  BoxEvaluation ranged(int variable, RealInterval values) {
    Model model = new Model(values, null, Definedness.EVERYWHERE);
    return new BoxEvaluation(
        known.length, space, Map.of(variable, model), this, variable, true, effort);
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
    int[] place = new int[polynomial.space().variables()];
    for (int i = 0; i < place.length; i++) {
      place[i] = i;
    }
    return new Model(outer.range(), polynomial.lifted(space, place), outer.definedness());
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
      case OTHER -> other(node.name(), value(node.arg(0)));
      case MAX, MIN -> extremum(node.args(), node.operation() == Operation.MAX);
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
    return Model.of(range, polynomial, left.definedness().and(right.definedness()));
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
    return Model.of(range, polynomial, left.definedness().and(right.definedness()));
  }

  Model negate(Model model) {
    TaylorModel polynomial = model.polynomial();
    return new Model(
        model.range().negate(),
        polynomial == null ? null : polynomial.negate(),
        model.definedness());
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
              : domain(x, x.lo() > 0, x.hi() <= 0);
      RealInterval range = RealFunctions.power(x, exponent);
      if (exponent.isPoint() && exponent.lo() == 0.5) {
        range = RealFunctions.sqrt(x);
      }
      return composed(
          base, range, defined, (at, order) -> TaylorCoefficients.power(at, exponent, order));
    }
    int n = (int) exponent.lo();
    RealInterval range = RealFunctions.power(x, n);
    Definedness defined = n >= 0 ? Definedness.EVERYWHERE : domain(x, !x.contains(0), isZero(x));
    TaylorModel polynomial = base.polynomial();
    if (n == 2 && polynomial != null && base.isDefined()) {
      return Model.of(range, polynomial.times(polynomial), Definedness.EVERYWHERE);
    }
    return composed(
        base, range, defined, (at, order) -> TaylorCoefficients.power(at, exponent, order));
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
          fixed.range(), fixed.polynomial(), fixed.definedness().and(exponent.definedness()));
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
          case "Log" -> domain(x, x.lo() > 0, x.hi() <= 0);
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

  private Model other(String name, Model argument) {
    RealInterval x = argument.range();
    if (name.equals("Abs")) {
      return absolute(argument);
    }
    if (name.equals("Gamma")) {
      return UnaryRanges.gamma(argument);
    }
    return Model.of(UnaryRanges.of(name, x), null, argument.definedness());
  }

  private Model absolute(Model argument) {
    RealInterval x = argument.range();
    if (x.lo() >= 0) {
      return argument;
    }
    if (x.hi() <= 0) {
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

  private Model extremum(List<Node> args, boolean largest) {
    Model best = value(args.get(0));
    for (Node arg : args.subList(1, args.size())) {
      best = extremum(best, value(arg), largest);
    }
    return best;
  }

  /** From {@code Max[a, b] = (a + b + |a - b|)/2}, unless it is known which one it is. */
  private Model extremum(Model left, Model right, boolean largest) {
    Definedness defined = left.definedness().and(right.definedness());
    if (defined != Definedness.EVERYWHERE) {
      return Model.of(
          largest ? left.range().max(right.range()) : left.range().min(right.range()),
          null,
          defined);
    }
    Model difference = plus(left, negate(right));
    if (difference.range().lo() >= 0) {
      return largest ? left : right;
    }
    if (difference.range().hi() <= 0) {
      return largest ? right : left;
    }
    RealInterval range =
        largest ? left.range().max(right.range()) : left.range().min(right.range());
    Model distance = absolute(difference);
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
    Truth all = Truth.TRUE;
    for (int i = 0; i + 1 < node.args().size(); i++) {
      Model left = value(node.arg(i));
      Model right = value(node.arg(i + 1));
      if (!left.isDefined() || !right.isDefined()) {
        return Truth.UNKNOWN;
      }
      RealInterval gap =
          node.arg(i) == node.arg(i + 1) ? RealInterval.ZERO : plus(left, negate(right)).range();
      all =
          all.and(
              switch (node.name()) {
                case "Less" -> decide(gap.hi() < 0, gap.lo() >= 0);
                case "LessEqual" -> decide(gap.hi() <= 0, gap.lo() > 0);
                case "Greater" -> decide(gap.lo() > 0, gap.hi() <= 0);
                case "GreaterEqual" -> decide(gap.lo() >= 0, gap.hi() < 0);
                default -> decide(isZero(gap), !gap.contains(0));
              });
    }
    return all;
  }

  private static Truth decide(boolean holds, boolean fails) {
    return holds ? Truth.TRUE : fails ? Truth.FALSE : Truth.UNKNOWN;
  }
}
