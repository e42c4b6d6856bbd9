package org.widelimit.enclosure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Interval;
import org.widelimit.enclosure.Outcome.Decision;
import org.widelimit.enclosure.box.Effort;

/**
 * Decides claims on a whole domain by branch and bound over boxes of its symbols.
 *
 * <p>A box on which the enclosures of the sides show the claim is done, a point at which they
 * exclude it refutes the claim, and any other box is divided, within a time of the processor.
 */
public final class DomainSearch {

  private final Region region;
  private final Duration processor;

  /**
   * Creates the search.
   *
   * @param region the domain
   * @param processor the time of the processor that one claim may take
   */
  public DomainSearch(Region region, Duration processor) {
    this.region = region;
    this.processor = processor;
  }

  /** Decides whether two sides are equal at every point of the domain. */
  public Outcome equation(Expr left, Expr right) {
    return search(new Claim(left, right, Claim.Kind.EQUAL));
  }

  /**
   * Decides whether one side is at most, or below, the other at every point of the domain.
   *
   * @param strict whether equality counts against the claim
   */
  public Outcome inequality(Expr smaller, Expr larger, boolean strict) {
    return search(new Claim(smaller, larger, strict ? Claim.Kind.LESS : Claim.Kind.LESS_EQUAL));
  }

  private Outcome search(Claim claim) {
    List<Expr> formulas = new ArrayList<>(List.of(claim.left(), claim.right()));
    formulas.addAll(region.conditions());
    Map<String, Interval> domains = new LinkedHashMap<>();
    Assumptions assumptions = new Assumptions(region.domains(), region.conditions());
    for (String name : region.domains().keySet()) {
      domains.put(name, assumptions.narrowed(name));
    }
    Effort effort = new Effort(processor);
    List<Outcome> outcomes = new ArrayList<>();
    boolean admissible = false;
    for (Cells.Cell cell : Cells.of(domains, formulas)) {
      BranchAndBound search = new BranchAndBound(questions(cell, claim, effort));
      Outcome outcome = search.run();
      admissible |= search.isAdmissible();
      if (outcome.decision() == Decision.FAILS) {
        return outcome;
      }
      outcomes.add(outcome);
    }
    return outcomes.size() == 1 ? outcomes.get(0) : Outcome.ofAll(outcomes, admissible);
  }

  private Questions questions(Cells.Cell cell, Claim claim, Effort effort) {
    List<Expr> formulas = cell.formulas();
    Set<String> rooted = Roots.of(formulas, cell.domains());
    List<Variable> variables = new ArrayList<>();
    cell.domains()
        .forEach(
            (name, domain) -> variables.add(new Variable(name, domain, rooted.contains(name))));
    List<Expr> changed = formulas.stream().map(each -> Roots.replaced(each, rooted)).toList();
    return new Questions(
        variables,
        new Claim(changed.get(0), changed.get(1), claim.kind()),
        changed.subList(2, changed.size()),
        claim,
        region.conditions(),
        cell.fixed(),
        effort);
  }
}
