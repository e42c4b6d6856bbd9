package org.widelimit.algebra.syntax.tex;

import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.InternalNames;

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

  /**
   * Returns the same with names that a reader takes for variables that were renamed.
   *
   * @param known names that mean something
   */
  TexReading withPlainNames(Set<String> known) {
    return new TexReading(
        sides.stream().map(side -> InternalNames.shown(side, known)).toList(),
        relations,
        conditions.stream().map(condition -> InternalNames.shown(condition, known)).toList());
  }

  /** Returns whether all its signs are equals signs. */
  public boolean isEquation() {
    return relations.stream().allMatch("Equal"::equals);
  }
}
