package org.widelimit.enclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.StableForms;
import org.widelimit.enclosure.Outcome.Counterexample;
import org.widelimit.enclosure.box.BoxEvaluation;
import org.widelimit.enclosure.box.Definedness;
import org.widelimit.enclosure.box.Degrees;
import org.widelimit.enclosure.box.Effort;
import org.widelimit.enclosure.box.Formulas;
import org.widelimit.enclosure.box.Mehler;
import org.widelimit.enclosure.box.Model;
import org.widelimit.enclosure.box.Node;
import org.widelimit.enclosure.box.Truth;
import org.widelimit.numeric.interval.RealInterval;

/** What a search asks of a claim: what is known of it on a box, and at a point. */
final class Questions {

  private final List<Variable> variables;
  private final Claim original;
  private final List<Expr> originalConditions;
  private final List<String> names;
  private final Map<String, Num> fixed;
  private final Effort effort;
  private final Formulas formulas;
  private final Node left;
  private final Node right;
  private final Node difference;
  private final @Nullable Node scale;
  private final List<Node> conditions;
  private final Formulas pointFormulas;
  private final Node pointLeft;
  private final Node pointRight;
  private final List<Node> pointConditions;
  private final int nested;

  /**
   * Creates the questions.
   *
   * @param variables the symbols and their coordinates
   * @param claim the claim in the coordinates
   * @param conditions the conditions in the coordinates
   * @param original the claim in all symbols, which decides at points
   * @param originalConditions the conditions in all symbols
   * @param fixed the values of the symbols that have no coordinate
   */
  Questions(
      List<Variable> variables,
      Claim claim,
      List<Expr> conditions,
      Claim original,
      List<Expr> originalConditions,
      Map<String, Num> fixed,
      Effort effort) {
    this.variables = variables;
    this.original = original;
    this.originalConditions = originalConditions;
    this.effort = effort;
    this.fixed = fixed;
    this.names = new ArrayList<>(fixed.keySet());
    variables.forEach(variable -> names.add(variable.name()));
    this.formulas = new Formulas(variables.stream().map(Variable::name).toList(), nonnegative());
    this.left = formulas.of(withoutScales(claim.left()));
    this.right = formulas.of(withoutScales(claim.right()));
    this.difference =
        formulas.of(
            reduced(
                withoutScales(
                    minus(Cells.withFractions(claim.right()), Cells.withFractions(claim.left()))),
                claim.kind()));
    boolean zero = claim.left().isInteger(0) || claim.right().isInteger(0);
    this.scale =
        zero
            ? formulas.of(Scale.of(claim.left().isInteger(0) ? claim.right() : claim.left()))
            : null;
    this.conditions = conditions.stream().map(formulas::of).toList();
    this.pointFormulas = new Formulas(names, nonnegative());
    this.pointLeft = pointFormulas.of(original.left());
    this.pointRight = pointFormulas.of(original.right());
    this.pointConditions = originalConditions.stream().map(pointFormulas::of).toList();
    this.nested = Math.max(Degrees.depth(left), Degrees.depth(right));
  }

  /** Takes positive coordinates out of steps, signs, and extremes. */
  private Expr withoutScales(Expr formula) {
    Expr rest = formula;
    for (Variable variable : variables) {
      if (variable.cover().lo() == 0 && variable.isNonzero()) {
        rest = Factored.switches(rest, Expressions.sym(variable.name()));
      }
    }
    return rest;
  }

  /**
   * Divides the difference of the sides of an inequality by powers of coordinates that are positive
   * but for an end: the sign stays, and what touched 0 there does so no more. At an end that
   * belongs to the domain both sides are equal, which speaks only against a strict claim.
   */
  private Expr reduced(Expr difference, Claim.Kind kind) {
    if (kind == Claim.Kind.EQUAL) {
      return difference;
    }
    Expr rest = difference;
    for (Variable variable : variables) {
      boolean possible =
          variable.cover().lo() == 0 && (kind == Claim.Kind.LESS_EQUAL || variable.isNonzero());
      if (possible) {
        Factored factored = Factored.of(StableForms.of(rest), Expressions.sym(variable.name()));
        rest = factored.power() > 0 ? factored.rest() : rest;
      }
    }
    return rest;
  }

  private Set<String> nonnegative() {
    return variables.stream()
        .filter(variable -> variable.rooted() || variable.domain().isNonnegative())
        .map(Variable::name)
        .collect(Collectors.toSet());
  }

  /** The difference, in which equal terms of sums are gone. */
  private static Expr minus(Expr left, Expr right) {
    List<Expr> terms = new ArrayList<>(List.of(left));
    List<Expr> subtracted = right.isCall("Plus") ? ((Expr.Call) right).args() : List.of(right);
    subtracted.forEach(term -> terms.add(Expressions.negate(term)));
    return Expressions.plus(terms);
  }

  List<Variable> variables() {
    return variables;
  }

  Claim claim() {
    return original;
  }

  Effort effort() {
    return effort;
  }

  /** Returns why a side has no enclosure at all, or empty. */
  Optional<String> obstacle() {
    return obstacle(left).or(() -> obstacle(right));
  }

  private static Optional<String> obstacle(Node node) {
    if (node.operation() == Node.Operation.UNKNOWN) {
      return Optional.of(node.name());
    }
    return node.args().stream().map(Questions::obstacle).flatMap(Optional::stream).findFirst();
  }

