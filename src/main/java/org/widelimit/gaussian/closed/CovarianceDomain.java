package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.budget.RandomChoices;
import org.widelimit.gaussian.exact.OutsideClassException;

/**
 * What holds of the symbols where a covariance is one: its variances are positive, and so is its
 * determinant unless it is 0 throughout. What is derived there holds where they vanish by
 * continuity.
 *
 * <p>A symbol without a domain is taken to be positive, unless it stands off the diagonal only:
 * then it is any real number. The assumptions returned say so.
 */
final class CovarianceDomain {

  private static final int ATTEMPTS = 4000;

  /** The least determinant, relative to the product of the variances, beyond rounding errors. */
  private static final double ROUNDING = 1e-9;

  private final List<List<Expr>> covariance;
  private final List<String> names;
  private Assumptions assumptions;

  private CovarianceDomain(
      Assumptions given, List<List<Expr>> covariance, Expr body, List<String> bound) {
    this.covariance = covariance;
    Set<String> symbols = new TreeSet<>(body.symbols());
    covariance.forEach(row -> row.forEach(entry -> symbols.addAll(entry.symbols())));
    symbols.removeAll(bound);
    symbols.removeAll(Assumptions.CONSTANTS);
    this.names = List.copyOf(symbols);
    // The names of the variables of integration may be those of symbols with a domain outside.
    Map<String, Interval> domains = new LinkedHashMap<>(given.domains());
    domains.keySet().removeAll(bound);
    this.assumptions =
        new Assumptions(
            domains,
            given.constraints().stream()
                .filter(constraint -> disjoint(constraint.symbols(), bound))
                .toList());
    for (String name : names) {
      if (!domains.containsKey(name) && !isCorrelation(name)) {
        assumptions = assumptions.with(name, Interval.POSITIVE);
      }
    }
  }

  private static boolean disjoint(Set<String> symbols, List<String> bound) {
    return symbols.stream().noneMatch(bound::contains);
  }

  /**
   * Returns the assumptions under which the covariance is one.
   *
   * @param given the assumptions made anyway
   * @param covariance the covariance, row by row, of dimension 1 or 2
   * @param body what is averaged
   * @param bound the names of the variables of integration
   * @throws OutsideClassException if no values of the symbols are found at which it is one
   */
  static Assumptions of(
      Assumptions given, List<List<Expr>> covariance, Expr body, List<String> bound) {
    CovarianceDomain domain = new CovarianceDomain(given, covariance, body, bound);
    domain.requirePoint();
    domain.narrow();
    return domain.assumptions;
  }

  private void narrow() {
    for (int i = 0; i < covariance.size(); i++) {
      positive(covariance.get(i).get(i));
    }
    if (covariance.size() == 2) {
      Expr variance = covariance.get(0).get(0);
      Expr entry = covariance.get(0).get(1);
      positive(minus(times(variance, covariance.get(1).get(1)), square(entry)));
      if (variance.equals(covariance.get(1).get(1)) && !entry.equals(variance)) {
        // The determinant of equal variances has two factors, each of them positive.
        positive(minus(variance, entry));
        positive(plus(variance, entry));
      }
    }
  }

  private void positive(Expr entry) {
    if (entry instanceof Num) {
      return;
    }
    if (entry instanceof Sym sym) {
      Interval domain = assumptions.domain(sym.name());
      if (!domain.isPositive()) {
        assumptions =
            assumptions.with(
                sym.name(),
                new Interval(
                    Optional.of(ZERO),
                    false,
                    domain.upper(),
                    domain.upperClosed(),
                    domain.integer()));
      }
      return;
    }
    assumptions = assumptions.with(call("Greater", entry, ZERO));
  }

  private boolean isCorrelation(String name) {
    boolean correlation = false;
    for (int i = 0; i < covariance.size(); i++) {
      for (int j = 0; j < covariance.size(); j++) {
        if (covariance.get(i).get(j).symbols().contains(name)) {
          if (i == j) {
            return false;
          }
          correlation = true;
        }
      }
    }
    return correlation;
  }

  /** Looks for a point at which the covariance is one: a claim about none would be empty. */
  private void requirePoint() {
    List<CompiledFunction> entries = new ArrayList<>();
    for (int i = 0; i < covariance.size(); i++) {
      for (int j = 0; j <= i; j++) {
        entries.add(ExpressionCompiler.compile(covariance.get(i).get(j), names));
      }
    }
    List<Expr> relevant =
        assumptions.constraints().stream()
            .filter(constraint -> names.containsAll(constraint.symbols()))
            .toList();
    SplittableRandom random = RandomChoices.generator("covariance");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, Num> point = new LinkedHashMap<>();
      for (String name : names) {
        point.put(name, assumptions.domain(name).sample(random));
      }
      double[] values = point.values().stream().mapToDouble(Num::doubleValue).toArray();
      if (isCovariance(entries, values)
          && AdmissiblePoints.admits(new Assumptions(Map.of(), relevant), point)) {
        return;
      }
    }
    throw new OutsideClassException(
        "no values of the symbols were found at which the covariance is positive");
  }

  private static boolean isCovariance(List<CompiledFunction> entries, double[] values) {
    double[] s = entries.stream().mapToDouble(entry -> entry.evaluate(values)).toArray();
    return s.length == 1
        ? s[0] > 0
        : s[0] > 0 && s[2] > 0 && s[0] * s[2] - s[1] * s[1] > -ROUNDING * s[0] * s[2];
  }
}
