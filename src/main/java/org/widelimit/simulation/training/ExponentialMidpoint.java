package org.widelimit.simulation.training;

import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.network.ForwardPass;
import org.widelimit.simulation.network.Network;
import org.widelimit.simulation.network.NeuralTangentKernel;

/**
 * The exponential midpoint rule for gradient flow, see {@link TrainingMethod.ExponentialFlow}: with
 * J the gradients of the outputs and r the residuals at the start of a step of length h, half a
 * step is {@code theta - J^T c(h/2)}, c of the kernel {@code J J^T}, and the whole step {@code
 * theta - J_mid^T c_mid(h)}, both from the same r.
 */
final class ExponentialMidpoint {

  /** To a millionth of a step. */
  private static final int HALVINGS = 20;

  private final Network network;
  private final TrainingPlan plan;
  private final double learningRate;
  private final int lowest;
  private double startNorm;

  ExponentialMidpoint(Network network, TrainingPlan plan, double learningRate) {
    this.network = network;
    this.plan = plan;
    this.learningRate = learningRate;
    lowest = plan.readoutOnly() ? network.spec().depth() + 1 : 1;
  }

  /** The network at one time: its outputs and their gradients. */
  record State(ForwardPass pass, NeuralTangentKernel.Gradients gradients) {}

  /** A step that the network has taken, and by how much the outputs missed its prediction. */
  static final class Step {
    final State end;
    final double miss;
    private final State middle;
    private final double[] learned;

    private Step(State middle, double[] learned, State end, double miss) {
      this.middle = middle;
      this.learned = learned;
      this.end = end;
      this.miss = miss;
    }
  }

  State start(ForwardPass pass) {
    startNorm = Math.sqrt(2 * plan.count() * plan.loss(pass.outputs()));
    return state(pass);
  }

  private State state(ForwardPass pass) {
    return new State(pass, NeuralTangentKernel.gradients(network, pass, plan.readoutOnly()));
  }

  /** The rate at which the fastest mode decays. */
  double fastestRate(State state) {
    return learningRate / plan.count() * modes(state).largestEigenvalue();
  }

  private int[] trained(State state) {
    return KernelModes.trained(plan, state.pass().inputs(), network.spec().outputs());
  }

  private KernelModes modes(State state) {
    return new KernelModes(state.gradients().kernel(), trained(state), learningRate / plan.count());
  }

  Step step(State from, double time) {
    double[] residuals = residuals(from);
    double[] half = modes(from).learned(time / 2, residuals);
    move(from, half, -1);
    State middle = state(network.forward(from.pass().activation(0)));
    move(from, half, 1);
    double[] whole = modes(middle).learned(time, residuals);
    move(middle, whole, -1);
    State end = state(network.forward(from.pass().activation(0)));
    return new Step(middle, whole, end, miss(residuals, middle, whole, residuals(end)));
  }

  /** When, within a step of this length, the loss should fall to a value, by the step's kernel. */
  double timeTo(double loss, State from, Step step, double length) {
    KernelModes modes = modes(step.middle);
    double[] residuals = residuals(from);
    double early = 0;
    double late = length;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (early + late) / 2;
      if (modes.squaredRest(middle, residuals) > 2 * plan.count() * loss) {
        early = middle;
      } else {
        late = middle;
      }
    }
    return late;
  }

  /** Takes a step back. */
  void undo(Step step) {
    move(step.middle, step.learned, 1);
  }

  private double miss(double[] before, State middle, double[] learned, double[] after) {
    int[] trained = trained(middle);
    double sum = 0;
    for (int i = 0; i < trained.length; i++) {
      double predicted = before[i];
      for (int j = 0; j < trained.length; j++) {
        predicted -= middle.gradients().kernel().get(trained[i], trained[j]) * learned[j];
      }
      sum += (after[i] - predicted) * (after[i] - predicted);
    }
    return Math.sqrt(sum) / startNorm;
  }

  /** The residuals in the order of {@link KernelModes#trained}. */
  private double[] residuals(State state) {
    double[][] all = plan.residuals(state.pass().outputs());
    int outputs = network.spec().outputs();
    double[] result = new double[outputs * plan.count()];
    for (int a = 0; a < outputs; a++) {
      for (int n = 0; n < plan.count(); n++) {
        result[a * plan.count() + n] = all[n][a];
      }
    }
    return result;
  }

  /** Moves the parameters by {@code sign J^T c}. */
  private void move(State at, double[] c, double sign) {
    int inputs = at.pass().inputs();
    for (int a = 0; a < network.spec().outputs(); a++) {
      double[] factors = new double[inputs];
      System.arraycopy(c, a * plan.count(), factors, 0, plan.count());
      for (int l = lowest; l <= network.spec().depth() + 1; l++) {
        Matrix deltas = at.gradients().deltas().get(l - lowest);
        network.move(l, 0, sign, output(deltas, a, inputs), factors, at.pass().activation(l - 1));
      }
    }
  }

  /** The gradients of one output; the very matrix where there is but one. */
  private Matrix output(Matrix deltas, int output, int inputs) {
    if (network.spec().outputs() == 1) {
      return deltas;
    }
    double[][] columns = new double[inputs][];
    System.arraycopy(deltas.raw(), output * inputs, columns, 0, inputs);
    return Matrix.wrap(deltas.rows(), columns);
  }
}
