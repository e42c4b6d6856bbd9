package org.widelimit.theorem;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;

/**
 * The network that a file's claims are about: {@code hidden.size()} hidden layers of one width
 * {@code M} and a linear readout.
 *
 * @param hidden the hidden layers from the input on
 * @param sigmaW the weight scale: a weight's variance is {@code sigmaW^2} over the width of the
 *     layer below
 * @param sigmaB the bias scale: a bias has variance {@code sigmaB^2}
 * @param weightVariance if present, the variance of one weight as an expression in {@code M}, in
 *     place of {@code sigmaW^2/M}: for claims that are about another convention
 * @param inputVariance if present, the variance of the first layer's preactivations: every input is
 *     drawn at random and then scaled to it, {@code sigmaW^2 |x|^2/d + sigmaB^2 = inputVariance}
 * @param parameterization how the scales enter training
 * @param inputDimension the dimension of an input
 * @param outputs the number of outputs
 * @param inputs the number of training inputs
 * @param training how the network is trained where something is measured after training
 */
public record NetworkDeclaration(
    List<Layer> hidden,
    Expr sigmaW,
    Expr sigmaB,
    Optional<Expr> weightVariance,
    Optional<Expr> inputVariance,
    Parameterization parameterization,
    int inputDimension,
    int outputs,
    int inputs,
    TrainingDeclaration training)
    implements Serializable {

  /** The dimension of an input where a file names none. */
  public static final int DEFAULT_INPUT_DIMENSION = 3;

  /** The number of training inputs where a file names none. */
  public static final int DEFAULT_INPUTS = 3;

  /** Copies the layers. */
  public NetworkDeclaration {
    hidden = List.copyOf(hidden);
  }

  /** Returns the symbols that its scales and its training name. */
  public Set<String> symbols() {
    List<Expr> scales =
        new ArrayList<>(List.of(sigmaW, sigmaB, training.learningRate(), training.momentum()));
    weightVariance.ifPresent(scales::add);
    inputVariance.ifPresent(scales::add);
    for (Layer layer : hidden) {
      layer.sigmaW().ifPresent(scales::add);
      layer.sigmaB().ifPresent(scales::add);
    }
    Set<String> symbols = new TreeSet<>();
    scales.forEach(scale -> symbols.addAll(scale.symbols()));
    return symbols;
  }

  /**
   * A hidden layer.
   *
   * @param activation the name of a declared activation, a name of the catalogue, or an expression
   *     in {@code x}
   * @param sigmaW the layer's own weight scale, if it has one
   * @param sigmaB the layer's own bias scale, if it has one
   * @param residual whether the layer's input is added to its output
   */
  public record Layer(
      String activation, Optional<Expr> sigmaW, Optional<Expr> sigmaB, boolean residual)
      implements Serializable {}

  /** How the scales enter training; the law at initialization is the same. */
  public enum Parameterization {
    /** Scales multiply standard normal parameters (Jacot et al. 2018). */
    NTK,
    /** Parameters carry the scales in their variance. */
    STANDARD
  }
}
