package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sym;

import java.math.BigInteger;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.gaussian.exact.ExactWriter;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.Polynomial;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * Requires that the Gaussian density outweighs the exponential of a growing quadratic on all of the
 * domain, and says on which part it does.
 */
final class Convergence {

  private final PolynomialField field;
  private final ExactWriter writer;

  Convergence(PolynomialField field, ExactWriter writer) {
    this.field = field;
    this.writer = writer;
  }

  /**
   * Requires a pivot {@code 1 + decay variance} to be positive. It is if the decay is not negative,
   * as a variance is not, also one that has lost a part to an exponential before.
   *
   * @throws OutsideClassException if it is not known to be, on all of the domain
   */
  void require(RationalFunction pivot, RationalFunction decay) {
    if (pivot.sign(field) <= 0 && decay.sign(field) > 0) {
      // The denominators are earlier pivots.
      field.know(pivot.numerator());
    }
    if (pivot.sign(field) <= 0) {
      Expr condition = condition(pivot);
      throw OutsideClassException.divergesUnless(
          condition,
          "the exponential of a growing quadratic is to be outweighed by the Gaussian density on"
              + " all of the domain: the integral diverges unless "
              + WolframWriter.write(condition));
    }
  }

  /** Writes that the pivot is positive, solved for a symbol that it is a line in. */
  private Expr condition(RationalFunction pivot) {
    Polynomial top = pivot.numerator();
    if (pivot.denominator().isEmpty() && top.variables().size() == 1) {
      String name = top.variables().iterator().next();
      if (top.degree(name) == 1) {
        Num slope = top.coefficient(name, 1).constantValue();
        Num offset = top.coefficient(name, 0).constantValue();
        Expr root = divide(negate(offset), slope);
        return call(slope.signum() < 0 ? "Less" : "Greater", sym(name), root);
      }
    }
    // The factors of the denominator were required to be positive before.
    Num scale = ONE;
    for (Num coefficient : top.terms().values()) {
      scale = lcm(scale, coefficient);
    }
    Expr left = writer.write(top.scale(scale));
    return call("Greater", left, ZERO);
  }

  private static Num lcm(Num multiple, Num coefficient) {
    BigInteger a = multiple.numerator();
    BigInteger b = coefficient.denominator();
    return num(a.multiply(b).divide(a.gcd(b)), BigInteger.ONE);
  }
}
