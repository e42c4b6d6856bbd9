package org.widelimit.enclosure.box;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.enclosure.box.Node.Operation;
import org.widelimit.numeric.interval.ComplexInterval;
import org.widelimit.numeric.interval.DividedFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Bounds formulas whose variable of integration fills a rectangle of the complex plane, and shows
 * with it that they are holomorphic there.
 *
 * <p>Formulas with jumps, kinks or parts without a complex enclosure have no bound.
 */
final class Holomorphic {

  private static final ComplexInterval ONE = ComplexInterval.of(RealInterval.ONE);
  private static final ComplexInterval MINUS_ONE = ONE.negate();

  private final BoxEvaluation evaluation;
  private final int variable;
  private final ComplexInterval values;
  private final @Nullable ComplexInterval[] known;

  /**
   * Creates the bounds on one rectangle.
   *
   * @param evaluation what is known of the other variables
   * @param variable the variable that is complex
   * @param values the rectangle
   */
  Holomorphic(BoxEvaluation evaluation, int variable, ComplexInterval values) {
    this.evaluation = evaluation;
    this.variable = variable;
    this.values = values;
    this.known = new ComplexInterval[evaluation.size()];
  }

  /** Returns a bound of the formula's absolute value; infinite where none is known. */
  double magnitude(Node node) {
    ComplexInterval value = value(node);
    return value == null ? Double.POSITIVE_INFINITY : value.magnitude();
  }

  /** Returns numbers that hold the formula's values, or null where it may not be holomorphic. */
  private @Nullable ComplexInterval value(Node node) {
    ComplexInterval value = known[node.id()];
    if (value == null) {
      value = node.dependsOn(variable) ? compute(node) : real(node);
      if (value == null || !value.isBounded()) {
        return null;
      }
      known[node.id()] = value;
    }
    return value;
  }

  private @Nullable ComplexInterval real(Node node) {
    Model model = evaluation.value(node);
    return model.isDefined() ? ComplexInterval.of(model.range()) : null;
  }

  private @Nullable ComplexInterval compute(Node node) {
    evaluation.effort().step();
    return switch (node.operation()) {
      case VARIABLE -> values;
      case PLUS -> sum(node.args());
      case TIMES -> product(node.args());
      case FIXED_POWER -> power(value(node.arg(0)), node.number());
      case ANALYTIC -> function(node.name(), value(node.arg(0)));
      default -> null;
    };
  }

  private @Nullable ComplexInterval sum(List<Node> terms) {
    ComplexInterval total = ComplexInterval.of(RealInterval.ZERO);
    for (Node term : terms) {
      ComplexInterval value = value(term);
      if (value == null) {
        return null;
      }
      total = total.plus(value);
    }
    return total;
  }

  private @Nullable ComplexInterval product(List<Node> factors) {
    ComplexInterval total = ComplexInterval.of(RealInterval.ONE);
    for (Node factor : factors) {
      ComplexInterval value = value(factor);
      if (value == null) {
        return null;
      }
      total = total.times(value);
    }
    return total;
  }

  private static @Nullable ComplexInterval power(
      @Nullable ComplexInterval base, @Nullable RealInterval exponent) {
    if (base == null || exponent == null) {
      return null;
    }
    double e = exponent.lo();
    boolean whole = exponent.isPoint() && e == Math.rint(e) && Math.abs(e) <= 64;
    Optional<ComplexInterval> power = whole ? base.power((int) e) : base.power(exponent);
    return power.orElse(null);
  }

  private static @Nullable ComplexInterval function(String name, @Nullable ComplexInterval z) {
    if (z == null) {
      return null;
    }
    return switch (name) {
      case "Exp" -> z.exp();
      case "Log" -> z.log().orElse(null);
      case "Sin" -> z.sin();
      case "Cos" -> z.cos();
      case "Sinh" -> z.sinh();
      case "Cosh" -> z.cosh();
      case "Tanh" -> z.tanh().orElse(null);
      case "Sech" -> z.sech().orElse(null);
      case "Erf" -> z.erf();
      case "Erfc" -> z.erfc();
      case "ArcTan" -> z.arcTan().orElse(null);
      case "ArcSinh" -> arcSinh(z);
      case "Expm1" -> z.exp().plus(MINUS_ONE);
      case "LogisticSigmoid" -> z.negate().exp().plus(ONE).reciprocal().orElse(null);
      case "Softplus" -> z.exp().plus(ONE).log().orElse(null);
      case "LogCosh" -> z.cosh().log().orElse(null);
      default ->
          DividedFunctions.isKnown(name) ? DividedFunctions.complex(name, z).orElse(null) : null;
    };
  }

  /** From {@code Log[z + Sqrt[1 + z^2]]} on the right, where nothing cancels; it is odd. */
  private static @Nullable ComplexInterval arcSinh(ComplexInterval z) {
    if (z.re().hi() <= 0 && z.re().lo() < 0) {
      ComplexInterval mirrored = arcSinh(z.negate());
      return mirrored == null ? null : mirrored.negate();
    }
    return z.square()
        .plus(ONE)
        .power(RealInterval.of(0.5))
        .flatMap(root -> z.plus(root).log())
        .orElse(null);
  }

  /** Returns whether no part of a formula that depends on the variable rules out a bound. */
  static boolean isPossible(Node node, int variable) {
    if (!node.dependsOn(variable)) {
      return true;
    }
    boolean supported =
        switch (node.operation()) {
          case VARIABLE, PLUS, TIMES, FIXED_POWER -> true;
          case ANALYTIC ->
              switch (node.name()) {
                case "Exp",
                    "Log",
                    "Sin",
                    "Cos",
                    "Sinh",
                    "Cosh",
                    "Tanh",
                    "Sech",
                    "Erf",
                    "Erfc",
                    "ArcTan",
                    "ArcSinh",
                    "Expm1",
                    "LogisticSigmoid",
                    "Softplus",
                    "LogCosh" ->
                    true;
                default -> DividedFunctions.isKnown(node.name());
              };
          default -> false;
        };
    return supported
        && node.operation() != Operation.INTEGRAL
        && node.args().stream().allMatch(arg -> isPossible(arg, variable));
  }
}
