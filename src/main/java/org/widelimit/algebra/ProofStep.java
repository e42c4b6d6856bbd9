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
 */
public record ProofStep(String rule, Expr left, Expr right, String because)
    implements Serializable {}
