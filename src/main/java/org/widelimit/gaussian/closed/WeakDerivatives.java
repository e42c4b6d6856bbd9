package org.widelimit.gaussian.closed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.calculus.TameGrowth;
import org.widelimit.algebra.decide.Regularity;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.gaussian.exact.ExactForms;

/**
 * An activation that is continuous and smooth between finitely many points, where its slope may
 * jump, and that grows with its first two derivatives more slowly than every {@code Exp[a x^2]}.
 *
 * <p>Its slope is then the sum of the jumps' steps and a function whose weak derivative is the
 * second derivative between the points. For Gaussian variables of any variance all three have
 * finite second moments. Without kinks the activation has two weak derivatives.
 *
 * @param pieces the smooth parts, from the left
 * @param kinks where the slope jumps, from the left
 */
public record WeakDerivatives(List<Piece> pieces, List<Kink> kinks) {

  private static final int MOST_PIECES = 32;
  private static final int DIGITS = 20;
  private static final Duration BUDGET = Duration.ofSeconds(1);

  /** Copies the lists. */
  public WeakDerivatives {
    pieces = List.copyOf(pieces);
    kinks = List.copyOf(kinks);
  }

  /**
   * A smooth part.
   *
   * @param formula the activation there, in {@code x}, without steps
   * @param slope its derivative
   * @param curvature its second derivative
   * @param where the closed interval
   */
  public record Piece(Expr formula, Expr slope, Expr curvature, Interval where) {
    private boolean isZero(Expr function) {
      return points()
          .noneMatch(
              point ->
                  HighPrecision.estimate(function, Map.of(Activation.VARIABLE, point), DIGITS)
                      .filter(HighPrecision.Estimate::isNonzero)
                      .isPresent());
    }

    private java.util.stream.Stream<Num> points() {
      Num from = where.lower().orElse(where.upper().orElse(Expressions.ZERO));
      Num width =
          where.lower().isPresent() && where.upper().isPresent()
              ? Expressions.add(where.upper().get(), negative(from))
              : where.lower().isEmpty() && where.upper().isPresent()
                  ? Expressions.MINUS_ONE
                  : Expressions.ONE;
      return java.util.stream.Stream.of(
              Expressions.num(1, 3), Expressions.num(5, 8), Expressions.num(13, 14))
          .map(part -> Expressions.add(from, Expressions.multiply(width, part)));
    }
  }

  /**
   * A jump of the slope.
   *
   * @param place where
   * @param height by how much, not 0
   */
  public record Kink(Num place, Expr height) {}

  /**
   * Returns whether the slope is not 0 everywhere, as seen at a point; then the average of its
   * square is positive.
   */
  public boolean hasSlope() {
    return pieces.stream().anyMatch(piece -> !piece.isZero(piece.slope));
  }

  /** The same of the second derivative between the kinks. */
  public boolean hasCurvature() {
    return pieces.stream().anyMatch(piece -> !piece.isZero(piece.curvature));
  }

  /** Returns whether the activation is seen to be no straight line. */
  public boolean bends() {
    return !kinks.isEmpty() || hasCurvature();
  }

  /** Returns what is known, or nothing where the activation is not seen to be of this kind. */
  public static Optional<WeakDerivatives> of(Activation phi) {
    if (!phi.parameters().isEmpty()) {
      return Optional.empty();
    }
    try {
      return new Reader().read(Derivatives.asSteps(phi.expression()));
    } catch (IllegalArgumentException | ArithmeticException other) {
      return Optional.empty();
    }
  }

  private static Num negative(Num number) {
    return Expressions.multiply(number, Expressions.MINUS_ONE);
  }

  /** Splits a formula at the zeros of its steps. */
  private static final class Reader {
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Kink> kinks = new ArrayList<>();

    Optional<WeakDerivatives> read(Expr formula) {
      if (!split(formula, Interval.REALS)) {
        return Optional.empty();
      }
      for (int i = 0; i + 1 < pieces.size(); i++) {
        if (!joins(pieces.get(i), pieces.get(i + 1))) {
          return Optional.empty();
        }
      }
      return Optional.of(new WeakDerivatives(pieces, kinks));
    }

