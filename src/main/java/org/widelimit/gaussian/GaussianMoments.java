package org.widelimit.gaussian;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.BoundedTask;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.gaussian.GaussianTerm.SoftSign;

/**
 * Expectations of products of {@link GaussianTerm}s, one for each component of a Gaussian vector.
 *
 * <p>Quadratic exponentials and waves are absorbed into the law (completing the square). Powers are
 * lowered by Stein's lemma {@code E[x_i F] = m_i E[F] + sum_j S_ij E[dF/dx_j]}, where the
 * derivative of a soft sign is a normal density, absorbed by conditioning. What remains are
 * products of soft signs: one is an {@code Erf}, two with mean 0 are an {@code ArcSin} (Sheppard
 * 1899; Williams 1997), or a bivariate normal probability where the means are not 0, an odd number
 * with mean 0 vanishes by symmetry. Since each rule is an identity, the value is proved by the
 * steps recorded on the way.
 */
final class GaussianMoments {

  /** A derivation longer than this is cut in print; the value is not affected. */
  private static final int MOST_STEPS = 120;

  /** A soft sign of one component. */
  private record Placed(int component, SoftSign sign) {}

  private record Task(GaussianLaw law, List<Integer> powers, List<Placed> signs) {}

  private final PolynomialField field;
  private final ExactWriter writer;
  private final List<String> names;
  private final Convergence convergence;
  private final List<ProofStep> steps = new ArrayList<>();
  private int taken;
  private Map<Task, ExactSum> known = new HashMap<>();

  /** Whether the law has a mean that is not real: its moments are no lines of a proof on paper. */
  private boolean silent;

  GaussianMoments(
      PolynomialField field, ExactWriter writer, List<String> names, Convergence convergence) {
    this.convergence = convergence;
    this.field = field;
    this.writer = writer;
    this.names = names;
  }

  /** Returns the steps since the last call, in the order in which they were needed. */
  List<ProofStep> newSteps() {
    List<ProofStep> result = List.copyOf(steps.subList(taken, steps.size()));
    taken = steps.size();
    return result;
  }

  /**
   * Returns the expectation of the product of the terms without their coefficients.
   *
   * @param law the law of the vector, with mean 0
   * @param terms one term for each component
   * @throws OutsideClassException if there is no closed form, or no expectation
   */
  ExactSum expectation(GaussianLaw law, List<GaussianTerm> terms) {
    boolean wave = terms.stream().anyMatch(GaussianTerm::isWave);
    if (!wave) {
      return real(law, terms);
    }
    Map<Task, ExactSum> lines = known;
    known = new HashMap<>();
    silent = true;
    try {
      return real(law, terms);
    } finally {
      known = lines;
      silent = false;
    }
  }