  /**
   * What is known on a box.
   *
   * @param admissible whether the conditions hold
   * @param left the left side
   * @param right the right side
   * @param gap the right side minus the left side
   */
  record Seen(Truth admissible, Model left, Model right, Model gap) {
    Definedness definedness() {
      return left.definedness().and(right.definedness());
    }
  }

  /**
   * Returns a lower bound of what cancels where a side is 0, or of the root mean squares of what a
   * side averages; 0 where there is neither.
   */
  double leastScale(RealInterval[] box) {
    Node averaged = averaged();
    if (scale == null && averaged == null) {
      return 0;
    }
    int varied = (int) Arrays.stream(box).filter(side -> !side.isPoint()).count();
    BoxEvaluation evaluation = BoxEvaluation.of(formulas, box, Degrees.of(varied + nested), effort);
    if (averaged != null) {
      return Mehler.size(evaluation, averaged);
    }
    Model model = evaluation.value(Objects.requireNonNull(scale));
    return model.isDefined() ? model.range().mignitude() : 0;
  }

  private @Nullable Node averaged() {
    return Mehler.isIn(left) ? left : Mehler.isIn(right) ? right : null;
  }

  /** Returns whether a side averages over two correlated variables. */
  boolean isAveraged() {
    return averaged() != null;
  }

  /** Returns whether the size of the sides, where they vanish, depends on a coordinate. */
  boolean isScaledBy(int coordinate) {
    Node averaged = averaged();
    return averaged == null || (Mehler.parameters(averaged) & (1L << coordinate)) != 0;
  }

  /** Returns what is known on a box of the coordinates. */
  Seen on(RealInterval[] box) {
    boolean[] nonzero = new boolean[box.length];
    int varied = 0;
    for (int i = 0; i < box.length; i++) {
      nonzero[i] = variables.get(i).isNonzero();
    }
    for (RealInterval side : box) {
      varied += side.isBounded() && !side.isPoint() ? 1 : 0;
    }
    BoxEvaluation evaluation =
        BoxEvaluation.of(formulas, box, nonzero, Degrees.of(varied + nested), effort);
    return seen(evaluation, conditions, left, right, difference);
  }

  private static Seen seen(
      BoxEvaluation evaluation, List<Node> conditions, Node left, Node right, Node difference) {
    Truth admissible = conditions.stream().map(evaluation::truth).reduce(Truth.TRUE, Truth::and);
    if (admissible == Truth.FALSE) {
      return new Seen(admissible, Model.UNKNOWN, Model.UNKNOWN, Model.UNKNOWN);
    }
    Model smaller = evaluation.value(left);
    Model larger = evaluation.value(right);
    if (smaller.definedness() == Definedness.NOWHERE
        || larger.definedness() == Definedness.NOWHERE) {
      return new Seen(admissible, smaller, larger, Model.UNDEFINED);
    }
    Model gap = evaluation.value(difference);
    if (gap.definedness() != Definedness.EVERYWHERE) {
      // Terms may have cancelled, but not their domains.
      gap = evaluation.plus(larger, evaluation.negate(smaller));
    }
    return new Seen(admissible, smaller, larger, gap);
  }

  /**
   * Returns what is known at a point of the symbols.
   *
   * @param coordinates the values of the symbols that have a coordinate
   */
  Seen at(List<Num> coordinates) {
    List<Num> point = new ArrayList<>(fixed.values());
    point.addAll(coordinates);
    RealInterval[] box = new RealInterval[point.size()];
    boolean exact = true;
    for (int i = 0; i < box.length; i++) {
      box[i] = Variable.interval(point.get(i));
      exact &= box[i].isPoint();
    }
    if (exact) {
      BoxEvaluation evaluation = BoxEvaluation.of(pointFormulas, box, Degrees.of(nested), effort);
      return seen(evaluation, pointConditions, pointLeft, pointRight, pointRight);
    }
    // A number that no double is stays exact where it is put for its symbol.
    Formulas numbers = new Formulas(List.of(), Set.of());
    Node smaller = numbers.of(substituted(original.left(), point));
    Node larger = numbers.of(substituted(original.right(), point));
    List<Node> where =
        originalConditions.stream().map(each -> numbers.of(substituted(each, point))).toList();
    BoxEvaluation evaluation =
        BoxEvaluation.of(numbers, new RealInterval[0], Degrees.of(nested), effort);
    return seen(evaluation, where, smaller, larger, larger);
  }

  private Expr substituted(Expr expr, List<Num> point) {
    Expr result = expr;
    for (int i = 0; i < point.size(); i++) {
      if (!Roots.binds(result, names.get(i))) {
        result = Cells.substituted(result, names.get(i), point.get(i));
      }
    }
    return result;
  }

  /** Returns the counterexample that a point is, or empty. */
  Optional<Counterexample> counterexample(List<Num> point) {
    for (int i = 0; i < point.size(); i++) {
      if (!variables.get(i).domain().contains(point.get(i))) {
        return Optional.empty();
      }
    }
    Seen seen = at(point);
    if (seen.admissible() != Truth.TRUE
        || seen.definedness() != Definedness.EVERYWHERE
        || !original.isExcluded(seen.left().range(), seen.right().range())) {
      return Optional.empty();
    }
    Map<String, Num> values = new LinkedHashMap<>(fixed);
    for (int i = 0; i < point.size(); i++) {
      values.put(variables.get(i).name(), point.get(i));
    }
    return Optional.of(new Counterexample(values, seen.left().range(), seen.right().range()));
  }
}
