package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialMethods;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Exponentials, sines and cosines: arguments are split into terms, and multiples of one term are
 * powers, or multiple angles, of one variable.
 */
final class ExponentialRules {

  private static final int LARGEST_MULTIPLE = 40;

  private final TowerReader reader;
  private final Refinements refinements;

  ExponentialRules(TowerReader reader, Refinements refinements) {
    this.reader = reader;
    this.refinements = refinements;
  }

  /** A rational multiple of a term without coefficient. */
  private record Part(Num multiple, Ratio term) {}

  private List<Part> parts(Ratio argument) {
    Tower tower = reader.tower();
    List<Part> parts = new ArrayList<>();
    MultivariatePolynomial<Rational<BigInteger>> rest = argument.numerator();
    if (!argument.isPolynomial()) {
      MultivariatePolynomial<Rational<BigInteger>>[] division =
          PolynomialMethods.divideAndRemainder(
              argument.numerator().clone(), argument.denominator().clone());
      collect(tower.ratioOf(division[0]), parts);
      rest = division[1];
    }
    collect(new Ratio(rest, argument.denominator()), parts);
    return parts;
  }

  private void collect(Ratio sum, List<Part> into) {
    Tower tower = reader.tower();
    for (Monomial<Rational<BigInteger>> term : sum.numerator()) {
      into.add(
          new Part(
              Tower.number(term.coefficient),
              tower.ratio(tower.withoutCoefficient(term), sum.denominator())));
    }
  }

  Ratio exp(Ratio argument) {
    Tower tower = reader.tower();
    Ratio result = tower.constant(1);
    if (argument.isZero()) {
      return result;
    }
    for (Part part : parts(argument)) {
      result = tower.multiply(result, exp(part));
    }
    return result;
  }

  private Ratio exp(Part part) {
    Tower tower = reader.tower();
    Expr term = tower.toExpr(part.term());
    if (term.isCall("Log", 1)) {
      // Where Log[g] is defined, Exp[c Log[g]] is g^c.
      return reader.read(Expressions.power(((Expr.Call) term).arg(0), part.multiple()));
    }
    int steps = steps(term, part.multiple());
    Expr meaning = Expressions.exp(Expressions.times(Expressions.num(1, steps), term));
    int index = tower.indexOf(new TowerVariable(meaning, Kind.EXPONENTIAL));
    return tower.power(tower.variableAsRatio(index), multiple(part.multiple(), steps));
  }

  private int steps(Expr term, Num multiple) {
    if (multiple.denominator().bitLength() > 7) {
      throw new UndecidedException("an exponent with a denominator beyond 64");
    }
    Expr key = Expressions.exp(term);
    return refinements.steps(key, multiple.denominator().intValueExact(), refinements.knows(key));
  }

  private static int multiple(Num multiple, int steps) {
    Num count = Expressions.multiply(multiple, Expressions.num(steps));
    if (count.numerator().abs().compareTo(java.math.BigInteger.valueOf(LARGEST_MULTIPLE)) > 0) {
      throw new UndecidedException("an exponent beyond 40 times a common step");
    }
    return count.numerator().intValueExact();
  }

  /** A complex number on the unit circle. */
  private record Phase(Ratio cosine, Ratio sine) {}

  Ratio cos(Ratio argument) {
    return phase(argument).cosine();
  }

  Ratio sin(Ratio argument) {
    return phase(argument).sine();
  }

  private Phase phase(Ratio argument) {
    Tower tower = reader.tower();
    Phase result = new Phase(tower.constant(1), tower.constant(0));
    if (argument.isZero()) {
      return result;
    }
    for (Part part : parts(argument)) {
      result = product(result, phase(part));
    }
    return result;
  }

  private Phase product(Phase a, Phase b) {
    Tower tower = reader.tower();
    return new Phase(
        tower.subtract(tower.multiply(a.cosine(), b.cosine()), tower.multiply(a.sine(), b.sine())),
        tower.add(tower.multiply(a.cosine(), b.sine()), tower.multiply(a.sine(), b.cosine())));
  }

  private Phase power(Phase phase, int exponent) {
    Tower tower = reader.tower();
    Phase result = new Phase(tower.constant(1), tower.constant(0));
    Phase factor = exponent < 0 ? new Phase(phase.cosine(), tower.negate(phase.sine())) : phase;
    for (int i = 0; i < Math.abs(exponent); i++) {
      result = product(result, factor);
    }
    return result;
  }

  private Phase phase(Part part) {
    Tower tower = reader.tower();
    Expr term = tower.toExpr(part.term());
    if (term.equals(Expressions.PI)) {
      Num twelfths = Expressions.multiply(part.multiple(), Expressions.num(12));
      if (twelfths.isInteger()) {
        int turn = twelfths.numerator().mod(java.math.BigInteger.valueOf(24)).intValueExact();
        return power(fifteenDegrees(), turn);
      }
    }
    int steps = steps(Expressions.times(term, InternalNames.symbol("angle")), part.multiple());
    Expr angle = Expressions.times(Expressions.num(1, steps), term);
    int cosine = tower.indexOf(new TowerVariable(Expressions.call("Cos", angle), Kind.COSINE));
    int sine =
        tower.indexOf(
            new TowerVariable(Expressions.call("Sin", angle), Kind.SINE, 0, null, cosine));
    return power(
        new Phase(tower.variableAsRatio(cosine), tower.variableAsRatio(sine)),
        multiple(part.multiple(), steps));
  }

  /**
   * The cosine and sine of Pi/12: {@code (Sqrt[6] + Sqrt[2])/4} and {@code (Sqrt[6] - Sqrt[2])/4}.
   */
  private Phase fifteenDegrees() {
    Tower tower = reader.tower();
    Ratio two = reader.read(Expressions.sqrt(Expressions.num(2)));
    Ratio six = reader.read(Expressions.sqrt(Expressions.num(6)));
    Ratio quarter = tower.constant(Expressions.num(1, 4));
    return new Phase(
        tower.multiply(quarter, tower.add(six, two)),
        tower.multiply(quarter, tower.subtract(six, two)));
  }
}
