package org.widelimit.theorem;

/**
 * A file that is at fault itself, so that none of its claims can be judged.
 *
 * @param path the path of the file as the user gave it, with forward slashes
 * @param line the line of the fault, counted from 1
 * @param column the column of the fault in characters, counted from 1
 * @param message what is wrong, in one line
 * @param hint what to write instead, in one line, or empty
 */
public record BrokenFile(String path, int line, int column, String message, String hint)
    implements TheoremFile {

  /** Keeps message and hint on one line each, whatever the file holds. */
  public BrokenFile {
    message = Text.oneLine(message);
    hint = Text.oneLine(hint);
  }

  /** Returns {@code path:line:column: message (hint)}, one line. */
  public String describe() {
    return Text.oneLine(path)
        + ":"
        + line
        + ":"
        + column
        + ": "
        + message
        + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
