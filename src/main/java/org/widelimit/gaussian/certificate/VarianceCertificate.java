package org.widelimit.gaussian.certificate;

import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.RealDomain;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.certificate.CertificateResult.Extent;
import org.widelimit.gaussian.certificate.CertificateResult.NotProved;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.exact.ExactForms;
import org.widelimit.gaussian.exact.OutsideClassException;

/**
 * Proves a claimed average {@code V(q) = E[g(Sqrt[q] z)]} of one normal variable, such as the
 * second moments in the length map and in chi, without integrating.
 *
 * <p>The normal density satisfies the heat equation in its variance, and so {@code dV/dq =
 * E[g''(Sqrt[q] z)]/2}, derivatives in the sense of distributions; and V tends to the mean of g(0+)
 * and g(0-) as q tends to 0. A function that is smooth in {@code q > 0} and has that limit is
 * determined by its derivative. So a claim is proved by its value at 0 and by the claim {@code 2
 * V'} about g'', and so on, until what is left holds no jumps and its average is algebraic or
 * exponential. Deltas are averaged at once, {@code E[D[f DiracDelta[u - c], u]] = E[u f
 * DiracDelta[u - c]]/q} by Stein's lemma. Exponentials {@code Exp[a x]} on half lines, which
 * derivatives do not lower, end in the linear equation {@code 2 V' - a^2 V = E[g'' - a^2 g]}.
 */
public final class VarianceCertificate {

  private static final int HIGHEST_ORDER = 6;

  private static final Duration BUDGET_AT_ZERO = Duration.ofSeconds(1);

  private static final Sym U = InternalNames.symbol("u");

  private final Activation function;
  private final String variance;
  private final CertificateLines lines;
  private final SignDecider signs;
  private final List<ProofStep> hypotheses = new ArrayList<>();
  private final List<ProofStep> derivation = new ArrayList<>();

  private VarianceCertificate(Activation function, String variance, Duration budget) {
    this.function = function;
    this.variance = variance;
    Assumptions positive = Assumptions.positive(variance);
    this.lines = new CertificateLines(positive, budget);
    this.signs = new SignDecider(positive);
  }

  /**
   * Tries to prove the claim for all positive variances.
   *
   * @param claimed the claimed value, an expression in the name of the variance
   * @param function what is averaged
   * @param variance the name of the variance
   * @param budget the time it may take
   * @return proved {@link Extent#INSIDE} for positive variances, {@link Extent#CLOSED} for 0 as
   *     well
   */
  public static CertificateResult prove(
      Expr claimed, Activation function, String variance, Duration budget) {
    try {
      return BoundedTask.run(
          () -> new VarianceCertificate(function, variance, budget).prove(claimed),
          "the certificate",
          budget);
    } catch (BudgetExceededException late) {
      return new NotProved(String.valueOf(late.getMessage()));
    } catch (OutsideClassException | IllegalArgumentException outside) {
      return new NotProved(String.valueOf(outside.getMessage()));
    }
  }

  private CertificateResult prove(Expr claimed) {
    Set<String> symbols = new TreeSet<>(claimed.symbols());
    symbols.remove(variance);
    symbols.removeAll(Assumptions.CONSTANTS);
    if (!symbols.isEmpty()) {
      return new NotProved("the claim has symbols without a meaning here: " + symbols);
    }
    RealDomain domain = new RealDomain(signs, true);
    Optional<String> obstacle =
        domain.obstacle(claimed).or(() -> PriceHypotheses.obstacleToGrowth(function, signs));
    if (obstacle.isPresent()) {
      return new NotProved(obstacle.get());
    }
    domain.facts().forEach((expr, fact) -> hypotheses.add(PriceHypotheses.fact(expr, fact)));
    hypotheses.add(
        new ProofStep(
            "smoothness",
            claimed,
            claimed,
            "The claim is defined, real and smooth for " + variance + " > 0."));
    hypotheses.add(
        PriceHypotheses.growthStep(
            function,
            "the average is smooth in the variance, its derivatives are averages of derivatives,"
                + " and at variance 0 it tends to the mean of the limits from both sides"));
    CertificateResult missing = descend(claimed);
    if (missing != null) {
      return missing;
    }
    Extent extent = end(claimed);
    List<ProofStep> steps = new ArrayList<>(hypotheses);
    steps.addAll(derivation);
    steps.addAll(lines.steps());
    return new Proved(steps, extent);
  }

