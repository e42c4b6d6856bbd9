package org.widelimit.algebra;

import java.util.List;

/**
 * A printed equation.
 *
 * @param sides the expressions between the equals signs in order: {@code A = B = C} has three, an
 *     expression alone one
 */
public record TexReading(List<Expr> sides) {
  /** Copies the sides. */
  public TexReading {
    sides = List.copyOf(sides);
  }
}
