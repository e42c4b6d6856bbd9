package org.widelimit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hipparchus.analysis.UnivariateFunction;
import org.matheclipse.core.interfaces.IExpr;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.symja.SymjaConverter;
import org.widelimit.algebra.symja.SymjaKernel;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.meanfield.PhasePoint;
import org.widelimit.network.dataset.KernelMatrices;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.SymbolicNetwork;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.VerificationOptions;

/**
 * The program as a library: what its commands do, as methods that return records.
 *
 * <p>An activation is a name of the catalogue or an expression in {@code x}, in Wolfram syntax or
 * as an expression of Symja.
 */
public final class Widelimit {

  /** The time of the processor for what is asked of Symja in one call. */
  private static final Duration PROPOSALS = Duration.ofMinutes(2);

  private Widelimit() {}

  /**
   * Derives the kernels and recursions of an activation, with the proof steps.
   *
   * @throws org.widelimit.algebra.SyntaxException if the text is not well-formed
   * @throws IllegalArgumentException if it is no activation; the message says why
   */
  public static KernelDerivation derive(String activation) {
    return derive(Activation.parse(activation));
  }

  /**
   * Derives the kernels and recursions of an activation, with the proof steps.
   *
   * @param activation an expression in Symja's symbol {@code x}
   * @throws IllegalArgumentException if it is no activation; the message says why
   */
  public static KernelDerivation derive(IExpr activation) {
    return derive(SymjaActivation.of(activation));
  }

  private static KernelDerivation derive(Activation activation) {
    return proposer()
        .during(() -> KernelDerivation.of(activation, SymbolicNetwork.Layers.DENSE, 1, 0));
  }

  private static Proposer proposer() {
    return Proposer.of(SymjaKernel.shared(), PROPOSALS);
  }

  /**
   * Computes the kernels of an infinitely wide network at given inputs.
   *
   * @param activation the activation
   * @param depth the number of hidden layers, at least 1
   * @param sigmaW2 the variance of the weights times the width
   * @param sigmaB2 the variance of the biases
   * @param inputs the inputs, a row each
   */
  public static KernelMatrices kernel(
      String activation, int depth, double sigmaW2, double sigmaB2, double[][] inputs) {
    return KernelMatrices.of(Activation.parse(activation), depth, sigmaW2, sigmaB2, inputs);
  }

  /**
   * Finds the phase of a network and all that follows from it: fixed points, slopes, depth scales.
   *
   * @param activation the activation
   * @param sigmaW2 the variance of the weights times the width
   * @param sigmaB2 the variance of the biases
   */
  public static PhasePoint phase(String activation, double sigmaW2, double sigmaB2) {
    return PhasePoint.of(MeanFieldMaps.of(Activation.parse(activation), sigmaW2, sigmaB2));
  }

  /**
   * Gives every claim of a theorem file, or of all files below a directory, its verdict.
   *
   * @throws IOException if a directory cannot be walked
   */
  public static RunResult verify(Path path) throws IOException {
    return verify(path, VerificationOptions.defaults());
  }

  /**
   * Gives every claim of a theorem file, or of all files below a directory, its verdict.
   *
   * @param options the rungs, the seed and the budget
   * @throws IOException if a directory cannot be walked
   */
  public static RunResult verify(Path path, VerificationOptions options) throws IOException {
    return Verifier.with(options)
        .asking(proposer())
        .verify(TheoremLoader.loadAll(List.of(path)), VerificationListener.NONE);
  }

  /**
   * Converts an expression to one of Symja.
   *
   * @throws IllegalArgumentException if a name in it is that of a function of Symja
   */
  public static IExpr toSymja(Expr expr) {
    return SymjaConverter.ofSession(Map.of()).toSymja(expr);
  }

  /**
   * Converts an expression of Symja.
   *
   * @throws IllegalArgumentException if it is no exact real expression
   */
  public static Expr fromSymja(IExpr expr) {
    return SymjaConverter.ofSession(Map.of())
        .read(expr)
        .orElseThrow(() -> new IllegalArgumentException(expr + " is no exact real expression"));
  }

  /** Returns an activation as a function of Hipparchus. */
  public static UnivariateFunction function(String activation) {
    return Activation.parse(activation).function()::applyAsDouble;
  }

  /** Returns the derivative of an activation, as it is almost everywhere, as one of Hipparchus. */
  public static UnivariateFunction slope(String activation) {
    return Activation.parse(activation).slope()::applyAsDouble;
  }

  /**
   * Gives this process's sessions of Symja the functions {@code Dual}, {@code LengthMap}, {@code
   * CorrelationMap}, {@code Chi}, {@code NNGP}, {@code NTK} and {@code GaussianExpectation}, so
   * that {@code Dual[GELU][p, q, r]} is its closed form. What has none stays as it is written.
   */
  public static void register() {
    SymjaFunctions.register();
  }
}
