package org.widelimit.theorem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.theorem.Word.Kind;

/**
 * The words that a formula may use beside the names its file declares. It is an allowlist: a
 * formula with any other head is refused before anything evaluates it.
 */
public final class Vocabulary {

  private static final int ANY = Integer.MAX_VALUE;

  private static final Map<String, Word> WORDS = new LinkedHashMap<>();

  static {
    constants();
    functions();
    conditions();
    operators();
    limits();
    matrices();
    observables();
  }

  private Vocabulary() {}

  /** Returns the word, if the vocabulary has it. */
  public static Optional<Word> find(String name) {
    return Optional.ofNullable(WORDS.get(name));
  }

  /** Returns the words, sorted by kind. */
  public static List<Word> words() {
    return new ArrayList<>(WORDS.values());
  }

  /** Returns the nearest word, if one is near enough to be meant. */
  public static Optional<String> nearest(String name) {
    return Text.nearest(name, WORDS.keySet());
  }

  /** Returns the nearest of some names, if one is near enough to be meant. */
  public static Optional<String> nearest(String name, Collection<String> among) {
    return Text.nearest(name, among);
  }

  private static void constants() {
    constant("Pi", "The circle constant.", "2 Pi");
    constant(
        "E",
        "Euler's number when it stands alone or under a power. E[f, z] in brackets is the"
            + " Gaussian expectation.",
        "E^(-q)");
    constant("Infinity", "The end of a range.", "Integrate[E^(-z^2), {z, -Infinity, Infinity}]");
    constant("M", "The width of the hidden layers of the network.", "1/M");
    constant("Width", "The width of the hidden layers, like M.", "1/Width");
    constant("Depth", "The number of hidden layers.", "Depth + 1");
    constant("DataSize", "The number of training inputs of the network.", "1/DataSize");
  }

  private static void functions() {
    function("Sqrt", 1, 1, "The square root.", "Sqrt[q]");
    function("Exp", 1, 1, "The exponential, like E^x.", "Exp[-q]");
    function("Log", 1, 1, "The natural logarithm.", "Log[q]");
    for (String name :
        List.of(
            "Sin", "Cos", "Tan", "ArcSin", "ArcCos", "ArcTan", "Sinh", "Cosh", "Tanh", "ArcTanh",
            "Sech")) {
      function(name, 1, 1, "The elementary function of this name.", name + "[q]");
    }
    function("Erf", 1, 1, "The error function.", "Erf[q]");
    function("Erfc", 1, 1, "The complementary error function.", "Erfc[q]");
    function("Erfi", 1, 1, "The imaginary error function, Erf[i x]/i.", "Erfi[q]");
    function("DawsonF", 1, 1, "Dawson's integral, Sqrt[Pi]/2 Exp[-x^2] Erfi[x].", "DawsonF[q]");
    function(
        "BivariateNormalCDF",
        3,
        3,
        "The probability P(X <= h, Y <= k) for h, k, rho: X and Y are standard normal of"
            + " correlation rho.",
        "BivariateNormalCDF[0, q, 1/2]");
    function("Abs", 1, 1, "The absolute value.", "Abs[q]");
    function("Sign", 1, 1, "The sign; 0 at 0.", "Sign[q]");
    function("Max", 1, ANY, "The largest argument.", "Max[0, q]");
    function("Min", 1, ANY, "The smallest argument.", "Min[1, q]");
    function("Floor", 1, 1, "The largest integer below or at the argument.", "Floor[q]");
    function("HeavisideTheta", 1, 1, "The step from 0 to 1; 1/2 at 0.", "HeavisideTheta[q]");
    function("DiracDelta", 1, 1, "Dirac's delta.", "E[DiracDelta[z], z]");
    function("Factorial", 1, 1, "The factorial, also n!.", "Factorial[3]");
    function("Gamma", 1, 1, "The gamma function.", "Gamma[q]");
    function("Binomial", 2, 2, "The binomial coefficient.", "Binomial[5, 2]");
    function("HermiteH", 2, 2, "The physicists' Hermite polynomial.", "HermiteH[2, q]");
    function("HermiteHe", 2, 2, "The probabilists' Hermite polynomial.", "HermiteHe[2, q]");
    function("Plus", 0, ANY, "The sum, written a + b.", "q + 1");
    function("Times", 0, ANY, "The product, written a b or a*b.", "2 q");
    function("Power", 2, 2, "The power, written a^b.", "q^2");
  }

