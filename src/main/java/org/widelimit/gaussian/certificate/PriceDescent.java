package org.widelimit.gaussian.certificate;

import static org.widelimit.algebra.Expressions.ZERO;
import static org.widelimit.algebra.Expressions.minus;
import static org.widelimit.algebra.Expressions.plus;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.gaussian.certificate.CertificateResult.NotProved;
import org.widelimit.gaussian.closed.GaussianQuestion;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.exact.ExactForms;
import org.widelimit.gaussian.exact.OutsideClassException;

/**
 * The lines of a Price certificate: from a claim about {@code E[f(u) g(v)]} to one about {@code
 * E[f'(u) g'(v)]}, and so on, until no integral is left to be believed.
 *
 * <p>Three things happen on the way down. At each order the claim has the right value at covariance
 * 0, where u and v are independent. Deltas are taken off, as they fix one of the variables and
 * leave an average over the other. And where f and g are exponentials {@code Exp[a x]} and {@code
 * Exp[b x]} on each of their pieces, which derivatives do not lower, {@code G = E[f g]} satisfies
 * the linear equation {@code dG/dr - a b G = ...} whose right side holds deltas only.
 */
final class PriceDescent {

  /** The highest order of differentiation that is tried. */
  private static final int HIGHEST_ORDER = 8;

  private static final Sym U = InternalNames.symbol("u");
  private static final Sym V = InternalNames.symbol("v");

  private final PairLaw law;
  private final CertificateLines lines;
  private final SignDecider signs;
  private final List<ProofStep> derivation = new ArrayList<>();
  private Expr left;
  private Expr right;
  private int order;

  PriceDescent(Activation phi, Activation psi, PairLaw law, CertificateLines lines) {
    this.law = law;
    this.lines = lines;
    this.signs = new SignDecider(law.assumptions());
    this.left = phi.expression();
    this.right = psi.expression();
  }

  /** Returns how often the claim was differentiated. */
  int order() {
    return order;
  }

  /** Returns how the expectations in the lines were derived. */
  List<ProofStep> derivation() {
    return derivation;
  }

  /** Returns why the lines do not close, or null where they do. */
  @Nullable CertificateResult of(Expr claimed) {
    Expr claim = claimed;
    for (order = 0; order <= HIGHEST_ORDER; order++) {
      if (law.expectation(left, right) instanceof ClosedForm closed
          && (CertificateLines.isElementary(closed.value()) || isPinned(left) || isPinned(right))) {
        derivation.addAll(closed.steps());
        return lines.compare("Price's theorem, order " + order, claim, closed.value());
      }
      Optional<Pieces> first = pieces(left);
      Optional<Pieces> second = pieces(right);
      if (first.isPresent() && second.isPresent()) {
        Optional<Expr> deltas = deltas(first.get(), second.get());
        if (deltas.isEmpty()) {
          return noClosedForm("with a delta");
        }
        claim = minus(claim, deltas.get());
        left = withoutDeltas(left, first.get());
        right = withoutDeltas(right, second.get());
      }
      CertificateResult missing = boundary(claim);
      if (missing != null) {
        return missing;
      }
      Expr slope = ExactForms.normal(lines.slope(claim, law.covariance()), signs);
      Optional<Expr> a = first.flatMap(Pieces::onlyRate);
      Optional<Expr> b = second.flatMap(Pieces::onlyRate);
      if (a.isPresent() && b.isPresent()) {
        order++;
        return exponential(minus(slope, times(a.get(), b.get(), claim)), a.get(), b.get());
      }
      claim = slope;
      left = Derivatives.distributional(left, Activation.VARIABLE);
      right = Derivatives.distributional(right, Activation.VARIABLE);
    }
    return new NotProved(
        "the derivatives of the activations do not reach the algebraic class by order "
            + HIGHEST_ORDER);
  }

  /** Returns the regular part; a function without deltas as it is written. */
  private static Expr withoutDeltas(Expr function, Pieces pieces) {
    return CertificateLines.isFreeOf(function, Set.of("DiracDelta")) ? function : pieces.regular();
  }

  private NotProved noClosedForm(String which) {
    return new NotProved("an expectation " + which + " has no closed form");
  }

