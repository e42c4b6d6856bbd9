package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.Smoothness;

/**
 * Gaussian averages of three and four variables, brought down to those of two by exact steps:
 *
 * <ul>
 *   <li>sums are averaged term by term, and constants stand before the average;
 *   <li>a factor {@code Exp[-a x^2]}, a positive, changes the law: it gives {@code (1 + 2 a
 *       C_xx)^(-1/2)} and takes {@code 2 a C_ix C_xj/(1 + 2 a C_xx)} from the covariance;
 *   <li>a power is lowered by Stein's lemma, {@code E[x g] = sum_j C_xj E[dg/dx_j]};
 *   <li>a variable that no longer occurs is left out.
 * </ul>
 *
 * <p>All functions are smooth and bounded or of polynomial growth ({@code Erf}, {@code Sin}, {@code
 * Cos}, {@code Tanh}, each of one variable, and polynomials), so that every average exists and the
 * lemma holds whatever the covariance, singular ones included. An average of another kind is left
 * as it is.
 */
final class ManyVariables {

  private static final Set<String> SMOOTH =
      FunctionTable.names(f -> f.shape().bounded() && f.shape().smoothness() == Smoothness.SMOOTH);

  /** Steps of all terms together, beyond which an average is left as it is. */
  private static final int MOST_STEPS = 400;

  private int steps;

  private ManyVariables() {}

