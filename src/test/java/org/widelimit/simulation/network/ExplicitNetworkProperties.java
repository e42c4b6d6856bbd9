package org.widelimit.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.training.Training;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;
import org.widelimit.simulation.training.TrainingRun;

/**
 * The network of products and the explicit one are written apart and agree: outputs, kernels,
 * Jacobians and training. Networks have at most 4 layers of at most 6 neurons and values of order
 * 10, so that rounding stays below 1e-11.
 */
class ExplicitNetworkProperties {

  private static final double ROUNDING = 1e-10;
  private static final List<String> SMOOTH = List.of("tanh", "identity");
  private static final List<String> ALL = List.of("tanh", "relu", "identity");

  /** The explicit network with the weights of the other. */
  private static ExplicitNetwork explicit(Network network) {
    NetworkSpec spec = network.spec();
    double[] theta = new double[(int) spec.parameters()];
    int at = 0;
    for (int l = 1; l <= spec.depth() + 1; l++) {
      Matrix w = network.weights(l).times(Matrix.identity(spec.width(l - 1)));
      double unit = spec.weightScale(l) / Math.sqrt(spec.weightGain(l));
      for (int i = 0; i < w.rows(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          theta[at++] = unit * w.get(i, j);
        }
      }
      for (double bias : network.biases(l)) {
        theta[at++] = spec.biasGain(l) == 0 ? 0 : bias / Math.sqrt(spec.biasGain(l));
      }
    }
    return ExplicitNetwork.of(spec, theta);
  }

  @Property(tries = 100)
  void should_agree_with_the_network_of_products(@ForAll long seed, @ForAll MatrixKind kind) {
    RandomGenerator dice = RandomStreams.of(seed, "dice").generator();
    NetworkSpec spec = RandomSpecs.any(dice, 6, ALL);
    Matrix inputs = RandomSpecs.gaussian(dice, spec.inputDimension(), 2);
    Network network = Network.sample(spec, kind, RandomStreams.of(seed, "weights"));
    ForwardPass pass = network.forward(inputs);
    Matrix kernel = NeuralTangentKernel.of(network, pass);
    ExplicitNetwork explicit = explicit(network);
    for (int i = 0; i < 2; i++) {
      double[] f = explicit.output(inputs.column(i));
      for (int a = 0; a < spec.outputs(); a++) {
        assertThat(pass.outputs().get(a, i)).isCloseTo(f[a], within(ROUNDING));
        for (int j = 0; j < 2; j++) {
          for (int b = 0; b < spec.outputs(); b++) {
            double expected =
                Columns.innerProduct(
                    explicit.outputGradient(inputs.column(i), a),
                    explicit.outputGradient(inputs.column(j), b));
            assertThat(kernel.get(2 * a + i, 2 * b + j))
                .isCloseTo(expected, within(100 * ROUNDING));
          }
        }
      }
    }
    int top = spec.depth();
    Matrix down =
        network
            .backwardFrom(top, 1, pass, Matrix.identity(spec.width(top)), new int[spec.width(top)])
            .get(0);
    Matrix up =
        network.forwardFrom(1, top, pass, Matrix.identity(spec.width(1)), new int[spec.width(1)]);
    Matrix jacobian = explicit.preactivationJacobian(1, top, inputs.column(0));
    for (int i = 0; i < jacobian.rows(); i++) {
      for (int j = 0; j < jacobian.columns(); j++) {
        assertThat(down.get(j, i)).isCloseTo(jacobian.get(i, j), within(ROUNDING));
        assertThat(up.get(i, j)).isCloseTo(jacobian.get(i, j), within(ROUNDING));
      }
    }
  }

  @Property(tries = 50)
  void should_have_the_gradient_that_differences_see(@ForAll long seed) {
    RandomGenerator dice = RandomStreams.of(seed, "dice").generator();
    NetworkSpec spec = RandomSpecs.any(dice, 4, SMOOTH);
    ExplicitNetwork network = ExplicitNetwork.sample(spec, RandomStreams.of(seed, "weights"));
    double[] x = RandomSpecs.gaussian(dice, spec.inputDimension(), 1).column(0);
    double[] y = RandomSpecs.gaussian(dice, spec.outputs(), 1).column(0);
    double[] gradient = network.lossGradient(x, y);
    double[] theta = network.parameters();
    double scale = 1 + Math.sqrt(Columns.innerProduct(gradient, gradient));
    for (int k = 0; k < theta.length; k++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      // Central differences: truncation of order h^2 = 1e-8, rounding of order 1e-16/h = 1e-12.
      up[k] += 1e-4;
      down[k] -= 1e-4;
      double difference =
          (network.withParameters(up).loss(x, y) - network.withParameters(down).loss(x, y)) / 2e-4;
      assertThat(difference).isCloseTo(gradient[k], within(1e-4 * scale));
    }
    // Negative control: the gradient of another target is seen to differ.
    double[] other = y.clone();
    other[0] += 1;
    double[] wrong = network.lossGradient(x, other);
    double[] step = network.outputGradient(x, 0);
    Columns.add(step, 1, wrong, 0, wrong.length);
    for (int k = 0; k < theta.length; k++) {
      assertThat(wrong[k]).isCloseTo(gradient[k], within(1e-9 * scale));
    }
  }

