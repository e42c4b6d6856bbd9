package org.widelimit.theorem.reader;

import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Position;

/** A fault of a theorem file at a place; never leaves the package. */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Position position;
  private final String hint;

  Fault(Position position, String message, String hint) {
    super(message, null, false, false);
    this.position = position;
    this.hint = hint;
  }

  Position position() {
    return position;
  }

  BrokenFile in(String path) {
    return new BrokenFile(
        path, position.line(), position.column(), String.valueOf(getMessage()), hint);
  }
}
