package org.widelimit.theorem;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that is at fault itself, so that none of its claims can be judged.
 *
 * @param path the path of the file as the user gave it, with forward slashes
 * @param line the line of the fault, counted from 1
 * @param column the column of the fault in characters, counted from 1
 * @param message what is wrong, in one line
 * @param hint what to write instead, in one line, or empty
 * @param more what else is wrong with it
 */
public record BrokenFile(
    String path, int line, int column, String message, String hint, List<BrokenFile> more)
    implements TheoremFile {

  /** Creates a file with one fault. */
  public BrokenFile(String path, int line, int column, String message, String hint) {
    this(path, line, column, message, hint, List.of());
  }

  /** Keeps message and hint on one line each, whatever the file holds. */
  public BrokenFile {
    message = Text.oneLine(message);
    hint = Text.oneLine(hint);
    more = List.copyOf(more);
  }

  /** Returns a file with several faults, at least one, the first before the others. */
  public static BrokenFile of(List<BrokenFile> faults) {
    List<BrokenFile> all = faults.stream().flatMap(fault -> fault.faults().stream()).toList();
    BrokenFile first = all.get(0);
    return new BrokenFile(
        first.path,
        first.line,
        first.column,
        first.message,
        first.hint,
        all.subList(1, all.size()));
  }

  @Override
  public List<BrokenFile> faults() {
    List<BrokenFile> all = new ArrayList<>(List.of(this));
    all.addAll(more);
    return all;
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
