package org.widelimit.gaussian.certificate;

import static org.widelimit.algebra.Expressions.HALF;
import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.TWO;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.divide;
import static org.widelimit.algebra.Expressions.exp;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.power;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.square;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.gaussian.closed.GaussianNormalForm;
import org.widelimit.gaussian.closed.GaussianTerm;
import org.widelimit.gaussian.closed.GaussianTerm.SoftSign;
import org.widelimit.gaussian.exact.ExactForms;
import org.widelimit.gaussian.exact.ExactReader;
import org.widelimit.gaussian.exact.ExactSum;
import org.widelimit.gaussian.exact.ExactWriter;
import org.widelimit.gaussian.exact.OutsideClassException;
import org.widelimit.gaussian.exact.PolynomialField;
import org.widelimit.gaussian.exact.RationalFunction;

/**
 * A function of {@code x} of the Gaussian class, or its derivative, as a sum of terms with their
 * jumps at given points: the regular part, which is a function, and the deltas beside it.
 */
final class Pieces {

  private static final Expr X = sym(Activation.VARIABLE);

  private final List<GaussianTerm> regular = new ArrayList<>();
  private final List<GaussianTerm> deltas = new ArrayList<>();
  private final ExactReader reader;

  private Pieces(ExactReader reader, List<GaussianTerm> terms) {
    this.reader = reader;
    for (GaussianTerm term : terms) {
      if (term.isWave()) {
        throw new OutsideClassException("a wave has no pieces");
      }
      (term.deltas().isEmpty() ? regular : deltas).add(term);
    }
  }

  /**
   * Returns the pieces of a function or a distribution.
   *
   * @param expr an expression in {@code x}
   * @param signs proves the signs that are needed
   * @throws OutsideClassException if it is not in the class, or holds a wave
   */
  static Pieces of(Expr expr, SignDecider signs) {
    ExactReader reader = new ExactReader(new PolynomialField(signs));
    return new Pieces(reader, new GaussianNormalForm(Activation.VARIABLE, reader).of(expr));
  }

  /** Returns the part without deltas. */
  Expr regular() {
    return plus(regular.stream().map(this::write).toList());
  }

  /** Returns the sum of the terms with deltas. */
  Expr singular() {
    return plus(deltas.stream().map(this::write).toList());
  }

  boolean hasDeltas() {
    return !deltas.isEmpty();
  }

  /** Returns whether nothing but deltas is there, so that the function's argument has one value. */
  boolean isPinned() {
    return regular.isEmpty();
  }

  /** Returns whether the regular part jumps or bends somewhere. */
  boolean hasSteps() {
    return regular.stream().anyMatch(Pieces::hasStep);
  }

  private static boolean hasStep(GaussianTerm term) {
    return term.signs().stream().anyMatch(SoftSign::isStep);
  }

  /**
   * Returns a rate a at which {@code f'' - a^2 f} is simpler: 0 as long as there are polynomials
   * that jump, then the rate of an exponential that does.
   */
  Expr rate() {
    List<ExactSum> rates =
        regular.stream().filter(Pieces::hasStep).map(GaussianTerm::rate).distinct().toList();
    return rates.isEmpty() || rates.stream().anyMatch(ExactSum::isZero)
        ? num(0)
        : write(rates.get(0));
  }

  /** Returns a where the regular part is {@code Exp[a x]} times constants on each piece. */
  Optional<Expr> onlyRate() {
    boolean exponential =
        hasSteps()
            && regular.stream()
                .allMatch(
                    term ->
                        term.power() == 0
                            && term.decay().isZero()
                            && term.signs().stream().allMatch(SoftSign::isStep))
            && regular.stream().map(GaussianTerm::rate).distinct().count() == 1;
    return exponential ? Optional.of(write(regular.get(0).rate())) : Optional.empty();
  }

  /** Returns the mean of the regular part's limits at 0 from the left and from the right. */
  Expr meanAtZero() {
    return times(HALF, plus(limitAtZero(1), limitAtZero(-1)));
  }

  /** Returns whether the regular part has one value at 0. */
  boolean isContinuousAtZero() {
    return ExactForms.normal(minus(limitAtZero(1), limitAtZero(-1))).isInteger(0);
  }

  private Expr limitAtZero(int side) {
    List<Expr> values = new ArrayList<>();
    for (GaussianTerm term : regular) {
      if (term.power() > 0) {
        continue;
      }
      List<Expr> factors = new ArrayList<>();
      factors.add(write(term.coefficient()));
      for (SoftSign sign : term.signs()) {
        factors.add(
            !sign.isStep()
                ? signed(sign).substitute(Activation.VARIABLE, num(0))
                : sign.center().isZero() ? num(side) : num(-sign.center().sign(reader.field())));
      }
      values.add(times(factors));
    }
    return Derivatives.foldSteps(plus(values));
  }

  private Expr write(ExactSum sum) {
    return new ExactWriter(reader.opaque()).write(sum);
  }

  private Expr write(RationalFunction value) {
    return write(ExactSum.of(value));
  }

  private Expr write(GaussianTerm term) {
    List<Expr> factors = new ArrayList<>();
    factors.add(write(term.coefficient()));
    factors.add(power(X, num(term.power())));
    Expr quadratic = times(MINUS_ONE, HALF, write(term.decay()), square(X));
    factors.add(exp(plus(quadratic, times(write(term.rate()), X))));
    term.signs().forEach(sign -> factors.add(signed(sign)));
    term.deltas().forEach(at -> factors.add(call("DiracDelta", minus(X, write(at)))));
    return Derivatives.foldSteps(times(factors));
  }

  private Expr signed(SoftSign sign) {
    Expr distance = minus(X, write(sign.center()));
    return sign.isStep()
        ? call("Sign", distance)
        : call("Erf", divide(distance, sqrt(times(TWO, write(sign.softness())))));
  }
}
