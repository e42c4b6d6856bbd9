package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.theorem.Claim.RecursionClaim;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.RecursionHypotheses;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Evidence;

/**
 * Recursions: the claimed solution begins like the sequence and obeys its recursion at every index.
 *
 * <p>Induction goes from one index to the next, so that a solution or a step without a value at one
 * of them ends it: what is proved or seen only where it is defined is neither.
 */
final class RecursionCheck {

  private final Subject subject;

  RecursionCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(RecursionClaim claim) {
    List<Equality> equalities = new ArrayList<>();
    claim.equations().forEach(sides -> equalities.addAll(Equality.chain(sides)));
    Findings found = new EquationCheck(subject).run(equalities);
    List<Evidence> evidence = new ArrayList<>();
    boolean open = false;
    boolean proved = false;
    for (Evidence seen : found.evidence()) {
      if (seen instanceof Evidence.Derived derived) {
        Evidence.Derived induction = derived(claim, derived);
        proved = induction.proved();
        evidence.add(induction);
      } else if (seen instanceof Evidence.Integrated numbers) {
        boolean lost = numbers.witness() == null && numbers.undefined() > 0;
        open |= lost && !proved;
        evidence.add(!lost ? numbers : proved ? tooLarge(numbers) : interrupted(numbers));
      } else if (seen instanceof Evidence.Enclosed boxes) {
        // Of boxes on which a side may have no value nothing follows for the indices beyond them.
        if (boxes.witness() != null || boxes.undefined().isEmpty()) {
          evidence.add(boxes);
        }
      } else {
        evidence.add(seen);
      }
    }
    return new Findings(evidence, open ? Controls.NONE : found.controls(), null);
  }

  private Evidence.Derived derived(RecursionClaim claim, Evidence.Derived derived) {
    if (!derived.proved()) {
      return derived;
    }
    Optional<String> obstacle =
        derived.undefined().isEmpty()
            ? new RecursionHypotheses(subject).obstacle(claim)
            : Optional.of("undefined for " + derived.undefined());
    if (obstacle.isPresent()) {
      return new Evidence.Derived(
          false,
          "the solution obeys the recursion where both are defined, which is not seen to be so at"
              + " every index: "
              + obstacle.get(),
          derived.steps());
    }
    List<ProofStep> steps = new ArrayList<>(derived.steps());
    Expr unknown = claim.unknown(0);
    steps.add(
        new ProofStep(
            "induction",
            unknown,
            claim.solution(),
            "the solution begins like the sequence at "
                + Expressions.num(claim.first())
                + " and obeys its recursion from any index to the next"));
    return Evidence.Derived.closed(steps, "");
  }

  /** What is shown to have values everywhere has some that are too large for numbers. */
  private static Evidence.Integrated tooLarge(Evidence.Integrated seen) {
    return new Evidence.Integrated(
        seen.points(),
        0,
        seen.undecided() + seen.undefined(),
        seen.maxRelativeError(),
        seen.digits(),
        null,
        seen.sample(),
        seen.summary());
  }

  /** A point without a value ends the induction there. */
  private static Evidence.Integrated interrupted(Evidence.Integrated seen) {
    return new Evidence.Integrated(
        0,
        seen.undefined(),
        seen.points() + seen.undecided(),
        seen.maxRelativeError(),
        seen.digits(),
        null,
        seen.sample(),
        "the solution or the recursion has no value at some index, where an induction ends: "
            + seen.limits());
  }
}
