package org.widelimit.algebra;

import java.util.function.DoubleUnaryOperator;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;

/**
 * A plain interpreter with an error bound: a value and how far rounding may have moved it.
 *
 * <p>Each operation adds two units in the last place of its result to what its operands' bounds
 * become through it. A bound that is not finite says that the plain evaluation broke down.
 *
 * @param value the value in double precision
 * @param error a bound of its error
 */
public record RunningError(double value, double error) {

  private static final double UNIT = 2 * 0x1p-52;

  /** Evaluates the expression, without any rewriting, where x has the given value. */
  public static RunningError of(Expr expr, double x) {
    if (expr instanceof Num num) {
      return rounded(num.doubleValue(), 0);
    }
    if (expr instanceof Sym sym) {
      return sym.name().equals("x")
          ? new RunningError(x, 0)
          : rounded(sym.name().equals("E") ? Math.E : Math.PI, 0);
    }
    Call call = (Call) expr;
    RunningError first = of(call.arg(0), x);
    RunningError second = call.arity() > 1 ? of(call.arg(1), x) : first;
    switch (call.headName().orElseThrow()) {
      case "Plus" -> {
        RunningError sum = first;
        for (Expr term : call.args().subList(1, call.arity())) {
          RunningError next = of(term, x);
          sum = rounded(sum.value + next.value, sum.error + next.error);
        }
        return sum;
      }
      case "Times" -> {
        RunningError product = first;
        for (Expr factor : call.args().subList(1, call.arity())) {
          RunningError next = of(factor, x);
          product =
              rounded(
                  product.value * next.value,
                  Math.abs(product.value) * next.error
                      + (Math.abs(next.value) + next.error) * product.error);
        }
        return product;
      }
      case "Power" -> {
        return power(first, second);
      }
      case "Max" -> {
        return new RunningError(
            Math.max(first.value, second.value), Math.max(first.error, second.error));
      }
      case "Abs" -> {
        return new RunningError(Math.abs(first.value), first.error);
      }
      case "Sin" -> {
        return lipschitz(first, Math.sin(first.value), 1);
      }
      case "Cos" -> {
        return lipschitz(first, Math.cos(first.value), 1);
      }
      case "Tanh" -> {
        return lipschitz(first, Math.tanh(first.value), 1);
      }
      case "ArcTan" -> {
        return lipschitz(first, Math.atan(first.value), 1);
      }
      case "Erf" -> {
        return lipschitz(first, org.hipparchus.special.Erf.erf(first.value), 1.2);
      }
      case "Log" -> {
        return monotone(first, Math::log);
      }
      case "Cosh" -> {
        return lipschitz(
            first, Math.cosh(first.value), Math.cosh(Math.abs(first.value) + first.error));
      }
      case "Sinh" -> {
        return monotone(first, Math::sinh);
      }
      default -> throw new IllegalArgumentException(expr.toString());
    }
  }

  private static RunningError power(RunningError base, RunningError exponent) {
    double value = Math.pow(base.value, exponent.value);
    double low = base.value - base.error;
    double high = base.value + base.error;
    if (low <= 0 && exponent.error > 2 * UNIT * Math.abs(exponent.value)) {
      return new RunningError(value, Double.POSITIVE_INFINITY);
    }
    if (low <= 0 && high >= 0 && exponent.value < 1) {
      return new RunningError(value, Double.POSITIVE_INFINITY);
    }
    double slope =
        Math.abs(exponent.value)
            * Math.max(
                Math.abs(Math.pow(low, exponent.value - 1)),
                Math.abs(Math.pow(high, exponent.value - 1)));
    double throughExponent =
        exponent.error == 0 || low <= 0
            ? 0
            : Math.abs(value * Math.log(high)) * Math.expm1(exponent.error * 2);
    double spread = base.error == 0 ? 0 : slope * base.error;
    double steps = Math.max(1, Math.abs(exponent.value));
    return new RunningError(value, spread + throughExponent + steps * UNIT * Math.abs(value));
  }

  private static RunningError lipschitz(RunningError argument, double value, double constant) {
    return rounded(value, constant * argument.error + 0x1p-1022);
  }

  private static RunningError monotone(RunningError argument, DoubleUnaryOperator function) {
    double value = function.applyAsDouble(argument.value);
    double low = function.applyAsDouble(argument.value - argument.error);
    double high = function.applyAsDouble(argument.value + argument.error);
    return rounded(value, Math.max(Math.abs(high - value), Math.abs(value - low)));
  }

  private static RunningError rounded(double value, double error) {
    return new RunningError(value, error + UNIT * Math.abs(value) + 0x1p-1060);
  }
}
