package org.widelimit.numeric;

import java.io.Serializable;

/**
 * A correlation together with its distance from the nearer of 1 and -1, both to full precision.
 *
 * <p>{@code 1 - |rho|} cannot be recovered from a double {@code rho} once the two are within {@code
 * 1e-16}, and has lost half of its digits at {@code 1e-8}. Everything that depends on near
 * duplicates is computed from the complement.
 *
 * @param rho the correlation, in {@code [-1, 1]}
 * @param complement {@code 1 - |rho|}, in {@code [0, 1]}
 */
public record Correlation(double rho, double complement) implements Serializable {

  /** The correlation of a variable with itself. */
  public static final Correlation ONE = new Correlation(1, 0);

  /** The correlation of independent variables. */
  public static final Correlation ZERO = new Correlation(0, 1);

  /**
   * Checks the invariants.
   *
   * @throws IllegalArgumentException if a component is out of range or the two disagree by more
   *     than rounding
   */
  public Correlation {
    if (!(Math.abs(rho) <= 1)
        || !(complement >= 0 && complement <= 1)
        || Math.abs(1 - Math.abs(rho) - complement) > 0x1p-51) {
      throw new IllegalArgumentException(
          "not a correlation: " + rho + " with complement " + complement);
    }
  }

  /** Returns a correlation taken as exact. */
  public static Correlation of(double rho) {
    return new Correlation(rho, 1 - Math.abs(rho));
  }

  /**
   * Returns {@code 1 - complement} or {@code -(1 - complement)}.
   *
   * @param complement {@code 1 - |rho|}, in {@code [0, 1]}
   * @param negative whether the correlation is negative
   */
  public static Correlation ofComplement(double complement, boolean negative) {
    return new Correlation(negative ? complement - 1 : 1 - complement, complement);
  }

  /**
   * Returns the correlation whose distance below 1 is given, for any sign.
   *
   * @param defect {@code 1 - rho}, in {@code [0, 2]}; rounding beyond either end is cut off
   */
  public static Correlation ofDefect(double defect) {
    double inside = Math.min(Math.max(defect, 0), 2);
    return inside <= 1 ? ofComplement(inside, false) : ofComplement(2 - inside, true);
  }

  /** Returns the correlation {@code cos(angle)} of an angle in {@code [0, pi]}. */
  public static Correlation ofAngle(double angle) {
    double half = Math.sin(angle / 2);
    double other = Math.cos(angle / 2);
    return angle <= Math.PI / 2
        ? ofComplement(2 * half * half, false)
        : ofComplement(2 * other * other, true);
  }

  /**
   * Returns the correlation of two variables of variances {@code p} and {@code q} and covariance
   * {@code r}; 1 if a variance is 0.
   */
  public static Correlation ofCovariance(double p, double q, double r) {
    double scale = Math.sqrt(p) * Math.sqrt(q);
    return scale == 0 ? ONE : of(Math.max(-1, Math.min(1, r / scale)));
  }

  /** Returns {@code 1 - rho}, in {@code [0, 2]}. */
  public double defect() {
    return rho >= 0 ? complement : 2 - complement;
  }

  /** Returns {@code sqrt(1 - rho^2)}. */
  public double sine() {
    return Math.sqrt(complement * (2 - complement));
  }

  /** Returns {@code 1 - rho^2}. */
  public double squaredSine() {
    return complement * (2 - complement);
  }

  /** Returns {@code arccos(rho)}, in {@code [0, pi]}. */
  public double angle() {
    double acute = 2 * Math.asin(Math.sqrt(complement / 2));
    return rho >= 0 ? acute : Math.PI - acute;
  }

  /** Returns {@code pi - arccos(rho)}, in {@code [0, pi]}, exact near 0 as well. */
  public double supplement() {
    double acute = 2 * Math.asin(Math.sqrt(complement / 2));
    return rho >= 0 ? Math.PI - acute : acute;
  }

  /** Returns the correlation of the one variable with the other's negative. */
  public Correlation negate() {
    return new Correlation(-rho, complement);
  }
}
