package org.widelimit.gaussian.exact;

import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;

/**
 * Reads expressions that are free of the variable of integration. What is neither rational nor a
 * square root nor an exponential becomes a variable of its own and is put back when written.
 */
public final class ExactReader {

  /** The largest exponent that is multiplied out. */
  static final int LARGEST_POWER = 64;

  private final PolynomialField field;

  public ExactReader(PolynomialField field) {
    this.field = field;
  }

  public PolynomialField field() {
    return field;
  }

  /** Returns the expressions that stand behind made-up variables. */
  public Map<String, Expr> opaque() {
    return field.opaque();
  }

  /**
   * Returns the exact value.
   *
   * @throws OutsideClassException if the expression cannot be represented
   */
  public ExactSum read(Expr expr) {
    if (expr instanceof Num num) {
      return ExactSum.of(num);
    }
    if (expr.equals(Expressions.EULER)) {
      return ExactSum.exponential(ExactSum.ONE);
    }
    if (expr instanceof Sym sym) {
      if (sym.name().equals("Infinity")) {
        throw new OutsideClassException("infinity is not a number");
      }
      return ExactSum.of(RationalFunction.of(Polynomial.variable(sym.name())));
    }
    Call call = (Call) expr;
    if (expr.isCall("Plus")) {
      return call.args().stream().map(this::read).reduce(ExactSum.ZERO, ExactSum::plus);
    }
    if (expr.isCall("Times")) {
      return call.args().stream().map(this::read).reduce(ExactSum.ONE, ExactSum::times);
    }
    if (expr.isCall("Power", 2)) {
      return power(call);
    }
    if (expr.isCall("Sinh", 1) || expr.isCall("Cosh", 1)) {
      ExactSum exponent = read(call.arg(0));
      ExactSum back = ExactSum.exponential(exponent.negate());
      ExactSum sum =
          ExactSum.exponential(exponent).plus(expr.isCall("Sinh") ? back.negate() : back);
      return sum.times(RationalFunction.of(1, 2));
    }
    if (expr.isCall("Erf", 1)) {
      return ExactAtoms.erf(read(call.arg(0)));
    }
    if (expr.isCall("Erfi", 1)) {
      return ExactAtoms.erfi(read(call.arg(0)));
    }
    if (expr.isCall("BivariateNormalCDF", 3)) {
      return ExactAtoms.bivariateNormal(
          read(call.arg(0)), read(call.arg(1)), read(call.arg(2)), field);
    }
    if (expr.isCall("ArcSin", 1)) {
      return ExactAtoms.arcSin(read(call.arg(0)), field);
    }
    return opaque(expr);
  }

  private ExactSum power(Call call) {
    Expr base = call.arg(0);
    if (base.equals(Expressions.EULER)) {
      return ExactSum.exponential(read(call.arg(1)));
    }
    if (!(call.arg(1) instanceof Num exponent)
        || exponent.denominator().bitLength() > 2
        || exponent.numerator().abs().bitLength() > 6
        || exponent.denominator().intValue() > 2) {
      return opaque(call);
    }
    ExactSum value = read(base);
    int times = exponent.numerator().intValue();
    if (!exponent.isInteger()) {
      value = ExactSum.squareRoot(value.requireRational("what is under a square root"), field);
    }
    if (times < 0) {
      if (value.isZero()) {
        throw new OutsideClassException("division by zero", true);
      }
      value = reciprocal(value);
    }
    return value.power(Math.abs(times));
  }

  private ExactSum reciprocal(ExactSum value) {
    return value.rational().isPresent()
        ? ExactSum.of(value.requireRational("it").inverse(field))
        : value.inverse(field);
  }

  private ExactSum opaque(Expr expr) {
    String name = InternalNames.of("", expr.toString()).name();
    field.opaque().put(name, expr);
    return ExactSum.of(RationalFunction.of(Polynomial.variable(name)));
  }
}
