package org.widelimit.algebra.syntax.tex;

import java.util.List;
import org.widelimit.algebra.Expr;

/**
 * A printed equation or inequality.
 *
 * @param sides the expressions between the signs in order: {@code A = B = C} has three, an
 *     expression alone one
 * @param relations the Wolfram head of each sign, such as {@code LessEqual}
 * @param conditions what is printed behind it as a condition on its symbols
 */
public record TexReading(List<Expr> sides, List<String> relations, List<Expr> conditions) {
  /** Copies the lists. */
  public TexReading {
    sides = List.copyOf(sides);
    relations = List.copyOf(relations);
    conditions = List.copyOf(conditions);
  }

  /** Returns whether all its signs are equals signs. */
  public boolean isEquation() {
    return relations.stream().allMatch("Equal"::equals);
  }
}
