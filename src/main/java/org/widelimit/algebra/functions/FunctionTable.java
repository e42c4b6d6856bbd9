package org.widelimit.algebra.functions;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.PI;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.times;
import static org.widelimit.algebra.functions.Need.Kind.NONNEGATIVE;
import static org.widelimit.algebra.functions.Need.Kind.NONZERO;
import static org.widelimit.algebra.functions.Need.Kind.POSITIVE;
import static org.widelimit.algebra.functions.Parity.EVEN;
import static org.widelimit.algebra.functions.Parity.NEITHER;
import static org.widelimit.algebra.functions.Parity.ODD;
import static org.widelimit.algebra.functions.Smoothness.ENDS;
import static org.widelimit.algebra.functions.Smoothness.JUMPS;
import static org.widelimit.algebra.functions.Smoothness.KINK;
import static org.widelimit.algebra.functions.Smoothness.POLES;
import static org.widelimit.algebra.functions.Smoothness.SMOOTH;
import static org.widelimit.numeric.Variation.LIPSCHITZ;
import static org.widelimit.numeric.Variation.MONOTONE;
import static org.widelimit.numeric.Variation.MONOTONE_BUT_AT_ZERO;
import static org.widelimit.numeric.Variation.MONOTONE_FROM_ZERO;
import static org.widelimit.numeric.Variation.TANGENT;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.DoubleDoubleFunctions;
import org.widelimit.numeric.Variation;
import org.widelimit.numeric.interval.ErrorFunctions;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.special.SpecialFunctions;

/** The functions of a real number, a row each. */
public final class FunctionTable {

  private static final String MATH = "java.lang.Math";

  private static final String SPECIAL = "org.widelimit.numeric.special.SpecialFunctions";

  private static final Map<String, RealFunction> ROWS = new LinkedHashMap<>();

  static {
    circular();
    inverseCircular();
    hyperbolic();
    inverseHyperbolic();
    errorFunctions();
    steps();
  }

  private FunctionTable() {}

  private static Row row(
      String name, String meaning, Smoothness smoothness, Parity parity, Variation variation) {
    return new Row(name, meaning).shape(smoothness, parity, variation);
  }

  private static void add(RealFunction function) {
    ROWS.put(function.name(), function);
  }

  private static void circular() {
    add(
        row("Sin", "The sine.", SMOOTH, ODD, LIPSCHITZ)
            .bounded()
            .periodic()
            .zero(ZERO)
            .slope(a -> call("Cos", a))
            .tex("\\sin")
            .code(MATH, "sin", "math.sin")
            .coq("sin")
            .values(Math::sin, DoubleDoubleFunctions::sin, RealFunctions::sin));
    add(
        row("Cos", "The cosine.", SMOOTH, EVEN, LIPSCHITZ)
            .bounded()
            .periodic()
            .zero(ONE)
            .slope(a -> negate(call("Sin", a)))
            .tex("\\cos")
            .code(MATH, "cos", "math.cos")
            .coq("cos")
            .values(Math::cos, DoubleDoubleFunctions::cos, RealFunctions::cos));
    add(
        row("Tan", "The tangent.", POLES, ODD, TANGENT)
            .periodic()
            .zero(ZERO)
            .needs(NONZERO, a -> call("Cos", a))
            .slope(a -> power(call("Cos", a), num(-2)))
            .tex("\\tan")
            .code(MATH, "tan", "math.tan")
            .coq("tan")
            .values(
                Math::tan,
                x -> DoubleDoubleFunctions.sin(x).dividedBy(DoubleDoubleFunctions.cos(x)),
                RealFunctions::tan));
  }

