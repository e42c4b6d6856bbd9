package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialMethods;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Logarithms, split over factors of known sign, and inverse trigonometric functions, all written
 * with the arctangent.
 */
final class LogarithmRules {

  private final TowerReader reader;

  LogarithmRules(TowerReader reader) {
    this.reader = reader;
  }

  Ratio log(Ratio argument) {
    Tower tower = reader.tower();
    if (argument.isZero()) {
      throw new UndecidedException("a logarithm of zero");
    }
    Sign below = reader.signs().sign(argument.denominator());
    if (!below.isStrict()) {
      return atom(tower.toExpr(argument));
    }
    boolean flip = below == Sign.NEGATIVE;
    MultivariatePolynomial<Rational<BigInteger>> top = argument.numerator();
    MultivariatePolynomial<Rational<BigInteger>> bottom = argument.denominator();
    return tower.subtract(
        ofPolynomial(flip ? top.clone().negate() : top),
        ofPolynomial(flip ? bottom.clone().negate() : bottom));
  }

  private Ratio ofPolynomial(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    Tower tower = reader.tower();
    tower.deadline().check();
    Factors factors = Factors.of(polynomial);
    Num content = factors.content();
    MultivariatePolynomial<Rational<BigInteger>> undecided = tower.zero().createOne();
    Ratio result = tower.constant(0);
    for (Factors.Factor factor : factors.factors()) {
      MultivariatePolynomial<Rational<BigInteger>> primitive = factor.base();
      int multiplicity = factor.multiplicity();
      Sign sign = reader.signs().sign(primitive);
      if (sign.isStrict()) {
        MultivariatePolynomial<Rational<BigInteger>> positive =
            sign == Sign.POSITIVE ? primitive : primitive.clone().negate();
        if (sign == Sign.NEGATIVE && multiplicity % 2 == 1) {
          content = Expressions.multiply(Expressions.MINUS_ONE, content);
        }
        result =
            tower.add(result, tower.multiply(tower.constant(multiplicity), ofPositive(positive)));
      } else {
        undecided.multiply(PolynomialMethods.polyPow(primitive.clone(), multiplicity));
      }
    }
    if (content.signum() < 0) {
      if (undecided.isConstant()) {
        throw new UndecidedException("a logarithm of a negative number");
      }
      undecided.negate();
      content = Expressions.multiply(Expressions.MINUS_ONE, content);
    }
    result = tower.add(result, ofInteger(content.numerator()));
    result = tower.subtract(result, ofInteger(content.denominator()));
    return undecided.isConstant() ? result : tower.add(result, atom(tower.toExpr(undecided)));
  }

  private Ratio ofPositive(MultivariatePolynomial<Rational<BigInteger>> positive) {
    Tower tower = reader.tower();
    Expr meaning = tower.toExpr(positive);
    if (meaning instanceof Call call && call.isCall("Power", 2)) {
      if (call.arg(0).equals(Expressions.EULER)) {
        return reader.read(call.arg(1));
      }
      if (call.arg(1) instanceof Num exponent) {
        return tower.multiply(tower.constant(exponent), log(reader.read(call.arg(0))));
      }
    }
    return meaning.equals(Expressions.EULER) ? tower.constant(1) : atom(meaning);
  }

  private Ratio ofInteger(java.math.BigInteger number) {
    Tower tower = reader.tower();
    Ratio result = tower.constant(0);
    for (Map.Entry<java.math.BigInteger, Integer> entry :
        RootRules.primePowers(number).entrySet()) {
      Expr prime = Expressions.num(entry.getKey(), java.math.BigInteger.ONE);
      result = tower.add(result, tower.multiply(tower.constant(entry.getValue()), atom(prime)));
    }
    return result;
  }

  private Ratio atom(Expr argument) {
    Tower tower = reader.tower();
    Expr meaning = Expressions.call("Log", argument);
    return tower.variableAsRatio(tower.indexOf(new TowerVariable(meaning, Kind.LOGARITHM)));
  }

  Ratio arcTan(Ratio argument) {
    Tower tower = reader.tower();
    if (argument.isZero()) {
      return argument;
    }
    if (TowerReader.hasNegativeLead(argument)) {
      return tower.negate(arcTan(tower.negate(argument)));
    }
    Ratio square = tower.multiply(argument, argument);
    if (square.isConstant() && reader.signs().sign(argument) == Sign.POSITIVE) {
      Num value = Tower.number(square.numerator().cc());
      int twelfths =
          value.is(1) ? 3 : value.is(3) ? 4 : value.equals(Expressions.num(1, 3)) ? 2 : 0;
      if (twelfths > 0) {
        return tower.multiply(
            tower.constant(Expressions.num(twelfths, 12)), reader.read(Expressions.PI));
      }
    }
    Sign sign = reader.signs().sign(argument);
    Expr meaning = tower.toExpr(argument);
    if (sign.isStrict()) {
      // ArcTan[x] + ArcTan[1/x] is half of Pi times the sign of x: keep one of the two.
      Ratio inverse = tower.invert(argument);
      Expr other = tower.toExpr(inverse);
      if (length(other) < length(meaning)
          || (length(other) == length(meaning) && Expressions.ORDER.compare(other, meaning) < 0)) {
        Ratio quarterTurn = reader.halfOf(reader.read(Expressions.PI));
        return tower.subtract(
            sign == Sign.POSITIVE ? quarterTurn : tower.negate(quarterTurn),
            TowerReader.hasNegativeLead(inverse)
                ? tower.negate(arcTanAtom(tower.toExpr(tower.negate(inverse))))
                : arcTanAtom(other));
      }
    }
    return arcTanAtom(meaning);
  }

  private Ratio arcTanAtom(Expr argument) {
    Tower tower = reader.tower();
    Expr meaning = Expressions.call("ArcTan", argument);
    return tower.variableAsRatio(tower.indexOf(new TowerVariable(meaning, Kind.ARC_TANGENT)));
  }

  private static int length(Expr expr) {
    return expr instanceof Call call
        ? 1 + length(call.head()) + call.args().stream().mapToInt(LogarithmRules::length).sum()
        : 1;
  }

  /** {@code ArcSin[y] = ArcTan[y/Sqrt[1 - y^2]]}; at the ends it is half of Pi. */
  Ratio arcSin(Ratio argument) {
    Tower tower = reader.tower();
    Ratio rest = tower.subtract(tower.constant(1), tower.multiply(argument, argument));
    if (rest.isZero()) {
      Sign sign = reader.signs().sign(argument);
      if (!sign.isStrict()) {
        throw new CaseNeededException(tower.toExpr(argument), false);
      }
      Ratio quarterTurn = reader.halfOf(reader.read(Expressions.PI));
      return sign == Sign.POSITIVE ? quarterTurn : tower.negate(quarterTurn);
    }
    Ratio root = reader.read(Expressions.sqrt(tower.toExpr(rest)));
    return arcTan(tower.divide(argument, root));
  }
}
