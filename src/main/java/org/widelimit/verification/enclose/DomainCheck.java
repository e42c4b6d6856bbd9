package org.widelimit.verification.enclose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.enclosure.DomainSearch;
import org.widelimit.enclosure.Outcome;
import org.widelimit.enclosure.Outcome.Counterexample;
import org.widelimit.enclosure.Outcome.Decision;
import org.widelimit.enclosure.Region;
import org.widelimit.numeric.interval.RealInterval;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.Relation;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.FreeSymbols;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.verdict.Evidence;

/**
 * Claims about numbers decided on the whole declared domain by enclosures. The declared sets and
 * the conditions count; the values that a file gives to try do not.
 */
public final class DomainCheck {

  private final Subject subject;

  public DomainCheck(Subject subject) {
    this.subject = subject;
  }

  /**
   * A relation between two sides.
   *
   * @param relation an order relation, or null for equality
   */
  private record Part(Expr left, @Nullable Relation relation, Expr right) {}

  /** Encloses both sides of every equality. */
  public Evidence.Enclosed equations(List<Equality> equalities) {
    return answer(
        equalities.stream()
            .map(each -> new Part(formula(each.left()), null, formula(each.right())))
            .toList());
  }

  /** Encloses the sides of every inequality. */
  public Evidence.Enclosed inequality(InequalityClaim claim) {
    List<Expr> sides = claim.sides().stream().map(this::formula).toList();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < claim.relations().size(); i++) {
      parts.add(new Part(sides.get(i), claim.relations().get(i), sides.get(i + 1)));
    }
    return answer(parts);
  }

  private Expr formula(Expr side) {
    return PointEnclosure.formula(side, subject.activations());
  }

  private Evidence.Enclosed answer(List<Part> parts) {
    Region region = region(parts);
    DomainSearch search =
        new DomainSearch(
            region, subject.options().budget().enclosure().dividedBy(Math.max(1, parts.size())));
    List<Outcome> outcomes = new ArrayList<>();
    for (Part part : parts) {
      Outcome outcome = decide(search, part);
      outcomes.add(outcome);
      if (outcome.decision() == Decision.FAILS) {
        return evidence(List.of(outcome), region);
      }
    }
    return evidence(outcomes, region);
  }

  private static Outcome decide(DomainSearch search, Part part) {
    Relation relation = part.relation();
    if (relation == null) {
      return search.equation(part.left(), part.right());
    }
    if (relation.isRising()) {
      return search.inequality(part.left(), part.right(), relation.isStrict());
    }
    Outcome turned = search.inequality(part.right(), part.left(), relation.isStrict());
    Counterexample witness = turned.witness();
    return witness == null ? turned : turned.withWitness(witness.turned());
  }

  private Region region(List<Part> parts) {
    Set<String> used = new TreeSet<>();
    for (Part part : parts) {
      used.addAll(FreeSymbols.of(part.left()));
      used.addAll(FreeSymbols.of(part.right()));
    }
    List<Expr> conditions = subject.claim().where().stream().map(this::formula).toList();
    conditions.forEach(condition -> used.addAll(FreeSymbols.of(condition)));
    Map<String, Interval> domains = new LinkedHashMap<>();
    for (SymbolDeclaration symbol : subject.theorem().symbols().values()) {
      if (symbol.kind() == FunctionDeclaration.Values.REALS && used.contains(symbol.name())) {
        domains.put(
            symbol.name(),
            new Interval(
                symbol.domain().lower(),
                symbol.domain().lowerClosed(),
                symbol.domain().upper(),
                symbol.domain().upperClosed(),
                symbol.domain().integer()));
      }
    }
    return new Region(domains, conditions);
  }

  private Evidence.Enclosed evidence(List<Outcome> outcomes, Region region) {
    int boxes = outcomes.stream().mapToInt(Outcome::boxes).sum();
    Outcome shown =
        outcomes.stream()
            .filter(outcome -> outcome.decision() != Decision.HOLDS)
            .findFirst()
            .orElseGet(() -> outcomes.get(outcomes.size() - 1));
    boolean covered = outcomes.stream().allMatch(outcome -> outcome.decision() == Decision.HOLDS);
    double epsilon = outcomes.stream().mapToDouble(Outcome::epsilon).reduce(0, Math::max);
    String undefined =
        Stream.concat(subject.lost().where().stream(), outcomes.stream().map(Outcome::undefined))
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Evidence.Enclosed(
        covered,
        covered ? epsilon : Double.NaN,
        boxes,
        text(region),
        shown.hardest(),
        undefined,
        witness(shown),
        shown.summary());
  }

  private static Evidence.@Nullable Witness witness(Outcome outcome) {
    Counterexample found = outcome.witness();
    if (found == null) {
      return null;
    }
    Map<String, Double> values = new LinkedHashMap<>();
    List<String> exact = new ArrayList<>();
    found
        .point()
        .forEach(
            (name, value) -> {
              values.put(name, value.doubleValue());
              if (!RealInterval.of(value.numerator(), value.denominator()).isPoint()) {
                exact.add(name + " = " + value + " exactly");
              }
            });
    RealInterval left = found.left();
    RealInterval right = found.right();
    double error = left.width() + right.width();
    String note =
        left.isBounded() && right.isBounded()
            ? ""
            : "the left side lies in " + left + ", the right side in " + right;
    return new Evidence.Witness(
        values,
        left.middle(),
        right.middle(),
        error,
        exact.isEmpty() ? note : String.join(", ", exact) + (note.isEmpty() ? "" : "; " + note));
  }

  private static String text(Region region) {
    List<String> parts = new ArrayList<>();
    region.domains().forEach((name, domain) -> parts.add(name + " in " + domain));
    region.conditions().forEach(condition -> parts.add(WolframWriter.write(condition)));
    return String.join(", ", parts);
  }
}
