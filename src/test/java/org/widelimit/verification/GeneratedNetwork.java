package org.widelimit.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/**
 * A network with the claims that its observables tend to the limits that are derived for it, and
 * that they tend to others. It shrinks to one layer of the first activation; printed, it is the
 * theorem file that reproduces a failure.
 *
 * @param hidden the activations of the hidden layers, one to four
 * @param sigmaW the scale of the weights, in tenths
 * @param sigmaB the scale of the biases, in tenths
 * @param standard whether the weights are scaled at initialization instead of in the layer
 */
record GeneratedNetwork(List<String> hidden, int sigmaW, int sigmaB, boolean standard) {

  /** What a wrong limit is off by, relative; right ones are told from errors of half of that. */
  static final double OFF = 0.1;

  private static final List<String> ACTIVATIONS =
      List.of(
          "identity",
          "relu",
          "tanh",
          "erf",
          "sin",
          "gelu",
          "swish",
          "softplus",
          "sigmoid",
          "'leakyRelu[1/5]'",
          "selu",
          "hardTanh",
          "softsign",
          "'Sin[x] + x/2'",
          "'x Exp[-x^2/4]'",
          "'ArcTan[2 x] + 1/3'",
          "'Max[0, x] - x/4'",
          "'x/Sqrt[1 + x^2]'");

  /** Copies the list. */
  GeneratedNetwork {
    hidden = List.copyOf(hidden);
  }

  /** Returns networks of all kinds; a failing one loses layers, then takes simpler ones. */
  static Arbitrary<GeneratedNetwork> any() {
    return Combinators.combine(
            Arbitraries.of(ACTIVATIONS).list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(5, 17),
            Arbitraries.integers().between(0, 10),
            Arbitraries.of(false, true))
        .as(GeneratedNetwork::new);
  }

  /** Returns the observables with their derived limits. */
  Map<String, String> limits() {
    int last = hidden.size() + 1;
    int layer = hidden.size();
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("PreactivationVariance[" + layer + "]", "NNGP[" + layer + "]");
    limits.put("PreactivationCovariance[" + layer + ", 1, 2]", "NNGP[" + layer + ", 1, 2]");
    limits.put("EmpiricalNNGP[" + last + ", 1, 2]", "NNGP[" + last + ", 1, 2]");
    if (!standard) {
      limits.put("EmpiricalNTK[1, 2]", "NTK[" + last + ", 1, 2]");
    }
    if (layer > 1) {
      List<String> slopes = new ArrayList<>();
      for (int l = 1; l < layer; l++) {
        slopes.add(
            "Chi[" + hidden.get(l - 1).replace("'", "") + ", " + sigmaW + "/10][NNGP[" + l + "]]");
      }
      limits.put(
          "JacobianSize[Preactivation[" + layer + "], Preactivation[1]]", String.join(" ", slopes));
    }
    return limits;
  }

  /** Returns the theorem file: each observable with its limit, and with one that is off. */
  String file() {
    StringBuilder text =
        new StringBuilder(
            """
            title: A generated network
            network:
              hidden: [%s]
              sigmaW: %d/10
              sigmaB: %d/10
              parameterization: %s
              inputs: 2
            claims:
            """
                .formatted(
                    String.join(", ", hidden), sigmaW, sigmaB, standard ? "standard" : "ntk"));
    int number = 1;
    for (Map.Entry<String, String> limit : limits().entrySet()) {
      write("right-" + number, limit.getKey(), limit.getValue(), text);
      write("wrong-" + number, limit.getKey(), (1 + OFF) + " * " + limit.getValue(), text);
      number++;
    }
    return text.toString();
  }

  private static void write(String id, String observable, String limit, StringBuilder text) {
    text.append("  ").append(id).append(":\n");
    text.append("    limit: \"").append(observable).append(" -> ").append(limit).append("\"\n");
    text.append("    discrepancy: 0.05\n");
  }

  /**
   * Verdicts from finite networks alone.
   *
   * @param right those of the derived limits, in the order of {@link #limits}
   * @param wrong those of the limits that are off, on the same networks
   */
  record Verdicts(List<Verdict> right, List<Verdict> wrong) {}

  /** Returns the verdicts on networks of a seed; each is drawn once for all claims. */
  Verdicts verdicts(long seed) {
    Theorem theorem =
        (Theorem) TheoremLoader.parse("t/network.yaml", file().getBytes(StandardCharsets.UTF_8));
    Map<Boolean, List<Verdict>> verdicts =
        Verifier.with(
                VerificationOptions.defaults()
                    .withRungs(EnumSet.of(Rung.SIMULATE))
                    .withBudget(Budget.QUICK)
                    .withSeed(seed)
                    .withJobs(1))
            .verify(theorem, VerificationListener.NONE)
            .claims()
            .stream()
            .collect(
                Collectors.partitioningBy(
                    claim -> claim.id().startsWith("right"),
                    Collectors.mapping(ClaimResult::verdict, Collectors.toList())));
    return new Verdicts(verdicts.get(true), verdicts.get(false));
  }

  @Override
  public String toString() {
    return file();
  }
}
