package org.widelimit.gaussian;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.gaussian.GaussianResult.ClosedForm;
import org.widelimit.gaussian.GaussianResult.Divergent;
import org.widelimit.gaussian.GaussianResult.NoClosedForm;

/**
 * Gaussian expectations in closed form, with symbolic variances and covariance.
 *
 * <p>The class is {polynomial x exponential of a quadratic x sine or cosine x step x delta x erf}
 * and what is composed of it by sums, products, {@code Max}, {@code Min}, {@code Abs}, {@code Sign}
 * and {@code Piecewise}. The method is described at {@link GaussianMoments}. Results are cached.
 */
public final class GaussianCalculus {

  /** Results kept before the cache starts over. */
  private static final int CACHE_SIZE = 4096;

  private record Question(
      Expr body, List<String> names, List<List<Expr>> covariance, Assumptions assumptions) {}

  private static final Map<Question, GaussianResult> CACHE = new ConcurrentHashMap<>();

  private GaussianCalculus() {}

  /**
   * Derives {@code E[body, z]} for a standard normal z.
   *
   * @param body an expression in z, activations already put in
   * @param z the name of the standard normal variable
   * @param assumptions the domains of the other symbols; a variance that is a bare symbol without a
   *     domain is taken to be positive
   */
  public static GaussianResult expectation(Expr body, String z, Assumptions assumptions) {
    return answer(new Question(body, List.of(z), List.of(List.of(ONE)), assumptions));
  }

  /**
   * Derives {@code E[body, z]} for a centered normal z of the variance given.
   *
   * @param body an expression in z, activations already put in
   * @param z the name of the variable
   * @param variance the variance of z
   * @param assumptions the domains of the other symbols
   */
  public static GaussianResult expectation(
      Expr body, String z, Expr variance, Assumptions assumptions) {
    return answer(new Question(body, List.of(z), List.of(List.of(variance)), assumptions));
  }

  /**
   * Derives {@code E[body, {u, v}, {{p, r}, {r, q}}]}.
   *
   * @param body a sum of products of functions of u and functions of v
   * @param u the name of the first variable
   * @param v the name of the second variable
   * @param p the variance of u
   * @param r the covariance
   * @param q the variance of v
   * @param assumptions the domains of the other symbols
   */
  public static GaussianResult expectation(
      Expr body, String u, String v, Expr p, Expr r, Expr q, Assumptions assumptions) {
    return answer(
        new Question(body, List.of(u, v), List.of(List.of(p, r), List.of(r, q)), assumptions));
  }

  /**
   * Derives the dual activation {@code E[phi(u) psi(v)]}.
   *
   * @param phi the first activation
   * @param psi the second activation
   * @param p the variance of u
   * @param q the variance of v
   * @param r the covariance
   * @param assumptions the domains of the other symbols
   */
  public static GaussianResult dual(
      Activation phi, Activation psi, Expr p, Expr q, Expr r, Assumptions assumptions) {
    return expectation(times(phi.at(sym("u")), psi.at(sym("v"))), "u", "v", p, r, q, assumptions);
  }

  private static GaussianResult answer(Question question) {
    GaussianResult known = CACHE.get(question);
    if (known == null) {
      known = derive(question);
      if (CACHE.size() >= CACHE_SIZE) {
        CACHE.clear();
      }
      CACHE.put(question, known);
    }
    return known;
  }

  private static GaussianResult derive(Question question) {
    Expr integral = integral(question);
    try {
      Question plain =
          new Question(
              ActivationNames.folded(question.body),
              question.names,
              question.covariance,
              question.assumptions);
      return new Derivation(plain).run(integral);
    } catch (OutsideClassException e) {
      String reason = String.valueOf(e.getMessage());
      return e.divergent() ? new Divergent(reason) : new NoClosedForm(reason, integral);
    } catch (IllegalArgumentException e) {
      // A condition of a Piecewise or a head that the step form does not know.
      return new NoClosedForm(String.valueOf(e.getMessage()), integral);
    }
  }

  private static Expr integral(Question question) {
    if (question.names.size() == 1) {
      Expr variance = question.covariance.get(0).get(0);
      return variance.isInteger(1)
          ? call("E", question.body, sym(question.names.get(0)))
          : call("E", question.body, list(sym(question.names.get(0))), list(list(variance)));
    }
    return call(
        "E",
        question.body,
        list(sym(question.names.get(0)), sym(question.names.get(1))),
        list(
            list(question.covariance.get(0).toArray(new Expr[0])),
            list(question.covariance.get(1).toArray(new Expr[0]))));
  }

  /** One derivation: the fields it works in and the steps it leaves. */
  private static final class Derivation {
    private final Question question;
    private final ExactReader reader;
    private final ExactWriter writer;
    private final List<ProofStep> steps = new ArrayList<>();

    Derivation(Question question) {
      this.question = question;
      PolynomialField field =
          new PolynomialField(
              AdmissibleSamples.of(
                  question.assumptions, question.covariance, question.body, question.names));
      reader = new ExactReader(field);
      writer = new ExactWriter(reader.opaque());
    }

