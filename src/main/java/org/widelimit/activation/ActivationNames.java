package org.widelimit.activation;

import static org.widelimit.algebra.Expressions.num;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.functions.Families;
import org.widelimit.algebra.functions.Heads;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Resolves the names in an activation's formula, down to elementary functions of {@code x}. */
public final class ActivationNames {

  static final Set<String> HEADS =
      Heads.union(
          Heads.ARITHMETIC,
          Heads.FUNCTIONS,
          Heads.CONDITIONS,
          Set.of("DiracDelta", "List", "Piecewise"));

  private ActivationNames() {}

  /** Refuses {@code relu(x)}, which is a product: parentheses only group. */
  static void requireBrackets(WolframReader.Reading reading, Set<String> parameters) {
    reading
        .beforeParentheses()
        .forEach(
            (name, offset) -> {
              boolean function = HEADS.contains(name) || ActivationCatalogue.find(name).isPresent();
              if (function && !parameters.contains(name)) {
                throw new SyntaxException(
                    offset,
                    "'"
                        + name
                        + "' is a function; parentheses only group: write "
                        + name
                        + "[...]");
              }
            });
  }

  /** Replaces names of the catalogue by their formulas. */
  static Expr resolve(Expr expr, Set<String> parameters) {
    if (expr instanceof Sym sym
        && !parameters.contains(sym.name())
        && ActivationCatalogue.find(sym.name()).isPresent()) {
      return Activation.named(sym.name()).expression();
    }
    if (expr instanceof Call call && call.head() instanceof Sym head) {
      Optional<ActivationCatalogue.Entry> entry = ActivationCatalogue.find(head.name());
      if (entry.isPresent() && !parameters.contains(head.name())) {
        return apply(entry.get(), call, parameters);
      }
      if (Families.find(head.name()).isPresent() && !head.name().equals("BesselI")) {
        return resolve(Families.written(call), parameters);
      }
      if (!HEADS.contains(head.name())
          && !List.of("Factorial", "HermiteH", "HermiteHe", "Sqrt", "Exp").contains(head.name())) {
        throw unknown("function", head.name());
      }
      return Expressions.call(
          head, call.args().stream().map(arg -> resolve(arg, parameters)).toList());
    }
    if (expr instanceof Call call) {
      if (call.head() instanceof Call inner
          && inner.head() instanceof Sym head
          && ActivationCatalogue.find(head.name()).isPresent()
          && call.arity() == 1) {
        Expr function =
            apply(ActivationCatalogue.find(head.name()).orElseThrow(), inner, parameters);
        return function.substitute(Activation.VARIABLE, resolve(call.arg(0), parameters));
      }
      if (call.head().isCall("Derivative", 1)) {
        throw new IllegalArgumentException(
            "a derivative must be applied to an activation: " + expr);
      }
      if (call.head() instanceof Call derivative
          && derivative.head().isCall("Derivative", 1)
          && derivative.arity() == 1
          && call.arity() == 1) {
        return derivative(call, derivative, parameters);
      }
    }
    return expr;
  }

  private static Expr derivative(Call call, Call derivative, Set<String> parameters) {
    Expr function = folded(resolve(derivative.arg(0), parameters));
    if (((Call) derivative.head()).arg(0) instanceof Num order
        && order.isInteger()
        && order.signum() > 0
        && order.numerator().bitLength() < 5) {
      for (int i = 0; i < order.numerator().intValue(); i++) {
        function = Derivatives.almostEverywhere(function, Activation.VARIABLE);
      }
      return function.substitute(Activation.VARIABLE, resolve(call.arg(0), parameters));
    }
    throw new IllegalArgumentException("the order of a derivative must be 1 to 31: " + call);
  }

  private static Expr apply(ActivationCatalogue.Entry entry, Call call, Set<String> parameters) {
    List<Expr> args = call.args().stream().map(arg -> resolve(arg, parameters)).toList();
    boolean inVariable = args.stream().anyMatch(arg -> arg.symbols().contains(Activation.VARIABLE));
    if (!inVariable && args.size() == entry.parameters().size() && !args.isEmpty()) {
      return folded(entry.expression(args));
    }
    if (args.size() == 1) {
      return Activation.named(entry.name())
          .expression()
          .substitute(Activation.VARIABLE, args.get(0));
    }
    throw new IllegalArgumentException(
        entry.name()
            + " takes "
            + entry.parameters().size()
            + " parameter(s) "
            + entry.parameters()
            + ", or x, but "
            + args.size()
            + " were given");
  }

  static IllegalArgumentException unknown(String what, String name) {
    String hint =
        ActivationCatalogue.nearest(name)
            .or(() -> HEADS.stream().filter(head -> head.equalsIgnoreCase(name)).findFirst())
            .map(near -> "; did you mean " + near + "?")
            .orElse("; an activation is a name of the catalogue or an expression in x");
    return new IllegalArgumentException("unknown " + what + " " + name + hint);
  }

  /** Evaluates factorials of numbers and writes Hermite polynomials out. */
  public static Expr folded(Expr expr) {
    return expr.transform(
        node -> {
          if (node.isCall("Factorial", 1)) {
            return num(factorial(order(node, 0)), BigInteger.ONE);
          }
          if (node.isCall("HermiteHe", 2) || node.isCall("HermiteH", 2)) {
            boolean physicists = node.isCall("HermiteH", 2);
            return hermite(order(node, 0), ((Call) node).arg(1), physicists);
          }
          return node;
        });
  }

  private static int order(Expr node, int index) {
    if (((Call) node).arg(index) instanceof Num num
        && num.isInteger()
        && num.signum() >= 0
        && num.numerator().bitLength() <= 6) {
      return num.numerator().intValue();
    }
    throw new IllegalArgumentException("an order must be an integer from 0 to 63 in " + node);
  }

  private static BigInteger factorial(int n) {
    BigInteger result = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      result = result.multiply(BigInteger.valueOf(i));
    }
    return result;
  }

  /** Writes a Hermite polynomial out as a sum of powers (Abramowitz and Stegun, 22.3.10-11). */
  private static Expr hermite(int degree, Expr x, boolean physicists) {
    List<Expr> terms = new ArrayList<>();
    for (int m = 0; 2 * m <= degree; m++) {
      BigInteger numerator = factorial(degree);
      BigInteger denominator = factorial(m).multiply(factorial(degree - 2 * m));
      if (physicists) {
        numerator = numerator.shiftLeft(degree - 2 * m);
      } else {
        denominator = denominator.shiftLeft(m);
      }
      Num coefficient = num(m % 2 == 0 ? numerator : numerator.negate(), denominator);
      terms.add(Expressions.times(coefficient, Expressions.power(x, num(degree - 2L * m))));
    }
    return Expressions.plus(terms);
  }
}
