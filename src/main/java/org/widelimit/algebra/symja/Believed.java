package org.widelimit.algebra.symja;

import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;

/**
 * An expression that is proved, with who proposed it and what proved it.
 *
 * @param value the expression
 * @param author its author
 * @param checked what proved it, or empty where it is this program's own
 */
public record Believed(Expr value, String author, String checked) {

  /** Returns what this program found itself. */
  public static Believed own(Expr value) {
    return new Believed(value, ProofStep.OWN, "");
  }

  /** Returns the same in a form that is proved equal to it. */
  public Believed in(Expr form) {
    return new Believed(form, author, checked);
  }

  /** Returns whether it is this program's own. */
  public boolean isOwn() {
    return author.equals(ProofStep.OWN);
  }

  /** Returns the step that says so. */
  public ProofStep step(String rule, Expr left, String because) {
    return new ProofStep(rule, left, value, because, author, checked);
  }
}
