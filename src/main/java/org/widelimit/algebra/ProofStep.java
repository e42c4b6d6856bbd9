package org.widelimit.algebra;

import java.io.Serializable;

/**
 * One step of a derivation, readable as a line of a proof: {@code left == right}, by the named
 * rule.
 *
 * @param rule the name of the rule, such as {@code Price's theorem} or {@code zero test}
 * @param left the expression before the step
 * @param right the expression that equals it by the rule
 * @param because why the rule applies here: one sentence in plain text, or empty
 * @param author who proposed it: {@value #OWN}, or the computer algebra that was asked
 * @param checked what proved it, where its author alone is not believed: {@code zero test}, {@code
 *     substitution}; else empty
 */
public record ProofStep(
    String rule, Expr left, Expr right, String because, String author, String checked)
    implements Serializable {

  /** The author of what this program derives by its own rules. */
  public static final String OWN = "Widelimit";

  /** A step by this program's own rules. */
  public ProofStep(String rule, Expr left, Expr right, String because) {
    this(rule, left, right, because, OWN, "");
  }

  /** Returns the same step between other expressions, such as those with readable names. */
  public ProofStep between(Expr newLeft, Expr newRight) {
    return new ProofStep(rule, newLeft, newRight, because, author, checked);
  }

  /** Returns who proposed the step and what proved it, in words; empty for this program's own. */
  public String credit() {
    if (author.equals(OWN)) {
      return "";
    }
    return "proposed by " + author + (checked.isEmpty() ? "" : ", proved by " + checked);
  }
}
