package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.Monomial;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.TowerVariable.Kind;
import org.widelimit.algebra.precise.HighPrecision;

/**
 * Sums of rational multiples of arctangents of numbers and of Pi: 0 exactly if the product of the
 * powers of {@code 1 + I a} is real and the sum is closer to 0 than the angles of a real number are
 * to one another.
 */
final class ArcTangentSum {

  private static final int LARGEST_POWER = 64;
  private static final int DIGITS = 40;

  private final TowerReader reader;

  ArcTangentSum(TowerReader reader) {
    this.reader = reader;
  }

  void proveZero(Ratio sum) {
    Tower tower = reader.tower();
    if (!sum.isPolynomial()) {
      throw new UndecidedException("its value at the point is not a sum of arctangents");
    }
    int multiple = 1;
    for (Monomial<Rational<BigInteger>> term : sum.numerator()) {
      Num number = Tower.number(term.coefficient);
      if (number.denominator().bitLength() > 6) {
        throw new UndecidedException("the multiples of the arctangents are too fine");
      }
      int denominator = number.denominator().intValueExact();
      multiple *=
          denominator
              / java.math.BigInteger.valueOf(multiple)
                  .gcd(java.math.BigInteger.valueOf(denominator))
                  .intValueExact();
      if (multiple > LARGEST_POWER) {
        throw new UndecidedException("the multiples of the arctangents are too fine");
      }
    }
    Ratio real = tower.constant(1);
    Ratio imaginary = tower.constant(0);
    for (Monomial<Rational<BigInteger>> term : sum.numerator()) {
      int index = onlyVariable(term);
      Num power = Expressions.multiply(Expressions.num(multiple), Tower.number(term.coefficient));
      if (tower.variable(index).kind() == Kind.PI) {
        continue;
      }
      if (power.numerator().abs().bitLength() > 6) {
        throw new UndecidedException("the multiples of the arctangents are too large");
      }
      Ratio tangent = reader.read(((Call) tower.variable(index).meaning()).arg(0));
      Ratio slope = power.signum() < 0 ? tower.negate(tangent) : tangent;
      for (int i = 0; i < power.numerator().abs().intValueExact(); i++) {
        Ratio nextReal = tower.subtract(real, tower.multiply(slope, imaginary));
        imaginary = tower.add(imaginary, tower.multiply(slope, real));
        real = nextReal;
      }
    }
    if (!imaginary.isZero()) {
      throw new UndecidedException("the sum of arctangents is no multiple of Pi");
    }
    // The sum is a multiple of Pi/multiple: it is 0 as soon as it is closer to 0 than that.
    Optional<BigDecimal> value = HighPrecision.evaluate(tower.toExpr(sum), Map.of(), DIGITS);
    if (value.isEmpty()
        || value.get().abs().multiply(BigDecimal.valueOf(multiple)).compareTo(BigDecimal.ONE)
            >= 0) {
      throw new UndecidedException("the sum of arctangents is another multiple of Pi");
    }
  }

  private int onlyVariable(Monomial<Rational<BigInteger>> term) {
    if (term.totalDegree == 1) {
      for (int i = 0; i < reader.tower().variables().size(); i++) {
        Kind kind = reader.tower().variable(i).kind();
        if (term.exponents[i] == 1 && (kind == Kind.PI || kind == Kind.ARC_TANGENT)) {
          return i;
        }
      }
    }
    throw new UndecidedException("its value at the point is not a sum of arctangents");
  }
}
