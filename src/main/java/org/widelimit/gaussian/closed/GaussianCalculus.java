package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.times;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationNames;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.closed.GaussianResult.Divergent;
import org.widelimit.gaussian.closed.GaussianResult.NoClosedForm;
import org.widelimit.gaussian.exact.OutsideClassException;

/**
 * Gaussian expectations in closed form, with symbolic variances and covariance.
 *
 * <p>The class is {polynomial x exponential of a quadratic x sine or cosine x step x delta x erf}
 * and what is composed of it by sums, products, {@code Max}, {@code Min}, {@code Abs}, {@code Sign}
 * and {@code Piecewise}. The method is described at {@link GaussianMoments}. Results are cached.
 */
public final class GaussianCalculus {

  /** Results kept before the cache starts over. */
  private static final int CACHE_SIZE = 4096;

  /** The time for one expectation. */
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private static final Map<GaussianQuestion, GaussianResult> CACHE = new ConcurrentHashMap<>();

  private GaussianCalculus() {}

  /**
   * Derives {@code E[body, z]} for a standard normal z.
   *
   * @param body an expression in z, activations already put in
   * @param z the name of the standard normal variable
   * @param assumptions the domains of the other symbols; a variance that is a bare symbol without a
   *     domain is taken to be positive
   */
  public static GaussianResult expectation(Expr body, String z, Assumptions assumptions) {
    return answer(new GaussianQuestion(body, List.of(z), List.of(List.of(ONE)), assumptions));
  }

  /**
   * Derives {@code E[body, z]} for a centered normal z of the variance given.
   *
   * @param body an expression in z, activations already put in
   * @param z the name of the variable
   * @param variance the variance of z
   * @param assumptions the domains of the other symbols
   */
  public static GaussianResult expectation(
      Expr body, String z, Expr variance, Assumptions assumptions) {
    return answer(new GaussianQuestion(body, List.of(z), List.of(List.of(variance)), assumptions));
  }

  /**
   * Derives {@code E[body, {u, v}, {{p, r}, {r, q}}]}.
   *
   * @param body a sum of products of functions of u and functions of v
   * @param u the name of the first variable
   * @param v the name of the second variable
   * @param p the variance of u
   * @param r the covariance
   * @param q the variance of v
   * @param assumptions the domains of the other symbols
   */
  public static GaussianResult expectation(
      Expr body, String u, String v, Expr p, Expr r, Expr q, Assumptions assumptions) {
    return answer(
        new GaussianQuestion(
            body, List.of(u, v), List.of(List.of(p, r), List.of(r, q)), assumptions));
  }

  /**
   * Derives the dual activation {@code E[phi(u) psi(v)]}.
   *
   * @param phi the first activation
   * @param psi the second activation
   * @param p the variance of u
   * @param q the variance of v
   * @param r the covariance
   * @param assumptions the domains of the other symbols
   */
  public static GaussianResult dual(
      Activation phi, Activation psi, Expr p, Expr q, Expr r, Assumptions assumptions) {
    Sym u = InternalNames.symbol("u");
    Sym v = InternalNames.symbol("v");
    return expectation(times(phi.at(u), psi.at(v)), u.name(), v.name(), p, r, q, assumptions);
  }

  private static GaussianResult answer(GaussianQuestion question) {
    GaussianResult known = CACHE.get(question);
    if (known == null) {
      known = deriveWithin(question);
      if (BoundedTask.isOver()) {
        return known; // that of a computation cut short from outside
      }
      if (CACHE.size() >= CACHE_SIZE) {
        CACHE.clear();
      }
      CACHE.put(question, known);
    }
    return known;
  }

  private static GaussianResult deriveWithin(GaussianQuestion question) {
    try {
      return BoundedTask.run(() -> derive(question), "the Gaussian integration", BUDGET);
    } catch (BudgetExceededException late) {
      return new NoClosedForm(String.valueOf(late.getMessage()), question.integral());
    } catch (StackOverflowError tooDeep) {
      return new NoClosedForm("the integrand is nested too deeply", question.integral());
    }
  }

  private static GaussianResult derive(GaussianQuestion question) {
    Expr integral = question.integral();
    try {
      GaussianQuestion plain =
          new GaussianQuestion(
              ActivationNames.folded(question.body()),
              question.names(),
              question.covariance(),
              question.assumptions());
      return new GaussianDerivation(plain).run(integral);
    } catch (OutsideClassException e) {
      String reason = String.valueOf(e.getMessage());
      if (e.divergent()) {
        return new Divergent(reason, e.condition());
      }
      return Integrability.obstacle(question)
          .<GaussianResult>map(why -> new Divergent(why, Optional.empty()))
          .or(() -> OddAverage.of(question))
          .orElseGet(() -> new NoClosedForm(reason, integral));
    } catch (IllegalArgumentException e) {
      // A condition of a Piecewise or a head that the step form does not know.
      return new NoClosedForm(String.valueOf(e.getMessage()), integral);
    }
  }
}
