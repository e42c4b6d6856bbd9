package org.widelimit.verification.trial;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.budget.TaskThread;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Sliced;
import org.widelimit.verification.verdict.Evidence.Witness;

/** Both sides of an equation along one symbol, the others as a witness has them. */
final class Slice {

  private static final int POINTS = 41;

  /** Fewer points than this are no curve. */
  private static final int LEAST = 8;

  /** A picture is not worth more time of the processor than this, in nanoseconds. */
  private static final long LONGEST = 500_000_000;

  /** Where a domain has no end: how many times the witness, and how far at least. */
  private static final double BEYOND = 4;

  private final TrialSource source;
  private final Integration integration;
  private final Equality sides;

  Slice(TrialSource source, Integration integration, Equality sides) {
    this.source = source;
    this.integration = integration;
    this.sides = sides;
  }

  /**
   * Returns the slice through a witness.
   *
   * @param witness the witness
   * @param like a point of the claim
   * @param streams the random choices that a point needs
   * @return empty if no symbol has an interval, or a side has too few values
   */
  Optional<Sliced> through(Witness witness, Trial like, RandomStreams streams) {
    Map<String, Num> point = new LinkedHashMap<>(like.exact());
    for (String name : like.exact().keySet()) {
      Double value = witness.values().get(name);
      if (value == null || !Double.isFinite(value)) {
        return Optional.empty();
      }
      point.put(name, Expressions.decimal(BigDecimal.valueOf(value)));
    }
    for (SymbolDeclaration symbol : source.symbols()) {
      if (point.containsKey(symbol.name()) && !symbol.domain().integer()) {
        return along(symbol, point, like, streams, witness);
      }
    }
    return Optional.empty();
  }

  private Optional<Sliced> along(
      SymbolDeclaration symbol,
      Map<String, Num> point,
      Trial like,
      RandomStreams streams,
      Witness witness) {
    long start = TaskThread.usedByThisThread();
    double center = witness.values().get(symbol.name());
    double[] range = range(symbol.domain(), center);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      double x = range[0] + (range[1] - range[0]) * (i + 0.5) / POINTS;
      Map<String, Num> at = new LinkedHashMap<>(point);
      at.put(symbol.name(), Expressions.decimal(new BigDecimal(x).round(new MathContext(6))));
      value(at, like, streams).ifPresent(points::add);
      if (TaskThread.usedByThisThread() - start > LONGEST) {
        return Optional.empty();
      }
    }
    Optional<Point> middle = value(point, like, streams);
    if (points.size() < LEAST || middle.isEmpty()) {
      return Optional.empty();
    }
    points.add(middle.get());
    points.sort(Comparator.comparing(one -> one.values().get(symbol.name())));
    return Optional.of(
        new Sliced(
            symbol.name(),
            points,
            middle.get(),
            "both sides along " + symbol.name() + " through the witness"));
  }

  private Optional<Point> value(Map<String, Num> at, Trial like, RandomStreams streams) {
    try {
      Optional<Trial> trial = source.at(at, like, streams.generator());
      if (trial.isEmpty()) {
        return Optional.empty();
      }
      Quantity left = integration.value(trial.get(), sides.left());
      Quantity right = integration.value(trial.get(), sides.right());
      boolean numbers =
          left.isScalar()
              && right.isScalar()
              && Double.isFinite(left.value())
              && Double.isFinite(right.value());
      double error = left.error() + right.error();
      return numbers
          ? Optional.of(
              new Point(
                  trial.get().values(),
                  left.value(),
                  right.value(),
                  error,
                  Math.abs(left.value() - right.value()) > error
                      ? Agreement.DIFFER
                      : Agreement.AGREE))
          : Optional.empty();
    } catch (UndefinedValueException none) {
      return Optional.empty();
    }
  }

  private static double[] range(Domain domain, double center) {
    double reach = Math.max(BEYOND * Math.abs(center), BEYOND);
    double upper = domain.upper().map(Num::doubleValue).orElse(Double.POSITIVE_INFINITY);
    double lower = domain.lower().map(Num::doubleValue).orElse(Double.NEGATIVE_INFINITY);
    return new double[] {
      Double.isFinite(lower) ? Math.max(lower, center - reach) : center - reach,
      Double.isFinite(upper) ? Math.min(upper, center + reach) : center + reach
    };
  }
}
