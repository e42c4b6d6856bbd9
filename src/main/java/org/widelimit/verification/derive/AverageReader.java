package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.derive.CertifiedAverage.Pair;
import org.widelimit.verification.derive.CertifiedAverage.Single;

/** Finds the functions and the law in a written expectation. */
final class AverageReader {

  private static final Sym X = Expressions.sym(Activation.VARIABLE);

  private AverageReader() {}

  /** Reads {@code E[body, z]} where z stands in it as {@code Sqrt[q] z} only. */
  static Optional<CertifiedAverage> scaled(Expr body, Sym normal, ActivationTable activations) {
    if (body.symbols().contains(Activation.VARIABLE)) {
      return Optional.empty();
    }
    Set<String> variances = new LinkedHashSet<>();
    Expr unscaled = unscaled(body, normal, variances);
    return variances.size() == 1
        ? single(List.of(activations.inline(unscaled)), variances.iterator().next())
        : Optional.empty();
  }

  /**
   * Returns an expression with {@link Activation#VARIABLE} for {@code Sqrt[q] z}.
   *
   * @param variances receives the names of q
   */
  static Expr unscaled(Expr body, Sym normal, Set<String> variances) {
    return body.transform(
        node -> {
          if (!node.isCall("Times") || !((Call) node).args().contains(normal)) {
            return node;
          }
          List<Expr> factors = new ArrayList<>(((Call) node).args());
          for (Expr factor : factors) {
            if (factor.isCall("Power", 2)
                && ((Call) factor).arg(1).equals(Expressions.HALF)
                && ((Call) factor).arg(0) instanceof Sym variance) {
              variances.add(variance.name());
              factors.remove(factor);
              factors.remove(normal);
              factors.add(X);
              return Expressions.times(factors);
            }
          }
          return node;
        });
  }

  /** Reads {@code E[body, {u, v}, law]}. */
  static Optional<CertifiedAverage> pair(Call expectation, ActivationTable activations) {
    Expr law = expectation.arg(2);
    if (!law.isCall("List", 2)
        || !((Call) law).args().stream().allMatch(row -> row.isCall("List", 2))) {
      return Optional.empty();
    }
    Call top = (Call) ((Call) law).arg(0);
    Call bottom = (Call) ((Call) law).arg(1);
    Expr p = top.arg(0);
    Expr q = bottom.arg(1);
    Expr covariance = top.arg(1);
    Expr body = activations.inline(expectation.arg(0));
    List<String> normals =
        ((Call) expectation.arg(1)).args().stream().map(name -> ((Sym) name).name()).toList();
    if (!covariance.equals(bottom.arg(0)) || body.symbols().contains(Activation.VARIABLE)) {
      return Optional.empty();
    }
    if (p instanceof Sym variance && p.equals(q) && p.equals(covariance)) {
      Expr same = body.substitute(normals.get(0), X).substitute(normals.get(1), X);
      return single(List.of(same), variance.name());
    }
    Set<String> fixed = new LinkedHashSet<>(p.symbols());
    fixed.addAll(q.symbols());
    if (!isVariance(p) || !isVariance(q)) {
      return Optional.empty();
    }
    return running(covariance, fixed).flatMap(line -> pair(body, normals, p, q, line));
  }

  private static boolean isVariance(Expr expr) {
    return expr instanceof Sym || (expr instanceof Num number && number.signum() > 0);
  }

  /** A covariance as a multiple of a symbol. */
  private record Line(Sym running, Expr slope) {}

  /** Takes a covariance apart, the other factors of which are made of variances. */
  private static Optional<Line> running(Expr covariance, Set<String> fixed) {
    List<Expr> factors = Expressions.factors(covariance);
    List<Expr> rest = new ArrayList<>();
    List<Sym> running = new ArrayList<>();
    for (Expr factor : factors) {
      if (factor instanceof Sym symbol && !fixed.contains(symbol.name()) && !isConstant(symbol)) {
        running.add(symbol);
      } else {
        rest.add(factor);
      }
    }
    Expr slope = Expressions.times(rest);
    boolean monomial = rest.stream().allMatch(AverageReader::isMonomial);
    boolean known = fixed.containsAll(without(slope.symbols()));
    return running.size() == 1 && monomial && known
        ? Optional.of(new Line(running.get(0), slope))
        : Optional.empty();
  }

  /** Returns whether an expression of positive symbols has a sign and is not 0. */
  private static boolean isMonomial(Expr factor) {
    return (factor instanceof Num number && number.signum() != 0)
        || factor instanceof Sym
        || (factor.isCall("Times")
            && ((Call) factor).args().stream().allMatch(AverageReader::isMonomial))
        || (factor.isCall("Power", 2)
            && ((Call) factor).arg(1) instanceof Num exponent
            && (exponent.isInteger() || isPositive(((Call) factor).arg(0)))
            && isMonomial(((Call) factor).arg(0)));
  }

  private static boolean isPositive(Expr base) {
    return !(base instanceof Num number && number.signum() <= 0)
        && (!(base instanceof Call call)
            || call.args().stream().allMatch(AverageReader::isPositive));
  }

  private static boolean isConstant(Sym symbol) {
    return symbol.equals(Expressions.PI) || symbol.equals(Expressions.EULER);
  }

  private static Set<String> without(Set<String> symbols) {
    Set<String> names = new LinkedHashSet<>(symbols);
    names.remove("Pi");
    return names;
  }

  private static Optional<CertifiedAverage> pair(
      Expr body, List<String> normals, Expr p, Expr q, Line line) {
    Num number = Expressions.ONE;
    List<Expr> first = new ArrayList<>();
    List<Expr> second = new ArrayList<>();
    for (Expr factor : factors(body)) {
      Set<String> symbols = factor.symbols();
      if (factor instanceof Num num) {
        number = Expressions.multiply(number, num);
      } else if (symbols.contains(normals.get(0))) {
        first.add(factor);
      } else {
        second.add(factor);
      }
    }
    if (number.signum() == 0) {
      return Optional.empty();
    }
    Num factor = number;
    return function(first, normals.get(0))
        .flatMap(
            phi ->
                function(second, normals.get(1))
                    .map(psi -> new Pair(factor, phi, psi, p, q, line.running(), line.slope())));
  }

  private static Optional<CertifiedAverage> single(List<Expr> body, String variance) {
    return function(body, Activation.VARIABLE)
        .map(function -> new Single(Expressions.ONE, function, variance));
  }

  private static List<Expr> factors(Expr body) {
    List<Expr> factors = new ArrayList<>();
    for (Expr factor : Expressions.factors(body)) {
      factors.addAll(exponentials(factor));
    }
    return factors;
  }

  /** Returns the exponential of a sum as exponentials of its terms, and anything else as it is. */
  private static List<Expr> exponentials(Expr factor) {
    return factor.isCall("Power", 2)
            && ((Call) factor).arg(0).equals(Expressions.EULER)
            && ((Call) factor).arg(1).isCall("Plus")
        ? ((Call) ((Call) factor).arg(1)).args().stream().map(Expressions::exp).toList()
        : List.of(factor);
  }

  /** Returns a product of functions of one variable as an activation, or empty if it is none. */
  private static Optional<Activation> function(List<Expr> factors, String variable) {
    Expr product = Expressions.times(factors);
    boolean named = !variable.equals(Activation.VARIABLE);
    if ((named && product.symbols().contains(Activation.VARIABLE))
        || !Elementary.isFormula(product)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Activation.of(product.substitute(variable, X)));
    } catch (IllegalArgumentException none) {
      return Optional.empty(); // another symbol, or no real function
    }
  }
}
