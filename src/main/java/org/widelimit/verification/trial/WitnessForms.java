package org.widelimit.verification.trial;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.budget.Allowance;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.derive.NetworkRecursion;
import org.widelimit.verification.derive.ScalarProof;
import org.widelimit.verification.enclose.PointEnclosure;
import org.widelimit.verification.evaluate.KernelWords;
import org.widelimit.verification.point.Trial;

/**
 * Formulas for the sides of a claim that can be enclosed where the sides themselves cannot, or only
 * slowly: averages in closed form, and kernels of a wide network by their recursion from those of
 * the first layer.
 *
 * <p>Each is equal to its side by exact steps of the derivation. The kernels of the first layer are
 * numbers of the witness: any that inputs can have will do, as the claim is about all inputs.
 */
final class WitnessForms {

  /** The time of the processor for the closed forms of one equality. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Subject subject;
  private final Map<Equality, Optional<Forms>> known = new HashMap<>();

  WitnessForms(Subject subject) {
    this.subject = subject;
  }

  /**
   * Formulas for both sides.
   *
   * @param sides the formulas
   * @param assumptions what they hold under
   * @param kernels the symbols that stand for kernels of the first layer
   */
  private record Forms(Equality sides, Assumptions assumptions, Map<Call, Sym> kernels) {}

  /**
   * Formulas at a point.
   *
   * @param sides formulas for both sides
   * @param point exact values of their symbols
   * @param setting what the point says beside the claim's symbols, or empty
   */
  record Placed(Equality sides, Map<String, Num> point, String setting) {}

  /** Returns formulas for both sides at a point, if there are some that hold there. */
  synchronized Optional<Placed> at(Equality equality, Trial trial) {
    return known.computeIfAbsent(equality, this::forms).flatMap(forms -> placed(forms, trial));
  }

  private Optional<Forms> forms(Equality equality) {
    Optional<NetworkDeclaration> network = subject.claim().network();
    boolean kernels =
        KernelWords.needsNetwork(equality.left()) || KernelWords.needsNetwork(equality.right());
    if (!kernels) {
      return closed(equality, ClaimAssumptions.of(subject), Map.of());
    }
    if (network.isEmpty()
        || network.get().inputDimension() < network.get().inputs()
        || !NetworkRecursion.isRead(equality.left())
        || !NetworkRecursion.isRead(equality.right())) {
      return Optional.empty();
    }
    NetworkRecursion recursion =
        new NetworkRecursion(network.get(), subject.activations(), ClaimAssumptions.of(subject), 1);
    Equality unrolled =
        new Equality(recursion.unrolled(equality.left()), recursion.unrolled(equality.right()));
    return closed(unrolled, recursion.assumptions(), recursion.symbols());
  }

  private Optional<Forms> closed(
      Equality equality, Assumptions assumptions, Map<Call, Sym> kernels) {
    try {
      return Optional.of(
          new Allowance(CLOSING)
              .run(
                  () ->
                      new Forms(
                          new Equality(
                              closed(equality.left(), assumptions),
                              closed(equality.right(), assumptions)),
                          assumptions,
                          kernels),
                  "the closed forms"));
    } catch (BudgetExceededException late) {
      return Optional.empty();
    }
  }

  private Expr closed(Expr side, Assumptions assumptions) {
    Expr formula = new Derivation(subject).formula(PointEnclosure.applied(side), new ArrayList<>());
    return new ScalarProof(subject, assumptions).closed(formula, new ArrayList<>());
  }

  private static Optional<Placed> placed(Forms forms, Trial trial) {
    Map<String, Num> point = new LinkedHashMap<>(trial.exact());
    Map<String, String> chosen = new TreeMap<>();
    for (Map.Entry<Call, Sym> kernel : forms.kernels().entrySet()) {
      double value = trial.evaluator().evaluate(kernel.getKey()).value();
      point.put(kernel.getValue().name(), Expressions.decimal(new BigDecimal(value)));
      chosen.put(kernel.getKey().toString(), kernel.getKey() + " = " + value);
    }
    if (!AdmissiblePoints.admits(forms.assumptions(), point)) {
      return Optional.empty();
    }
    String setting =
        chosen.isEmpty()
            ? ""
            : "inputs with " + chosen.values().stream().collect(Collectors.joining(", "));
    return Optional.of(new Placed(forms.sides(), point, setting));
  }
}
