package org.widelimit.verification.derive.linear;

import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;

/**
 * A product of J and its transpose in turn.
 *
 * @param transposed whether the transpose comes first
 * @param pairs how many pairs of factors there are
 * @param odd whether there is a factor more
 */
record GramProduct(boolean transposed, Expr pairs, boolean odd) {

  GramProduct {
    if (!odd && pairs.isInteger(0)) {
      throw new NotGramException("a power with exponent 0");
    }
  }

  boolean endsTransposed() {
    return transposed == odd;
  }

  GramProduct times(GramProduct next) {
    if (endsTransposed() == next.transposed) {
      throw new NotGramException("a product of matrices whose shapes do not fit");
    }
    Expr all = Expressions.plus(pairs, next.pairs);
    return new GramProduct(
        transposed,
        odd && next.odd ? Expressions.plus(all, Expressions.ONE) : all,
        odd != next.odd);
  }

  /** The transpose begins with the transpose of the last factor. */
  GramProduct transpose() {
    return new GramProduct(!endsTransposed(), pairs, odd);
  }

  /** A formula that is not made of these matrices alone. */
  static final class NotGramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotGramException(String message) {
      super(message);
    }
  }
}