  private ExactSum real(GaussianLaw law, List<GaussianTerm> terms) {
    ExactSum weight = ExactSum.ONE;
    GaussianLaw current = law;
    for (int i = 0; i < terms.size(); i++) {
      GaussianLaw.Weighted damped = current.damp(i, terms.get(i).decay(), field, convergence);
      weight = weight.times(damped.weight());
      current = damped.law();
    }
    for (int i = 0; i < terms.size(); i++) {
      GaussianLaw.Weighted tilted = current.tilt(i, terms.get(i).rate());
      weight = weight.times(tilted.weight());
      current = tilted.law();
    }
    List<Integer> powers = new ArrayList<>();
    List<Placed> signs = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      powers.add(terms.get(i).power());
      for (SoftSign sign : terms.get(i).signs()) {
        signs.add(new Placed(i, sign));
      }
    }
    if (!current.equals(law)) {
      record(
          "completing the square",
          expected(law, body(terms, law)),
          times(writer.write(weight), expected(current, body(powers, signs, current))),
          "the exponential is absorbed into the Gaussian density");
    }
    for (int i = 0; i < terms.size(); i++) {
      List<ExactSum> deltas = terms.get(i).deltas();
      if (deltas.size() > 1) {
        throw new OutsideClassException("the square of a delta is not defined", true);
      }
      for (ExactSum center : deltas) {
        GaussianLaw.Weighted observed = current.observe(i, center, RationalFunction.ZERO, field);
        record(
            "conditioning",
            expected(current, times(delta(i, center, current), body(powers, signs, current))),
            times(
                writer.write(observed.weight()),
                expected(observed.law(), body(powers, signs, observed.law()))),
            "a delta fixes its variable");
        weight = weight.times(observed.weight());
        current = observed.law();
      }
    }
    return weight.times(moment(new Task(current, powers, signs)));
  }

  private ExactSum moment(Task task) {
    BoundedTask.checkpoint();
    ExactSum value = known.get(task);
    if (value == null) {
      int power = -1;
      for (int i = 0; i < task.powers.size(); i++) {
        if (task.powers.get(i) > 0) {
          power = i;
        }
      }
      value = power < 0 ? signs(task) : stein(task, power);
      known.put(task, value);
    }
    return value;
  }

  private ExactSum stein(Task task, int i) {
    GaussianLaw law = task.law;
    List<Integer> lowered = with(task.powers, i, task.powers.get(i) - 1);
    List<Expr> printed = new ArrayList<>();
    ExactSum total = weighted(law.mean().get(i), new Task(law, lowered, task.signs), printed);
    for (int j = 0; j < law.dimension(); j++) {
      ExactSum covariance = law.covariance(i, j);
      if (covariance.isZero()) {
        continue;
      }
      int power = lowered.get(j);
      if (power > 0) {
        Task next = new Task(law, with(lowered, j, power - 1), task.signs);
        total = total.plus(weighted(covariance.times(ExactSum.of(power, 1)), next, printed));
      }
      for (int s = 0; s < task.signs.size(); s++) {
        if (task.signs.get(s).component == j) {
          SoftSign sign = task.signs.get(s).sign;
          GaussianLaw.Weighted observed = law.observe(j, sign.center(), sign.softness(), field);
          List<Placed> rest = new ArrayList<>(task.signs);
          rest.remove(s);
          Task next = new Task(observed.law(), lowered, rest);
          ExactSum factor = covariance.times(observed.weight()).times(ExactSum.of(2, 1));
          total = total.plus(weighted(factor, next, printed));
        }
      }
    }
    record(
        task.signs.isEmpty() ? "Stein's lemma" : "Stein's lemma and conditioning",
        expected(law, body(task.powers, task.signs, law)),
        plus(printed),
        task.signs.isEmpty()
            ? "Gaussian integration by parts in " + names.get(i)
            : "Gaussian integration by parts in "
                + names.get(i)
                + "; the derivative of a sign is twice a delta, that of an erf twice a normal"
                + " density: it weighs with the density at its center and leaves the law given"
                + " this value");
    return total;
  }

  private ExactSum weighted(ExactSum factor, Task task, List<Expr> printed) {
    if (factor.isZero()) {
      return ExactSum.ZERO;
    }
    boolean number = task.signs.isEmpty() && task.powers.stream().allMatch(power -> power == 0);
    if (prints()) {
      Expr rest = number ? null : expected(task.law, body(task.powers, task.signs, task.law));
      printed.add(rest == null ? writer.write(factor) : times(writer.write(factor), rest));
    }
    return factor.times(moment(task));
  }

  /** The expectation of a product of soft signs. */
  private ExactSum signs(Task task) {
    List<Placed> left = new ArrayList<>();
    ExactSum constant = ExactSum.ONE;
    boolean centered = true;
    for (Placed placed : task.signs) {
      ExactSum offset = offset(task.law, placed);
      if (total(task.law, placed).isZero()) {
        if (offset.isZero()) {
          return ExactSum.ZERO;
        }
        int sign = offset.sign(field);
        if (sign == 0) {
          throw new OutsideClassException("the order of two breakpoints is not known");
        }
        constant = constant.times(ExactSum.of(sign, 1));
      } else {
        left.add(placed);
        centered &= offset.isZero();
      }
    }
    if (left.isEmpty()) {
      return constant;
    }
    if (centered && left.size() % 2 == 1) {
      record(
          "symmetry",
          expected(task.law, body(task.powers, left, task.law)),
          org.widelimit.algebra.Expressions.ZERO,
          "an odd function of a centered Gaussian vector averages to zero");
      return ExactSum.ZERO;
    }
    ExactSum value;
    String rule;
    String because;
    if (left.size() == 1) {
      value = one(task.law, left.get(0));
      rule = "Gaussian average of Erf";
      because =
          "a sum of normal variables is normal: E[Erf[(m + s z)/Sqrt[2 t]]] is"
              + " Erf[m/Sqrt[2 (t + s^2)]], and a sign is the case t == 0";
    } else if (left.size() == 2 && centered) {
      value = two(task.law, left.get(0), left.get(1));
      rule = "Sheppard's theorem";
      because =
          "two signs average to 2/Pi times the ArcSin of the correlation; an erf is a sign"
              + " averaged over noise of its own";
    } else if (left.size() == 2 && covariance(task.law, left.get(0), left.get(1)).isZero()) {
      value = one(task.law, left.get(0)).times(one(task.law, left.get(1)));
      rule = "independence";
      because = "uncorrelated normal variables are independent";
    } else if (left.size() == 2 && task.law.mean().stream().noneMatch(ExactSum::isComplex)) {
      value = shifted(task.law, left.get(0), left.get(1));
      rule = "bivariate normal probability";
      because =
          "two signs agree or differ: E[Sign[x + a] Sign[y + b]] is 4 P(x > -a, y > -b) - 2 P(x >"
              + " -a) - 2 P(y > -b) + 1, and by reflection the probabilities are those of the lower"
              + " left; an erf is a sign averaged over noise of its own";
    } else {
      throw new OutsideClassException(left(task.law, left, centered));
    }
    record(
        rule, expected(task.law, body(task.powers, left, task.law)), writer.write(value), because);
    return constant.times(value);
  }

  /** Says what keeps a product of soft signs from a closed form, and which integral is left. */
  private String left(GaussianLaw law, List<Placed> signs, boolean centered) {
    if (law.mean().stream().anyMatch(ExactSum::isComplex)) {
      return "a wave times "
          + signs.size()
          + " steps or erfs leads to multivariate normal probabilities of complex arguments, which"
          + " are not elementary";
    }
    List<Integer> none = law.mean().stream().map(m -> 0).toList();
    String integral = WolframWriter.write(written(law, body(none, signs, law)));
    return "a product of %d steps or erfs leads to the probability of an orthant in %d dimensions, which is not elementary%s: what is left is %s"
        .formatted(signs.size(), signs.size(), centered ? "" : " either", integral);
  }

  private ExactSum one(GaussianLaw law, Placed placed) {
    ExactSum offset = offset(law, placed);
    RationalFunction twice = total(law, placed).times(RationalFunction.of(2, 1));
    ExactSum argument = offset.times(ExactSum.squareRoot(twice.inverse(field), field));
    if (!argument.isComplex()) {
      return ExactAtoms.erf(argument);
    }
    if (argument.isImaginary()) {
      ExactSum i = ExactSum.squareRoot(RationalFunction.of(-1, 1), field);
      return ExactAtoms.erfi(argument.times(i).negate()).times(i); // Erf[i y] = i Erfi[y]
    }
    throw new OutsideClassException(
        "a wave times a shifted step, or times an exponential and a step, leads to Erf of a complex"
            + " argument, which is no real function of the class");
  }

  private ExactSum two(GaussianLaw law, Placed first, Placed second) {
    RationalFunction product = total(law, first).times(total(law, second));
    ExactSum correlation =
        covariance(law, first, second).times(ExactSum.squareRoot(product.inverse(field), field));
    RationalFunction twoOverPi =
        RationalFunction.of(Polynomial.variable("Pi"))
            .inverse(field)
            .times(RationalFunction.of(2, 1));
    return ExactAtoms.arcSin(correlation, field).times(twoOverPi);
  }

  /** The same as {@link #two} where the means are not 0. */
  private ExactSum shifted(GaussianLaw law, Placed first, Placed second) {
    RationalFunction one = total(law, first);
    RationalFunction other = total(law, second);
    ExactSum probability =
        ExactAtoms.bivariateNormal(
            offset(law, first).times(ExactSum.squareRoot(one.inverse(field), field)),
            offset(law, second).times(ExactSum.squareRoot(other.inverse(field), field)),
            covariance(law, first, second)
                .times(ExactSum.squareRoot(one.times(other).inverse(field), field)),
            field);
    return probability
        .times(RationalFunction.of(4, 1))
        .minus(one(law, first))
        .minus(one(law, second))
        .minus(ExactSum.ONE);
  }

  private static ExactSum offset(GaussianLaw law, Placed placed) {
    return law.mean().get(placed.component).minus(placed.sign.center());
  }

  private static RationalFunction total(GaussianLaw law, Placed placed) {
    return law.variance(placed.component).plus(placed.sign.softness());
  }

  private static ExactSum covariance(GaussianLaw law, Placed first, Placed second) {
    return law.covariance(first.component, second.component);
  }

  private static List<Integer> with(List<Integer> powers, int index, int value) {
    List<Integer> result = new ArrayList<>(powers);
    result.set(index, value);
    return result;
  }

  private void record(String rule, Expr left, Expr right, String because) {
    if (prints()) {
      steps.add(new ProofStep(rule, left, right, because));
    }
  }

  /** Returns {@code E[body, {u, v}, covariance]}; the mean is already in the body. */
  private Expr expected(GaussianLaw law, Expr body) {
    return prints() ? written(law, body) : body;
  }

  private boolean prints() {
    return !silent && steps.size() < MOST_STEPS;
  }

  private Expr written(GaussianLaw law, Expr body) {
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

  private Expr delta(int i, ExactSum center, GaussianLaw law) {
    return call("DiracDelta", plus(shifted(i, law), writer.write(center.negate())));
  }

  private Expr body(List<Integer> powers, List<Placed> signs, GaussianLaw law) {
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < powers.size(); i++) {
      factors.add(power(shifted(i, law), org.widelimit.algebra.Expressions.num(powers.get(i))));
    }
    for (Placed placed : signs) {
      factors.add(sign(placed.sign, shifted(placed.component, law)));
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

  private Expr body(List<GaussianTerm> terms, GaussianLaw law) {
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      factors.add(term(terms.get(i), shifted(i, law)));
    }
    return times(factors);
  }

  /** Writes a term without its coefficient. */
  Expr term(GaussianTerm term, Expr x) {
    List<Expr> factors = new ArrayList<>();
    factors.add(power(x, org.widelimit.algebra.Expressions.num(term.power())));
    Expr exponent =
        plus(
            times(
                org.widelimit.algebra.Expressions.num(-1, 2),
                writer.write(ExactSum.of(term.decay())),
                power(x, org.widelimit.algebra.Expressions.TWO)),
            times(writer.write(term.rate()), x));
    if (!exponent.isInteger(0)) {
      factors.add(org.widelimit.algebra.Expressions.exp(exponent));
    }
    term.signs().forEach(sign -> factors.add(sign(sign, x)));
    term.deltas()
        .forEach(center -> factors.add(call("DiracDelta", plus(x, writer.write(center.negate())))));
    return times(factors);
  }
}
