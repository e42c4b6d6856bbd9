package org.widelimit.algebra;

/** Says what is wrong with a formula's text, and where. */
public final class SyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * Creates the exception.
   *
   * @param offset the place in the text that was read, in characters from 0
   * @param message what was expected and what was found, in one line
   */
  public SyntaxException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Returns the place in the text that was read, in characters from 0. */
  public int offset() {
    return offset;
  }
}
