package org.widelimit.gaussian.certificate;

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
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.decide.RealDomain;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.gaussian.closed.GaussianNormalForm;
import org.widelimit.gaussian.closed.GaussianTerm;
import org.widelimit.gaussian.exact.ExactReader;
import org.widelimit.gaussian.exact.PolynomialField;

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

  private static final Set<String> KINKS = Set.of("Max", "Min", "Abs");

  private final PairLaw law;
  private final SignDecider inside;
  private final List<ProofStep> steps = new ArrayList<>();

  PriceHypotheses(PairLaw law) {
    this.law = law;
    this.inside = new SignDecider(law.assumptions(), BUDGET_OF_A_SIGN);
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
                  + law.inequality("<")
                  + ", a domain that holds the segment from 0 to "
                  + law.covariance()
                  + "."));
    }
    return obstacle;
  }

  static ProofStep fact(Expr expr, String fact) {
    return new ProofStep("domain", expr, expr, "It " + fact + " on the whole domain.");
  }

  /** Returns why an activation is not known to grow slowly enough, or empty. */
  Optional<String> growth(Activation phi, Activation psi, int order) {
    for (Activation activation : phi.equals(psi) ? List.of(phi) : List.of(phi, psi)) {
      Optional<String> obstacle = obstacleToGrowth(activation, inside);
      if (obstacle.isPresent()) {
        return obstacle;
      }
      steps.add(
          growthStep(
              activation, "Price's theorem applies to its derivatives up to order " + order));
    }
    return Optional.empty();
  }

  /** Returns why a function is not known to grow more slowly than every {@code Exp[a x^2]}. */
  static Optional<String> obstacleToGrowth(Activation activation, SignDecider signs) {
    ExactReader reader = new ExactReader(new PolynomialField(signs));
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
    return Optional.empty();
  }

  static ProofStep growthStep(Activation activation, String consequence) {
    return new ProofStep(
        "growth",
        activation.expression(),
        activation.expression(),
        "A sum of terms no larger than a polynomial times an exponential of a linear function"
            + ", so that "
            + consequence
            + ".");
  }

  /** Records to which ends of the domain the identity extends, and returns it. */
  CertificateResult.Extent ends(Expr claimed, Activation phi, Activation psi) {
    boolean jumps = Switches.jumps(phi.expression()) || Switches.jumps(psi.expression());
    Expr correlated = call("LessEqual", square(sym(law.covariance())), times(law.p(), law.q()));
    boolean atCorrelation =
        end(claimed, law.variances(Interval.POSITIVE), correlated, law.inequality("<="));
    boolean atVariance =
        !jumps
            && end(
                claimed,
                law.variances(Interval.NONNEGATIVE),
                correlated,
                law.inequality("<=").replace("> 0", ">= 0"));
    if (!atCorrelation) {
      return CertificateResult.Extent.INSIDE;
    }
    return atVariance ? CertificateResult.Extent.CLOSED : CertificateResult.Extent.CORRELATED;
  }

  private boolean end(Expr claimed, Map<String, Interval> domains, Expr constraint, String where) {
    SignDecider closed =
        new SignDecider(new Assumptions(domains, List.of(constraint)), BUDGET_OF_A_SIGN);
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

  /** Returns whether an expression jumps or bends somewhere, by its heads. */
  static boolean hasSteps(Expr expr) {
    return Switches.jumps(expr) || bends(expr);
  }

  private static boolean bends(Expr expr) {
    return expr instanceof Call call
        && (call.headName().map(KINKS::contains).orElse(false)
            || call.args().stream().anyMatch(PriceHypotheses::bends));
  }
}
