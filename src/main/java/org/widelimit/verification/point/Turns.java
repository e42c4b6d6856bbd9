package org.widelimit.verification.point;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.verification.claim.Elementary;

/**
 * The parts of formulas whose zeros and turning points the formulas name: what decides a branch,
 * the bases of powers, the arguments of functions, the factors of products, the determinants of
 * covariances; and the numbers that stand in them.
 */
public final class Turns {

  private static final int MOST = 40;
  private static final int MOST_NUMBERS = 12;

  private static final Set<String> CONDITIONS =
      Set.of("Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "And", "Or", "Not", "List");

  private final Set<String> names;
  private final Set<Expr> switches = new LinkedHashSet<>();
  private final Set<Expr> parts = new LinkedHashSet<>();
  private final Set<Num> numbers = new LinkedHashSet<>();

  /**
   * Collects the parts.
   *
   * @param names the symbols that take real values: parts in others are left out
   * @param formulas words with definitions and activations put in
   */
  public Turns(Set<String> names, List<Expr> formulas) {
    this.names = names;
    formulas.forEach(this::collect);
  }

  /** Returns the parts, switches first. */
  public List<Expr> parts() {
    Set<Expr> all = new LinkedHashSet<>(switches);
    all.addAll(parts);
    return all.stream().limit(MOST).toList();
  }

  /** Returns whether a part at whose zeros a formula may jump is exactly 0 at a point. */
  public boolean isAtSwitch(Map<String, Num> point) {
    return switches.stream()
        .anyMatch(
            part ->
                HighPrecision.estimate(part, point, 20)
                    .filter(value -> value.value().signum() == 0 && value.error().signum() == 0)
                    .isPresent());
  }

  /** Returns the numbers that stand in the formulas. */
  public List<Num> numbers() {
    return numbers.stream().limit(MOST_NUMBERS).toList();
  }

  private void collect(Expr expr) {
    if (expr instanceof Num number) {
      if (number.signum() != 0) {
        numbers.add(number);
      }
      return;
    }
    if (!(expr instanceof Call call)) {
      return;
    }
    Switches.of(call).forEach(part -> add(part, switches));
    List<Expr> args = call.args();
    switch (call.headName().orElse("")) {
      case "Floor" -> {
        for (int k = -1; k <= 2; k++) {
          add(Expressions.minus(args.get(0), Expressions.num(k)), switches);
        }
      }
      case "Power" -> args.forEach(arg -> add(arg, parts));
      case "ArcSin", "ArcCos", "ArcTanh" -> {
        add(args.get(0), switches);
        add(Expressions.minus(args.get(0), Expressions.ONE), switches);
        add(Expressions.plus(args.get(0), Expressions.ONE), switches);
      }
      case "Log" -> {
        add(args.get(0), switches);
        add(Expressions.minus(args.get(0), Expressions.ONE), parts);
      }
      case "Tan" -> {
        add(Expressions.call("Cos", args.get(0)), switches);
        add(args.get(0), parts);
      }
      case "E" -> law(call);
      default -> {
        if (Elementary.isElementary(call) && !isCondition(call)) {
          args.forEach(arg -> add(arg, parts));
        }
      }
    }
    if (!(call.head() instanceof Expr.Sym)) {
      collect(call.head());
    }
    args.forEach(this::collect);
  }

  /** A covariance matrix is singular at the ends of its entries' domain. */
  private void law(Call expectation) {
    if (expectation.arity() == 3
        && expectation.arg(2) instanceof Call rows
        && rows.isCall("List", 2)
        && rows.arg(0) instanceof Call top
        && rows.arg(1) instanceof Call bottom
        && top.arity() == 2
        && bottom.arity() == 2) {
      add(
          Expressions.minus(
              Expressions.times(top.arg(0), bottom.arg(1)), Expressions.square(top.arg(1))),
          switches);
      add(top.arg(1), switches);
    }
  }

  /** Comparisons, what joins them, and lists have no value to be 0. */
  private static boolean isCondition(Expr expr) {
    return expr.headName().filter(CONDITIONS::contains).isPresent();
  }

  private void add(Expr part, Set<Expr> to) {
    if (isCondition(part)) {
      return;
    }
    Set<String> symbols = new java.util.TreeSet<>(part.symbols());
    symbols.removeAll(Assumptions.CONSTANTS);
    if (!symbols.isEmpty() && names.containsAll(symbols) && Elementary.isFormula(part)) {
      to.add(part);
    }
  }

  /** Returns a copy with more parts, such as the difference of an inequality's sides. */
  public List<Expr> with(List<Expr> more) {
    List<Expr> all = new ArrayList<>();
    Set<Expr> named = new LinkedHashSet<>();
    more.forEach(part -> add(part, named));
    all.addAll(named);
    all.addAll(parts());
    return all;
  }
}
