package org.widelimit.theorem;

import java.io.Serializable;

/**
 * An abstract function that a file declares.
 *
 * @param name the name in formulas
 * @param arity the number of arguments
 * @param values what its values are
 * @param tex how it is printed, or empty
 */
public record FunctionDeclaration(String name, int arity, Values values, String tex)
    implements Serializable {

  /** What the values of a declared function or symbol are. */
  public enum Values {
    /** Real numbers. */
    REALS,
    /** Vectors, such as the inputs of a network. */
    VECTORS,
    /** Real symmetric matrices, such as kernels, whose size is that of the vectors. */
    MATRICES
  }
}
