package org.widelimit.verification.derive.inequality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Monotonicity;
import org.widelimit.algebra.decide.Regularity;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.verification.claim.Averages;
import org.widelimit.verification.claim.BoundNames;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;

/**
 * The sign of a Gaussian average, from that of what is averaged.
 *
 * @param integrand what is averaged
 * @param everywhere its sign for all values of the Gaussian variables
 * @param average the sign of the average: it is strict as well where a continuous integrand of one
 *     standard normal has a weak sign and is not 0 at some point, and so around it
 */
record SignOfAverage(Expr integrand, Sign everywhere, Sign average) {

  private static final String ALL_VALUES = "whatever the values of the Gaussian variables: ";

  /**
   * Returns what is proved of an average.
   *
   * @param integrand what is averaged
   * @param whole a formula of the averages over these variables
   * @param assumptions what is assumed outside
   */
  static SignOfAverage of(Expr integrand, Expr whole, Assumptions assumptions) {
    if (!Elementary.isFormula(integrand)) {
      return new SignOfAverage(integrand, Sign.UNKNOWN, Sign.UNKNOWN);
    }
    Set<String> bound = BoundNames.of(whole);
    Assumptions inside = ClaimAssumptions.within(assumptions, whole, bound);
    Sign everywhere = SignCases.of(integrand, inside);
    boolean weak = everywhere != Sign.UNKNOWN && !everywhere.isStrict();
    if (weak
        && Averages.expectations(whole).stream().allMatch(SignOfAverage::isOfOne)
        && isContinuous(integrand, bound, inside)
        && isSomewhereNotZero(integrand, bound, assumptions)) {
      return new SignOfAverage(
          integrand, everywhere, everywhere.isNonnegative() ? Sign.POSITIVE : Sign.NEGATIVE);
    }
    return new SignOfAverage(integrand, everywhere, everywhere);
  }

  /** At 1, or at one deviation of a variance: one such point is enough. */
  private static boolean isSomewhereNotZero(
      Expr integrand, Set<String> bound, Assumptions assumptions) {
    List<Expr> points = new ArrayList<>(List.of(Expressions.ONE));
    for (String name : integrand.symbols()) {
      if (!bound.contains(name) && assumptions.domain(name).isPositive()) {
        points.add(Expressions.divide(Expressions.ONE, Expressions.sqrt(Expressions.sym(name))));
      }
    }
    return points.stream().anyMatch(point -> isNeverZero(at(integrand, bound, point), assumptions));
  }

  private static Expr at(Expr integrand, Set<String> bound, Expr point) {
    Expr value = integrand;
    for (String name : bound) {
      value = value.substitute(name, point);
    }
    return value;
  }

  private static boolean isNeverZero(Expr expr, Assumptions assumptions) {
    Sign sign = SignCases.of(expr, assumptions);
    return sign.isStrict()
        || (sign != Sign.UNKNOWN && Monotonicity.of(expr, assumptions).isStrict());
  }

  /** In every variable, at every value of the others: where it is not 0, it is not 0 nearby. */
  private static boolean isContinuous(Expr integrand, Set<String> bound, Assumptions inside) {
    SignDecider signs = new SignDecider(inside);
    return bound.stream().allMatch(name -> new Regularity(name, signs).isContinuous(integrand));
  }

  private static boolean isOfOne(Call average) {
    return average.arg(1) instanceof Sym;
  }

  /**
   * Returns the lines of the proof.
   *
   * @param averaged the average
   */
  List<ProofStep> steps(Expr averaged) {
    return List.of(
        SignSteps.statement(
            "sign", SignSteps.relation(integrand, everywhere), ALL_VALUES + SignSteps.MEANS),
        SignSteps.statement(
            "sign of an average",
            SignSteps.relation(averaged, average),
            average == everywhere
                ? "what is averaged has this sign everywhere"
                : "what is averaged is continuous and not 0 everywhere"));
  }
}
