package org.widelimit.training;

import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;

/**
 * Integrates the gradient flow {@code df/dt = -eta/N Theta (f - y)} step by step, as a judge of its
 * closed form that shares no code with it.
 */
public final class GradientFlowIntegration {

  private static final double SMALLEST_STEP = 1e-12;

  private GradientFlowIntegration() {}

  /**
   * Returns the outputs on the training points at a time.
   *
   * @param kernel the N x N neural tangent kernel
   * @param learningRate the learning rate {@code eta}
   * @param initial the outputs at time 0
   * @param targets the targets
   * @param time the training time, not negative
   * @param tolerance the relative and absolute tolerance of a step
   */
  public static double[] outputs(
      double[][] kernel,
      double learningRate,
      double[] initial,
      double[] targets,
      double time,
      double tolerance) {
    if (time == 0) {
      return initial.clone();
    }
    DormandPrince853Integrator integrator =
        new DormandPrince853Integrator(SMALLEST_STEP * time, time, tolerance, tolerance);
    OrdinaryDifferentialEquation flow =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return initial.length;
          }

          @Override
          public double[] computeDerivatives(double t, double[] outputs) {
            double[] derivatives = new double[outputs.length];
            for (int i = 0; i < outputs.length; i++) {
              double sum = 0;
              for (int j = 0; j < outputs.length; j++) {
                sum += kernel[i][j] * (outputs[j] - targets[j]);
              }
              derivatives[i] = -learningRate / outputs.length * sum;
            }
            return derivatives;
          }
        };
    return integrator.integrate(flow, new ODEState(0, initial), time).getPrimaryState();
  }
}
