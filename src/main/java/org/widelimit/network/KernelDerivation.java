package org.widelimit.network;

import static java.util.stream.Collectors.joining;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Allowance;
import org.widelimit.algebra.BoundedTask;
import org.widelimit.algebra.BudgetExceededException;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.ActivationCatalogue;
import org.widelimit.gaussian.GaussianResult;
import org.widelimit.gaussian.GaussianResult.ClosedForm;
import org.widelimit.gaussian.HermiteCoefficients;

/**
 * Everything that is derived of one activation and one kind of layers, line by line, for print.
 *
 * @param activation the activation
 * @param layers the kind of layers
 * @param lines what was derived, in the order of dependence
 */
public record KernelDerivation(
    Activation activation, SymbolicNetwork.Layers layers, List<Line> lines) {

  /** The time that a derivation may take where none is given. */
  public static final Duration BUDGET = Duration.ofSeconds(60);

  /** Copies the lines. */
  public KernelDerivation {
    lines = List.copyOf(lines);
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
   * @param steps the derivation; none where the result is a definition or follows by substitution
   */
  public record Line(
      String name,
      String title,
      List<String> parameters,
      Expr left,
      Expr right,
      String note,
      List<ProofStep> steps) {
    /** Copies the lists. */
    public Line {
      parameters = List.copyOf(parameters);
      steps = List.copyOf(steps);
    }
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
    return new Builder(activation, layers, allowance).build(depth, hermite);
  }

  private static final class Builder {
    private final Activation activation;
    private final SymbolicNetwork.Layers layers;
    private final SymbolicNetwork network;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> weights = List.of("sigmaW", "sigmaB");
    private final Allowance allowance;

    Builder(Activation activation, SymbolicNetwork.Layers layers, Allowance allowance) {
      this.activation = activation;
      this.layers = layers;
      this.allowance = allowance;
      this.network = SymbolicNetwork.of(activation, layers, allowance);
    }

    /** Adds lines as long as there is time, and one that says so when it is over. */
    private void part(String name, String title, Runnable lines) {
      try {
        allowance.run(
            () -> {
              lines.run();
              return true;
            },
            "the " + title);
      } catch (BudgetExceededException late) {
        append(
            new Line(
                name,
                title,
                List.of(),
                sym(name),
                sym("Indeterminate"),
                "not derived: " + late.getMessage(),
                List.of()));
      }
    }

    /** Adds a line; a part whose time is over adds none any more. */
    private synchronized void append(Line line) {
      BoundedTask.checkpoint();
      lines.add(line);
    }

    private synchronized KernelDerivation result() {
      return new KernelDerivation(activation, layers, lines);
    }

    KernelDerivation build(int depth, int hermite) {
      SymbolicKernels kernels = network.kernels();
      Expr x = sym("x");
      add(
          "phi",
          "activation",
          List.of("x"),
          apply(sym("phi"), x),
          activation.expression(),
          values());
      add("slope", "derivative", List.of("x"), apply(prime(1), x), activation.derivative(), "");
      if (!activation.derivative().equals(activation.distributionalDerivative())) {
        add(
            "distribution",
            "derivative in the sense of distributions",
            List.of("x"),
            apply(prime(1), x),
            activation.distributionalDerivative(),
            "equal to the derivative but at the kinks");
      }
      List<String> pqr = List.of("p", "q", "r");
      add("dual", "dual activation", pqr, dual(sym("phi")), kernels.dual());
      add(
          "derivativeDual",
          "dual activation of the derivative",
          pqr,
          dual(prime(1)),
          kernels.derivativeDual());
      Expr u = times(sqrt(sym("q")), sym("z"));
      Expr phi = apply(sym("phi"), u);
      List<String> q = List.of("q");
      add("mean", "mean", q, call("E", phi, sym("z")), kernels.mean());
      add(
          "secondMoment",
          "second moment",
          q,
          call("E", square(phi), sym("z")),
          kernels.secondMoment());
      add(
          "slopeMoment",
          "second moment of the derivative",
          q,
          call("E", square(apply(prime(1), u)), sym("z")),
          kernels.derivativeMoment());
      add(
          "curvatureMoment",
          "moment of the second derivative",
          q,
          call("E", times(phi, apply(prime(2), u)), sym("z")),
          kernels.curvatureMoment());
      if (usable(kernels.secondMoment())) {
        part("maps", "maps of length and correlation", this::maps);
      }
      if (usable(kernels.dual()) && usable(kernels.derivativeDual())) {
        for (int i = 1; i <= depth; i++) {
          int layer = i;
          String title = "kernels after " + layer + (layer == 1 ? " layer" : " layers");
          part("kernels" + layer, title, () -> recursions(layer));
        }
      }
      if (layers == SymbolicNetwork.Layers.DENSE) {
        part("criticality", "condition of criticality", this::critical);
      } else if (layers == SymbolicNetwork.Layers.RESIDUAL
          && kernels.derivativeMoment() instanceof ClosedForm slope
          && !slope.value().isInteger(0)) {
        add(
            "criticality",
            "condition of criticality",
            with(),
            sym("critical"),
            call("Equal", sym("sigmaW"), num(0)),
            "chi is 1 plus a positive multiple of sigmaW^2");
      }
      for (int i = 0; i < hermite; i++) {
        int k = i;
        String title = "normalized Hermite coefficient";
        Expr left = apply(sym("a" + k), sym("q"));
        part(
            "hermite" + k,
            title + " of order " + k,
            () -> add("hermite" + k, title, q, left, HermiteCoefficients.of(activation, k)));
      }
      return result();
    }

    private void maps() {
      Expr map = call("LengthMap", sym("phi"), sym("sigmaW"), sym("sigmaB"));
      add(
          "lengthMap",
          "length map",
          with("q"),
          apply(map, sym("q")),
          network.lengthMap(),
          note(network.kernels().secondMoment()));
      network
          .lengthAfter()
          .ifPresent(
              value ->
                  add(
                      "lengthAfter",
                      "mean squared preactivation l layers on",
                      with("q", "l"),
                      call("Nest", map, sym("q"), sym("l")),
                      value,
                      "the length map is linear; a geometric series"));
      int number = 1;
      for (SymbolicNetwork.FixedPoint point : network.fixedPoints()) {
        add(
            number == 1 ? "fixedPoint" : "fixedPoint" + number,
            "fixed point of the length map",
            with(),
            sym("qStar"),
            point.value(),
            point.note());
        number++;
      }
      network
          .imageOfOne()
          .ifPresent(
              value ->
                  add(
                      "imageOfOne",
                      "image of correlation 1 under the correlation map",
                      with("q"),
                      apply(
                          call("CorrelationMap", sym("phi"), sym("sigmaW"), sym("sigmaB")),
                          sym("q"),
                          num(1)),
                      value,
                      "below 1, as masks tell equal inputs apart: there is no critical point"));
      if (usable(network.kernels().derivativeMoment())) {
        add(
            "chi",
            layers == SymbolicNetwork.Layers.DROPOUT
                ? "slope of the correlation map at correlation 1"
                : "growth of squared gradients a layer",
            with("q"),
            apply(call("Chi", sym("phi"), sym("sigmaW")), sym("q")),
            network.chi(),
            note(network.kernels().derivativeMoment()));
        if (layers == SymbolicNetwork.Layers.DROPOUT) {
          add(
              "gradientGrowth",
              "growth of squared gradients a layer",
              with("q"),
              sym("growth"),
              network.gradientGrowth(),
              note(network.kernels().derivativeMoment()));
        }
      }
      network
          .lengthSlope()
          .ifPresent(
              value ->
                  add(
                      "lengthSlope",
                      "slope of the length map",
                      with("q"),
                      apply(apply(call("Derivative", num(1)), map), sym("q")),
                      value,
                      "chi and sigmaW^2 times the moment of the second derivative"));
      if (usable(network.kernels().dual())) {
        add(
            "correlationMap",
            "correlation map at a fixed point q",
            with("q", "c"),
            apply(
                call("CorrelationMap", sym("phi"), sym("sigmaW"), sym("sigmaB")),
                sym("q"),
                sym("c")),
            network.correlationMap(),
            note(network.kernels().correlatedDual()));
      }
    }

    private void recursions(int layer) {
      SymbolicNetwork.Entries entries = network.kernels(layer);
      String kernel = "of the first layer's kernel p = K(x,x), q = K(y,y), r = K(x,y)";
      List<String> parameters = with("p", "q", "r");
      Expr at = num(layer + 1L);
      add(
          "nngp" + layer + "Diagonal",
          "NNGP kernel at one input",
          with("p"),
          apply(call("NNGP", at), sym("x"), sym("x")),
          entries.xx(),
          "");
      add(
          "nngp" + layer,
          "NNGP kernel",
          parameters,
          apply(call("NNGP", at), sym("x"), sym("y")),
          entries.xy(),
          kernel);
      if (usable(network.kernels().derivativeMoment())) {
        add(
            "ntk" + layer + "Diagonal",
            "tangent kernel at one input",
            with("p"),
            apply(call("NTK", at), sym("x"), sym("x")),
            entries.tangentXx(),
            "");
      }
      add(
          "ntk" + layer,
          "tangent kernel",
          parameters,
          apply(call("NTK", at), sym("x"), sym("y")),
          entries.tangent(),
          kernel);
    }

    private void critical() {
      Optional<SymbolicNetwork.Criticality> criticality = network.criticality();
      criticality.ifPresent(
          line -> {
            String note =
                line.isPoint()
                    ? "chi is 1 at a fixed point of the length map at this point only"
                    : "the critical line, with the fixed point q of the length map as parameter,"
                        + " where both variances are not negative";
            List<String> q = line.isPoint() ? List.of() : List.of("q");
            add(
                "criticalWeightVariance",
                "critical weight variance",
                q,
                square(sym("sigmaW")),
                line.weightVariance(),
                note);
            add(
                "criticalBiasVariance",
                "critical bias variance",
                q,
                square(sym("sigmaB")),
                line.biasVariance(),
                note);
            add(
                "criticality",
                "condition of criticality",
                with(),
                sym("critical"),
                line.condition(),
                note);
          });
      network
          .criticalVariance()
          .ifPresent(
              value ->
                  add(
                      "criticalVariance",
                      "fixed point on the critical line",
                      List.of("sigmaW"),
                      sym("qStar"),
                      value,
                      "chi == 1 solved for q; on the critical line where it is positive"));
      network
          .criticalBias()
          .ifPresent(
              value ->
                  add(
                      "criticalLine",
                      "critical line",
                      List.of("sigmaW"),
                      square(sym("sigmaB")),
                      value,
                      "the bias variance that belongs to a weight variance"));
    }

    /** Says what the constants of an activation of the catalogue are that are printed by name. */
    private String values() {
      String name = activation.name();
      return ActivationCatalogue.find(name.substring(0, Math.max(0, name.indexOf('['))))
          .filter(entry -> activation.parameters().equals(Set.copyOf(entry.parameters())))
          .map(entry -> "with " + entry.values())
          .orElse("");
    }

    private List<String> with(String... more) {
      List<String> all = new ArrayList<>(List.of(more));
      all.addAll(weights);
      if (layers == SymbolicNetwork.Layers.DROPOUT) {
        all.add("keepRate");
      }
      return all;
    }

    private static boolean usable(GaussianResult result) {
      return SymbolicKernels.expression(result).isPresent();
    }

    private void add(
        String name, String title, List<String> parameters, Expr left, GaussianResult result) {
      List<ProofStep> steps = result instanceof ClosedForm closed ? closed.steps() : List.of();
      Expr right = SymbolicKernels.expression(result).orElse(sym("Indeterminate"));
      append(new Line(name, title, withFree(parameters, right), left, right, note(result), steps));
    }

    private static String note(GaussianResult result) {
      String reason = SymbolicKernels.reason(result);
      if (!reason.isEmpty()) {
        return (result instanceof GaussianResult.Divergent
                ? "does not exist: "
                : "no closed form: ")
            + reason;
      }
      List<Expr> conditions = SymbolicKernels.conditions(result);
      return conditions.isEmpty()
          ? ""
          : conditions.stream().map(WolframWriter::write).collect(joining(" and ", "where ", ""))
              + "; elsewhere the expectation diverges";
    }

    private void add(
        String name, String title, List<String> parameters, Expr left, Expr right, String note) {
      append(new Line(name, title, withFree(parameters, right), left, right, note, List.of()));
    }

    /** Adds the activation's own parameters that occur. */
    private List<String> withFree(List<String> parameters, Expr right) {
      List<String> all = new ArrayList<>(parameters);
      activation.parameters().stream()
          .filter(name -> right.symbols().contains(name) && !all.contains(name))
          .sorted()
          .forEach(all::add);
      return all;
    }

    private static Expr dual(Expr function) {
      return apply(call("Dual", function, function), sym("p"), sym("q"), sym("r"));
    }

    private static Expr prime(int order) {
      return apply(call("Derivative", num(order)), sym("phi"));
    }

    private static Expr apply(Expr head, Expr... args) {
      return call(head, List.of(args));
    }
  }
}