  /** Returns the pieces of a function that has any, or empty. */
  private Optional<Pieces> pieces(Expr function) {
    try {
      return Optional.of(Pieces.of(function, signs));
    } catch (OutsideClassException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private boolean isPinned(Expr function) {
    return pieces(function).map(Pieces::isPinned).orElse(false);
  }

  /** Returns the part of {@code E[f g]} that the deltas make, 0 without any. */
  private Optional<Expr> deltas(Pieces first, Pieces second) {
    if (!first.hasDeltas() && !second.hasDeltas()) {
      return Optional.of(ZERO);
    }
    Optional<Expr> sum =
        sum(
            List.of(
                pinned(first.regular(), second.singular()),
                pinned(first.singular(), second.regular()),
                pinned(first.singular(), second.singular())));
    sum.ifPresent(
        value ->
            lines
                .steps()
                .add(
                    new ProofStep(
                        "deltas, order " + order,
                        minus(written(left, right), written(first.regular(), second.regular())),
                        value,
                        "A delta fixes one variable; an average over the other is left.")));
    return sum;
  }

  private static Optional<Expr> sum(List<Optional<Expr>> parts) {
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(plus(parts.stream().map(Optional::orElseThrow).toList()))
        : Optional.empty();
  }

  /** Returns the expectation of a product of which one factor holds deltas only. */
  private Optional<Expr> pinned(Expr first, Expr second) {
    if (first.isInteger(0) || second.isInteger(0)) {
      return Optional.of(ZERO);
    }
    return law.expectation(first, second) instanceof ClosedForm closed
            && CertificateLines.isFreeOf(closed.value(), CertificateLines.BIVARIATE)
        ? Optional.of(closed.value())
        : Optional.empty();
  }

  /** {@code E[f(u) g(v)]} as it is written. */
  private Expr written(Expr first, Expr second) {
    return new GaussianQuestion(
            times(
                first.substitute(Activation.VARIABLE, U),
                second.substitute(Activation.VARIABLE, V)),
            List.of(U.name(), V.name()),
            List.of(
                List.of(law.p(), sym(law.covariance())), List.of(sym(law.covariance()), law.q())),
            law.assumptions())
        .integral();
  }

  /** Compares the claim at r = 0 with the product of two expectations. */
  private @Nullable CertificateResult boundary(Expr claim) {
    Expr atZero = Derivatives.foldSteps(claim.substitute(law.covariance(), ZERO));
    GaussianResult first = law.expectation(left, true);
    GaussianResult second = law.expectation(right, false);
    if (first instanceof ClosedForm a && second instanceof ClosedForm b) {
      return lines.compare(
          "independence at " + law.covariance() + " = 0, order " + order,
          atZero,
          times(a.value(), b.value()));
    }
    return new NotProved("an expectation at r = 0 has no closed form");
  }

  /**
   * Proves the linear equation of exponentials: with {@code f' = a f + d} and {@code g' = b g + e},
   * where d and e are deltas, {@code E[f' g'] - a b E[f g] = a E[f e] + b E[d g] + E[d e]}.
   *
   * @param residual the left side, of the claim
   */
  private @Nullable CertificateResult exponential(Expr residual, Expr a, Expr b) {
    Optional<Pieces> d =
        pieces(minus(Derivatives.distributional(left, Activation.VARIABLE), times(a, left)));
    Optional<Pieces> e =
        pieces(minus(Derivatives.distributional(right, Activation.VARIABLE), times(b, right)));
    if (d.isEmpty() || e.isEmpty() || !d.get().isPinned() || !e.get().isPinned()) {
      return noClosedForm("of exponentials on pieces");
    }
    Optional<Expr> value =
        sum(
            List.of(
                pinned(left, e.get().singular()).map(part -> times(a, part)),
                pinned(d.get().singular(), right).map(part -> times(b, part)),
                pinned(d.get().singular(), e.get().singular())));
    return value.isEmpty()
        ? noClosedForm("with a delta")
        : lines.compare(
            "linear equation in " + law.covariance() + ", order " + order, residual, value.get());
  }
}
