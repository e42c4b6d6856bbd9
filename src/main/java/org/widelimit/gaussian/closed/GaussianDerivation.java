package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.factors;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.exact.ExactReader;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.ExactWriter;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.PolynomialField;

/** The derivation of one Gaussian expectation: the fields it works in and the steps it leaves. */
final class GaussianDerivation {

  private final GaussianQuestion question;
  private final Assumptions assumptions;
  private final ExactReader reader;
  private final ExactWriter writer;
  private final List<ProofStep> steps = new ArrayList<>();

  GaussianDerivation(GaussianQuestion question) {
    this.question = question;
    assumptions =
        CovarianceDomain.of(
            question.assumptions(), question.covariance(), question.body(), question.names());
    reader = new ExactReader(new PolynomialField(new SignDecider(assumptions)));
    writer = new ExactWriter(reader.opaque());
  }

  /** A part of the body and its normal form: one term for each variable in every product. */
  private record Summand(Expr body, List<List<GaussianTerm>> products) {
    boolean hasWave() {
      return products.stream().flatMap(List::stream).anyMatch(GaussianTerm::isWave);
    }
  }

  GaussianResult run(Expr integral) {
    GaussianLaw law =
        GaussianLaw.centered(
            question.covariance().stream()
                .map(row -> row.stream().map(reader::read).toList())
                .toList());
    MomentSteps lines = new MomentSteps(reader.field(), writer, question.names());
    GaussianMoments moments =
        new GaussianMoments(reader.field(), lines, new Convergence(reader.field(), writer));
    List<Summand> parts = parts();
    boolean waves = parts.stream().anyMatch(Summand::hasWave);
    if (waves && parts.size() > 1) {
      steps.add(
          new ProofStep(
              "expansion",
              question.body(),
              Expressions.plus(parts.stream().map(Summand::body).toList()),
              "the product is multiplied out"));
    }
    ExactSum total = ExactSum.ZERO;
    List<Expr> normal = new ArrayList<>();
    for (Summand part : parts) {
      ExactSum value = ExactSum.ZERO;
      for (List<GaussianTerm> product : part.products) {
        ExactSum coefficient = ExactSum.ONE;
        List<Expr> factors = new ArrayList<>();
        for (int i = 0; i < product.size(); i++) {
          coefficient = coefficient.times(product.get(i).coefficient());
          factors.add(lines.term(product.get(i), sym(question.names().get(i))));
        }
        factors.add(0, writer.write(coefficient));
        normal.add(times(factors));
        value = value.plus(coefficient.times(moments.expectation(law, product)));
      }
      if (waves) {
        steps.addAll(lines.newSteps());
        steps.add(ofPart(part, value));
      }
      total = total.plus(value);
    }
    Expr value = writer.write(total);
    if (!waves) {
      steps.add(
          new ProofStep(
              "normal form",
              question.body(),
              Expressions.plus(normal),
              "a sum of products of polynomials, exponentials, signs and erfs"));
      steps.addAll(lines.newSteps());
    }
    if (!waves || parts.size() > 1) {
      steps.add(new ProofStep("linearity", integral, value, "the lines above are put together"));
    }
    return new ClosedForm(value, steps, assumptions);
  }

  private ProofStep ofPart(Summand part, ExactSum value) {
    Expr left = question.withBody(part.body).integral();
    Expr right = writer.write(value);
    if (!part.hasWave()) {
      return new ProofStep("linearity", left, right, "the lines above are put together");
    }
    String u = question.names().get(0);
    String because =
        "sine and cosine are exponentials of imaginary argument, and Exp[i b "
            + u
            + "] times the density is E[Exp[i b "
            + u
            + "]] times the density with its mean moved by i b times the covariances with "
            + u;
    boolean signs =
        part.products.stream().flatMap(List::stream).anyMatch(term -> !term.signs().isEmpty());
    return new ProofStep(
        "characteristic function",
        left,
        right,
        signs ? because + "; the average of a step or an erf is Erf[i y] == i Erfi[y]" : because);
  }

