package org.widelimit.verification.verdict;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.ProofStep;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.statistics.LadderRow;

/** What one rung saw of a claim. */
public sealed interface Evidence {

  /** Returns the rung. */
  Rung rung();

  /** Returns one sentence that says what was seen. */
  String summary();

  /** Returns the point that speaks against the claim, or null if the rung brings none. */
  default @Nullable Witness witness() {
    return null;
  }

  /**
   * A derivation.
   *
   * @param proved whether it closed
   * @param summary what was derived, or what stopped the derivation
   * @param steps its steps in order; of an unfinished derivation the steps that were made
   * @param counterexample a point at which the exact difference of the sides is not 0, if one was
   *     found
   * @param undefined where on the declared domain a side is undefined, as the end of a sentence;
   *     empty where no such point was found. What is proved holds where both sides are defined
   */
  record Derived(
      boolean proved,
      String summary,
      List<ProofStep> steps,
      @Nullable Map<String, BigDecimal> counterexample,
      String undefined)
      implements Evidence {
    /** Copies the steps. */
    public Derived {
      steps = List.copyOf(steps);
      counterexample = counterexample == null ? null : Map.copyOf(counterexample);
    }

    /** A derivation of a claim of which no undefined point was found. */
    public Derived(
        boolean proved,
        String summary,
        List<ProofStep> steps,
        @Nullable Map<String, BigDecimal> counterexample) {
      this(proved, summary, steps, counterexample, "");
    }

    /** A derivation that found no counterexample. */
    public Derived(boolean proved, String summary, List<ProofStep> steps) {
      this(proved, summary, steps, null);
    }

    /**
     * A derivation that closed.
     *
     * @param undefined where a side is undefined, or empty
     */
    public static Derived closed(List<ProofStep> steps, String undefined) {
      String summary = "derived in " + steps.size() + (steps.size() == 1 ? " step" : " steps");
      return new Derived(
          true,
          undefined.isEmpty() ? summary : summary + ", where defined; undefined for " + undefined,
          steps,
          null,
          undefined);
    }

    @Override
    public Rung rung() {
      return Rung.DERIVE;
    }
  }

  /**
   * Averages that two routes computed: the quadratures of this program, and the Gauss rules of
   * Hipparchus.
   *
   * @param agreed of how many both routes have values, which agree within their errors
   * @param open for how many the orders of the second did not come to agree
   * @param largest the largest difference, relative to the larger of the value and 1
   * @param sample some of the averages, for the report
   * @param summary what was seen, in one sentence
   */
  record TwoRoutes(int agreed, int open, double largest, List<Average> sample, String summary)
      implements Evidence {
    /** Copies the sample. */
    public TwoRoutes {
      sample = List.copyOf(sample);
    }

    @Override
    public Rung rung() {
      return Rung.INTEGRATE;
    }
  }

  /**
   * An average by two routes.
   *
   * @param written the average, in Wolfram syntax
   * @param at the values of its symbols
   * @param value by this program's quadrature
   * @param error a bound on its error
   * @param plain by the Gauss rules of Hipparchus
   */
  record Average(String written, Map<String, Double> at, double value, double error, double plain) {
    /** Copies the point. */
    public Average {
      at = Map.copyOf(at);
    }
  }

