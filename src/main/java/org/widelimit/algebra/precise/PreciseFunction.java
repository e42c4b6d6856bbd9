package org.widelimit.algebra.precise;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.UndefinedValueException;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.DoubleDoubleFunctions;

/**
 * A formula in one variable as a function to some 30 digits, for where doubles have too few and
 * {@link HighPrecision} takes too long. No bound is carried along.
 */
@FunctionalInterface
public interface PreciseFunction {

  /** Returns the value; not a number where there is none. */
  DoubleDouble at(DoubleDouble x);

  /**
   * Compiles a formula.
   *
   * @param expr the formula
   * @param variable the name of its variable
   * @return empty if it has a symbol or a head that this knows nothing of
   */
  static Optional<PreciseFunction> of(Expr expr, String variable) {
    try {
      return Optional.of(compile(expr, variable));
    } catch (UndefinedValueException unknown) {
      return Optional.empty();
    }
  }

  private static PreciseFunction compile(Expr expr, String variable) {
    if (expr instanceof Num num) {
      DoubleDouble value = DoubleDouble.of(num.numerator(), num.denominator());
      return x -> value;
    }
    if (expr instanceof Sym sym) {
      return symbol(sym.name(), variable);
    }
    Call call = (Call) expr;
    String head = call.headName().orElse("");
    List<Expr> args = call.args();
    if (head.equals("Piecewise")) {
      return piecewise(args, variable);
    }
    if (head.equals("Power") && args.size() == 2) {
      return power(args.get(0), args.get(1), variable);
    }
    if (head.equals("Plus") && args.contains(Expressions.num(-1))) {
      Optional<Expr> power = args.stream().filter(PreciseFunction::isExponential).findFirst();
      if (power.isPresent()) {
        return fallFromOne(args, power.get(), variable);
      }
    }
    List<PreciseFunction> inner = args.stream().map(arg -> compile(arg, variable)).toList();
    return switch (head) {
      case "Plus" -> x -> fold(inner, x, DoubleDouble::plus);
      case "Times" -> x -> fold(inner, x, DoubleDouble::times);
      case "Max" -> x -> fold(inner, x, (a, b) -> a.minus(b).signum() >= 0 ? a : b);
      case "Min" -> x -> fold(inner, x, (a, b) -> a.minus(b).signum() <= 0 ? a : b);
      default -> {
        if (inner.size() != 1) {
          throw new UndefinedValueException("no function " + head);
        }
        if (FunctionTable.find(head).filter(row -> row.precise() != null).isEmpty()
            && FunctionTable.definition(call).isPresent()) {
          yield compile(FunctionTable.definition(call).get(), variable);
        }
        PreciseFunction argument = inner.get(0);
        PreciseFunction function = function(head);
        yield x -> function.at(argument.at(x));
      }
    };
  }

  private static boolean isExponential(Expr expr) {
    return expr instanceof Call call
        && call.isCall("Power", 2)
        && call.arg(0).equals(Expressions.EULER);
  }

  /** Compiles a sum with {@code Exp[u] - 1}, whose terms would cancel near u = 0. */
  private static PreciseFunction fallFromOne(List<Expr> terms, Expr power, String variable) {
    List<Expr> others = new ArrayList<>(terms);
    others.remove(power);
    others.remove(Expressions.num(-1));
    PreciseFunction exponent = compile(((Call) power).arg(1), variable);
    List<PreciseFunction> rest = others.stream().map(term -> compile(term, variable)).toList();
    return x -> {
      DoubleDouble value = DoubleDoubleFunctions.expm1(exponent.at(x));
      for (PreciseFunction term : rest) {
        value = value.plus(term.at(x));
      }
      return value;
    };
  }

  private static DoubleDouble fold(
      List<PreciseFunction> parts,
      DoubleDouble x,
      java.util.function.BinaryOperator<DoubleDouble> operation) {
    DoubleDouble value = parts.get(0).at(x);
    for (int i = 1; i < parts.size(); i++) {
      value = operation.apply(value, parts.get(i).at(x));
    }
    return value;
  }

