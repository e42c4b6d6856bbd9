package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.inequality.InequalityProof;
import org.widelimit.verification.enclose.DomainCheck;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.trial.EnclosedWitness;
import org.widelimit.verification.trial.Integration;
import org.widelimit.verification.trial.NamedPoints;
import org.widelimit.verification.trial.Order;
import org.widelimit.verification.trial.PointTable;
import org.widelimit.verification.trial.TrialSource;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Rung;

/**
 * Inequalities: a proof of the sign of the difference ({@link InequalityProof}), a search for a
 * violation ({@link InequalitySearch}), and enclosures of the whole domain. A point counts for the
 * claim where the sides are apart by more than their errors, or equal within small ones under
 * {@code <=}.
 */
final class InequalityCheck {

  private static final int SAMPLE = 8;

  /** Points at jumps that enclosures look at. */
  private static final int MOST_SWITCHES = 4;

  /** Points that the search may look at where sides are formulas, and where they are not. */
  private static final int CHEAP = 3000;

  private static final int COSTLY = 100;

  private final Subject subject;

  InequalityCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(InequalityClaim claim) {
    List<Evidence> evidence = new ArrayList<>();
    boolean proved = false;
    if (subject.climbs(Rung.DERIVE)) {
      Evidence.Derived derived = new InequalityProof(subject).derive(claim);
      proved = derived.proved();
      evidence.add(derived);
    }
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(evidence, Controls.NONE, null);
    }
    TrialSource source = TrialSource.of(subject, claim.sides());
    int points = subject.options().budget().points();
    Integration integration =
        new Integration(source, claim.discrepancy(), subject.streams(), points);
    integration.addNamed(NamedPoints.most(source, points), differences(claim));
    if (source.isOfNumbers()) {
      integration.addAll(
          new InequalitySearch(
                  integration,
                  trial -> order(claim, trial, integration),
                  source.isOfFormulas() ? CHEAP : COSTLY)
              .lowest());
    }
    Evidence.Integrated seen = examine(claim, integration);
    if (seen.points() == 0) {
      source.requireTime();
    }
    evidence.add(seen);
    source.twoRoutes().ifPresent(evidence::add);
    boolean open = seen.witness() == null && seen.points() > 0;
    if (open && !proved && source.isOfNumbers() && subject.lost().parts().isEmpty()) {
      Evidence.Enclosed enclosed = new DomainCheck(subject).inequality(claim);
      evidence.add(enclosed);
      open = enclosed.witness() == null;
    }
    return new Findings(evidence, open ? controls(claim, integration) : Controls.NONE, null);
  }

  private static List<Expr> differences(InequalityClaim claim) {
    List<Expr> differences = new ArrayList<>();
    for (int i = 0; i + 1 < claim.sides().size(); i++) {
      differences.add(Expressions.minus(claim.sides().get(i), claim.sides().get(i + 1)));
    }
    return differences;
  }

  private static Order order(InequalityClaim claim, Trial trial, Integration integration) {
    return Order.of(claim.sides(), claim.relations(), trial, integration);
  }

  private static Evidence.Integrated examine(InequalityClaim claim, Integration integration) {
    List<Point> points = new ArrayList<>();
    List<Order> failing = new ArrayList<>();
    List<Order> open = new ArrayList<>();
    PointTable.LostSizes sizes = new PointTable.LostSizes();
    Order closest = null;
    List<Trial> trials = integration.trials();
    for (int i = 0; i < trials.size(); i++) {
      if (i >= SAMPLE && integration.isCostly()) {
        // What the search has evaluated costs nothing more, and may be what fails.
        trials
            .subList(i, trials.size())
            .removeIf(trial -> !integration.knows(trial, claim.sides()));
        if (i == trials.size()) {
          break;
        }
      }
      Order order = order(claim, trials.get(i), integration);
      Agreement agreement = order.agreement();
      boolean lost = agreement == Agreement.UNDECIDED || agreement == Agreement.UNDEFINED;
      if (agreement == Agreement.UNDECIDED) {
        open.add(order);
      }
      if (lost && !integration.isDrawn(i) && !order.isUndefined()) {
        continue;
      }
      points.add(order.point());
      sizes.add(trials.get(i).size(), agreement, order.point().why());
      if (agreement == Agreement.DIFFER) {
        failing.add(order);
      } else if (agreement == Agreement.AGREE && (closest == null || order.gap() < closest.gap())) {
        closest = order;
      }
    }
    Witness witness =
        failing.stream()
            .min(
                Comparator.comparing(Order::grade)
                    .thenComparing(order -> order.trial().size())
                    .thenComparing(order -> order.gap() > -claim.discrepancy())
                    .thenComparing(order -> order.trial().orders())
                    .thenComparing(Order::gap))
            .map(order -> simplest(claim, order, integration).witness(integration.source()))
            .or(() -> atSwitches(open, integration.source()))
            .orElse(null);
    if (witness == null && integration.source().hasSizes()) {
      sizes.require();
    }
    int undefined = count(points, Agreement.UNDEFINED);
    int undecided = count(points, Agreement.UNDECIDED);
    int counted = points.size() - undefined - undecided;
    return new Evidence.Integrated(
        counted,
        undefined,
        undecided,
        Double.NaN,
        Double.NaN,
        witness,
        points.stream()
            .sorted(Comparator.comparing(point -> point.agreement() == Agreement.AGREE))
            .limit(SAMPLE)
            .toList(),
        summary(witness, failing.size(), closest, counted));
  }

  /** At a jump doubles say nothing, but exact numbers do. */
  private static Optional<Witness> atSwitches(List<Order> open, TrialSource source) {
    return source.isOfNumbers()
        ? open.stream()
            .filter(order -> source.isAtSwitch(order.sides(), order.trial()))
            .limit(MOST_SWITCHES)
            .flatMap(
                order ->
                    EnclosedWitness.violates(order.sides(), order.relation(), order.trial(), source)
                        .stream())
            .findFirst()
        : Optional.empty();
  }

  private static Order simplest(InequalityClaim claim, Order order, Integration integration) {
    Trial best =
        integration.simplest(
            order.trial(),
            moved -> {
              Order there = order(claim, moved, integration);
              return there.agreement() == Agreement.DIFFER && there.grade() == order.grade();
            });
    return order(claim, best, integration);
  }

  private static int count(List<Point> points, Agreement agreement) {
    return (int) points.stream().filter(point -> point.agreement() == agreement).count();
  }

  private static String summary(
      @Nullable Witness witness, int failing, @Nullable Order closest, int counted) {
    if (witness != null) {
      return String.format(
          Locale.ROOT,
          "violated: the left side is %.6g and the right side %.6g at one of %d points; %s",
          witness.left(),
          witness.right(),
          counted,
          failing <= 1 ? "it holds at the others" : failing + " violate it");
    }
    if (closest == null) {
      return "no point decides the inequality";
    }
    Point point = closest.point();
    boolean equal = Math.abs(point.left() - point.right()) <= point.error();
    return "holds at "
        + counted
        + " points; at the closest "
        + (equal
            ? String.format(Locale.ROOT, "both sides are %.6g", point.left())
            : String.format(
                    Locale.ROOT,
                    "the left side is %.6g and the right side %.6g",
                    point.left(),
                    point.right())
                + (point.left() == 0 || point.right() == 0
                    ? ""
                    : String.format(Locale.ROOT, ", %.2g %% apart", 100 * closest.gap())));
  }

  /** Every relation reversed, and tightened at its closest point, must be refuted. */
  private Controls controls(InequalityClaim claim, Integration integration) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < claim.relations().size(); i++) {
      Relation relation = claim.relations().get(i);
      Equality pair = new Equality(claim.sides().get(i), claim.sides().get(i + 1));
      Relation reversed = relation.isRising() ? Relation.GREATER : Relation.LESS;
      mutants.add(
          new Mutant(
              "reversed relation",
              text(pair, reversed),
              integration.trials().stream()
                  .anyMatch(
                      trial ->
                          Order.of(pair, reversed, trial, integration).agreement()
                              == Agreement.DIFFER),
              false));
      mutants.add(tightened(pair, relation, integration));
    }
    return Controls.of(mutants);
  }

  /** The closest point must show it, if the sides come closer by a little more than they are. */
  private Mutant tightened(Equality pair, Relation relation, Integration integration) {
    Order closest =
        integration.trials().stream()
            .map(trial -> Order.of(pair, relation, trial, integration))
            .filter(order -> order.agreement() == Agreement.AGREE)
            .min(Comparator.comparingDouble(Order::gap))
            .orElse(null);
    if (closest == null) {
      return new Mutant("tightened at its closest point", text(pair, relation), false, false);
    }
    Point point = closest.point();
    double size =
        Math.max(
            Math.max(Math.abs(point.left()), Math.abs(point.right())),
            Math.max(
                integration.scale(closest.trial(), pair.left()),
                integration.scale(closest.trial(), pair.right())));
    double shift = Math.abs(point.left() - point.right()) + subject.claim().discrepancy() * size;
    boolean killed = shift - Math.abs(point.left() - point.right()) > point.error();
    return new Mutant(
        "tightened at its closest point",
        String.format(
            Locale.ROOT,
            relation.isRising() ? "%s + %.6g %s %s" : "%s - %.6g %s %s",
            WolframWriter.write(pair.left()),
            shift,
            relation.operator(),
            WolframWriter.write(pair.right())),
        killed,
        size == 0);
  }

  private static String text(Equality pair, Relation relation) {
    return WolframWriter.write(pair.left())
        + " "
        + relation.operator()
        + " "
        + WolframWriter.write(pair.right());
  }
}
