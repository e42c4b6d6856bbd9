package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;
import static org.widelimit.network.symbolic.DerivationLines.apply;
import static org.widelimit.network.symbolic.DerivationLines.usable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposal;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.budget.Allowance;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.closed.HermiteCoefficients;

/**
 * Everything that is derived of one activation and one kind of layers, line by line, for print.
 *
 * @param activation the activation
 * @param layers the kind of layers
 * @param lines what was derived, in the order of dependence
 * @param proposals what the computer algebra was asked, and what became of its answers
 */
public record KernelDerivation(
    Activation activation,
    SymbolicNetwork.Layers layers,
    List<Line> lines,
    List<Proposal> proposals) {

  /** The time that a derivation may take where none is given. */
  public static final Duration BUDGET = Duration.ofSeconds(60);

  private static final Expr PHI = sym("phi");

  /** Copies the lines. */
  public KernelDerivation {
    lines = List.copyOf(lines);
    proposals = List.copyOf(proposals);
  }

  /**
   * One result.
   *
   * @param name a camelCase name that serves as the name of a function in programs
   * @param title what it is, in a few words
   * @param parameters the symbols it is a function of
   * @param left the notation of theorem files
   * @param right the result
   * @param note a remark, such as why there is no closed form, or empty
   * @param recursion the result in the kernels of the layer below, where that is how one reads it
   * @param steps the derivation; none where the result is a definition or follows by substitution
   */
  public record Line(
      String name,
      String title,
      List<String> parameters,
      Expr left,
      Expr right,
      String note,
      Optional<Recursion> recursion,
      List<ProofStep> steps) {
    /** Copies the lists. */
    public Line {
      parameters = List.copyOf(parameters);
      steps = List.copyOf(steps);
    }
  }

  /**
   * A result in the kernels of the layer below, as papers print it.
   *
   * @param right the result
   * @param where what the symbols stand for that are not the parameters of the network
   */
  public record Recursion(Expr right, Map<String, Expr> where) {
    /** Copies the map. */
    public Recursion {
      where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
    }
  }

  /**
   * Returns one of the lines.
   *
   * @param name its name, such as {@code dual} or {@code lengthMap}
   * @throws java.util.NoSuchElementException if there is none of the name
   */
  public Line line(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Derives all lines.
   *
   * @param activation the activation
   * @param layers the kind of layers
   * @param depth how many hidden layers the kernels are written out for, from 0
   * @param hermite how many Hermite coefficients are added, from 0
   */
  public static KernelDerivation of(
      Activation activation, SymbolicNetwork.Layers layers, int depth, int hermite) {
    return of(activation, layers, depth, hermite, new Allowance(BUDGET));
  }

  /**
   * Derives as many lines as a time allows; those that it does not are named with the reason.
   *
   * @param activation the activation
   * @param layers the kind of layers
   * @param depth how many hidden layers the kernels are written out for, from 0
   * @param hermite how many Hermite coefficients are added, from 0
   * @param allowance the time for all of them
   */
  public static KernelDerivation of(
      Activation activation,
      SymbolicNetwork.Layers layers,
      int depth,
      int hermite,
      Allowance allowance) {
    return of(activation, layers, depth, hermite, false, allowance);
  }

  /**
   * Derives as many lines as a time allows; those that it does not are named with the reason.
   *
   * @param activation the activation
   * @param layers the kind of layers
   * @param depth how many hidden layers the kernels are written out for, from 0
   * @param hermite how many Hermite coefficients are added, from 0
   * @param series whether the maps are expanded at their corners
   * @param allowance the time for all of them
   */
  public static KernelDerivation of(
      Activation activation,
      SymbolicNetwork.Layers layers,
      int depth,
      int hermite,
      boolean series,
      Allowance allowance) {
    return new Builder(activation, layers, allowance).build(depth, hermite, series);
  }

  /**
   * Derives the fixed points of the length map and the critical line alone, in closed form where
   * they have one.
   *
   * @param activation the activation
   * @param allowance the time for all of them
   */
  public static KernelDerivation critical(Activation activation, Allowance allowance) {
    return new Builder(activation, SymbolicNetwork.Layers.DENSE, allowance).critical();
  }

  private static final class Builder {
    private final Activation activation;
    private final SymbolicNetwork.Layers layers;
    private final SymbolicNetwork network;
    private final DerivationLines lines;

    Builder(Activation activation, SymbolicNetwork.Layers layers, Allowance allowance) {
      this.activation = activation;
      this.layers = layers;
      this.network = SymbolicNetwork.of(activation, layers, allowance);
      this.lines = new DerivationLines(activation, layers, allowance);
    }

    KernelDerivation build(int depth, int hermite, boolean series) {
      SymbolicKernels kernels = network.kernels();
      activation();
      duals(kernels);
      moments(kernels);
      if (usable(kernels.secondMoment())) {
        lines.part(
            "maps", "maps of length and correlation", () -> new MapLines(network, lines).add());
      }
      if (usable(kernels.dual()) && usable(kernels.derivativeDual())) {
        for (int i = 1; i <= depth; i++) {
          int layer = i;
          String title = "kernels after " + layer + (layer == 1 ? " layer" : " layers");
          lines.part("kernels" + layer, title, () -> new KernelLines(network, lines).add(layer));
        }
      }
      criticality(kernels);
      if (series) {
        lines.part("series", "expansions", () -> new SeriesLines(network, lines).add());
      }
      for (int i = 0; i < hermite; i++) {
        hermite(i);
      }
      return new KernelDerivation(activation, layers, lines.result(), Proposer.here().proposals());
    }

    KernelDerivation critical() {
      if (network.kernels().secondMoment() instanceof ClosedForm) {
        lines.part("fixedPoints", "fixed points", () -> new MapLines(network, lines).fixedPoints());
        criticality(network.kernels());
      }
      return new KernelDerivation(activation, layers, lines.result(), Proposer.here().proposals());
    }

    private void activation() {
      Expr x = sym("x");
      lines.add(
          "phi", "activation", List.of("x"), apply(PHI, x), activation.expression(), values());
      Believed slope =
          Proposer.here()
              .derivative(
                  activation.expression(),
                  Activation.VARIABLE,
                  activation.derivative(),
                  Assumptions.positive(activation.parameters().toArray(new String[0])));
      lines.addProved(
          "slope",
          "derivative",
          List.of("x"),
          apply(prime(1), x),
          slope.value(),
          "",
          slope.isOwn()
              ? List.of()
              : List.of(slope.step("differentiation", apply(prime(1), x), "")));
      if (!activation.derivative().equals(activation.distributionalDerivative())) {
        lines.add(
            "distribution",
            "derivative in the sense of distributions",
            List.of("x"),
            apply(prime(1), x),
            activation.distributionalDerivative(),
            "equal to the derivative but at the kinks");
      }
    }

    private void duals(SymbolicKernels kernels) {
      List<String> pqr = List.of("p", "q", "r");
      lines.add(
          "dual",
          "dual activation",
          pqr,
          dual(PHI),
          kernels.dual(),
          PriceIntegral.steps(kernels, dual(PHI), dual(prime(1))));
      lines.add(
          "derivativeDual",
          "dual activation of the derivative",
          pqr,
          dual(prime(1)),
          kernels.derivativeDual(),
          PriceIntegral.slope(kernels, dual(PHI)).stream().toList());
    }

    private void moments(SymbolicKernels kernels) {
      Expr z = sym("z");
      Expr u = times(sqrt(sym("q")), z);
      Expr phi = apply(PHI, u);
      List<String> q = List.of("q");
      lines.add("mean", "mean", q, call("E", phi, z), kernels.mean());
      lines.add(
          "secondMoment",
          "second moment",
          q,
          call("E", square(phi), z),
          kernels.secondMoment(),
          EqualInputs.limit(kernels.dual(), kernels.secondMoment(), PHI));
      lines.add(
          "slopeMoment",
          "second moment of the derivative",
          q,
          call("E", square(apply(prime(1), u)), z),
          kernels.derivativeMoment(),
          EqualInputs.limit(kernels.derivativeDual(), kernels.derivativeMoment(), prime(1)));
      lines.add(
          "curvatureMoment",
          "moment of the second derivative",
          q,
          call("E", times(phi, apply(prime(2), u)), z),
          kernels.curvatureMoment());
    }

    private void criticality(SymbolicKernels kernels) {
      if (layers == SymbolicNetwork.Layers.DENSE) {
        lines.part(
            "criticality",
            "condition of criticality",
            () -> new CriticalLines(network, lines).add());
      } else if (layers == SymbolicNetwork.Layers.RESIDUAL
          && kernels.derivativeMoment() instanceof ClosedForm slope
          && !slope.value().isInteger(0)) {
        lines.add(
            "criticality",
            "condition of criticality",
            lines.with(),
            sym("critical"),
            call("Equal", sym("sigmaW"), num(0)),
            "chi is 1 plus a positive multiple of sigmaW^2");
      }
    }

    private void hermite(int k) {
      String title = "normalized Hermite coefficient";
      Expr left = apply(sym("a" + k), sym("q"));
      lines.part(
          "hermite" + k,
          title + " of order " + k,
          () ->
              lines.add(
                  "hermite" + k, title, List.of("q"), left, HermiteCoefficients.of(activation, k)));
    }

    /** Says what the constants of an activation of the catalogue are that are printed by name. */
    private String values() {
      String name = activation.name();
      return ActivationCatalogue.find(name.substring(0, Math.max(0, name.indexOf('['))))
          .filter(entry -> activation.parameters().equals(Set.copyOf(entry.parameters())))
          .map(entry -> "with " + entry.values())
          .orElse("");
    }

    private static Expr dual(Expr function) {
      return apply(call("Dual", function, function), sym("p"), sym("q"), sym("r"));
    }

    private static Expr prime(int order) {
      return apply(call("Derivative", num(order)), PHI);
    }
  }
}
