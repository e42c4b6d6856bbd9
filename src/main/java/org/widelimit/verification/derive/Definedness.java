package org.widelimit.verification.derive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.Regularity;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.functions.Need.Kind;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.point.CandidatePoints;

/**
 * Where the sides of a claim are undefined on the domain that it declares: a derivation proves them
 * equal where both are defined, and says where they are not.
 *
 * <p>A part that must have a sign and is not proved to have it is tried at admissible points. Only
 * a point at which it fails, by exact arithmetic or by digits beyond their error, makes the claim
 * one that is undefined somewhere.
 */
public final class Definedness {

  static final Duration BUDGET_OF_A_SIGN = Duration.ofMillis(300);
  private static final int DIGITS = 30;
  private static final int MOST_SHOWN = 3;

  private final Subject subject;

  public Definedness(Subject subject) {
    this.subject = subject;
  }

  /**
   * Returns where a side is undefined on the declared domain, as the end of a sentence, or an empty
   * text where no such point was found.
   *
   * @param sides the sides of all relations of a claim
   */
  public String undefined(List<Expr> sides) {
    Assumptions assumptions = ClaimAssumptions.of(subject);
    Requirements requirements = new Requirements(subject.theorem());
    for (Expr side : sides) {
      requirements.collect(subject.activations().inline(Definitions.expand(side)), assumptions);
    }
    Set<String> where = new LinkedHashSet<>();
    for (Requirement requirement : requirements.all()) {
      if (where.size() < MOST_SHOWN && fails(requirement)) {
        where.add(requirement.words().isEmpty() ? text(failure(requirement)) : requirement.words());
      }
    }
    return String.join(" and for ", where);
  }

  static String text(Expr expr) {
    return WolframWriter.write(expr);
  }

  /** Returns where a requirement fails, with what has a minus on the other side. */
  private static Expr failure(Requirement requirement) {
    List<Expr> left = new ArrayList<>();
    List<Expr> right = new ArrayList<>();
    Expr part = requirement.part();
    for (Expr term : part.isCall("Plus") ? ((Call) part).args() : List.of(part)) {
      Num factor = term instanceof Num number ? number : Expressions.coefficient(term);
      if (part.isCall("Plus") && factor.signum() < 0) {
        right.add(Expressions.negate(term));
      } else {
        left.add(term);
      }
    }
    String relation =
        switch (requirement.kind()) {
          case POSITIVE -> "LessEqual";
          case NONNEGATIVE -> "Less";
          case NONZERO -> "Equal";
        };
    return Expressions.call(relation, Expressions.plus(left), Expressions.plus(right));
  }

  private static boolean fails(Requirement requirement) {
    Expr part = requirement.part();
    if (!Elementary.isFormula(part)
        || requirement.isMetBy(new SignDecider(requirement.where(), BUDGET_OF_A_SIGN).of(part))) {
      return false;
    }
    Set<String> names = new TreeSet<>(part.symbols());
    names.removeAll(Assumptions.CONSTANTS);
    if (!requirement.where().domains().keySet().containsAll(names)) {
      return false; // a word of the vocabulary, such as the number of inputs
    }
    List<Map<String, Num>> points = CandidatePoints.of(part, requirement.where(), names);
    return points.stream().anyMatch(point -> fails(requirement, point))
        || (requirement.kind() == Kind.NONZERO
            && !requirement.averaged()
            && changesSign(part, names, requirement.where(), points));
  }

  /** Whether a continuous part has both signs on a box of real numbers: then it is 0 between. */
  private static boolean changesSign(
      Expr part, Set<String> names, Assumptions where, List<Map<String, Num>> points) {
    SignDecider signs = new SignDecider(where, BUDGET_OF_A_SIGN);
    boolean box =
        where.constraints().stream().allMatch(c -> c.symbols().stream().noneMatch(names::contains))
            && names.stream().noneMatch(name -> where.domain(name).integer())
            && names.stream().allMatch(name -> new Regularity(name, signs).isContinuous(part));
    return box
        && points.stream()
                .map(point -> HighPrecision.estimate(part, point, DIGITS))
                .flatMap(Optional::stream)
                .filter(HighPrecision.Estimate::isNonzero)
                .map(estimate -> estimate.value().signum())
                .distinct()
                .count()
            == 2;
  }

  private static boolean fails(Requirement requirement, Map<String, Num> point) {
    Expr value = CandidatePoints.at(requirement.part(), point);
    if (value instanceof Num number) {
      boolean edge = number.signum() == 0 && requirement.averaged();
      return !edge && requirement.isViolatedBy(number.signum());
    }
    return requirement.kind() != Kind.NONZERO
        && HighPrecision.estimate(value, Map.of(), DIGITS)
            .filter(HighPrecision.Estimate::isNonzero)
            .filter(estimate -> estimate.value().signum() < 0)
            .isPresent();
  }
}
