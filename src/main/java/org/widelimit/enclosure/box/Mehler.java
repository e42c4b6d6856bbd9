package org.widelimit.enclosure.box;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.enclosure.box.Node.Operation;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Averages {@code E[f(u) g(v)]} of standard normal variables of correlation rho by Mehler's
 * formula: {@code Sum[a_k b_k rho^k]} with the coefficients of f and g in the normalized Hermite
 * polynomials. What is left out is at most {@code rho^k} times the root of the product of what the
 * squares of each function's other coefficients sum to (Cauchy and Schwarz).
 *
 * <p>Averages of one correlation are summed coefficient by coefficient, so that what cancels does
 * so for all correlations at once.
 */
public final class Mehler {

  /** The parts of an average of two: both functions, the correlation, and the average again. */
  static final int CORRELATION = 2;

  /** The same as an integral of an integral. */
  static final int NESTED = 3;

  /** The first function's square with its weight and its average, then those of the second. */
  static final int SQUARES = 4;

  private static final Model ONE = new Model(RealInterval.ONE, null, Definedness.EVERYWHERE);

  private final BoxEvaluation evaluation;

  Mehler(BoxEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Returns what is known of an average of two. */
  Model average(Node node) {
    if (evaluation.space().variables() == 0 && evaluation.isSharp() && !isSmooth(node)) {
      Model sharp = evaluation.value(node.arg(NESTED));
      if (sharp.isDefined() && sharp.range().isBounded()) {
        return sharp;
      }
    }
    Term term = new Term(node, ONE);
    Model model = isPossible(node) ? sum(List.of(term)) : null;
    return model != null ? model : nested(node);
  }

  /** On a box of its own parameters that has no series the halves of the box are worth more. */
  private Model nested(Node node) {
    return evaluation.space().variables() > 0 && evaluation.isOfBox(parameters(node))
        ? Model.UNKNOWN
        : evaluation.value(node.arg(NESTED));
  }

  /** A sum of which several terms are averages of one correlation. */
  Model sumOf(List<Node> terms) {
    List<Term> averages = new ArrayList<>();
    List<Term> others = new ArrayList<>();
    terms.forEach(term -> collect(term, ONE, averages, others));
    Map<Node, List<Term>> groups = new LinkedHashMap<>();
    for (Term term : averages) {
      groups.computeIfAbsent(term.node().arg(CORRELATION), any -> new ArrayList<>()).add(term);
    }
    Model total = new Model(RealInterval.ZERO, null, Definedness.EVERYWHERE);
    for (List<Term> group : groups.values()) {
      Model sum = sum(group);
      if (sum == null) {
        others.addAll(group);
      } else {
        total = evaluation.plus(total, sum);
      }
    }
    for (Term term : others) {
      total =
          evaluation.plus(total, evaluation.times(term.factor(), evaluation.value(term.node())));
    }
    return total;
  }

  /** A term of a sum. */
  record Term(Node node, Model factor) {}

  /** Returns whether a sum or product has an average of two in it. */
  public static boolean isIn(Node node) {
    return switch (node.operation()) {
      case AVERAGE -> isPossible(node);
      case PLUS, TIMES -> node.args().stream().anyMatch(Mehler::isIn);
      default -> false;
    };
  }

  /** Returns whether both functions of an average are smooth, but for kinks and jumps. */
  static boolean isPossible(Node average) {
    return isPossible(average.arg(0), average.variable())
        && isPossible(average.arg(1), average.variable());
  }

  private static boolean isSmooth(Node average) {
    return Holomorphic.isPossible(average.arg(0), average.variable())
        && Holomorphic.isPossible(average.arg(1), average.variable());
  }

  private static boolean isPossible(Node function, int variable) {
    return Holomorphic.isPossible(function, variable) || Piecewise.isPossible(function, variable);
  }

  /**
   * Returns a lower bound of the size of a sum of products: of averages the product of the root
   * mean squares of the two functions, of other parts the absolute value.
   */
  public static double size(BoxEvaluation evaluation, Node node) {
    if (!isIn(node)) {
      Model model = evaluation.value(node);
      return model.isDefined() ? model.range().mignitude() : 0;
    }
    return switch (node.operation()) {
      case PLUS -> {
        double sum = 0;
        for (Node arg : node.args()) {
          sum = RealInterval.sumDown(sum, size(evaluation, arg));
        }
        yield sum;
      }
      case TIMES -> {
        double product = 1;
        for (Node arg : node.args()) {
          product = RealInterval.productDown(product, size(evaluation, arg));
        }
        yield Math.max(0, product);
      }
      default -> {
        RealInterval first = norm(evaluation, node, 0);
        RealInterval second = norm(evaluation, node, 1);
        yield first.lo() <= 0 || second.lo() <= 0
            ? 0
            : RealFunctions.sqrt(RealInterval.of(first.lo()))
                .times(RealFunctions.sqrt(RealInterval.of(second.lo())))
                .lo();
      }
    };
  }

  /** The average of a function's square, known where its series is. */
  private static RealInterval norm(BoxEvaluation evaluation, Node average, int which) {
    return evaluation
        .series(average, which, 0)
        .map(HermiteSeries::norm)
        .orElseGet(() -> evaluation.value(average.arg(SQUARES + 1 + 2 * which)).range());
  }

  /** Returns the variables that {@link #size} depends on. */
  public static long parameters(Node node) {
    if (!isIn(node)) {
      return node.free();
    }
    if (node.operation() == Operation.AVERAGE) {
      return node.arg(SQUARES + 1).free() | node.arg(SQUARES + 3).free();
    }
    long free = 0;
    for (Node arg : node.args()) {
      free |= parameters(arg);
    }
    return free;
  }

  /** Collects the averages of two in a sum of products, and its other terms. */
  void collect(Node node, Model factor, List<Term> averages, List<Term> others) {
    boolean sharp = evaluation.space().variables() == 0 && evaluation.isSharp();
    // Functions with kinks are nested at a point, where that is sharper.
    if (node.operation() == Operation.AVERAGE && isPossible(node) && !(sharp && !isSmooth(node))) {
      averages.add(new Term(node, factor));
      return;
    }
    if (node.operation() == Operation.PLUS && isIn(node)) {
      node.args().forEach(arg -> collect(arg, factor, averages, others));
      return;
    }
    if (node.operation() == Operation.TIMES
        && node.args().stream().filter(Mehler::isIn).count() == 1) {
      Model product = factor;
      Node rest = node;
      for (Node arg : node.args()) {
        if (isIn(arg)) {
          rest = arg;
        } else {
          product = evaluation.times(product, evaluation.value(arg));
        }
      }
      collect(rest, product, averages, others);
      return;
    }
    others.add(new Term(node, factor));
  }

  /** The coefficients of both functions of a term. */
  private record Pair(Node average, Model factor, HermiteSeries first, HermiteSeries second) {
    int length() {
      return Math.min(first.coefficients().length, second.coefficients().length);
    }

    /** The product of the coefficients of one order, in a space of all their variables. */
    TaylorModel coefficient(int k, BoxEvaluation.Shared shared, BoxEvaluation evaluation) {
      long own = BoxEvaluation.parameters(average, 0);
      long other = BoxEvaluation.parameters(average, 1);
      TaylorModel a = first.coefficients()[k];
      TaylorModel b = second.coefficients()[k];
      return own == other
          ? a.times(b).embedded(shared.space(), evaluation.places(own, shared))
          : a.embedded(shared.space(), evaluation.places(own, shared))
              .times(b.embedded(shared.space(), evaluation.places(other, shared)));
    }

    /** An upper bound of what the series leave out at correlation 1, after a number of terms. */
    double rest() {
      double left = rest(first, length());
      double right = rest(second, length());
      RealInterval root =
          RealFunctions.sqrt(RealInterval.of(left))
              .times(RealFunctions.sqrt(RealInterval.of(right)));
      return root.times(factor.range()).magnitude();
    }

    private static double rest(HermiteSeries series, int length) {
      double sum = series.rest();
      for (int k = length; k < series.coefficients().length; k++) {
        sum += series.coefficients()[k].range().square().hi();
      }
      return TaylorModel.up(sum);
    }

    /** A bound of the whole term. */
    double size() {
      RealInterval root =
          RealFunctions.sqrt(first.norm().intersect(RealInterval.NONNEGATIVE))
              .times(RealFunctions.sqrt(second.norm().intersect(RealInterval.NONNEGATIVE)));
      return root.times(factor.range()).magnitude();
    }
  }

  /** Returns the sum of averages of one correlation, or null where a function has no series. */
  @Nullable Model sum(List<Term> terms) {
    Model rho = evaluation.value(terms.get(0).node().arg(CORRELATION));
    RealInterval possible = rho.range().intersect(RealInterval.SYMMETRIC);
    if (!rho.isDefined() || possible.isEmpty()) {
      return null;
    }
    List<Pair> pairs = new ArrayList<>();
    for (Term term : terms) {
      Node node = term.node();
      Optional<HermiteSeries> first = evaluation.series(node, 0, 0);
      Optional<HermiteSeries> second =
          node.arg(0).equals(node.arg(1)) ? first : evaluation.series(node, 1, length(first));
      if (length(first) < length(second)) {
        // What the shorter one leaves out would count beside all of the longer one.
        first = evaluation.series(node, 0, length(second));
      }
      if (first.isEmpty()
          || second.isEmpty()
          || !term.factor().isDefined()
          || !term.factor().range().isBounded()) {
        return null;
      }
      pairs.add(new Pair(node, term.factor(), first.get(), second.get()));
    }
    boolean inside = RealInterval.SYMMETRIC.contains(rho.range());
    TaylorModel correlation = inside ? evaluation.model(rho) : null;
    if (correlation == null || !correlation.isBounded()) {
      correlation = TaylorModel.of(evaluation.space(), possible);
    }
    TaylorModel polynomial = polynomial(pairs, correlation, possible);
    if (polynomial == null) {
      return null;
    }
    double size = TaylorModel.up(pairs.stream().mapToDouble(Pair::size).sum());
    RealInterval range = RealInterval.of(-size, size).intersect(polynomial.range());
    return new Model(
        range.isEmpty() ? polynomial.range() : range,
        evaluation.space().variables() == 0 || !inside ? null : polynomial,
        inside ? Definedness.EVERYWHERE : Definedness.UNKNOWN);
  }

  private static int length(Optional<HermiteSeries> series) {
    return series.map(found -> found.coefficients().length).orElse(0);
  }

  private @Nullable TaylorModel polynomial(
      List<Pair> pairs, TaylorModel correlation, RealInterval possible) {
    BoxEvaluation.Shared shared = shared(pairs);
    int length = pairs.stream().mapToInt(Pair::length).max().orElseThrow();
    TaylorModel[] coefficients = new TaylorModel[length];
    for (int k = 0; k < length; k++) {
      evaluation.effort().step();
      TaylorModel sum = TaylorModel.of(shared.space(), RealInterval.ZERO);
      for (Pair pair : pairs) {
        if (k < pair.length()) {
          TaylorModel product = pair.coefficient(k, shared, evaluation);
          TaylorModel factor = pair.factor().polynomial();
          sum =
              sum.plus(
                  factor == null ? product.times(pair.factor().range()) : factor.times(product));
        }
      }
      coefficients[k] = sum;
    }
    CorrelationPowers powers = new CorrelationPowers(coefficients, possible);
    TaylorModel total =
        powers.at(
            correlation.plus(RealInterval.of(-powers.middle())),
            shared.places(),
            evaluation.effort());
    double rest = 0;
    for (Pair pair : pairs) {
      RealInterval power =
          RealFunctions.power(RealInterval.of(possible.magnitude()), pair.length());
      rest += pair.rest() * power.hi();
    }
    return total == null ? null : total.enlarged(TaylorModel.up(rest));
  }

  /** The space of the variables that the coefficients depend on: of all where factors do. */
  private BoxEvaluation.Shared shared(List<Pair> pairs) {
    long free = 0;
    for (Pair pair : pairs) {
      if (pair.factor().polynomial() != null) {
        return evaluation.shared();
      }
      free |= BoxEvaluation.parameters(pair.average(), 0);
      free |= BoxEvaluation.parameters(pair.average(), 1);
    }
    return evaluation.shared(free);
  }
}
