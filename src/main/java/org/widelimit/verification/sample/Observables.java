package org.widelimit.verification.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.observable.JacobianObservable.Of;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.simulation.observable.ObservableCatalogue.Argument;
import org.widelimit.simulation.observable.ObservableCatalogue.Parameter;
import org.widelimit.simulation.observable.ObservableCatalogue.Shape;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.theorem.TrainingDeclaration;
import org.widelimit.verification.evaluate.Evaluator;

/** The words of the vocabulary that are measured on sampled networks. */
final class Observables {

  /** The time of training, or the number of steps, where a claim names none. */
  private static final int TRAINING_TIME = 1;

  /** The most steps of gradient descent. */
  private static final int MOST_STEPS = 1000;

  private static final Set<Parameter> INPUTS =
      Set.of(Parameter.INPUT, Parameter.OTHER_INPUT, Parameter.SAME_INPUT);

  /** The symbol that stands for the training targets. */
  static final String TARGETS = "trainingTargets";

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
    List<Parameter> parameters =
        ObservableCatalogue.find(call.headName().orElse(""))
            .map(ObservableCatalogue.Entry::parameters)
            .orElse(List.of());
    int time = ObservableCatalogue.timeOf(call.headName().orElse("")).orElse(call.arity());
    for (int i = 0; i < call.arity(); i++) {
      boolean input = i < parameters.size() && INPUTS.contains(parameters.get(i));
      Expr arg = input ? indexOfInput(call.arg(i)) : call.arg(i);
      // How long to train says the plan of the training, not the observable.
      arguments.add(i == time ? new Argument(0) : argument(arg, at));
    }
    try {
      return ObservableCatalogue.make(call.headName().orElse(""), arguments, shape);
    } catch (IllegalArgumentException wrong) {
      throw new UndefinedValueException(String.valueOf(wrong.getMessage()));
    }
  }

  /** Returns n for {@code Input[n]}, the n-th training input. */
  private static Expr indexOfInput(Expr arg) {
    return arg instanceof Call input && input.isCall("Input", 1) ? input.arg(0) : arg;
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

  /**
   * Returns how to train for an observable of training: for the time or the steps that its last
   * argument names, or until the loss has fallen as it says; for 1 where it has none.
   */
  static TrainingMethod training(Call call, TrainingDeclaration declared, Evaluator at) {
    int position = ObservableCatalogue.timeOf(call.headName().orElse("")).orElse(call.arity());
    Expr end = call.arity() > position ? call.arg(position) : Expressions.num(TRAINING_TIME);
    double rate = at.evaluate(declared.learningRate()).value();
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new UndefinedValueException("a learning rate is positive, not " + rate);
    }
    return declared.method() == TrainingDeclaration.Method.FLOW
        ? flow(rate, end, at)
        : descent(rate, at.evaluate(declared.momentum()).value(), end, at);
  }

  private static TrainingMethod descent(double rate, double momentum, Expr end, Evaluator at) {
    if (end.isCall("UntilLoss")) {
      throw UndefinedValueException.ofFormula("gradient descent takes steps, not until a loss");
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new UndefinedValueException("a momentum lies in [0, 1): " + momentum);
    }
    int steps = at.index(end);
    if (steps < 1 || steps > MOST_STEPS) {
      throw new UndefinedValueException(
          "gradient descent takes 1 to %d steps, not %d".formatted(MOST_STEPS, steps));
    }
    return new TrainingMethod.GradientDescent(rate, momentum, steps);
  }

  private static TrainingMethod flow(double rate, Expr end, Evaluator at) {
    if (end instanceof Call until && until.isCall("UntilLoss")) {
      double fraction = at.evaluate(until.arg(0)).value();
      if (!(fraction > 0 && fraction < 1)) {
        throw new UndefinedValueException("a fraction of the loss lies in (0, 1): " + fraction);
      }
      return new TrainingMethod.ExponentialFlow(rate, Double.POSITIVE_INFINITY, fraction);
    }
    double time = at.evaluate(end).value();
    if (!(time > 0)) {
      throw new UndefinedValueException("a training takes a positive time, not " + time);
    }
    return new TrainingMethod.ExponentialFlow(rate, time, 0);
  }

  /** Returns whether a measurement is more than one number. */
  static boolean isArray(Call call) {
    return call.isCall("KernelMatrix") || call.isCall("OutputVector");
  }

  /** Returns a measurement as a number, a vector or a matrix. */
  static Quantity quantity(Call call, double[] measured) {
    if (call.isCall("KernelMatrix")) {
      int size = (int) Math.round(Math.sqrt(measured.length));
      double[][] rows = new double[size][];
      for (int i = 0; i < size; i++) {
        rows[i] = Arrays.copyOfRange(measured, i * size, (i + 1) * size);
      }
      return Quantity.matrix(rows, 0);
    }
    return call.isCall("OutputVector") ? Quantity.vector(measured, 0) : Quantity.of(measured[0]);
  }

  /** Returns the formula with the targets, which no network changes, as a symbol. */
  static Expr withTargets(Expr formula) {
    return formula.transform(node -> node.isCall("TargetVector") ? Expressions.sym(TARGETS) : node);
  }
}
