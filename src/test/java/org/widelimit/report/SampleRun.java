package org.widelimit.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Average;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.RateEstimate;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.TwoRoutes;
import org.widelimit.verification.verdict.Evidence.WidthPoint;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Verdict;

/** A run with every verdict and every kind of evidence, for the tests of reports. */
public final class SampleRun {

  private static final String FILE =
      """
      title: Length map of a wide random layer
      source: poole2016, eq. 3
      statement: |
        As the width $M$ grows, the mean squared preactivation $q_l$ of a layer depends
        on the layer below only through $q_{l-1}$.
      activations: {phi: [relu, tanh]}
      symbols:
        q:      {in: "(0, 20)"}
        sigmaW: {in: "(0, 3)", tex: \\sigma_w}
        sigmaB: {in: "[0, 2)", tex: \\sigma_b}
      network: {hidden: [phi, phi, phi], sigmaW: sigmaW, sigmaB: sigmaB}
      claims:
        length-map:
          says: The bias adds $\\sigma_b^2$.
          equation: LengthMap[phi, sigmaW, sigmaB][q] == sigmaW^2 E[phi[Sqrt[q] z]^2, z] + sigmaB^2
        as-printed:
          equation: LengthMap[phi, sigmaW, sigmaB][q] == sigmaW^2 E[phi[Sqrt[q] z]^2, z]
          expect: refuted
        self-averaging:
          limit: PreactivationVariance[3] -> Nest[LengthMap[phi, sigmaW, sigmaB], InputVariance[], 2]
          rate: 1/2
        growth:
          inequality: 0 < Chi[phi, sigmaW][q]
      """;

  private SampleRun() {}

  /** Returns the theorem of the run. */
  static Theorem theorem(String title) {
    String text = FILE.replace("title: Length map of a wide random layer", "title: " + title);
    TheoremFile file =
        TheoremLoader.parse(
            "theorems/sample/length-map.yaml", text.getBytes(StandardCharsets.UTF_8));
    if (file instanceof Theorem theorem) {
      return theorem;
    }
    throw new AssertionError(((BrokenFile) file).describe());
  }

  /** Returns a run in which every text of evidence is the given one. */
  public static RunResult withText(String text) {
    Theorem theorem = theorem("Length map of a wide random layer");
    List<ClaimResult> results = new ArrayList<>();
    for (Claim claim : theorem.claims()) {
      for (Map<String, String> choice : theorem.activationChoices()) {
        results.add(result(claim, choice.get("phi"), text));
      }
    }
    BrokenFile broken = new BrokenFile("theorems/broken.yaml", 3, 7, text, "hint " + text);
    return new RunResult(
        "0.1.0", 1, List.of(TheoremResult.of(theorem, results), TheoremResult.of(broken)), 12.5);
  }

  /** Returns a run in which the refuted claims were expected to hold. */
  static RunResult unexpected() {
    RunResult run = withText("fine");
    List<ClaimResult> claims =
        run.theorems().get(0).claims().stream()
            .map(
                one ->
                    new ClaimResult(
                        one.id(),
                        one.kind(),
                        one.activation(),
                        Expectation.HOLDS,
                        one.verdict(),
                        one.verdict().holds(),
                        one.reason(),
                        one.formula(),
                        one.evidence(),
                        one.controls(),
                        one.repair(),
                        one.seconds()))
            .toList();
    return new RunResult(
        run.version(),
        run.seed(),
        List.of(TheoremResult.of(run.theorems().get(0).theorem().orElseThrow(), claims)),
        1);
  }

  private static ClaimResult result(Claim claim, String activation, String text) {
    Verdict verdict =
        switch (claim.id()) {
          case "length-map" -> activation.equals("relu") ? Verdict.PROVED : Verdict.VERIFIED;
          case "as-printed" -> Verdict.REFUTED;
          case "self-averaging" -> Verdict.SUPPORTED;
          default -> Verdict.INCONCLUSIVE;
        };
    boolean held = verdict.holds();
    return new ClaimResult(
        claim.id(),
        claim.kind(),
        activation,
        claim.expect(),
        verdict,
        ClaimResult.meets(verdict, claim.expect()),
        "Reason: " + text,
        claim.formula(),
        evidence(verdict, text),
        held
            ? Controls.of(
                List.of(
                    new Mutant("flipped sign " + text, "-" + text, true, false),
                    new Mutant("dropped term", "0", true, false),
                    new Mutant("swapped factors", text, false, true)))
            : Controls.NONE,
        verdict == Verdict.REFUTED ? "B + sigmaB^2 " + text : null,
        0.25);
  }

  private static List<Evidence> evidence(Verdict verdict, String text) {
    List<Evidence> evidence = new ArrayList<>();
    if (verdict == Verdict.SUPPORTED) {
      evidence.add(simulated(text));
      return evidence;
    }
    if (verdict == Verdict.PROVED) {
      evidence.add(
          new Derived(
              true,
              "Derived: " + text,
              List.of(
                  new ProofStep(
                      "Gaussian expectation",
                      WolframReader.read("E[Max[0, Sqrt[q] z]^2, z]"),
                      WolframReader.read("q/2"),
                      "the second moment of half a line; $z$ is symmetric"),
                  new ProofStep(
                      "zero test",
                      WolframReader.read("sigmaW^2 q/2 + sigmaB^2 - (sigmaB^2 + q sigmaW^2/2)"),
                      WolframReader.read("0"),
                      text))));
    }
    boolean refuted = verdict == Verdict.REFUTED;
    evidence.add(
        new Integrated(
            48,
            refuted ? 0 : 2,
            refuted ? 0.77 : 2e-15,
            refuted ? 0.1 : 14.2,
            refuted ? new Witness(Map.of("q", 1.5, "sigmaB", 1.0), 1.75, 0.75, 1e-15, text) : null,
            List.of(
                new Point(Map.of("q", 1.5), 1.75, 0.75, 1e-15, Agreement.DIFFER),
                new Point(Map.of("q", 0.5), Double.NaN, 0.75, 1e-15, Agreement.UNDEFINED)),
            "Integrated: " + text));
    evidence.add(
        new TwoRoutes(
            40, 2, 3e-13, List.of(new Average(text, Map.of("q", 1.5), 1.75, 1e-15, 1.75)), text));
    return evidence;
  }

  private static Simulated simulated(String text) {
    return new Simulated(
        "PreactivationVariance[3] " + text,
        "M",
        List.of(
            new WidthPoint(64, 4000, 1.52, 1.49, 1.55),
            new WidthPoint(256, 4000, 1.508, 1.495, 1.521),
            new WidthPoint(1024, 4000, 1.502, 1.496, 1.508)),
        1.5,
        "1.5 " + text,
        Optional.of(true),
        0.01,
        1e-9,
        List.of(new RateEstimate("fluctuations", 0.5, 0.501, 0.48, 0.52)),
        "Simulated: " + text);
  }
}
