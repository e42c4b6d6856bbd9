package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.evaluate.IntegerCases;
import org.widelimit.verification.evaluate.KernelWords;

/**
 * Equations between the kernels of a declared network, its layers put in one by one and the kernels
 * by their recursion: what remains is an equation of Gaussian expectations in the kernels of one
 * layer.
 *
 * <p>The recursion is first carried to the lowest layer that the equation names, which is enough
 * for what holds from layer to layer, and then to the first.
 */
final class KernelProof {

  private final Subject subject;

  KernelProof(Subject subject) {
    this.subject = subject;
  }

  /** Returns whether the equality is about kernels of the declared network. */
  static boolean applies(Equality equality) {
    return KernelWords.needsNetwork(equality.left()) || KernelWords.needsNetwork(equality.right());
  }

  /** Returns why the proof stayed open, or empty if it closed. */
  Optional<String> prove(Equality equality, List<ProofStep> steps, EqualityProver prover) {
    Optional<NetworkDeclaration> network =
        subject.claim().network().filter(declared -> declared.weightVariance().isEmpty());
    if (network.isEmpty()) {
      return Optional.of("no network with scales of its own is declared");
    }
    Set<String> indices = new HashSet<>();
    collectIndices(equality.left(), indices);
    collectIndices(equality.right(), indices);
    List<Map<String, Integer>> cases = IntegerCases.of(subject, indices);
    boolean proved = false;
    for (Map<String, Integer> values : cases) {
      Equality concrete =
          new Equality(
              IntegerCases.at(equality.left(), values), IntegerCases.at(equality.right(), values));
      Expr sides = Expressions.list(concrete.left(), concrete.right());
      if (!NetworkRecursion.isRead(sides)) {
        return Optional.of("the layer or the input of a kernel is no integer");
      }
      OptionalInt lowest = NetworkRecursion.lowestLayer(sides, network.get());
      if (lowest.isEmpty()) {
        continue; // without a value the equation says nothing
      }
      Optional<String> open =
          at(concrete, lowest.getAsInt(), network.get(), with(values), steps, prover);
      if (open.isPresent()) {
        return values.isEmpty() ? open : open.map(reason -> "at " + values + ": " + reason);
      }
      proved = true;
    }
    return proved
        ? Optional.empty()
        : Optional.of("there are no such layers, or they are not integers in a short range");
  }

  private static void collectIndices(Expr expr, Set<String> indices) {
    if (expr instanceof Call call) {
      if (NetworkRecursion.isKernel(call)) {
        indices.addAll(call.symbols());
      }
      collectIndices(call.head(), indices);
      call.args().forEach(arg -> collectIndices(arg, indices));
    }
  }

  private Assumptions with(Map<String, Integer> values) {
    Assumptions assumptions = ClaimAssumptions.of(subject);
    for (Map.Entry<String, Integer> value : values.entrySet()) {
      assumptions =
          assumptions.with(value.getKey(), Interval.integers(value.getValue(), value.getValue()));
    }
    return assumptions;
  }

  private Optional<String> at(
      Equality equality,
      int lowest,
      NetworkDeclaration network,
      Assumptions assumptions,
      List<ProofStep> steps,
      EqualityProver prover) {
    Optional<String> open = from(lowest, equality, network, assumptions, steps, prover);
    return open.isEmpty() || lowest == 1
        ? open
        : from(1, equality, network, assumptions, steps, prover);
  }

  private Optional<String> from(
      int lowest,
      Equality equality,
      NetworkDeclaration network,
      Assumptions assumptions,
      List<ProofStep> steps,
      EqualityProver prover) {
    NetworkRecursion recursion =
        new NetworkRecursion(network, subject.activations(), assumptions, lowest);
    Equality unrolled =
        new Equality(recursion.unrolled(equality.left()), recursion.unrolled(equality.right()));
    List<ProofStep> found = new ArrayList<>(recursion.steps());
    Optional<String> open = prover.prove(recursion.assumptions(), unrolled, found);
    if (open.isEmpty()) {
      steps.addAll(found);
    }
    return open;
  }
}
