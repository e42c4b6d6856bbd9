package org.widelimit.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;

/**
 * Proves signs by the mean value theorem: a smooth function that starts without being negative and
 * does not fall from there on is not negative. Of its derivative the same is asked.
 */
public final class Monotonicity {

  private static final int MOST_DERIVATIVES = 4;

  private final String variable;
  private final Assumptions assumptions;
  private final Num start;

  /** A part of the domain from the start on, in one direction. */
  private record Ray(Interval closed, Interval open, boolean upwards) {}

  private Monotonicity(String variable, Assumptions assumptions, Num start) {
    this.variable = variable;
    this.assumptions = assumptions;
    this.start = start;
  }

  /**
   * Returns what is proved of the sign at all admissible points.
   *
   * @param formula an elementary formula of real value
   * @param assumptions the domains of the symbols and constraints; those on the symbol along which
   *     the function is followed are not used
   */
  public static Sign of(Expr formula, Assumptions assumptions) {
    for (String name : formula.symbols()) {
      if (Assumptions.CONSTANTS.contains(name) || assumptions.domain(name).integer()) {
        continue;
      }
      Assumptions free =
          new Assumptions(
              assumptions.domains(),
              assumptions.constraints().stream()
                  .filter(constraint -> !constraint.symbols().contains(name))
                  .toList());
      Sign sign = new Monotonicity(name, free, start(assumptions.domain(name))).of(formula);
      if (sign != Sign.UNKNOWN) {
        return sign;
      }
    }
    return Sign.UNKNOWN;
  }

  /** 0 where the domain reaches it, as most functions are known there, or an end. */
  private static Num start(Interval domain) {
    boolean fromBelow = domain.lower().map(end -> end.signum() <= 0).orElse(true);
    boolean fromAbove = domain.upper().map(end -> end.signum() >= 0).orElse(true);
    return fromBelow && fromAbove
        ? Expressions.ZERO
        : (fromBelow ? domain.upper() : domain.lower()).orElseThrow();
  }

  private Sign of(Expr formula) {
    Interval domain = assumptions.domain(variable);
    Sign both = null;
    for (Ray ray : rays(domain)) {
      Sign sign = along(ray, formula, domain.contains(start), MOST_DERIVATIVES);
      both = both == null ? sign : both.or(sign);
    }
    return both == null ? Sign.UNKNOWN : both;
  }

  private List<Ray> rays(Interval domain) {
    List<Ray> rays = new ArrayList<>();
    Optional<Num> from = Optional.of(start);
    if (!domain.upper().equals(from)) {
      rays.add(
          new Ray(
              new Interval(from, true, domain.upper(), domain.upperClosed(), false),
              new Interval(from, false, domain.upper(), domain.upperClosed(), false),
              true));
    }
    if (!domain.lower().equals(from)) {
      rays.add(
          new Ray(
              new Interval(domain.lower(), domain.lowerClosed(), from, true, false),
              new Interval(domain.lower(), domain.lowerClosed(), from, false, false),
              false));
    }
    return rays;
  }

  /**
   * The sign along a ray.
   *
   * @param withStart whether it is to hold at the start as well
   */
  private Sign along(Ray ray, Expr formula, boolean withStart, int derivatives) {
    SignTest there = new SignTest(assumptions.with(variable, ray.closed()));
    if (!new Regularity(variable, there).isSmooth(formula)) {
      return Sign.UNKNOWN;
    }
    Optional<Expr> derivative = new Differentiation(variable).of(formula);
    if (derivative.isEmpty()) {
      return Sign.UNKNOWN;
    }
    Expr first = formula.substitute(variable, start);
    Sign slope = slope(ray, derivative.get(), derivatives);
    Sign rise = ray.upwards() ? slope : slope.negate();
    if (rise.isNonnegative()) {
      return from(signOf(first), rise, withStart);
    }
    return rise.isNonpositive()
        ? from(signOf(Expressions.negate(first)), rise.negate(), withStart).negate()
        : Sign.UNKNOWN;
  }

  private Sign signOf(Expr first) {
    return new SignTest(assumptions).of(first);
  }

  private static Sign from(Sign first, Sign rise, boolean withStart) {
    if (!first.isNonnegative()) {
      return Sign.UNKNOWN;
    }
    return first.isStrict() || (rise.isStrict() && !withStart) ? Sign.POSITIVE : Sign.NONNEGATIVE;
  }

  /** The sign of a derivative, which does not matter at the start itself; products by factors. */
  private Sign slope(Ray ray, Expr derivative, int derivatives) {
    Sign sign = new SignTest(assumptions.with(variable, ray.open())).of(derivative);
    if (sign.isStrict()) {
      return sign;
    }
    if (derivative.isCall("Times")) {
      Sign product = Sign.POSITIVE;
      for (Expr factor : ((Call) derivative).args()) {
        product =
            product == Sign.UNKNOWN ? product : product.times(slope(ray, factor, derivatives));
      }
      sign = product.isStrict() || sign == Sign.UNKNOWN ? product : sign;
    }
    if (sign.isStrict() || derivatives <= 1) {
      return sign;
    }
    Sign followed = along(ray, derivative, false, derivatives - 1);
    return followed.isStrict() || sign == Sign.UNKNOWN ? followed : sign;
  }
}
