package org.widelimit.network.symbolic;

import static java.util.stream.Collectors.joining;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.sym;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.budget.Allowance;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.network.symbolic.KernelDerivation.Line;
import org.widelimit.network.symbolic.KernelDerivation.Recursion;

/** Collects the lines of a derivation, and says so where the time for a part of them was over. */
final class DerivationLines {

  private static final Expr NONE = sym("Indeterminate");

  /** What is assumed of the symbols in the maps of a network. */
  static final Assumptions ASSUMED =
      new Assumptions(
          Map.of(
              "q", Interval.POSITIVE,
              "c", Interval.open(Expressions.MINUS_ONE, Expressions.ONE),
              "sigmaW", Interval.POSITIVE,
              "sigmaB", Interval.NONNEGATIVE,
              "keepRate", Interval.POSITIVE),
          List.of());

  /** The time for the proof that a solution is one that is known. */
  private static final Duration EQUALITY = Duration.ofMillis(500);

  private final Activation activation;
  private final SymbolicNetwork.Layers layers;
  private final Allowance allowance;
  private final List<Line> lines = new ArrayList<>();

  DerivationLines(Activation activation, SymbolicNetwork.Layers layers, Allowance allowance) {
    this.activation = activation;
    this.layers = layers;
    this.allowance = allowance;
  }

  SymbolicNetwork.Layers layers() {
    return layers;
  }

  /** Adds lines as long as there is time, and one that says so when it is over. */
  void part(String name, String title, Runnable part) {
    try {
      allowance.run(
          () -> {
            part.run();
            return true;
          },
          "the " + title);
    } catch (BudgetExceededException late) {
      String note = "not derived: " + late.getMessage();
      append(new Line(name, title, List.of(), sym(name), NONE, note, Optional.empty(), List.of()));
    }
  }

  /** Adds a line; a part whose time is over adds none any more. */
  private synchronized void append(Line line) {
    BoundedTask.checkpoint();
    lines.add(line);
  }

  synchronized List<Line> result() {
    return List.copyOf(lines);
  }

  /** Adds an expectation with the steps of its derivation. */
  void add(String name, String title, List<String> parameters, Expr left, GaussianResult result) {
    add(name, title, parameters, left, result, List.of());
  }

  /** Adds an expectation with the steps of its derivation, and of another one. */
  void add(
      String name,
      String title,
      List<String> parameters,
      Expr left,
      GaussianResult result,
      List<ProofStep> more) {
    List<ProofStep> steps = new ArrayList<>();
    Expr right = SymbolicKernels.expression(result).orElse(NONE);
    if (result instanceof ClosedForm closed) {
      steps.addAll(closed.steps());
      steps.addAll(more);
      right = shortest(right, closed.assumptions(), steps);
    }
    append(
        new Line(
            name,
            title,
            withFree(parameters, right),
            left,
            right,
            note(result),
            Optional.empty(),
            steps));
  }

  /** Adds what follows by substitution. */
  void add(String name, String title, List<String> parameters, Expr left, Expr right, String note) {
    add(name, title, parameters, left, right, note, Optional.empty());
  }

  /** Adds what follows by substitution, in the shortest form that is proved equal. */
  void addShortest(
      String name, String title, List<String> parameters, Expr left, Expr right, String note) {
    List<ProofStep> steps = new ArrayList<>();
    addProved(name, title, parameters, left, shortest(right, ASSUMED, steps), note, steps);
  }

  /** Adds a result with its steps. */
  void addProved(
      String name,
      String title,
      List<String> parameters,
      Expr left,
      Expr right,
      String note,
      List<ProofStep> steps) {
    append(
        new Line(
            name, title, withFree(parameters, right), left, right, note, Optional.empty(), steps));
  }

  /** Returns whether two forms are proved equal. */
  static boolean areEqual(Expr left, Expr right) {
    return ZeroDecider.decide(Expressions.minus(left, right), ASSUMED, EQUALITY)
        instanceof ZeroDecision.Zero;
  }

  /** Returns the shortest form that is proposed and proved, and adds the step to it. */
  private static Expr shortest(Expr form, Assumptions assumptions, List<ProofStep> steps) {
    Believed shortest = Proposer.here().simplified(form, assumptions);
    if (!shortest.value().equals(form)) {
      steps.add(shortest.step("simplification", form, "a shorter form"));
    }
    return shortest.value();
  }

  /** Adds what follows by substitution, and the same in the layer below. */
  void add(
      String name,
      String title,
      List<String> parameters,
      Expr left,
      Expr right,
      String note,
      Optional<Recursion> recursion) {
    append(
        new Line(
            name, title, withFree(parameters, right), left, right, note, recursion, List.of()));
  }

  /** Returns the names with those of the parameters of the network. */
  List<String> with(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("sigmaW", "sigmaB"));
    if (layers == SymbolicNetwork.Layers.DROPOUT) {
      all.add("keepRate");
    }
    return all;
  }

  /** Adds the activation's own parameters that occur. */
  /** Returns whether a name is that of a parameter of the activation. */
  boolean isParameter(String name) {
    return activation.parameters().contains(name);
  }

  private List<String> withFree(List<String> parameters, Expr right) {
    List<String> all = new ArrayList<>(parameters);
    activation.parameters().stream()
        .filter(name -> right.symbols().contains(name) && !all.contains(name))
        .sorted()
        .forEach(all::add);
    return all;
  }

  /** Returns whether there is an expression for an expectation. */
  static boolean usable(GaussianResult result) {
    return SymbolicKernels.expression(result).isPresent();
  }

  /** Returns why an expectation has no closed form, or where it has one; else nothing. */
  static String note(GaussianResult result) {
    String reason = SymbolicKernels.reason(result);
    if (!reason.isEmpty()) {
      return (result instanceof GaussianResult.Divergent ? "does not exist: " : "no closed form: ")
          + reason;
    }
    List<Expr> conditions = SymbolicKernels.conditions(result);
    return conditions.isEmpty()
        ? ""
        : conditions.stream().map(WolframWriter::write).collect(joining(" and ", "where ", ""))
            + "; elsewhere the expectation diverges";
  }

  /** Returns a call whose head may be a call. */
  static Expr apply(Expr head, Expr... args) {
    return call(head, List.of(args));
  }
}
