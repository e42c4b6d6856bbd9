package org.widelimit.gaussian;

import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.BoundedTask;
import org.widelimit.algebra.BudgetExceededException;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.algebra.ZeroDecision;
import org.widelimit.algebra.ZeroTest;
import org.widelimit.gaussian.CertificateResult.NotProved;
import org.widelimit.gaussian.CertificateResult.Proved;
import org.widelimit.gaussian.CertificateResult.Refuted;
import org.widelimit.gaussian.GaussianResult.ClosedForm;

/**
 * Proves a claimed dual activation {@code F(p, q, r) = E[phi(u) psi(v)]} without integrating.
 *
 * <p>By Price's theorem {@code d^k/dr^k E[phi psi] = E[phi^(k) psi^(k)]} (Price 1958), derivatives
 * in the sense of distributions. The certificate is an order k at which the right side is algebraic
 * or exponential, the identity {@code d^k F/dr^k = E[phi^(k) psi^(k)]}, and for each j below k the
 * value at r = 0, where u and v are independent: {@code d^j F/dr^j(0) = E[phi^(j)] E[psi^(j)]}.
 * These determine a function that is smooth on the segment from 0 to r, so three hypotheses are
 * checked and printed ({@link PriceHypotheses}): both activations grow slowly enough for the
 * theorem, F is defined and smooth on the whole domain, and to what ends of the domain the identity
 * extends. All identities are decided by {@link ZeroTest}.
 *
 * <p>Where an activation has a kink between exponentials, no derivative leaves the bivariate normal
 * probabilities. There the claim is compared with the form that {@link GaussianCalculus} derives,
 * whose steps are the proof.
 */
public final class PriceCertificate {

  /** The highest order of differentiation that is tried. */
  private static final int HIGHEST_ORDER = 8;

  private static final Set<String> BIVARIATE = Set.of("BivariateNormalCDF");

  private static final Set<String> TRANSCENDENTAL =
      Set.of("ArcSin", "Erf", "Erfi", "BivariateNormalCDF");

  private static final Duration DEFAULT_BUDGET = Duration.ofSeconds(20);

  private final Activation phi;
  private final Activation psi;
  private final List<String> names;
  private final Assumptions assumptions;
  private final Duration budget;
  private final List<ProofStep> steps = new ArrayList<>();

  private PriceCertificate(Activation phi, Activation psi, List<String> names, Duration budget) {
    this.phi = phi;
    this.psi = psi;
    this.names = names;
    this.assumptions = CovarianceDomain.of(names.get(0), names.get(1), names.get(2));
    this.budget = budget;
  }

  /**
   * Tries to prove the claim for all positive p and q and {@code r^2 < p q}.
   *
   * @param claimed the claimed value, an expression in the names of p, q and r
   * @param phi the first activation
   * @param psi the second activation
   * @param p the name of the variance of u
   * @param q the name of the variance of v
   * @param r the name of the covariance
   */
  public static CertificateResult prove(
      Expr claimed, Activation phi, Activation psi, String p, String q, String r) {
    return prove(claimed, phi, psi, List.of(p, q, r), DEFAULT_BUDGET);
  }