  private static void conditions() {
    for (String name : List.of("Less", "LessEqual", "Greater", "GreaterEqual", "Equal")) {
      String sign =
          switch (name) {
            case "Less" -> "<";
            case "LessEqual" -> "<=";
            case "Greater" -> ">";
            case "GreaterEqual" -> ">=";
            default -> "==";
          };
      add(
          new Word(
              name,
              Kind.CONDITION,
              2,
              ANY,
              0,
              0,
              Set.of(),
              Set.of(),
              "Written a " + sign + " b.",
              "Piecewise[{{1, q " + sign + " 1}}, 0]"));
    }
    add(condition("And", 1, ANY, "Both, written a && b.", "Piecewise[{{1, q > 0 && q < 1}}, 0]"));
    add(
        condition(
            "Or", 1, ANY, "One of them, written a || b.", "Piecewise[{{1, q < 1 || q > 2}}, 0]"));
    add(condition("Not", 1, 1, "The negation, written !a.", "Piecewise[{{1, !(q < 1)}}, 0]"));
  }

  private static void operators() {
    operator(
        "Piecewise",
        1,
        2,
        "Values under conditions, and the value elsewhere (0 if not given).",
        "Piecewise[{{q, q > 0}}, 0]");
    operator("Integrate", 2, 4, "The integral over a range.", "Integrate[z^2, {z, 0, q}]");
    operator("Sum", 2, 4, "The sum over a range of integers.", "Sum[n, {n, 1, 3}]");
    operator("Product", 2, 4, "The product over a range of integers.", "Product[n, {n, 1, 3}]");
    operator("D", 2, 2, "The derivative in a symbol, {x, n} for the n-th.", "D[q^2, q]");
    add(
        new Word(
            "Nest",
            Kind.OPERATOR,
            3,
            3,
            0,
            0,
            Set.of(),
            Set.of(0),
            "The map applied n times: Nest[f, x, n].",
            "Nest[LengthMap[phi, sigmaW, sigmaB], q, 2]"));
    operator(
        "Derivative",
        1,
        1,
        "The n-th derivative of a function, Derivative[n][f][x]; also f'[x].",
        "phi'[q]");
    operator(
        "List", 0, ANY, "A list, written {a, b}.", "E[phi[u] phi[v], {u, v}, {{q, 0}, {0, q}}]");
    operator("Rule", 2, 2, "Tends to, written a -> b; only in 'limit'.", "InputVariance[] -> q");
  }

  private static void limits() {
    map(
        "LengthMap",
        3,
        1,
        1,
        "The length map of a layer: LengthMap[phi, sigmaW, sigmaB][q] is sigmaW^2"
            + " E[phi[Sqrt[q] z]^2, z] + sigmaB^2.",
        "LengthMap[phi, sigmaW, sigmaB][q]");
    map(
        "CorrelationMap",
        3,
        1,
        2,
        "The correlation map: CorrelationMap[phi, sigmaW, sigmaB][q, c], with q a fixed point of"
            + " the length map, is (sigmaW^2 Dual[phi, phi][q, q, c q] + sigmaB^2)/q.",
        "CorrelationMap[phi, sigmaW, sigmaB][q, 1/2]");
    map(
        "Chi",
        2,
        1,
        1,
        "The mean squared slope of a layer: Chi[phi, sigmaW][q] is sigmaW^2 E[phi'[Sqrt[q] z]^2,"
            + " z].",
        "Chi[phi, sigmaW][q]");
    add(
        new Word(
            "Dual",
            Kind.MAP,
            1,
            2,
            3,
            3,
            Set.of(0, 1),
            Set.of(),
            "The dual activation: Dual[phi, psi][p, q, r] is E[phi[u] psi[v], {u, v}, {{p, r}, {r,"
                + " q}}]; Dual[phi] is Dual[phi, phi].",
            "Dual[phi, phi][q, q, q/2]"));
    map(
        "CorrelationAt",
        3,
        3,
        3,
        "The correlation of two inputs at layer l of a uniform network, both of variance q and of"
            + " correlation c at layer 1: CorrelationAt[phi, sigmaW, sigmaB][l, q, c].",
        "CorrelationAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    map(
        "DecorrelationAt",
        3,
        3,
        3,
        "1 - CorrelationAt[phi, sigmaW, sigmaB][l, q, c], with all its digits at any depth.",
        "DecorrelationAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    map(
        "CovarianceAt",
        3,
        3,
        3,
        "The covariance of those two inputs at layer l, the NNGP kernel; at layer 1 it is c q.",
        "CovarianceAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    map(
        "TangentKernelAt",
        3,
        3,
        3,
        "The neural tangent kernel of those two inputs at layer l; at layer 1 it is c q.",
        "TangentKernelAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    limit(
        "NNGP",
        0,
        3,
        "The covariance of preactivations of the infinitely wide network at layer l; of inputs a"
            + " and b, or of input 1 alone.",
        "NNGP[2]");
    limit(
        "NTK",
        0,
        3,
        "The neural tangent kernel of the infinitely wide network at layer l; of inputs a and b,"
            + " or of input 1 alone.",
        "NTK[2]");
    limit(
        "NTKMatrix",
        1,
        1,
        "The matrix of the neural tangent kernel of the infinitely wide network at layer l between"
            + " all training inputs.",
        "NTKMatrix[3]");
    limit(
        "NNGPMatrix",
        1,
        1,
        "The matrix of the covariances of preactivations of the infinitely wide network at layer l"
            + " between all training inputs.",
        "NNGPMatrix[3]");
    add(
        new Word(
            "FixedPoint",
            Kind.LIMIT,
            1,
            2,
            0,
            0,
            Set.of(),
            Set.of(0),
            "The fixed point of a map that a start (1 if not given) is drawn to; of CorrelationMap"
                + " the one that attracts, at the fixed point of the length map.",
            "FixedPoint[LengthMap[phi, sigmaW, sigmaB]]"));
    add(
        new Word(
            "DepthScale",
            Kind.LIMIT,
            1,
            2,
            0,
            0,
            Set.of(),
            Set.of(0),
            "The depth over which a deviation from that fixed point of LengthMap or CorrelationMap"
                + " falls by the factor E.",
            "DepthScale[LengthMap[phi, sigmaW, sigmaB]]"));
    limit(
        "InputVariance", 0, 1, "The limit's q of the first layer, for input a.", "InputVariance[]");
  }

