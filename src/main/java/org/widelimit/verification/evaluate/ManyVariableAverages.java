package org.widelimit.verification.evaluate;

import java.util.List;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * Gaussian averages of three and four variables by products of Gauss and Hermite's rules of two
 * orders, whose difference estimates the error. Functions with kinks or jumps have no such value.
 */
final class ManyVariableAverages {

  /** The orders for three and for four variables: the finer one costs some 10^5 values. */
  private static final int[][] ORDERS = {{28, 40}, {14, 20}};

  /** The error is this many times the difference of the two orders. */
  private static final double RESERVE = 8;

  /** Rules that differ by more than this share of the values' size have no common limit. */
  private static final double VAGUE = 0.1;

  /** A variance below this share of the largest is that of a dependent variable. */
  private static final double DEPENDENT = 1e-12;

  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

  private final Evaluator evaluator;

  ManyVariableAverages(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Returns the value of a call {@code E$[body, {u, v, w}, covariance]}. */
  Quantity value(Call call) {
    List<String> names = ((Call) call.arg(1)).args().stream().map(Evaluator::name).toList();
    double[][] factor = factor((Call) call.arg(2));
    IntegrandFormula integrand = new IntegrandFormula(evaluator, call.arg(0), names);
    if (integrand.isNested() || !integrand.breaks().isEmpty() || !integrand.singular().isEmpty()) {
      throw new UndefinedValueException(
          "averages of more than two variables have values for smooth functions only");
    }
    int[] orders = ORDERS[names.size() - 3];
    double[] parameters = integrand.parameterValues();
    Rule rough = new Rule(orders[0]);
    double coarse = rough.sum(integrand, parameters, factor);
    Rule fine = new Rule(orders[1]);
    double value = fine.sum(integrand, parameters, factor);
    double error =
        RESERVE * Math.abs(value - coarse) + 1e3 * Bounded.ROUNDING * (1 + Math.abs(value));
    // Of a divergent average the sizes grow, though values may cancel by symmetry.
    boolean settles =
        error <= VAGUE * fine.size && Math.abs(fine.size - rough.size) <= VAGUE * fine.size;
    if (!Double.isFinite(value) || !(settles || fine.size == 0)) {
      throw new UndefinedValueException("the average of " + call.arg(0) + " does not converge");
    }
    return Quantity.of(value, error, Grade.ESTIMATE);
  }

  /** Returns the lower triangle L of the covariance {@code L L^T}. */
  private double[][] factor(Call covariance) {
    int size = covariance.arity();
    double[][] entries = new double[size][size];
    double largest = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        Expr entry = ((Call) covariance.arg(i)).arg(j);
        entries[i][j] = evaluator.evaluate(entry).value();
        largest = Math.max(largest, Math.abs(entries[i][j]));
      }
    }
    double[][] lower = new double[size][size];
    for (int j = 0; j < size; j++) {
      double rest = entries[j][j];
      for (int k = 0; k < j; k++) {
        rest -= lower[j][k] * lower[j][k];
      }
      if (rest < -DEPENDENT * largest) {
        throw new UndefinedValueException("not a covariance");
      }
      boolean dependent = rest <= DEPENDENT * largest;
      lower[j][j] = dependent ? 0 : Math.sqrt(rest);
      for (int i = j + 1; i < size; i++) {
        double entry = entries[i][j];
        for (int k = 0; k < j; k++) {
          entry -= lower[i][k] * lower[j][k];
        }
        if (dependent && Math.abs(entry) > Math.sqrt(DEPENDENT) * largest) {
          throw new UndefinedValueException("not a covariance");
        }
        lower[i][j] = dependent ? 0 : entry / lower[j][j];
      }
    }
    return lower;
  }

  /** A rule of one variable, for the standard normal law. */
  private static final class Rule {
    private final double[] nodes;
    private final double[] weights;

    /** The average of the absolute value. */
    private double size;

    Rule(int order) {
      GaussIntegrator rule = RULES.hermite(order);
      nodes = new double[order];
      weights = new double[order];
      for (int i = 0; i < order; i++) {
        nodes[i] = Math.sqrt(2) * rule.getPoint(i);
        weights[i] = rule.getWeight(i) / Math.sqrt(Math.PI);
      }
    }

    double sum(IntegrandFormula integrand, double[] parameters, double[][] lower) {
      size = 0;
      return sum(integrand, parameters, lower, new double[lower.length], 0, 1);
    }

    private double sum(
        IntegrandFormula integrand,
        double[] parameters,
        double[][] lower,
        double[] z,
        int depth,
        double weight) {
      if (depth == z.length) {
        double[] point = new double[z.length];
        for (int i = 0; i < z.length; i++) {
          for (int k = 0; k <= i; k++) {
            point[i] += lower[i][k] * z[k];
          }
        }
        double value = weight * integrand.at(parameters, point);
        size += Math.abs(value);
        return value;
      }
      double sum = 0;
      for (int i = 0; i < nodes.length; i++) {
        z[depth] = nodes[i];
        sum += sum(integrand, parameters, lower, z, depth + 1, weight * weights[i]);
      }
      return sum;
    }
  }
}
