package org.widelimit.gaussian.dual;

import static org.widelimit.algebra.Expressions.sym;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Grade;

/**
 * The mean {@code E[phi(u)]} in closed form with as many digits as it takes, for variances at which
 * quadrature has few: near variance 0 a kinked activation is a line on either side, and the two
 * halves cancel up to the square of the deviation.
 */
final class ClosedMean {

  private static final String VARIANCE = "q";

  /** A double has 16, which leaves one to round. */
  private static final int DIGITS = 17;

  private final Activation phi;
  private boolean derived;
  private Optional<Expr> form = Optional.empty();

  ClosedMean(Activation phi) {
    this.phi = phi;
  }

  /** Returns the mean for a variance above 0, or empty where there is no closed form. */
  Optional<Bounded> at(double variance) {
    return form()
        .flatMap(
            closed ->
                HighPrecision.estimate(
                    closed,
                    Map.of(VARIANCE, Expressions.decimal(new BigDecimal(variance))),
                    DIGITS))
        .map(ClosedMean::bounded);
  }

  private static Bounded bounded(HighPrecision.Estimate estimate) {
    double value = estimate.value().doubleValue();
    double error = Math.nextUp(estimate.error().doubleValue());
    return new Bounded(
        value,
        value == 0 && estimate.error().signum() == 0 ? 0 : error + Math.ulp(value),
        Grade.RIGOROUS);
  }

  private synchronized Optional<Expr> form() {
    if (!derived) {
      GaussianResult result =
          GaussianCalculus.expectation(
              phi.at(sym("z")), "z", sym(VARIANCE), Assumptions.positive(VARIANCE));
      if (result instanceof GaussianResult.ClosedForm closed) {
        form = Optional.of(closed.value());
      }
      derived = true;
    }
    return form;
  }
}
