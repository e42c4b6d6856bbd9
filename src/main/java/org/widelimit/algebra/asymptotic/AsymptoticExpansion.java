package org.widelimit.algebra.asymptotic;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.asymptotic.AsymptoticSeries.Term;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.decide.RealDomain;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.UndecidedException;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.budget.BoundedTask;

/**
 * The leading terms of an expression as a variable tends to infinity: of sums, products, powers,
 * exponentials, logarithms, factorials, and functions that are analytic where their argument tends
 * to. What chooses a branch is decided by the sign that it has from some index on; what oscillates
 * is bounded, and no more.
 */
final class AsymptoticExpansion {

  private static final int ORDER = 4;

  private final AsymptoticCalculus calculus;
  private final String variable;

  AsymptoticExpansion(AsymptoticCalculus calculus, String variable) {
    this.calculus = calculus;
    this.variable = variable;
  }

  /**
   * Returns the expansion.
   *
   * @throws UndecidedException if there is none, or none is known
   */
  AsymptoticSeries of(Expr expr) {
    BoundedTask.checkpoint();
    if (!expr.symbols().contains(variable)) {
      return AsymptoticSeries.constant(expr);
    }
    if (expr instanceof Sym) {
      return AsymptoticSeries.of(Expressions.ONE, AsymptoticMonomial.logarithm(0));
    }
    Call call = (Call) expr;
    List<Expr> args = call.args();
    return switch (call.headName().orElse("")) {
      case "Plus" -> args.stream().map(this::of).reduce(AsymptoticSeries.ZERO, calculus::plus);
      case "Times" ->
          args.stream()
              .map(this::of)
              .reduce(AsymptoticSeries.constant(Expressions.ONE), calculus::times);
      case "Power" -> power(args.get(0), args.get(1));
      case "Max" -> args.stream().map(this::of).reduce((a, b) -> extremum(a, b, 1)).orElseThrow();
      case "Min" -> args.stream().map(this::of).reduce((a, b) -> extremum(a, b, -1)).orElseThrow();
      case "Piecewise" -> piecewise(call);
      default -> {
        if (call.arity() != 1) {
          throw unknown(call);
        }
        yield unary(call, of(args.get(0)));
      }
    };
  }

  private static UndecidedException unknown(Call call) {
    return new UndecidedException("no expansion of " + WolframWriter.write(call) + " is known");
  }

  private AsymptoticSeries power(Expr base, Expr exponent) {
    if (base.equals(Expressions.EULER)) {
      return calculus.exp(of(exponent));
    }
    if (!exponent.symbols().contains(variable)) {
      return calculus.power(of(base), exponent);
    }
    if (base instanceof Num number && number.signum() < 0) {
      // Its sign alternates: bounded by the power of its size.
      AsymptoticSeries size = power(Expressions.negate(base), exponent);
      return new AsymptoticSeries(
          List.of(), calculus.leading(size).map(Term::monomial).orElse(AsymptoticMonomial.ONE));
    }
    return calculus.exp(calculus.times(of(exponent), calculus.log(of(base))));
  }

  private AsymptoticSeries extremum(AsymptoticSeries a, AsymptoticSeries b, int largest) {
    AsymptoticSeries difference = calculus.plus(a, calculus.negate(b));
    return calculus.eventualSign(difference) * largest >= 0 ? a : b;
  }

  private AsymptoticSeries piecewise(Call call) {
    for (Expr branch : ((Call) call.arg(0)).args()) {
      if (holds(((Call) branch).arg(1))) {
        return of(((Call) branch).arg(0));
      }
    }
    return call.arity() > 1 ? of(call.arg(1)) : AsymptoticSeries.ZERO;
  }

  /** Returns whether a condition holds from some index on; otherwise it fails from some on. */
  private boolean holds(Expr condition) {
    if (!(condition instanceof Call call)) {
      return condition.equals(Expressions.sym("True"));
    }
    List<Expr> args = call.args();
    return switch (call.headName().orElse("")) {
      case "And" -> args.stream().allMatch(this::holds);
      case "Or" -> args.stream().anyMatch(this::holds);
      case "Not" -> !holds(args.get(0));
      case "Less", "LessEqual", "Greater", "GreaterEqual", "Equal" -> chain(call);
      default -> throw unknown(call);
    };
  }

