package org.widelimit.theorem.vocabulary;

/** The words for what is measured on networks of finite width. */
final class ObservableWords {

  private ObservableWords() {}

  /** Adds the words to the table. */
  static void addTo(WordTable words) {
    observables(words);
  }

  private static void observables(WordTable words) {
    words.observable(
        "Mean",
        1,
        1,
        "The expectation over the random networks, the outermost word of a limit: of what need not"
            + " be the same in every wide network.",
        "Mean[Output[1] Output[2]]");
    words.observable("Input", 1, 1, "The n-th training input.", "Output[Input[1]]");
    words.observable("Target", 1, 1, "The target of the n-th training input.", "Target[1]");
    words.observable(
        "Output",
        0,
        1,
        "The output of the network at an input (the first training input if none is " + "named).",
        "Output[x]");
    words.observable(
        "OutputGradient",
        1,
        1,
        "The gradient of the output at an input in the parameters.",
        "OutputGradient[x]");
    words.observable(
        "Loss",
        0,
        2,
        "Half the squared error at an input and a target; without arguments the mean "
            + "over the training data after training.",
        "Loss[x, q]");
    words.observable(
        "LossGradient",
        2,
        2,
        "The gradient of Loss[x, y] in the parameters.",
        "LossGradient[x, q]");
    words.observable(
        "ParameterStep",
        3,
        3,
        "The change of the parameters in one step of gradient descent on Loss[x, y] at "
            + "a learning rate.",
        "ParameterStep[x, q, 1/10]");
    words.observable(
        "ParameterFlow",
        1,
        1,
        "The velocity of the parameters under gradient flow of the mean loss over the "
            + "training data, at a learning rate.",
        "ParameterFlow[1/10]");
    words.observable(
        "OutputFlow",
        2,
        2,
        "The velocity of the output at an input under that flow.",
        "OutputFlow[x, 1/10]");
    words.observable(
        "EmpiricalNTK",
        0,
        2,
        "The neural tangent kernel of the finite network at two inputs: vectors in an "
            + "equation, numbers of training inputs in a limit.",
        "EmpiricalNTK[x, x]");
    words.observable(
        "EmpiricalNNGP",
        1,
        3,
        "The covariance of a layer's preactivations given the layer below, for training "
            + "inputs a and b.",
        "EmpiricalNNGP[2, 1, 2]");
    words.observable(
        "Preactivation",
        1,
        3,
        "The preactivations u of a layer, at an input, or the one with an index.",
        "Preactivation[2]");
    words.observable(
        "Postactivation",
        1,
        3,
        "The postactivations h of a layer, at an input, or the one with an index; of "
            + "layer 0 the input.",
        "Postactivation[2]");
    words.observable(
        "Weights",
        1,
        3,
        "The weight matrix into a layer, its scale included, or an entry.",
        "Weights[2]");
    words.observable(
        "Bias", 1, 2, "The biases of a layer, their scale included, or an entry.", "Bias[2]");
    words.observable(
        "SlopeMatrix",
        1,
        2,
        "The diagonal matrix of the slopes phi'(u) of a layer, at an input.",
        "SlopeMatrix[2]");
    words.observable(
        "Jacobian",
        2,
        2,
        "The derivative of an upper place by a lower one; entry (i, j) differentiates "
            + "component j above by component i below (denominator layout).",
        "Jacobian[Postactivation[2], Preactivation[1]]");
    words.observable(
        "JacobianTrace",
        2,
        2,
        "The trace of the Gram matrix of that Jacobian.",
        "JacobianTrace[Preactivation[2], Preactivation[1]]");
    words.observable(
        "JacobianSize",
        2,
        2,
        "The trace of the Gram matrix of that Jacobian over the width.",
        "JacobianSize[Preactivation[2], Preactivation[1]]");
    words.observable(
        "PreactivationVariance",
        1,
        2,
        "The mean squared preactivation of a layer, for a training input.",
        "PreactivationVariance[3]");
    words.observable(
        "PreactivationCovariance",
        1,
        3,
        "The mean product of the preactivations of two training inputs (1 and 2 if none "
            + "are named).",
        "PreactivationCovariance[3]");
    words.observable(
        "Activity", 1, 2, "The mean squared preactivation of a layer, at an input.", "Activity[3]");
    words.observable(
        "SmallestEigenvalue",
        0,
        0,
        "The smallest eigenvalue of the empirical kernel matrix on the training data.",
        "SmallestEigenvalue[]");
    words.observable(
        "GradientSize",
        1,
        1,
        "The squared norm of the output's gradient in a layer's preactivations.",
        "GradientSize[1]");
    words.observable(
        "OutputVector",
        0,
        0,
        "The outputs of the network at the training inputs, a vector.",
        "OutputVector[]");
    words.observable("TargetVector", 0, 0, "The targets of the training inputs.", "TargetVector[]");
    words.observable(
        "KernelMatrix",
        0,
        0,
        "The empirical neural tangent kernel on the training inputs, a matrix.",
        "KernelMatrix[]");
    words.observable(
        "GradientMatrix",
        0,
        0,
        "The gradients of the outputs in the parameters, a column for each training input.",
        "GradientMatrix[]");
    words.observable(
        "FisherMatrix",
        0,
        0,
        "The Fisher information of unit noise: the mean of OutputGradient times its transpose over"
            + " the training inputs.",
        "Trace[FisherMatrix[]]");
    training(words);
  }

