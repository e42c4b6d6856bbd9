package org.widelimit.verification.point;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.widelimit.algebra.AsWritten;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.verification.claim.Affine;

/**
 * Admissible points with exact coordinates at which a part of a formula may have a sign that it
 * should not have: at random, at ends, at small numbers, and where it is 0 along a symbol.
 */
public final class CandidatePoints {

  private static final int DIGITS = 30;
  private static final int AT_RANDOM = 24;
  private static final int MOST_CORNERS = 64;

  private static final List<Num> SPECIAL =
      List.of(Expressions.ZERO, Expressions.ONE, Expressions.MINUS_ONE);

  private CandidatePoints() {}

  /**
   * Returns the value of a part at a point, a number where its arithmetic is exact, or empty where
   * it has none: {@code n Coth[n]} is not 0 at 0.
   */
  public static Optional<Expr> at(Expr part, Map<String, Num> point) {
    Expr value = put(part, point);
    Expr written = AsWritten.of(() -> put(part, point));
    return written.equals(value) || HighPrecision.estimate(written, Map.of(), DIGITS).isPresent()
        ? Optional.of(value)
        : Optional.empty();
  }

  private static Expr put(Expr part, Map<String, Num> point) {
    Expr value = part;
    for (Map.Entry<String, Num> entry : point.entrySet()) {
      value = value.substitute(entry.getKey(), entry.getValue());
    }
    return value;
  }

  /**
   * Returns the points.
   *
   * @param part the part
   * @param where what is assumed
   * @param names the symbols of the part, constants excluded
   * @param seed where the random points come from
   */
  public static List<Map<String, Num>> of(
      Expr part, Assumptions where, Set<String> names, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Map<String, Num>> points = new ArrayList<>();
    List<Map<String, Num>> corners = new ArrayList<>(List.of(Map.of()));
    Set<String> all = new TreeSet<>(names);
    where.constraints().forEach(constraint -> all.addAll(constraint.symbols()));
    all.removeAll(Assumptions.CONSTANTS);
    for (String name : all) {
      List<Map<String, Num>> longer = new ArrayList<>();
      for (Map<String, Num> corner : corners) {
        for (Num value : special(where.domain(name), random)) {
          Map<String, Num> more = new LinkedHashMap<>(corner);
          more.put(name, value);
          longer.add(more);
        }
      }
      corners = longer.subList(0, Math.min(MOST_CORNERS, longer.size()));
    }
    points.addAll(corners);
    for (int i = 0; i < AT_RANDOM; i++) {
      AdmissiblePoints.sample(where, names, random).ifPresent(points::add);
    }
    for (Map<String, Num> point : List.copyOf(points)) {
      names.forEach(name -> zero(part, point, name).ifPresent(points::add));
    }
    return points.stream().filter(point -> AdmissiblePoints.admits(where, point)).toList();
  }

  private static List<Num> special(Interval domain, SplittableRandom random) {
    Set<Num> values = new LinkedHashSet<>();
    domain.lower().filter(domain::contains).ifPresent(values::add);
    domain.upper().filter(domain::contains).ifPresent(values::add);
    SPECIAL.stream().filter(domain::contains).forEach(values::add);
    if (values.isEmpty()) {
      values.add(domain.sample(random));
    }
    return List.copyOf(values);
  }

  /** Moves a point to where a part that is linear in a symbol is 0. */
  private static Optional<Map<String, Num>> zero(Expr part, Map<String, Num> point, String name) {
    Map<String, Num> others = new LinkedHashMap<>(point);
    others.remove(name);
    return Affine.of(put(part, others), Expressions.sym(name))
        .filter(line -> line.slope() instanceof Num slope && slope.signum() != 0)
        .map(line -> Expressions.negate(Expressions.divide(line.rest(), line.slope())))
        .filter(Num.class::isInstance)
        .map(
            root -> {
              others.put(name, (Num) root);
              return others;
            });
  }
}
