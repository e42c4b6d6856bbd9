package org.widelimit.verification.derive.inequality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;

/**
 * Powers with exponents that are no numbers, as numbers of which it is known on which side of 1
 * they lie: with an exponent that is not negative on that of the base.
 *
 * @param formula a formula with symbols for such powers
 * @param assumptions what is known, of those symbols too
 */
record BoundedPowers(Expr formula, Assumptions assumptions) {

  private static final Interval UP_TO_ONE =
      new Interval(Optional.of(Expressions.ZERO), true, Optional.of(Expressions.ONE), true, false);

  private static final Interval FROM_ONE =
      new Interval(Optional.of(Expressions.ONE), true, Optional.empty(), false, false);

  /** Replaces the powers of which this is known, or returns empty if there are none. */
  static Optional<BoundedPowers> of(Expr formula, Assumptions assumptions) {
    SignDecider signs = new SignDecider(assumptions);
    Map<Expr, Sym> names = new LinkedHashMap<>();
    Map<Sym, Interval> ranges = new LinkedHashMap<>();
    Expr general =
        formula.transform(
            node -> {
              if (names.containsKey(node)) {
                return names.get(node);
              }
              Optional<Interval> range = range(node, signs);
              if (range.isEmpty()) {
                return node;
              }
              Sym name = InternalNames.of("power", String.valueOf(names.size() + 1));
              names.put(node, name);
              ranges.put(name, range.get());
              return name;
            });
    Assumptions known = assumptions;
    for (Map.Entry<Sym, Interval> range : ranges.entrySet()) {
      known = known.with(range.getKey().name(), range.getValue());
    }
    return ranges.isEmpty() ? Optional.empty() : Optional.of(new BoundedPowers(general, known));
  }

  private static Optional<Interval> range(Expr node, SignDecider signs) {
    if (!(node instanceof Call power) || !power.isCall("Power", 2) || power.arg(1) instanceof Num) {
      return Optional.empty();
    }
    Expr base = power.arg(0);
    Expr exponent = power.arg(1);
    if (base.equals(Expressions.EULER)) {
      Sign sign = signs.of(exponent);
      return sign.isNonpositive()
          ? Optional.of(UP_TO_ONE)
          : sign.isNonnegative() ? Optional.of(FROM_ONE) : Optional.empty();
    }
    if (!signs.of(exponent).isNonnegative()) {
      return Optional.empty();
    }
    Expr size = isEven(exponent, signs.assumptions()) ? Expressions.square(base) : base;
    if (!signs.of(size).isNonnegative()) {
      return Optional.empty();
    }
    Sign above = signs.of(Expressions.minus(size, Expressions.ONE));
    return above.isNonpositive()
        ? Optional.of(UP_TO_ONE)
        : above.isNonnegative() ? Optional.of(FROM_ONE) : Optional.empty();
  }

  /** Whether an exponent is an even number times symbols for integers. */
  private static boolean isEven(Expr exponent, Assumptions assumptions) {
    if (!(exponent instanceof Call call) || !call.isCall("Times")) {
      return false;
    }
    return call.arg(0) instanceof Num factor
        && factor.isInteger()
        && !factor.numerator().testBit(0)
        && call.args().stream()
            .skip(1)
            .allMatch(arg -> arg instanceof Sym sym && assumptions.domain(sym.name()).integer());
  }
}
