package org.widelimit.algebra.calculus;

import static org.widelimit.algebra.Expressions.EULER;
import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.negate;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

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
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/**
 * Derivatives by the rules of calculus.
 *
 * <p>Jumps have the derivative 0, as almost everywhere; kinks give steps. They are the referee of
 * what Symja proposes, and stand in for it where it has no answer.
 */
public final class Differentiation {

  private final String variable;

  public Differentiation(String variable) {
    this.variable = variable;
  }

  /**
   * Returns the derivative.
   *
   * @return empty if a head has none known here
   */
  public Optional<Expr> of(Expr expr) {
    try {
      return Optional.of(derivative(expr));
    } catch (UndefinedValueException unknown) {
      return Optional.empty();
    }
  }

  private Expr derivative(Expr expr) {
    if (expr instanceof Sym sym) {
      return sym.name().equals(variable) ? ONE : ZERO;
    }
    if (!(expr instanceof Call call) || !expr.symbols().contains(variable)) {
      return ZERO;
    }
    if (!(call.head() instanceof Sym head)) {
      if (call.head().symbols().contains(variable)) {
        throw new UndefinedValueException("the variable in the head of " + call);
      }
      return chain(call);
    }
    List<Expr> args = call.args();
    return switch (head.name()) {
      case "Plus" -> plus(args.stream().map(this::derivative).toList());
      case "Times" -> product(args);
      case "Power" -> ofPower(args.get(0), args.get(1));
      case "Max", "Min" -> extremum(head.name(), args);
      case "Piecewise" -> piecewise(call);
      case "Floor", "Sign", "HeavisideTheta" -> ZERO;
      case "List" -> call(head, args.stream().map(this::derivative).toList());
      case "Sum" -> sum(call);
      // Under an expectation a jump would lose its delta: no rule here, but Price's theorem.
      case "E",
          "Integrate",
          "Product",
          "Nest",
          "D",
          "Less",
          "LessEqual",
          "Greater",
          "GreaterEqual",
          "Equal",
          "And",
          "Or",
          "Not",
          "Rule",
          "Gamma",
          "Factorial",
          "Factorial2",
          "Binomial" ->
          throw new UndefinedValueException("no rule for " + head);
      case "HermiteH", "HermiteHe" -> hermite(call);
      case "BivariateNormalCDF" ->
          call.arity() == 3 ? BivariateNormalDerivative.of(call, this::derivative) : chain(call);
      default -> unary(call);
    };
  }

  private Expr unary(Call call) {
    Optional<Expr> outer = FunctionTable.slope(call);
    if (outer.isPresent()) {
      return times(outer.get(), derivative(call.arg(0)));
    }
    return FunctionTable.definition(call).map(this::derivative).orElseGet(() -> chain(call));
  }

  /**
   * The chain rule for an unknown function of one argument: {@code f[g]} gives {@code f'[g] g'}.
   */
  private Expr chain(Call call) {
    if (call.arity() != 1) {
      throw new UndefinedValueException("no rule for " + call);
    }
    Expr prime = new Call(WolframReader.derivative(call.head()), call.args());
    return times(prime, derivative(call.arg(0)));
  }

  private Expr product(List<Expr> factors) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      Expr slope = derivative(factors.get(i));
      if (!slope.equals(ZERO)) {
        List<Expr> rest = new ArrayList<>(factors);
        rest.set(i, slope);
        terms.add(times(rest));
      }
    }
    return plus(terms);
  }

  private Expr ofPower(Expr base, Expr exponent) {
    List<Expr> terms = new ArrayList<>();
    Expr inBase = derivative(base);
    Expr inExponent = derivative(exponent);
    if (!inBase.equals(ZERO)) {
      terms.add(times(exponent, power(base, minus(exponent, ONE)), inBase));
    }
    if (!inExponent.equals(ZERO)) {
      Expr logarithm = base.equals(EULER) ? ONE : call("Log", base);
      terms.add(times(power(base, exponent), logarithm, inExponent));
    }
    return plus(terms);
  }

  private Expr extremum(String name, List<Expr> args) {
    if (args.size() == 1) {
      return derivative(args.get(0));
    }
    Expr a = args.get(0);
    Expr b = args.size() == 2 ? args.get(1) : call(sym(name), args.subList(1, args.size()));
    Expr firstWins = name.equals("Max") ? minus(a, b) : minus(b, a);
    return plus(
        times(derivative(a), call("HeavisideTheta", firstWins)),
        times(derivative(b), call("HeavisideTheta", negate(firstWins))));
  }

  private Expr piecewise(Call call) {
    List<Expr> rows = new ArrayList<>();
    for (Expr row : ((Call) call.arg(0)).args()) {
      rows.add(Expressions.list(derivative(((Call) row).arg(0)), ((Call) row).arg(1)));
    }
    Expr otherwise = call.arity() > 1 ? derivative(call.arg(1)) : ZERO;
    return call("Piecewise", call(sym("List"), rows), otherwise);
  }

  private Expr sum(Call call) {
    if (call.arity() != 2
        || !call.arg(1).isCall("List", 3)
        || call.arg(1).symbols().contains(variable)) {
      throw new UndefinedValueException("the range holds the variable");
    }
    Expr term = derivative(call.arg(0));
    return term.equals(ZERO) ? ZERO : new Call(call.head(), List.of(term, call.arg(1)));
  }

  private Expr hermite(Call call) {
    if (call.arity() != 2 || !(call.arg(0) instanceof Num order)) {
      throw new UndefinedValueException("no rule for " + call);
    }
    if (order.signum() <= 0) {
      return ZERO;
    }
    Num factor = call.isCall("HermiteH") ? Expressions.multiply(TWO, order) : order;
    return times(
        factor,
        call(call.head(), List.of(Expressions.add(order, MINUS_ONE), call.arg(1))),
        derivative(call.arg(1)));
  }
}