  private static PreciseFunction symbol(String name, String variable) {
    if (name.equals(variable)) {
      return x -> x;
    }
    DoubleDouble value =
        switch (name) {
          case "Pi" -> DoubleDouble.PI;
          case "E" -> DoubleDoubleFunctions.exp(DoubleDouble.ONE);
          default -> throw new UndefinedValueException("no value of " + name);
        };
    return x -> value;
  }

  private static PreciseFunction power(Expr base, Expr exponent, String variable) {
    PreciseFunction e = compile(exponent, variable);
    if (base.equals(Expressions.EULER)) {
      return x -> DoubleDoubleFunctions.exp(e.at(x));
    }
    PreciseFunction b = compile(base, variable);
    if (exponent instanceof Num num) {
      if (num.isInteger() && num.numerator().bitLength() < 31) {
        int whole = num.numerator().intValue();
        return x -> b.at(x).power(whole);
      }
      if (num.denominator().equals(BigInteger.TWO) && num.numerator().bitLength() < 31) {
        int twice = num.numerator().intValue();
        return x -> b.at(x).sqrt().power(twice);
      }
    }
    return x -> {
      DoubleDouble value = b.at(x);
      return value.signum() == 0 && e.at(x).signum() > 0
          ? DoubleDouble.ZERO
          : DoubleDoubleFunctions.power(value, e.at(x));
    };
  }

  private static PreciseFunction function(String head) {
    return FunctionTable.find(head)
        .map(RealFunction::precise)
        .<PreciseFunction>map(precise -> precise::apply)
        .orElseThrow(() -> new UndefinedValueException("no function " + head));
  }

  private static PreciseFunction piecewise(List<Expr> args, String variable) {
    List<Expr> rows = ((Call) args.get(0)).args();
    List<PreciseFunction> values =
        rows.stream().map(row -> compile(((Call) row).arg(0), variable)).toList();
    List<Condition> conditions =
        rows.stream().map(row -> condition(((Call) row).arg(1), variable)).toList();
    PreciseFunction otherwise =
        args.size() > 1 ? compile(args.get(1), variable) : x -> DoubleDouble.ZERO;
    return x -> {
      for (int i = 0; i < conditions.size(); i++) {
        if (conditions.get(i).holds(x)) {
          return values.get(i).at(x);
        }
      }
      return otherwise.at(x);
    };
  }

  /** A condition on the variable. */
  @FunctionalInterface
  interface Condition {
    /** Returns whether it holds. */
    boolean holds(DoubleDouble x);
  }

  private static Condition condition(Expr expr, String variable) {
    if (expr instanceof Sym sym && (sym.name().equals("True") || sym.name().equals("False"))) {
      boolean value = sym.name().equals("True");
      return x -> value;
    }
    if (!(expr instanceof Call call)) {
      throw new UndefinedValueException("not a condition: " + expr);
    }
    String head = call.headName().orElse("");
    if (head.equals("And") || head.equals("Or") || head.equals("Not")) {
      List<Condition> parts = call.args().stream().map(arg -> condition(arg, variable)).toList();
      return switch (head) {
        case "And" -> x -> parts.stream().allMatch(part -> part.holds(x));
        case "Or" -> x -> parts.stream().anyMatch(part -> part.holds(x));
        default -> x -> !parts.get(0).holds(x);
      };
    }
    List<PreciseFunction> sides = call.args().stream().map(arg -> compile(arg, variable)).toList();
    java.util.function.IntPredicate order =
        switch (head) {
          case "Less" -> sign -> sign < 0;
          case "LessEqual" -> sign -> sign <= 0;
          case "Greater" -> sign -> sign > 0;
          case "GreaterEqual" -> sign -> sign >= 0;
          default -> throw new UndefinedValueException("not a condition: " + expr);
        };
    return x -> {
      for (int i = 0; i + 1 < sides.size(); i++) {
        if (!order.test(sides.get(i).at(x).minus(sides.get(i + 1).at(x)).signum())) {
          return false;
        }
      }
      return true;
    };
  }
}
