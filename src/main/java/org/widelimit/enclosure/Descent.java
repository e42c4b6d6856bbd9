package org.widelimit.enclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.enclosure.Outcome.Counterexample;
import org.widelimit.enclosure.Questions.Seen;
import org.widelimit.enclosure.box.Definedness;
import org.widelimit.enclosure.box.Truth;
import org.widelimit.numeric.interval.RealInterval;

/** Looks for counterexamples: at the points that suggest themselves, and downhill from boxes. */
final class Descent {

  private static final double[] STEPS = {1, 0.25, 0.0625, 0x1p-6, 0x1p-9, 0x1p-13};

  /** Searches downhill that find nothing new cost more than they are worth. */
  private static final int MOST_SEARCHES = 12;

  /** Fewer where a point is dear to value. */
  private static final int MOST_DEAR_SEARCHES = 2;

  private final Questions questions;
  private final int most;
  private int searches;
  private double best = Double.POSITIVE_INFINITY;

  Descent(Questions questions) {
    this.questions = questions;
    this.most = questions.isAveraged() ? MOST_DEAR_SEARCHES : MOST_SEARCHES;
  }

  /** Tries the ends that belong to the domain, and a few numbers inside. */
  Optional<Counterexample> special() {
    List<Variable> variables = questions.variables();
    List<List<Num>> candidates = new ArrayList<>();
    for (Variable variable : variables) {
      List<Num> values = new ArrayList<>();
      variable.domain().lower().ifPresent(values::add);
      variable.domain().upper().ifPresent(values::add);
      for (long[] simple : new long[][] {{0, 1}, {1, 1}, {-1, 1}, {2, 1}, {1, 2}}) {
        values.add(Expressions.num(simple[0], simple[1]));
      }
      values.removeIf(value -> !variable.domain().contains(value));
      variable.point(variable.cover()).ifPresent(values::add);
      candidates.add(values.stream().distinct().toList());
    }
    List<Num> base = new ArrayList<>();
    for (List<Num> values : candidates) {
      if (values.isEmpty()) {
        return Optional.empty();
      }
      base.add(values.get(values.size() - 1));
    }
    Optional<Counterexample> found = questions.counterexample(base);
    for (int i = 0; i < base.size() && found.isEmpty(); i++) {
      for (Num value : candidates.get(i)) {
        List<Num> point = new ArrayList<>(base);
        point.set(i, value);
        found = questions.counterexample(point);
        if (found.isPresent()) {
          break;
        }
      }
    }
    return found;
  }

  /** Looks at the middle of a box, and downhill from it where that is lower than ever before. */
  Optional<Counterexample> from(RealInterval[] sides, double promised) {
    Optional<List<Num>> middle = point(sides);
    if (middle.isEmpty()) {
      return Optional.empty();
    }
    Optional<Counterexample> found = questions.counterexample(middle.get());
    if (found.isPresent() || questions.claim().kind() == Claim.Kind.EQUAL) {
      return found;
    }
    double value = value(middle.get());
    if (!(value < best) || searches >= most) {
      return Optional.empty();
    }
    searches++;
    return downhill(sides, middle.get(), value);
  }

  private Optional<List<Num>> point(RealInterval[] sides) {
    List<Num> point = new ArrayList<>();
    for (int i = 0; i < sides.length; i++) {
      Optional<Num> value = questions.variables().get(i).point(sides[i]);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      point.add(value.get());
    }
    return Optional.of(point);
  }

  /** The distance of the sides, infinite where the point is not admissible. */
  private double value(List<Num> point) {
    for (int i = 0; i < point.size(); i++) {
      if (!questions.variables().get(i).domain().contains(point.get(i))) {
        return Double.POSITIVE_INFINITY;
      }
    }
    Seen seen = questions.at(point);
    return seen.admissible() == Truth.TRUE && seen.definedness() == Definedness.EVERYWHERE
        ? seen.right().range().middle() - seen.left().range().middle()
        : Double.POSITIVE_INFINITY;
  }

  private Optional<Counterexample> downhill(
      RealInterval[] sides, List<Num> start, double startValue) {
    List<Num> point = start;
    double value = startValue;
    for (double step : STEPS) {
      boolean moved = true;
      for (int round = 0; moved && round < 8; round++) {
        moved = false;
        for (int i = 0; i < point.size(); i++) {
          double at = point.get(i).doubleValue();
          double width = questions.variables().get(i).values(sides[i]).width();
          double size = Double.isFinite(width) ? width : Math.max(1, Math.abs(at));
          for (int sign = -1; sign <= 1; sign += 2) {
            double next = at + sign * step * size;
            if (questions.variables().get(i).domain().integer()) {
              next = Math.rint(next);
            }
            if (!Double.isFinite(next) || next == at) {
              continue;
            }
            List<Num> candidate = new ArrayList<>(point);
            candidate.set(i, Variable.exact(next));
            double there = value(candidate);
            if (there < value) {
              value = there;
              point = candidate;
              moved = true;
              break;
            }
          }
        }
      }
    }
    best = Math.min(best, value);
    return questions.counterexample(point);
  }
}
