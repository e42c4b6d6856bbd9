package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;
import org.widelimit.verification.Controls.Mutant;
import org.widelimit.verification.Evidence.Agreement;
import org.widelimit.verification.Evidence.Point;
import org.widelimit.verification.Evidence.Witness;

/**
 * Asymptotic forms: the ratio of both sides along indices that double, extrapolated. For a ratio
 * {@code 1 + a l^-s} with any s the differences of neighbours fall by a constant factor, which
 * Aitken's process removes; the change from one extrapolation to the next bounds what is left.
 */
final class AsymptoticCheck {

  private static final int FIRST = 4;
  private static final int DOUBLINGS = 8;

  /** Safety over the last change of the extrapolation, for logarithms among the corrections. */
  private static final double SAFETY = 4;

  private static final int MUTANTS = 4;

  private final Subject subject;

  AsymptoticCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(AsymptoticClaim claim) {
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(List.of(), Controls.NONE, null);
    }
    TrialSource source =
        new TrialSource(
            subject.theorem(),
            claim,
            List.of(claim.of(), claim.like()),
            subject.activations(),
            new KernelWords());
    Trial trial =
        source
            .draw(subject.streams().child("point").generator())
            .orElseThrow(() -> new UndefinedValueException("no admissible point was found"));
    List<Double> values = new ArrayList<>();
    for (int k = 0; k <= DOUBLINGS; k++) {
      values.add(at(claim, claim.of(), trial, FIRST << k));
    }
    Extrapolation ratio = ratio(claim, claim.like(), trial, values);
    List<Point> points = new ArrayList<>();
    for (int k = 0; k <= DOUBLINGS; k++) {
      points.add(
          new Point(
              Map.of(claim.variable(), (double) (FIRST << k)),
              values.get(k),
              at(claim, claim.like(), trial, FIRST << k),
              Math.abs(values.get(k)) * ratio.error,
              Agreement.UNDECIDED));
    }
    double miss = Math.abs(ratio.limit - 1);
    boolean differs = miss > ratio.error;
    boolean sharp = ratio.error <= claim.discrepancy();
    String text =
        String.format(
            Locale.ROOT,
            "the ratio tends to %.6f, extrapolated with an error of at most %.2g",
            ratio.limit,
            ratio.error);
    Witness witness =
        differs ? new Witness(trial.values(), ratio.limit, 1, ratio.error, text) : null;
    Evidence.Integrated seen =
        new Evidence.Integrated(
            differs || sharp ? points.size() : 0,
            differs || sharp ? 0 : points.size(),
            miss,
            Math.max(0, -Math.log10(Math.max(1e-17, miss + ratio.error))),
            witness,
            points,
            text);
    return new Findings(
        List.of(seen), differs || !sharp ? Controls.NONE : controls(claim, trial, values), null);
  }

  private Controls controls(AsymptoticClaim claim, Trial trial, List<Double> values) {
    List<Mutant> mutants = new ArrayList<>();
    double visible = 2 * claim.discrepancy();
    for (Mutations.Mutation mutation : Mutations.of(claim.like(), visible, MUTANTS)) {
      Optional<Extrapolation> ratio = tried(claim, mutation.formula(), trial, values);
      if (ratio.isPresent()) {
        boolean killed =
            !(Math.abs(ratio.get().limit - 1) <= ratio.get().error)
                || !Double.isFinite(ratio.get().limit);
        mutants.add(
            new Mutant(
                mutation.description(), WolframWriter.write(mutation.formula()), killed, false));
      }
    }
    return Controls.of(mutants);
  }

  private static Optional<Extrapolation> tried(
      AsymptoticClaim claim, Expr like, Trial trial, List<Double> values) {
    try {
      return Optional.of(ratio(claim, like, trial, values));
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }

  private static double at(AsymptoticClaim claim, Expr expr, Trial trial, int index) {
    return trial.evaluator().with(claim.variable(), Quantity.of(index)).evaluate(expr).value();
  }

  private static Extrapolation ratio(
      AsymptoticClaim claim, Expr like, Trial trial, List<Double> values) {
    double[] ratios = new double[values.size()];
    for (int k = 0; k < ratios.length; k++) {
      ratios[k] = values.get(k) / at(claim, like, trial, FIRST << k);
    }
    return Extrapolation.of(ratios);
  }

  /**
   * A limit of a sequence.
   *
   * @param limit the extrapolated limit
   * @param error a bound on what it is off
   */
  private record Extrapolation(double limit, double error) {
    static Extrapolation of(double[] sequence) {
      int last = sequence.length - 1;
      double newer = aitken(sequence, last);
      double older = aitken(sequence, last - 1);
      double rounding = 1e-12 * Math.abs(newer);
      return new Extrapolation(newer, SAFETY * Math.abs(newer - older) + rounding);
    }

    private static double aitken(double[] x, int n) {
      double first = x[n - 1] - x[n - 2];
      double second = x[n] - x[n - 1];
      double change = second - first;
      return change == 0 ? x[n] : x[n] - second * second / change;
    }
  }
}
