package org.widelimit.algebra.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.calculus.Differentiation;

/**
 * The lines of the domain along one variable, all others fixed: whether each is an interval, and a
 * point on all of them.
 */
final class Lines {

  private final TowerReader reader;
  private final Assumptions assumptions;

  Lines(TowerReader reader, Assumptions assumptions) {
    this.reader = reader;
    this.assumptions = assumptions;
  }

  /** One side of an inequality: {@code difference >= 0}, or {@code > 0} if strict. */
  private record Side(Expr difference, boolean strict) {}

  /** Returns a value of the variable on every line, empty unless every line is an interval. */
  Optional<Num> commonPoint(String variable) {
    Interval domain = assumptions.domain(variable);
    if (domain.integer()) {
      return Optional.empty();
    }
    List<Side> sides = new ArrayList<>();
    for (Expr constraint : assumptions.constraints()) {
      if (constraint.symbols().contains(variable) && !collect(constraint, sides)) {
        return Optional.empty();
      }
    }
    for (Side side : sides) {
      if (side.difference().symbols().contains(variable)
          && !isIntervalAlong(side.difference(), variable)) {
        return Optional.empty();
      }
    }
    return candidates(domain).stream()
        .filter(domain::contains)
        .filter(point -> sides.stream().allMatch(side -> holds(side, variable, point)))
        .findFirst();
  }

  private static List<Num> candidates(Interval domain) {
    List<Num> points = new ArrayList<>(List.of(Expressions.ZERO, Expressions.ONE));
    if (domain.lower().isPresent() && domain.upper().isPresent()) {
      points.add(
          Expressions.multiply(
              Expressions.HALF, Expressions.add(domain.lower().get(), domain.upper().get())));
    }
    domain.lower().ifPresent(low -> points.add(Expressions.add(low, Expressions.ONE)));
    domain.upper().ifPresent(high -> points.add(Expressions.add(high, Expressions.MINUS_ONE)));
    return points;
  }

  private static boolean collect(Expr constraint, List<Side> sides) {
    if (constraint.isCall("And")) {
      return ((Call) constraint).args().stream().allMatch(part -> collect(part, sides));
    }
    boolean less = constraint.isCall("Less") || constraint.isCall("LessEqual");
    if (!less && !constraint.isCall("Greater") && !constraint.isCall("GreaterEqual")) {
      return false;
    }
    boolean strict = constraint.isCall("Less") || constraint.isCall("Greater");
    List<Expr> parts = ((Call) constraint).args();
    for (int i = 0; i + 1 < parts.size(); i++) {
      Expr rise = Expressions.minus(parts.get(i + 1), parts.get(i));
      sides.add(new Side(less ? rise : Expressions.negate(rise), strict));
    }
    return true;
  }

  /** Concave functions have convex superlevel sets. */
  private boolean isIntervalAlong(Expr difference, String variable) {
    Optional<Expr> bend =
        new Differentiation(variable).of(difference).flatMap(new Differentiation(variable)::of);
    if (bend.isEmpty()) {
      return false;
    }
    try {
      Ratio value = reader.read(bend.get());
      return isSmooth(difference, variable)
          && (value.isZero() || reader.signs().sign(value).isNonpositive());
    } catch (UndecidedException | CaseNeededException unread) {
      reader.tower().deadline().check();
      return false;
    }
  }

  /** Only polynomials: a kink or a pole would pass the test of the second derivative. */
  private static boolean isSmooth(Expr difference, String variable) {
    if (!(difference instanceof Call call) || !difference.symbols().contains(variable)) {
      return true;
    }
    boolean polynomial =
        call.isCall("Plus")
            || call.isCall("Times")
            || (call.isCall("Power", 2)
                && call.arg(1) instanceof Num exponent
                && exponent.isInteger()
                && exponent.signum() > 0);
    return polynomial && call.args().stream().allMatch(arg -> isSmooth(arg, variable));
  }

  private boolean holds(Side side, String variable, Num point) {
    try {
      Ratio value = reader.read(side.difference().substitute(variable, point));
      Sign sign = reader.signs().sign(value);
      return side.strict() ? sign == Sign.POSITIVE : sign.isNonnegative();
    } catch (UndecidedException | CaseNeededException unread) {
      reader.tower().deadline().check();
      return false;
    }
  }
}
