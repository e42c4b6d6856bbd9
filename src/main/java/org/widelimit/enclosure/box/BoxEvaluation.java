package org.widelimit.enclosure.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.widelimit.enclosure.box.Node.Operation;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Encloses the parts of formulas on one box of their variables: their ranges by interval
 * arithmetic, and polynomials with remainders in the variables that are no single numbers.
 */
public final class BoxEvaluation {

  private final Model[] known;
  private final Truth[] decided;
  private final ModelSpace space;
  private final Map<Integer, Model> variables;
  private final @Nullable BoxEvaluation parent;
  private final int bound;
  private final boolean ranged;
  private final Map<Node, Integer> signs;
  private final Effort effort;
  private final @Nullable Root root;

  /** What the evaluation on a whole box has, before integrals. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Root(Formulas formulas, List<RealInterval> box, boolean[] nonzero) {}

  private BoxEvaluation(
      int size,
      ModelSpace space,
      Map<Integer, Model> variables,
      @Nullable BoxEvaluation parent,
      int bound,
      boolean ranged,
      Map<Node, Integer> signs,
      Effort effort,
      @Nullable Root root) {
    this.root = root;
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
   * @param formulas the formulas
   * @param box the values of each variable, by number
   * @param degree the degree of the polynomials
   */
  public static BoxEvaluation of(Formulas formulas, RealInterval[] box, int degree, Effort effort) {
    return of(formulas, box, new boolean[box.length], degree, effort);
  }

  /**
   * Returns the evaluation on a box.
   *
   * @param nonzero whether a variable is not 0
   */
  public static BoxEvaluation of(
      Formulas formulas, RealInterval[] box, boolean[] nonzero, int degree, Effort effort) {
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
    return new BoxEvaluation(
        formulas.size(),
        space,
        variables,
        null,
        -1,
        false,
        Map.of(),
        effort,
        new Root(formulas, List.of(box), nonzero));
  }

  private static boolean isVaried(RealInterval side) {
    return side.isBounded() && !side.isPoint();
  }

  /**
   * Returns the evaluation with one more variable, that of an integral, which fills an interval.
   */
  BoxEvaluation within(int variable, Model values, ModelSpace larger, Map<Node, Integer> assumed) {
    return new BoxEvaluation(
        known.length,
        larger,
        Map.of(variable, values),
        this,
        variable,
        ranged,
        assumed,
        effort,
        null);
  }