  private boolean chain(Call call) {
    for (int i = 0; i + 1 < call.arity(); i++) {
      int sign =
          calculus.eventualSign(
              calculus.plus(of(call.arg(i)), calculus.negate(of(call.arg(i + 1)))));
      boolean holds =
          switch (call.headName().orElse("")) {
            case "Less" -> sign < 0;
            case "LessEqual" -> sign <= 0;
            case "Greater" -> sign > 0;
            case "GreaterEqual" -> sign >= 0;
            default -> sign == 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private AsymptoticSeries unary(Call call, AsymptoticSeries argument) {
    String head = call.headName().orElse("");
    return switch (head) {
      case "Log" -> calculus.log(argument);
      case "Abs" -> calculus.eventualSign(argument) < 0 ? calculus.negate(argument) : argument;
      case "Sign" -> number(calculus.eventualSign(argument));
      case "HeavisideTheta" -> {
        int sign = calculus.eventualSign(argument);
        yield sign == 0 ? AsymptoticSeries.constant(Expressions.HALF) : number(sign > 0 ? 1 : 0);
      }
      case "Floor" -> floor(argument);
      case "Factorial" -> factorial(call, argument);
      case "Sinh" -> half(calculus.exp(argument), calculus.negate(opposite(argument)));
      case "Cosh" -> half(calculus.exp(argument), opposite(argument));
      case "ArcSinh", "ArcCosh", "Csch", "Coth" -> of(FunctionTable.definition(call).orElseThrow());
      default ->
          calculus.order(argument) > 0 ? atInfinity(call, head, argument) : regular(call, argument);
    };
  }

  private static AsymptoticSeries number(long value) {
    return AsymptoticSeries.constant(Expressions.num(value));
  }

  private AsymptoticSeries opposite(AsymptoticSeries argument) {
    return calculus.exp(calculus.negate(argument));
  }

  private AsymptoticSeries half(AsymptoticSeries a, AsymptoticSeries b) {
    return calculus.times(AsymptoticSeries.constant(Expressions.HALF), calculus.plus(a, b));
  }

  private AsymptoticSeries atInfinity(Call call, String head, AsymptoticSeries argument) {
    int sign = calculus.eventualSign(argument);
    AsymptoticSeries size = sign < 0 ? calculus.negate(argument) : argument;
    AsymptoticSeries positive =
        switch (head) {
          case "Sin", "Cos" -> AsymptoticSeries.BOUNDED;
          case "ArcTan" ->
              calculus.plus(
                  AsymptoticSeries.constant(Expressions.times(Expressions.HALF, Expressions.PI)),
                  calculus.negate(
                      calculus.composed(
                          calculus.power(size, Expressions.MINUS_ONE),
                          k ->
                              k % 2 == 0
                                  ? Expressions.ZERO
                                  : Expressions.num(k % 4 == 1 ? 1 : -1, k))));
          // 1 less twice the exponential, and what is below its square.
          case "Tanh" -> {
            AsymptoticSeries small = calculus.exp(calculus.times(number(-2), size));
            yield calculus.composed(small, k -> Expressions.num(k == 0 ? 1 : k % 2 == 1 ? -2 : 2));
          }
          case "Sech" ->
              calculus.power(half(calculus.exp(size), opposite(size)), Expressions.MINUS_ONE);
          case "Erf", "Erfc" -> {
            AsymptoticSeries tail = tail(size);
            yield head.equals("Erf")
                ? calculus.plus(number(1), tail)
                : sign < 0 ? calculus.plus(number(2), tail) : throwing(call);
          }
          default -> throw unknown(call);
        };
    boolean odd = head.equals("ArcTan") || head.equals("Tanh") || head.equals("Erf");
    return odd && sign < 0 ? calculus.negate(positive) : positive;
  }

  private static AsymptoticSeries throwing(Call call) {
    throw unknown(call);
  }

  /** Of the error function no more is kept than that its tail is below this exponential. */
  private AsymptoticSeries tail(AsymptoticSeries size) {
    AsymptoticSeries square = calculus.exp(calculus.negate(calculus.times(size, size)));
    return new AsymptoticSeries(
        List.of(), calculus.leading(square).map(Term::monomial).orElse(AsymptoticMonomial.ONE));
  }

  /** The Taylor series about the number that the argument tends to. */
  private AsymptoticSeries regular(Call call, AsymptoticSeries argument) {
    if (!calculus.isKnownToVanishingRest(argument)) {
      if (call.isCall("Sin") || call.isCall("Cos")) {
        return AsymptoticSeries.BOUNDED;
      }
      throw unknown(call);
    }
    Expr at = calculus.constant(argument);
    String point = InternalNames.symbol("point").name();
    Expr[] coefficients = new Expr[ORDER + 1];
    Expr derivative = Expressions.call(call.head(), List.of(Expressions.sym(point)));
    SignDecider signs = new SignDecider(calculus.assumptions());
    for (int k = 0; k <= ORDER; k++) {
      Expr value = derivative.substitute(point, at);
      if (new RealDomain(signs).obstacle(value).isPresent()) {
        throw unknown(call);
      }
      coefficients[k] =
          folded(Expressions.times(Expressions.num(1, AsymptoticCalculus.factorial(k)), value));
      derivative = new Differentiation(point).of(derivative).orElseThrow(() -> unknown(call));
    }
    AsymptoticSeries small = calculus.withoutConstant(argument);
    AsymptoticSeries sum = AsymptoticSeries.constant(coefficients[0]);
    AsymptoticSeries power = AsymptoticSeries.constant(Expressions.ONE);
    for (int k = 1; k <= ORDER; k++) {
      power = calculus.times(power, small);
      sum = calculus.plus(sum, calculus.times(AsymptoticSeries.constant(coefficients[k]), power));
    }
    AsymptoticSeries next = calculus.times(power, small);
    AsymptoticMonomial rest = next.terms().isEmpty() ? next.rest() : next.terms().get(0).monomial();
    return rest == null ? sum : calculus.plus(sum, new AsymptoticSeries(List.of(), rest));
  }

  /** Evaluates functions at 0. */
  private static Expr folded(Expr expr) {
    return expr.transform(
        node -> {
          if (node instanceof Call call && call.arity() == 1 && call.arg(0).isInteger(0)) {
            return FunctionTable.atZero(call).orElse(node);
          }
          return node.isCall("Power", 2)
                  && ((Call) node).arg(0).equals(Expressions.EULER)
                  && ((Call) node).arg(1).isInteger(0)
              ? Expressions.ONE
              : node;
        });
  }

  /** Of what grows, the part below the next integer is bounded; a number has its own floor. */
  private AsymptoticSeries floor(AsymptoticSeries argument) {
    if (argument.terms().isEmpty() && argument.rest() == null) {
      return AsymptoticSeries.ZERO;
    }
    if (calculus.order(argument) > 0) {
      return calculus.plus(argument, AsymptoticSeries.BOUNDED);
    }
    if (calculus.isKnownToVanishingRest(argument)) {
      Expr constant = calculus.constant(argument);
      AsymptoticSeries rest = calculus.withoutConstant(argument);
      if (constant instanceof Num number) {
        Num floor = Expressions.num(number.numerator().divide(number.denominator()).longValue());
        if (number.signum() < 0 && !number.isInteger()) {
          floor = Expressions.add(floor, Expressions.MINUS_ONE);
        }
        boolean below = number.isInteger() && calculus.eventualSign(rest) < 0;
        return AsymptoticSeries.constant(
            below ? Expressions.add(floor, Expressions.MINUS_ONE) : floor);
      }
    }
    throw new UndecidedException("the floor of what may tend to an integer");
  }

  /** Stirling's series. */
  private AsymptoticSeries factorial(Call call, AsymptoticSeries argument) {
    if (calculus.order(argument) <= 0 || calculus.eventualSign(argument) < 0) {
      throw unknown(call);
    }
    AsymptoticSeries log = calculus.log(argument);
    AsymptoticSeries inverse = calculus.power(argument, Expressions.MINUS_ONE);
    AsymptoticSeries exponent =
        calculus.plus(
            calculus.plus(calculus.times(argument, log), calculus.negate(argument)),
            calculus.times(AsymptoticSeries.constant(Expressions.HALF), log));
    exponent =
        calculus.plus(
            exponent,
            AsymptoticSeries.constant(
                Expressions.times(
                    Expressions.HALF,
                    Expressions.call("Log", Expressions.times(Expressions.TWO, Expressions.PI)))));
    exponent =
        calculus.plus(
            exponent, calculus.times(AsymptoticSeries.constant(Expressions.num(1, 12)), inverse));
    AsymptoticMonomial third =
        calculus
            .leading(calculus.power(inverse, Expressions.num(3)))
            .map(Term::monomial)
            .orElseThrow(() -> unknown(call));
    return calculus.exp(calculus.plus(exponent, new AsymptoticSeries(List.of(), third)));
  }
}