  private static void inverseCircular() {
    add(
        row("ArcSin", "The inverse sine, from -Pi/2 to Pi/2.", ENDS, ODD, MONOTONE)
            .bounded()
            .zero(ZERO)
            .needs(NONNEGATIVE, a -> minus(ONE, square(a)))
            .slope(a -> inverseRoot(minus(ONE, square(a))))
            .tex("\\arcsin", "\\asin")
            .code(MATH, "asin", "math.asin")
            .coq("asin")
            .values(Math::asin, DoubleDoubleFunctions::asin, RealFunctions::arcSin));
    add(
        row("ArcCos", "The inverse cosine, from 0 to Pi.", ENDS, NEITHER, MONOTONE)
            .falling()
            .bounded()
            .zero(divide(PI, TWO))
            .needs(NONNEGATIVE, a -> minus(ONE, square(a)))
            .slope(a -> negate(inverseRoot(minus(ONE, square(a)))))
            .tex("\\arccos", "\\acos")
            .code(MATH, "acos", "math.acos")
            .coq("acos")
            .values(
                Math::acos,
                x -> DoubleDouble.PI.scaled(-1).minus(DoubleDoubleFunctions.asin(x)),
                RealFunctions::arcCos));
    add(
        row("ArcTan", "The inverse tangent, from -Pi/2 to Pi/2.", SMOOTH, ODD, MONOTONE)
            .bounded()
            .zero(ZERO)
            .slope(a -> divide(ONE, plus(ONE, square(a))))
            .tex("\\arctan", "\\atan")
            .code(MATH, "atan", "math.atan")
            .coq("atan")
            .values(Math::atan, DoubleDoubleFunctions::atan, RealFunctions::arcTan));
  }

  private static void hyperbolic() {
    add(
        row("Sinh", "The hyperbolic sine.", SMOOTH, ODD, MONOTONE)
            .zero(ZERO)
            .slope(a -> call("Cosh", a))
            .tex("\\sinh")
            .code(SPECIAL, "sinh", "sinh")
            .coq("sinh")
            .values(Math::sinh, DoubleDoubleFunctions::sinh, RealFunctions::sinh));
    add(
        row("Cosh", "The hyperbolic cosine.", SMOOTH, EVEN, MONOTONE_FROM_ZERO)
            .positive()
            .zero(ONE)
            .slope(a -> call("Sinh", a))
            .tex("\\cosh")
            .code(SPECIAL, "cosh", "cosh")
            .coq("cosh")
            .values(Math::cosh, DoubleDoubleFunctions::cosh, RealFunctions::cosh));
    add(
        row("Tanh", "The hyperbolic tangent.", SMOOTH, ODD, MONOTONE)
            .bounded()
            .zero(ZERO)
            .slope(a -> square(call("Sech", a)))
            .tex("\\tanh")
            .code(SPECIAL, "tanh", "math.tanh")
            .coq("tanh")
            .values(Math::tanh, DoubleDoubleFunctions::tanh, RealFunctions::tanh));
    add(
        row("Sech", "The hyperbolic secant, 1/Cosh[x].", SMOOTH, EVEN, MONOTONE_FROM_ZERO)
            .bounded()
            .positive()
            .zero(ONE)
            .slope(a -> negate(times(call("Sech", a), call("Tanh", a))))
            .tex("\\operatorname{sech}", "\\sech")
            .code(SPECIAL, "sech", "sech")
            .values(
                x -> 1 / Math.cosh(x),
                x -> DoubleDouble.ONE.dividedBy(DoubleDoubleFunctions.cosh(x)),
                RealFunctions::sech));
    add(
        row("Csch", "The hyperbolic cosecant, 1/Sinh[x].", POLES, ODD, MONOTONE_BUT_AT_ZERO)
            .falling()
            .needs(NONZERO, a -> a)
            .is(a -> power(call("Sinh", a), MINUS_ONE))
            .tex("\\operatorname{csch}", "\\csch")
            .values(x -> 1 / Math.sinh(x), null, null));
    add(
        row("Coth", "The hyperbolic cotangent, Cosh[x]/Sinh[x].", POLES, ODD, MONOTONE_BUT_AT_ZERO)
            .falling()
            .needs(NONZERO, a -> a)
            .is(a -> power(call("Tanh", a), MINUS_ONE))
            .tex("\\coth")
            .values(x -> 1 / Math.tanh(x), null, null));
  }

