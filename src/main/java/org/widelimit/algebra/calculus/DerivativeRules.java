package org.widelimit.algebra.calculus;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;
import static org.widelimit.algebra.calculus.Derivatives.theta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.functions.FunctionTable;

/**
 * The rules of differentiation, by head.
 *
 * @param variable the name of the variable
 * @param distributional whether a step has a delta for its derivative, or 0
 */
record DerivativeRules(String variable, boolean distributional) {

  /** What has derivatives that are no functions, and are written with primes. */
  private static final List<Expr> COMBS = List.of(sym("DiracDelta"), sym("Floor"));

  Expr derivative(Expr expr) {
    if (expr instanceof Sym sym) {
      return sym.name().equals(variable) ? ONE : ZERO;
    }
    if (!(expr instanceof Call call) || !expr.symbols().contains(variable)) {
      return ZERO;
    }
    if (call.head() instanceof Call derivative
        && derivative.head() instanceof Call order
        && order.isCall("Derivative", 1)
        && COMBS.contains(derivative.arg(0))) {
      Expr next = primed(derivative.arg(0), plus(order.arg(0), ONE), call.arg(0));
      return times(next, derivative(call.arg(0)));
    }
    if (!(call.head() instanceof Sym head)) {
      throw unknown(call);
    }
    List<Expr> args = call.args();
    Expr a = args.get(0);
    return switch (head.name()) {
      case "Plus" -> plus(args.stream().map(this::derivative).toList());
      case "Times" -> product(args);
      case "Power" -> power(a, args.get(1));
      case "Max", "Min" -> extremum(head.name(), args);
      case "Piecewise" -> piecewise(call);
      // A delta at every integer: it has no finite sum, so that it keeps its name.
      case "Floor" -> distributional ? times(primed(call.head(), ONE, a), derivative(a)) : ZERO;
      case "BivariateNormalCDF" -> BivariateNormalDerivative.of(call, this::derivative);
      case "Log" -> {
        Expr t = logisticArgument(a);
        yield t == null ? times(outer(call), derivative(a)) : times(logistic(t), derivative(t));
      }
      default ->
          FunctionTable.slope(call).isEmpty() && FunctionTable.definition(call).isPresent()
              ? derivative(FunctionTable.definition(call).get())
              : times(outer(call), derivative(a));
    };
  }

  private Expr product(List<Expr> factors) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      Expr slope = derivative(factors.get(i));
      if (!slope.isInteger(0)) {
        List<Expr> rest = new ArrayList<>(factors);
        rest.set(i, slope);
        terms.add(times(rest));
      }
    }
    return plus(terms);
  }

  private Expr power(Expr base, Expr exponent) {
    // The logistic function: its derivative is written so that it neither overflows nor cancels.
    Expr argument = exponent.isInteger(-1) ? logisticArgument(base) : null;
    if (argument != null) {
      return times(num(-1, 4), square(call("Sech", times(HALF, argument))), derivative(argument));
    }
    Expr expr = org.widelimit.algebra.Expressions.power(base, exponent);
    List<Expr> terms = new ArrayList<>();
    Expr baseSlope = derivative(base);
    if (!baseSlope.isInteger(0)) {
      terms.add(
          times(
              exponent,
              org.widelimit.algebra.Expressions.power(base, minus(exponent, ONE)),
              baseSlope));
    }
    Expr exponentSlope = derivative(exponent);
    if (!exponentSlope.isInteger(0)) {
      terms.add(
          base.equals(sym("E"))
              ? times(expr, exponentSlope)
              : times(expr, call("Log", base), exponentSlope));
    }
    return plus(terms);
  }

  private Expr extremum(String name, List<Expr> args) {
    if (args.size() == 1) {
      return derivative(args.get(0));
    }
    Expr a = args.get(0);
    Expr b = args.size() == 2 ? args.get(1) : call(sym(name), args.subList(1, args.size()));
    // Written with the sign of the difference that holds the variable with a plus.
    Expr difference = name.equals("Max") ? minus(b, a) : minus(a, b);
    Expr slopeA = derivative(a);
    Expr slopeB = derivative(b);
    return plus(times(slopeB, theta(difference)), times(slopeA, theta(negate(difference))));
  }

  private Expr piecewise(Call call) {
    List<Expr> rows = new ArrayList<>();
    for (Expr row : ((Call) call.arg(0)).args()) {
      rows.add(
          org.widelimit.algebra.Expressions.list(
              derivative(((Call) row).arg(0)), ((Call) row).arg(1)));
    }
    Expr otherwise = call.arity() > 1 ? derivative(call.arg(1)) : ZERO;
    return call("Piecewise", call(sym("List"), rows), otherwise);
  }

  private Expr outer(Call call) {
    Expr a = call.arg(0);
    String name = ((Sym) call.head()).name();
    return switch (name) {
      case "Sign" -> distributional ? times(TWO, call("DiracDelta", a)) : ZERO;
      case "HeavisideTheta" -> distributional ? call("DiracDelta", a) : ZERO;
      case "DiracDelta" -> diracDelta(ONE, a);
      default -> FunctionTable.slope(call).orElseThrow(() -> unknown(call));
    };
  }

  /** Returns t where the expression is {@code 1 + Exp[t]}, or null. */
  private static @Nullable Expr logisticArgument(Expr expr) {
    if (expr.isCall("Plus", 2) && ((Call) expr).arg(0).isInteger(1)) {
      Expr second = ((Call) expr).arg(1);
      if (second.isCall("Power", 2) && ((Call) second).arg(0).equals(EULER)) {
        return ((Call) second).arg(1);
      }
    }
    return null;
  }

  /** Returns the logistic function in a form that does not overflow. */
  private static Expr logistic(Expr t) {
    return times(HALF, plus(ONE, call("Tanh", times(HALF, t))));
  }

  private static Expr diracDelta(Expr order, Expr argument) {
    return primed(sym("DiracDelta"), order, argument);
  }

  private static Expr primed(Expr function, Expr order, Expr argument) {
    Expr derivative = call(call("Derivative", order), List.of(function));
    return call(derivative, List.of(argument));
  }

  private static IllegalArgumentException unknown(Call call) {
    return new IllegalArgumentException("the derivative of " + call + " is not known");
  }
}
