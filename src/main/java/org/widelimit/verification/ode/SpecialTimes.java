package org.widelimit.verification.ode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.precise.Decimals;
import org.widelimit.algebra.precise.HighPrecision.Estimate;
import org.widelimit.verification.claim.Elementary;

/**
 * The times that formulas name: where a step or a kink switches, where the base of a power or the
 * argument of a function vanishes, where a cosine under a tangent does, where an exponent is
 * largest. A pulse, a pole or a window that random times would miss lies at one of them.
 */
final class SpecialTimes {

  private static final int MOST_PARTS = 48;
  private static final int MOST_TIMES = 24;
  private static final int CELLS = 160;

  /** A long interval is searched more closely so far from its ends. */
  private static final double NEAR = 10;

  private static final int MOST_STEPS_OF_A_STAIR = 12;

  private static final int DIGITS = 70;
  private static final MathContext SHORT = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final int REFINEMENTS = 14;

  /** Zeros that lie no further apart, relative to the interval, are one. */
  private static final double ROUNDING = 1e-30;

  private final TimedValues values;
  private final double from;
  private final double to;
  private final TreeSet<Double> grid = new TreeSet<>();

  /** Parts whose zeros are special, and whether a branch is chosen there. */
  private final Map<Expr, Boolean> parts = new LinkedHashMap<>();

  private SpecialTimes(TimedValues values, double from, double to, RandomGenerator random) {
    this.values = values;
    this.from = from;
    this.to = to;
    this.grid.addAll(List.of(from, to));
    // At random within the cells, so that no period of a formula is that of the grid.
    for (int i = 0; i < CELLS; i++) {
      grid.add(from + (to - from) * (i + random.nextDouble()) / CELLS);
      double near = NEAR * (i + random.nextDouble()) / CELLS;
      grid.add(Math.min(to, from + near));
      grid.add(Math.max(from, to - near));
    }
  }

  /**
   * A special time.
   *
   * @param at the time, exact or to 60 digits
   * @param exact whether it is exact
   * @param switches whether a branch is chosen there
   */
  record Special(Num at, boolean exact, boolean switches) {}

  /**
   * Returns the special times of some formulas in an interval, in ascending order.
   *
   * @param from the lower end of the interval
   * @param to the upper end
   * @param random where the cells of a search for zeros are tried
   */
  static List<Special> of(
      List<Expr> formulas, TimedValues values, double from, double to, RandomGenerator random) {
    SpecialTimes times = new SpecialTimes(values, from, to, random);
    formulas.forEach(times::collect);
    Map<Num, Special> found = new LinkedHashMap<>();
    times.parts.entrySet().stream()
        .limit(MOST_PARTS)
        .forEach(
            part -> {
              for (Special special : times.zeros(part.getKey(), part.getValue())) {
                found.merge(
                    special.at(),
                    special,
                    (a, b) ->
                        new Special(a.at(), a.exact() || b.exact(), a.switches() || b.switches()));
              }
            });
    return merged(
            found.values().stream().sorted(Comparator.comparing(Special::at)).toList(), to - from)
        .stream()
        .sorted(Comparator.comparing((Special special) -> !special.switches()))
        .limit(MOST_TIMES)
        .sorted(Comparator.comparing(Special::at))
        .toList();
  }

