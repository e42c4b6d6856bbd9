package org.widelimit.verification;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.simulation.RandomStreams;
import org.widelimit.verification.Evidence.Agreement;
import org.widelimit.verification.Evidence.Point;
import org.widelimit.verification.Evidence.Witness;

/** The second rung: both sides of equalities at admissible points, with error bounds. */
final class Integration {

  private static final int SAMPLE = 8;

  /** Simple numbers that a witness should have where it can. */
  private static final double[] SIMPLE = {1, 2, 0.5, 0, 3, 1.5, 4, 0.25, 0.1, 5, 10, -1};

  private final TrialSource source;
  private final double discrepancy;
  private final RandomStreams streams;
  private final List<Trial> trials;
  private final IdentityHashMap<Trial, Map<Expr, Quantity>> values = new IdentityHashMap<>();

  /**
   * Draws the points.
   *
   * @param points how many
   */
  Integration(TrialSource source, double discrepancy, RandomStreams streams, int points) {
    this.source = source;
    this.discrepancy = discrepancy;
    this.streams = streams;
    this.trials = draw("points", points);
  }

  /** Adds a point at which a derivation saw a difference, where it is one of the claim's. */
  void include(Map<String, BigDecimal> seen) {
    if (trials.isEmpty()) {
      return;
    }
    Map<String, Double> values = new LinkedHashMap<>(trials.get(0).values());
    for (Map.Entry<String, BigDecimal> coordinate : seen.entrySet()) {
      double value = coordinate.getValue().doubleValue();
      if (!values.containsKey(coordinate.getKey()) || !admits(coordinate.getKey(), value)) {
        return;
      }
      values.put(coordinate.getKey(), value);
    }
    source.at(values, streams.child("seen").generator()).ifPresent(trials::add);
  }

