package org.widelimit.algebra.decide;

import static org.widelimit.algebra.Expressions.ZERO;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Proves that a quotient is 0 although its normal form is not: divided by its leading coefficient
 * it is continuous along a variable, its derivative is 0, and so is its value at one point of every
 * line.
 *
 * <p>The division makes the leading term's derivative shorter, so that the recursion ends. That the
 * function is defined and continuous along the whole line is proved, not assumed: {@code ArcTan[x]
 * + ArcTan[1/x]} has derivative 0 and is not constant.
 */
final class DifferentialArgument {

  private final ZeroProof proof;
  private final TowerReader reader;
  private final Assumptions assumptions;
  private final List<ProofStep> steps;

  DifferentialArgument(
      ZeroProof proof, TowerReader reader, Assumptions assumptions, List<ProofStep> steps) {
    this.proof = proof;
    this.reader = reader;
    this.assumptions = assumptions;
    this.steps = steps;
  }

  void prove(Ratio ratio, int depth) {
    Tower tower = reader.tower();
    Set<String> candidates = new TreeSet<>();
    boolean transcendental = false;
    for (int i = 0; i < tower.variables().size(); i++) {
      if (ratio.numerator().degree(i) > 0 && tower.variable(i).isTranscendental()) {
        transcendental = true;
        candidates.addAll(tower.variable(i).meaning().symbols());
      }
    }
    candidates.removeAll(Assumptions.CONSTANTS);
    if (!transcendental) {
      throw new UndecidedException("its normal form is not 0");
    }
    Ratio scaled = tower.ratio(ratio.numerator(), leadingCoefficient(ratio.numerator()));
    Expr function = tower.toExpr(scaled);
    if (candidates.isEmpty()) {
      new ArcTangentSum(reader).proveZero(scaled);
      steps.add(
          new ProofStep(
              "sum of arctangents",
              function,
              ZERO,
              "The product of the complex numbers with these arguments is real, and the sum is"
                  + " smaller than Pi."));
      return;
    }
    String why = "";
    for (String variable : candidates) {
      Optional<Expr> slope = new Differentiation(variable).of(function);
      Optional<Num> base = new Lines(reader, assumptions).commonPoint(variable);
      if (slope.isEmpty()) {
        why = "it has no derivative in " + variable;
      } else if (base.isEmpty()) {
        why = "the domain of " + variable + " is not seen to be an interval with a known point";
      } else if (!isContinuous(scaled)) {
        why = "it is not seen to be continuous along " + variable;
      } else {
        int mark = steps.size();
        try {
          byDerivative(function, slope.get(), variable, base.get(), depth);
          return;
        } catch (UndecidedException failed) {
          steps.subList(mark, steps.size()).clear();
          tower.deadline().check();
          why = failed.reason();
        }
      }
    }
    throw new UndecidedException(why);
  }

  private void byDerivative(Expr function, Expr slope, String variable, Num base, int depth) {
    proof.prove(slope, assumptions, depth + 1);
    steps.add(
        new ProofStep(
            "constant function",
            Expressions.call("D", function, Expressions.sym(variable)),
            ZERO,
            "The function is continuous in "
                + variable
                + " and its derivative is 0, so it is constant."));
    Expr value = function.substitute(variable, base);
    List<Expr> constraints =
        assumptions.constraints().stream()
            .map(constraint -> constraint.substitute(variable, base))
            .toList();
    steps.add(
        new ProofStep("value at a point", function, value, "At " + variable + " == " + base + "."));
    proof.prove(value, new Assumptions(assumptions.domains(), constraints), depth + 1);
  }

  /** The coefficient of the last monomial in the transcendental variables, times exponentials. */
  private MultivariatePolynomial<Rational<BigInteger>> leadingCoefficient(
      MultivariatePolynomial<Rational<BigInteger>> numerator) {
    Tower tower = reader.tower();
    List<Integer> indices = new ArrayList<>();
    for (int i = tower.variables().size() - 1; i >= 0; i--) {
      if (tower.variable(i).isTranscendental() && numerator.degree(i) > 0) {
        indices.add(i);
      }
    }
    Monomial<Rational<BigInteger>> highest = null;
    for (Monomial<Rational<BigInteger>> term : numerator) {
      if (highest == null || compare(term, highest, indices) > 0) {
        highest = term;
      }
    }
    MultivariatePolynomial<Rational<BigInteger>> coefficient = tower.zero();
    for (Monomial<Rational<BigInteger>> term : numerator) {
      if (highest != null && compare(term, highest, indices) == 0) {
        int[] exponents = term.exponents.clone();
        for (int i : indices) {
          if (tower.variable(i).kind() != Kind.EXPONENTIAL) {
            exponents[i] = 0;
          }
        }
        coefficient.add(new Monomial<>(exponents, term.coefficient));
      }
    }
    return coefficient;
  }

  private static int compare(
      Monomial<Rational<BigInteger>> a, Monomial<Rational<BigInteger>> b, List<Integer> indices) {
    for (int i : indices) {
      if (a.exponents[i] != b.exponents[i]) {
        return Integer.compare(a.exponents[i], b.exponents[i]);
      }
    }
    return 0;
  }

  /** Whether the quotient is seen to be defined and continuous on the whole domain. */
  private boolean isContinuous(Ratio ratio) {
    Tower tower = reader.tower();
    if (!reader.signs().sign(ratio.denominator()).isStrict()) {
      return false;
    }
    for (int i = 0; i < tower.variables().size(); i++) {
      boolean used = ratio.numerator().degree(i) > 0 || ratio.denominator().degree(i) > 0;
      if (used && !isContinuous(tower.variable(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isContinuous(TowerVariable variable) {
    return switch (variable.kind()) {
      case SYMBOL, PI -> true;
      case OPAQUE -> false;
      case ROOT -> {
        MultivariatePolynomial<Rational<BigInteger>> radicand = variable.radicand();
        yield radicand != null
            && reader.signs().sign(radicand).isNonnegative()
            && isContinuous(reader.tower().ratioOf(radicand));
      }
      case LOGARITHM -> {
        Ratio argument = reader.read(((Expr.Call) variable.meaning()).arg(0));
        yield reader.signs().sign(argument) == Sign.POSITIVE && isContinuous(argument);
      }
      case EXPONENTIAL ->
          !(variable.meaning() instanceof Expr.Call power)
              || isContinuous(reader.read(power.arg(1)));
      case COSINE, SINE, ARC_TANGENT, ERROR_FUNCTION ->
          isContinuous(reader.read(((Expr.Call) variable.meaning()).arg(0)));
      case BIVARIATE_NORMAL -> {
        Expr.Call call = (Expr.Call) variable.meaning();
        Expr distance = Expressions.minus(Expressions.ONE, Expressions.square(call.arg(2)));
        yield reader.signs().sign(reader.read(distance)).isNonnegative()
            && call.args().stream().allMatch(arg -> isContinuous(reader.read(arg)));
      }
    };
  }
}