  private static void matrices() {
    matrix("Dot", 2, ANY, "The product of matrices and vectors, written a . b.", "Dot[x, x]");
    matrix("Transpose", 1, 1, "The transpose.", "Transpose[x]");
    matrix("Trace", 1, 1, "The trace.", "Trace[DiagonalMatrix[x]]");
    matrix("DiagonalMatrix", 1, 1, "The matrix with this diagonal.", "DiagonalMatrix[x]");
    matrix(
        "Inverse",
        1,
        1,
        "The inverse of a matrix; a number's reciprocal.",
        "Inverse[DiagonalMatrix[x]] . x");
    matrix(
        "MatrixExp",
        1,
        1,
        "The exponential of a matrix, the sum of its powers over the factorials; not entry by"
            + " entry.",
        "MatrixExp[-q DiagonalMatrix[x]] . x");
    matrix(
        "MatrixPower",
        2,
        2,
        "The power of a matrix with an integer exponent.",
        "MatrixPower[DiagonalMatrix[x], 2] . x");
    matrix("Length", 1, 1, "The number of rows of a vector or a matrix.", "Length[x]");
    matrix(
        "IdentityMatrix",
        1,
        1,
        "The identity with this number of rows.",
        "IdentityMatrix[Length[x]] . x");
    matrix(
        "LargestEigenvalue",
        1,
        1,
        "The largest eigenvalue of a symmetric matrix.",
        "LargestEigenvalue[DiagonalMatrix[x]]");
    matrix(
        "GradientDescent",
        6,
        6,
        "The outputs after n steps of gradient descent with momentum mu (0 for none) of the linear"
            + " model with a kernel, from outputs and targets, at a learning rate, on half the mean"
            + " squared error: GradientDescent[K, f0, y, eta, mu, n].",
        "GradientDescent[DiagonalMatrix[x], x, x, 1/10, 0, 3] . x");
    matrix(
        "Ellipsis",
        0,
        0,
        "The dots of a printed product: continue the pattern.",
        "Dot[x, Ellipsis[], x]");
    matrix("Distributed", 2, 2, "Is distributed as, printed ~.", "Distributed[q, Gaussian[0, 1]]");
    matrix(
        "Gaussian",
        2,
        2,
        "The normal distribution with a mean and a variance.",
        "Distributed[q, Gaussian[0, 1]]");
  }

