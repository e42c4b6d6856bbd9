package org.widelimit.verification.trial;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.evaluate.Cancellation;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Witness;

/** The second rung: both sides of claims at admissible points, with error bounds. */
public final class Integration {

  /** Simple numbers that a witness should have where it can. */
  private static final List<Num> SIMPLE =
      List.of(
          Expressions.ONE,
          Expressions.TWO,
          Expressions.HALF,
          Expressions.ZERO,
          Expressions.num(3),
          Expressions.num(3, 2),
          Expressions.num(4),
          Expressions.num(1, 4),
          Expressions.num(1, 10),
          Expressions.num(5),
          Expressions.num(10),
          Expressions.MINUS_ONE);

  /** Witnesses that are tried to be confirmed by enclosures. */
  private static final int CONFIRMED = 4;

  /** Witnesses that are enough where each takes long. */
  private static final int ENOUGH = 2;

  /** Points that are looked at whatever they take. */
  private static final int LEAST = 8;

  /** The part of the time beyond which values are costly. */
  private static final double SHORT = 0.02;

  /** The part of the time that points may take. */
  private static final double LARGEST_EFFORT = 0.2;

  /** Attempts for a point that was not drawn before, for each point. */
  private static final int ATTEMPTS = 4;

  private final TrialSource source;
  private final double discrepancy;
  private final RandomStreams streams;
  private final List<Trial> trials;

  /** How many of the points were drawn at random: what is lost of them is lost evidence. */
  private final int drawn;

  private final IdentityHashMap<Trial, Map<Expr, Quantity>> values = new IdentityHashMap<>();

  /**
   * Draws the points.
   *
   * @param points how many
   */
  public Integration(TrialSource source, double discrepancy, RandomStreams streams, int points) {
    this.source = source;
    this.discrepancy = discrepancy;
    this.streams = streams;
    this.trials = draw("points", source.isOnePoint() ? 1 : points);
    this.drawn = trials.size();
  }

  /**
   * Adds the points that the claim names.
   *
   * @param most how many at most
   * @param more formulas whose zeros and turns matter as well
   */
  public void addNamed(int most, List<Expr> more) {
    Set<Map<String, Num>> known = new HashSet<>();
    trials.forEach(trial -> known.add(trial.exact()));
    for (Trial trial : source.named(most, more, streams.child("named").generator())) {
      if (known.add(trial.exact())) {
        trials.add(trial);
      }
    }
  }

  /** Adds a point at which a derivation saw a difference, where it is one of the claim's. */
  public void include(Map<String, BigDecimal> seen) {
    if (trials.isEmpty()) {
      return;
    }
    Map<String, Num> point = new LinkedHashMap<>(trials.get(0).exact());
    for (Map.Entry<String, BigDecimal> coordinate : seen.entrySet()) {
      if (!point.containsKey(coordinate.getKey())) {
        return;
      }
      point.put(coordinate.getKey(), Expressions.decimal(coordinate.getValue()));
    }
    source.at(point, trials.get(0), streams.child("seen").generator()).ifPresent(trials::add);
  }

  /** Draws points, none twice where a point is what its numbers are. */
  private List<Trial> draw(String stream, int points) {
    RandomGenerator random = streams.child(stream).generator();
    boolean numbers = source.isOfNumbers();
    Set<Map<String, Num>> known = new HashSet<>();
    List<Trial> found = new ArrayList<>();
    for (int i = 0; found.size() < points && i < ATTEMPTS * points; i++) {
      Optional<Trial> trial = source.draw(found.size(), random);
      if (trial.isEmpty()) {
        return found;
      }
      if (!numbers || known.add(trial.get().exact())) {
        found.add(trial.get());
      }
    }
    return found;
  }

  /** Adds points that a search found. */
  public void addAll(List<Trial> found) {
    trials.addAll(found);
  }

  /** Returns the smallest relative error that must be seen. */
  double discrepancy() {
    return discrepancy;
  }

  /** Returns the points. */
  public List<Trial> trials() {
    return trials;
  }

  /** Returns whether a point was drawn at random. */
  public boolean isDrawn(int index) {
    return index < drawn;
  }

  /** Returns where the points come from. */
  public TrialSource source() {
    return source;
  }

  /** Returns new points that no earlier decision depended on. */
  public List<Trial> fresh(int points) {
    return draw("fresh", points);
  }

