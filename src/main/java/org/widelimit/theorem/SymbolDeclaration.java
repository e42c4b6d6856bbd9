package org.widelimit.theorem;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;

/**
 * A symbol that a file declares.
 *
 * @param name the name in formulas
 * @param kind whether it stands for a real number, a vector or a matrix
 * @param domain the set it ranges over; of a vector that of its components, of a matrix that of its
 *     eigenvalues
 * @param values values to try in addition, each in the domain
 * @param tex how it is printed, or empty
 */
public record SymbolDeclaration(
    String name, FunctionDeclaration.Values kind, Domain domain, List<Expr.Num> values, String tex)
    implements Serializable {
  /** Copies the values. */
  public SymbolDeclaration {
    values = List.copyOf(values);
  }

  /** The names of the sets of symmetric matrices, each with the set of their eigenvalues. */
  public static final Map<String, Domain> MATRICES =
      Map.of(
          "symmetric matrices", Domain.REALS,
          "positive semidefinite matrices", Domain.parse("[0, Infinity)").orElseThrow(),
          "positive definite matrices", Domain.parse("(0, Infinity)").orElseThrow());

  /** Returns the set it ranges over as a file writes it. */
  public String set() {
    return switch (kind) {
      case REALS -> domain.toString();
      case VECTORS -> "vectors";
      case MATRICES ->
          MATRICES.entrySet().stream()
              .filter(entry -> entry.getValue().equals(domain))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
    };
  }
}
