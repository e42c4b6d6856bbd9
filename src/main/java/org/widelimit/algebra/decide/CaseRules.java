package org.widelimit.algebra.decide;

import static org.widelimit.algebra.Expressions.minus;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;

/**
 * Functions that take one of several values by a sign or a condition: where the sign is not proved,
 * a case distinction is asked for.
 */
final class CaseRules {

  private final TowerReader reader;

  CaseRules(TowerReader reader) {
    this.reader = reader;
  }

  /** The weak sign of an argument, or a case distinction. */
  Sign signOf(Expr argument, Ratio value, boolean jump) {
    Sign sign = reader.signs().sign(value);
    if (sign == Sign.UNKNOWN || (jump && !sign.isStrict())) {
      throw new CaseNeededException(argument, jump);
    }
    return sign;
  }

  int signum(Expr argument, Ratio value) {
    return signOf(argument, value, true) == Sign.POSITIVE ? 1 : -1;
  }

  Ratio extremum(String head, List<Expr> args) {
    Expr best = args.get(0);
    for (Expr next : args.subList(1, args.size())) {
      Expr lead = minus(best, next);
      boolean bestIsLarger = signOf(lead, reader.read(lead), false).isNonnegative();
      if (bestIsLarger != head.equals("Max")) {
        best = next;
      }
    }
    return reader.read(best);
  }

  Ratio piecewise(List<Expr> args) {
    for (Expr row : ((Call) args.get(0)).args()) {
      if (holds(((Call) row).arg(1))) {
        return reader.read(((Call) row).arg(0));
      }
    }
    return args.size() > 1 ? reader.read(args.get(1)) : reader.tower().constant(0);
  }

  private boolean holds(Expr condition) {
    if (condition instanceof Sym sym) {
      if (sym.name().equals("True") || sym.name().equals("False")) {
        return sym.name().equals("True");
      }
      throw new UndecidedException("a condition that is a symbol");
    }
    List<Expr> args = ((Call) condition).args();
    return switch (condition.headName().orElse("")) {
      case "And" -> args.stream().allMatch(this::holds);
      case "Or" -> args.stream().anyMatch(this::holds);
      case "Not" -> !holds(args.get(0));
      case "Less" -> ordered(args, true, true);
      case "LessEqual" -> ordered(args, true, false);
      case "Greater" -> ordered(args, false, true);
      case "GreaterEqual" -> ordered(args, false, false);
      default -> throw new UndecidedException("a condition that is no inequality");
    };
  }

  private boolean ordered(List<Expr> sides, boolean increasing, boolean strict) {
    for (int i = 0; i + 1 < sides.size(); i++) {
      Expr rise =
          increasing
              ? minus(sides.get(i + 1), sides.get(i))
              : minus(sides.get(i), sides.get(i + 1));
      Ratio value = reader.read(rise);
      Sign sign = reader.signs().sign(value);
      boolean holds = strict ? sign == Sign.POSITIVE : sign.isNonnegative() || value.isZero();
      boolean fails = strict ? sign.isNonpositive() || value.isZero() : sign == Sign.NEGATIVE;
      if (!holds && !fails) {
        throw new CaseNeededException(rise, true);
      }
      if (fails) {
        return false;
      }
    }
    return true;
  }
}
