package org.widelimit.algebra;

/**
 * A token of TeX in normal form.
 *
 * @param text a digit run, a letter, an operator, a brace or a command with its backslash
 * @param start where it starts in the source, in characters from 0
 * @param end where it ends
 */
record TexToken(String text, int start, int end) {
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
