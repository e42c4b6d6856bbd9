package org.widelimit.algebra;

/** What a formula stands for, as far as its place in a product goes. */
public enum TensorShape {
  /** A real number. */
  NUMBER,
  /** A vector, which is a column. */
  COLUMN,
  /** The transpose of a vector. */
  ROW,
  /** A matrix. */
  MATRIX,
  /** A vector or a matrix, and it is not said which: its place in a product counts. */
  UNSAID;

  /** Returns whether this is a vector or a matrix for sure. */
  public boolean isArray() {
    return this == COLUMN || this == ROW || this == MATRIX;
  }

  /** Returns how a message names it. */
  public String word() {
    return switch (this) {
      case NUMBER -> "a number";
      case COLUMN -> "a vector";
      case ROW -> "the transpose of a vector";
      case MATRIX -> "a matrix";
      case UNSAID -> "a vector or a matrix";
    };
  }
}
