package org.widelimit.gaussian;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.BivariateNormalDerivative;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;

/**
 * Derivatives of expressions with kinks and jumps, almost everywhere or in the sense of
 * distributions.
 *
 * <p>Almost everywhere, a step is constant, so its derivative is 0; in the sense of distributions
 * it is {@code DiracDelta}. Kinks ({@code Max}, {@code Min}, {@code Abs}) are continuous, so both
 * agree on them. A {@code Piecewise} is taken to be continuous at its seams almost everywhere; its
 * distributional derivative keeps the jumps, because {@link #asSteps} rewrites it first.
 */
public final class Derivatives {

  private static final Map<String, Expr> VALUES_AT_ZERO =
      Map.ofEntries(
          Map.entry("Erf", ZERO),
          Map.entry("Erfc", ONE),
          Map.entry("Erfi", ZERO),
          Map.entry("DawsonF", ZERO),
          Map.entry("Sin", ZERO),
          Map.entry("Cos", ONE),
          Map.entry("Sinh", ZERO),
          Map.entry("Cosh", ONE),
          Map.entry("Tanh", ZERO),
          Map.entry("Sech", ONE),
          Map.entry("ArcSin", ZERO),
          Map.entry("ArcCos", divide(PI, TWO)),
          Map.entry("ArcTan", ZERO),
          Map.entry("ArcTanh", ZERO));

  /** Each piece doubles the length of what is written with steps. */
  private static final int MOST_PIECES = 10;

  private Derivatives() {}

  /**
   * Returns the derivative that holds at all but isolated points.
   *
   * @param expr an expression in elementary functions, steps and kinks
   * @param variable the name of the variable
   * @throws IllegalArgumentException if a head has no known derivative
   */
  public static Expr almostEverywhere(Expr expr, String variable) {
    return new Rules(variable, false).derivative(expr);
  }

  /**
   * Returns the derivative in the sense of distributions: a jump of height h at a gives {@code h
   * DiracDelta[x - a]}.
   *
   * @param expr an expression in elementary functions, steps and kinks
   * @param variable the name of the variable
   * @throws IllegalArgumentException if a head has no known derivative
   */
  public static Expr distributional(Expr expr, String variable) {
    Expr continuousKinks = expr.transform(node -> node.isCall("Piecewise") ? stepForm(node) : node);
    return sift(new Rules(variable, true).derivative(continuousKinks), variable);
  }

  /** Applies {@code f[x] DiracDelta[x - a] = f[a] DiracDelta[x - a]} where f is continuous at a. */
  private static Expr sift(Expr expr, String variable) {
    if (expr.isCall("Plus")) {
      return plus(((Call) expr).args().stream().map(term -> sift(term, variable)).toList());
    }
    if (!expr.isCall("Times")) {
      return expr;
    }
    for (Expr factor : ((Call) expr).args()) {
      if (factor.isCall("DiracDelta", 1)) {
        Num root = Breakpoints.linearRoot(((Call) factor).arg(0), variable);
        if (root != null) {
          List<Expr> rest = new ArrayList<>(((Call) expr).args());
          rest.remove(factor);
          Expr at = times(rest).substitute(variable, root);
          boolean continuous =
              !isSingular(foldSteps(at))
                  && !at.contains(theta(ZERO))
                  && !at.contains(call("Sign", ZERO))
                  && !at.contains(call("DiracDelta", ZERO));
          return continuous ? times(foldSteps(at), factor) : expr;
        }
      }
    }
    return expr;
  }

  /** Returns whether a value divides by zero or takes its logarithm, or a power that may. */
  private static boolean isSingular(Expr value) {
    boolean[] singular = {false};
    value.transform(
        node -> {
          boolean power = node.isCall("Power", 2) && ((Call) node).arg(0).isInteger(0);
          singular[0] |= power || (node.isCall("Log", 1) && ((Call) node).arg(0).isInteger(0));
          return node;
        });
    return singular[0];
  }

  /** Evaluates steps and kinks of numbers. */
  static Expr foldSteps(Expr expr) {
    return expr.transform(
        node -> {
          if (node instanceof Call call && call.arity() == 1 && call.arg(0) instanceof Num num) {
            if (node.isCall("HeavisideTheta") && num.signum() != 0) {
              return num(Math.max(0, num.signum()));
            }
            if (node.isCall("Sign")) {
              return num(num.signum());
            }
            if (node.isCall("Abs")) {
              return num.signum() < 0 ? negate(num) : num;
            }
            if (num.signum() == 0 && VALUES_AT_ZERO.containsKey(call.headName().orElse(""))) {
              return VALUES_AT_ZERO.getOrDefault(call.headName().orElse(""), ZERO);
            }
          }
          if (node.isCall("Power", 2)
              && ((Call) node).arg(0).equals(EULER)
              && ((Call) node).arg(1).isInteger(0)) {
            return ONE;
          }
          return node;
        });
  }

