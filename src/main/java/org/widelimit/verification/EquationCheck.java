package org.widelimit.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;
import org.widelimit.verification.Controls.Mutant;

/** Equations: derivation, numbers at points, mutants of the claimed side, repair. */
final class EquationCheck {

  /** Mutants beside the two factors, for each side. */
  private static final int MUTANTS = 8;

  private final Subject subject;

  EquationCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(List<Equality> equalities) {
    List<Evidence> evidence = new ArrayList<>();
    Derivation derivation = new Derivation(subject);
    if (subject.climbs(Rung.DERIVE)) {
      evidence.add(derivation.derive(equalities));
    }
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(evidence, Controls.NONE, null);
    }
    List<Expr> formulas = new ArrayList<>();
    equalities.forEach(equality -> formulas.addAll(List.of(equality.left(), equality.right())));
    TrialSource source = TrialSource.of(subject, formulas);
    Integration integration =
        new Integration(
            source,
            subject.claim().discrepancy(),
            subject.streams(),
            source.isOnePoint() ? 1 : subject.options().budget().points());
    Evidence.Integrated seen = examine(equalities, integration, derivation);
    if (seen.points() == 0) {
      source.requireTime();
    }
    evidence.add(seen);
    if (seen.witness() != null) {
      Optional<String> repair =
          equalities.stream()
              .filter(integration::refutes)
              .findFirst()
              .flatMap(refuted -> new Repair(integration).propose(refuted, source.symbols()));
      return new Findings(evidence, Controls.NONE, repair.orElse(null));
    }
    Controls controls =
        seen.points() == 0 ? Controls.NONE : controls(equalities, integration, derivation);
    return new Findings(evidence, controls, null);
  }

  /** Looks at what the derivation left open: where it saw a difference, and to fifty digits. */
  private Evidence.Integrated examine(
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
    Evidence.Integrated seen = integration.examine(equalities);
    return seen.witness() != null || seen.points() == 0
        ? seen
        : new PreciseExamination(integration, ClaimAssumptions.of(subject))
            .examine(seen, equalities, formulas);
  }

  private Controls controls(
      List<Equality> equalities, Integration integration, Derivation derivation) {
    List<Mutant> mutants = new ArrayList<>();
    for (Equality equality : equalities) {
      // A definition of a word by itself has nothing to mutate: J := J.
      if (equality.left().equals(equality.right())) {
        continue;
      }
      for (Mutations.Mutation mutation :
          Mutations.of(equality.right(), subject.claim().discrepancy(), MUTANTS)) {
        Equality mutated = equality.withRight(mutation.formula());
        boolean killed = integration.refutes(mutated);
        boolean hasValue =
            killed
                || integration.trials().stream()
                    .anyMatch(
                        trial ->
                            integration.compare(mutated, trial).agreement()
                                != Evidence.Agreement.UNDEFINED);
        if (hasValue) {
          boolean equivalent =
              !killed && derivation.equivalent(new Equality(equality.right(), mutation.formula()));
          mutants.add(
              new Mutant(
                  mutation.description(),
                  WolframWriter.write(mutation.formula()),
                  killed,
                  equivalent));
        }
      }
    }
    return Controls.of(mutants);
  }
}