  /** Makes one of times that several parts name, and that differ by their rounding only. */
  private static List<Special> merged(List<Special> sorted, double width) {
    List<Special> merged = new ArrayList<>();
    for (Special next : sorted) {
      Special last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last == null
          || Expressions.add(next.at(), (Num) Expressions.negate(last.at())).doubleValue()
              > ROUNDING * width) {
        merged.add(next);
      } else {
        merged.set(
            merged.size() - 1,
            new Special(
                last.exact() ? last.at() : next.at(),
                last.exact() || next.exact(),
                last.switches() || next.switches()));
      }
    }
    return merged;
  }

  private void collect(Expr expr) {
    if (!(expr instanceof Call call) || !expr.symbols().contains(values.variable())) {
      return;
    }
    Switches.of(call).forEach(part -> add(part, true));
    switch (call.headName().orElse("")) {
      case "Power" -> {
        add(call.arg(0), false);
        addCritical(call.arg(1));
      }
      case "Tan" -> add(Expressions.call("Cos", call.arg(0)), false);
      case "Floor" -> stairs(call.arg(0));
      default -> {
        if (call.arity() == 1 && call.headName().filter(Elementary::isUnary).isPresent()) {
          add(call.arg(0), false);
        }
      }
    }
    call.args().forEach(this::collect);
  }

  private void add(Expr part, boolean switches) {
    if (!part.symbols().contains(values.variable())) {
      return;
    }
    if (part.isCall("Times")) {
      ((Call) part).args().forEach(factor -> add(factor, switches));
    } else if (part.isCall("Power", 2) && ((Call) part).arg(1) instanceof Num) {
      add(((Call) part).arg(0), switches);
    } else {
      parts.merge(part, switches, Boolean::logicalOr);
    }
  }

  /** An exponent is largest or least where its derivative vanishes. */
  private void addCritical(Expr exponent) {
    slope(exponent).ifPresent(slope -> add(slope, false));
  }

  private Optional<Expr> slope(Expr part) {
    if (!part.symbols().contains(values.variable()) || !Elementary.isFormula(part)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Derivatives.almostEverywhere(part, values.variable()));
    } catch (IllegalArgumentException noRule) {
      return Optional.empty();
    }
  }

  /** A floor jumps where its argument is an integer. */
  private void stairs(Expr argument) {
    double low = values.rough(argument, from);
    double high = values.rough(argument, to);
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return;
    }
    long first = (long) Math.floor(Math.min(low, high));
    long last = (long) Math.ceil(Math.max(low, high));
    long stride = Math.max(1, (last - first) / MOST_STEPS_OF_A_STAIR);
    for (long n = first; n <= last; n += stride) {
      add(Expressions.minus(argument, Expressions.num(n)), true);
    }
  }

  private List<Special> zeros(Expr part, boolean switches) {
    List<Special> zeros = new ArrayList<>();
    Optional<Num> root = linearRoot(values.inTime(part));
    if (root.isPresent()) {
      if (inside(root.get().doubleValue())) {
        zeros.add(new Special(root.get(), true, switches));
      }
      return zeros;
    }
    TreeSet<Double> nodes = new TreeSet<>(grid);
    // A part that dips below 0 between two nodes has an extremum there.
    slope(part)
        .ifPresent(
            slope -> {
              for (double critical : crossings(slope, new TreeSet<>(nodes))) {
                nodes.add(critical);
                if (!switches) {
                  zeros.add(new Special(TimedValues.exact(critical), false, false));
                }
              }
            });
    for (double crossing : crossings(part, nodes)) {
      zeros.add(refined(part, crossing, switches));
    }
    return zeros;
  }

  private boolean inside(double time) {
    return time >= from && time <= to;
  }

  private List<Double> crossings(Expr part, SortedSet<Double> nodes) {
    List<Double> found = new ArrayList<>();
    double left = Double.NaN;
    double atLeft = Double.NaN;
    for (double right : nodes) {
      double atRight = values.rough(part, right);
      if (atRight == 0 && atLeft != 0) {
        found.add(right);
      } else if (atLeft * atRight < 0) {
        found.add(bisected(part, left, right, atLeft));
      }
      left = right;
      atLeft = atRight;
    }
    return found;
  }

  private double bisected(Expr part, double lower, double upper, double atLower) {
    double left = lower;
    double right = upper;
    while (true) {
      double middle = left + (right - left) / 2;
      if (middle <= left || middle >= right) {
        return middle;
      }
      if (values.rough(part, middle) * atLower > 0) {
        left = middle;
      } else {
        right = middle;
      }
    }
  }

  /** Carries a zero beyond the precision of doubles by the secant rule. */
  private Special refined(Expr part, double near, boolean switches) {
    BigDecimal older = new BigDecimal(near);
    BigDecimal newer = new BigDecimal(near + Math.max(Math.ulp(near), 1e-18));
    Optional<Estimate> atOlder = values.fine(part, Expressions.decimal(older), DIGITS);
    if (atOlder.isPresent() && atOlder.get().value().signum() == 0) {
      return new Special(Expressions.decimal(older), atOlder.get().error().signum() == 0, switches);
    }
    for (int i = 0; i < REFINEMENTS; i++) {
      Optional<Estimate> atNewer = values.fine(part, Expressions.decimal(newer), DIGITS);
      if (atOlder.isEmpty() || atNewer.isEmpty()) {
        return new Special(TimedValues.exact(near), false, switches);
      }
      BigDecimal rise = Decimals.minus(atNewer.get().value(), atOlder.get().value());
      if (rise.signum() == 0) {
        break;
      }
      BigDecimal next =
          newer
              .subtract(
                  atNewer
                      .get()
                      .value()
                      .multiply(newer.subtract(older))
                      .divide(rise, new MathContext(DIGITS)))
              .round(SHORT);
      older = newer;
      atOlder = atNewer;
      newer = next;
      if (newer.compareTo(older) == 0) {
        break;
      }
    }
    boolean strayed =
        newer.subtract(new BigDecimal(near)).abs().doubleValue() > (to - from) / CELLS;
    return strayed
        ? new Special(TimedValues.exact(near), false, switches)
        : new Special(Expressions.decimal(newer), false, switches);
  }

  /** Returns the zero of an expression that is linear in time with rational coefficients. */
  private Optional<Num> linearRoot(Expr part) {
    Num slope = Expressions.ZERO;
    Num constant = Expressions.ZERO;
    for (Expr term : part.isCall("Plus") ? ((Call) part).args() : List.of(part)) {
      if (term instanceof Num number) {
        constant = Expressions.add(constant, number);
      } else if (Expressions.withoutCoefficient(term).equals(Expressions.sym(values.variable()))) {
        slope = Expressions.add(slope, Expressions.coefficient(term));
      } else {
        return Optional.empty();
      }
    }
    return slope.signum() == 0
        ? Optional.empty()
        : Optional.of((Num) Expressions.divide(Expressions.negate(constant), slope));
  }
}
