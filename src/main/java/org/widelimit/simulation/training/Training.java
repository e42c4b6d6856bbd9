package org.widelimit.simulation.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.ForwardPass;
import org.widelimit.simulation.network.Network;
import org.widelimit.simulation.network.NeuralTangentKernel;

/** Full-batch training of a network, in place. */
public final class Training {

  /** An exponential flow doubles its time at almost every step, so that this is no end in sight. */
  private static final int MOST_STEPS = 1000;

  private final Network network;
  private final Matrix inputs;
  private final TrainingPlan plan;
  private final int lowest;
  private final List<Double> times = new ArrayList<>();
  private final List<Matrix> outputs = new ArrayList<>();
  private final List<Matrix> kernels = new ArrayList<>();

  private Training(Network network, Matrix inputs, TrainingPlan plan) {
    this.network = network;
    this.inputs = inputs;
    this.plan = plan;
    lowest = plan.readoutOnly() ? network.spec().depth() + 1 : 1;
  }

  /**
   * Trains a network.
   *
   * @param network the network, which is moved
   * @param inputs of shape d x (training inputs, then test points)
   * @param plan what to train on and how
   * @return the course of the training
   * @throws IllegalArgumentException if targets and network do not fit
   */
  public static TrainingRun run(Network network, Matrix inputs, TrainingPlan plan) {
    return run(network, network.forward(inputs), plan);
  }

  public static TrainingRun run(Network network, ForwardPass start, TrainingPlan plan) {
    Training training = new Training(network, start.activation(0), plan);
    training.record(0, start);
    ForwardPass end = training.train(start);
    return new TrainingRun(plan, training.times, training.outputs, training.kernels, start, end);
  }

  private ForwardPass train(ForwardPass start) {
    if (plan.method() instanceof TrainingMethod.GradientDescent descent) {
      return descend(start, descent);
    }
    return plan.method() instanceof TrainingMethod.GradientFlow flow
        ? flow(start, flow)
        : flow(start, (TrainingMethod.ExponentialFlow) plan.method());
  }

  private void record(double time, ForwardPass pass) {
    times.add(time);
    outputs.add(pass.outputs());
  }

  private ForwardPass descend(ForwardPass start, TrainingMethod.GradientDescent method) {
    ForwardPass pass = start;
    for (int step = 1; step <= method.steps(); step++) {
      Gradient gradient = gradient(pass);
      move(gradient, method.momentum(), -method.learningRate());
      pass = network.forward(inputs);
      record(step, pass);
    }
    return pass;
  }

  /** The gradient of the loss in factors: at layer l it is {@code sum_n deltas^l_n h^(l-1)_n^T}. */
  private record Gradient(List<Matrix> deltas, ForwardPass pass) {}

  private Gradient gradient(ForwardPass pass) {
    double[][] cotangents = plan.residuals(pass.outputs());
    int[] inputOf = new int[cotangents.length];
    for (int n = 0; n < inputOf.length; n++) {
      inputOf[n] = n;
      for (int a = 0; a < cotangents[n].length; a++) {
        cotangents[n][a] /= plan.count();
      }
    }
    int top = network.spec().depth() + 1;
    Matrix atOutputs = Matrix.wrap(network.spec().outputs(), cotangents);
    return new Gradient(network.backwardFrom(top, lowest, pass, atOutputs, inputOf), pass);
  }

  private void move(Gradient gradient, double momentum, double step) {
    double[] ones = new double[gradient.pass().inputs()];
    Arrays.fill(ones, 1);
    for (int l = lowest; l <= network.spec().depth() + 1; l++) {
      Matrix below = gradient.pass().activation(l - 1);
      network.move(l, momentum, step, gradient.deltas().get(l - lowest), ones, below);
    }
  }

  private ForwardPass flow(ForwardPass start, TrainingMethod.GradientFlow method) {
    double largest = Math.pow(120 * method.tolerance(), 0.25);
    ForwardPass pass = start;
    double time = 0;
    kernels.add(NeuralTangentKernel.of(network, start, plan.readoutOnly()));
    while (time < method.time()) {
      KernelModes modes = modes(kernels.get(kernels.size() - 1), method.learningRate());
      double rate = method.learningRate() * modes.largestEigenvalue() / plan.count();
      double left = method.time() - time;
      double step = left * rate > largest ? largest / rate : left;
      pass = rungeKutta(pass, -method.learningRate() * step);
      time = step == left ? method.time() : time + step;
      record(time, pass);
      kernels.add(NeuralTangentKernel.of(network, pass, plan.readoutOnly()));
    }
    return pass;
  }

  private KernelModes modes(Matrix kernel, double learningRate) {
    int[] trained = KernelModes.trained(plan, inputs.columns(), network.spec().outputs());
    return new KernelModes(kernel, trained, learningRate / plan.count());
  }

  private ForwardPass flow(ForwardPass start, TrainingMethod.ExponentialFlow method) {
    ExponentialMidpoint rule = new ExponentialMidpoint(network, plan, method.learningRate());
    ExponentialMidpoint.State state = rule.start(start);
    kernels.add(state.gradients().kernel());
    double enough = method.lossFraction() * plan.loss(start.outputs());
    LossStop stop = new LossStop(rule, plan, enough);
    double first = 0.5 / rule.fastestRate(state);
    double step = first;
    double time = 0;
    int rejected = 0;
    while (time < method.time() && plan.loss(state.pass().outputs()) > enough) {
      double left = method.time() - time;
      double taken = Math.min(step, left);
      ExponentialMidpoint.Step tried = rule.step(state, taken);
      if (tried.miss > TrainingMethod.ExponentialFlow.MISS) {
        rule.undo(tried);
        step = taken / 2;
        rejected++;
      } else {
        LossStop.Stop end =
            stop.isBeyond(tried)
                ? stop.shorten(state, tried, taken)
                : new LossStop.Stop(tried.end, taken);
        state = end.state();
        time = end.length() == left ? method.time() : time + end.length();
        record(time, state.pass());
        kernels.add(state.gradients().kernel());
        step = Math.min(Math.max(first, time), 2 * taken);
      }
      if (times.size() + rejected > MOST_STEPS) {
        throw new ArithmeticException(
            "after %d steps of gradient flow the loss is still %s, not %s"
                .formatted(MOST_STEPS, plan.loss(state.pass().outputs()), enough));
      }
    }
    return state.pass();
  }

  /** One step from theta to {@code theta + h/6 (k1 + 2 k2 + 2 k3 + k4)}, by low-rank moves only. */
  private ForwardPass rungeKutta(ForwardPass pass, double h) {
    Gradient k1 = gradient(pass);
    move(k1, 0, h / 2);
    Gradient k2 = gradient(network.forward(inputs));
    move(k1, 0, -h / 2);
    move(k2, 0, h / 2);
    Gradient k3 = gradient(network.forward(inputs));
    move(k2, 0, -h / 2);
    move(k3, 0, h);
    Gradient k4 = gradient(network.forward(inputs));
    move(k1, 0, h / 6);
    move(k2, 0, h / 3);
    move(k3, 0, -2 * h / 3);
    move(k4, 0, h / 6);
    return network.forward(inputs);
  }
}