  /** At variance 0 the average is the function's value at 0. */
  private Extent end(Expr claimed) {
    SignDecider closed =
        new SignDecider(new Assumptions(Map.of(variance, Interval.NONNEGATIVE), List.of()));
    boolean continuous =
        new RealDomain(closed, false).obstacle(claimed).isEmpty()
            && (!PriceHypotheses.hasSteps(function.expression()) || isContinuousAtZero());
    hypotheses.add(
        new ProofStep(
            "ends of the domain",
            claimed,
            claimed,
            continuous
                ? "It is continuous for " + variance + " >= 0, and the identity extends there."
                : "It is not seen to be continuous at "
                    + variance
                    + " = 0: nothing is proved"
                    + " there."));
    return continuous ? Extent.CLOSED : Extent.INSIDE;
  }

  /** Whether the function has one limit at 0, from both sides, and this value there. */
  private boolean isContinuousAtZero() {
    Pieces pieces = Pieces.of(function.expression(), signs);
    // The pieces say nothing of single points, and at variance 0 this one is all that counts.
    Expr apart =
        minus(pieces.meanAtZero(), function.expression().substitute(Activation.VARIABLE, ZERO));
    return pieces.isContinuousAtZero()
        && ZeroDecider.decide(apart, Assumptions.none(), BUDGET_AT_ZERO)
            instanceof ZeroDecision.Zero;
  }

  private @Nullable CertificateResult descend(Expr claimed) {
    Expr claim = claimed;
    Expr g = function.expression();
    for (int order = 0; order <= HIGHEST_ORDER; order++) {
      boolean smooth = !PriceHypotheses.hasSteps(g);
      if (smooth
          && average(g) instanceof ClosedForm closed
          && CertificateLines.isElementary(closed.value())) {
        derivation.addAll(closed.steps());
        return lines.compare("heat equation, order " + order, claim, closed.value());
      }
      Pieces pieces = Pieces.of(g, signs);
      Optional<Expr> start = LimitAtZero.of(claim, variance);
      if (start.isEmpty()) {
        return new NotProved("the claim's limit at variance 0 is not seen, at order " + order);
      }
      CertificateResult missing =
          lines.compare("limit at variance 0, order " + order, start.get(), pieces.meanAtZero());
      if (missing != null) {
        return missing;
      }
      Expr rate = square(pieces.rate());
      Expr slope = Derivatives.distributional(pieces.regular(), Activation.VARIABLE);
      Pieces first = Pieces.of(slope, signs);
      Pieces second =
          Pieces.of(
              minus(
                  Derivatives.distributional(first.regular(), Activation.VARIABLE),
                  times(rate, pieces.regular())),
              signs);
      Optional<Expr> deltas = deltas(first.singular(), second.singular());
      if (deltas.isEmpty()) {
        return new NotProved("an average of deltas has no closed form");
      }
      Expr heat =
          minus(times(TWO, lines.slope(claim, variance)), plus(times(rate, claim), deltas.get()));
      claim = ExactForms.normal(heat, signs);
      g = second.regular();
      lines
          .steps()
          .add(
              new ProofStep(
                  "heat equation",
                  minus(
                      times(TWO, call("D", written(pieces.regular()), sym(variance))),
                      times(rate, written(pieces.regular()))),
                  plus(written(g), deltas.get()),
                  "of the claim the left side without the deltas is "
                      + org.widelimit.algebra.syntax.wolfram.WolframWriter.write(claim)));
    }
    return new NotProved(
        "the derivatives do not reach the algebraic class by order " + HIGHEST_ORDER);
  }

  private Expr written(Expr g) {
    return call("E", g.substitute(Activation.VARIABLE, U), list(U), list(list(sym(variance))));
  }

  private GaussianResult average(Expr g) {
    Sym z = InternalNames.symbol("z");
    return GaussianCalculus.expectation(
        g.substitute(Activation.VARIABLE, z), z.name(), sym(variance), Assumptions.none());
  }

  /** Returns the average of the second derivative's deltas and of the first's derivative. */
  private Optional<Expr> deltas(Expr first, Expr second) {
    Optional<Expr> jumps = elementary(times(sym(Activation.VARIABLE), first));
    return elementary(second)
        .flatMap(kinks -> jumps.map(value -> plus(kinks, divide(value, sym(variance)))));
  }

  private Optional<Expr> elementary(Expr singular) {
    if (singular.isInteger(0)) {
      return Optional.of(ZERO);
    }
    return average(singular) instanceof ClosedForm closed
            && CertificateLines.isElementary(closed.value())
        ? Optional.of(closed.value())
        : Optional.empty();
  }
}
