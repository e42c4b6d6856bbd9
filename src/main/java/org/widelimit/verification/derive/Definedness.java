package org.widelimit.verification.derive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.AsWritten;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.Regularity;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.functions.Need.Kind;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.theorem.Claim;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Lost;
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
    Set<String> where = new LinkedHashSet<>(subject.lost().where());
    List<Requirement> told = new ArrayList<>();
    for (Requirement requirement : requirements(sides).all()) {
      if (where.size() < MOST_SHOWN
          && told.stream().noneMatch(requirement::isPartOf)
          && fails(requirement)) {
        told.add(requirement);
        where.add(words(requirement));
      }
    }
    return String.join(" and for ", where);
  }

  /**
   * Returns where the claim as it is written is undefined, by what cancels when it is brought into
   * canonical form: there the canonical form is no longer what the claim says.
   */
  public Lost lost() {
    List<Expr> written = subject.claim().header().asWritten();
    if (written.isEmpty()) {
      return Lost.NOTHING;
    }
    Assumptions assumptions = ClaimAssumptions.of(subject);
    Requirements requirements = AsWritten.of(() -> requirements(written));
    Set<String> where = new LinkedHashSet<>();
    Set<Expr> conditions = new LinkedHashSet<>();
    String nothing = "";
    for (Requirement requirement : requirements.all()) {
      if (fails(requirement)) {
        where.add(words(requirement));
        if (requirement.averaged() && requirement.kind() != Kind.NONZERO) {
          nothing =
              "the claim has no value: as it is written, an average in it is of what is undefined"
                  + " for "
                  + words(requirement);
        }
        if (requirement.isCondition(assumptions)) {
          conditions.add(requirement.condition());
        }
      }
    }
    if (nothing.isEmpty() && !where.isEmpty() && mustGoThrough()) {
      nothing = "as it is written, the claim is undefined for " + String.join(" and for ", where);
    }
    Set<Expr> parts = new LinkedHashSet<>();
    written.forEach(formula -> parts(formula, Set.of(), parts));
    parts.removeIf(
        part -> subject.claim().statement().stream().anyMatch(side -> side.contains(part)));
    return new Lost(
        where.stream().limit(MOST_SHOWN).toList(),
        List.copyOf(conditions),
        List.copyOf(parts),
        nothing);
  }

  /** A solution is one where nothing on the way to a point is undefined. */
  private boolean mustGoThrough() {
    return subject.claim() instanceof Claim.OdeClaim
        || subject.claim() instanceof Claim.RecursionClaim;
  }

  /** Collects what has a value or none of its own, and depends on no bound variable. */
  private static void parts(Expr expr, Set<String> bound, Set<Expr> parts) {
    if (!(expr instanceof Call call)) {
      return;
    }
    if (!Elementary.isElementary(call)
        && !call.isCall("List")
        && call.symbols().stream().noneMatch(bound::contains)) {
      parts.add(call.transform(node -> node));
    }
    Set<String> inside = new LinkedHashSet<>(bound);
    inside.addAll(Binders.bound(call));
    call.args().forEach(arg -> parts(arg, inside, parts));
  }

  private Requirements requirements(List<Expr> sides) {
    Requirements requirements = new Requirements(subject.theorem());
    Assumptions assumptions = ClaimAssumptions.of(subject);
    for (Expr side : sides) {
      Expr formula = subject.activations().inline(Definitions.expand(side));
      AsWritten.canonical(
          () -> {
            requirements.collect(formula, assumptions);
            return requirements;
          });
    }
    return requirements;
  }

  private static String words(Requirement requirement) {
    return requirement.words().isEmpty() ? text(failure(requirement)) : requirement.words();
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

  private boolean fails(Requirement requirement) {
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
    List<Map<String, Num>> points =
        CandidatePoints.of(part, requirement.where(), names, subject.seed("definedness"));
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
    Optional<Expr> known = CandidatePoints.at(requirement.part(), point);
    if (known.isPresent() && known.get() instanceof Num number) {
      boolean edge = number.signum() == 0 && requirement.averaged();
      return !edge && requirement.isViolatedBy(number.signum());
    }
    return requirement.kind() != Kind.NONZERO
        && known
            .flatMap(value -> HighPrecision.estimate(value, Map.of(), DIGITS))
            .filter(HighPrecision.Estimate::isNonzero)
            .filter(estimate -> estimate.value().signum() < 0)
            .isPresent();
  }
}
