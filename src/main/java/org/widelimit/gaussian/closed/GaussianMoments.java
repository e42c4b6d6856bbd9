package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.budget.BoundedTask;
import org.widelimit.gaussian.closed.GaussianTerm.SoftSign;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * Expectations of products of {@link GaussianTerm}s, one for each component of a Gaussian vector.
 *
 * <p>Quadratic exponentials and waves are absorbed into the law (completing the square). Powers are
 * lowered by Stein's lemma {@code E[x_i F] = m_i E[F] + sum_j S_ij E[dF/dx_j]}, where the
 * derivative of a soft sign is a normal density, absorbed by conditioning; high powers without soft
 * signs by Wick's theorem ({@link WickMoments}). What remains are products of soft signs ({@link
 * SoftSignAverages}). Since each rule is an identity, the value is proved by the steps recorded on
 * the way.
 */
final class GaussianMoments {

  /**
   * From this degree on the first moment of a law is not derived from those of every lower degree.
   */
  private static final int LONG = 12;

  private record Task(GaussianLaw law, List<Integer> powers, List<PlacedSign> signs) {
    int degree() {
      return powers.stream().mapToInt(Integer::intValue).sum();
    }
  }

  private final PolynomialField field;
  private final MomentSteps steps;
  private final SoftSignAverages averages;
  private final Convergence convergence;
  private final Map<Task, ExactSum> printed = new HashMap<>();

  /** What was derived without steps, which must not stand in for what is to be printed. */
  private final Map<Task, ExactSum> silently = new HashMap<>();

  private Map<Task, ExactSum> known = printed;

  /** The laws of which a moment was asked: of these more may follow. */
  private final Set<GaussianLaw> asked = new HashSet<>();

  GaussianMoments(PolynomialField field, MomentSteps steps, Convergence convergence) {
    this.field = field;
    this.steps = steps;
    this.averages = new SoftSignAverages(field, steps);
    this.convergence = convergence;
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
    known = wave ? silently : printed;
    steps.silence(wave);
    try {
      return real(law, terms);
    } finally {
      steps.silence(false);
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
    List<PlacedSign> signs = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      powers.add(terms.get(i).power());
      for (SoftSign sign : terms.get(i).signs()) {
        signs.add(new PlacedSign(i, sign));
      }
    }
    if (!current.equals(law)) {
      steps.record(
          "completing the square",
          steps.expected(law, steps.body(terms, law)),
          times(steps.write(weight), steps.expected(current, steps.body(powers, signs, current))),
          "the exponential is absorbed into the Gaussian density");
    }
    for (int i = 0; i < terms.size(); i++) {
      List<ExactSum> deltas = terms.get(i).deltas();
      if (deltas.size() > 1) {
        throw new OutsideClassException("the square of a delta is not defined", true);
      }
      for (ExactSum center : deltas) {
        GaussianLaw.Weighted observed = current.observe(i, center, RationalFunction.ZERO, field);
        steps.record(
            "conditioning",
            steps.expected(
                current,
                times(steps.delta(i, center, current), steps.body(powers, signs, current))),
            times(
                steps.write(observed.weight()),
                steps.expected(observed.law(), steps.body(powers, signs, observed.law()))),
            "a delta fixes its variable");
        weight = weight.times(observed.weight());
        current = observed.law();
      }
    }
    Task task = new Task(current, powers, signs);
    boolean first = asked.add(current);
    boolean single = first && signs.isEmpty() && task.degree() > LONG;
    return weight.times(single ? wick(task) : moment(task));
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
      value = power < 0 ? averages.of(task.law, task.signs) : stein(task, power);
      known.put(task, value);
    }
    return value;
  }

  private ExactSum wick(Task task) {
    ExactSum value = WickMoments.of(task.law, task.powers);
    known.put(task, value);
    if (steps.prints()) {
      steps.record(
          "Wick's theorem",
          steps.expected(task.law, steps.body(task.powers, task.signs, task.law)),
          steps.write(value),
          "a moment is the sum over all pairings of the product of their covariances, and means of"
              + " what is left single");
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
        if (task.signs.get(s).component() == j) {
          SoftSign sign = task.signs.get(s).sign();
          GaussianLaw.Weighted observed = law.observe(j, sign.center(), sign.softness(), field);
          List<PlacedSign> rest = new ArrayList<>(task.signs);
          rest.remove(s);
          Task next = new Task(observed.law(), lowered, rest);
          ExactSum factor = covariance.times(observed.weight()).times(ExactSum.of(2, 1));
          total = total.plus(weighted(factor, next, printed));
        }
      }
    }
    if (steps.prints()) {
      record(task, i, plus(printed));
    }
    return total;
  }

  private void record(Task task, int i, Expr right) {
    String because = "Gaussian integration by parts in " + steps.name(i);
    steps.record(
        task.signs.isEmpty() ? "Stein's lemma" : "Stein's lemma and conditioning",
        steps.expected(task.law, steps.body(task.powers, task.signs, task.law)),
        right,
        task.signs.isEmpty()
            ? because
            : because
                + "; the derivative of a sign is twice a delta, that of an erf twice a normal"
                + " density: it weighs with the density at its center and leaves the law given"
                + " this value");
  }

  private ExactSum weighted(ExactSum factor, Task task, List<Expr> printed) {
    if (factor.isZero()) {
      return ExactSum.ZERO;
    }
    boolean number = task.signs.isEmpty() && task.powers.stream().allMatch(power -> power == 0);
    if (steps.prints()) {
      Expr rest =
          number ? null : steps.expected(task.law, steps.body(task.powers, task.signs, task.law));
      printed.add(rest == null ? steps.write(factor) : times(steps.write(factor), rest));
    }
    return factor.times(moment(task));
  }

  private static List<Integer> with(List<Integer> powers, int index, int value) {
    List<Integer> result = new ArrayList<>(powers);
    result.set(index, value);
    return result;
  }
}