  /** Compares the sides at a point: on the scale of what cancels in them where they are 0. */
  public Equality.Comparison compare(Equality equality, Trial trial) {
    try {
      Quantity left = value(trial, equality.left());
      Quantity right = value(trial, equality.right());
      Equality.Comparison plain = Equality.compare(left, right, discrepancy);
      boolean zero = left.isScalar() && (isZero(left) || isZero(right));
      return zero && plain.agreement() == Agreement.UNDECIDED
          ? Equality.compare(
              left,
              right,
              discrepancy,
              scale(trial, isZero(right) ? equality.left() : equality.right()))
          : plain;
    } catch (UndefinedValueException undefined) {
      return Equality.Comparison.undefined(undefined);
    }
  }

  private static boolean isZero(Quantity value) {
    return value.isScalar() && value.value() == 0 && value.error() == 0;
  }

  /** Returns the size of what cancels in a side, or 0 where it has no value. */
  public double scale(Trial trial, Expr side) {
    try {
      Quantity scale = value(trial, Cancellation.scale(side));
      return scale.isScalar() ? Math.max(0, scale.value() - scale.error()) : 0;
    } catch (UndefinedValueException none) {
      return 0;
    }
  }

  /** Compares two values. */
  public Agreement compare(Quantity left, Quantity right) {
    return Equality.compare(left, right, discrepancy).agreement();
  }

  /** Returns a value at a point: mutants and repairs share sides, which may be costly. */
  public Quantity value(Trial trial, Expr expr) {
    Map<Expr, Quantity> known = values.computeIfAbsent(trial, any -> new HashMap<>());
    Quantity value = known.get(expr);
    if (value == null) {
      for (Expr part : source.lost()) {
        known.computeIfAbsent(part, trial.evaluator()::evaluate);
      }
      value = trial.evaluator().evaluate(expr);
      known.put(expr, value);
    }
    return value;
  }

  /** Returns whether all that cancels has a value at a point, so that the claim speaks of it. */
  boolean isDefined(Trial trial) {
    try {
      source.lost().forEach(part -> value(trial, part));
      return true;
    } catch (UndefinedValueException undefined) {
      return false;
    }
  }

  /** Returns whether an expression is 0 at every point, without any error. */
  public boolean isExactlyZero(Expr expr) {
    try {
      return trials.stream().allMatch(trial -> isZero(value(trial, expr)));
    } catch (UndefinedValueException none) {
      return false;
    }
  }

  /** Returns whether the values of expressions at a point are known already. */
  public boolean knows(Trial trial, List<Expr> sides) {
    return values.getOrDefault(trial, Map.of()).keySet().containsAll(sides);
  }

  /** Returns whether the equality fails at one of the points. */
  public boolean refutes(Equality equality) {
    return trials.stream()
        .anyMatch(trial -> compare(equality, trial).agreement() == Agreement.DIFFER);
  }

  /** Returns both sides along a symbol through a witness, where they can be drawn. */
  public Optional<Evidence.Sliced> slice(Equality sides, Witness witness) {
    return trials.isEmpty() || !source.isOfNumbers()
        ? Optional.empty()
        : new Slice(source, this, sides).through(witness, trials.get(0), streams.child("slice"));
  }

  /** Returns whether the equality has values at one of the points. */
  public boolean hasValue(Equality equality) {
    return trials.stream()
        .anyMatch(trial -> compare(equality, trial).agreement() != Agreement.UNDEFINED);
  }

