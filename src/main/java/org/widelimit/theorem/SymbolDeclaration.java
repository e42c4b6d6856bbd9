package org.widelimit.theorem;

import java.io.Serializable;
import java.util.List;
import org.widelimit.algebra.Expr;

/**
 * A symbol that a file declares.
 *
 * @param name the name in formulas
 * @param kind whether it stands for a real number or a vector
 * @param domain the set it ranges over; {@link Domain#REALS} for a vector
 * @param values if not empty, the only values to try, each in the domain
 * @param tex how it is printed, or empty
 */
public record SymbolDeclaration(
    String name, FunctionDeclaration.Values kind, Domain domain, List<Expr.Num> values, String tex)
    implements Serializable {
  /** Copies the values. */
  public SymbolDeclaration {
    values = List.copyOf(values);
  }
}
