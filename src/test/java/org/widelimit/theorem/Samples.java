package org.widelimit.theorem;

import java.nio.charset.StandardCharsets;
import org.widelimit.theorem.reader.TheoremLoader;

/** Theorem files for tests. */
public final class Samples {

  /** A sound file with every kind of claim but {@code tex}. */
  public static final String SOUND =
      """
      # yaml-language-server: $schema=../theorem.schema.json
      title: Length map of a wide random layer
      source: poole2016, eq. 3
      statement: |
        As the width $M$ grows, the mean squared preactivation $q_l$ of a layer depends
        on the layer below only through $q_{l-1}$.
      activations:
        phi: [tanh, relu, "x Erf[x]"]
      symbols:
        q:      {in: "(0, 20)"}
        sigmaW: {in: "(0, 3)", tex: \\sigma_w}
        sigmaB: {in: "[0, 2)", tex: \\sigma_b}
        x:      {in: vectors}
        n:      {in: "integers [1, 5]", values: [1, 2, 5]}
      functions:
        y: 1
        g: {arity: 2, values: reals, tex: G}
      network: {hidden: [phi, phi, phi], sigmaW: sigmaW, sigmaB: sigmaB}
      claims:
        length-map:
          equation: LengthMap[phi, sigmaW, sigmaB][q] == sigmaW^2 E[phi[Sqrt[q] z]^2, z] + sigmaB^2
          where: q < 10
        self-averaging:
          limit: PreactivationVariance[3] -> Nest[LengthMap[phi, sigmaW, sigmaB], InputVariance[], 2]
          rate: 1/2
        slope:
          says: The slope is bounded.
          inequality: 0 <= Chi[phi, sigmaW][q] < 100
          expect: refuted
          discrepancy: 0.05
        decay:
          ode:
            equation: f'[t] == -q f[t]
            initial: f[0] == sigmaW
            solution: f[t] == sigmaW E^(-q t)
        drift:
          scaling: {of: "KernelDrift[]", order: M^(-1/2), bound: upper}
          network: {sigmaB: 0, weightVariance: sigmaW^2/2, inputVariance: sigmaW^2 + 1}
        depth:
          asymptotic: {of: "NNGP[l]", like: q + 1/l, as: l}
      """;

  private Samples() {}

  public static TheoremFile parse(String text) {
    return TheoremLoader.parse("theorems/area/sample.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Theorem sound() {
    return (Theorem) parse(SOUND);
  }

  /** Returns the one line that says what is wrong with a broken variant of the sound file. */
  public static String broken(String from, String to) {
    if (!SOUND.contains(from)) {
      throw new IllegalArgumentException("not in the sample: " + from);
    }
    TheoremFile file = parse(SOUND.replace(from, to));
    return file.faults().isEmpty() ? "sound" : file.faults().get(0).describe();
  }
}