  /**
   * Both sides evaluated at admissible points.
   *
   * @param points the number of points at which both sides have a value
   * @param undefined the number of points at which a side has none: lost evidence
   * @param undecided the number of points at which the error bound is too large to tell: lost, too
   * @param maxRelativeError the largest difference seen, relative to the larger side; not a number
   *     where the claim is no equality
   * @param digits the decimal digits to which agreement was established at every point: minus the
   *     logarithm of the largest relative difference plus error bound; not a number where the claim
   *     is no equality
   * @param witness the point that speaks against the claim, if any, made as simple as possible
   * @param sample some of the points, for the report
   * @param summary what was seen, in one sentence
   */
  record Integrated(
      int points,
      int undefined,
      int undecided,
      double maxRelativeError,
      double digits,
      @Nullable Witness witness,
      List<Point> sample,
      String summary)
      implements Evidence {
    /** Copies the sample. */
    public Integrated {
      sample = List.copyOf(sample);
    }

    /** Evidence without a point that was left undecided. */
    public Integrated(
        int points,
        int undefined,
        double maxRelativeError,
        double digits,
        @Nullable Witness witness,
        List<Point> sample,
        String summary) {
      this(points, undefined, 0, maxRelativeError, digits, witness, sample, summary);
    }

    /** Returns this evidence with a witness against the claim and what is said of it. */
    Integrated withWitness(Witness against, String newSummary) {
      return new Integrated(
          points, undefined, undecided, maxRelativeError, digits, against, sample, newSummary);
    }

    /**
     * Returns what limits the word of a verdict: the points without a value, one of them by name,
     * and those that nothing was seen at; empty if every point counted.
     */
    public String limits() {
      StringBuilder text = new StringBuilder();
      int all = points + undefined + undecided;
      if (undefined > 0) {
        text.append("where defined; undefined at ").append(undefined).append(" of ").append(all);
        text.append(all == 1 ? " point" : " points");
        sample.stream()
            .filter(point -> point.agreement() == Agreement.UNDEFINED)
            .findFirst()
            .ifPresent(point -> text.append(example(point)));
      }
      if (undecided > 0) {
        text.append(text.isEmpty() ? "" : "; ");
        text.append("at ").append(undecided).append(" of ").append(all);
        text.append(" the error bound is too large to tell");
      }
      return text.toString();
    }

    private static String example(Point point) {
      String at =
          point.values().entrySet().stream()
              .map(
                  entry ->
                      entry.getKey() + " = " + String.format(Locale.ROOT, "%.6g", entry.getValue()))
              .collect(Collectors.joining(", "));
      String why = point.why() == null ? "" : " (" + point.why() + ")";
      return (at.isEmpty() ? "" : ", e.g. " + at) + why;
    }

    @Override
    public Rung rung() {
      return Rung.INTEGRATE;
    }
  }

  /**
   * Both sides enclosed on boxes that cover the declared domain: rigorous, whatever it says.
   *
   * @param covered whether the claim holds at every point of the domain at which its sides have
   *     values; alone this makes a claim verified
   * @param epsilon the relative difference of the sides of an equation that is excluded everywhere;
   *     0 for an inequality; not a number where the claim is not covered
   * @param boxes the number of boxes that were looked at
   * @param domain the domain that was to be covered, in words
   * @param hardest the box that stayed open, or the one that took the most splitting; may be empty
   * @param undefined the part of the domain where a side has no value, in words; empty if none
   * @param witness a point at which the enclosures of the sides contradict the claim, or null
   * @param summary what was found, in one sentence
   */
  record Enclosed(
      boolean covered,
      double epsilon,
      int boxes,
      String domain,
      String hardest,
      String undefined,
      @Nullable Witness witness,
      String summary)
      implements Evidence {

    /** Returns the grade of every enclosure. */
    public Grade grade() {
      return Grade.RIGOROUS;
    }

    @Override
    public Rung rung() {
      return Rung.INTEGRATE;
    }
  }

  /**
   * Both sides along one symbol through a witness, the others as the witness has them: a picture,
   * which no verdict rests on.
   *
   * @param symbol the symbol
   * @param points both sides, the symbol ascending
   * @param at the witness, of the values of the symbols
   * @param summary what is seen, in one sentence
   */
  record Sliced(String symbol, List<Point> points, Point at, String summary) implements Evidence {
    /** Copies the points. */
    public Sliced {
      points = List.copyOf(points);
    }

    @Override
    public Rung rung() {
      return Rung.INTEGRATE;
    }
  }

  /**
   * Finite networks sampled.
   *
   * @param observable the observable, in Wolfram syntax
   * @param variable what grows along the ladder, {@code M} for the width
   * @param ladder what was measured at each width
   * @param limit the claimed limit, or not a number if the claim has none (a scaling)
   * @param limitText the claimed limit or law as text
   * @param agrees whether the test accepted, or empty if it could not decide
   * @param smallestDetectable the smallest relative discrepancy that the test would have caught
   * @param falseAlarm the probability bound with which the test rejects a true claim
   * @param rates the exponents that were estimated
   * @param summary what was seen, in one sentence
   */
  record Simulated(
      String observable,
      String variable,
      List<WidthPoint> ladder,
      double limit,
      String limitText,
      Optional<Boolean> agrees,
      double smallestDetectable,
      double falseAlarm,
      List<RateEstimate> rates,
      String summary)
      implements Evidence {
    /** Copies the lists. */
    public Simulated {
      ladder = List.copyOf(ladder);
      rates = List.copyOf(rates);
    }

    @Override
    public Rung rung() {
      return Rung.SIMULATE;
    }
  }

