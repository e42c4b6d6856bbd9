package org.widelimit.algebra;

import java.math.BigInteger;
import org.widelimit.algebra.Expr.Num;

/** The double factorial {@code n!! = n (n - 2) (n - 4) ...}, which is 1 for 0 and -1. */
public final class DoubleFactorial {

  private static final int LARGEST = 1_000;

  private DoubleFactorial() {}

  /** Returns the number where the argument is a small integer from -1 on, otherwise the call. */
  public static Expr of(Expr argument) {
    if (!(argument instanceof Num number)
        || !number.isInteger()
        || number.numerator().compareTo(BigInteger.valueOf(-1)) < 0
        || number.numerator().compareTo(BigInteger.valueOf(LARGEST)) > 0) {
      return Expressions.call("Factorial2", argument);
    }
    BigInteger product = BigInteger.ONE;
    for (int k = number.numerator().intValue(); k > 1; k -= 2) {
      product = product.multiply(BigInteger.valueOf(k));
    }
    return Expressions.num(product, BigInteger.ONE);
  }
}
