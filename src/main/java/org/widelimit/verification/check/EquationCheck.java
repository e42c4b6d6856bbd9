package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.Derivation;
import org.widelimit.verification.enclose.DomainCheck;
import org.widelimit.verification.evaluate.Cancellation;
import org.widelimit.verification.trial.Integration;
import org.widelimit.verification.trial.NamedPoints;
import org.widelimit.verification.trial.PreciseExamination;
import org.widelimit.verification.trial.TrialSource;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Rung;

/**
 * Equations: derivation, numbers at points, enclosures of the whole domain, mutants of both sides,
 * repair.
 */
final class EquationCheck {

  /** Mutants of the claimed side beside the two factors. */
  private static final int MUTANTS = 8;

  /** Mutants of the other side beside the two factors. */
  private static final int LEFT_MUTANTS = 4;

  private final Subject subject;

  EquationCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(List<Equality> equalities) {
    List<Evidence> evidence = new ArrayList<>();
    Derivation derivation = new Derivation(subject);
    boolean proved = false;
    if (subject.climbs(Rung.DERIVE)) {
      Evidence.Derived derived = derivation.derive(equalities);
      proved = derived.proved();
      evidence.add(derived);
    }
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(evidence, Controls.NONE, null);
    }
    List<Expr> formulas = new ArrayList<>();
    equalities.forEach(equality -> formulas.addAll(List.of(equality.left(), equality.right())));
    TrialSource source = TrialSource.of(subject, formulas);
    int points = subject.options().budget().points();
    Integration integration =
        new Integration(source, subject.claim().discrepancy(), subject.streams(), points);
    integration.addNamed(NamedPoints.most(source, points), List.of());
    PreciseExamination precise = precise(equalities, integration, derivation);
    Evidence.Integrated seen = integration.examine(equalities, precise);
    if (seen.points() == 0) {
      source.requireTime();
    }
    evidence.add(seen);
    source.twoRoutes().ifPresent(evidence::add);
    boolean open = seen.witness() == null && seen.points() > 0;
    if (open && !proved && source.isOfNumbers() && subject.lost().parts().isEmpty()) {
      Evidence.Enclosed enclosed = new DomainCheck(subject).equations(equalities);
      evidence.add(enclosed);
      open = enclosed.witness() == null;
    }
    if (open) {
      return new Findings(evidence, controls(equalities, integration, derivation, precise), null);
    }
    Optional<Equality> failing = equalities.stream().filter(integration::refutes).findFirst();
    Evidence.Witness witness = seen.witness();
    if (failing.isPresent() && witness != null) {
      integration.slice(failing.get(), witness).ifPresent(evidence::add);
    }
    Optional<String> repair =
        failing.flatMap(refuted -> new Repair(integration).propose(refuted, source.symbols()));
    return new Findings(evidence, Controls.NONE, repair.orElse(null));
  }

  /** Looks to fifty digits, where the derivation saw a difference as well. */
  private static PreciseExamination precise(
      List<Equality> equalities, Integration integration, Derivation derivation) {
    Map<Equality, Equality> formulas = new HashMap<>();
    for (Equality equality : equalities) {
      derivation
          .reduction(equality)
          .ifPresent(
              reduction -> {
                formulas.put(equality, reduction.formulas());
                if (reduction.witness() != null) {
                  integration.include(reduction.witness());
                }
              });
    }
    return new PreciseExamination(integration, formulas);
  }

  private Controls controls(
      List<Equality> equalities,
      Integration integration,
      Derivation derivation,
      PreciseExamination precise) {
    List<Mutant> mutants = new ArrayList<>();
    double discrepancy = subject.claim().discrepancy();
    boolean trivial = equalities.stream().allMatch(each -> each.left().equals(each.right()));
    for (Equality equality : equalities) {
      // Beside other equations a definition of a word by itself has nothing to mutate: J := J.
      if (!trivial && equality.left().equals(equality.right())) {
        continue;
      }
      for (Mutations.Mutation mutation : Mutations.of(equality.right(), discrepancy, MUTANTS)) {
        Equality change = new Equality(equality.right(), mutation.formula());
        mutant(
                equality.withRight(mutation.formula()),
                change,
                mutation,
                integration,
                derivation,
                precise)
            .ifPresent(mutants::add);
      }
      for (Mutations.Mutation mutation : Mutations.of(equality.left(), discrepancy, LEFT_MUTANTS)) {
        Equality change = new Equality(equality.left(), mutation.formula());
        mutant(
                equality.withLeft(mutation.formula()),
                change,
                mutation,
                integration,
                derivation,
                precise)
            .ifPresent(mutants::add);
      }
      shifted(equality, integration).ifPresent(mutants::add);
    }
    return Controls.of(mutants);
  }

  /** Returns the mutant of one side, or empty if it has a value nowhere. */
  private static Optional<Mutant> mutant(
      Equality mutated,
      Equality change,
      Mutations.Mutation mutation,
      Integration integration,
      Derivation derivation,
      PreciseExamination precise) {
    boolean killed = integration.refutes(mutated) || precise.refutes(mutated);
    boolean hasValue = killed || integration.hasValue(mutated);
    if (!hasValue) {
      return Optional.empty();
    }
    boolean vanishes = !killed && vanishes(mutated, integration);
    // A variant that is proved, as the claim may not be, is as true as the claim.
    boolean equivalent =
        vanishes || (!killed && (derivation.equivalent(change) || derivation.equivalent(mutated)));
    return Optional.of(
        new Mutant(
            mutation.description() + (vanishes ? " (vanishes as well)" : ""),
            WolframWriter.write(mutation.formula()),
            killed,
            equivalent));
  }

  /**
   * Returns whether a mutant of a side that is claimed to be 0 is 0 as well, as a multiple of it
   * is: seen everywhere on the scale of what cancels, on which a shift is seen, too.
   */
  private static boolean vanishes(Equality mutated, Integration integration) {
    return (mutated.left().isInteger(0) || mutated.right().isInteger(0))
        && integration.trials().stream()
            .map(trial -> integration.compare(mutated, trial).agreement())
            .noneMatch(seen -> seen == Agreement.DIFFER || seen == Agreement.UNDECIDED);
  }

  /** A side that is claimed to be 0 must not be a part of what cancels in it. */
  private Optional<Mutant> shifted(Equality equality, Integration integration) {
    boolean right = equality.right().isInteger(0);
    if (!right && !equality.left().isInteger(0)) {
      return Optional.empty();
    }
    Expr side = right ? equality.left() : equality.right();
    // Where all cancelled on reading, nothing is left that could be a part of it.
    boolean nothing = integration.isExactlyZero(Cancellation.scale(side));
    Expr shift =
        nothing
            ? Expressions.ONE
            : Expressions.times(
                Mutations.percent(subject.claim().discrepancy()), Cancellation.scale(side));
    boolean killed = integration.refutes(new Equality(side, shift));
    return Optional.of(
        new Mutant(
            nothing ? "0 replaced by 1" : "0 replaced by a part of what cancels",
            WolframWriter.write(shift),
            killed,
            false));
  }
}
