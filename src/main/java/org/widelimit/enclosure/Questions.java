package org.widelimit.enclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.enclosure.Outcome.Counterexample;
import org.widelimit.numeric.RealInterval;

/** What a search asks of a claim: what is known of it on a box, and at a point. */
final class Questions {

  private final List<Variable> variables;
  private final Claim claim;
  private final Claim original;
  private final List<Expr> originalConditions;
  private final Effort effort;
  private final Formulas formulas;
  private final Node left;
  private final Node right;
  private final Node difference;
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
   * @param original the claim in the symbols, which decides at points
   * @param originalConditions the conditions in the symbols
   */
  Questions(
      List<Variable> variables,
      Claim claim,
      List<Expr> conditions,
      Claim original,
      List<Expr> originalConditions,
      Effort effort) {
    this.variables = variables;
    this.claim = claim;
    this.original = original;
    this.originalConditions = originalConditions;
    this.effort = effort;
    List<String> names = variables.stream().map(Variable::name).toList();
    this.formulas = new Formulas(names);
    this.left = formulas.of(claim.left());
    this.right = formulas.of(claim.right());
    this.difference = formulas.of(Expressions.minus(claim.right(), claim.left()));
    this.conditions = conditions.stream().map(formulas::of).toList();
    this.pointFormulas = new Formulas(names);
    this.pointLeft = pointFormulas.of(original.left());
    this.pointRight = pointFormulas.of(original.right());
    this.pointConditions = originalConditions.stream().map(pointFormulas::of).toList();
    this.nested = Math.max(Degrees.depth(left), Degrees.depth(right));
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

  /** Returns what is known on a box of the coordinates. */
  Seen on(RealInterval[] box) {
    int varied = 0;
    for (RealInterval side : box) {
      varied += side.isBounded() && !side.isPoint() ? 1 : 0;
    }
    BoxEvaluation evaluation =
        BoxEvaluation.of(formulas.size(), box, Degrees.of(varied + nested), effort);
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

  /** Returns what is known at a point of the symbols. */
  Seen at(List<Num> point) {
    RealInterval[] box = new RealInterval[point.size()];
    for (int i = 0; i < box.length; i++) {
      box[i] = Variable.interval(point.get(i));
    }
    // A number that no double is stays exact where its symbol is replaced by it.
    boolean exact = true;
    for (RealInterval side : box) {
      exact &= side.isPoint();
    }
    if (exact) {
      BoxEvaluation evaluation =
          BoxEvaluation.of(pointFormulas.size(), box, PointValues.DEGREE, effort);
      return seen(evaluation, pointConditions, pointLeft, pointRight, pointRight);
    }
    return atFraction(point);
  }

  private Seen atFraction(List<Num> point) {
    Formulas fixed = new Formulas(List.of());
    Node smaller = fixed.of(substituted(original.left(), point));
    Node larger = fixed.of(substituted(original.right(), point));
    List<Node> where = new ArrayList<>();
    for (Expr condition : originalConditions) {
      where.add(fixed.of(substituted(condition, point)));
    }
    BoxEvaluation evaluation =
        BoxEvaluation.of(fixed.size(), new RealInterval[0], PointValues.DEGREE, effort);
    return seen(evaluation, where, smaller, larger, larger);
  }

  private Expr substituted(Expr expr, List<Num> point) {
    Expr result = expr;
    for (int i = 0; i < point.size(); i++) {
      result = result.substitute(variables.get(i).name(), point.get(i));
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
    Map<String, Num> values = new LinkedHashMap<>();
    for (int i = 0; i < point.size(); i++) {
      values.put(variables.get(i).name(), point.get(i));
    }
    return Optional.of(new Counterexample(values, seen.left().range(), seen.right().range()));
  }
}
