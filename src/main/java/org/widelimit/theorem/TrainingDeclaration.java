package org.widelimit.theorem;

import java.io.Serializable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;

/**
 * How the networks of a file are trained, on all data at once and on the loss {@code 1/(2N) sum_n
 * |f(x_n) - y_n|^2}. For how long says the observable's last argument: a time under the flow, a
 * number of steps under descent.
 *
 * @param method flow or descent
 * @param learningRate the factor of the gradient, positive
 * @param momentum from 0, for plain gradient descent, to below 1; 0 under the flow
 * @param lastLayerOnly whether only the readout is trained
 */
public record TrainingDeclaration(
    Method method, Expr learningRate, Expr momentum, boolean lastLayerOnly)
    implements Serializable {

  /** Gradient flow of all parameters at learning rate 1: how a file trains that says nothing. */
  public static final TrainingDeclaration DEFAULT =
      new TrainingDeclaration(Method.FLOW, Expressions.ONE, Expressions.ZERO, false);

  /** How the loss is descended. */
  public enum Method {
    /** Gradient flow, {@code d theta/dt = -learningRate grad}. */
    FLOW,
    /** Steps {@code v <- momentum v - learningRate grad}, {@code theta <- theta + v}. */
    DESCENT
  }
}