    GaussianResult run(Expr integral) {
      GaussianLaw law =
          GaussianLaw.centered(
              question.covariance.stream()
                  .map(row -> row.stream().map(reader::read).toList())
                  .toList());
      GaussianMoments moments = new GaussianMoments(reader.field(), writer, question.names);
      ExactSum total = ExactSum.ZERO;
      List<Expr> normal = new ArrayList<>();
      List<List<GaussianTerm>> products =
          question.names.size() == 1
              ? new GaussianNormalForm(question.names.get(0), reader)
                  .of(question.body).stream().map(List::of).toList()
              : products();
      for (List<GaussianTerm> product : products) {
        ExactSum coefficient = ExactSum.ONE;
        List<Expr> factors = new ArrayList<>();
        for (int i = 0; i < product.size(); i++) {
          coefficient = coefficient.times(product.get(i).coefficient());
          factors.add(moments.term(product.get(i), sym(question.names.get(i))));
        }
        factors.add(0, writer.write(coefficient));
        normal.add(times(factors));
        total = total.plus(coefficient.times(moments.expectation(law, product)));
      }
      Expr value = writer.write(total);
      boolean wave =
          products.stream().flatMap(List::stream).anyMatch(term -> term.rate().isComplex());
      if (!wave) {
        steps.add(
            new ProofStep(
                "normal form",
                question.body,
                Expressions.plus(normal),
                "a sum of products of polynomials, exponentials, signs and erfs"));
      }
      steps.addAll(moments.steps());
      steps.add(
          new ProofStep(
              wave ? "characteristic function" : "collect",
              integral,
              value,
              wave
                  ? "sine and cosine are exponentials of imaginary argument; the square is"
                      + " completed"
                  : "by linearity, from the lines above"));
      return new ClosedForm(value, steps, question.assumptions);
    }

    /** Expands the body of a bivariate expectation into products of a term in u and one in v. */
    private List<List<GaussianTerm>> products() {
      String u = question.names.get(0);
      String v = question.names.get(1);
      GaussianNormalForm inU = new GaussianNormalForm(u, reader);
      GaussianNormalForm inV = new GaussianNormalForm(v, reader);
      List<List<GaussianTerm>> result = new ArrayList<>();
      for (Expr product : summands(question.body, u, v)) {
        List<Expr> ofU = new ArrayList<>();
        List<Expr> ofV = new ArrayList<>();
        for (Expr factor : factors(product)) {
          boolean hasU = factor.symbols().contains(u);
          if (hasU && factor.symbols().contains(v)) {
            throw new OutsideClassException(
                WolframWriter.write(factor)
                    + " does not separate into functions of "
                    + u
                    + " and "
                    + v);
          }
          (hasU ? ofU : ofV).add(factor); // free factors go to either side
        }
        List<GaussianTerm> left = inU.of(times(ofU));
        List<GaussianTerm> right = inV.of(times(ofV));
        for (GaussianTerm a : left) {
          for (GaussianTerm b : right) {
            result.add(List.of(a, b));
          }
        }
      }
      return result;
    }

    /** Multiplies out sums and powers that mix both variables. */
    private static List<Expr> summands(Expr expr, String u, String v) {
      boolean mixed = expr.symbols().contains(u) && expr.symbols().contains(v);
      if (mixed && expr.isCall("Plus")) {
        List<Expr> all = new ArrayList<>();
        ((Call) expr).args().forEach(term -> all.addAll(summands(term, u, v)));
        return all;
      }
      if (mixed && expr.isCall("Times")) {
        List<Expr> product = List.of(ONE);
        for (Expr factor : ((Call) expr).args()) {
          product = multiply(product, summands(factor, u, v));
        }
        return product;
      }
      if (mixed
          && expr.isCall("Power", 2)
          && ((Call) expr).arg(1) instanceof Num power
          && power.isInteger()
          && power.signum() > 0
          && power.numerator().bitLength() <= 3) {
        List<Expr> base = summands(((Call) expr).arg(0), u, v);
        List<Expr> product = List.of(ONE);
        for (int i = 0; i < power.numerator().intValue(); i++) {
          product = multiply(product, base);
        }
        return product;
      }
      if (mixed && expr.isCall("Power", 2) && ((Call) expr).arg(0).equals(Expressions.EULER)) {
        return List.of(separated(summands(((Call) expr).arg(1), u, v), v));
      }
      return List.of(expr);
    }

    /** Writes the exponential of a sum as a product, kept apart from canonical form. */
    private static Expr separated(List<Expr> exponents, String v) {
      List<Expr> ofU = new ArrayList<>();
      List<Expr> ofV = new ArrayList<>();
      exponents.forEach(term -> (term.symbols().contains(v) ? ofV : ofU).add(term));
      return new Call(
          sym("Times"),
          List.of(Expressions.exp(Expressions.plus(ofU)), Expressions.exp(Expressions.plus(ofV))));
    }

    private static List<Expr> factors(Expr product) {
      return product.isCall("Times") ? ((Call) product).args() : List.of(product);
    }

    private static List<Expr> multiply(List<Expr> left, List<Expr> right) {
      List<Expr> product = new ArrayList<>();
      left.forEach(
          a ->
              right.forEach(
                  b -> {
                    List<Expr> factors = new ArrayList<>(factors(a));
                    factors.addAll(factors(b));
                    product.add(new Call(sym("Times"), factors));
                  }));
      return product;
    }
  }
}
