package org.widelimit.verification.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.network.symbolic.SymbolicNetwork;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.Mutant;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Rung;

/**
 * The formulas that {@code derive} prints for kernels of networks one to three hidden layers deep,
 * read back as claims on the kernels of a declared network: each is proved, and with a number or a
 * sign changed anywhere it is refuted by a point.
 */
class DeepKernelProperties {

  private static final List<String> ACTIVATIONS = List.of("relu", "erf", "sin", "gelu");

  /** What stands for the first layer's kernel in the formulas. */
  private static final Map<String, Expr> INPUTS =
      Map.of(
          "p", WolframReader.read("NNGP[1, 1, 1]"),
          "q", WolframReader.read("NNGP[1, 2, 2]"),
          "r", WolframReader.read("NNGP[1, 1, 2]"));

  private static final Map<String, SymbolicNetwork> NETWORKS = new ConcurrentHashMap<>();

  private static Expr inWords(Expr node) {
    return node instanceof Expr.Sym sym ? INPUTS.getOrDefault(sym.name(), sym) : node;
  }

  /**
   * A kernel.
   *
   * @param activation that of all layers
   * @param hidden the number of hidden layers
   * @param name its word
   * @param apart whether it is of two inputs
   */
  record Kernel(String activation, int hidden, String name, boolean apart) {

    /** Returns the formula as printed and read back, in p, q and r. */
    Expr formula() {
      SymbolicNetwork.Entries entries =
          NETWORKS
              .computeIfAbsent(
                  activation,
                  phi -> SymbolicNetwork.of(Activation.parse(phi), SymbolicNetwork.Layers.DENSE))
              .kernels(hidden);
      Expr formula =
          switch (name) {
            case "NNGP" -> apart ? entries.xy() : entries.xx();
            default -> apart ? entries.tangent() : entries.tangentXx();
          };
      return WolframReader.read(WolframWriter.write(formula));
    }

    Evidence.Derived derive(Expr formula) {
      String layers = String.join(", ", Collections.nCopies(hidden, "phi"));
      String file =
          """
          title: A test
          source: test
          statement: None.
          activations: {phi: "%s"}
          symbols:
            sigmaW: {in: "(0, 3)"}
            sigmaB: {in: "[0, 2)"}
          network: {hidden: [%s], sigmaW: sigmaW, sigmaB: sigmaB, inputs: 2}
          claims:
            claim:
              equation: "%s[%d, %s] == %s"
          """
              .formatted(
                  activation,
                  layers,
                  name,
                  hidden + 1,
                  apart ? "1, 2" : "1, 1",
                  WolframWriter.write(formula.transform(DeepKernelProperties::inWords)));
      Theorem theorem =
          (Theorem)
              TheoremLoader.parse("theorems/test/test.yaml", file.getBytes(StandardCharsets.UTF_8));
      Claim.EquationClaim claim = (Claim.EquationClaim) theorem.claims().get(0);
      return new Derivation(
              Subjects.first(
                  theorem,
                  Map.of("phi", activation),
                  VerificationOptions.defaults().withRungs(EnumSet.of(Rung.DERIVE))))
          .derive(Equality.chain(claim.sides()));
    }
  }

  @Provide
  Arbitrary<Kernel> kernels() {
    return Combinators.combine(
            Arbitraries.of(ACTIVATIONS),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of("NNGP", "NTK"),
            Arbitraries.of(true, false))
        .as(Kernel::new);
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void should_prove_what_is_printed(@ForAll("kernels") Kernel kernel) {
    Evidence.Derived derived = kernel.derive(kernel.formula());

    assertThat(derived.proved()).as(derived.summary()).isTrue();
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void should_refute_a_change_anywhere(@ForAll("kernels") Kernel kernel, @ForAll long seed) {
    Expr mutant = Mutant.of(kernel.formula(), seed);

    Evidence.Derived derived = kernel.derive(mutant);

    assertThat(derived.proved()).as(WolframWriter.write(mutant)).isFalse();
    assertThat(derived.summary())
        .as(WolframWriter.write(mutant))
        .contains("the difference of the sides is not zero: at ");
  }
}