  private static void inverseHyperbolic() {
    add(
        row("ArcSinh", "The inverse hyperbolic sine.", SMOOTH, ODD, MONOTONE)
            .zero(ZERO)
            .slope(a -> inverseRoot(plus(ONE, square(a))))
            .is(a -> call("Log", plus(a, sqrt(plus(ONE, square(a))))))
            .tex("\\operatorname{arsinh}", "\\arsinh", "\\arcsinh", "\\asinh")
            .code(SPECIAL, "arcSinh", "math.asinh")
            .values(
                SpecialFunctions::arcSinh, DoubleDoubleFunctions::asinh, RealFunctions::arcSinh));
    add(
        row("ArcCosh", "The inverse hyperbolic cosine, from 0 on.", ENDS, NEITHER, MONOTONE)
            .needs(NONNEGATIVE, a -> minus(a, ONE))
            .is(a -> call("Log", plus(a, times(sqrt(minus(a, ONE)), sqrt(plus(a, ONE))))))
            .tex("\\operatorname{arcosh}", "\\arcosh", "\\arccosh", "\\acosh")
            .code(SPECIAL, "arcCosh", "math.acosh")
            .values(SpecialFunctions::arcCosh, null, null));
    add(
        row("ArcTanh", "The inverse hyperbolic tangent.", ENDS, ODD, MONOTONE)
            .zero(ZERO)
            .needs(POSITIVE, a -> minus(ONE, square(a)))
            .slope(a -> divide(ONE, minus(ONE, square(a))))
            .tex("\\operatorname{artanh}", "\\artanh", "\\arctanh", "\\atanh")
            .code(SPECIAL, "arcTanh", "math.atanh")
            .values(
                x -> (Math.log1p(x) - Math.log1p(-x)) / 2,
                DoubleDoubleFunctions::atanh,
                RealFunctions::arcTanh));
  }

  private static void errorFunctions() {
    add(
        row("Log", "The natural logarithm.", ENDS, NEITHER, MONOTONE)
            .needs(POSITIVE, a -> a)
            .slope(a -> divide(ONE, a))
            .tex("\\log", "\\ln")
            .code(MATH, "log", "log")
            .coq("ln")
            .values(Math::log, DoubleDoubleFunctions::log, RealFunctions::log));
    add(
        row("Erf", "The error function.", SMOOTH, ODD, MONOTONE)
            .bounded()
            .zero(ZERO)
            .slope(a -> times(TWO, inverseRoot(PI), gauss(negate(square(a)))))
            .tex("\\operatorname{erf}", "\\erf")
            .code(SPECIAL, "erf", "math.erf")
            .coq("erf")
            .values(SpecialFunctions::erf, DoubleDoubleFunctions::erf, ErrorFunctions::erf));
    add(
        row("Erfc", "The complementary error function.", SMOOTH, NEITHER, MONOTONE)
            .falling()
            .bounded()
            .positive()
            .zero(ONE)
            .slope(a -> times(num(-2), inverseRoot(PI), gauss(negate(square(a)))))
            .tex("\\operatorname{erfc}", "\\erfc")
            .code(SPECIAL, "erfc", "math.erfc")
            .values(SpecialFunctions::erfc, DoubleDoubleFunctions::erfc, ErrorFunctions::erfc));
    add(
        row("Erfi", "The imaginary error function, Erf[i x]/i.", SMOOTH, ODD, MONOTONE)
            .zero(ZERO)
            .slope(a -> times(TWO, inverseRoot(PI), gauss(square(a))))
            .tex("\\operatorname{erfi}", "\\erfi")
            .code(SPECIAL, "erfi", "erfi")
            .values(SpecialFunctions::erfi, DoubleDoubleFunctions::erfi, ErrorFunctions::erfi));
    add(
        row("DawsonF", "Dawson's integral, Sqrt[Pi]/2 Exp[-x^2] Erfi[x].", SMOOTH, ODD, LIPSCHITZ)
            .bounded()
            .zero(ZERO)
            .slope(a -> minus(ONE, times(TWO, a, call("DawsonF", a))))
            .is(a -> times(HALF, power(PI, HALF), gauss(negate(square(a))), call("Erfi", a)))
            .tex("\\operatorname{dawsn}", "\\dawsn")
            .code(SPECIAL, "dawsonF", "dawson")
            .values(SpecialFunctions::dawsonF, null, ErrorFunctions::dawson));
  }

