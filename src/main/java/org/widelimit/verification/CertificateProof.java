package org.widelimit.verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.Sign;
import org.widelimit.algebra.SignTest;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.CertificateResult.Extent;
import org.widelimit.gaussian.CertificateResult.Proved;
import org.widelimit.gaussian.PriceCertificate;
import org.widelimit.verification.ClaimCheck.Subject;

/**
 * Claims that an expectation of two functions of a Gaussian pair has a value, proved by a {@link
 * PriceCertificate}: no integral is taken but those at covariance 0.
 *
 * <p>It serves equations with one expectation {@code E[f(u) g(v), {u, v}, {{p, r}, {r, q}}]} that
 * stands in them with a rational factor, where p, q and r are three symbols and all else is
 * elementary in them. The certificate must reach to the ends of the domain that the claim declares.
 */
final class CertificateProof {

  private static final Duration BUDGET_OF_A_SIGN = Duration.ofSeconds(1);

  private final Subject subject;
  private final Assumptions assumptions;

  CertificateProof(Subject subject) {
    this.subject = subject;
    this.assumptions = ClaimAssumptions.of(subject);
  }

  /** The claim that an expectation has a value. */
  private record Value(Call expectation, Expr claimed) {
    List<String> normals() {
      return names(((Call) expectation.arg(1)).args());
    }

    /** Returns the names of p, q and r. */
    List<String> law() {
      List<Expr> rows = ((Call) expectation.arg(2)).args();
      Call top = (Call) rows.get(0);
      return names(List.of(top.arg(0), ((Call) rows.get(1)).arg(1), top.arg(1)));
    }

    private static List<String> names(List<Expr> symbols) {
      return symbols.stream().map(symbol -> ((Sym) symbol).name()).toList();
    }
  }

  /** The two functions under an expectation, in {@code x}, and the number before them. */
  private record Functions(Num factor, Activation first, Activation second) {}

  /**
   * Returns the steps of a proof that both sides are equal, or empty where the equation is not of
   * this kind or the certificate does not close.
   *
   * @param left the one side, definitions put in
   * @param right the other side
   */
  Optional<List<ProofStep>> prove(Expr left, Expr right) {
    Expr difference =
        Expressions.minus(subject.activations().inline(left), subject.activations().inline(right));
    return value(difference).flatMap(this::prove);
  }

  private Optional<List<ProofStep>> prove(Value value) {
    Optional<Functions> functions = functions(value);
    if (functions.isEmpty()) {
      return Optional.empty();
    }
    Num factor = functions.get().factor();
    Expr claimed = Expressions.divide(value.claimed(), factor);
    // What a certificate does not settle is left to the derivation, which needs time as well.
    Duration budget = subject.options().budget().derivation().dividedBy(2);
    return PriceCertificate.prove(
                claimed, functions.get().first(), functions.get().second(), value.law(), budget)
            instanceof Proved proved
        ? reaching(proved.extent(), value.law())
            .map(
                where -> {
                  List<ProofStep> steps = new ArrayList<>(proved.steps());
                  steps.add(
                      new ProofStep(
                          "Price certificate",
                          value.expectation(),
                          value.claimed(),
                          "both sides have the same derivatives by the covariance and the same"
                              + " values at covariance 0"
                              + where));
                  return steps;
                })
        : Optional.empty();
  }

  /** Returns how the claim's domain is covered, or empty where it is not. */
  private Optional<String> reaching(Extent extent, List<String> law) {
    SignTest signs = new SignTest(assumptions, BUDGET_OF_A_SIGN);
    Expr p = Expressions.sym(law.get(0));
    Expr q = Expressions.sym(law.get(1));
    Expr r = Expressions.sym(law.get(2));
    Expr determinant = Expressions.minus(Expressions.times(p, q), Expressions.square(r));
    boolean positive = signs.of(p) == Sign.POSITIVE && signs.of(q) == Sign.POSITIVE;
    Extent needed =
        !positive
            ? Extent.CLOSED
            : signs.of(determinant) == Sign.POSITIVE ? Extent.INSIDE : Extent.CORRELATED;
    return needed.compareTo(extent) > 0
        ? Optional.empty()
        : Optional.of(
            switch (needed) {
              case INSIDE -> "";
              case CORRELATED -> ", and by continuity at full correlation";
              case CLOSED -> ", and by continuity at full correlation and at variance 0";
            });
  }

