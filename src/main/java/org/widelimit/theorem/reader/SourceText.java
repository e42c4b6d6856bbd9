package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.theorem.Position;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The text of a YAML file in code points, with the way back from a scalar's value to its place. */
final class SourceText {

  private final int[] codePoints;
  private final List<Integer> lineStarts = new ArrayList<>();

  SourceText(String text) {
    codePoints = text.codePoints().toArray();
    lineStarts.add(0);
    for (int i = 0; i < codePoints.length; i++) {
      boolean carriageReturn =
          codePoints[i] == '\r' && !(i + 1 < codePoints.length && codePoints[i + 1] == '\n');
      if (codePoints[i] == '\n' || carriageReturn) {
        lineStarts.add(i + 1);
      }
    }
  }

  /** Returns the line and column of a code point, counted from 1. */
  Position position(int index) {
    int clamped = Math.max(0, Math.min(index, codePoints.length));
    int low = 0;
    int high = lineStarts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts.get(middle) <= clamped) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Position(low + 1, clamped - lineStarts.get(low) + 1);
  }

  Position position(Mark mark) {
    return position(mark.getIndex());
  }

  Position start(Node node) {
    return position(node.getStartMark());
  }

  /**
   * Returns the place in the file of a character of a scalar's value.
   *
   * <p>The value and its source are walked side by side: escapes of quoted scalars, folded line
   * breaks and the indentation of block scalars are what the source has more of.
   *
   * @param offset the offset in the value, in UTF-16 units; the value's length means its end
   */
  Position inside(ScalarNode node, int offset) {
    String value = node.getValue();
    int wanted = value.codePointCount(0, Math.max(0, Math.min(offset, value.length())));
    int[] target = value.codePoints().toArray();
    int end = Math.min(node.getEndMark().getIndex(), codePoints.length);
    int source = skipOpening(node, end);
    for (int done = 0; done < wanted; done++) {
      source = seek(node.getScalarStyle(), source, end, target[done]);
      source += width(node.getScalarStyle(), source, end);
      if (Character.isWhitespace(target[done]) && isBreakOrBlank(done + 1, target)) {
        source = Math.max(source, skipIndent(source, end));
      }
    }
    if (wanted < target.length) {
      source = seek(node.getScalarStyle(), source, end, target[wanted]);
    }
    return position(Math.min(source, end));
  }

  private static boolean isBreakOrBlank(int next, int[] target) {
    return next < target.length && !Character.isWhitespace(target[next]);
  }

  private int skipIndent(int source, int end) {
    int at = source;
    while (at < end && Character.isWhitespace(codePoints[at])) {
      at++;
    }
    return at;
  }

  private int skipOpening(ScalarNode node, int end) {
    int source = node.getStartMark().getIndex();
    return switch (node.getScalarStyle()) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> source + 1;
      case LITERAL, FOLDED -> {
        while (source < end && codePoints[source] != '\n') {
          source++;
        }
        yield source + 1;
      }
      default -> source;
    };
  }

  /** Moves on to where the source writes the character, or stays where it is found nowhere. */
  private int seek(ScalarStyle style, int from, int end, int character) {
    boolean blank = Character.isWhitespace(character);
    for (int at = from; at < end; at++) {
      int here = codePoints[at];
      if (here == character) {
        return at;
      }
      if (style == ScalarStyle.DOUBLE_QUOTED && here == '\\') {
        if (at + 1 < end && codePoints[at + 1] != '\n' && codePoints[at + 1] != '\r') {
          return at;
        }
        continue;
      }
      if (blank && Character.isWhitespace(here)) {
        return at;
      }
      if (!Character.isWhitespace(here)) {
        return at;
      }
    }
    return Math.min(from, end);
  }

  /** The number of code points that write the one character starting here. */
  private int width(ScalarStyle style, int at, int end) {
    if (at >= end) {
      return 0;
    }
    int next = at + 1 < end ? codePoints[at + 1] : -1;
    if (style == ScalarStyle.SINGLE_QUOTED && codePoints[at] == '\'' && next == '\'') {
      return 2;
    }
    if (style == ScalarStyle.DOUBLE_QUOTED && codePoints[at] == '\\') {
      return switch (next) {
        case 'x' -> 4;
        case 'u' -> 6;
        case 'U' -> 10;
        default -> 2;
      };
    }
    return 1;
  }
}
