package org.widelimit.algebra.calculus;

import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.add;
import static org.widelimit.algebra.Expressions.coefficient;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.withoutCoefficient;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.compile.ExpressionCompiler;

/**
 * Finds where a function of one variable has kinks and jumps: at the zeros of the arguments of its
 * steps and absolute values, of the differences under {@code Max} and {@code Min}, and of the sides
 * of the conditions of {@code Piecewise}.
 */
public final class Breakpoints {

  /** Zeros are looked for where a standard normal variable of any sensible scale may fall. */
  private static final double FARTHEST = 64;

  /** Cells of the search for zeros of arguments that are not linear. */
  private static final int CELLS = 1 << 13;

  private Breakpoints() {}

  /** Returns the breakpoints in ascending order, without repetitions. */
  public static double[] of(Expr expr, String variable) {
    Set<Expr> arguments = new LinkedHashSet<>();
    collect(expr, variable, arguments);
    Set<Double> points = new LinkedHashSet<>();
    for (Expr argument : arguments) {
      Num root = linearRoot(argument, variable);
      if (root != null) {
        points.add(root.doubleValue());
      } else {
        points.addAll(zeros(argument, variable));
      }
    }
    // Adding 0.0 turns a negative zero into a positive one.
    return points.stream().mapToDouble(point -> point + 0.0).sorted().distinct().toArray();
  }

  private static void collect(Expr expr, String variable, Set<Expr> arguments) {
    if (!(expr instanceof Call call)) {
      return;
    }
    if (!(call.head() instanceof Sym)) {
      collect(call.head(), variable, arguments);
    }
    call.args().forEach(arg -> collect(arg, variable, arguments));
    arguments.addAll(Switches.of(call));
    if (call.isCall("DiracDelta")) {
      arguments.add(call.arg(0));
    }
    arguments.removeIf(argument -> !argument.symbols().contains(variable));
  }

  /** Returns the root of an expression {@code a x + b} with rational a and b, or null. */
  static @Nullable Num linearRoot(Expr expr, String variable) {
    Num slope = ZERO;
    Num constant = ZERO;
    List<Expr> terms = expr.isCall("Plus") ? ((Call) expr).args() : List.of(expr);
    for (Expr term : terms) {
      if (term instanceof Num num) {
        constant = add(constant, num);
      } else if (withoutCoefficient(term).equals(new Sym(variable))) {
        slope = add(slope, coefficient(term));
      } else {
        return null;
      }
    }
    return slope.signum() == 0 ? null : (Num) divide(negate(constant), slope);
  }

  private static List<Double> zeros(Expr argument, String variable) {
    List<Double> zeros = new ArrayList<>();
    if (argument.symbols().size() > 1 + constants(argument)) {
      return zeros;
    }
    DoubleUnaryOperator function = ExpressionCompiler.compileUnary(argument, variable);
    double width = 2 * FARTHEST / CELLS;
    double left = -FARTHEST;
    double valueLeft = function.applyAsDouble(left);
    for (int i = 1; i <= CELLS; i++) {
      double right = -FARTHEST + i * width;
      double valueRight = function.applyAsDouble(right);
      if (valueRight == 0) {
        zeros.add(right);
      } else if (valueLeft * valueRight < 0) {
        zeros.add(bisect(function, left, right));
      }
      left = right;
      valueLeft = valueRight;
    }
    return zeros;
  }

  private static int constants(Expr expr) {
    return (int)
        expr.symbols().stream()
            .filter(name -> name.equals("Pi") || name.equals("E") || name.equals("Infinity"))
            .count();
  }

  /** Returns the point where the sign changes, to the last bit. */
  private static double bisect(DoubleUnaryOperator function, double left, double right) {
    double a = left;
    double b = right;
    double sign = Math.signum(function.applyAsDouble(a));
    while (true) {
      double middle = a + (b - a) / 2;
      if (middle <= a || middle >= b) {
        return Math.abs(function.applyAsDouble(a)) < Math.abs(function.applyAsDouble(b)) ? a : b;
      }
      if (Math.signum(function.applyAsDouble(middle)) == sign) {
        a = middle;
      } else {
        b = middle;
      }
    }
  }
}