  private static void steps() {
    add(
        row("Abs", "The absolute value.", KINK, EVEN, MONOTONE_FROM_ZERO)
            .zero(ZERO)
            .slope(a -> call("Sign", a))
            .tex("", "\\abs")
            .code(MATH, "abs", "abs")
            .coq("Rabs")
            .values(Math::abs, DoubleDouble::abs, x -> x.abs()));
    add(
        row("Sign", "The sign; 0 at 0.", JUMPS, ODD, MONOTONE)
            .bounded()
            .zero(ZERO)
            .slope(a -> ZERO)
            .tex("\\operatorname{sgn}", "\\sgn", "\\sign")
            .code(MATH, "signum", "sign")
            .coq("sign")
            .values(Math::signum, x -> DoubleDouble.of(x.signum()), RealFunctions::sign));
    add(
        row("HeavisideTheta", "The step from 0 to 1; 1/2 at 0.", JUMPS, NEITHER, MONOTONE)
            .bounded()
            .zero(HALF)
            .slope(a -> ZERO)
            .tex("H")
            .code(SPECIAL, "heavisideTheta", "heaviside")
            .coq("step")
            .values(
                x -> x > 0 ? 1 : x < 0 ? 0 : 0.5,
                x -> DoubleDouble.of((1 + x.signum()) / 2.0),
                RealFunctions::heavisideTheta));
    add(
        row("Floor", "The largest integer below or at the argument.", JUMPS, NEITHER, MONOTONE)
            .zero(ZERO)
            .slope(a -> ZERO)
            .code(MATH, "floor", "math.floor")
            .values(Math::floor, DoubleDouble::floor, RealFunctions::floor));
  }

  private static Expr gauss(Expr exponent) {
    return power(EULER, exponent);
  }

  private static Expr inverseRoot(Expr radicand) {
    return power(radicand, num(-1, 2));
  }

  /** Returns all rows, in the order of the table. */
  public static Collection<RealFunction> rows() {
    return java.util.Collections.unmodifiableCollection(ROWS.values());
  }

  /**
   * Returns a row.
   *
   * @param name a head
   * @return nothing for what is no function of the table
   */
  public static Optional<RealFunction> find(String name) {
    return Optional.ofNullable(ROWS.get(name));
  }

  /** Returns the row of a call of one argument; nothing for any other expression. */
  public static Optional<RealFunction> of(Expr expr) {
    return expr instanceof Call call && call.arity() == 1
        ? call.headName().flatMap(FunctionTable::find)
        : Optional.empty();
  }

  /** Returns the names of the functions with a property. */
  public static Set<String> names(Predicate<RealFunction> property) {
    return ROWS.values().stream()
        .filter(property)
        .map(RealFunction::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the names of the functions that are analytic on the whole line. */
  public static Set<String> smooth() {
    return names(function -> function.shape().smoothness() == SMOOTH);
  }

  /**
   * Returns what a call is by the definition of its function.
   *
   * @return nothing for a function that is known as it is, and for what is not in the table
   */
  public static Optional<Expr> definition(Expr expr) {
    return of(expr)
        .map(RealFunction::definition)
        .map(definition -> definition.apply(((Call) expr).arg(0)));
  }

  /**
   * Returns the outer derivative of a call, almost everywhere: the chain rule's first factor.
   *
   * @return nothing for what is not in the table, or is there by definition alone
   */
  public static Optional<Expr> slope(Expr expr) {
    return of(expr)
        .map(RealFunction::derivative)
        .map(derivative -> derivative.apply(((Call) expr).arg(0)));
  }

  /**
   * Returns the value of an analytic function at 0.
   *
   * @param call any expression; its argument does not matter
   * @return nothing where there is no value in closed form, and for kinks and jumps
   */
  public static Optional<Expr> atZero(Expr call) {
    return of(call)
        .filter(function -> function.shape().smoothness().isAnalytic())
        .map(RealFunction::atZero);
  }
}
