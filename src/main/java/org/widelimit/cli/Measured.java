package org.widelimit.cli;

import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.WolframReader;
import org.widelimit.gaussian.Activation;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.network.MeanFieldMaps;
import org.widelimit.simulation.BackwardObservable.EmpiricalNTK;
import org.widelimit.simulation.BackwardObservable.GradientSize;
import org.widelimit.simulation.BackwardObservable.SmallestEigenvalue;
import org.widelimit.simulation.ForwardObservable.Activity;
import org.widelimit.simulation.ForwardObservable.EmpiricalNNGP;
import org.widelimit.simulation.ForwardObservable.Output;
import org.widelimit.simulation.ForwardObservable.PostactivationSecondMoment;
import org.widelimit.simulation.ForwardObservable.PreactivationCorrelation;
import org.widelimit.simulation.ForwardObservable.PreactivationCovariance;
import org.widelimit.simulation.ForwardObservable.PreactivationKurtosis;
import org.widelimit.simulation.ForwardObservable.PreactivationVariance;
import org.widelimit.simulation.Inputs;
import org.widelimit.simulation.JacobianObservable;
import org.widelimit.simulation.JacobianObservable.JacobianSize;
import org.widelimit.simulation.Observable;
import org.widelimit.simulation.TrainingObservable.AbsoluteParameterDistance;
import org.widelimit.simulation.TrainingObservable.KernelDrift;
import org.widelimit.simulation.TrainingObservable.LinearizationError;
import org.widelimit.simulation.TrainingObservable.Loss;
import org.widelimit.simulation.TrainingObservable.ParameterDistance;
import org.widelimit.simulation.TrainingObservable.TrainedOutput;

/**
 * An observable as the user names it, and what theory says of its limit.
 *
 * @param text the name as written
 * @param observable what is measured
 */
record Measured(String text, Observable observable) {

  /** Names that the observables' own table does not have. */
  private static final Map<String, String> SHORT =
      Map.of("NTK", "EmpiricalNTK", "NNGP", "EmpiricalNNGP", "q", "PreactivationVariance");

  /** The names understood, for messages. */
  static final String NAMES =
      "EmpiricalNTK[a, b], EmpiricalNNGP[l, a, b], PreactivationVariance[l, a],"
          + " PreactivationCovariance[l, a, b], PreactivationCorrelation[l, a, b], Activity[l],"
          + " PreactivationKurtosis[l], PostactivationSecondMoment[l], Output[a],"
          + " GradientSize[l], JacobianSize[from, to], SmallestEigenvalue[], KernelDrift[],"
          + " ParameterDistance[], AbsoluteParameterDistance[], LinearizationError[], Loss[],"
          + " TrainedOutput[a]";

  /**
   * Reads a name with its arguments, layers and inputs counting from 1; arguments left out are the
   * last layer and the first input.
   *
   * @throws org.widelimit.algebra.SyntaxException if the text is no formula
   * @throws IllegalArgumentException if it names no observable
   */
  static Measured read(String text, int depth) {
    Expr expr = WolframReader.read(text);
    String name;
    int[] given = new int[0];
    if (expr instanceof Expr.Sym symbol) {
      name = symbol.name();
    } else if (expr instanceof Expr.Call call && call.head() instanceof Expr.Sym head) {
      name = head.name();
      given = new int[call.arity()];
      for (int i = 0; i < given.length; i++) {
        if (!(call.arg(i) instanceof Expr.Num number) || !number.isInteger()) {
          throw new IllegalArgumentException(
              "'" + text + "': layers and inputs are whole numbers from 1");
        }
        given[i] = number.numerator().intValueExact();
      }
    } else {
      throw new IllegalArgumentException("'" + text + "' is no observable; there are " + NAMES);
    }
    name = SHORT.getOrDefault(name, name);
    Arguments at = new Arguments(given);
    Observable observable =
        switch (name) {
          case "EmpiricalNTK" -> new EmpiricalNTK(at.get(0, 1), at.get(1, at.get(0, 1)));
          case "EmpiricalNNGP" ->
              new EmpiricalNNGP(at.get(0, depth + 1), at.get(1, 1), at.get(2, at.get(1, 1)));
          case "PreactivationVariance" -> new PreactivationVariance(at.get(0, depth), at.get(1, 1));
          case "PreactivationCovariance" ->
              new PreactivationCovariance(at.get(0, depth), at.get(1, 1), at.get(2, 2));
          case "PreactivationCorrelation" ->
              new PreactivationCorrelation(at.get(0, depth), at.get(1, 1), at.get(2, 2));
          case "PreactivationKurtosis" -> new PreactivationKurtosis(at.get(0, depth));
          case "Activity" -> new Activity(at.get(0, depth));
          case "PostactivationSecondMoment" -> new PostactivationSecondMoment(at.get(0, depth));
          case "Output" -> new Output(at.get(0, 1));
          case "GradientSize" -> new GradientSize(at.get(0, 1));
          case "JacobianSize" -> new JacobianSize(at.get(0, 1), at.get(1, depth));
          case "SmallestEigenvalue" -> new SmallestEigenvalue();
          case "KernelDrift" -> new KernelDrift();
          case "ParameterDistance" -> new ParameterDistance();
          case "AbsoluteParameterDistance" -> new AbsoluteParameterDistance();
          case "LinearizationError" -> new LinearizationError();
          case "Loss" -> new Loss();
          case "TrainedOutput" -> new TrainedOutput(at.get(0, 1));
          default ->
              throw new IllegalArgumentException(
                  "no such observable: '" + name + "'; there are " + NAMES);
        };
    if (given.length > observable.getClass().getRecordComponents().length) {
      throw new IllegalArgumentException("'" + text + "' has too many arguments");
    }
    return new Measured(text, observable);
  }

