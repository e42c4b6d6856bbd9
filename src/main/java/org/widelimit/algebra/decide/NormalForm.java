package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;

/** One compact form for expressions that are equal by algebra. */
public final class NormalForm {

  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final int MOST_RESTARTS = 40;
  private static final Expr HALF = Expressions.num(1, 2);

  private NormalForm() {}

  /**
   * Returns an equal expression over one denominator: radicands square-free and split, powers and
   * exponentials merged, inverse sines and cosines written with the arctangent, common factors
   * cancelled; expanded or factored, whichever is shorter.
   *
   * @param expr the expression
   * @param assumptions what its symbols may be; the result is equal under these
   * @return the form; the expression itself if it depends on signs that are not known, or takes
   *     longer than 2 s
   */
  public static Expr of(Expr expr, Assumptions assumptions) {
    try {
      return BoundedTask.run(() -> within(expr, assumptions), "the normal form", BUDGET);
    } catch (BudgetExceededException late) {
      return expr;
    }
  }

  /**
   * Returns an equal expression as {@link #of} does, in which inverse sines stay, as arctangents
   * are undefined at the ends of their domain; inverse cosines become inverse sines. An expression
   * without any stays what it is.
   *
   * @param expr the expression, itself no result of this method's inner steps
   * @param assumptions what its symbols may be
   */
  static Expr withInverseSines(Expr expr, Assumptions assumptions) {
    Map<Expr, Expr> symbols = new LinkedHashMap<>();
    Expr general =
        expr.transform(
            node -> {
              if (!node.isCall("ArcSin", 1) && !node.isCall("ArcCos", 1)) {
                return node;
              }
              Expr sine =
                  symbols.computeIfAbsent(
                      of(((Call) node).arg(0), assumptions),
                      argument -> InternalNames.of("inverse", String.valueOf(symbols.size())));
              return node.isCall("ArcSin", 1)
                  ? sine
                  : Expressions.minus(Expressions.times(HALF, Expressions.sym("Pi")), sine);
            });
    if (symbols.isEmpty()) {
      return expr;
    }
    Map<Expr, Expr> inverses = new LinkedHashMap<>();
    symbols.forEach(
        (argument, symbol) -> inverses.put(symbol, Expressions.call("ArcSin", argument)));
    Expr normal = of(general, assumptions);
    for (int i = 0; i < inverses.size(); i++) {
      // An argument may hold inverse sines of its own.
      normal = normal.transform(node -> inverses.getOrDefault(node, node));
    }
    return normal;
  }

  private static Expr within(Expr expr, Assumptions assumptions) {
    Refinements refinements = new Refinements();
    Deadline deadline = Deadline.after(BUDGET);
    for (int i = 0; i < MOST_RESTARTS; i++) {
      try {
        TowerReader reader = new TowerReader(assumptions, refinements, deadline);
        return shortest(reader.tower(), reader.read(expr));
      } catch (RestartException finer) {
        // The next attempt knows the common step of these roots.
      } catch (UndecidedException | CaseNeededException | StackOverflowError noForm) {
        return expr;
      }
    }
    return expr;
  }

  private static Expr shortest(Tower tower, Ratio ratio) {
    List<Expr> candidates = new ArrayList<>();
    candidates.add(tower.toExpr(ratio));
    candidates.add(quotient(tower, ratio));
    candidates.add(collected(tower, ratio));
    return candidates.stream().min(Comparator.comparingInt(NormalForm::size)).orElseThrow();
  }

  private static Expr quotient(Tower tower, Ratio ratio) {
    return tower.quotient(shorter(tower, ratio.numerator()), shorter(tower, ratio.denominator()));
  }

  /** A sum over the monomials in what are no symbols, each with a coefficient in lowest terms. */
  private static Expr collected(Tower tower, Ratio ratio) {
    Map<List<Integer>, MultivariatePolynomial<Rational<BigInteger>>> groups = new LinkedHashMap<>();
    for (Monomial<Rational<BigInteger>> term : ratio.numerator()) {
      List<Integer> key = new ArrayList<>();
      for (int i = 0; i < tower.variables().size(); i++) {
        boolean symbol = tower.variable(i).kind() == TowerVariable.Kind.SYMBOL;
        key.add(symbol ? 0 : term.exponents[i]);
      }
      groups.computeIfAbsent(key, any -> tower.zero()).add(term);
    }
    return Expressions.plus(
        groups.values().stream()
            .map(group -> quotient(tower, Factorization.inLowestTerms(group, ratio.denominator())))
            .toList());
  }

  private static Expr shorter(
      Tower tower, MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    Expr expanded = tower.toExpr(polynomial);
    if (polynomial.size() < 2) {
      return expanded;
    }
    Factors factors = Factors.of(polynomial);
    List<Expr> product = new ArrayList<>();
    product.add(factors.content());
    for (Factors.Factor factor : factors.factors()) {
      product.add(
          Expressions.power(tower.toExpr(factor.base()), Expressions.num(factor.multiplicity())));
    }
    Expr factored = Expressions.times(product);
    return size(factored) < size(expanded) ? factored : expanded;
  }

  /** Returns the number of symbols, numbers and heads: what a reader has to take in. */
  public static int size(Expr expr) {
    return expr instanceof Call call
        ? Stream.concat(Stream.of(call.head()), call.args().stream())
            .mapToInt(NormalForm::size)
            .sum()
        : 1;
  }
}
