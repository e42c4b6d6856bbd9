package org.widelimit.algebra.decide;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.num;

import java.math.BigInteger;
import org.widelimit.algebra.DoubleFactorial;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;

/** Functions with a form by arithmetic where an argument is an integer or half of one. */
final class IntegerRules {

  private static final int MOST_TERMS_OF_A_SUM = 40;

  private final TowerReader reader;
  private final OpaqueRules opaque;

  IntegerRules(TowerReader reader, OpaqueRules opaque) {
    this.reader = reader;
    this.opaque = opaque;
  }

  /** Factorials, gamma functions and floors of numbers. */
  Ratio ofNumber(Call call, String head, Ratio x) {
    if (!x.isConstant()) {
      return opaque.read(call);
    }
    Num number = Tower.number(x.numerator().cc());
    if (head.equals("Floor")) {
      return reader.tower().constant(num(Interval.floor(number), BigInteger.ONE));
    }
    Num next = head.equals("Factorial") ? Expressions.add(number, ONE) : number;
    if (next.signum() <= 0
        || next.denominator().bitLength() > 2
        || next.denominator().intValue() > 2
        || next.numerator().bitLength() > 6) {
      return opaque.read(call);
    }
    // Gamma[x] = (x-1) Gamma[x-1] down to Gamma[1] = 1 or Gamma[1/2] = Sqrt[Pi].
    Ratio product =
        next.isInteger()
            ? reader.tower().constant(1)
            : reader.read(Expressions.sqrt(Expressions.PI));
    for (Num k = Expressions.add(next, Expressions.MINUS_ONE);
        k.signum() > 0;
        k = Expressions.add(k, Expressions.MINUS_ONE)) {
      product = reader.tower().multiply(reader.tower().constant(k), product);
    }
    return product;
  }

  /** Double factorials of numbers. */
  Ratio doubleFactorial(Call call, Ratio x) {
    Expr value =
        x.isConstant()
            ? DoubleFactorial.of(Tower.number(x.numerator().cc()))
            : Expressions.call("Factorial2", call.arg(0));
    return value instanceof Num number ? reader.tower().constant(number) : opaque.read(call);
  }

  /** Hermite polynomials by their recurrence (Abramowitz and Stegun, 22.7). */
  Ratio hermite(Call call, Expr order, Expr argument, int scale) {
    if (!(order instanceof Num n)
        || !n.isInteger()
        || n.signum() < 0
        || n.numerator().bitLength() > 5) {
      return opaque.read(call);
    }
    Ratio x = reader.tower().multiply(reader.tower().constant(scale), reader.read(argument));
    Ratio before = reader.tower().constant(0);
    Ratio now = reader.tower().constant(1);
    for (int k = 0; k < n.numerator().intValue(); k++) {
      Ratio next =
          reader
              .tower()
              .subtract(
                  reader.tower().multiply(x, now),
                  reader.tower().multiply(reader.tower().constant((long) scale * k), before));
      before = now;
      now = next;
    }
    return now;
  }

  /** Sums and products over a range of numbers. */
  Ratio repeated(Call call) {
    if (call.arity() == 2
        && call.arg(1).isCall("List", 3)
        && ((Call) call.arg(1)).arg(0) instanceof Sym index
        && ((Call) call.arg(1)).arg(1) instanceof Num from
        && ((Call) call.arg(1)).arg(2) instanceof Num to
        && from.isInteger()
        && to.isInteger()
        && to.numerator().subtract(from.numerator()).bitLength() < 6) {
      int count = to.numerator().subtract(from.numerator()).intValue();
      boolean sum = call.isCall("Sum");
      Ratio total = reader.tower().constant(sum ? 0 : 1);
      for (int i = 0; i <= Math.min(count, MOST_TERMS_OF_A_SUM); i++) {
        Ratio term =
            reader.read(call.arg(0).substitute(index.name(), Expressions.add(from, num(i))));
        total = sum ? reader.tower().add(total, term) : reader.tower().multiply(total, term);
      }
      if (count <= MOST_TERMS_OF_A_SUM) {
        return total;
      }
    }
    return opaque.read(call);
  }
}