  @Property(tries = 50)
  void should_descend_the_gradient_with_momentum(@ForAll long seed, @ForAll MatrixKind kind) {
    RandomGenerator dice = RandomStreams.of(seed, "dice").generator();
    NetworkSpec spec = RandomSpecs.any(dice, 5, ALL);
    Matrix inputs = RandomSpecs.gaussian(dice, spec.inputDimension(), 3);
    Matrix targets = RandomSpecs.gaussian(dice, spec.outputs(), 2);
    double momentum = dice.nextBoolean() ? 0 : 0.7;
    TrainingPlan plan =
        new TrainingPlan(
            Inputs.lists(targets.raw()),
            new TrainingMethod.GradientDescent(0.05, momentum, 4),
            false);
    Network network = Network.sample(spec, kind, RandomStreams.of(seed, "weights"));
    ExplicitNetwork explicit = explicit(network);
    double[] start = explicit.parameters();
    TrainingRun run = Training.run(network, inputs, plan);
    double[] velocity = new double[start.length];
    Matrix trained = Matrix.ofColumns(inputs.column(0), inputs.column(1));
    for (int step = 1; step <= 4; step++) {
      double[] gradient = explicit.meanLossGradient(trained, targets);
      double[] theta = explicit.parameters();
      for (int k = 0; k < theta.length; k++) {
        velocity[k] = momentum * velocity[k] - 0.05 * gradient[k];
        theta[k] += velocity[k];
      }
      explicit = explicit.withParameters(theta);
      for (int n = 0; n < 3; n++) {
        double[] expected = explicit.output(inputs.column(n));
        // Some of these networks diverge, to 1e12 in four steps: rounding is relative to the size.
        double size = Math.max(1, Math.sqrt(Columns.innerProduct(expected, expected)));
        assertThat(run.outputs().get(step).column(n))
            .usingComparatorWithPrecision(1e-8 * size)
            .containsExactly(expected);
      }
    }
    double[] moved = explicit.parameters();
    Columns.add(start, -1, moved, 0, moved.length);
    double distance = Columns.innerProduct(moved, moved);
    assertThat(network.squaredParameterDistance())
        .isCloseTo(distance, within(1e-8 * Math.max(1, distance)));
    assertThat(network.squaredParameterNormAtStart())
        .isCloseTo(Columns.innerProduct(start, start), within(1e-6));
  }

  @Property(tries = 10)
  void should_flow_along_the_gradient(@ForAll long seed, @ForAll MatrixKind kind) {
    RandomGenerator dice = RandomStreams.of(seed, "dice").generator();
    NetworkSpec spec = RandomSpecs.any(dice, 5, SMOOTH);
    Matrix inputs = RandomSpecs.gaussian(dice, spec.inputDimension(), 2);
    Matrix targets = RandomSpecs.gaussian(dice, spec.outputs(), 2);
    TrainingPlan plan =
        new TrainingPlan(
            Inputs.lists(targets.raw()), new TrainingMethod.GradientFlow(0.5, 1, 1e-8), false);
    Network network = Network.sample(spec, kind, RandomStreams.of(seed, "weights"));
    ExplicitNetwork explicit = explicit(network);
    TrainingRun run = Training.run(network, inputs, plan);
    double[] theta = explicit.parameters();
    ODEState end =
        new DormandPrince853Integrator(1e-9, 1, 1e-11, 1e-11)
            .integrate(
                new OrdinaryDifferentialEquation() {
                  @Override
                  public int getDimension() {
                    return theta.length;
                  }

                  @Override
                  public double[] computeDerivatives(double t, double[] at) {
                    double[] gradient =
                        explicit.withParameters(at).meanLossGradient(inputs, targets);
                    double[] result = new double[at.length];
                    Columns.add(gradient, -0.5, result, 0, result.length);
                    return result;
                  }
                },
                new ODEState(0, theta),
                1);
    ExplicitNetwork trained = explicit.withParameters(end.getPrimaryState());
    for (int n = 0; n < 2; n++) {
      assertThat(run.end().outputs().column(n))
          .usingComparatorWithPrecision(1e-5)
          .containsExactly(trained.output(inputs.column(n)));
    }
  }
}
