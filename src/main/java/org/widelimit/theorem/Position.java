package org.widelimit.theorem;

import java.io.Serializable;

/**
 * A place in a file.
 *
 * @param line the line, counted from 1
 * @param column the column in characters (code points), counted from 1
 */
public record Position(int line, int column) implements Serializable {

  /** The first character of a file. */
  public static final Position START = new Position(1, 1);

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
