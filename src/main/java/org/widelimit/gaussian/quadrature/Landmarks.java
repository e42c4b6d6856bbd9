package org.widelimit.gaussian.quadrature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.functions.Smoothness;

/**
 * The parts of a formula whose zeros and extrema a quadrature must know: a rule that samples a
 * function sees neither a narrow peak between its nodes nor that a singularity cannot be
 * integrated.
 *
 * @param breaks where one of these is 0 the formula may have a kink or a jump
 * @param singular where one of these is 0 the formula may be infinite or steep like a power
 * @param centers where one of these is 0 or extreme there may be a peak, a dip or a steep flank
 * @param exponents exponents: as centers, and the flank of one that is linear may be anywhere
 */
public record Landmarks(
    Set<Expr> breaks, Set<Expr> singular, Set<Expr> centers, Set<Expr> exponents) {

  /** What may be steep, or peaked, where its argument is 0. */
  private static final Set<String> FLANKS =
      Heads.union(
          FunctionTable.names(
              f -> f.shape().smoothness() == Smoothness.SMOOTH && !f.shape().periodic()),
          Set.of("Log", "BivariateNormalCDF"));

  /** Copies the sets. */
  public Landmarks {
    breaks = Set.copyOf(breaks);
    singular = Set.copyOf(singular);
    centers = Set.copyOf(centers);
    exponents = Set.copyOf(exponents);
  }

  /**
   * Returns the landmarks of a formula.
   *
   * @param formula the formula
   * @param variables the variables of integration; parts without them have none
   */
  public static Landmarks of(Expr formula, Set<String> variables) {
    Set<Expr> breaks = new LinkedHashSet<>();
    Set<Expr> singular = new LinkedHashSet<>();
    Set<Expr> centers = new LinkedHashSet<>();
    Set<Expr> exponents = new LinkedHashSet<>();
    collect(formula, breaks, singular, centers, exponents);
    for (Set<Expr> parts : List.of(breaks, singular, centers, exponents)) {
      parts.removeIf(
          part -> part instanceof Num || part.symbols().stream().noneMatch(variables::contains));
    }
    return new Landmarks(breaks, singular, centers, exponents);
  }

  private static void collect(
      Expr expr, Set<Expr> breaks, Set<Expr> singular, Set<Expr> centers, Set<Expr> exponents) {
    if (!(expr instanceof Call call)) {
      return;
    }
    call.args().forEach(arg -> collect(arg, breaks, singular, centers, exponents));
    breaks.addAll(Switches.of(call));
    String head = call.headName().orElse("");
    if (call.isCall("Power", 2)) {
      power(call.arg(0), call.arg(1), singular, centers, exponents);
    } else if (FLANKS.contains(head)) {
      centers.addAll(call.args());
    }
    switch (head) {
      case "Log" -> factors(call.arg(0), singular);
      case "Tan" -> singular.add(Expressions.call("Cos", call.arg(0)));
      case "Csch", "Coth" -> singular.add(call.arg(0));
      case "ArcCosh" -> breaks.add(Expressions.minus(call.arg(0), Expressions.ONE));
      case "ArcTanh" -> {
        singular.add(Expressions.minus(Expressions.ONE, call.arg(0)));
        singular.add(Expressions.plus(Expressions.ONE, call.arg(0)));
      }
      case "ArcSin", "ArcCos" -> {
        breaks.add(Expressions.minus(Expressions.ONE, call.arg(0)));
        breaks.add(Expressions.plus(Expressions.ONE, call.arg(0)));
      }
      case "Floor" ->
          breaks.add(Expressions.call("Sin", Expressions.times(Expressions.PI, call.arg(0))));
      default -> {}
    }
  }

  private static void power(
      Expr base, Expr exponent, Set<Expr> singular, Set<Expr> centers, Set<Expr> exponents) {
    exponents.add(exponent);
    if (base.equals(Expressions.EULER)) {
      return;
    }
    factors(base, centers);
    if (!(exponent instanceof Num number) || !number.isInteger() || number.signum() < 0) {
      factors(base, singular);
    }
  }

  /** Adds the factors at whose zeros a part is 0, without signs and powers. */
  private static void factors(Expr part, Set<Expr> factors) {
    if (part.isCall("Times")) {
      ((Call) part).args().forEach(factor -> factors(factor, factors));
    } else if (part.isCall("Abs", 1) || isPower(part)) {
      factors(((Call) part).arg(0), factors);
    } else {
      factors.add(part);
    }
  }

  private static boolean isPower(Expr part) {
    return part.isCall("Power", 2) && !((Call) part).arg(0).equals(Expressions.EULER);
  }
}
