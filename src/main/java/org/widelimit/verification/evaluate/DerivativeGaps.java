package org.widelimit.verification.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.Affine;
import org.widelimit.verification.claim.Elementary;

/** Where a formula has a kink or a jump, so that a derivative of it has no value there. */
public final class DerivativeGaps {

  private static final Duration BUDGET = Duration.ofMillis(500);

  private DerivativeGaps() {}

  /**
   * Returns what is 0 where the derivative is undefined: of the steps and kinks whose place is
   * linear in the variable, those at which the formula, or a derivative of a lower order, jumps.
   *
   * @param derivative a node {@code D[f, x]} or {@code D[f, {x, n}]}
   * @param assumptions what is assumed of the symbols
   */
  public static List<Expr> of(Call derivative, Assumptions assumptions) {
    Expr by = derivative.arity() == 2 ? derivative.arg(1) : derivative;
    Expr variable = by.isCall("List", 2) ? ((Call) by).arg(0) : by;
    Expr order = by.isCall("List", 2) ? ((Call) by).arg(1) : Expressions.ONE;
    if (!(variable instanceof Sym x)
        || !(order instanceof Num number)
        || !Elementary.isFormula(derivative.arg(0))) {
      return List.of();
    }
    Set<Expr> switches = new LinkedHashSet<>();
    collect(derivative.arg(0), x, switches);
    List<Expr> gaps =
        new ArrayList<>(
            switches.stream()
                .filter(
                    part -> jumps(derivative.arg(0), x, number.doubleValue(), part, assumptions))
                .toList());
    for (Expr inside : floors(derivative.arg(0), x)) {
      if (jumps(derivative.arg(0), x, inside, assumptions)) {
        gaps.add(Expressions.call("Sin", Expressions.times(Expressions.PI, inside)));
      }
    }
    return gaps;
  }

  /**
   * Requires that a formula has its derivative at a point.
   *
   * @throws UndefinedValueException if it has a jump or a kink there, or may have one within errors
   */
  static void require(Expr formula, String variable, int order, Evaluator at) {
    Sym x = Expressions.sym(variable);
    Expr derivative = Expressions.call("D", formula, Expressions.list(x, Expressions.num(order)));
    Set<Expr> switches = new LinkedHashSet<>();
    collect(formula, x, switches);
    for (Expr part : switches) {
      Quantity value = at.evaluate(part);
      if (Math.abs(value.value()) <= value.error()
          && of((Call) derivative, Assumptions.none()).contains(part)) {
        throw gap();
      }
    }
    for (Expr inside : floors(formula, x)) {
      Quantity value = at.evaluate(inside);
      if (Math.abs(value.value() - Math.rint(value.value())) <= value.error()) {
        throw gap();
      }
    }
  }

  private static UndefinedValueException gap() {
    return new UndefinedValueException("there is no derivative at a jump or kink");
  }

  /**
   * Returns whether within a distance of a point no part of a formula takes another branch, and
   * none comes near a pole or an end of a domain.
   */
  static boolean isFar(Expr formula, String variable, double distance, Evaluator at) {
    Sym x = Expressions.sym(variable);
    double point = at.evaluate(x).value();
    Evaluator below = at.with(variable, Quantity.of(point - distance));
    Evaluator above = at.with(variable, Quantity.of(point + distance));
    Set<Expr> switches = new LinkedHashSet<>();
    collect(formula, x, switches);
    return switches.stream()
            .allMatch(
                part ->
                    Math.signum(below.evaluate(part).value())
                        == Math.signum(above.evaluate(part).value()))
        && floors(formula, x).stream()
            .allMatch(
                part ->
                    Math.floor(below.evaluate(part).value())
                        == Math.floor(above.evaluate(part).value()))
        && singular(formula, x).stream().allMatch(part -> keepsItsSize(part, at, below, above));
  }

  /** Whether a part changes by less than half of itself, so that it has no zero nearby. */
  private static boolean keepsItsSize(Expr part, Evaluator at, Evaluator below, Evaluator above) {
    double value = at.evaluate(part).value();
    double change =
        Math.max(
            Math.abs(below.evaluate(part).value() - value),
            Math.abs(above.evaluate(part).value() - value));
    return change < Math.abs(value) / 2;
  }

  /** What is 0 where a formula has a pole, or an end of its domain. */
  private static Set<Expr> singular(Expr formula, Sym x) {
    Set<Expr> parts = new LinkedHashSet<>();
    formula.transform(
        node -> {
          if (node.isCall("Power", 2)
              && !((Call) node).arg(0).equals(Expressions.EULER)
              && !(((Call) node).arg(1) instanceof Num order
                  && order.isInteger()
                  && order.signum() > 0)) {
            parts.add(((Call) node).arg(0));
          }
          FunctionTable.of(node)
              .map(RealFunction::need)
              .ifPresent(need -> parts.add(need.part().apply(((Call) node).arg(0))));
          return node;
        });
    parts.removeIf(part -> !part.symbols().contains(x.name()));
    return parts;
  }

  private static Set<Expr> floors(Expr formula, Sym x) {
    Set<Expr> floors = new LinkedHashSet<>();
    formula.transform(
        node -> {
          if (node.isCall("Floor", 1) && node.symbols().contains(x.name())) {
            floors.add(((Call) node).arg(0));
          }
          return node;
        });
    return floors;
  }

  /** The steps of {@code Floor} whose place is linear in the variable, and which are jumps. */
  private static boolean jumps(Expr formula, Sym x, Expr inside, Assumptions assumptions) {
    Optional<Affine> line = Affine.of(inside, x).filter(of -> !of.slope().isInteger(0));
    if (line.isEmpty()) {
      return false;
    }
    Sym k = InternalNames.symbol("k");
    Expr place = Expressions.divide(Expressions.minus(k, line.get().rest()), line.get().slope());
    Expr height =
        Expressions.minus(
            replaced(formula, inside, k),
            replaced(formula, inside, Expressions.minus(k, Expressions.ONE)));
    Assumptions integers =
        assumptions.with(
            k.name(), new Interval(Optional.empty(), false, Optional.empty(), false, true));
    return ZeroDecider.decide(height.substitute(x.name(), place), integers, BUDGET)
        instanceof ZeroDecision.Nonzero;
  }

  private static Expr replaced(Expr formula, Expr inside, Expr value) {
    Expr floor = Expressions.call("Floor", inside);
    return formula.transform(node -> node.equals(floor) ? value : node);
  }

  private static void collect(Expr expr, Sym x, Set<Expr> switches) {
    if (expr instanceof Call call) {
      Switches.of(call).stream()
          .filter(part -> part.symbols().contains(x.name()))
          .forEach(switches::add);
      call.args().forEach(arg -> collect(arg, x, switches));
    }
  }

  private static boolean jumps(
      Expr formula, Sym x, double order, Expr part, Assumptions assumptions) {
    Optional<Affine> line = Affine.of(part, x).filter(of -> !of.slope().isInteger(0));
    if (line.isEmpty()) {
      return false;
    }
    Expr place = Expressions.negate(Expressions.divide(line.get().rest(), line.get().slope()));
    Sym beside = InternalNames.symbol("beside");
    try {
      Expr lower = Derivatives.asSteps(formula);
      JumpsAtZero jumps = new JumpsAtZero(beside.name(), assumptions);
      for (int i = 0; i <= order; i++) {
        if (jumps.occur(lower.substitute(x.name(), Expressions.plus(place, beside)))) {
          return true;
        }
        lower = Derivatives.almostEverywhere(lower, x.name());
      }
      return false;
    } catch (IllegalArgumentException noRule) {
      return false;
    }
  }
}