  private List<Trial> draw(String stream, int points) {
    RandomGenerator random = streams.child(stream).generator();
    List<Trial> drawn = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      Optional<Trial> trial = source.draw(random);
      if (trial.isEmpty()) {
        return drawn;
      }
      drawn.add(trial.get());
    }
    return drawn;
  }

  /** Returns the points. */
  List<Trial> trials() {
    return trials;
  }

  /** Returns new points that no earlier decision depended on. */
  List<Trial> fresh(int points) {
    return draw("fresh", points);
  }

  /** Compares the sides at a point. */
  Equality.Comparison compare(Equality equality, Trial trial) {
    try {
      return Equality.compare(
          value(trial, equality.left()), value(trial, equality.right()), discrepancy);
    } catch (UndefinedValueException undefined) {
      return new Equality.Comparison(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Agreement.UNDEFINED,
          undefined.getMessage());
    }
  }

  /** Compares two values. */
  Agreement compare(Quantity left, Quantity right) {
    return Equality.compare(left, right, discrepancy).agreement();
  }

  /** Returns a value at a point: mutants and repairs share sides, which may be costly. */
  Quantity value(Trial trial, Expr expr) {
    Map<Expr, Quantity> known = values.computeIfAbsent(trial, any -> new HashMap<>());
    Quantity value = known.get(expr);
    if (value == null) {
      value = trial.evaluator().evaluate(expr);
      known.put(expr, value);
    }
    return value;
  }

  /** Returns whether the equality fails at one of the points. */
  boolean refutes(Equality equality) {
    return trials.stream()
        .anyMatch(trial -> compare(equality, trial).agreement() == Agreement.DIFFER);
  }

  /** Returns what the points say of the equalities together. */
  Evidence.Integrated examine(List<Equality> equalities) {
    List<Point> points = new ArrayList<>();
    double largest = 0;
    double bound = 0;
    Witness witness = null;
    double witnessDifference = -1;
    for (Trial trial : trials) {
      Agreement overall = Agreement.AGREE;
      Equality.Comparison shown = null;
      Equality failing = null;
      for (Equality equality : equalities) {
        Equality.Comparison comparison = compare(equality, trial);
        if (shown == null || rank(comparison.agreement()) > rank(overall)) {
          overall = comparison.agreement();
          shown = comparison;
          failing = equality;
        }
        if (comparison.agreement() == Agreement.AGREE
            || comparison.agreement() == Agreement.DIFFER) {
          largest = Math.max(largest, comparison.relativeDifference());
          bound = Math.max(bound, comparison.relativeBound());
        }
      }
      if (shown == null || failing == null) {
        continue;
      }
      points.add(
          new Point(
              trial.values(), shown.left(), shown.right(), shown.error(), overall, shown.why()));
      if (overall == Agreement.DIFFER && shown.relativeDifference() > witnessDifference) {
        boolean first = witness == null;
        witnessDifference = shown.relativeDifference();
        if (first || witnessDifference < Double.POSITIVE_INFINITY) {
          witness = simplest(failing, trial);
        }
      }
    }
    return summary(points, largest, bound, witness);
  }

  private static int rank(Agreement agreement) {
    return switch (agreement) {
      case AGREE -> 0;
      case UNDECIDED -> 1;
      case UNDEFINED -> 2;
      case DIFFER -> 3;
    };
  }

  private static Evidence.Integrated summary(
      List<Point> points,
      double largest,
      double bound,
      @org.jspecify.annotations.Nullable Witness witness) {
    int agreeing = count(points, Agreement.AGREE);
    int differing = count(points, Agreement.DIFFER);
    int undefined = count(points, Agreement.UNDEFINED);
    int undecided = count(points, Agreement.UNDECIDED);
    double digits =
        agreeing + differing == 0 ? 0 : Math.max(0, -Math.log10(Math.max(bound, 1e-17)));
    String text =
        differing > 0
            ? "the sides differ at %d of %d points".formatted(differing, agreeing + differing)
            : agreeing == 0
                ? "at none of %d points can the sides be told apart or seen to agree: the error bound is too large"
                    .formatted(points.size())
                : String.format(
                    Locale.ROOT,
                    "the sides agree at %s to %.1f digits",
                    agreeing == 1 ? "1 point" : "%d points".formatted(agreeing),
                    digits);
    List<Point> sample =
        points.stream()
            .sorted(Comparator.comparingInt(point -> -rank(point.agreement())))
            .limit(SAMPLE)
            .toList();
    return new Evidence.Integrated(
        agreeing + differing, undefined, undecided, largest, digits, witness, sample, text);
  }

  private static int count(List<Point> points, Agreement agreement) {
    return (int) points.stream().filter(point -> point.agreement() == agreement).count();
  }

  private Witness simplest(Equality equality, Trial trial) {
    Trial best =
        simplest(
            trial,
            moved -> {
              Equality.Comparison there = compare(equality, moved);
              return there.agreement() == Agreement.DIFFER
                  && there.relativeDifference() > discrepancy;
            });
    Equality.Comparison shown = compare(equality, best);
    return new Witness(best.values(), shown.left(), shown.right(), shown.error(), best.setting());
  }

  /**
   * Replaces the numbers of a point by simple ones, one after another, where it stays a witness.
   */
  Trial simplest(Trial trial, Predicate<Trial> staysOne) {
    Trial best = trial;
    for (String name : List.copyOf(trial.values().keySet())) {
      for (double candidate : SIMPLE) {
        if (!admits(name, candidate)) {
          continue;
        }
        Map<String, Double> values = new LinkedHashMap<>(best.values());
        values.put(name, candidate);
        Optional<Trial> moved = source.at(values, streams.child("witness").generator());
        if (moved.isEmpty()) {
          continue;
        }
        if (staysOne.test(moved.get())) {
          best = moved.get();
          break;
        }
      }
    }
    return best;
  }

  private boolean admits(String name, double value) {
    return source.symbols().stream()
        .filter(symbol -> symbol.name().equals(name))
        .allMatch(
            symbol ->
                (symbol.values().isEmpty()
                        || symbol.values().stream().anyMatch(v -> v.doubleValue() == value))
                    && symbol
                        .domain()
                        .contains(
                            org.widelimit.algebra.Expressions.decimal(BigDecimal.valueOf(value))));
  }
}