  /** Returns the evaluation with one more variable, whose values may be unbounded. */
  BoxEvaluation ranged(int variable, RealInterval values) {
    Model model = new Model(values, null, Definedness.EVERYWHERE);
    return new BoxEvaluation(
        known.length, space, Map.of(variable, model), this, variable, true, Map.of(), effort, null);
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
  public Model value(Node node) {
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
      case FIXED_POWER -> new Compositions(this).fixedPower(value(node.arg(0)), number(node));
      case POWER -> new Compositions(this).power(value(node.arg(0)), value(node.arg(1)));
      case ANALYTIC -> new Compositions(this).analytic(node.name(), value(node.arg(0)));
      case OTHER -> new Kinks(this).other(node);
      case MAX, MIN -> new Kinks(this).extremum(node, node.operation() == Operation.MAX);
      case PIECEWISE -> new Kinks(this).piecewise(node.args());
      case AVERAGE -> new Mehler(this).average(node);
      case SETTLED -> new Settled(this, node).model();
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

  /**
   * Returns the series of one of the functions of an average of two, in the space of the box's
   * variables that it depends on; empty where there is none.
   *
   * @param least the number of coefficients that it has at least
   */
  Optional<HermiteSeries> series(Node average, int which, int least) {
    if (parent != null) {
      return parent.series(average, which, least);
    }
    List<RealInterval> box = Objects.requireNonNull(root).box();
    long free = parameters(average, which);
    if (!isOfBox(free)) {
      return Optional.empty();
    }
    RealInterval[] sides = new RealInterval[box.size()];
    int wide = 0;
    for (int i = 0; i < sides.length; i++) {
      sides[i] = (free & (1L << i)) == 0 ? RealInterval.ZERO : box.get(i);
      wide += isVaried(sides[i]) ? 1 : 0;
    }
    Formulas formulas = root.formulas();
    int degree = Degrees.of(wide);
    Memory memory = formulas.memory();
    Node function = average.arg(which);
    return memory.series(
        new Memory.Key(function, List.of(sides)),
        least,
        () ->
            HermiteSeries.of(
                of(formulas, sides, some(root.nonzero(), free), degree, effort),
                function,
                average.arg(Mehler.SQUARES + 2 * which),
                average.arg(Mehler.SQUARES + 2 * which + 1),
                average.variable(),
                Math.max(least - 1, memory.first(function))));
  }

  /** Returns whether all variables of a set are those of the box, and none of integrals. */
  boolean isOfBox(long some) {
    return parent != null
        ? parent.isOfBox(some)
        : some >>> Objects.requireNonNull(root).box().size() == 0;
  }

  private static boolean[] some(boolean[] nonzero, long some) {
    boolean[] kept = new boolean[nonzero.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = nonzero[i] && (some & (1L << i)) != 0;
    }
    return kept;
  }

  /** The variables that one of the functions of an average of two depends on, as a set. */
  static long parameters(Node average, int which) {
    return average.arg(which).free() & ~(1L << average.variable());
  }

  /**
   * A space of some variables of the box.
   *
   * @param places the number here of each of its variables, in order
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Shared(ModelSpace space, int[] places) {}

  /** Returns whether averages of two are wanted at points as sharp as they can be. */
  boolean isSharp() {
    return parent != null ? parent.isSharp() : Objects.requireNonNull(root).formulas().isSharp();
  }

  /** Returns the space here. */
  Shared shared() {
    return new Shared(space, IntStream.range(0, space.variables()).toArray());
  }

  /** Returns the space, of the degree here, of the varied ones among some variables. */
  Shared shared(long some) {
    int[] places = places(some);
    return new Shared(ModelSpace.of(places.length, space.degree()), places);
  }

  /** Returns the number in a space of each varied one among some variables. */
  int[] places(long some, Shared shared) {
    int[] places = places(some);
    for (int i = 0; i < places.length; i++) {
      places[i] = Arrays.binarySearch(shared.places(), places[i]);
    }
    return places;
  }

  /** The number here of each varied variable of a box that is among some. */
  private int[] places(long some) {
    if (parent != null) {
      return parent.places(some);
    }
    List<RealInterval> box = Objects.requireNonNull(root).box();
    List<Integer> places = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < box.size(); i++) {
      if (isVaried(box.get(i))) {
        if ((some & (1L << i)) != 0) {
          places.add(next);
        }
        next++;
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns the polynomial of what is known, or the constant one of its range, if bounded. */
  TaylorModel model(Model known) {
    TaylorModel polynomial = known.polynomial();
    return polynomial != null ? polynomial : TaylorModel.of(space, known.range());
  }

  private Model sum(List<Node> terms) {
    if (terms.stream().anyMatch(Mehler::isIn)) {
      return new Mehler(this).sumOf(terms);
    }
    Model total = new Model(RealInterval.ZERO, null, Definedness.EVERYWHERE);
    for (Node term : terms) {
      total = plus(total, value(term));
    }
    return total;
  }

  public Model plus(Model left, Model right) {
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
    return times(left, new Compositions(this).fixedPower(right, RealInterval.of(-1)));
  }

  public Model negate(Model model) {
    TaylorModel polynomial = model.polynomial();
    return new Model(
        model.range().negate(),
        polynomial == null ? null : polynomial.negate(),
        model.definedness(),
        model.nonzero());
  }

  /** Returns whether a condition holds on the box. */
  public Truth truth(Node node) {
    Truth truth = decided[node.id()];
    if (truth == null) {
      truth =
          parent != null && !node.dependsOn(bound)
              ? parent.truth(node)
              : new Kinks(this).truth(node);
      decided[node.id()] = truth;
    }
    return truth;
  }

  /** Returns the sign that is assumed of a part, see {@link Stretches}; null for none. */
  @Nullable Integer assumed(Node node) {
    Integer sign = signs.get(node);
    return sign != null ? sign : parent == null ? null : parent.assumed(node);
  }
}
