package org.widelimit.algebra.syntax.tex;

/**
 * A token of TeX in normal form.
 *
 * @param text a digit run, a letter, an operator, a brace or a command with its backslash
 * @param start where it starts in the source, in characters from 0
 * @param end where it ends
 * @param side which of a pair of bars it is, where the source says so
 */
record TexToken(String text, int start, int end, Side side) {

  /** What a size such as {@code \left} or {@code \bigr} says of a bar. */
  enum Side {
    LEFT,
    RIGHT,
    UNSAID
  }

  TexToken(String text, int start, int end) {
    this(text, start, end, Side.UNSAID);
  }

  TexToken on(Side other) {
    return new TexToken(text, start, end, other);
  }

  boolean is(String other) {
    return text.equals(other);
  }

  boolean isNumber() {
    return Character.isDigit(text.charAt(0));
  }

  /** Returns whether this is a letter or a command of letters, such as a Greek one. */
  boolean isName() {
    char first = text.charAt(0);
    return text.length() == 1
        ? Character.isLetter(first)
        : first == '\\' && Character.isLetter(text.charAt(1));
  }
}
