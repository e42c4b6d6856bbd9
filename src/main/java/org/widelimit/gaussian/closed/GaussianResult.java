package org.widelimit.gaussian.closed;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;

/** What the derivation of a Gaussian expectation came to. */
public sealed interface GaussianResult {

  /**
   * A closed form, proved by its steps.
   *
   * @param value the expectation in elementary functions, {@code ArcSin} and {@code Erf}
   * @param steps the derivation: each an identity by a named rule, the last one collects
   * @param assumptions what the steps assume of the symbols
   */
  record ClosedForm(Expr value, List<ProofStep> steps, Assumptions assumptions)
      implements GaussianResult {
    /** Copies the steps. */
    public ClosedForm {
      steps = List.copyOf(steps);
    }
  }

  /**
   * No closed form was found; the expectation stays an integral.
   *
   * @param reason what is outside the class, in one sentence
   * @param integral the expectation as an unevaluated {@code E[...]}
   */
  record NoClosedForm(String reason, Expr integral) implements GaussianResult {}

  /**
   * The expectation does not exist on a part of the domain.
   *
   * @param reason why, in one sentence
   * @param condition an inequality that is necessary for it to exist; empty where it exists nowhere
   */
  record Divergent(String reason, Optional<Expr> condition) implements GaussianResult {}
}
