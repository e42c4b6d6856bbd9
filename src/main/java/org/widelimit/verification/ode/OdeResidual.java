package org.widelimit.verification.ode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Switches;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.ode.TimedValues.Sides;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Witness;

/**
 * Both sides of an equation with the claimed solution put in, at many times of the whole interval,
 * and its initial value. This alone decides what a claimed solution is: that another solution
 * exists, or that an integration of the equation loses its way, says nothing against it.
 */
public final class OdeResidual {

  private static final int SAMPLE = 8;

  private final Subject subject;
  private final OdeProblem chosenFor;
  private final List<Expr> formulas;
  private final List<Trial> trials;
  private final List<OdeTimes> chosen = new ArrayList<>();

  /**
   * What was seen.
   *
   * @param points the points that count or say why none does, the telling ones first
   * @param compared at how many both sides have values that can be told apart
   * @param undecided at how many the bound is too large to tell them apart
   * @param largest the largest relative difference
   * @param bound the largest relative bound on it
   * @param witness what speaks against the claim
   * @param against what the witness shows, in words
   */
  public record Seen(
      List<Point> points,
      int compared,
      int undecided,
      double largest,
      double bound,
      @Nullable Witness witness,
      String against) {

    public double digits() {
      return compared == 0 ? 0 : Math.max(0, -Math.log10(Math.max(bound, 1e-40)));
    }

    /** Returns a point at which a side has no value, if there is one. */
    public Optional<Point> undefined() {
      return points.stream().filter(point -> point.agreement() == Agreement.UNDEFINED).findFirst();
    }

    /** Returns the points for a report, fewer than there are. */
    public List<Point> sample() {
      return points.stream()
          .sorted(java.util.Comparator.comparing(point -> point.agreement() == Agreement.AGREE))
          .limit(SAMPLE)
          .toList();
    }
  }

  /**
   * Creates the examination.
   *
   * @param problem names the times that are looked at; its changes are looked at there as well
   */
  public OdeResidual(Subject subject, OdeProblem problem, List<Trial> trials) {
    this.subject = subject;
    this.chosenFor = problem;
    this.trials = List.copyOf(trials);
    List<Expr> named = new ArrayList<>(List.of(inline(subject, problem.claim().solution())));
    problem
        .residual()
        .ifPresent(
            sides -> {
              named.add(inline(subject, sides.left()));
              named.add(inline(subject, sides.right()));
            });
    this.formulas = List.copyOf(named);
  }

  /** Returns the times of a trial, chosen when they are asked for. */
  OdeTimes times(int trial) {
    for (int next = chosen.size(); next <= trial; next++) {
      RandomGenerator random = subject.streams().child("times", next).generator();
      chosen.add(OdeTimes.of(subject.theorem(), chosenFor, formulas, trials.get(next), random));
    }
    return chosen.get(trial);
  }

  /** Returns the times of the first trials. */
  public List<OdeTimes> first(int most) {
    return IntStream.range(0, Math.min(most, trials.size())).mapToObj(this::times).toList();
  }

  private static Expr inline(Subject subject, Expr expr) {
    return subject.activations().inline(expr);
  }

  private Equality inline(Equality sides) {
    return new Equality(inline(subject, sides.left()), inline(subject, sides.right()));
  }

  /** Returns the values of a trial's symbols, and the time. */
  static Map<String, Double> point(OdeTimes times, Num time) {
    Map<String, Double> values = new LinkedHashMap<>(times.values().trial().values());
    values.put(times.values().variable(), time.doubleValue());
    return values;
  }

  /** Looks at a problem at all times, up to the first that speaks against it. */
  public Seen examine(OdeProblem problem) {
    return examine(problem, false);
  }

  /** Looks until something speaks against a problem. */
  public Seen glance(OdeProblem problem) {
    return examine(problem, true);
  }

