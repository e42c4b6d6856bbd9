package org.widelimit.verification.claim;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.Theorem;

/** What a claim assumes of its symbols: their declared domains and its conditions. */
public final class ClaimAssumptions {

  private ClaimAssumptions() {}

  public static Assumptions of(Subject subject) {
    return of(subject.theorem(), subject.claim());
  }

  public static Assumptions of(Theorem theorem, Claim claim) {
    Map<String, Interval> domains = new LinkedHashMap<>();
    Set<String> numbers = new HashSet<>(Assumptions.CONSTANTS);
    theorem
        .symbols()
        .forEach(
            (name, symbol) -> {
              if (symbol.kind() == FunctionDeclaration.Values.REALS) {
                domains.put(name, interval(symbol.domain()));
                numbers.add(name);
              } else {
                domains.put(
                    symbol.kind() == FunctionDeclaration.Values.VECTORS
                        ? SpectralNames.componentOf(name)
                        : SpectralNames.eigenvalueOf(name),
                    interval(symbol.domain()));
              }
            });
    domains.put(
        SpectralNames.SIZE.name(),
        new Interval(Optional.of(Expressions.ONE), true, Optional.empty(), false, true));
    List<Expr> conditions =
        claim.where().stream()
            .filter(condition -> numbers.containsAll(condition.symbols()))
            .filter(Elementary::isFormula)
            .toList();
    return new Assumptions(domains, conditions);
  }

  private static Interval interval(Domain domain) {
    return new Interval(
        domain.lower(),
        domain.lowerClosed(),
        domain.upper(),
        domain.upperClosed(),
        domain.integer());
  }

  /**
   * Returns a symbol of the program's own for anything: neither does it occur in the expressions,
   * nor is anything assumed of it.
   */
  public static Sym fresh(String name, Assumptions assumptions, Expr... avoid) {
    Set<String> taken = new HashSet<>(assumptions.names());
    for (Expr expr : avoid) {
      taken.addAll(expr.symbols());
    }
    return InternalNames.fresh(name, taken);
  }

  /**
   * Returns what is assumed inside an expression: of a name that is bound somewhere, and of one
   * without a domain, no more than that it is real.
   *
   * @param assumptions what is assumed of free symbols
   * @param part the part whose symbols matter
   * @param bound the names bound around it or in it
   */
  public static Assumptions within(Assumptions assumptions, Expr part, Set<String> bound) {
    Map<String, Interval> domains = new LinkedHashMap<>();
    part.symbols().forEach(name -> domains.put(name, Interval.REALS));
    domains.putAll(assumptions.domains());
    bound.forEach(name -> domains.put(name, Interval.REALS));
    return new Assumptions(
        domains,
        assumptions.constraints().stream()
            .filter(constraint -> constraint.symbols().stream().noneMatch(bound::contains))
            .toList());
  }
}