  /**
   * One evaluation of both sides.
   *
   * @param values the values of the symbols
   * @param left the left side, not a number if undefined
   * @param right the right side, not a number if undefined
   * @param error a bound on the error of their difference
   * @param agreement what the two sides say
   * @param why why a side has no value here, if that is so
   */
  record Point(
      Map<String, Double> values,
      double left,
      double right,
      double error,
      Agreement agreement,
      @Nullable String why) {
    /** Copies the values. */
    public Point {
      values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    }

    /** A point at which both sides have values. */
    public Point(
        Map<String, Double> values, double left, double right, double error, Agreement agreement) {
      this(values, left, right, error, agreement, null);
    }

    /** A point at which a side has no value. */
    public static Point undefined(Map<String, Double> values, UndefinedValueException reason) {
      return new Point(
          values, Double.NaN, Double.NaN, Double.NaN, Agreement.UNDEFINED, reason.getMessage());
    }
  }

  /** What one evaluation of both sides says. */
  enum Agreement {
    /** The difference is within the error bound. */
    AGREE,
    /** The difference is larger than the error bound. */
    DIFFER,
    /** The error bound is too large to see the claimed discrepancy. */
    UNDECIDED,
    /** A side has no value here. */
    UNDEFINED
  }

  /**
   * A point that speaks against a claim.
   *
   * @param values the values of the symbols, short decimals where possible
   * @param left the left side there
   * @param right the right side there
   * @param error a bound on the error of their difference
   * @param grade what that bound is worth: only a rigorous one refutes
   * @param note more about the point in words, or empty
   * @param precise the sides to many digits, where doubles cannot tell them apart; else null
   */
  record Witness(
      Map<String, Double> values,
      double left,
      double right,
      double error,
      Grade grade,
      String note,
      @Nullable Precise precise) {
    /** Copies the values. */
    public Witness {
      values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    }

    /** A witness that doubles show, within rigorous bounds. */
    public Witness(
        Map<String, Double> values, double left, double right, double error, String note) {
      this(values, left, right, error, Grade.RIGOROUS, note, null);
    }

    /** A witness that doubles show, within bounds of that grade. */
    public Witness(
        Map<String, Double> values,
        double left,
        double right,
        double error,
        Grade grade,
        String note) {
      this(values, left, right, error, grade, note, null);
    }
  }

  /**
   * Both sides of a claim to many digits, at a point whose coordinates are exact.
   *
   * @param point the exact values of the symbols; empty where they are the witness's doubles
   * @param left the left side
   * @param right the right side
   * @param difference the left side minus the right side, like terms cancelled before evaluation
   * @param error a bound on the error of their difference, from the evaluation itself
   * @param derived whether a side was first brought to a closed form by the derivation
   */
  record Precise(
      Map<String, Num> point,
      BigDecimal left,
      BigDecimal right,
      BigDecimal difference,
      BigDecimal error,
      boolean derived) {

    /** Copies the point. */
    public Precise {
      point = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(point));
    }

    /** Sides at a point whose coordinates are doubles. */
    public Precise(
        BigDecimal left,
        BigDecimal right,
        BigDecimal difference,
        BigDecimal error,
        boolean derived) {
      this(Map.of(), left, right, difference, error, derived);
    }

    private static final int MOST_DIGITS = 60;

    /** Returns whether the sides differ for certain. */
    public boolean differs() {
      return difference.abs().compareTo(error) > 0;
    }

    /**
     * Returns the digits after the leading one at which the sides part, and three more; no more
     * than can be read.
     */
    public int digitsToTell() {
      BigDecimal size = left.abs().max(right.abs());
      int leading = size.precision() - size.scale();
      int parting = difference.precision() - difference.scale();
      return Math.min(MOST_DIGITS, Math.max(6, leading - parting + 3));
    }
  }

  /**
   * What was measured at one width.
   *
   * @param width the width (or the depth or time, whatever grows)
   * @param samples the number of independent samples
   * @param mean their mean
   * @param lower the lower end of the mean's confidence interval
   * @param upper the upper end
   */
  record WidthPoint(double width, long samples, double mean, double lower, double upper) {
    /** Returns what a table says of a width. */
    public static WidthPoint of(LadderRow row) {
      return new WidthPoint(
          row.width(), row.samples(), row.mean(), row.interval().lower(), row.interval().upper());
    }
  }

  /**
   * An exponent fitted to the ladder.
   *
   * @param of what the exponent is of, such as {@code fluctuations}
   * @param claimed the claimed exponent
   * @param estimate the estimate
   * @param lower the lower end of its confidence interval
   * @param upper the upper end
   */
  record RateEstimate(String of, double claimed, double estimate, double lower, double upper) {}
}
