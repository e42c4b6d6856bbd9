package org.widelimit.verification.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.trial.Integration;
import org.widelimit.verification.trial.Order;

/**
 * Looks for the points at which an inequality is closest to fail, or fails: it goes down from the
 * closest of the points that were tried, one symbol after another and then all at once (Nelder and
 * Mead 1965), on a scale on which every declared set is a line.
 */
final class InequalitySearch {

  private static final int STARTS = 5;

  /** Steps are halved until they are below this part of the first ones. */
  private static final double SMALLEST_STEP = 1e-11;

  private final Integration integration;
  private final Function<Trial, Order> order;
  private final List<SymbolDeclaration> symbols;
  private int left;

  /**
   * Prepares the search.
   *
   * @param order compares the sides at a point
   * @param evaluations the number of points that it may look at
   */
  InequalitySearch(Integration integration, Function<Trial, Order> order, int evaluations) {
    this.integration = integration;
    this.order = order;
    this.symbols =
        integration.source().symbols().stream()
            .filter(symbol -> symbol.kind() == FunctionDeclaration.Values.REALS)
            .toList();
    this.left = evaluations;
  }

  /** Returns the lowest points found. */
  List<Trial> lowest() {
    List<Order> seen =
        integration.trials().stream()
            .map(order)
            .filter(each -> !Double.isNaN(each.gap()))
            .sorted(Comparator.comparingDouble(Order::gap))
            .toList();
    List<Trial> found = new ArrayList<>();
    if (symbols.isEmpty()) {
      return found;
    }
    int each = left / STARTS;
    for (Order start : seen.subList(0, Math.min(STARTS, seen.size()))) {
      left = each;
      Place place = descend(new Place(start.trial(), start.gap()));
      if (symbols.size() > 1) {
        left = each / 2;
        place = simplex(place);
      }
      if (!place.trial().exact().equals(start.trial().exact())) {
        found.add(place.trial());
      }
    }
    return found;
  }

  /** A point and by how much the inequality holds there. */
  private record Place(Trial trial, double gap) {}

  private Optional<Place> look(Trial like, double[] line) {
    if (left <= 0 || integration.isCostly()) {
      return Optional.empty();
    }
    left--;
    Map<String, Num> point = new LinkedHashMap<>(like.exact());
    for (int i = 0; i < line.length; i++) {
      Domain domain = symbols.get(i).domain();
      double value = fromLine(domain, line[i]);
      if (!Double.isFinite(value)) {
        return Optional.empty();
      }
      Num exact = Expressions.decimal(new BigDecimal(domain.integer() ? Math.rint(value) : value));
      if (!domain.contains(exact)) {
        return Optional.empty();
      }
      point.put(symbols.get(i).name(), exact);
    }
    return integration
        .at(point, like)
        .map(trial -> new Place(trial, order.apply(trial).gap()))
        .filter(place -> !Double.isNaN(place.gap()));
  }

  /** Takes steps along one symbol after another, shorter ones where none goes down. */
  private Place descend(Place start) {
    Place best = start;
    double[] line = line(start.trial());
    double[] steps = new double[line.length];
    double[] smallest = new double[line.length];
    for (int i = 0; i < line.length; i++) {
      steps[i] = firstStep(symbols.get(i).domain());
      smallest[i] = symbols.get(i).domain().integer() ? 0 : SMALLEST_STEP * steps[i];
    }
    boolean moving = true;
    while (moving && left > 0) {
      moving = false;
      for (int i = 0; i < line.length && left > 0; i++) {
        if (steps[i] <= smallest[i] || steps[i] == 0) {
          continue;
        }
        moving = true;
        double here = line[i];
        boolean down = false;
        for (int sign = -1; sign <= 1 && !down; sign += 2) {
          line[i] = here + sign * steps[i];
          Optional<Place> there = look(best.trial(), line);
          if (there.isPresent() && there.get().gap() < best.gap()) {
            best = there.get();
            down = true;
          }
        }
        if (down) {
          steps[i] *= 1.5;
        } else {
          line[i] = here;
          steps[i] = shorter(symbols.get(i).domain(), steps[i]);
        }
      }
    }
    return best;
  }

  private static double shorter(Domain domain, double step) {
    return domain.integer() && step <= 1 ? 0 : step / 2;
  }

  private Place simplex(Place start) {
    Place[] best = {start};
    double[] line = line(start.trial());
    double[] sizes = new double[line.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = firstStep(symbols.get(i).domain()) / 8;
    }
    MultivariateFunction goal =
        at -> {
          Optional<Place> there = look(best[0].trial(), at);
          if (there.isPresent() && there.get().gap() < best[0].gap()) {
            best[0] = there.get();
          }
          return there.map(Place::gap).orElse(Double.MAX_VALUE);
        };
    try {
      new SimplexOptimizer(1e-13, 1e-300)
          .optimize(
              new MaxEval(Math.max(1, left)),
              new ObjectiveFunction(goal),
              GoalType.MINIMIZE,
              new InitialGuess(line),
              new NelderMeadSimplex(sizes));
    } catch (MathIllegalStateException ended) {
      // What was found by then counts.
    }
    return best[0];
  }

  private double[] line(Trial trial) {
    return symbols.stream()
        .mapToDouble(
            symbol -> toLine(symbol.domain(), trial.exact().get(symbol.name()).doubleValue()))
        .toArray();
  }

  private static boolean isBounded(Domain domain) {
    return domain.lower().isPresent() && domain.upper().isPresent();
  }

  private static double firstStep(Domain domain) {
    if (isBounded(domain)) {
      double width =
          domain.upper().orElseThrow().doubleValue() - domain.lower().orElseThrow().doubleValue();
      return domain.integer() ? Math.max(1, Math.rint(width / 64)) : width / 64;
    }
    return domain.integer() ? 16 : 0.25;
  }

  /** A half-line by its logarithm, the whole line by the inverse of the hyperbolic sine. */
  private static double toLine(Domain domain, double value) {
    if (isBounded(domain) || domain.integer()) {
      return value;
    }
    if (domain.lower().isPresent()) {
      return Math.log(Math.max(Double.MIN_NORMAL, value - domain.lower().get().doubleValue()));
    }
    if (domain.upper().isPresent()) {
      return Math.log(Math.max(Double.MIN_NORMAL, domain.upper().get().doubleValue() - value));
    }
    return Math.signum(value) * Math.log(Math.abs(value) + Math.hypot(1, value));
  }

  private static double fromLine(Domain domain, double line) {
    if (isBounded(domain) || domain.integer()) {
      return line;
    }
    if (domain.lower().isPresent()) {
      return domain.lower().get().doubleValue() + Math.exp(line);
    }
    if (domain.upper().isPresent()) {
      return domain.upper().get().doubleValue() - Math.exp(line);
    }
    return Math.sinh(line);
  }
}
