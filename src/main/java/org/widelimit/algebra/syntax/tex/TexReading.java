package org.widelimit.algebra.syntax.tex;

import java.util.List;
import org.widelimit.algebra.Expr;

/**
 * A printed equation or inequality.
 *
 * @param sides the expressions between the signs in order: {@code A = B = C} has three, an
 *     expression alone one
 * @param relations the Wolfram head of each sign, such as {@code LessEqual}
 */
public record TexReading(List<Expr> sides, List<String> relations) {
  /** Copies the lists. */
  public TexReading {
    sides = List.copyOf(sides);
    relations = List.copyOf(relations);
  }

  /** Returns whether all its signs are equals signs. */
  public boolean isEquation() {
    return relations.stream().allMatch("Equal"::equals);
  }
}
