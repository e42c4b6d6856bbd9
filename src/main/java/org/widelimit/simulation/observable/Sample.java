package org.widelimit.simulation.observable;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.simulation.matrix.GaussianMatrix;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.ForwardPass;
import org.widelimit.simulation.network.Innovations;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.Network;
import org.widelimit.simulation.network.NetworkSpec;
import org.widelimit.simulation.network.NeuralTangentKernel;
import org.widelimit.simulation.training.Training;
import org.widelimit.simulation.training.TrainingPlan;
import org.widelimit.simulation.training.TrainingRun;

/**
 * One random network with its inputs, of which every observable computes what it needs, once. The
 * state before training is kept when training runs. For use by one thread.
 */
public final class Sample implements AutoCloseable {

  private final Network network;
  private final Inputs inputs;
  private final @Nullable TrainingPlan plan;
  private final RandomStreams streams;
  private @Nullable ForwardPass pass;
  private @Nullable Matrix kernel;
  private @Nullable TrainingRun run;

  /** The gradient of the first output at the first input, from the readout down. */
  private final List<Matrix> gradients = new ArrayList<>();

  private @Nullable Innovations innovations;
  private @Nullable Innovations kernelInnovations;
  private @Nullable Innovations gradientInnovations;

  /**
   * Draws a network.
   *
   * @param spec the network
   * @param inputs its inputs
   * @param plan how to train it, for observables of training; otherwise null
   * @param matrices how to hold its matrices
   * @param streams the streams of this sample
   */
  public Sample(
      NetworkSpec spec,
      Inputs inputs,
      @Nullable TrainingPlan plan,
      GaussianMatrix.Factory matrices,
      RandomStreams streams) {
    this.inputs = inputs;
    this.plan = plan;
    this.streams = streams;
    network = Network.sample(spec, matrices, streams);
  }

  /**
   * Returns the network.
   *
   * @return the network, trained if training ran
   */
  public Network network() {
    return network;
  }

  /**
   * Notes from now on what is random about the passes, for one observable: about the forward pass,
   * whoever asked for it, and about the backward passes that the observable asks for.
   *
   * @throws IllegalStateException if the forward pass was made and not noted
   */
  Innovations recordInnovations() {
    if (pass != null && innovations == null) {
      throw new IllegalStateException("the forward pass was not noted");
    }
    innovations = innovations == null ? new Innovations() : innovations.afterForward();
    network.record(innovations);
    return innovations;
  }

  private void recall(@Nullable Innovations noted, int lowest) {
    if (innovations != null && noted != null) {
      innovations.recall(noted, lowest);
    }
  }

  /** The streams of this sample, for observables that draw probes. */
  RandomStreams streams() {
    return streams;
  }

  /**
   * Returns the forward pass at initialization.
   *
   * @return the pass over all inputs
   */
  public ForwardPass pass() {
    if (pass == null) {
      pass = network.forward(inputs.matrix());
    }
    return pass;
  }

  /**
   * Returns the neural tangent kernel at initialization, of the parameters that are trained: of
   * all, unless the plan says otherwise.
   *
   * @return the kernel over all inputs, see {@link NeuralTangentKernel}
   */
  public Matrix kernel() {
    if (kernel == null) {
      requireUntrained();
      kernel = NeuralTangentKernel.of(network, pass(), readoutOnly());
      kernelInnovations = innovations;
    } else {
      recall(kernelInnovations, 1);
    }
    return kernel;
  }

  /**
   * Returns the gradient of the first output by a layer's preactivations at the first input, at
   * initialization.
   *
   * @param layer from 1 to L + 1
   * @return a column
   */
  Matrix gradient(int layer) {
    requireUntrained();
    int top = network.spec().depth() + 1;
    if (gradients.isEmpty()) {
      double[][] cotangent = new double[1][network.spec().outputs()];
      cotangent[0][0] = 1;
      gradients.add(Matrix.wrap(network.spec().outputs(), cotangent));
    }
    int lowest = top + 1 - gradients.size();
    recall(gradientInnovations, Math.max(layer, lowest));
    if (layer < lowest) {
      List<Matrix> below =
          network.backwardFrom(lowest, layer, pass(), gradients.get(top - lowest), new int[] {0});
      for (int l = lowest - 1; l >= layer; l--) {
        gradients.add(below.get(l - layer));
      }
      gradientInnovations = innovations;
    }
    return gradients.get(top - layer);
  }

  private boolean readoutOnly() {
    return plan != null && plan.readoutOnly();
  }

  /** Backward observables of the state at initialization cannot be had after training. */
  void requireUntrained() {
    if (run != null) {
      throw new IllegalStateException("the network is already trained");
    }
  }

  /**
   * Trains the network, once. The kernel at initialization is computed before.
   *
   * @return the course of the training
   * @throws IllegalStateException if the sample has no plan
   */
  public TrainingRun training() {
    if (run == null) {
      if (plan == null) {
        throw new IllegalStateException("an observable of training needs a plan");
      }
      kernel = kernel();
      run = Training.run(network, pass(), plan);
    }
    return run;
  }

  /**
   * Returns the neural tangent kernel after training.
   *
   * @return the kernel over all inputs
   */
  public Matrix trainedKernel() {
    return NeuralTangentKernel.of(network, training().end(), readoutOnly());
  }

  @Override
  public void close() {
    network.close();
  }
}
