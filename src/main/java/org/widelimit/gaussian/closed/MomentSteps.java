package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.gaussian.closed.GaussianTerm.SoftSign;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.ExactWriter;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/** The lines of a derivation of moments, as {@code E[body, {u, v}, covariance]} in print. */
final class MomentSteps {

  /** A derivation longer than this is cut in print; the value is not affected. */
  private static final int MOST_STEPS = 120;

  private final PolynomialField field;
  private final ExactWriter writer;
  private final List<String> names;
  private final List<ProofStep> steps = new ArrayList<>();
  private int taken;

  /** Whether the law has a mean that is not real: its moments are no lines of a proof on paper. */
  private boolean silent;

  MomentSteps(PolynomialField field, ExactWriter writer, List<String> names) {
    this.field = field;
    this.writer = writer;
    this.names = names;
  }

  /** Records nothing from here on, or again. */
  void silence(boolean nothing) {
    silent = nothing;
  }

  /** Returns the steps since the last call, in the order in which they were needed. */
  List<ProofStep> newSteps() {
    List<ProofStep> result = List.copyOf(steps.subList(taken, steps.size()));
    taken = steps.size();
    return result;
  }

  void record(String rule, Expr left, Expr right, String because) {
    if (prints()) {
      steps.add(new ProofStep(rule, left, right, because));
    }
  }

  boolean prints() {
    return !silent && steps.size() < MOST_STEPS;
  }

  String name(int component) {
    return names.get(component);
  }

  Expr write(ExactSum value) {
    return writer.write(value);
  }

  /** Returns the expectation; the mean is already in the body. Only the body where none prints. */
  Expr expected(GaussianLaw law, Expr body) {
    return prints() ? written(law, body) : body;
  }

  /** Returns {@code E[body, {u, v}, covariance]}. */
  Expr written(GaussianLaw law, Expr body) {
    if (law.dimension() == 1 && law.covariance(0, 0).equals(ExactSum.ONE)) {
      return call("E", body, sym(names.get(0)));
    }
    List<Expr> rows = new ArrayList<>();
    for (List<ExactSum> row : law.covariance()) {
      rows.add(call(sym("List"), row.stream().map(writer::write).toList()));
    }
    Expr variables = call(sym("List"), names.stream().map(name -> (Expr) sym(name)).toList());
    return call("E", body, variables, list(rows.toArray(new Expr[0])));
  }

  private Expr shifted(int i, GaussianLaw law) {
    return plus(sym(names.get(i)), writer.write(law.mean().get(i)));
  }

  Expr delta(int i, ExactSum center, GaussianLaw law) {
    return call("DiracDelta", plus(shifted(i, law), writer.write(center.negate())));
  }

  /** Returns a product of powers and soft signs of the components with their means. */
  Expr body(List<Integer> powers, List<PlacedSign> signs, GaussianLaw law) {
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < powers.size(); i++) {
      factors.add(power(shifted(i, law), num(powers.get(i))));
    }
    for (PlacedSign placed : signs) {
      factors.add(sign(placed.sign(), shifted(placed.component(), law)));
    }
    return times(factors);
  }

  /** Returns a product of terms, one for each component with its mean. */
  Expr body(List<GaussianTerm> terms, GaussianLaw law) {
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      factors.add(term(terms.get(i), shifted(i, law)));
    }
    return times(factors);
  }

  private Expr sign(SoftSign sign, Expr x) {
    Expr distance = plus(x, writer.write(sign.center().negate()));
    if (sign.isStep()) {
      return call("Sign", distance);
    }
    RationalFunction twice = sign.softness().times(RationalFunction.of(2, 1));
    Expr slope = writer.write(ExactSum.squareRoot(twice.inverse(field), field));
    return call("Erf", times(distance, slope));
  }

  /** Writes a term without its coefficient. */
  Expr term(GaussianTerm term, Expr x) {
    List<Expr> factors = new ArrayList<>();
    factors.add(power(x, num(term.power())));
    Expr exponent =
        plus(
            times(num(-1, 2), writer.write(ExactSum.of(term.decay())), power(x, TWO)),
            times(writer.write(term.rate()), x));
    if (!exponent.isInteger(0)) {
      factors.add(exp(exponent));
    }
    term.signs().forEach(sign -> factors.add(sign(sign, x)));
    term.deltas()
        .forEach(center -> factors.add(call("DiracDelta", plus(x, writer.write(center.negate())))));
    return times(factors);
  }
}