  private static void training(WordTable words) {
    words.observable(
        "UntilLoss",
        1,
        1,
        "Stands where gradient flow takes its time: train until the loss is this fraction of that"
            + " at the start.",
        "KernelDrift[UntilLoss[1/100]]");
    words.observable(
        "KernelDrift",
        0,
        1,
        "The largest change of the empirical kernel, relative to its size, over gradient flow for a"
            + " time (1 if none is given), or its change after a number of steps of descent. The"
            + " network's key 'training' says how: {method: flow or descent, learningRate: 1,"
            + " momentum: 0, layers: all or last}.",
        "KernelDrift[]");
    words.observable(
        "ParameterDistance",
        0,
        1,
        "The distance the parameters move in that training, relative to their size.",
        "ParameterDistance[]");
    words.observable(
        "SquaredParameterMove",
        0,
        1,
        "The squared distance the parameters move in that training.",
        "SquaredParameterMove[]");
    words.observable(
        "LinearizationError",
        0,
        1,
        "The largest distance of the output from the linearized network's in that training.",
        "LinearizationError[]");
    words.observable(
        "AbsoluteParameterDistance",
        0,
        1,
        "The distance the parameters move in that training, not relative to their size.",
        "AbsoluteParameterDistance[]");
    words.observable(
        "TrainedOutput",
        0,
        2,
        "The output at the a-th training input after training for a time, or for a number of steps"
            + " of gradient descent (1 if none is given).",
        "TrainedOutput[1]");
    words.observable(
        "PreactivationCorrelation",
        1,
        3,
        "The cosine between the preactivations of two training inputs (1 and 2 if none are named).",
        "PreactivationCorrelation[3]");
    words.observable(
        "PreactivationMoment",
        1,
        2,
        "The mean k-th power of a layer's preactivations for the first training input (k is 2 if"
            + " not given).",
        "PreactivationMoment[3, 4]");
    words.observable(
        "PreactivationKurtosis",
        1,
        1,
        "The excess kurtosis over the neurons of a layer, for the first training input.",
        "PreactivationKurtosis[3]");
    words.observable(
        "PostactivationSecondMoment",
        1,
        1,
        "The mean squared postactivation of a layer for the first training input; of layer 0 the"
            + " input's.",
        "PostactivationSecondMoment[2]");
    words.observable(
        "WeightGradientNorm",
        1,
        1,
        "The squared norm of the output's gradient in the trained weights into a layer.",
        "WeightGradientNorm[2]");
    words.observable(
        "FisherTrace",
        0,
        0,
        "The trace of the Fisher information: the mean of the empirical kernel's diagonal over the"
            + " training data, summed over the outputs.",
        "FisherTrace[]");
    words.observable(
        "FisherEigenvalue",
        0,
        1,
        "The k-th largest eigenvalue of the Fisher information (the largest if none is named).",
        "FisherEigenvalue[1]");
    words.observable(
        "JacobianSingularValue",
        2,
        3,
        "The k-th largest singular value of that Jacobian (the largest if none is named), at widths"
            + " up to 512.",
        "JacobianSingularValue[Preactivation[2], Preactivation[1], 1]");
  }
}