  /**
   * Rewrites {@code Max}, {@code Min}, {@code Abs}, {@code Sign} and {@code Piecewise} of real
   * arguments with {@code HeavisideTheta}, equal to the original at all but isolated points.
   *
   * @throws IllegalArgumentException if a condition of a {@code Piecewise} is not built from
   *     inequalities, {@code And}, {@code Or} and {@code Not}
   */
  public static Expr asSteps(Expr expr) {
    return expr.transform(Derivatives::stepForm);
  }

  private static Expr stepForm(Expr node) {
    if (!(node instanceof Call call) || !(call.head() instanceof Sym head)) {
      return node;
    }
    return switch (head.name()) {
      case "Max" ->
          call.args().stream()
              .reduce((a, b) -> plus(b, times(minus(a, b), theta(minus(a, b)))))
              .orElseThrow();
      case "Min" ->
          call.args().stream()
              .reduce((a, b) -> plus(b, times(minus(a, b), theta(minus(b, a)))))
              .orElseThrow();
      case "Abs" -> times(call.arg(0), plus(MINUS_ONE, times(TWO, theta(call.arg(0)))));
      case "Sign" -> plus(MINUS_ONE, times(TWO, theta(call.arg(0))));
      case "Piecewise" -> piecewise(call);
      default -> node;
    };
  }

  private static Expr piecewise(Call call) {
    Expr result = call.arity() > 1 ? call.arg(1) : ZERO;
    List<Expr> rows = ((Call) call.arg(0)).args();
    if (rows.size() > MOST_PIECES) {
      throw new IllegalArgumentException(
          "a Piecewise of more than " + MOST_PIECES + " pieces is not written with steps");
    }
    for (int i = rows.size() - 1; i >= 0; i--) {
      Expr value = ((Call) rows.get(i)).arg(0);
      Expr where = indicator(((Call) rows.get(i)).arg(1));
      result = plus(result, times(minus(value, result), where));
    }
    return result;
  }

  private static Expr indicator(Expr condition) {
    if (condition instanceof Sym sym && sym.name().equals("True")) {
      return ONE;
    }
    if (condition instanceof Call call && call.head() instanceof Sym head) {
      List<Expr> args = call.args();
      switch (head.name()) {
        case "Less", "LessEqual" -> {
          return chain(args, true);
        }
        case "Greater", "GreaterEqual" -> {
          return chain(args, false);
        }
        case "And" -> {
          return times(args.stream().map(Derivatives::indicator).toList());
        }
        case "Or" -> {
          return minus(ONE, times(args.stream().map(arg -> minus(ONE, indicator(arg))).toList()));
        }
        case "Not" -> {
          return minus(ONE, indicator(args.get(0)));
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException(
        "a condition of Piecewise must be an inequality, And, Or or Not, not " + condition);
  }

  private static Expr chain(List<Expr> args, boolean increasing) {
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i + 1 < args.size(); i++) {
      Expr rise = minus(args.get(i + 1), args.get(i));
      factors.add(theta(increasing ? rise : negate(rise)));
    }
    return times(factors);
  }

  static Expr theta(Expr argument) {
    return call("HeavisideTheta", argument);
  }

  /** What has derivatives that are no functions, and are written with primes. */
  private static final List<Expr> COMBS = List.of(sym("DiracDelta"), sym("Floor"));

  private record Rules(String variable, boolean distributional) {

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
        default -> times(outer(call), derivative(a));
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
        case "Sin" -> call("Cos", a);
        case "Cos" -> negate(call("Sin", a));
        case "Tan" -> org.widelimit.algebra.Expressions.power(call("Cos", a), num(-2));
        case "Sinh" -> call("Cosh", a);
        case "Cosh" -> call("Sinh", a);
        case "Tanh" -> square(call("Sech", a));
        case "Sech" -> negate(times(call("Sech", a), call("Tanh", a)));
        case "ArcSin" -> inverseRoot(minus(ONE, square(a)));
        case "ArcCos" -> negate(inverseRoot(minus(ONE, square(a))));
        case "ArcTan" -> divide(ONE, plus(ONE, square(a)));
        case "ArcTanh" -> divide(ONE, minus(ONE, square(a)));
        case "Log" -> divide(ONE, a);
        case "Erf" -> times(TWO, inverseRoot(PI), exp(negate(square(a))));
        case "Erfc" -> times(num(-2), inverseRoot(PI), exp(negate(square(a))));
        case "Erfi" -> times(TWO, inverseRoot(PI), exp(square(a)));
        case "DawsonF" -> minus(ONE, times(TWO, a, call("DawsonF", a)));
        case "Abs" -> call("Sign", a);
        case "Sign" -> distributional ? times(TWO, call("DiracDelta", a)) : ZERO;
        case "HeavisideTheta" -> distributional ? call("DiracDelta", a) : ZERO;
        case "DiracDelta" -> diracDelta(ONE, a);
        default -> throw unknown(call);
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

    private static Expr inverseRoot(Expr radicand) {
      return divide(ONE, sqrt(radicand));
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
}