  private static void observables() {
    observable("Input", 1, 1, "The n-th training input.", "Output[Input[1]]");
    observable("Target", 1, 1, "The target of the n-th training input.", "Target[1]");
    observable(
        "Output",
        0,
        1,
        "The output of the network at an input (the first training input if none is " + "named).",
        "Output[x]");
    observable(
        "OutputGradient",
        1,
        1,
        "The gradient of the output at an input in the parameters.",
        "OutputGradient[x]");
    observable(
        "Loss",
        0,
        2,
        "Half the squared error at an input and a target; without arguments the mean "
            + "over the training data after training.",
        "Loss[x, q]");
    observable(
        "LossGradient",
        2,
        2,
        "The gradient of Loss[x, y] in the parameters.",
        "LossGradient[x, q]");
    observable(
        "ParameterStep",
        3,
        3,
        "The change of the parameters in one step of gradient descent on Loss[x, y] at "
            + "a learning rate.",
        "ParameterStep[x, q, 1/10]");
    observable(
        "ParameterFlow",
        1,
        1,
        "The velocity of the parameters under gradient flow of the mean loss over the "
            + "training data, at a learning rate.",
        "ParameterFlow[1/10]");
    observable(
        "OutputFlow",
        2,
        2,
        "The velocity of the output at an input under that flow.",
        "OutputFlow[x, 1/10]");
    observable(
        "EmpiricalNTK",
        0,
        2,
        "The neural tangent kernel of the finite network at two inputs: vectors in an "
            + "equation, numbers of training inputs in a limit.",
        "EmpiricalNTK[x, x]");
    observable(
        "EmpiricalNNGP",
        1,
        3,
        "The covariance of a layer's preactivations given the layer below, for training "
            + "inputs a and b.",
        "EmpiricalNNGP[2, 1, 2]");
    observable(
        "Preactivation",
        1,
        3,
        "The preactivations u of a layer, at an input, or the one with an index.",
        "Preactivation[2]");
    observable(
        "Postactivation",
        1,
        3,
        "The postactivations h of a layer, at an input, or the one with an index; of "
            + "layer 0 the input.",
        "Postactivation[2]");
    observable(
        "Weights",
        1,
        3,
        "The weight matrix into a layer, its scale included, or an entry.",
        "Weights[2]");
    observable(
        "Bias", 1, 2, "The biases of a layer, their scale included, or an entry.", "Bias[2]");
    observable(
        "SlopeMatrix",
        1,
        2,
        "The diagonal matrix of the slopes phi'(u) of a layer, at an input.",
        "SlopeMatrix[2]");
    observable(
        "Jacobian",
        2,
        2,
        "The derivative of an upper place by a lower one; entry (i, j) differentiates "
            + "component j above by component i below (denominator layout).",
        "Jacobian[Postactivation[2], Preactivation[1]]");
    observable(
        "JacobianTrace",
        2,
        2,
        "The trace of the Gram matrix of that Jacobian.",
        "JacobianTrace[Preactivation[2], Preactivation[1]]");
    observable(
        "JacobianSize",
        2,
        2,
        "The trace of the Gram matrix of that Jacobian over the width.",
        "JacobianSize[Preactivation[2], Preactivation[1]]");
    observable(
        "PreactivationVariance",
        1,
        2,
        "The mean squared preactivation of a layer, for a training input.",
        "PreactivationVariance[3]");
    observable(
        "PreactivationCovariance",
        1,
        3,
        "The mean product of the preactivations of two training inputs (1 and 2 if none "
            + "are named).",
        "PreactivationCovariance[3]");
    observable(
        "Activity", 1, 2, "The mean squared preactivation of a layer, at an input.", "Activity[3]");
    observable(
        "SmallestEigenvalue",
        0,
        0,
        "The smallest eigenvalue of the empirical kernel matrix on the training data.",
        "SmallestEigenvalue[]");
    observable(
        "GradientSize",
        1,
        1,
        "The squared norm of the output's gradient in a layer's preactivations.",
        "GradientSize[1]");
    observable(
        "OutputVector",
        0,
        0,
        "The outputs of the network at the training inputs, a vector.",
        "OutputVector[]");
    observable("TargetVector", 0, 0, "The targets of the training inputs.", "TargetVector[]");
    observable(
        "KernelMatrix",
        0,
        0,
        "The empirical neural tangent kernel on the training inputs, a matrix.",
        "KernelMatrix[]");
    observable(
        "GradientMatrix",
        0,
        0,
        "The gradients of the outputs in the parameters, a column for each training input.",
        "GradientMatrix[]");
    observable(
        "FisherMatrix",
        0,
        0,
        "The Fisher information of unit noise: the mean of OutputGradient times its transpose over"
            + " the training inputs.",
        "Trace[FisherMatrix[]]");
    training();
  }

