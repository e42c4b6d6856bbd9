package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.gaussian.Bounded;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;
import org.widelimit.verification.Controls.Mutant;
import org.widelimit.verification.Evidence.Agreement;
import org.widelimit.verification.Evidence.Point;
import org.widelimit.verification.Evidence.Witness;

/**
 * Asymptotic forms: the ratio of both sides at growing indices, extrapolated, at several points.
 *
 * <p>A claim is refuted where the ratio tends to another number than 1, or grows or falls like a
 * power; it holds where the ratio tends to 1 to within half the discrepancy. Where the
 * extrapolation can tell neither, the claim stays open.
 */
final class AsymptoticCheck {

  private static final int TRIALS = 2;

  private static final int MUTANTS = 6;

  private final Subject subject;

  AsymptoticCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(AsymptoticClaim claim) {
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(List.of(), Controls.NONE, null);
    }
    List<AsymptoticRatio> ratios = new ArrayList<>();
    for (Trial trial : trials(claim)) {
      AsymptoticRatio ratio = AsymptoticRatio.of(claim, trial, subject.options().budget());
      ratios.add(ratio);
      if (ratio.refutes()) {
        return new Findings(List.of(refuted(claim, ratio)), Controls.NONE, null);
      }
    }
    Evidence.Integrated seen = evidence(claim, ratios);
    boolean open = ratios.stream().anyMatch(ratio -> !ratio.agrees());
    return new Findings(List.of(seen), open ? Controls.NONE : controls(claim, ratios.get(0)), null);
  }

  private List<Trial> trials(AsymptoticClaim claim) {
    TrialSource source = TrialSource.ofNumbers(subject, List.of(claim.of(), claim.like()));
    RandomGenerator random = subject.streams().child("point").generator();
    List<Trial> trials = new ArrayList<>();
    int wanted = source.isOnePoint() ? 1 : TRIALS;
    for (int i = 0; i < wanted; i++) {
      trials.add(
          source
              .draw(random)
              .orElseThrow(() -> new UndefinedValueException("no admissible point was found")));
    }
    return trials;
  }

  private static Evidence.Integrated refuted(AsymptoticClaim claim, AsymptoticRatio ratio) {
    String text = "the ratio " + ratio.words();
    Bounded limit = ratio.limit();
    return new Evidence.Integrated(
        ratio.points(claim, Agreement.DIFFER).size(),
        0,
        Math.abs(limit.value() - 1),
        0,
        new Witness(ratio.trial().values(), limit.value(), 1, limit.error(), text),
        ratio.points(claim, Agreement.DIFFER),
        text);
  }

  private static Evidence.Integrated evidence(AsymptoticClaim claim, List<AsymptoticRatio> ratios) {
    List<Point> points = new ArrayList<>();
    int agreeing = 0;
    int open = 0;
    double miss = 0;
    double bound = 0;
    AsymptoticRatio worst = ratios.get(0);
    for (AsymptoticRatio ratio : ratios) {
      Agreement agreement = ratio.agrees() ? Agreement.AGREE : Agreement.UNDECIDED;
      List<Point> seen = ratio.points(claim, agreement);
      points.addAll(seen);
      agreeing += ratio.agrees() ? seen.size() : 0;
      open += ratio.agrees() ? 0 : seen.size();
      miss = Math.max(miss, Math.abs(ratio.limit().value() - 1));
      if (ratio.limit().error() > bound) {
        bound = ratio.limit().error();
        worst = ratio;
      }
    }
    String text = "the ratio " + worst.words();
    return new Evidence.Integrated(
        open > 0 ? 0 : agreeing,
        0,
        open,
        miss,
        Math.max(0, -Math.log10(Math.max(1e-17, miss + bound))),
        null,
        points,
        open > 0 ? text + ", too wide to tell" : text);
  }

  private Controls controls(AsymptoticClaim claim, AsymptoticRatio ratio) {
    List<Mutant> mutants = new ArrayList<>();
    for (Mutations.Mutation mutation : Mutations.of(claim.like(), claim.discrepancy(), MUTANTS)) {
      Expr formula = mutation.formula();
      Optional<AsymptoticRatio> wrong = tried(() -> ratio.withLike(formula));
      if (wrong.isPresent()) {
        boolean killed = wrong.get().refutes();
        mutants.add(
            new Mutant(
                mutation.description(),
                WolframWriter.write(formula),
                killed,
                !killed && ratio.sameForm(formula)));
      }
    }
    return Controls.of(mutants);
  }

  /** A mutant without a value says nothing. */
  private static Optional<AsymptoticRatio> tried(
      java.util.function.Supplier<AsymptoticRatio> make) {
    try {
      return Optional.of(make.get());
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }

  /** Says a number and its error in the words of the evidence. */
  static String number(Bounded value) {
    return String.format(
        Locale.ROOT, "%.6g with an error of at most %.1e", value.value(), value.error());
  }

  static Point point(Map<String, Double> values, Quantity of, Quantity like, Agreement agreement) {
    return new Point(values, of.value(), like.value(), of.error() + like.error(), agreement);
  }
}