  /**
   * Tries to prove the claim for all positive p and q and {@code r^2 < p q}.
   *
   * @param claimed the claimed value, an expression in the three names
   * @param phi the first activation
   * @param psi the second activation
   * @param names the names of the variances of u and v and of their covariance, all different
   * @param budget the time it may take
   */
  public static CertificateResult prove(
      Expr claimed, Activation phi, Activation psi, List<String> names, Duration budget) {
    if (Set.copyOf(names).size() != 3) {
      throw new IllegalArgumentException("three different names are needed, not " + names);
    }
    try {
      return BoundedTask.run(
          () -> new PriceCertificate(phi, psi, names, budget).prove(claimed),
          "the certificate",
          budget);
    } catch (BudgetExceededException late) {
      return new NotProved(String.valueOf(late.getMessage()));
    } catch (OutsideClassException e) {
      return new NotProved(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // A head whose derivative is not known.
      return new NotProved(String.valueOf(e.getMessage()));
    }
  }

  private CertificateResult prove(Expr claimed) {
    CertificateResult result = proveByPrice(claimed);
    GaussianResult derived =
        result instanceof NotProved ? dual(phi.expression(), psi.expression()) : null;
    if (!(derived instanceof ClosedForm closed) || isFreeOf(closed.value(), BIVARIATE)) {
      return result;
    }
    // Kinks of exponentials, as ELU's, come back in every derivative.
    steps.clear();
    PriceHypotheses hypotheses = new PriceHypotheses(names, assumptions);
    if (hypotheses.smoothness(claimed).isPresent()) {
      return result;
    }
    CertificateResult missing =
        compare("comparison with the derived form", claimed, closed.value());
    if (missing != null) {
      return missing;
    }
    CertificateResult.Extent extent = hypotheses.ends(claimed, phi, psi);
    steps.addAll(0, closed.steps());
    steps.addAll(0, hypotheses.steps());
    return new Proved(steps, extent);
  }

  private CertificateResult proveByPrice(Expr claimed) {
    Set<String> symbols = new java.util.TreeSet<>(claimed.symbols());
    symbols.removeAll(names);
    symbols.removeAll(ActivationNames.CONSTANTS);
    if (!symbols.isEmpty()) {
      return new NotProved("the claim has symbols without a meaning here: " + symbols);
    }
    PriceHypotheses hypotheses = new PriceHypotheses(names, assumptions);
    Optional<String> obstacle = hypotheses.smoothness(claimed);
    if (obstacle.isPresent()) {
      return new NotProved(obstacle.get());
    }
    Expr left = phi.expression();
    Expr right = psi.expression();
    Expr derivative = claimed;
    for (int order = 0; order <= HIGHEST_ORDER; order++) {
      GaussianResult dual = dual(left, right);
      if (dual instanceof ClosedForm closed && isElementary(closed.value())) {
        CertificateResult missing =
            compare("Price's theorem, order " + order, derivative, closed.value());
        if (missing != null) {
          return missing;
        }
        obstacle = hypotheses.growth(phi, psi, order);
        if (obstacle.isPresent()) {
          return new NotProved(obstacle.get());
        }
        CertificateResult.Extent extent = hypotheses.ends(claimed, phi, psi);
        steps.addAll(0, closed.steps());
        steps.addAll(0, hypotheses.steps());
        return new Proved(steps, extent);
      }
      CertificateResult missing = boundary(order, derivative, left, right);
      if (missing != null) {
        return missing;
      }
      derivative = Derivatives.almostEverywhere(derivative, names.get(2));
      left = Derivatives.distributional(left, Activation.VARIABLE);
      right = Derivatives.distributional(right, Activation.VARIABLE);
    }
    return new NotProved(
        "the derivatives of the activations do not reach the algebraic class by order "
            + HIGHEST_ORDER);
  }

  /** Compares the derivative of the claim at r = 0 with the product of two expectations. */
  private @Nullable CertificateResult boundary(int order, Expr derivative, Expr left, Expr right) {
    Expr atZero = Derivatives.foldSteps(derivative.substitute(names.get(2), ZERO));
    GaussianResult first = univariate(left, names.get(0));
    GaussianResult second = univariate(right, names.get(1));
    if (first instanceof ClosedForm a && second instanceof ClosedForm b) {
      return compare("independence at r = 0, order " + order, atZero, times(a.value(), b.value()));
    }
    return new NotProved("an expectation at r = 0 has no closed form");
  }

  private GaussianResult univariate(Expr function, String variance) {
    String z = fresh("z");
    return GaussianCalculus.expectation(
        function.substitute(Activation.VARIABLE, sym(z)), z, sym(variance), Assumptions.none());
  }

  private GaussianResult dual(Expr left, Expr right) {
    String first = fresh("u");
    String second = fresh("v");
    Expr u = left.substitute(Activation.VARIABLE, sym(first));
    Expr v = right.substitute(Activation.VARIABLE, sym(second));
    // Not multiplied out, so that exponentials of u and of v stay apart.
    Expr body = new Call(sym("Times"), List.of(u, v));
    return GaussianCalculus.expectation(
        body,
        first,
        second,
        sym(names.get(0)),
        sym(names.get(2)),
        sym(names.get(1)),
        Assumptions.none());
  }

  /** Returns a name for a variable of integration that is none of the three. */
  private String fresh(String name) {
    return names.contains(name) ? fresh(name + "0") : name;
  }

  /** Returns the reason why both sides are not known to be equal, or null where they are. */
  private @Nullable CertificateResult compare(String rule, Expr claimed, Expr derived) {
    ZeroDecision decision = ZeroTest.decide(minus(claimed, derived), assumptions, budget);
    if (decision instanceof ZeroDecision.Zero zero) {
      steps.addAll(zero.steps());
      steps.add(new ProofStep(rule, claimed, derived, "equal, as " + zero.reason()));
      return null;
    }
    return decision instanceof ZeroDecision.Nonzero nonzero
        ? new Refuted(
            "%s: %s is not %s, for example at %s, where they differ by %s"
                .formatted(
                    rule,
                    WolframWriter.write(claimed),
                    WolframWriter.write(derived),
                    nonzero.witness(),
                    nonzero.value()))
        : new NotProved(
            "%s: the sides are not seen to be equal: %s"
                .formatted(rule, ((ZeroDecision.Unknown) decision).reason()));
  }

  private static boolean isElementary(Expr value) {
    return isFreeOf(value, TRANSCENDENTAL);
  }

  private static boolean isFreeOf(Expr value, Set<String> others) {
    return !(value instanceof Call call)
        || (!others.contains(call.headName().orElse(""))
            && call.args().stream().allMatch(arg -> isFreeOf(arg, others)));
  }
}
