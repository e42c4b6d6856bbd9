package org.widelimit.gaussian.certificate;

import static org.widelimit.algebra.Expressions.sym;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.certificate.CertificateResult.NotProved;
import org.widelimit.gaussian.certificate.CertificateResult.Proved;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.exact.OutsideClassException;

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
 * extends. All identities are decided by {@link ZeroDecider}.
 *
 * <p>Where an activation has a kink between exponentials, no derivative leaves the bivariate normal
 * probabilities. There the claim is compared with the form that {@link GaussianCalculus} derives,
 * whose steps are the proof.
 */
public final class PriceCertificate {

  private static final Duration DEFAULT_BUDGET = Duration.ofSeconds(20);

  private final Activation phi;
  private final Activation psi;
  private final PairLaw law;
  private final CertificateLines lines;

  private PriceCertificate(Activation phi, Activation psi, PairLaw law, Duration budget) {
    this.phi = phi;
    this.psi = psi;
    this.law = law;
    this.lines = new CertificateLines(law.assumptions(), budget);
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
    return prove(
        claimed, phi, psi, new PairLaw(sym(names.get(0)), sym(names.get(1)), names.get(2)), budget);
  }

  /**
   * Tries to prove the claim for all positive variances and correlations between -1 and 1.
   *
   * @param claimed the claimed value, an expression in the names of the law
   * @param phi the first activation
   * @param psi the second activation
   * @param law the law of u and v
   * @param budget the time it may take
   */
  public static CertificateResult prove(
      Expr claimed, Activation phi, Activation psi, PairLaw law, Duration budget) {
    try {
      return BoundedTask.run(
          () -> new PriceCertificate(phi, psi, law, budget).prove(claimed),
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
    if (!(derived instanceof ClosedForm closed)
        || CertificateLines.isFreeOf(closed.value(), CertificateLines.BIVARIATE)) {
      return result;
    }
    // What no derivative brings out of the bivariate normal probabilities.
    lines.steps().clear();
    PriceHypotheses hypotheses = new PriceHypotheses(law);
    if (hypotheses.smoothness(claimed).isPresent()) {
      return result;
    }
    CertificateResult missing =
        lines.compare("comparison with the derived form", claimed, closed.value());
    return missing != null ? missing : proved(claimed, closed.steps(), hypotheses);
  }

  private Proved proved(Expr claimed, List<ProofStep> derivation, PriceHypotheses hypotheses) {
    CertificateResult.Extent extent = hypotheses.ends(claimed, phi, psi);
    List<ProofStep> steps = new ArrayList<>(hypotheses.steps());
    steps.addAll(derivation);
    steps.addAll(lines.steps());
    return new Proved(steps, extent);
  }

  private CertificateResult proveByPrice(Expr claimed) {
    Set<String> symbols = new java.util.TreeSet<>(claimed.symbols());
    symbols.removeAll(law.names());
    symbols.removeAll(Assumptions.CONSTANTS);
    if (!symbols.isEmpty()) {
      return new NotProved("the claim has symbols without a meaning here: " + symbols);
    }
    PriceHypotheses hypotheses = new PriceHypotheses(law);
    Optional<String> obstacle = hypotheses.smoothness(claimed);
    if (obstacle.isPresent()) {
      return new NotProved(obstacle.get());
    }
    PriceDescent descent = new PriceDescent(phi, psi, law, lines);
    CertificateResult missing = descent.of(claimed);
    if (missing != null) {
      return missing;
    }
    obstacle = hypotheses.growth(phi, psi, descent.order());
    return obstacle.isPresent()
        ? new NotProved(obstacle.get())
        : proved(claimed, descent.derivation(), hypotheses);
  }

  private GaussianResult dual(Expr left, Expr right) {
    return law.expectation(left, right);
  }
}
