package org.widelimit.verification.derive;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.gaussian.certificate.CertificateResult;
import org.widelimit.gaussian.certificate.CertificateResult.Extent;
import org.widelimit.gaussian.certificate.PairLaw;
import org.widelimit.gaussian.certificate.PriceCertificate;
import org.widelimit.gaussian.certificate.VarianceCertificate;
import org.widelimit.verification.claim.ActivationTable;

/** A Gaussian expectation that a certificate can prove the value of. */
sealed interface CertifiedAverage {

  /** Returns the number before the certified expectation. */
  Num factor();

  /** Returns the names that its value may depend on. */
  Set<String> names();

  /** Tries to prove a value, without the factor. */
  CertificateResult certify(Expr claimed, Duration budget);

  /** Returns where a certificate must hold for a claim with these assumptions. */
  Extent needed(SignDecider signs);

  /** Returns the name of the certificate. */
  String rule();

  /** Returns why the certificate proves the value. */
  String because();

  /** Keeps a symbol of the claim apart from the variable of activations, which is called so. */
  private static Expr apart(Expr expr) {
    return expr.substitute(Activation.VARIABLE, InternalNames.symbol(Activation.VARIABLE));
  }

  /** Returns the average that an expectation is, or empty where no certificate serves it. */
  static Optional<CertifiedAverage> of(Call expectation, ActivationTable activations) {
    if (expectation.arity() == 2 && expectation.arg(1) instanceof Sym normal) {
      return AverageReader.scaled(expectation.arg(0), normal, activations);
    }
    return expectation.arity() == 3
            && expectation.arg(1).isCall("List", 2)
            && ((Call) expectation.arg(1)).args().stream().allMatch(Sym.class::isInstance)
        ? AverageReader.pair(expectation, activations)
        : Optional.empty();
  }

  /**
   * {@code E[g(u)]} for one variable.
   *
   * @param factor the number before it
   * @param function g
   * @param variance the variance's name
   */
  record Single(Num factor, Activation function, String variance) implements CertifiedAverage {
    @Override
    public Set<String> names() {
      return Set.of(variance);
    }

    @Override
    public CertificateResult certify(Expr claimed, Duration budget) {
      return VarianceCertificate.prove(
          apart(claimed), function, ((Sym) apart(Expressions.sym(variance))).name(), budget);
    }

    @Override
    public Extent needed(SignDecider signs) {
      return signs.of(Expressions.sym(variance)) == Sign.POSITIVE ? Extent.INSIDE : Extent.CLOSED;
    }

    @Override
    public String rule() {
      return "variance certificate";
    }

    @Override
    public String because() {
      return "both sides satisfy the heat equation and have the same limits at variance 0";
    }
  }

  /**
   * {@code E[f(u) g(v)]} along a line of covariances.
   *
   * @param factor the number before it
   * @param first f
   * @param second g
   * @param p the variance of u
   * @param q the variance of v
   * @param running the symbol that the covariance is proportional to
   * @param slope the covariance over that symbol, 1 where it is the covariance itself
   */
  record Pair(
      Num factor, Activation first, Activation second, Expr p, Expr q, Sym running, Expr slope)
      implements CertifiedAverage {
    @Override
    public Set<String> names() {
      Set<String> names = new LinkedHashSet<>(p.symbols());
      names.addAll(q.symbols());
      names.add(running.name());
      return names;
    }

    @Override
    public CertificateResult certify(Expr claimed, Duration budget) {
      Sym covariance =
          slope.isInteger(1)
              ? (Sym) apart(running)
              : InternalNames.fresh("covariance", claimed, p, q, running);
      Expr along =
          apart(
              slope.isInteger(1)
                  ? claimed
                  : claimed.substitute(running.name(), Expressions.divide(covariance, slope)));
      return PriceCertificate.prove(
          along, first, second, new PairLaw(apart(p), apart(q), covariance.name()), budget);
    }

    @Override
    public Extent needed(SignDecider signs) {
      Expr covariance = Expressions.times(slope, running);
      Expr determinant = Expressions.minus(Expressions.times(p, q), Expressions.square(covariance));
      boolean positive = signs.of(p) == Sign.POSITIVE && signs.of(q) == Sign.POSITIVE;
      return !positive
          ? Extent.CLOSED
          : signs.of(determinant) == Sign.POSITIVE ? Extent.INSIDE : Extent.CORRELATED;
    }

    @Override
    public String rule() {
      return "Price certificate";
    }

    @Override
    public String because() {
      return "both sides have the same derivatives by the covariance and the same values at"
          + " covariance 0";
    }
  }
}
