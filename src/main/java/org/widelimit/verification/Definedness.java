package org.widelimit.verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.HighPrecision;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.Regularity;
import org.widelimit.algebra.SignTest;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.verification.ClaimCheck.Subject;
import org.widelimit.verification.Requirement.Kind;

/**
 * Where the sides of a claim are undefined on the domain that it declares: a derivation proves them
 * equal where both are defined, and says where they are not.
 *
 * <p>A part that must have a sign and is not proved to have it is tried at admissible points. Only
 * a point at which it fails, by exact arithmetic or by digits beyond their error, makes the claim
 * one that is undefined somewhere.
 */
final class Definedness {

  private static final Duration BUDGET_OF_A_SIGN = Duration.ofMillis(300);
  private static final long SEED = 7;
  private static final int AT_RANDOM = 24;
  private static final int MOST_CORNERS = 64;
  private static final int DIGITS = 30;
  private static final int MOST_SHOWN = 3;

  private static final List<Num> SPECIAL =
      List.of(Expressions.ZERO, Expressions.ONE, Expressions.MINUS_ONE);

  private final Subject subject;

  Definedness(Subject subject) {
    this.subject = subject;
  }

  /**
   * Returns where a side is undefined on the declared domain, as the end of a sentence, or an empty
   * text where no such point was found.
   *
   * @param sides the sides of all relations of a claim
   */
  String undefined(List<Expr> sides) {
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
        || requirement
            .kind()
            .isMetBy(new SignTest(requirement.where(), BUDGET_OF_A_SIGN).of(part))) {
      return false;
    }
    Set<String> names = new TreeSet<>(part.symbols());
    names.removeAll(Assumptions.CONSTANTS);
    if (!requirement.where().domains().keySet().containsAll(names)) {
      return false; // a word of the vocabulary, such as the number of inputs
    }
    List<Map<String, Num>> points =
        points(requirement, names).stream().filter(requirement.where()::admits).toList();
    return points.stream().anyMatch(point -> fails(requirement, point))
        || (requirement.kind() == Kind.NONZERO
            && !requirement.averaged()
            && changesSign(part, names, requirement.where(), points));
  }

  /** Whether a continuous part has both signs on a box of real numbers: then it is 0 between. */
  private static boolean changesSign(
      Expr part, Set<String> names, Assumptions where, List<Map<String, Num>> points) {
    SignTest signs = new SignTest(where, BUDGET_OF_A_SIGN);
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
    Expr value = at(requirement.part(), point);
    if (value instanceof Num number) {
      boolean edge = number.signum() == 0 && requirement.averaged();
      return !edge && requirement.kind().isViolatedBy(number.signum());
    }
    return requirement.kind() != Kind.NONZERO
        && HighPrecision.estimate(value, Map.of(), DIGITS)
            .filter(HighPrecision.Estimate::isNonzero)
            .filter(estimate -> estimate.value().signum() < 0)
            .isPresent();
  }

  private static Expr at(Expr part, Map<String, Num> point) {
    Expr value = part;
    for (Map.Entry<String, Num> entry : point.entrySet()) {
      value = value.substitute(entry.getKey(), entry.getValue());
    }
    return value;
  }

  /** Points at random, at ends and at small numbers, and where the part is 0 along a symbol. */
  private static List<Map<String, Num>> points(Requirement requirement, Set<String> names) {
    Assumptions where = requirement.where();
    SplittableRandom random = new SplittableRandom(SEED);
    List<Map<String, Num>> points = new ArrayList<>();
    for (int i = 0; i < AT_RANDOM; i++) {
      where.sample(names, random).ifPresent(points::add);
    }
    List<Map<String, Num>> corners = new ArrayList<>(List.of(Map.of()));
    Set<String> all = new TreeSet<>(names);
    where.constraints().forEach(constraint -> all.addAll(constraint.symbols()));
    all.removeAll(Assumptions.CONSTANTS);
    for (String name : all) {
      List<Map<String, Num>> longer = new ArrayList<>();
      for (Map<String, Num> corner : corners) {
        for (Num value : special(where.domain(name), random)) {
          Map<String, Num> more = new LinkedHashMap<>(corner);
          more.put(name, value);
          longer.add(more);
        }
      }
      corners = longer.subList(0, Math.min(MOST_CORNERS, longer.size()));
    }
    points.addAll(corners);
    for (Map<String, Num> point : List.copyOf(points)) {
      names.forEach(name -> zero(requirement.part(), point, name).ifPresent(points::add));
    }
    return points;
  }

  private static List<Num> special(Interval domain, SplittableRandom random) {
    Set<Num> values = new LinkedHashSet<>();
    domain.lower().filter(domain::contains).ifPresent(values::add);
    domain.upper().filter(domain::contains).ifPresent(values::add);
    SPECIAL.stream().filter(domain::contains).forEach(values::add);
    if (values.isEmpty()) {
      values.add(domain.sample(random));
    }
    return List.copyOf(values);
  }

  /** Moves a point to where a part that is linear in a symbol is 0. */
  private static Optional<Map<String, Num>> zero(Expr part, Map<String, Num> point, String name) {
    Map<String, Num> others = new LinkedHashMap<>(point);
    others.remove(name);
    return Affine.of(at(part, others), Expressions.sym(name))
        .filter(line -> line.slope() instanceof Num slope && slope.signum() != 0)
        .map(line -> Expressions.negate(Expressions.divide(line.rest(), line.slope())))
        .filter(Num.class::isInstance)
        .map(
            root -> {
              others.put(name, (Num) root);
              return others;
            });
  }
}
