package org.widelimit.simulation;

import org.jspecify.annotations.Nullable;

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
    }
    return kernel;
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