  /** Solves {@code difference == 0} for the one expectation in it. */
  private static Optional<Value> value(Expr difference) {
    Set<Expr> expectations = new LinkedHashSet<>();
    collect(difference, expectations);
    if (expectations.size() != 1) {
      return Optional.empty();
    }
    Call expectation = (Call) expectations.iterator().next();
    if (!isOfPair(expectation)) {
      return Optional.empty();
    }
    Num factor = Expressions.ZERO;
    List<Expr> rest = new ArrayList<>();
    for (Expr term : difference.isCall("Plus") ? ((Call) difference).args() : List.of(difference)) {
      if (Expressions.withoutCoefficient(term).equals(expectation)) {
        factor = Expressions.add(factor, Expressions.coefficient(term));
      } else {
        rest.add(Expressions.negate(term));
      }
    }
    Expr claimed = Expressions.plus(rest);
    return factor.signum() == 0 || !Elementary.isFormula(claimed)
        ? Optional.empty()
        : Optional.of(new Value(expectation, Expressions.divide(claimed, factor)));
  }

  private static void collect(Expr expr, Set<Expr> expectations) {
    if (expr.isCall("E")) {
      expectations.add(expr);
    } else if (expr instanceof Call call) {
      collect(call.head(), expectations);
      call.args().forEach(arg -> collect(arg, expectations));
    }
  }

  /** Returns whether the law is of two variables with three symbols as variances and covariance. */
  private static boolean isOfPair(Call expectation) {
    if (expectation.arity() != 3
        || !expectation.arg(1).isCall("List", 2)
        || !expectation.arg(2).isCall("List", 2)) {
      return false;
    }
    List<Expr> rows = ((Call) expectation.arg(2)).args();
    if (!rows.stream().allMatch(row -> row.isCall("List", 2))) {
      return false;
    }
    Call top = (Call) rows.get(0);
    Call bottom = (Call) rows.get(1);
    List<Expr> law = List.of(top.arg(0), top.arg(1), bottom.arg(1));
    return top.arg(1).equals(bottom.arg(0))
        && Set.copyOf(law).size() == 3
        && law.stream().allMatch(Sym.class::isInstance)
        && ((Call) expectation.arg(1)).args().stream().allMatch(Sym.class::isInstance);
  }

  /** Separates the body into a function of each variable. */
  private static Optional<Functions> functions(Value value) {
    Expr body = value.expectation().arg(0);
    List<Expr> factors = new ArrayList<>();
    for (Expr factor : body.isCall("Times") ? ((Call) body).args() : List.of(body)) {
      factors.addAll(exponentials(factor));
    }
    Num number = Expressions.ONE;
    List<Expr> first = new ArrayList<>();
    List<Expr> second = new ArrayList<>();
    for (Expr factor : factors) {
      Set<String> symbols = factor.symbols();
      if (factor instanceof Num num) {
        number = Expressions.multiply(number, num);
      } else if (symbols.contains(value.normals().get(0))) {
        first.add(factor);
      } else {
        second.add(factor);
      }
    }
    if (number.signum() == 0) {
      return Optional.empty();
    }
    Num factor = number;
    return function(first, value.normals().get(0))
        .flatMap(
            phi ->
                function(second, value.normals().get(1))
                    .map(psi -> new Functions(factor, phi, psi)));
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
    if (product.symbols().contains(Activation.VARIABLE) || !Elementary.isFormula(product)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Activation.of(product.substitute(variable, Expressions.sym(Activation.VARIABLE))));
    } catch (IllegalArgumentException none) {
      return Optional.empty(); // another symbol, or no real function
    }
  }
}
