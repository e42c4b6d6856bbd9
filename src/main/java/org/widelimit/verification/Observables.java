package org.widelimit.verification;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.simulation.BackwardObservable.EmpiricalNTK;
import org.widelimit.simulation.BackwardObservable.GradientSize;
import org.widelimit.simulation.BackwardObservable.SmallestEigenvalue;
import org.widelimit.simulation.ForwardObservable.EmpiricalNNGP;
import org.widelimit.simulation.ForwardObservable.Output;
import org.widelimit.simulation.ForwardObservable.PreactivationCovariance;
import org.widelimit.simulation.ForwardObservable.PreactivationVariance;
import org.widelimit.simulation.JacobianObservable;
import org.widelimit.simulation.JacobianObservable.JacobianSize;
import org.widelimit.simulation.JacobianObservable.JacobianTrace;
import org.widelimit.simulation.JacobianObservable.Of;
import org.widelimit.simulation.Observable;
import org.widelimit.simulation.TrainingObservable.KernelDrift;
import org.widelimit.simulation.TrainingObservable.LinearizationError;
import org.widelimit.simulation.TrainingObservable.Loss;
import org.widelimit.simulation.TrainingObservable.ParameterDistance;

/** The words of the vocabulary that are measured on sampled networks. */
final class Observables {

  /** The time of training where a claim names none. */
  private static final double TRAINING_TIME = 1;

  private Observables() {}

  /** Returns the observables that occur in an expression. */
  static Set<Call> in(Expr expr, Evaluator at) {
    Set<Call> found = new LinkedHashSet<>();
    collect(expr, at, found);
    return found;
  }

  private static void collect(Expr expr, Evaluator at, Set<Call> found) {
    if (expr instanceof Call call) {
      if (of(call, at).isPresent()) {
        found.add(call);
        return;
      }
      call.args().forEach(arg -> collect(arg, at, found));
    }
  }

  /** Returns the observable that a call means, or empty if it means none. */
  static Optional<Observable> of(Call call, Evaluator at) {
    return Optional.ofNullable(
        switch (call.headName().orElse("")) {
          case "PreactivationVariance", "Activity" ->
              new PreactivationVariance(index(call, 0, 1, at), index(call, 1, 1, at));
          case "PreactivationCovariance" ->
              new PreactivationCovariance(
                  index(call, 0, 1, at), index(call, 1, 1, at), index(call, 2, 2, at));
          case "EmpiricalNNGP" ->
              new EmpiricalNNGP(
                  index(call, 0, 1, at), index(call, 1, 1, at), index(call, 2, 1, at));
          case "EmpiricalNTK" -> new EmpiricalNTK(index(call, 0, 1, at), index(call, 1, 1, at));
          case "Output" -> new Output(index(call, 0, 1, at));
          case "SmallestEigenvalue" -> new SmallestEigenvalue();
          case "GradientSize" -> new GradientSize(index(call, 0, 1, at));
          case "JacobianSize" ->
              new JacobianSize(
                  layer(call, 1, at), layer(call, 0, at), kind(call), JacobianObservable.PROBES);
          case "JacobianTrace" ->
              new JacobianTrace(
                  layer(call, 1, at), layer(call, 0, at), kind(call), JacobianObservable.PROBES);
          case "KernelDrift" -> new KernelDrift();
          case "ParameterDistance" -> new ParameterDistance();
          case "LinearizationError" -> new LinearizationError();
          case "Loss" -> call.arity() == 2 ? null : new Loss();
          default -> null;
        });
  }

  /** Returns how long to train for an observable of training: its argument, or 1. */
  static double trainingTime(Call call, Evaluator at) {
    return call.arity() == 0 ? TRAINING_TIME : at.evaluate(call.arg(0)).value();
  }

  private static int index(Call call, int position, int otherwise, Evaluator at) {
    return call.arity() > position ? at.index(call.arg(position)) : otherwise;
  }

  /** A place {@code Preactivation[l]} or {@code Postactivation[l]}: upper place first. */
  private static int layer(Call call, int position, Evaluator at) {
    if (call.arity() > position
        && call.arg(position) instanceof Call place
        && (place.isCall("Preactivation") || place.isCall("Postactivation"))) {
      return at.index(place.arg(0));
    }
    throw new UndefinedValueException(
        call.head()
            + " needs two places, such as "
            + call.head()
            + "[Preactivation[3], Preactivation[1]]");
  }

  private static Of kind(Call call) {
    return call.arg(0).isCall("Postactivation") ? Of.POSTACTIVATION : Of.PREACTIVATION;
  }
}
