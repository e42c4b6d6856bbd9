package org.widelimit.verification;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.simulation.JacobianObservable.Of;
import org.widelimit.simulation.Observable;
import org.widelimit.simulation.ObservableCatalogue;
import org.widelimit.simulation.ObservableCatalogue.Argument;
import org.widelimit.simulation.ObservableCatalogue.Shape;

/** The words of the vocabulary that are measured on sampled networks. */
final class Observables {

  /** The time of training where a claim names none. */
  private static final double TRAINING_TIME = 1;

  private Observables() {}

  /** Returns the observables that occur in an expression. */
  static Set<Call> in(Expr expr) {
    Set<Call> found = new LinkedHashSet<>();
    collect(expr, found);
    return found;
  }

  private static void collect(Expr expr, Set<Call> found) {
    if (expr instanceof Call call) {
      if (isObservable(call)) {
        found.add(call);
        return;
      }
      call.args().forEach(arg -> collect(arg, found));
    }
  }

  private static boolean isObservable(Call call) {
    String name = call.headName().orElse("");
    // Of two arguments, an input and a target, the loss is a word of equations.
    return ObservableCatalogue.find(name).isPresent()
        && !(name.equals("Loss") && call.arity() == 2);
  }

  /**
   * Returns the observable that a call means.
   *
   * @throws UndefinedValueException if the network has no such layer or input
   */
  static Observable of(Call call, Evaluator at, Shape shape) {
    List<Argument> arguments = new ArrayList<>();
    for (Expr arg : call.args()) {
      arguments.add(argument(arg, at));
    }
    try {
      return ObservableCatalogue.make(call.headName().orElse(""), arguments, shape);
    } catch (IllegalArgumentException wrong) {
      throw new UndefinedValueException(String.valueOf(wrong.getMessage()));
    }
  }

  /** A number, or a place {@code Preactivation[l]} or {@code Postactivation[l]}. */
  private static Argument argument(Expr arg, Evaluator at) {
    if (arg instanceof Call place && place.arity() == 1) {
      if (place.isCall("Preactivation")) {
        return new Argument(at.index(place.arg(0)), Optional.of(Of.PREACTIVATION));
      }
      if (place.isCall("Postactivation")) {
        return new Argument(at.index(place.arg(0)), Optional.of(Of.POSTACTIVATION));
      }
    }
    return new Argument(at.evaluate(arg).value());
  }

  /** Returns how long to train for an observable of training: its argument, or 1. */
  static double trainingTime(Call call, Evaluator at) {
    int position = ObservableCatalogue.timeOf(call.headName().orElse("")).orElse(call.arity());
    return position < call.arity() ? at.evaluate(call.arg(position)).value() : TRAINING_TIME;
  }
}
