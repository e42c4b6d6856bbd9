package org.widelimit.algebra.decide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.algebra.precise.HighPrecision;

/**
 * Admissible points at which a difference that looks like 0 is tried once more: at random, and on
 * either side of every switch, a part whose sign decides which branch of an absolute value, a root
 * of a square, a maximum, a step or an arctangent the expression takes. An identity that holds on a
 * part of the domain only fails behind one of them.
 */
final class TestPoints {

  private static final int AT_RANDOM = 12;
  private static final int MOST_SWITCHES = 12;
  private static final int SCANNED = 8;
  private static final int DIGITS = 15;

  /** How far from a zero the points beside it lie, relative to it. */
  private static final Num BESIDE = Expressions.num(1, 1024);

  private final Set<String> symbols;
  private final Assumptions assumptions;
  private final RandomGenerator random;

  private TestPoints(Set<String> symbols, Assumptions assumptions, RandomGenerator random) {
    this.symbols = symbols;
    this.assumptions = assumptions;
    this.random = random;
  }

  /**
   * Returns the points.
   *
   * @param expr the expression
   * @param symbols its symbols, at least one
   */
  static List<Map<String, Num>> of(
      Expr expr, Set<String> symbols, Assumptions assumptions, RandomGenerator random) {
    TestPoints source = new TestPoints(symbols, assumptions, random);
    List<Map<String, Num>> points = new ArrayList<>();
    Set<Expr> switches = new LinkedHashSet<>();
    collect(expr, switches);
    switches.removeIf(part -> part.symbols().stream().noneMatch(symbols::contains));
    switches.stream().limit(MOST_SWITCHES).forEach(part -> points.addAll(source.around(part)));
    for (int i = 0; i < AT_RANDOM; i++) {
      AdmissiblePoints.sample(assumptions, symbols, random).ifPresent(points::add);
    }
    return points;
  }

  /** Collects the parts of which the sign matters. */
  private static void collect(Expr expr, Set<Expr> switches) {
    if (!(expr instanceof Call call)) {
      return;
    }
    switches.addAll(Switches.of(call));
    List<Expr> args = call.args();
    switch (call.headName().orElse("")) {
      case "Power" -> {
        if (args.get(1) instanceof Num exponent) {
          if (!exponent.isInteger()) {
            factors(args.get(0), switches);
          } else if (exponent.signum() < 0) {
            switches.add(args.get(0));
          }
        }
      }
      case "Log" -> factors(args.get(0), switches);
      case "Csch", "Coth" -> switches.add(args.get(0));
      case "ArcTan", "ArcSin", "ArcCos", "ArcTanh", "ArcCosh" -> {
        switches.add(args.get(0));
        switches.add(Expressions.minus(args.get(0), Expressions.ONE));
        switches.add(Expressions.plus(args.get(0), Expressions.ONE));
      }
      default -> {
        // Smooth, or made of parts that are not.
      }
    }
    args.forEach(arg -> collect(arg, switches));
  }

  /** Roots and logarithms of a product have branches where a factor changes its sign. */
  private static void factors(Expr base, Set<Expr> switches) {
    List<Expr> parts = Expressions.factors(base);
    for (Expr part : parts) {
      if (part.isCall("Power", 2) && ((Call) part).arg(1) instanceof Num) {
        switches.add(((Call) part).arg(0));
      } else if (parts.size() > 1) {
        switches.add(part);
      }
    }
  }

  /** Returns a point for each sign of the part that was found. */
  private List<Map<String, Num>> around(Expr part) {
    Map<Integer, Map<String, Num>> bySign = new TreeMap<>();
    List<Map<String, Num>> scanned = new ArrayList<>();
    for (int i = 0; i < SCANNED && bySign.size() < 2; i++) {
      Optional<Map<String, Num>> point = AdmissiblePoints.sample(assumptions, symbols, random);
      point.ifPresent(
          p -> {
            scanned.add(p);
            keep(part, p, bySign);
          });
    }
    for (Map<String, Num> point : scanned) {
      Optional<HighPrecision.Estimate> value =
          bySign.size() < 2 ? HighPrecision.glance(part, point, DIGITS) : Optional.empty();
      Set<String> names = new TreeSet<>(part.symbols());
      names.retainAll(point.keySet());
      for (String name : names) {
        if (value.isPresent() && bySign.size() < 2) {
          beside(part, point, value.get().value().doubleValue(), name, bySign);
        }
      }
    }
    return List.copyOf(bySign.values());
  }

  private static void keep(
      Expr part, Map<String, Num> point, Map<Integer, Map<String, Num>> bySign) {
    Optional<HighPrecision.Estimate> value = HighPrecision.glance(part, point, DIGITS);
    if (value.isPresent() && value.get().isNonzero()) {
      bySign.putIfAbsent(value.get().value().signum(), point);
    }
  }

  /** Tries both sides of where the part would be 0 if it were linear in a symbol. */
  private void beside(
      Expr part,
      Map<String, Num> point,
      double value,
      String name,
      Map<Integer, Map<String, Num>> bySign) {
    Num there = assumptions.domain(name).sample(random);
    Optional<Num> root = root(part, point, value, name, there);
    if (root.isEmpty()) {
      return;
    }
    Num size = root.get().signum() < 0 ? product(Expressions.MINUS_ONE, root.get()) : root.get();
    Num distance = product(BESIDE, size.signum() == 0 ? Expressions.ONE : size);
    for (Num step : List.of(distance, product(Expressions.MINUS_ONE, distance))) {
      Map<String, Num> moved = new TreeMap<>(point);
      moved.put(name, Expressions.add(root.get(), step));
      if (AdmissiblePoints.admits(assumptions, moved)) {
        keep(part, moved, bySign);
      }
    }
  }

  private static Optional<Num> root(
      Expr part, Map<String, Num> point, double value, String name, Num there) {
    Map<String, Num> moved = new TreeMap<>(point);
    moved.put(name, there);
    Optional<HighPrecision.Estimate> second = HighPrecision.glance(part, moved, DIGITS);
    if (second.isEmpty()) {
      return Optional.empty();
    }
    double here = point.get(name).doubleValue();
    double slope = (second.get().value().doubleValue() - value) / (there.doubleValue() - here);
    double at = here - value / slope;
    // A number of few digits: exact arithmetic with it is short, and the points lie further apart.
    float near = (float) at;
    return Float.isFinite(near)
        ? Optional.of(Expressions.decimal(new java.math.BigDecimal(near)))
        : Optional.empty();
  }

  private static Num product(Num a, Num b) {
    return Expressions.multiply(a, b);
  }
}
