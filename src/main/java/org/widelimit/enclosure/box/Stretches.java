package org.widelimit.enclosure.box;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.enclosure.box.Node.Operation;
import org.widelimit.numeric.interval.RealInterval;

/**
 * The stretches of an integral between the kinks and jumps of its integrand: where a switch is of
 * degree 1 in the variable of integration, its zero is a formula, and on either side the integrand
 * is smooth, wherever the parameters move the zero.
 */
final class Stretches {

  private static final Model ONE = new Model(RealInterval.ONE, null, Definedness.EVERYWHERE);
  private static final Model ZERO = new Model(RealInterval.ZERO, null, Definedness.EVERYWHERE);

  private final BoxEvaluation evaluation;
  private final Node body;
  private final int variable;

  Stretches(BoxEvaluation evaluation, Node body, int variable) {
    this.evaluation = evaluation;
    this.body = body;
    this.variable = variable;
  }

  /**
   * A part of the range.
   *
   * @param from its lower end, null for minus infinity
   * @param to its upper end, null for infinity
   * @param signs the signs of the switches inside of it
   */
  record Stretch(@Nullable Model from, @Nullable Model to, Map<Node, Integer> signs) {}

  /** A zero of switches, and their signs above it. */
  private record Zero(Model at, Map<Node, Integer> above) {}

  /** Returns the stretches of a range in order; a single one where no zero is known. */
  List<Stretch> between(@Nullable Model from, @Nullable Model to) {
    List<Zero> zeros = zeros(from, to);
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i <= zeros.size(); i++) {
      Map<Node, Integer> signs = new LinkedHashMap<>();
      for (int j = 0; j < zeros.size(); j++) {
        int side = j < i ? 1 : -1;
        zeros.get(j).above().forEach((node, sign) -> signs.put(node, side * sign));
      }
      stretches.add(
          new Stretch(
              i == 0 ? from : zeros.get(i - 1).at(),
              i == zeros.size() ? to : zeros.get(i).at(),
              signs));
    }
    return stretches;
  }

  private List<Zero> zeros(@Nullable Model from, @Nullable Model to) {
    Set<Node> switches = new LinkedHashSet<>();
    collect(body, switches, new HashSet<>(), 0);
    List<Zero> all = new ArrayList<>();
    for (Node each : switches) {
      Model[] form = form(each);
      if (form == null || !form[0].isDefined() || !form[0].nonzero() || isMixed(form[0])) {
        continue;
      }
      boolean homogeneous = form[1].isDefined() && form[1].range().equals(RealInterval.ZERO);
      Model at = homogeneous ? ZERO : evaluation.quotient(evaluation.negate(form[1]), form[0]);
      RealInterval range = at.range();
      boolean inside =
          at.isDefined()
              && range.isBounded()
              && (from == null || from.range().hi() < range.lo())
              && (to == null || range.hi() < to.range().lo());
      if (inside) {
        all.add(new Zero(at, Map.of(each, form[0].range().lo() >= 0 ? 1 : -1)));
      }
    }
    all.sort(Comparator.comparingDouble(zero -> zero.at().range().lo()));
    List<Zero> apart = new ArrayList<>();
    for (Zero zero : all) {
      Zero last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (last == null || last.at().range().hi() < zero.at().range().lo()) {
        apart.add(zero);
      } else if (last.at().range().isPoint() && last.at().range().equals(zero.at().range())) {
        Map<Node, Integer> both = new LinkedHashMap<>(last.above());
        both.putAll(zero.above());
        apart.set(apart.size() - 1, new Zero(last.at(), both));
      }
      // Another zero that may lie on either side of the last one stays inside a stretch.
    }
    return apart;
  }

  private static boolean isMixed(Model slope) {
    return slope.range().lo() < 0 && slope.range().hi() > 0;
  }

  private void collect(Node node, Set<Node> switches, Set<Node> seen, long inner) {
    if (!node.dependsOn(variable) || !seen.add(node)) {
      return;
    }
    Node decides =
        switch (node.operation()) {
          case OTHER ->
              node.name().equals("Abs")
                      || node.name().equals("Sign")
                      || node.name().equals("HeavisideTheta")
                  ? node.arg(0)
                  : null;
          case MAX, MIN, COMPARISON -> node.arg(2);
          default -> null;
        };
    if (decides != null && decides.dependsOn(variable) && (decides.free() & inner) == 0) {
      switches.add(decides);
    }
    long bound = node.operation() == Operation.INTEGRAL ? 1L << node.variable() : 0;
    node.args().forEach(arg -> collect(arg, switches, seen, inner | bound));
  }

  /** Slope and value at 0 of a part of degree 1 in the variable; null for any other. */
  private Model @Nullable [] form(Node node) {
    if (!node.dependsOn(variable)) {
      return new Model[] {ZERO, evaluation.value(node)};
    }
    switch (node.operation()) {
      case VARIABLE -> {
        return new Model[] {ONE, ZERO};
      }
      case PLUS -> {
        Model slope = ZERO;
        Model value = ZERO;
        for (Node arg : node.args()) {
          Model[] part = form(arg);
          if (part == null) {
            return null;
          }
          slope = evaluation.plus(slope, part[0]);
          value = evaluation.plus(value, part[1]);
        }
        return new Model[] {slope, value};
      }
      case TIMES -> {
        Model factor = ONE;
        Model[] varying = null;
        for (Node arg : node.args()) {
          if (!arg.dependsOn(variable)) {
            factor = evaluation.times(factor, evaluation.value(arg));
          } else if (varying != null) {
            return null;
          } else {
            varying = form(arg);
            if (varying == null) {
              return null;
            }
          }
        }
        return varying == null
            ? null
            : new Model[] {
              evaluation.times(factor, varying[0]), evaluation.times(factor, varying[1])
            };
      }
      default -> {
        return null;
      }
    }
  }
}
