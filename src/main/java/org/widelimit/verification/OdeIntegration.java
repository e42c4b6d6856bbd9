package org.widelimit.verification;

import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.theorem.Claim.OdeClaim;

/** The solution of an initial value problem, of a number or a vector, by numerical integration. */
final class OdeIntegration {

  private static final double TIGHT = 1e-12;
  private static final double LOOSE = 1e-10;

  private OdeIntegration() {}

  /**
   * Integrates at two tolerances; their difference bounds the error of the better one.
   *
   * @param at the point: values of all symbols
   * @param time the argument at which the solution is wanted
   * @return the solution, or empty where the problem has no value
   */
  static Optional<Quantity> of(OdeClaim claim, Evaluator at, double time) {
    try {
      double[] fine = integrate(claim, at, time, TIGHT);
      double[] coarse = integrate(claim, at, time, LOOSE);
      double difference = 0;
      double size = 0;
      for (int i = 0; i < fine.length; i++) {
        difference = Math.max(difference, Math.abs(fine[i] - coarse[i]));
        size = Math.max(size, Math.abs(fine[i]));
      }
      return Optional.of(Quantity.vector(fine, 10 * difference + LOOSE * (1 + size)));
    } catch (UndefinedValueException
        | MathIllegalArgumentException
        | MathIllegalStateException undefined) {
      return Optional.empty();
    }
  }

  private static double[] integrate(OdeClaim claim, Evaluator at, double time, double tolerance) {
    double start = at.evaluate(claim.initialPoint()).value();
    Quantity initial = at.evaluate(claim.initialValue());
    if (!initial.isVector()) {
      throw new UndefinedValueException("an equation for a matrix");
    }
    if (time == start) {
      return initial.toArray();
    }
    Sym unknown = InternalNames.symbol("unknown");
    Expr t = Expressions.sym(claim.variable());
    if (!claim.left().equals(OdeCheck.derivative(claim.function(), t))) {
      throw new UndefinedValueException(
          "the left side of the equation must be " + claim.function() + "'[" + t + "]");
    }
    Expr head = Expressions.sym(claim.function());
    Expr right =
        claim
            .right()
            .transform(
                node ->
                    node instanceof Call call
                            && call.head().equals(head)
                            && call.args().equals(List.of(t))
                        ? unknown
                        : node);
    OrdinaryDifferentialEquation equation =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return initial.rows();
          }

          @Override
          public double[] computeDerivatives(double now, double[] y) {
            return at.with(claim.variable(), Quantity.of(now))
                .with(unknown.name(), Quantity.vector(y, 0))
                .evaluate(right)
                .toArray();
          }
        };
    double span = Math.abs(time - start);
    DormandPrince853Integrator integrator =
        new DormandPrince853Integrator(span * 1e-12, span, tolerance, tolerance);
    return integrator
        .integrate(new ExpandableODE(equation), new ODEState(start, initial.toArray()), time)
        .getPrimaryState();
  }
}
