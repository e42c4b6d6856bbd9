package org.widelimit.verification.ode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.evaluate.Evaluator;
import org.widelimit.verification.point.Trial;

/**
 * The times at which an initial value problem is tried, at one trial: a grid, chance, the ends and
 * what lies close to them, the times that the formulas name, what lies close to those and between.
 *
 * @param values the trial
 * @param start the initial time
 * @param from the lower end of the interval of the claim
 * @param to the upper end
 * @param ordinary times at which both sides of the equation must have equal values
 * @param special the times that the formulas name, inside the interval or at its closed ends
 */
public record OdeTimes(
    TimedValues values,
    Num start,
    Num from,
    Num to,
    List<Num> ordinary,
    List<SpecialTimes.Special> special) {

  /** The last time after the initial one where the claim's own file sets no end. */
  private static final Num HORIZON = Expressions.num(3);

  /** What stands in for an infinite end. */
  private static final Num FAR = Expressions.num(1000);

  private static final int GRID = 12;
  private static final int RANDOM = 6;
  private static final int FINENESS = 1 << 20;
  private static final int DIGITS = 25;

  /** How close to an end, or to a special time, others lie, relative to the interval. */
  private static final Num[] CLOSE = {
    Expressions.num(1, 1 << 10), Expressions.num(1, 1L << 30), Expressions.num(1, 1L << 60)
  };

  public OdeTimes {
    ordinary = List.copyOf(ordinary);
    special = List.copyOf(special);
  }

  /**
   * Returns the times.
   *
   * @param formulas what is evaluated at them
   * @throws UndefinedValueException if the initial time has no value
   */
  static OdeTimes of(
      Theorem theorem,
      OdeProblem problem,
      List<Expr> formulas,
      Trial trial,
      RandomGenerator random) {
    String variable = problem.claim().variable();
    TimedValues values = new TimedValues(trial, variable);
    Num start = start(problem, trial);
    @Nullable SymbolDeclaration declared = theorem.symbols().get(variable);
    if (declared != null && !declared.values().isEmpty()) {
      List<Num> given = declared.values().stream().sorted().toList();
      return new OdeTimes(
          values, start, given.get(0), given.get(given.size() - 1), given, List.of());
    }
    Domain domain =
        declared != null
            ? declared.domain()
            : new Domain(Optional.of(start), true, Optional.of(plus(start, HORIZON)), true, false);
    // Values in doubles overflow far out; formulas have values there.
    Num reach = formulas.stream().allMatch(values::isFormula) ? FAR : HORIZON;
    Num from =
        domain.lower().orElseGet(() -> Expressions.subtract(lesser(start, domain.upper()), reach));
    Num to = domain.upper().orElseGet(() -> plus(greater(start, domain.lower()), reach));
    TreeSet<Num> times = new TreeSet<>();
    Num width = Expressions.subtract(to, from);
    for (int i = 0; i <= GRID; i++) {
      times.add(plus(from, Expressions.multiply(width, Expressions.num(i, GRID))));
    }
    for (int i = 0; i < RANDOM; i++) {
      Num share = Expressions.num(1 + random.nextInt(FINENESS - 1), FINENESS);
      times.add(plus(from, Expressions.multiply(width, share)));
    }
    List<SpecialTimes.Special> special =
        SpecialTimes.of(formulas, values, from.doubleValue(), to.doubleValue(), random).stream()
            .filter(each -> domain.contains(each.at()))
            .toList();
    List<Num> marks = new ArrayList<>(List.of(from));
    special.forEach(each -> marks.add(each.at()));
    marks.add(to);
    for (int i = 0; i < marks.size(); i++) {
      for (Num close : CLOSE) {
        times.add(plus(marks.get(i), Expressions.multiply(width, close)));
        times.add(Expressions.subtract(marks.get(i), Expressions.multiply(width, close)));
      }
      if (i > 0) {
        times.add(Expressions.multiply(Expressions.HALF, plus(marks.get(i - 1), marks.get(i))));
      }
    }
    for (SpecialTimes.Special each : special) {
      if (each.switches()) {
        // Where a branch is chosen, an equation holds almost everywhere only.
        times.remove(each.at());
      } else {
        times.add(each.exact() ? each.at() : rounded(each.at()));
      }
    }
    List<Num> admitted =
        times.stream()
            .filter(domain::contains)
            .filter(time -> admits(problem, values, time))
            .toList();
    return new OdeTimes(values, start, from, to, admitted, special);
  }

  private static Num start(OdeProblem problem, Trial trial) {
    Expr point = problem.claim().initialPoint();
    return point instanceof Num number
        ? number
        : TimedValues.exact(trial.evaluator().evaluate(point).value());
  }

  /** A zero to so many digits that a function of it can be told from its value there. */
  private static Num rounded(Num zero) {
    return Expressions.decimal(
        new BigDecimal(zero.numerator())
            .divide(new BigDecimal(zero.denominator()), new MathContext(DIGITS)));
  }

  /** Returns whether a time satisfies the claim's conditions on it. */
  private static boolean admits(OdeProblem problem, TimedValues values, Num time) {
    return problem.claim().where().stream()
        .filter(condition -> condition.symbols().contains(values.variable()))
        .allMatch(condition -> holds(values.at(time.doubleValue()), condition));
  }

  private static boolean holds(Evaluator there, Expr condition) {
    try {
      return there.condition(condition);
    } catch (UndefinedValueException undefined) {
      return false;
    }
  }

  private static Num lesser(Num start, Optional<Num> end) {
    return end.filter(other -> other.compareTo(start) < 0).orElse(start);
  }

  private static Num greater(Num start, Optional<Num> end) {
    return end.filter(other -> other.compareTo(start) > 0).orElse(start);
  }

  private static Num plus(Num left, Num right) {
    return Expressions.add(left, right);
  }
}