  /** Brings the body to normal form: as it is without waves, else every summand on its own. */
  private List<Summand> parts() {
    List<Summand> parts =
        question.names().size() == 1
            ? List.of(univariate(question.body()))
            : summands(question.body(), false).stream().map(this::bivariate).toList();
    if (parts.stream().noneMatch(Summand::hasWave)) {
      return parts;
    }
    Map<Expr, Integer> counts = new LinkedHashMap<>();
    summands(question.body(), true)
        .forEach(summand -> counts.merge(times(factors(summand)), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> times(Expressions.num(entry.getValue()), entry.getKey()))
        .map(body -> question.names().size() == 1 ? univariate(body) : bivariate(body))
        .toList();
  }

  private Summand univariate(Expr body) {
    GaussianNormalForm form = new GaussianNormalForm(question.names().get(0), reader);
    return new Summand(body, form.of(body).stream().map(List::of).toList());
  }

  /** Separates a product into a function of u and one of v. */
  private Summand bivariate(Expr product) {
    String u = question.names().get(0);
    String v = question.names().get(1);
    List<Expr> ofU = new ArrayList<>();
    List<Expr> ofV = new ArrayList<>();
    for (Expr part : factors(product)) {
      for (Expr factor : mixes(part) ? factors(separated(part)) : List.of(part)) {
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
    }
    List<GaussianTerm> left = new GaussianNormalForm(u, reader).of(times(ofU));
    List<GaussianTerm> right = new GaussianNormalForm(v, reader).of(times(ofV));
    List<List<GaussianTerm>> pairs = new ArrayList<>();
    for (GaussianTerm a : left) {
      for (GaussianTerm b : right) {
        pairs.add(List.of(a, b));
      }
    }
    return new Summand(times(factors(product)), pairs);
  }

  private boolean mixes(Expr expr) {
    return expr.symbols().containsAll(question.names());
  }

  /**
   * Multiplies out sums and powers.
   *
   * @param fully whether those are multiplied out as well that do not mix the variables
   */
  private List<Expr> summands(Expr expr, boolean fully) {
    boolean expands =
        mixes(expr) || (fully && question.names().stream().anyMatch(expr.symbols()::contains));
    if (expands && expr.isCall("Plus")) {
      List<Expr> all = new ArrayList<>();
      ((Call) expr).args().forEach(term -> all.addAll(summands(term, fully)));
      return all;
    }
    if (expands && expr.isCall("Times")) {
      List<Expr> product = List.of(ONE);
      for (Expr factor : ((Call) expr).args()) {
        product = multiply(product, summands(factor, fully));
      }
      return product;
    }
    if (expands
        && expr.isCall("Power", 2)
        && ((Call) expr).arg(1) instanceof Num power
        && power.isInteger()
        && power.signum() > 0
        && power.numerator().bitLength() <= 3) {
      List<Expr> base = summands(((Call) expr).arg(0), fully);
      List<Expr> product = List.of(ONE);
      for (int i = 0; i < power.numerator().intValue(); i++) {
        product = multiply(product, base);
      }
      return product;
    }
    return List.of(expr);
  }

  /** Writes the exponential of a sum as a product of one in u and one in v. */
  private Expr separated(Expr expr) {
    if (!expr.isCall("Power", 2) || !((Call) expr).arg(0).equals(Expressions.EULER)) {
      return expr;
    }
    List<Expr> ofU = new ArrayList<>();
    List<Expr> ofV = new ArrayList<>();
    for (Expr term : summands(((Call) expr).arg(1), false)) {
      (term.symbols().contains(question.names().get(1)) ? ofV : ofU).add(term);
    }
    return new Call(
        sym("Times"),
        List.of(Expressions.exp(Expressions.plus(ofU)), Expressions.exp(Expressions.plus(ofV))));
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
