package org.widelimit.algebra.decide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.calculus.Differentiation;

/**
 * Proves signs by derivatives.
 *
 * <p>By the mean value theorem, a continuous function that starts without being negative, is smooth
 * from there on and does not fall is not negative. Of its derivative the same is asked. A concave
 * function that is not negative at two points is not negative between them.
 */
public final class Monotonicity {

  private static final int MOST_DERIVATIVES = 4;

  private final String variable;
  private final Assumptions assumptions;
  private final Num start;

  /**
   * A part of the domain from the start on, in one direction.
   *
   * @param closed with the start
   * @param inner without its ends
   */
  private record Ray(Interval closed, Interval inner, boolean upwards) {
    Ray withoutFarEnd() {
      return new Ray(
          new Interval(
              closed.lower(),
              upwards && closed.lowerClosed(),
              closed.upper(),
              !upwards && closed.upperClosed(),
              false),
          inner,
          upwards);
    }
  }

  private Monotonicity(String variable, Assumptions assumptions, Num start) {
    this.variable = variable;
    this.assumptions = assumptions;
    this.start = start;
  }

  /**
   * Returns what is proved of the sign at all admissible points.
   *
   * @param formula an elementary formula of real value
   * @param assumptions the domains of the symbols and constraints; of those on the symbol along
   *     which the function is followed, the ones that bound it by numbers are used
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
                      .toList())
              .with(name, assumptions.narrowed(name));
      Expr plain = NormalForm.withInverseSines(formula, free);
      for (Num start : starts(free.domain(name))) {
        Sign sign = new Monotonicity(name, free, start).of(plain);
        if (sign != Sign.UNKNOWN) {
          return sign;
        }
      }
      Sign between = betweenEnds(plain, name, free);
      if (between != Sign.UNKNOWN) {
        return between;
      }
    }
    return Sign.UNKNOWN;
  }

  /** The sign of a concave function that is not negative at the ends, or of its negative. */
  private static Sign betweenEnds(Expr formula, String variable, Assumptions assumptions) {
    Interval domain = assumptions.domain(variable);
    if (domain.lower().isEmpty()
        || domain.upper().isEmpty()
        || domain.lower().equals(domain.upper())) {
      return Sign.UNKNOWN;
    }
    Num lower = domain.lower().get();
    Num upper = domain.upper().get();
    Assumptions inside = assumptions.with(variable, Interval.open(lower, upper));
    Assumptions closed = assumptions.with(variable, Interval.closed(lower, upper));
    if (!new Regularity(variable, new SignDecider(inside)).isSmooth(formula)
        || !new Regularity(variable, new SignDecider(closed)).isContinuous(formula)) {
      return Sign.UNKNOWN;
    }
    Differentiation along = new Differentiation(variable);
    Sign curvature =
        along
            .of(formula)
            .map(slope -> NormalForm.withInverseSines(slope, inside))
            .flatMap(along::of)
            .map(second -> new SignDecider(inside).of(second))
            .orElse(Sign.UNKNOWN);
    SignDecider ends = new SignDecider(assumptions);
    Sign first = ends.of(formula.substitute(variable, lower));
    Sign last = ends.of(formula.substitute(variable, upper));
    boolean above = curvature.isNonpositive() && first.isNonnegative() && last.isNonnegative();
    boolean below = curvature.isNonnegative() && first.isNonpositive() && last.isNonpositive();
    if (!above && !below) {
      return Sign.UNKNOWN;
    }
    boolean strict =
        (curvature.isStrict() || (first.isStrict() && last.isStrict()))
            && (first.isStrict() || !domain.lowerClosed())
            && (last.isStrict() || !domain.upperClosed());
    Sign weak = above ? Sign.NONNEGATIVE : Sign.NONPOSITIVE;
    return !strict ? weak : above ? Sign.POSITIVE : Sign.NEGATIVE;
  }

  /** 0 where the domain reaches it, as most functions are known there, and the ends. */
  private static Set<Num> starts(Interval domain) {
    Set<Num> starts = new LinkedHashSet<>();
    if (domain.lower().map(end -> end.signum() <= 0).orElse(true)
        && domain.upper().map(end -> end.signum() >= 0).orElse(true)) {
      starts.add(Expressions.ZERO);
    }
    domain.lower().ifPresent(starts::add);
    domain.upper().ifPresent(starts::add);
    return starts;
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
              new Interval(from, false, domain.upper(), false, false),
              true));
    }
    if (!domain.lower().equals(from)) {
      rays.add(
          new Ray(
              new Interval(domain.lower(), domain.lowerClosed(), from, true, false),
              new Interval(domain.lower(), false, from, false, false),
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
    if (!on(ray.inner()).isSmooth(formula) || !on(ray.closed()).isContinuous(formula)) {
      return Sign.UNKNOWN;
    }
    Optional<Expr> derivative = new Differentiation(variable).of(formula);
    if (derivative.isEmpty()) {
      return Sign.UNKNOWN;
    }
    Expr first = formula.substitute(variable, start);
    Expr plain =
        NormalForm.withInverseSines(derivative.get(), assumptions.with(variable, ray.inner()));
    Sign slope = slope(ray, plain, derivatives);
    Sign rise = ray.upwards() ? slope : slope.negate();
    if (rise.isNonnegative()) {
      return from(signOf(first), rise, withStart);
    }
    return rise.isNonpositive()
        ? from(signOf(Expressions.negate(first)), rise.negate(), withStart).negate()
        : Sign.UNKNOWN;
  }

  private Regularity on(Interval part) {
    return new Regularity(variable, new SignDecider(assumptions.with(variable, part)));
  }

  private Sign signOf(Expr first) {
    return new SignDecider(assumptions).of(first);
  }

  private static Sign from(Sign first, Sign rise, boolean withStart) {
    if (!first.isNonnegative()) {
      return Sign.UNKNOWN;
    }
    return first.isStrict() || (rise.isStrict() && !withStart) ? Sign.POSITIVE : Sign.NONNEGATIVE;
  }

  /** The sign of a derivative, which does not matter at the ends; products by factors. */
  private Sign slope(Ray ray, Expr derivative, int derivatives) {
    Sign sign = new SignDecider(assumptions.with(variable, ray.inner())).of(derivative);
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
    Sign followed = along(ray.withoutFarEnd(), derivative, false, derivatives - 1);
    return followed.isStrict() || sign == Sign.UNKNOWN ? followed : sign;
  }
}