  private Seen examine(OdeProblem problem, boolean hasty) {
    Tally tally = new Tally();
    Equality residual = problem.residual().map(this::inline).orElseThrow();
    Expr solution = inline(subject, problem.claim().solution());
    for (int trial = 0; trial < trials.size(); trial++) {
      OdeTimes at = times(trial);
      initial(problem, at, tally);
      Optional<Witness> broken = OdeBreaks.first(solution, at);
      if (tally.witness == null && broken.isPresent()) {
        tally.witness = broken.get();
        tally.against = "the claimed solution is none on the whole interval: it breaks inside";
      }
      if (tally.witness == null) {
        equation(residual, at, tally, hasty);
      }
      if (tally.witness != null) {
        break;
      }
    }
    if (tally.witness == null && !problem.isLinear() && hasSwitch(solution)) {
      tally.points.add(
          new Point(
              Map.of(),
              Double.NaN,
              Double.NaN,
              Double.NaN,
              Agreement.UNDEFINED,
              "an equation that is not linear in the derivative says nothing of kinks"));
    }
    return tally.seen();
  }

  /** Returns whether an expression chooses a branch somewhere. */
  public static boolean hasSwitch(Expr expr) {
    return expr instanceof Call call
        && (!Switches.of(call).isEmpty()
            || call.isCall("Floor")
            || call.args().stream().anyMatch(OdeResidual::hasSwitch));
  }

  private void initial(OdeProblem problem, OdeTimes at, Tally tally) {
    // The time is a value here: put into the formula, 0 would make a number of a matrix.
    Equality start = new Equality(problem.claim().solution(), problem.claim().initialValue());
    Sides sides = at.values().compare(inline(start), at.start(), subject.claim().discrepancy());
    tally.add(
        sides.beside(1),
        point(at, at.start()),
        "the claimed solution has another initial value",
        "left: the claimed solution at the initial time; right: the initial value");
  }

  private void equation(Equality residual, OdeTimes at, Tally tally, boolean hasty) {
    double discrepancy = subject.claim().discrepancy();
    List<Sides> all = new ArrayList<>();
    double scale = 0;
    for (Num time : at.ordinary()) {
      Sides sides = at.values().compare(residual, time, discrepancy);
      all.add(sides);
      scale = Math.max(scale, sides.scale());
      if (hasty && sides.agreement() == Agreement.DIFFER) {
        break;
      }
    }
    for (int i = 0; i < all.size(); i++) {
      tally.add(
          all.get(i).beside(scale == 0 ? 1 : scale),
          point(at, at.ordinary().get(i)),
          "the claimed solution does not satisfy the equation",
          "the sides of the equation with the claimed solution put in");
    }
  }

  /** Counts. */
  private static final class Tally {
    private final List<Point> points = new ArrayList<>();
    private int compared;
    private int undecided;
    private double largest;
    private double bound;
    private @Nullable Witness witness;
    private double difference;
    private String against = "";

    void add(Sides sides, Map<String, Double> values, String words, String note) {
      points.add(
          new Point(
              values, sides.left(), sides.right(), sides.error(), sides.agreement(), sides.why()));
      if (sides.agreement() == Agreement.UNDEFINED) {
        return;
      }
      if (sides.agreement() == Agreement.UNDECIDED) {
        undecided++;
        return;
      }
      compared++;
      double size = Math.max(sides.scale(), Double.MIN_NORMAL);
      double apart = Math.abs(sides.left() - sides.right());
      if (sides.scale() > 0) {
        largest = Math.max(largest, apart / size);
        bound = Math.max(bound, Math.min(1, (apart + sides.error()) / size));
      }
      // The clearest of a trial's differences, as the first may be next to a special time.
      if (sides.agreement() == Agreement.DIFFER && (witness == null || apart > difference)) {
        difference = apart;
        witness =
            new Witness(
                values,
                sides.left(),
                sides.right(),
                sides.error(),
                sides.grade(),
                note,
                sides.precise());
        against = words;
      }
    }

    Seen seen() {
      return new Seen(points, compared, undecided, largest, bound, witness, against);
    }
  }

  /** Says at how many points the claim was seen to hold. */
  public static String words(Seen seen) {
    return String.format(
        Locale.ROOT,
        "the claimed solution satisfies the equation and the initial value at all %d points to"
            + " %.1f digits",
        seen.compared(),
        seen.digits());
  }
}