    /** Returns whether the formula is smooth in pieces on the interval, which are added. */
    private boolean split(Expr formula, Interval where) {
      Call step = innermostStep(formula);
      if (step == null) {
        return isPiece(formula, where);
      }
      Expr argument = ExactForms.normal(step.arg(0));
      if (argument instanceof Num number) {
        return number.signum() != 0 && split(with(formula, step, number.signum() > 0), where);
      }
      Expr slope = derivative(argument);
      if (!(slope instanceof Num rate)
          || !(argument.substitute(Activation.VARIABLE, Expressions.ZERO) instanceof Num start)) {
        return false;
      }
      boolean rises = rate.signum() > 0;
      Num root = (Num) Expressions.divide(negative(start), rate);
      boolean below = where.lower().map(low -> low.compareTo(root) < 0).orElse(true);
      boolean above = where.upper().map(high -> high.compareTo(root) > 0).orElse(true);
      return (!below || split(with(formula, step, !rises), below(where, above ? root : null)))
          && (!above || split(with(formula, step, rises), above(where, below ? root : null)));
    }

    private static Expr derivative(Expr formula) {
      return ExactForms.normal(Derivatives.almostEverywhere(formula, Activation.VARIABLE));
    }

    private static Interval below(Interval where, @Nullable Num end) {
      return end == null
          ? where
          : new Interval(where.lower(), where.lowerClosed(), Optional.of(end), true, false);
    }

    private static Interval above(Interval where, @Nullable Num end) {
      return end == null
          ? where
          : new Interval(Optional.of(end), true, where.upper(), where.upperClosed(), false);
    }

    private static Expr with(Expr formula, Call step, boolean on) {
      Expr value = on ? Expressions.ONE : Expressions.ZERO;
      return formula.transform(node -> node.equals(step) ? value : node);
    }

    private static @Nullable Call innermostStep(Expr expr) {
      if (!(expr instanceof Call call)) {
        return null;
      }
      for (Expr arg : call.args()) {
        Call inside = innermostStep(arg);
        if (inside != null) {
          return inside;
        }
      }
      return call.isCall("HeavisideTheta", 1) ? call : null;
    }

    private boolean isPiece(Expr formula, Interval where) {
      Expr slope = derivative(formula);
      Expr curvature = derivative(slope);
      Assumptions there = new Assumptions(Map.of(Activation.VARIABLE, where), List.of());
      Regularity regularity = new Regularity(Activation.VARIABLE, new SignDecider(there, BUDGET));
      pieces.add(new Piece(formula, slope, curvature, where));
      return pieces.size() <= MOST_PIECES
          && List.of(formula, slope, curvature).stream()
              .allMatch(
                  function ->
                      regularity.isSmooth(function)
                          && TameGrowth.of(function, Activation.VARIABLE));
    }

    /** Returns whether the activation is continuous between two pieces; notes a kink. */
    private boolean joins(Piece left, Piece right) {
      Num place = left.where.upper().orElseThrow();
      Expr jump = difference(left.formula, right.formula, place);
      if (!isZero(jump)) {
        return false;
      }
      Expr height = difference(left.slope, right.slope, place);
      if (isZero(height)) {
        return true;
      }
      kinks.add(new Kink(place, height));
      return HighPrecision.estimate(height, Map.of(), DIGITS)
          .filter(HighPrecision.Estimate::isNonzero)
          .isPresent();
    }

    private static Expr difference(Expr left, Expr right, Num place) {
      Expr difference =
          Expressions.minus(
              right.substitute(Activation.VARIABLE, place),
              left.substitute(Activation.VARIABLE, place));
      return ExactForms.normal(Derivatives.foldSteps(difference));
    }

    private static boolean isZero(Expr number) {
      return number.isInteger(0)
          || ZeroDecider.decide(number, Assumptions.none(), BUDGET) instanceof ZeroDecision.Zero;
    }
  }
}
