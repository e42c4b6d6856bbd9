package org.widelimit.gaussian;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.RealDomain;
import org.widelimit.algebra.SignTest;

/**
 * The hypotheses under which Price's theorem and values at r = 0 determine a dual activation.
 *
 * <p><b>Growth.</b> Where {@code |phi(x)| <= A Exp[a x^2]} for every positive a with some A, and
 * psi alike, {@code phi(u) psi(v)} and its products with polynomials in u and v are integrable
 * against every nondegenerate Gaussian density, uniformly for covariances in a compact set. The
 * density is smooth in r and its r-derivative is its mixed derivative in u and v, so the
 * expectation may be differentiated under the integral and the derivatives moved to phi and psi,
 * any number of times.
 *
 * <p><b>Smoothness.</b> The claim is smooth in r on {@code r^2 < p q}, which holds 0 and with each
 * r the segment from 0 to r.
 *
 * <p><b>Ends.</b> At {@code r^2 = p q} and at p = 0 the expectation is the limit from inside, by
 * dominated convergence in {@code phi(Sqrt[p] x) psi(Sqrt[q] y)}, unless a jump of one activation
 * is met with positive probability or a delta makes it infinite. The identity extends to where the
 * claim is continuous.
 */
final class PriceHypotheses {

  private static final Duration BUDGET_OF_A_SIGN = Duration.ofSeconds(2);

  private static final Set<String> JUMPS =
      Set.of("Sign", "HeavisideTheta", "Piecewise", "Floor", "DiracDelta");

  private final List<String> names;
  private final SignTest inside;
  private final List<ProofStep> steps = new ArrayList<>();

  PriceHypotheses(List<String> names, Assumptions assumptions) {
    this.names = names;
    this.inside = new SignTest(assumptions, BUDGET_OF_A_SIGN);
  }

  /** Returns what was checked. */
  List<ProofStep> steps() {
    return steps;
  }

  /** Returns why the claim is not known to be smooth inside the domain, or empty. */
  Optional<String> smoothness(Expr claimed) {
    RealDomain domain = new RealDomain(inside, true);
    Optional<String> obstacle = domain.obstacle(claimed);
    if (obstacle.isEmpty()) {
      domain.facts().forEach((expr, fact) -> steps.add(fact(expr, fact)));
      steps.add(
          new ProofStep(
              "smoothness",
              claimed,
              claimed,
              "The claim is defined, real and smooth for "
                  + inequality("<")
                  + ", a domain that holds the segment from 0 to "
                  + names.get(2)
                  + "."));
    }
    return obstacle;
  }

  private static ProofStep fact(Expr expr, String fact) {
    return new ProofStep("domain", expr, expr, "It " + fact + " on the whole domain.");
  }

  private String inequality(String relation) {
    return "%1$s > 0, %2$s > 0 and %3$s^2 %4$s %1$s %2$s"
        .formatted(names.get(0), names.get(1), names.get(2), relation);
  }

  /** Returns why an activation is not known to grow slowly enough, or empty. */
  Optional<String> growth(Activation phi, Activation psi, int order) {
    for (Activation activation : List.of(phi, psi)) {
      ExactReader reader = new ExactReader(new PolynomialField(inside));
      List<GaussianTerm> terms =
          new GaussianNormalForm(Activation.VARIABLE, reader).of(activation.expression());
      for (GaussianTerm term : terms) {
        boolean grows = !term.decay().isZero() && term.decay().sign(reader.field()) <= 0;
        if (grows || !term.deltas().isEmpty()) {
          return Optional.of(
              "%s is not a function that grows more slowly than every Exp[a x^2] with a > 0"
                  .formatted(activation));
        }
      }
      steps.add(
          new ProofStep(
              "growth",
              activation.expression(),
              activation.expression(),
              "A sum of terms no larger than a polynomial times an exponential of a linear function"
                  + ", so that Price's theorem applies to its derivatives up to order "
                  + order
                  + "."));
    }
    return Optional.empty();
  }

  /** Records to which ends of the domain the identity extends, and returns it. */
  CertificateResult.Extent ends(Expr claimed, Activation phi, Activation psi) {
    boolean jumps = jumps(phi.expression()) || jumps(psi.expression());
    Expr p = sym(names.get(0));
    Expr q = sym(names.get(1));
    Expr r = sym(names.get(2));
    Expr correlated = call("LessEqual", square(r), times(p, q));
    boolean atCorrelation =
        end(
            claimed, Map.of(names.get(0), Interval.POSITIVE, names.get(1), Interval.POSITIVE),
            correlated, inequality("<="));
    boolean atVariance =
        !jumps
            && end(
                claimed,
                Map.of(names.get(0), Interval.NONNEGATIVE, names.get(1), Interval.NONNEGATIVE),
                correlated,
                inequality("<=").replace("> 0", ">= 0"));
    if (!atCorrelation) {
      return CertificateResult.Extent.INSIDE;
    }
    return atVariance ? CertificateResult.Extent.CLOSED : CertificateResult.Extent.CORRELATED;
  }

  private boolean end(Expr claimed, Map<String, Interval> domains, Expr constraint, String where) {
    SignTest closed = new SignTest(new Assumptions(domains, List.of(constraint)), BUDGET_OF_A_SIGN);
    boolean continuous = new RealDomain(closed, false).obstacle(claimed).isEmpty();
    steps.add(
        new ProofStep(
            "ends of the domain",
            claimed,
            claimed,
            continuous
                ? "It is continuous for " + where + ", and the identity extends there."
                : "It is not seen to be continuous for " + where + ": nothing is proved there."));
    return continuous;
  }

  private static boolean jumps(Expr expr) {
    return expr instanceof Call call
        && (call.headName().map(JUMPS::contains).orElse(false)
            || call.args().stream().anyMatch(PriceHypotheses::jumps));
  }
}
