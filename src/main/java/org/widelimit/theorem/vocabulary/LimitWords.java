package org.widelimit.theorem.vocabulary;

import java.util.Set;
import org.widelimit.theorem.vocabulary.Word.Kind;

/** The words for kernels and maps of infinitely wide networks, and for vectors and matrices. */
final class LimitWords {

  private static final int ANY = WordTable.ANY;

  private LimitWords() {}

  /** Adds the words to the table. */
  static void addTo(WordTable words) {
    limits(words);
    matrices(words);
  }

  private static void limits(WordTable words) {
    words.map(
        "LengthMap",
        3,
        1,
        1,
        "The length map of a layer: LengthMap[phi, sigmaW, sigmaB][q] is sigmaW^2"
            + " E[phi[Sqrt[q] z]^2, z] + sigmaB^2.",
        "LengthMap[phi, sigmaW, sigmaB][q]");
    words.map(
        "CorrelationMap",
        3,
        1,
        2,
        "The correlation map: CorrelationMap[phi, sigmaW, sigmaB][q, c], with q a fixed point of"
            + " the length map, is (sigmaW^2 Dual[phi, phi][q, q, c q] + sigmaB^2)/q.",
        "CorrelationMap[phi, sigmaW, sigmaB][q, 1/2]");
    words.map(
        "Chi",
        2,
        1,
        1,
        "The mean squared slope of a layer: Chi[phi, sigmaW][q] is sigmaW^2 E[phi'[Sqrt[q] z]^2,"
            + " z].",
        "Chi[phi, sigmaW][q]");
    words.add(
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
    words.map(
        "CorrelationAt",
        3,
        3,
        3,
        "The correlation of two inputs at layer l of a uniform network, both of variance q and of"
            + " correlation c at layer 1: CorrelationAt[phi, sigmaW, sigmaB][l, q, c].",
        "CorrelationAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    words.map(
        "DecorrelationAt",
        3,
        3,
        3,
        "1 - CorrelationAt[phi, sigmaW, sigmaB][l, q, c], with all its digits at any depth.",
        "DecorrelationAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    words.map(
        "CovarianceAt",
        3,
        3,
        3,
        "The covariance of those two inputs at layer l, the NNGP kernel; at layer 1 it is c q.",
        "CovarianceAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    words.map(
        "TangentKernelAt",
        3,
        3,
        3,
        "The neural tangent kernel of those two inputs at layer l; at layer 1 it is c q.",
        "TangentKernelAt[phi, sigmaW, sigmaB][2, q, 1/2]");
    words.limit(
        "NNGP",
        0,
        3,
        "The covariance of preactivations of the infinitely wide network at layer l (that of the"
            + " outputs if none is named); of inputs a and b, or of input 1 alone.",
        "NNGP[2]");
    words.limit(
        "NTK",
        0,
        3,
        "The neural tangent kernel of the infinitely wide network at layer l (that of the outputs"
            + " if none is named), in the NTK parameterization whatever that of the network; of"
            + " inputs a and b, or of input 1 alone.",
        "NTK[2]");
    words.limit(
        "NTKMatrix",
        1,
        1,
        "The matrix of the neural tangent kernel of the infinitely wide network at layer l between"
            + " all training inputs.",
        "NTKMatrix[3]");
    words.limit(
        "NNGPMatrix",
        1,
        1,
        "The matrix of the covariances of preactivations of the infinitely wide network at layer l"
            + " between all training inputs.",
        "NNGPMatrix[3]");
    words.add(
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
    words.add(
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
    words.limit(
        "InputVariance", 0, 1, "The limit's q of the first layer, for input a.", "InputVariance[]");
  }

  private static void matrices(WordTable words) {
    words.matrix("Dot", 2, ANY, "The product of matrices and vectors, written a . b.", "Dot[x, x]");
    words.matrix("Transpose", 1, 1, "The transpose.", "Transpose[x]");
    words.matrix("Trace", 1, 1, "The trace.", "Trace[DiagonalMatrix[x]]");
    words.matrix("DiagonalMatrix", 1, 1, "The matrix with this diagonal.", "DiagonalMatrix[x]");
    words.matrix(
        "Inverse",
        1,
        1,
        "The inverse of a matrix; a number's reciprocal.",
        "Inverse[DiagonalMatrix[x]] . x");
    words.matrix(
        "MatrixExp",
        1,
        1,
        "The exponential of a matrix, the sum of its powers over the factorials; not entry by"
            + " entry.",
        "MatrixExp[-q DiagonalMatrix[x]] . x");
    words.matrix(
        "MatrixPower",
        2,
        2,
        "The power of a matrix with an integer exponent.",
        "MatrixPower[DiagonalMatrix[x], 2] . x");
    words.matrix("Length", 1, 1, "The number of rows of a vector or a matrix.", "Length[x]");
    words.matrix(
        "IdentityMatrix",
        1,
        1,
        "The identity with this number of rows.",
        "IdentityMatrix[Length[x]] . x");
    words.matrix(
        "LargestEigenvalue",
        1,
        1,
        "The largest eigenvalue of a symmetric matrix.",
        "LargestEigenvalue[DiagonalMatrix[x]]");
    words.matrix(
        "GradientDescent",
        6,
        6,
        "The outputs after n steps of gradient descent with momentum mu (0 for none) of the linear"
            + " model with a kernel, from outputs and targets, at a learning rate, on half the mean"
            + " squared error: GradientDescent[K, f0, y, eta, mu, n].",
        "GradientDescent[DiagonalMatrix[x], x, x, 1/10, 0, 3] . x");
    words.matrix(
        "Ellipsis",
        0,
        0,
        "The dots of a printed product: continue the pattern.",
        "Dot[x, Ellipsis[], x]");
    words.matrix(
        "Distributed", 2, 2, "Is distributed as, printed ~.", "Distributed[q, Gaussian[0, 1]]");
    words.matrix(
        "Gaussian",
        2,
        2,
        "The normal distribution with a mean and a variance.",
        "Distributed[q, Gaussian[0, 1]]");
  }
}
