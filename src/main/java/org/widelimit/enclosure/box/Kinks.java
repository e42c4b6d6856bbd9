package org.widelimit.enclosure.box;

import java.util.List;
import org.widelimit.enclosure.box.Node.Operation;
import org.widelimit.numeric.interval.RealInterval;

/** Parts with kinks and jumps, and the conditions that decide between others, on a box. */
final class Kinks {

  private static final RealInterval HALF = RealInterval.of(0.5);

  private final BoxEvaluation evaluation;

  Kinks(BoxEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  Model other(Node node) {
    Model argument = evaluation.value(node.arg(0));
    RealInterval x = argument.range();
    switch (node.name()) {
      case "Abs" -> {
        return absolute(argument, side(node.arg(0), x));
      }
      case "Gamma" -> {
        return UnaryRanges.gamma(argument);
      }
      case Formulas.FRACTION -> {
        return fraction(argument);
      }
      default -> {
        int side = side(node.arg(0), x);
        RealInterval range = UnaryRanges.of(node.name(), x);
        boolean step = node.name().equals("Sign") || node.name().equals("HeavisideTheta");
        if (step && side != 0 && argument.isDefined()) {
          // The single point where the argument may vanish does not count, see assumed.
          range = UnaryRanges.of(node.name(), RealInterval.of(side));
        }
        return Model.of(range, null, argument.definedness());
      }
    }
  }

  /**
   * Returns the sign of a part: 1 or -1 where it is nowhere beyond 0 on the other side, 0 where
   * that is not known. At the ends of a stretch on which a sign is assumed the part may vanish.
   */
  private int side(Node node, RealInterval range) {
    Integer sign = evaluation.assumed(node);
    return sign != null ? sign : range.lo() > 0 ? 1 : range.hi() < 0 ? -1 : 0;
  }

  private Model fraction(Model argument) {
    RealInterval x = argument.range();
    RealInterval floor = UnaryRanges.of("Floor", x);
    return floor.isPoint() && floor.isBounded()
        ? evaluation.plus(argument, new Model(floor.negate(), null, Definedness.EVERYWHERE))
        : Model.of(x.isEmpty() ? x : RealInterval.UNIT, null, argument.definedness());
  }

  private Model absolute(Model argument, int side) {
    RealInterval x = argument.range();
    if (side > 0 || x.lo() >= 0) {
      return argument;
    }
    if (side < 0 || x.hi() <= 0) {
      return evaluation.negate(argument);
    }
    TaylorModel inner = argument.polynomial();
    TaylorModel polynomial = null;
    if (inner != null && argument.isDefined() && x.isBounded()) {
      // The chord over [a, b] lies above |x| by at most 2 e at 0, with e = -a b/(b - a).
      double slope = (x.hi() + x.lo()) / (x.hi() - x.lo());
      RealInterval s = RealInterval.of(Math.max(-1, Math.min(1, slope)));
      // |x| - s x is convex: largest at an end, least at 0, where it is 0.
      RealInterval left = RealInterval.of(-x.lo()).times(RealInterval.ONE.plus(s));
      RealInterval right = RealInterval.of(x.hi()).times(RealInterval.ONE.minus(s));
      RealInterval rest = RealInterval.of(0, Math.max(left.hi(), right.hi()));
      polynomial = inner.times(s).plus(rest);
    }
    return Model.of(x.abs(), polynomial, argument.definedness());
  }

  /** From {@code Max[a, b] = (a + b + |a - b|)/2}, unless it is known which one it is. */
  Model extremum(Node node, boolean largest) {
    Model left = evaluation.value(node.arg(0));
    Model right = evaluation.value(node.arg(1));
    Definedness defined = left.definedness().and(right.definedness());
    RealInterval range =
        largest ? left.range().max(right.range()) : left.range().min(right.range());
    if (defined != Definedness.EVERYWHERE) {
      return Model.of(range, null, defined);
    }
    Model difference = evaluation.value(node.arg(2));
    int side = side(node.arg(2), difference.range());
    if (side > 0 || difference.range().lo() >= 0) {
      return largest ? left : right;
    }
    if (side < 0 || difference.range().hi() <= 0) {
      return largest ? right : left;
    }
    Model distance = absolute(difference, 0);
    Model sum =
        evaluation.plus(
            evaluation.plus(left, right), largest ? distance : evaluation.negate(distance));
    TaylorModel twice = sum.polynomial();
    return Model.of(range, twice == null ? null : twice.times(HALF), defined);
  }

  Model piecewise(List<Node> args) {
    Model result = null;
    Definedness conditions = Definedness.EVERYWHERE;
    boolean single = true;
    for (int i = 0; i + 1 < args.size(); i += 2) {
      Truth truth = evaluation.truth(args.get(i + 1));
      conditions = conditions.and(definedness(args.get(i + 1)));
      if (truth == Truth.FALSE) {
        continue;
      }
      Model value = evaluation.value(args.get(i));
      result = result == null ? value : hull(result, value);
      if (truth == Truth.TRUE) {
        return with(result, conditions);
      }
      single = false;
    }
    Model rest = evaluation.value(args.get(args.size() - 1));
    return with(result == null || single ? rest : hull(result, rest), conditions);
  }

  private static Model with(Model model, Definedness more) {
    if (more == Definedness.EVERYWHERE) {
      return model;
    }
    return new Model(model.range(), null, more.and(model.definedness()));
  }

  /** Values of which either may be taken, at each point. */
  private static Model hull(Model left, Model right) {
    Definedness defined =
        left.definedness() == right.definedness() ? left.definedness() : Definedness.UNKNOWN;
    return new Model(left.range().hull(right.range()), null, defined);
  }

  /** Returns where the sides of a condition have values. */
  private Definedness definedness(Node node) {
    Definedness defined = Definedness.EVERYWHERE;
    for (Node arg : node.args()) {
      defined =
          defined.and(
              node.operation() == Operation.COMPARISON
                  ? evaluation.value(arg).definedness()
                  : definedness(arg));
    }
    return node.operation() == Operation.UNKNOWN ? Definedness.UNKNOWN : defined;
  }

  /** Returns whether a condition holds on the box. */
  Truth truth(Node node) {
    return switch (node.operation()) {
      case TRUE -> Truth.TRUE;
      case FALSE -> Truth.FALSE;
      case NOT -> evaluation.truth(node.arg(0)).not();
      case AND -> node.args().stream().map(evaluation::truth).reduce(Truth.TRUE, Truth::and);
      case OR -> node.args().stream().map(evaluation::truth).reduce(Truth.FALSE, Truth::or);
      case COMPARISON -> comparison(node);
      default -> Truth.UNKNOWN;
    };
  }

  private Truth comparison(Node node) {
    if (!evaluation.value(node.arg(0)).isDefined() || !evaluation.value(node.arg(1)).isDefined()) {
      return Truth.UNKNOWN;
    }
    Model difference = evaluation.value(node.arg(2));
    RealInterval gap = difference.range();
    int side = side(node.arg(2), gap);
    if (side != 0) {
      // The points where an assumed sign is none do not count.
      gap = RealInterval.of(side);
    } else if (!difference.isDefined()) {
      return Truth.UNKNOWN;
    }
    return switch (node.name()) {
      case "Less" -> decide(gap.hi() < 0, gap.lo() >= 0);
      case "LessEqual" -> decide(gap.hi() <= 0, gap.lo() > 0);
      case "Greater" -> decide(gap.lo() > 0, gap.hi() <= 0);
      case "GreaterEqual" -> decide(gap.lo() >= 0, gap.hi() < 0);
      default -> decide(gap.isPoint() && gap.lo() == 0, !gap.contains(0));
    };
  }

  private static Truth decide(boolean holds, boolean fails) {
    return holds ? Truth.TRUE : fails ? Truth.FALSE : Truth.UNKNOWN;
  }
}
