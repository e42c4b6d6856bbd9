package org.widelimit.algebra.decide;

import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.times;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.calculus.BivariateNormalDerivative;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Probabilities {@code BivariateNormalCDF[h, k, rho]}: one variable for all that differ by the
 * order of the bounds or by reflections.
 *
 * <p>{@code P(X <= -h, Y <= k) = P(Y <= k) - P(X' <= h, Y <= k)}, where {@code X' = -X} has the
 * opposite correlation. At rho = 0 the two are independent, at {@code h = k = 0} the probability is
 * {@code 1/4 + ArcSin[rho]/(2 Pi)} (Sheppard 1899), and at rho = ±1 it is one of a single variable.
 */
final class BivariateNormalRules {

  private final TowerReader reader;

  BivariateNormalRules(TowerReader reader) {
    this.reader = reader;
  }

  Ratio read(List<Expr> args) {
    Tower tower = reader.tower();
    Ratio h = reader.read(args.get(0));
    Ratio k = reader.read(args.get(1));
    Ratio rho = reader.read(args.get(2));
    if (rho.isZero()) {
      return tower.multiply(
          reader.read(BivariateNormalDerivative.distribution(args.get(0))),
          reader.read(BivariateNormalDerivative.distribution(args.get(1))));
    }
    Expr correlation = tower.toExpr(rho);
    if (correlation.equals(ONE)) {
      return reader.read(
          BivariateNormalDerivative.distribution(call("Min", args.get(0), args.get(1))));
    }
    if (correlation.equals(MINUS_ONE)) {
      Expr difference =
          minus(
              BivariateNormalDerivative.distribution(args.get(0)),
              BivariateNormalDerivative.distribution(negate(args.get(1))));
      return reader.read(call("Max", ZERO, difference));
    }
    if (h.isZero() && k.isZero()) {
      return reader.read(plus(num(1, 4), divide(call("ArcSin", args.get(2)), times(TWO, PI))));
    }
    if (reflects(h, k, rho)) {
      return tower.subtract(
          reader.read(BivariateNormalDerivative.distribution(args.get(1))),
          read(List.of(negate(args.get(0)), args.get(1), negate(args.get(2)))));
    }
    Expr first = tower.toExpr(h);
    Expr second = tower.toExpr(k);
    if (reflects(k, h, rho)
        || (!h.isZero() && (k.isZero() || first.toString().compareTo(second.toString()) > 0))) {
      return read(List.of(args.get(1), args.get(0), args.get(2)));
    }
    Expr meaning = call("BivariateNormalCDF", first, second, correlation);
    return tower.variableAsRatio(tower.indexOf(new TowerVariable(meaning, Kind.BIVARIATE_NORMAL)));
  }

  /** Whether the first bound is to change its sign: a negative one, or 0 with rho negative. */
  private static boolean reflects(Ratio bound, Ratio other, Ratio rho) {
    return bound.isZero()
        ? !other.isZero() && TowerReader.hasNegativeLead(rho)
        : TowerReader.hasNegativeLead(bound);
  }
}
