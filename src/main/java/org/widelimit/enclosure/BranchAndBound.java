package org.widelimit.enclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.enclosure.Outcome.Counterexample;
import org.widelimit.enclosure.Outcome.Decision;
import org.widelimit.enclosure.Questions.Seen;
import org.widelimit.enclosure.box.Definedness;
import org.widelimit.enclosure.box.Effort;
import org.widelimit.enclosure.box.Halves;
import org.widelimit.enclosure.box.TaylorModel;
import org.widelimit.enclosure.box.Truth;
import org.widelimit.numeric.interval.RealInterval;

/** One search: the boxes that are open, the least promising first. */
final class BranchAndBound {

  /** The relative difference that an equation must exclude where nothing forces a larger one. */
  static final double EPSILON = 1e-10;

  /** The largest relative difference with which an equation is said to hold. */
  static final double LARGEST_EPSILON = 1e-8;

  private static final int MOST_BOXES = 200_000;
  private static final int DEEPEST = 200;

  /** The first boxes are all tried at their middles. */
  private static final int ALL_TRIED = 4;

  /** Of the other boxes one in so many is. */
  private static final int SOME_TRIED = 8;

  /** With more sides it costs more to compare than to divide them in turn. */
  private static final int MOST_COMPARED = 3;

  /** Sides this thin beside the widest one are not divided for what the polynomial says. */
  private static final double THINNEST = 1.0 / 32;

  /** Boxes this small beside the whole domain stay open. */
  private static final double SMALLEST = 0x1p-40;

  /** Where both sides vanish, the difference is relative to their largest values in such a box. */
  private static final double SMALL = 0x1p-7;

  /** Relative differences of averages below this are worth a look at the averages' size. */
  private static final double NEARLY = 1e-6;

  private final Questions questions;
  private final RealInterval[] whole;
  private final PriorityQueue<Box> open =
      new PriorityQueue<>(Comparator.comparingDouble(Box::priority).thenComparingLong(Box::number));
  private final List<Box> stuck = new ArrayList<>();
  private final List<Box> undefined = new ArrayList<>();
  private final Descent descent;
  private long numbers;
  private int boxes;
  private double epsilon;
  private boolean admissible;
  private @Nullable Box deepest;

  BranchAndBound(Questions questions) {
    this.questions = questions;
    this.whole = questions.variables().stream().map(Variable::cover).toArray(RealInterval[]::new);
    this.descent = new Descent(questions);
  }

  /**
   * A box of the coordinates.
   *
   * @param priority what it promised when it was made: the lower, the sooner it is looked at
   * @param relative of an equation the relative difference that it may have
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Box(
      RealInterval[] sides, int depth, double priority, double relative, long number) {}

  Outcome run() {
    Optional<String> obstacle = questions.obstacle();
    if (obstacle.isPresent()) {
      return Outcome.open(0, "", obstacle.get());
    }
    try {
      Optional<Counterexample> special = descent.special();
      if (special.isPresent()) {
        return fails(special.get());
      }
      open.add(new Box(whole, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, numbers++));
      while (!open.isEmpty()) {
        if (boxes >= MOST_BOXES) {
          throw new Effort.UsedUpException();
        }
        Optional<Counterexample> found = examine(open.remove());
        if (found.isPresent()) {
          return fails(found.get());
        }
      }
    } catch (Effort.UsedUpException late) {
      return unfinished();
    }
    return stuck.isEmpty() ? holds() : unfinished();
  }

  private Optional<Counterexample> examine(Box box) {
    boxes++;
    Seen seen = questions.on(box.sides());
    if (seen.admissible() == Truth.FALSE) {
      return Optional.empty();
    }
    if (deepest == null || box.depth() > deepest.depth()) {
      deepest = box;
    }
    if (seen.definedness() == Definedness.NOWHERE) {
      undefined.add(box);
      return Optional.empty();
    }
    Measure measure = measure(box, seen);
    if (measure.done()) {
      admissible |= seen.admissible() == Truth.TRUE || holdsPoint(box);
      epsilon = Math.max(epsilon, measure.relative());
      return Optional.empty();
    }
    if (isWorthATry(seen)) {
      Optional<Counterexample> found = descent.from(box.sides(), measure.priority());
      if (found.isPresent()) {
        return found;
      }
    }
    Box measured =
        new Box(box.sides(), box.depth(), measure.priority(), measure.relative(), box.number());
    int side = dividing(box.sides(), seen);
    if (side < 0 || box.depth() >= DEEPEST) {
      stuck.add(measured);
      return Optional.empty();
    }
    for (RealInterval half : Halves.of(box.sides()[side])) {
      RealInterval[] sides = box.sides().clone();
      sides[side] = half;
      open.add(new Box(sides, box.depth() + 1, measure.priority(), measure.relative(), numbers++));
    }
    return Optional.empty();
  }

  /**
   * Returns whether the middle of a box may be a counterexample: hardly where the polynomial there
   * does not say so. Smaller boxes have smaller remainders, and some boxes are tried anyway.
   */
  private boolean isWorthATry(Seen seen) {
    TaylorModel gap = seen.gap().polynomial();
    if (gap == null || boxes <= ALL_TRIED || boxes % SOME_TRIED == 0) {
      return true;
    }
    double middle = gap.coefficient(0);
    return questions.claim().kind() == Claim.Kind.EQUAL
        ? Math.abs(middle) > gap.remainder()
        : middle < gap.remainder();
  }