  /** Observables of networks after training on the mean loss, as the network's key says. */
  private static void training() {
    observable(
        "UntilLoss",
        1,
        1,
        "Stands where gradient flow takes its time: train until the loss is this fraction of that"
            + " at the start.",
        "KernelDrift[UntilLoss[1/100]]");
    observable(
        "KernelDrift",
        0,
        1,
        "The largest change of the empirical kernel, relative to its size, over gradient flow for a"
            + " time (1 if none is given), or its change after a number of steps of descent. The"
            + " network's key 'training' says how: {method: flow or descent, learningRate: 1,"
            + " momentum: 0, layers: all or last}.",
        "KernelDrift[]");
    observable(
        "ParameterDistance",
        0,
        1,
        "The distance the parameters move in that training, relative to their size.",
        "ParameterDistance[]");
    observable(
        "SquaredParameterMove",
        0,
        1,
        "The squared distance the parameters move in that training.",
        "SquaredParameterMove[]");
    observable(
        "LinearizationError",
        0,
        1,
        "The largest distance of the output from the linearized network's in that training.",
        "LinearizationError[]");
    observable(
        "AbsoluteParameterDistance",
        0,
        1,
        "The distance the parameters move in that training, not relative to their size.",
        "AbsoluteParameterDistance[]");
    observable(
        "TrainedOutput",
        0,
        2,
        "The output at the a-th training input after training for a time, or for a number of steps"
            + " of gradient descent (1 if none is given).",
        "TrainedOutput[1]");
    observable(
        "PreactivationCorrelation",
        1,
        3,
        "The cosine between the preactivations of two training inputs (1 and 2 if none are named).",
        "PreactivationCorrelation[3]");
    observable(
        "PreactivationMoment",
        1,
        2,
        "The mean k-th power of a layer's preactivations for the first training input (k is 2 if"
            + " not given).",
        "PreactivationMoment[3, 4]");
    observable(
        "PreactivationKurtosis",
        1,
        1,
        "The excess kurtosis over the neurons of a layer, for the first training input.",
        "PreactivationKurtosis[3]");
    observable(
        "PostactivationSecondMoment",
        1,
        1,
        "The mean squared postactivation of a layer for the first training input; of layer 0 the"
            + " input's.",
        "PostactivationSecondMoment[2]");
    observable(
        "WeightGradientNorm",
        1,
        1,
        "The squared norm of the output's gradient in the trained weights into a layer.",
        "WeightGradientNorm[2]");
    observable(
        "FisherTrace",
        0,
        0,
        "The trace of the Fisher information: the mean of the empirical kernel's diagonal over the"
            + " training data, summed over the outputs.",
        "FisherTrace[]");
    observable(
        "FisherEigenvalue",
        0,
        1,
        "The k-th largest eigenvalue of the Fisher information (the largest if none is named).",
        "FisherEigenvalue[1]");
    observable(
        "JacobianSingularValue",
        2,
        3,
        "The k-th largest singular value of that Jacobian (the largest if none is named), at widths"
            + " up to 512.",
        "JacobianSingularValue[Preactivation[2], Preactivation[1], 1]");
  }

  private static void add(Word word) {
    if (WORDS.put(word.name(), word) != null) {
      throw new IllegalStateException("twice in the vocabulary: " + word.name());
    }
  }

  private static void plain(
      Kind kind, String name, int fewest, int most, String meaning, String example) {
    add(new Word(name, kind, fewest, most, 0, 0, Set.of(), Set.of(), meaning, example));
  }

  private static void constant(String name, String meaning, String example) {
    plain(Kind.CONSTANT, name, 0, 0, meaning, example);
  }

  private static void function(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.FUNCTION, name, fewest, most, meaning, example);
  }

  private static Word condition(String name, int fewest, int most, String meaning, String example) {
    return new Word(name, Kind.CONDITION, fewest, most, 0, 0, Set.of(), Set.of(), meaning, example);
  }

  private static void operator(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.OPERATOR, name, fewest, most, meaning, example);
  }

  private static void map(
      String name, int arity, int fewestApplied, int mostApplied, String meaning, String example) {
    add(
        new Word(
            name,
            Kind.MAP,
            arity,
            arity,
            fewestApplied,
            mostApplied,
            Set.of(0),
            Set.of(),
            meaning,
            example));
  }

  private static void limit(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.LIMIT, name, fewest, most, meaning, example);
  }

  private static void matrix(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.MATRIX, name, fewest, most, meaning, example);
  }

  private static void observable(
      String name, int fewest, int most, String meaning, String example) {
    plain(Kind.OBSERVABLE, name, fewest, most, meaning, example);
  }
}