  /** Returns what the points say of the equalities together. */
  public Evidence.Integrated examine(List<Equality> equalities, PreciseExamination precise) {
    PointTable table = new PointTable();
    List<Seen> failing = new ArrayList<>();
    List<Seen> open = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      if (isEnough(i, failing)) {
        // Controls look at the same points.
        trials.subList(i, trials.size()).clear();
        break;
      }
      Trial trial = trials.get(i);
      Optional<Seen> worst =
          equalities.stream()
              .map(equality -> look(equality, trial, precise))
              .peek(table::measure)
              .max(Comparator.comparingInt(Seen::rank));
      if (worst.isPresent()) {
        Seen seen = worst.get();
        table.add(seen, isDrawn(i));
        if (seen.agreement() == Agreement.DIFFER) {
          failing.add(seen);
        } else if (seen.agreement() == Agreement.UNDECIDED) {
          open.add(seen);
        }
      }
    }
    failing.sort(Seen.MOST_TELLING);
    Optional<Witness> witness =
        failing.isEmpty() ? atSwitches(open) : Optional.of(witness(failing, precise));
    return table.evidence(witness.orElse(null), source.hasSizes());
  }

  /** At a jump doubles say nothing, but exact numbers do. */
  private Optional<Witness> atSwitches(List<Seen> open) {
    if (!source.isOfNumbers()) {
      return Optional.empty();
    }
    return open.stream()
        .filter(seen -> source.isAtSwitch(seen.equality(), seen.trial()))
        .limit(CONFIRMED)
        .flatMap(seen -> EnclosedWitness.differ(seen.equality(), seen.trial(), source).stream())
        .findFirst();
  }

  /** Where values are costly, a few certain witnesses do, and time is kept for the controls. */
  private boolean isEnough(int looked, List<Seen> failing) {
    long certain = failing.stream().filter(seen -> seen.grade() == Grade.RIGOROUS).count();
    return (source.effort() > SHORT && certain >= ENOUGH) || (looked >= LEAST && isCostly());
  }

  /** Returns whether points have taken the part of the time that they may take. */
  public boolean isCostly() {
    return source.effort() > LARGEST_EFFORT;
  }

  /** Returns the best witness: one that is certain, or that enclosures confirm, where there is. */
  private Witness witness(List<Seen> failing, PreciseExamination precise) {
    if (failing.get(0).grade() != Grade.RIGOROUS) {
      for (Seen seen : failing.subList(0, Math.min(CONFIRMED, failing.size()))) {
        Optional<Witness> confirmed =
            confirmed(seen.equality(), simplestTrial(seen, precise))
                .or(() -> confirmed(seen.equality(), seen.trial()));
        if (confirmed.isPresent()) {
          return confirmed.get();
        }
      }
    }
    Seen best = failing.get(0);
    return look(best.equality(), simplestTrial(best, precise), precise).witness();
  }

  /** Returns the point as a witness with true bounds, if there are some that show it. */
  private Optional<Witness> confirmed(Equality equality, Trial trial) {
    Optional<Witness> enclosed = EnclosedWitness.differ(equality, trial, source);
    if (enclosed.isPresent() || source.isOfNumbers()) {
      return enclosed;
    }
    return trial
        .evaluator()
        .certified()
        .flatMap(
            evaluator -> {
              Trial certified = new Trial(trial.exact(), trial.size(), trial.setting(), evaluator);
              Equality.Comparison there = compare(equality, certified);
              return there.agreement() == Agreement.DIFFER && there.grade() == Grade.RIGOROUS
                  ? Optional.of(
                      new Seen(equality, certified, there, Optional.empty(), discrepancy).witness())
                  : Optional.empty();
            });
  }

  private Seen look(Equality equality, Trial trial, PreciseExamination precise) {
    Equality.Comparison rough = compare(equality, trial);
    boolean certain = rough.agreement() == Agreement.DIFFER && rough.grade() == Grade.RIGOROUS;
    return new Seen(
        equality,
        trial,
        rough,
        certain ? Optional.empty() : precise.at(equality, trial),
        discrepancy);
  }

  private Trial simplestTrial(Seen seen, PreciseExamination precise) {
    boolean exact = seen.isExact();
    return simplest(
        seen.trial(),
        moved -> {
          Seen there = look(seen.equality(), moved, precise);
          return there.agreement() == Agreement.DIFFER
              && there.grade() == seen.grade()
              && (exact || there.comparison().relativeDifference() > discrepancy);
        });
  }

  /**
   * Replaces the numbers of a point by simple ones, one after another, where it stays a witness.
   */
  public Trial simplest(Trial trial, Predicate<Trial> staysOne) {
    Trial best = trial;
    for (String name : List.copyOf(trial.exact().keySet())) {
      for (Num candidate : SIMPLE) {
        Map<String, Num> values = new LinkedHashMap<>(best.exact());
        values.put(name, candidate);
        Optional<Trial> moved = source.at(values, best, streams.child("witness").generator());
        if (!isCostly() && moved.isPresent() && staysOne.test(moved.get())) {
          best = moved.get();
          break;
        }
      }
    }
    return best;
  }

  /** Returns a point with these values, if admissible. */
  public Optional<Trial> at(Map<String, Num> exact, Trial like) {
    return source.at(exact, like, streams.child("moved").generator());
  }
}