  private boolean holdsPoint(Box box) {
    List<Num> point = new ArrayList<>();
    for (int i = 0; i < box.sides().length; i++) {
      Optional<Num> value = questions.variables().get(i).point(box.sides()[i]);
      if (value.isEmpty()) {
        return false;
      }
      point.add(value.get());
    }
    return questions.at(point).admissible() == Truth.TRUE;
  }

  /**
   * What a box says of the claim.
   *
   * @param done whether the claim holds on it
   * @param relative of an equation the relative difference that is not excluded
   * @param priority the lower, the less is known
   */
  private record Measure(boolean done, double relative, double priority) {}

  private Measure measure(Box box, Seen seen) {
    RealInterval gap = seen.gap().range();
    boolean defined = seen.definedness() == Definedness.EVERYWHERE;
    switch (questions.claim().kind()) {
      case LESS -> {
        boolean strict = gap.lo() > 0 || (gap.lo() == 0 && seen.gap().nonzero());
        return new Measure(defined && strict, 0, gap.lo());
      }
      case LESS_EQUAL -> {
        return new Measure(defined && gap.lo() >= 0, 0, gap.lo());
      }
      default -> {
        if (!defined) {
          return new Measure(false, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
        double difference = gap.magnitude();
        if (difference == 0) {
          return new Measure(true, 0, 0);
        }
        double relative = relative(box, seen, difference);
        return new Measure(relative <= EPSILON, relative, -relative);
      }
    }
  }

  /**
   * The difference beside the larger side: the least of it in the box, or at a zero the largest.
   */
  private double relative(Box box, Seen seen, double difference) {
    double least = Math.max(seen.left().range().mignitude(), seen.right().range().mignitude());
    if (least == 0) {
      least = questions.leastScale(box.sides());
    }
    if (least == 0 && isSmall(box.sides())) {
      least = largest(box.sides());
    }
    if (least == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double relative = TaylorModel.up(difference / least);
    boolean near = relative > EPSILON && relative < NEARLY && questions.isAveraged();
    if (near) {
      // Next to a zero of an average its size counts as at the zero, but for a factor.
      double scale = SMALL * questions.leastScale(box.sides());
      relative = scale > least ? TaylorModel.up(difference / scale) : relative;
    }
    return relative;
  }

  private boolean isSmall(RealInterval[] sides) {
    for (int i = 0; i < sides.length; i++) {
      if (!questions.isScaledBy(i)) {
        continue;
      }
      double scale = whole[i].isBounded() ? whole[i].width() : Math.max(1, sides[i].mignitude());
      if (!(sides[i].width() <= SMALL * scale)) {
        return false;
      }
    }
    return true;
  }

  /** A lower bound of the largest value that a side has in a box. */
  private double largest(RealInterval[] sides) {
    double largest = 0;
    for (int corner = 0; corner < 2; corner++) {
      RealInterval[] point = new RealInterval[sides.length];
      for (int i = 0; i < sides.length; i++) {
        point[i] = RealInterval.of(corner == 0 ? sides[i].lo() : sides[i].hi());
      }
      Seen seen = questions.on(point);
      if (seen.definedness() == Definedness.EVERYWHERE) {
        largest =
            Math.max(
                Math.max(largest, questions.leastScale(point)),
                Math.max(seen.left().range().mignitude(), seen.right().range().mignitude()));
      }
    }
    return largest;
  }

  /**
   * The side to divide: of few the one that says most where it is a single number, else the widest.
   */
  private int dividing(RealInterval[] sides, Seen seen) {
    int widest = widest(sides);
    if (questions.isAveraged()) {
      return byPolynomial(sides, seen, widest);
    }
    List<Integer> wide = new ArrayList<>();
    for (int i = 0; i < sides.length; i++) {
      if (sides[i].isBounded() && width(sides, i) > SMALLEST) {
        wide.add(i);
      }
    }
    if (wide.size() < 2
        || wide.size() > MOST_COMPARED
        || widest < 0
        || !sides[widest].isBounded()) {
      return widest;
    }
    int best = widest;
    double least = Double.POSITIVE_INFINITY;
    for (int i : wide) {
      RealInterval[] narrow = sides.clone();
      narrow[i] = RealInterval.of(sides[i].middle());
      double open = questions.on(narrow).gap().range().width();
      // What is nearly as good decides nothing: then the width does.
      if (open < 0.5 * least || (open < 2 * least && i == widest)) {
        best = i;
      }
      least = Math.min(least, open);
    }
    return best;
  }

  /**
   * Where a side is dear to value, the side to divide by the polynomial: that of the gap if the
   * polynomial is what is wide, else by the highest terms, which tell of those that are cut off.
   */
  private int byPolynomial(RealInterval[] sides, Seen seen, int widest) {
    boolean equation = questions.claim().kind() == Claim.Kind.EQUAL;
    TaylorModel gap = seen.gap().polynomial();
    TaylorModel left = seen.left().polynomial();
    TaylorModel larger = left == null ? seen.right().polynomial() : left;
    boolean rough = gap == null || gap.remainder() * 2 > gap.range().width() / 2;
    TaylorModel polynomial = equation && rough ? larger : gap;
    if (polynomial == null || widest < 0 || !sides[widest].isBounded()) {
      return widest;
    }
    double[] shares = polynomial.shares(rough);
    int best = widest;
    double most = 0;
    int next = 0;
    for (int i = 0; i < sides.length; i++) {
      if (!sides[i].isBounded() || sides[i].isPoint()) {
        continue;
      }
      double share = shares[next++];
      // What is nearly as good decides nothing: then the width does.
      boolean thin = width(sides, i) < THINNEST * width(sides, widest);
      if (!thin
          && width(sides, i) > SMALLEST
          && (share > 2 * most || (share > most / 2 && i == widest))) {
        best = i;
      }
      most = Math.max(most, share);
    }
    return best;
  }

  /** The side to divide: the widest beside the whole domain; negative where all are narrow. */
  private int widest(RealInterval[] sides) {
    int widest = -1;
    double most = SMALLEST;
    for (int i = 0; i < sides.length; i++) {
      double relative = width(sides, i);
      if (relative > most) {
        most = relative;
        widest = i;
      }
    }
    return widest;
  }

  /** The width beside that of the whole domain, infinite ones above all others. */
  private double width(RealInterval[] sides, int i) {
    double width = sides[i].width();
    return Double.isInfinite(width)
        ? Halves.of(sides[i]).isEmpty() ? 0 : Double.MAX_VALUE
        : whole[i].isBounded()
            ? width / whole[i].width()
            : width / Math.max(1, sides[i].magnitude());
  }

  private Outcome fails(Counterexample witness) {
    return new Outcome(
        Decision.FAILS,
        Double.NaN,
        boxes,
        "",
        witness,
        "",
        "the enclosures of the sides exclude the claim at " + Texts.point(witness.point()));
  }

  /** Returns whether a point of the domain was found at which the claim says something. */
  boolean isAdmissible() {
    return admissible;
  }

  private Outcome holds() {
    if (!admissible) {
      return new Outcome(
          Decision.EMPTY,
          Double.NaN,
          boxes,
          "",
          null,
          undefined.isEmpty() ? "" : texts(undefined),
          undefined.isEmpty()
              ? "no admissible point was found"
              : "a side is undefined on the whole domain");
    }
    boolean equation = questions.claim().kind() == Claim.Kind.EQUAL;
    String where = undefined.isEmpty() ? "" : "; undefined for " + texts(undefined);
    return new Outcome(
        Decision.HOLDS,
        equation ? epsilon : 0,
        boxes,
        deepest == null ? "" : text(deepest),
        null,
        undefined.isEmpty() ? "" : texts(undefined),
        (equation
                ? epsilon == 0
                    ? "the sides are equal on the whole domain"
                    : String.format(
                        Locale.ROOT,
                        "the sides are equal to a relative difference of %.1e on the whole"
                            + " domain%s",
                        Math.max(epsilon, EPSILON),
                        // Where averages vanish, a relative difference says nothing.
                        questions.isAveraged() ? ", next to zeros of averages of their size" : "")
                : "holds on the whole domain")
            + Texts.boxes(boxes)
            + where);
  }

  private Outcome unfinished() {
    List<Box> left = new ArrayList<>(stuck);
    left.addAll(open);
    if (questions.claim().kind() == Claim.Kind.EQUAL && admissible) {
      double worst = left.stream().mapToDouble(Box::relative).max().orElse(0);
      if (worst <= LARGEST_EPSILON) {
        epsilon = Math.max(epsilon, worst);
        return holds();
      }
    }
    Box hardest =
        left.stream()
            .max(
                Comparator.comparingInt(Box::depth)
                    .thenComparing(Box::number, Comparator.reverseOrder()))
            .orElse(null);
    String where = hardest == null ? "" : text(hardest);
    return Outcome.open(
        boxes,
        where,
        "not decided by enclosures" + (where.isEmpty() ? "" : " at " + where) + Texts.boxes(boxes));
  }

  private String texts(List<Box> many) {
    return Texts.hull(questions.variables(), many.stream().map(Box::sides).toList());
  }

  private String text(Box box) {
    return Texts.box(questions.variables(), box.sides());
  }
}