  /** The arguments that were written, and defaults for the others. */
  private static final class Arguments {
    private final int[] given;

    Arguments(int... given) {
      this.given = given;
    }

    int get(int position, int otherwise) {
      return position < given.length ? given[position] : otherwise;
    }
  }

  /** Tells whether the observable vanishes like a norm, in powers of the root of the width. */
  boolean vanishes() {
    return observable instanceof KernelDrift
        || observable instanceof ParameterDistance
        || observable instanceof LinearizationError;
  }

  /**
   * The limit in an infinitely wide fully connected network, by the kernel recursion; empty where
   * there is none, or none that this command knows.
   *
   * @throws org.widelimit.gaussian.DivergentExpectationException if an expectation diverges
   */
  Optional<Double> limit(
      Activation activation, int depth, double sigmaW2, double sigmaB2, Inputs inputs) {
    if (vanishes() || observable instanceof PreactivationKurtosis) {
      return Optional.of(0.0);
    }
    KernelRecursion recursion =
        KernelRecursion.of(Architecture.dense(activation, depth, sigmaW2, sigmaB2));
    if (observable instanceof EmpiricalNTK ntk) {
      return Optional.of(recursion.output(pair(inputs, ntk.a(), ntk.b())).tangent());
    }
    if (observable instanceof EmpiricalNNGP k) {
      return Optional.of(state(recursion, inputs, k.layer(), k.a(), k.b()).covariance());
    }
    if (observable instanceof PreactivationVariance q) {
      return hidden(
          q.layer(), depth, state(recursion, inputs, q.layer(), q.input(), q.input()).p());
    }
    if (observable instanceof Activity q) {
      return hidden(q.layer(), depth, state(recursion, inputs, q.layer(), 1, 1).p());
    }
    if (observable instanceof PreactivationCovariance k) {
      return hidden(
          k.layer(), depth, state(recursion, inputs, k.layer(), k.a(), k.b()).covariance());
    }
    if (observable instanceof PreactivationCorrelation k) {
      return hidden(
          k.layer(), depth, state(recursion, inputs, k.layer(), k.a(), k.b()).correlation().rho());
    }
    if (observable instanceof PostactivationSecondMoment h && h.layer() > 0) {
      double above = state(recursion, inputs, h.layer() + 1, 1, 1).p();
      return Optional.of((above - sigmaB2) / sigmaW2);
    }
    if (observable instanceof JacobianSize j && j.of() == JacobianObservable.Of.PREACTIVATION) {
      MeanFieldMaps maps = MeanFieldMaps.of(activation, sigmaW2, sigmaB2);
      double product = 1;
      for (int layer = j.from(); layer < j.to(); layer++) {
        product *= maps.chi(state(recursion, inputs, layer, 1, 1).p()).value();
      }
      return Optional.of(product);
    }
    return Optional.empty();
  }

  /** The readout has one unit, so that its own square does not average out. */
  private static Optional<Double> hidden(int layer, int depth, double value) {
    return layer <= depth ? Optional.of(value) : Optional.empty();
  }

  private static KernelState state(
      KernelRecursion recursion, Inputs inputs, int layer, int a, int b) {
    return recursion.states(pair(inputs, a, b)).get(layer - 1);
  }

  private static KernelState pair(Inputs inputs, int a, int b) {
    return KernelState.ofInputs(point(inputs, a), point(inputs, b));
  }

  private static double[] point(Inputs inputs, int index) {
    return inputs.points().get(index - 1).stream().mapToDouble(Double::doubleValue).toArray();
  }
}
