package org.widelimit.theorem;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * The set a real symbol ranges over: an interval, or its integers.
 *
 * @param lower the lower end; empty for minus infinity
 * @param lowerClosed whether the lower end belongs to the set
 * @param upper the upper end; empty for infinity
 * @param upperClosed whether the upper end belongs to the set
 * @param integer whether only the integers of the interval are meant
 */
public record Domain(
    Optional<Num> lower,
    boolean lowerClosed,
    Optional<Num> upper,
    boolean upperClosed,
    boolean integer)
    implements Serializable {

  /** All real numbers. */
  public static final Domain REALS =
      new Domain(Optional.empty(), false, Optional.empty(), false, false);

  private static final String NUMBER =
      "([+-]?(?:\\d{1,9}(?:\\.\\d{1,9})?(?:/\\d{1,9})?|Infinity|infinity|inf))";

  private static final Pattern INTERVAL =
      Pattern.compile(
          "\\s*(integers\\b)?\\s*([\\[(])\\s*"
              + NUMBER
              + "\\s*,\\s*"
              + NUMBER
              + "\\s*([\\])])\\s*");

  /**
   * Reads {@code (0, 20)}, {@code [0, 2)}, {@code [-1, 1]}, {@code (0, Infinity)}, {@code integers
   * [1, 5]} or {@code reals}.
   *
   * @return the domain, or empty if the text is none of these or holds no point
   */
  public static Optional<Domain> parse(String text) {
    if (text.strip().equals("reals")) {
      return Optional.of(REALS);
    }
    Matcher matcher = INTERVAL.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String lowerText = matcher.group(3);
    String upperText = matcher.group(4);
    boolean lowerInfinite = lowerText.contains("nf");
    boolean upperInfinite = upperText.contains("nf");
    if ((lowerInfinite && !lowerText.startsWith("-"))
        || (upperInfinite && upperText.startsWith("-"))) {
      return Optional.empty();
    }
    Optional<Num> lower = lowerInfinite ? Optional.empty() : number(lowerText);
    Optional<Num> upper = upperInfinite ? Optional.empty() : number(upperText);
    if ((!lowerInfinite && lower.isEmpty()) || (!upperInfinite && upper.isEmpty())) {
      return Optional.empty();
    }
    Domain domain =
        new Domain(
            lower,
            matcher.group(2).equals("[") && !lowerInfinite,
            upper,
            matcher.group(5).equals("]") && !upperInfinite,
            matcher.group(1) != null);
    return domain.isEmpty() ? Optional.empty() : Optional.of(domain);
  }

  private static Optional<Num> number(String text) {
    int slash = text.indexOf('/');
    Num numerator =
        Expressions.decimal(new BigDecimal(slash < 0 ? text : text.substring(0, slash)));
    if (slash < 0) {
      return Optional.of(numerator);
    }
    long denominator = Long.parseLong(text.substring(slash + 1));
    return denominator == 0
        ? Optional.empty()
        : Optional.of(Expressions.multiply(numerator, Expressions.num(1, denominator)));
  }

  private boolean isEmpty() {
    if (lower.isEmpty() || upper.isEmpty()) {
      return false;
    }
    if (!integer) {
      int order = lower.get().compareTo(upper.get());
      return order > 0 || (order == 0 && !(lowerClosed && upperClosed));
    }
    return firstInteger().compareTo(lastInteger()) > 0;
  }

  private java.math.BigInteger firstInteger() {
    Num low = lower.orElseThrow();
    java.math.BigInteger floor = floor(low);
    return low.isInteger() && lowerClosed ? floor : floor.add(java.math.BigInteger.ONE);
  }

  private java.math.BigInteger lastInteger() {
    Num high = upper.orElseThrow();
    java.math.BigInteger floor = floor(high);
    return high.isInteger() && !upperClosed ? floor.subtract(java.math.BigInteger.ONE) : floor;
  }

  private static java.math.BigInteger floor(Num number) {
    java.math.BigInteger[] parts = number.numerator().divideAndRemainder(number.denominator());
    return parts[1].signum() < 0 ? parts[0].subtract(java.math.BigInteger.ONE) : parts[0];
  }

  /** Returns whether the number belongs to the set. */
  public boolean contains(Num number) {
    return (!integer || number.isInteger())
        && lower
            .map(low -> low.compareTo(number))
            .map(order -> order < 0 || (order == 0 && lowerClosed))
            .orElse(true)
        && upper
            .map(high -> high.compareTo(number))
            .map(order -> order > 0 || (order == 0 && upperClosed))
            .orElse(true);
  }

  @Override
  public String toString() {
    return (integer ? "integers " : "")
        + (lowerClosed ? "[" : "(")
        + lower.map(Num::toString).orElse("-Infinity")
        + ", "
        + upper.map(Num::toString).orElse("Infinity")
        + (upperClosed ? "]" : ")");
  }
}