  /** An average that the rules do not bring down. */
  private static final class OpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenException() {
      super(null, null, false, false);
    }
  }

  /** Reduces every average of several variables that the rules reach. */
  static Expr reduce(Expr expr, List<ProofStep> steps) {
    return expr.transform(
        node -> {
          Optional<Expr> reduced = of(node);
          reduced.ifPresent(
              to ->
                  steps.add(
                      new ProofStep(
                          "averages of several variables",
                          node,
                          to,
                          "factors Exp[-a x^2] change the covariance, Stein's lemma lowers powers,"
                              + " and variables that do not occur are left out")));
          return reduced.orElse(node);
        });
  }

  private static Optional<Expr> of(Expr node) {
    if (!node.isCall(Binders.MANY, 3)) {
      return Optional.empty();
    }
    Call average = (Call) node;
    List<Sym> variables = new ArrayList<>();
    ((Call) average.arg(1)).args().forEach(variable -> variables.add((Sym) variable));
    List<List<Expr>> covariance = new ArrayList<>();
    ((Call) average.arg(2)).args().forEach(row -> covariance.add(((Call) row).args()));
    try {
      return Optional.of(
          new ManyVariables().average(average.arg(0), new Law(variables, covariance)));
    } catch (OpenException open) {
      return Optional.empty();
    }
  }

  /** Variables and their covariance. */
  private record Law(List<Sym> variables, List<List<Expr>> covariance) {
    Expr at(int i, int j) {
      return covariance.get(i).get(j);
    }

    int size() {
      return variables.size();
    }

    /** Returns the law of the variables that occur. */
    Law of(Expr body) {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < size(); i++) {
        if (body.contains(variables.get(i))) {
          kept.add(i);
        }
      }
      return new Law(
          kept.stream().map(variables::get).toList(),
          kept.stream().map(i -> kept.stream().map(j -> at(i, j)).toList()).toList());
    }

    /** Returns the law that a factor {@code Exp[-a x^2]} makes of this one. */
    Law tilted(int x, Expr twice, Expr spread) {
      List<List<Expr>> rows = new ArrayList<>();
      for (int i = 0; i < size(); i++) {
        List<Expr> row = new ArrayList<>();
        for (int j = 0; j < size(); j++) {
          Expr lost = Expressions.divide(Expressions.times(twice, at(i, x), at(x, j)), spread);
          row.add(Expressions.minus(at(i, j), lost));
        }
        rows.add(row);
      }
      return new Law(variables, rows);
    }

    boolean isIn(Expr expr) {
      return variables.stream().anyMatch(expr::contains);
    }
  }

  private Expr average(Expr body, Law whole) {
    if (++steps > MOST_STEPS) {
      throw new OpenException();
    }
    if (body.isCall("Plus")) {
      List<Expr> terms = new ArrayList<>();
      ((Call) body).args().forEach(term -> terms.add(average(term, whole)));
      return Expressions.plus(terms);
    }
    Law law = whole.of(body);
    List<Expr> factors = body.isCall("Times") ? ((Call) body).args() : List.of(body);
    List<Expr> constant = factors.stream().filter(factor -> !law.isIn(factor)).toList();
    List<Expr> varying = factors.stream().filter(law::isIn).toList();
    if (varying.isEmpty()) {
      return body;
    }
    if (!constant.isEmpty()) {
      return Expressions.times(
          Expressions.times(constant), average(Expressions.times(varying), law));
    }
    Optional<Expr> product = distributed(varying);
    if (product.isPresent()) {
      return average(product.get(), law);
    }
    varying.forEach(factor -> requireSmooth(factor, law));
    return law.size() <= 2 ? plain(body, law) : lowered(varying, law);
  }

  /** Multiplies out the first sum that holds variables, or a power of one. */
  private static Optional<Expr> distributed(List<Expr> factors) {
    for (int i = 0; i < factors.size(); i++) {
      Expr factor = factors.get(i);
      Expr sum = factor;
      List<Expr> others = new ArrayList<>(factors);
      others.remove(i);
      if (factor.isCall("Power", 2)
          && ((Call) factor).arg(0).isCall("Plus")
          && ((Call) factor).arg(1) instanceof Num power
          && power.isInteger()
          && power.signum() > 0) {
        sum = ((Call) factor).arg(0);
        others.add(Expressions.power(sum, Expressions.add(power, Expressions.MINUS_ONE)));
      }
      if (sum.isCall("Plus")) {
        List<Expr> terms = new ArrayList<>();
        for (Expr term : ((Call) sum).args()) {
          terms.add(Expressions.times(Expressions.times(others), term));
        }
        return Optional.of(Expressions.plus(terms));
      }
    }
    return Optional.empty();
  }

  /** A factor is a power of a variable, Exp of their negative squares, or smooth in one of them. */
  private static void requireSmooth(Expr factor, Law law) {
    Expr base =
        factor.isCall("Power", 2) && isCount(((Call) factor).arg(1))
            ? ((Call) factor).arg(0)
            : factor;
    boolean variable = base instanceof Sym;
    boolean function =
        base instanceof Call call
            && call.arity() == 1
            && SMOOTH.contains(call.headName().orElse(""))
            && isLinear(call.arg(0), law);
    if (!variable && !function && !isBell(factor, law)) {
      throw new OpenException();
    }
  }

  private static boolean isCount(Expr exponent) {
    return exponent instanceof Num number
        && number.isInteger()
        && number.signum() > 0
        && number.numerator().bitLength() < 5;
  }

  /** Returns whether an argument is a number times one variable, or that and a number. */
  private static boolean isLinear(Expr argument, Law law) {
    List<Expr> terms = argument.isCall("Plus") ? ((Call) argument).args() : List.of(argument);
    Set<Sym> seen = new LinkedHashSet<>();
    for (Expr term : terms) {
      List<Expr> factors = term.isCall("Times") ? ((Call) term).args() : List.of(term);
      for (Expr factor : factors) {
        if (factor instanceof Sym sym && law.variables().contains(sym)) {
          seen.add(sym);
        } else if (law.isIn(factor)) {
          return false;
        }
      }
      long variables = factors.stream().filter(law::isIn).count();
      if (variables > 1) {
        return false;
      }
    }
    return seen.size() == 1;
  }

  /** Returns whether a factor is {@code Exp[-a x^2 - b y^2]} with positive numbers. */
  private static boolean isBell(Expr factor, Law law) {
    return factor.isCall("Power", 2)
        && ((Call) factor).arg(0).equals(Expressions.EULER)
        && terms(((Call) factor).arg(1)).stream().allMatch(term -> bell(term, law) >= 0);
  }

  private static List<Expr> terms(Expr sum) {
    return sum.isCall("Plus") ? ((Call) sum).args() : List.of(sum);
  }

  /** Returns the index of x in {@code -a x^2}, or -1 for any other term. */
  private static int bell(Expr term, Law law) {
    Expr square = term;
    if (term.isCall("Times", 2) && ((Call) term).arg(0) instanceof Num number) {
      square = number.signum() < 0 ? ((Call) term).arg(1) : term;
    }
    boolean negative = square != term;
    return negative
            && square.isCall("Power", 2)
            && ((Call) square).arg(1).isInteger(2)
            && ((Call) square).arg(0) instanceof Sym sym
        ? law.variables().indexOf(sym)
        : -1;
  }

  private Expr lowered(List<Expr> factors, Law law) {
    for (Expr factor : factors) {
      if (isBell(factor, law)) {
        return tilted(factor, without(factors, factor), law);
      }
    }
    for (Expr factor : factors) {
      Expr base = factor.isCall("Power", 2) ? ((Call) factor).arg(0) : factor;
      if (base instanceof Sym variable) {
        Expr rest =
            Expressions.times(
                Expressions.times(without(factors, factor)), Expressions.divide(factor, variable));
        int x = law.variables().indexOf(variable);
        List<Expr> parts = new ArrayList<>();
        for (int j = 0; j < law.size(); j++) {
          Expr slope = Derivatives.almostEverywhere(rest, law.variables().get(j).name());
          parts.add(Expressions.times(law.at(x, j), average(slope, law)));
        }
        return Expressions.plus(parts);
      }
    }
    throw new OpenException();
  }

  private Expr tilted(Expr bell, List<Expr> others, Law law) {
    Law changed = law;
    Expr before = Expressions.ONE;
    for (Expr term : terms(((Call) bell).arg(1))) {
      int x = bell(term, law);
      Num factor = (Num) ((Call) term).arg(0);
      Expr twice = Expressions.multiply(Expressions.num(-2), factor);
      Expr spread = Expressions.plus(Expressions.ONE, Expressions.times(twice, changed.at(x, x)));
      before = Expressions.times(before, Expressions.power(spread, Expressions.num(-1, 2)));
      changed = changed.tilted(x, twice, spread);
    }
    return Expressions.times(before, average(Expressions.times(others), changed));
  }

  private static List<Expr> without(List<Expr> factors, Expr factor) {
    List<Expr> others = new ArrayList<>(factors);
    others.remove(factor);
    return others;
  }

  /** The average of one or two variables, in the words for them. */
  private static Expr plain(Expr body, Law law) {
    Expr first = law.variables().get(0);
    if (law.size() == 2) {
      return Expressions.call(
          "E",
          body,
          Expressions.list(first, law.variables().get(1)),
          Expressions.list(
              Expressions.list(law.at(0, 0), law.at(0, 1)),
              Expressions.list(law.at(1, 0), law.at(1, 1))));
    }
    Sym z = InternalNames.fresh("z", body, law.at(0, 0));
    Expr scaled = Expressions.times(Expressions.sqrt(law.at(0, 0)), z);
    return Expressions.call("E", body.substitute(((Sym) first).name(), scaled), z);
  }
}
