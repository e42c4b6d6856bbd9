package org.widelimit.algebra;

import java.util.List;
import java.util.function.Supplier;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;

/**
 * Expressions in which nothing cancels that may be undefined: {@code Sqrt[x]^2}, {@code x/x},
 * {@code Log[x] - Log[x]} and {@code 0 Log[x]} stay as they are written.
 *
 * <p>{@link Expressions} puts them away, which is right wherever they are defined. Where a formula
 * is defined is asked of what this class makes, by the same readers and substitutions. Such an
 * expression is not in canonical form: nothing else may be asked of it.
 */
public final class AsWritten {

  private static final ThreadLocal<Boolean> ON = ThreadLocal.withInitial(() -> false);

  private AsWritten() {}

  /**
   * Returns what some work makes of expressions when nothing cancels.
   *
   * @param work what runs in this thread
   */
  public static <T> T of(Supplier<T> work) {
    return during(true, work);
  }

  /**
   * Returns what some work makes in canonical form, even within {@link #of}: what is kept for
   * others must be in that form.
   *
   * @param work what runs in this thread
   */
  public static <T> T canonical(Supplier<T> work) {
    return during(false, work);
  }

  private static <T> T during(boolean on, Supplier<T> work) {
    boolean before = ON.get();
    ON.set(on);
    try {
      return work.get();
    } finally {
      ON.set(before);
    }
  }

  /** Returns whether expressions are kept as written here. */
  public static boolean isOn() {
    return ON.get();
  }

  /** Returns whether a part must stay, though its value does not matter. */
  static boolean keeps(Expr part) {
    return ON.get() && !isPolynomial(part);
  }

  /** Returns whether one of several parts must stay, though their values do not matter. */
  static boolean keepsAny(List<Expr> parts) {
    return ON.get() && !parts.stream().allMatch(AsWritten::isPolynomial);
  }

  /**
   * Returns whether a power of a power must not become one power: it may where the one power asks
   * of its base what the two ask. {@code (1/x)^(-1)} and {@code Sqrt[x]^2} stay, {@code 1/Sqrt[x]}
   * is {@code x^(-1/2)}.
   *
   * @param outer a whole number
   */
  static boolean keepsNested(Expr base, Expr inner, Num outer) {
    if (!ON.get() || (isPositive(base) && isPolynomial(inner))) {
      return false;
    }
    return !(inner instanceof Num number
        && (number.signum() > 0 || outer.signum() > 0)
        && (number.isInteger() || !Expressions.multiply(number, outer).isInteger()));
  }

  /**
   * Returns whether powers of one base must not become one power: they may where all exponents are
   * natural numbers, or all negative whole numbers, for then one asks of the base what the others
   * ask.
   */
  static boolean keepsApart(Expr base, List<Expr> exponents) {
    if (exponents.size() < 2 || !ON.get()) {
      return false;
    }
    return isPositive(base)
        ? !exponents.stream().allMatch(AsWritten::isPolynomial)
        : !areAlike(exponents);
  }

  private static boolean isPositive(Expr base) {
    return base.equals(Expressions.EULER)
        || base.equals(Expressions.PI)
        || (base instanceof Num value && value.signum() > 0);
  }

  private static boolean areAlike(List<Expr> exponents) {
    boolean whole =
        exponents.stream().allMatch(each -> each instanceof Num number && number.isInteger());
    return whole
        && exponents.stream().map(each -> ((Num) each).signum() >= 0).distinct().count() == 1;
  }

  /** Returns whether a part is a polynomial in symbols, or the exponential of one. */
  private static boolean isPolynomial(Expr part) {
    if (!(part instanceof Call call)) {
      return !part.equals(Expressions.INFINITY);
    }
    if (call.isCall("Power", 2)) {
      return call.arg(0).equals(Expressions.EULER)
          ? isPolynomial(call.arg(1))
          : call.arg(1) instanceof Num exponent
              && exponent.isInteger()
              && exponent.signum() >= 0
              && isPolynomial(call.arg(0));
    }
    return (call.isCall("Plus") || call.isCall("Times"))
        && call.args().stream().allMatch(AsWritten::isPolynomial);
  }
}
