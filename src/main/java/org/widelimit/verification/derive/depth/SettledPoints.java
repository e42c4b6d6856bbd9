package org.widelimit.verification.derive.depth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.numeric.interval.RealInterval;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.FixedPoints;
import org.widelimit.verification.derive.LengthMapForm;
import org.widelimit.verification.derive.ScalarProof;
import org.widelimit.verification.enclose.PointEnclosure;
import org.widelimit.verification.evaluate.Settling;

/**
 * Encloses formulas of numbers and of where networks settle, {@code FixedPoint[LengthMap[...]]} and
 * {@code FixedPoint[CorrelationMap[...]]} without a start.
 *
 * <p>A length map that increases and is strictly concave has its only positive fixed point between
 * two lengths of which it raises the first and lowers the second. A correlation map is convex on
 * [0, 1] and 1 at 1: where it raises a correlation and lowers a larger one, its smallest fixed
 * point lies between, and is the one that attracts.
 */
final class SettledPoints {

  /** How far to both sides of its estimate a length is looked for, relative to it. */
  private static final double LENGTH = 1e-10;

  /** The same for a correlation, which moves with the length. */
  private static final double CORRELATION = 1e-6;

  private static final Duration ONE_VALUE = Duration.ofSeconds(2);
  private static final int DIGITS = 20;

  private final Subject subject;
  private final Map<Expr, Optional<RealInterval>> known = new HashMap<>();

  SettledPoints(Subject subject) {
    this.subject = subject;
  }

  /** Encloses a formula; empty where a word or the time it takes is too much. */
  Optional<RealInterval> enclose(Expr formula) {
    List<String> names = new ArrayList<>();
    List<RealInterval> box = new ArrayList<>();
    boolean[] open = {false};
    Expr named =
        formula.transform(
            node -> {
              if (!FixedPoints.isWord(node)) {
                return node;
              }
              Optional<RealInterval> point = known(node);
              open[0] |= point.isEmpty();
              Sym symbol = InternalNames.of("settled", String.valueOf(names.size()));
              names.add(symbol.name());
              box.add(point.orElse(RealInterval.REALS));
              return symbol;
            });
    return open[0] ? Optional.empty() : over(named, names, box);
  }

  private Optional<RealInterval> over(Expr formula, List<String> names, List<RealInterval> box) {
    Expr plain = PointEnclosure.formula(formula, subject.activations());
    EnclosedValue value =
        PointValues.over(plain, names, box.toArray(RealInterval[]::new), ONE_VALUE);
    return value.isSure() ? Optional.of(value.range()) : Optional.empty();
  }

  private Optional<RealInterval> known(Expr word) {
    Optional<RealInterval> point = known.get(word);
    if (point == null) {
      point = point(word);
      known.put(word, point);
    }
    return point;
  }

  private Optional<RealInterval> point(Expr word) {
    Call call = (Call) word;
    if (!call.isCall("FixedPoint", 1)) {
      return Optional.empty();
    }
    Call map = (Call) call.arg(0);
    try {
      return map.isCall("LengthMap", 3) ? length(map) : correlation(map);
    } catch (ArithmeticException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private Optional<RealInterval> length(Call map) {
    Optional<LengthMapForm> form =
        LengthMapForm.of(map, subject, Assumptions.none(), map)
            .filter(LengthMapForm::isIncreasingAndConcave);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    double estimate = Settling.length(maps(map), Optional.empty()).value().value();
    return between(estimate, LENGTH, length -> form.get().at(length), List.of(), List.of());
  }

  private Optional<RealInterval> correlation(Call map) {
    Optional<RealInterval> lengths = known(FixedPoints.lengthOf(map));
    if (lengths.isEmpty()) {
      return Optional.empty();
    }
    Sym q = InternalNames.symbol("length");
    Assumptions positive = Assumptions.none().with(q.name(), Interval.POSITIVE);
    double estimate = Settling.correlation(maps(map), Optional.empty()).value().value();
    return between(
            estimate,
            CORRELATION,
            c ->
                new ScalarProof(subject, positive)
                    .closed(
                        Definitions.expand(Expressions.call(map, List.of(q, c))),
                        new ArrayList<>()),
            List.of(q.name()),
            List.of(lengths.get()))
        .filter(found -> found.lo() >= 0 && found.hi() < 1);
  }

  /** An image of a point, as a formula. */
  private interface Image {
    Expr of(Expr point);
  }

  /** Returns the neighbourhood of an estimate that a map shrinks, from below and from above. */
  private Optional<RealInterval> between(
      double estimate, double reach, Image image, List<String> names, List<RealInterval> box) {
    double lower = estimate - reach * estimate;
    double upper = estimate + reach * estimate;
    boolean shrinks =
        shift(lower, image, names, box).filter(shift -> shift.lo() > 0).isPresent()
            && shift(upper, image, names, box).filter(shift -> shift.hi() < 0).isPresent();
    return shrinks ? Optional.of(RealInterval.of(lower, upper)) : Optional.empty();
  }

  private Optional<RealInterval> shift(
      double at, Image image, List<String> names, List<RealInterval> box) {
    Expr point = Expressions.decimal(new java.math.BigDecimal(at));
    return over(Expressions.minus(image.of(point), point), names, box);
  }

  private MeanFieldMaps maps(Call map) {
    return MeanFieldMaps.of(
        subject.activations().get(map.arg(0)), square(map.arg(1)), square(map.arg(2)));
  }

  /** The estimate needs no more than a double's digits. */
  private static double square(Expr scale) {
    double value =
        HighPrecision.estimate(scale, Map.of(), DIGITS)
            .orElseThrow(() -> new ArithmeticException("no number"))
            .value()
            .doubleValue();
    return value * value;
  }
}
