package org.widelimit.verification.sample;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Subjects;

/**
 * A random claim about trained networks whose truth is known.
 *
 * @param activation the activation of all hidden layers
 * @param kinked whether its slope jumps
 * @param depth the number of hidden layers
 * @param network the declaration of the network in a theorem file
 * @param lastLayerOnly whether the last layer alone is trained
 * @param quantity what the claim is about
 * @param of the formula whose order or limit is claimed
 * @param wrong formulas with another limit; none where an order is claimed
 */
record RandomTraining(
    String activation,
    boolean kinked,
    int depth,
    String network,
    boolean lastLayerOnly,
    Quantity quantity,
    String of,
    List<String> wrong) {

  private static final List<String> SMOOTH =
      List.of(
          "tanh",
          "erf",
          "sin",
          "gelu",
          "swish",
          "softplus",
          "sigmoid",
          "elu",
          "softsign",
          "gaussian",
          "arctan",
          "Erf[5 x]",
          "x + x^2/4");

  private static final List<String> KINKED =
      List.of("relu", "leakyRelu", "abs", "hardTanh", "selu", "hardSwish");

  /** What is claimed about. */
  enum Quantity {
    DRIFT("KernelDrift"),
    LINEARIZATION("LinearizationError"),
    DISTANCE("ParameterDistance"),
    FALL("");

    private final String word;

    Quantity(String word) {
      this.word = word;
    }
  }

  static RandomTraining draw(RandomGenerator random) {
    boolean kinked = random.nextInt(3) == 0;
    String activation = pick(kinked ? KINKED : SMOOTH, random);
    int depth = 1 + random.nextInt(3);
    Quantity quantity = Quantity.values()[random.nextInt(4)];
    boolean lastLayerOnly = random.nextInt(5) == 0;
    boolean descent = random.nextBoolean();
    String momentum = descent && random.nextBoolean() ? "1/" + (2 + random.nextInt(4)) : "0";
    int steps = 1 + random.nextInt(6);
    boolean untilLoss = !descent && quantity != Quantity.FALL && random.nextInt(3) == 0;
    String end =
        descent
            ? Integer.toString(steps)
            : untilLoss
                ? "UntilLoss[1/" + (random.nextBoolean() ? 10 : 100) + "]"
                : pick(List.of("1/4", "1/2", "1", "2"), random);
    String rate = pick(List.of("1/8", "1/4", "1/2", "1"), random);
    String network =
        "{hidden: [%s], sigmaW: %d/8, sigmaB: %d/8, inputDimension: %d, inputs: %d, training: {%s}}"
            .formatted(
                String.join(", ", java.util.Collections.nCopies(depth, "phi")),
                4 + random.nextInt(11),
                random.nextInt(5),
                2 + random.nextInt(9),
                2 + random.nextInt(5),
                training(descent, rate, momentum, lastLayerOnly));
    boolean fall = quantity == Quantity.FALL;
    String kernel = lastLayerOnly || random.nextBoolean() ? "KernelMatrix[]" : matrix(depth);
    return new RandomTraining(
        activation,
        kinked,
        depth,
        network,
        lastLayerOnly,
        quantity,
        fall ? fall(descent, kernel, rate, momentum, end, 1) : quantity.word + "[" + end + "]",
        fall ? List.of(fall(descent, kernel, rate, momentum, end, 2)) : List.of());
  }

  private static String training(
      boolean descent, String rate, String momentum, boolean lastLayerOnly) {
    return "method: %s, learningRate: %s%s%s"
        .formatted(
            descent ? "descent" : "flow",
            rate,
            descent ? ", momentum: " + momentum : "",
            lastLayerOnly ? ", layers: last" : "");
  }

  private static String matrix(int depth) {
    return "NTKMatrix[" + (depth + 1) + "]";
  }

  /**
   * By how much the loss falls over how much it falls in the linear model at a multiple of time.
   */
  private static String fall(
      boolean descent, String kernel, String rate, String momentum, String end, int times) {
    String start = "(OutputVector[] - TargetVector[])";
    String rest =
        descent
            ? "(GradientDescent[%s, OutputVector[], TargetVector[], %s, %s, %d %s] - TargetVector[])"
                .formatted(kernel, rate, momentum, times, end)
            : "(MatrixExp[-%d %s (%s)/DataSize %s] . %s)"
                .formatted(times, rate, end, kernel, start);
    return "(%1$s . %1$s - 2 DataSize Loss[%2$s]) / (%1$s . %1$s - %3$s . %3$s)"
        .formatted(start, end, rest);
  }

  /** The true exponent; empty where the quantity is 0 at every width, or tends to a limit. */
  Optional<Double> exponent() {
    return switch (quantity) {
      case DISTANCE -> Optional.of(depth == 1 ? -0.5 : -1);
      case FALL -> Optional.empty();
      default -> lastLayerOnly ? Optional.empty() : Optional.of(kinked ? -0.5 : -1);
    };
  }

  /** The theorem with one claim: an order, a bound of an order, or the limit 1. */
  Theorem theorem(String claim) {
    return Subjects.theorem(
        """
        title: A random training
        source: lee2019
        statement: What is known of wide networks in training.
        activations: {phi: ["%s"]}
        network: %s
        claims:
          c:
            %s
        """
            .formatted(activation, network, claim));
  }

  static String order(String of, double exponent, boolean bound) {
    return "scaling: {of: '%s', order: 'M^(%s)'%s}"
        .formatted(of, exponent == -0.5 ? "-1/2" : "-1", bound ? ", bound: upper" : "");
  }

  static String limit(String of) {
    return "limit: '" + of + " -> 1'\n    discrepancy: 0.05";
  }

  private static String pick(List<String> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }
}
