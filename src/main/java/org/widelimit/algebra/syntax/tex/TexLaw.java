package org.widelimit.algebra.syntax.tex;

import java.util.List;
import org.widelimit.algebra.Expr;

/**
 * The normal law of what a text averages over, as a file declares it.
 *
 * @param fragments the TeX of each variable, such as {@code u} or {@code f(x')}
 * @param mean the mean, a number
 * @param covariance the variance of one variable, or the list of rows of a covariance matrix
 */
public record TexLaw(List<String> fragments, Expr mean, Expr covariance) {

  /** Copies the list. */
  public TexLaw {
    fragments = List.copyOf(fragments);
  }
}
