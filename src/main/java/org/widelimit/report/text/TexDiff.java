package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.widelimit.report.text.TexTree.Piece;

/**
 * Two formulas with what differs marked, as in a diff of two lines.
 *
 * @param before the first with what is missing in the second marked
 * @param after the second with what is new in it marked
 * @param likeness the share of pieces that both have, from 0 to 1
 */
public record TexDiff(String before, String after, double likeness) {

  /** Pieces beyond this number are compared as one: the table of a diff grows with their square. */
  private static final int MOST = 400;

  private static final Set<String> OPERATORS =
      Set.of("+", "-", "=", "<", ">", "\\cdot", "\\times", "\\le", "\\ge", "\\to", "\\sim", "\\in");

  /** Formulas that are not compared: no mark, and nothing in common. */
  private static TexDiff none(String before, String after) {
    return new TexDiff(before, after, 0);
  }

  /**
   * Compares two formulas.
   *
   * @param before TeX for math mode
   * @param after TeX for math mode
   * @param removed marks what only the first has
   * @param added marks what only the second has
   * @return both with marks; as they are, if one of them is not understood
   */
  public static TexDiff of(
      String before, String after, UnaryOperator<String> removed, UnaryOperator<String> added) {
    Optional<List<Piece>> left = TexTree.parse(before);
    Optional<List<Piece>> right = TexTree.parse(after);
    if (left.isEmpty()
        || right.isEmpty()
        || leaves(left.get()) > MOST
        || leaves(right.get()) > MOST) {
      return none(before, after);
    }
    Marker marker = new Marker(removed, added);
    String[] marked = marker.lists(left.get(), right.get());
    double all = (double) leaves(left.get()) + leaves(right.get());
    return new TexDiff(marked[0], marked[1], all == 0 ? 1 : 2 * marker.common / all);
  }

  /** Returns the share of pieces that two formulas have in common. */
  public static double likeness(String before, String after) {
    return of(before, after, UnaryOperator.identity(), UnaryOperator.identity()).likeness();
  }

  private static int leaves(List<Piece> pieces) {
    return pieces.stream().mapToInt(TexDiff::leaves).sum();
  }

  private static int leaves(Piece piece) {
    return 1 + piece.parts().stream().mapToInt(TexDiff::leaves).sum();
  }

  /** Walks both trees and counts what they share. */
  private static final class Marker {

    private final UnaryOperator<String> removed;
    private final UnaryOperator<String> added;
    private int common;

    Marker(UnaryOperator<String> removed, UnaryOperator<String> added) {
      this.removed = removed;
      this.added = added;
    }

    String[] lists(List<Piece> left, List<Piece> right) {
      int[][] longest = longest(left, right);
      StringBuilder before = new StringBuilder();
      StringBuilder after = new StringBuilder();
      int i = 0;
      int j = 0;
      while (i < left.size() || j < right.size()) {
        if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
          append(before, left.get(i).tex());
          append(after, left.get(i).tex());
          common += leaves(left.get(i));
          i++;
          j++;
          continue;
        }
        int fromLeft = i;
        int fromRight = j;
        while ((i < left.size() || j < right.size())
            && !(i < left.size() && j < right.size() && left.get(i).equals(right.get(j)))) {
          if (j == right.size() || (i < left.size() && longest[i + 1][j] >= longest[i][j + 1])) {
            i++;
          } else {
            j++;
          }
        }
        gap(left.subList(fromLeft, i), right.subList(fromRight, j), before, after);
      }
      return new String[] {before.toString(), after.toString()};
    }

    /** Pieces of the same make are compared inside; the others are marked as a whole. */
    private void gap(
        List<Piece> left, List<Piece> right, StringBuilder before, StringBuilder after) {
      int i = 0;
      int j = 0;
      List<Piece> gone = new ArrayList<>();
      List<Piece> fresh = new ArrayList<>();
      while (i < left.size() && j < right.size()) {
        int over = fraction(left.get(i), right, j);
        if (over >= 0) {
          fresh.addAll(right.subList(j, over));
          flush(gone, before, removed);
          flush(fresh, after, added);
          divided(left.get(i++), right.get(over), before, after);
          j = over + 1;
          continue;
        }
        int match = partner(left.get(i), right, j);
        if (match < 0) {
          gone.add(left.get(i++));
          continue;
        }
        fresh.addAll(right.subList(j, match));
        flush(gone, before, removed);
        flush(fresh, after, added);
        inside(left.get(i), right.get(match), before, after);
        i++;
        j = match + 1;
      }
      gone.addAll(left.subList(i, left.size()));
      fresh.addAll(right.subList(j, right.size()));
      flush(gone, before, removed);
      flush(fresh, after, added);
    }

    /** Returns where a piece stands alone over a new denominator, or -1. */
    private static int fraction(Piece piece, List<Piece> others, int from) {
      for (int j = from; j < others.size(); j++) {
        Piece other = others.get(j);
        if (other.head().equals("\\frac") && other.parts().get(0).equals(List.of(piece))) {
          return j;
        }
      }
      return -1;
    }

    private void divided(Piece left, Piece right, StringBuilder before, StringBuilder after) {
      common += leaves(left);
      append(before, left.tex());
      String below = added.apply(TexTree.tex(right.parts().get(1)));
      append(after, right.written(List.of(left.tex(), below)));
    }

    private static int partner(Piece piece, List<Piece> others, int from) {
      for (int j = from; j < others.size(); j++) {
        Piece other = others.get(j);
        if (!piece.parts().isEmpty()
            && piece.head().equals(other.head())
            && piece.parts().size() == other.parts().size()
            && shares(piece, other)) {
          return j;
        }
      }
      return -1;
    }

    /** Whether two pieces have a part, or a piece of a part, in common. */
    private static boolean shares(Piece piece, Piece other) {
      for (int k = 0; k < piece.parts().size(); k++) {
        List<Piece> others = other.parts().get(k);
        if (piece.parts().get(k).stream().anyMatch(others::contains)) {
          return true;
        }
      }
      return false;
    }

    private void inside(Piece left, Piece right, StringBuilder before, StringBuilder after) {
      List<String> old = new ArrayList<>();
      List<String> now = new ArrayList<>();
      common++;
      for (int k = 0; k < left.parts().size(); k++) {
        String[] part = lists(left.parts().get(k), right.parts().get(k));
        old.add(part[0]);
        now.add(part[1]);
      }
      append(before, left.written(old));
      append(after, right.written(now));
    }

    private static void flush(List<Piece> pieces, StringBuilder text, UnaryOperator<String> marks) {
      if (pieces.isEmpty()) {
        return;
      }
      String tex = TexTree.tex(pieces);
      // An empty neighbour keeps the space around an operator at the end of what is marked.
      String open = OPERATORS.contains(pieces.get(0).head()) ? "{}" : "";
      String close = OPERATORS.contains(pieces.get(pieces.size() - 1).head()) ? "{}" : "";
      append(text, marks.apply(open + tex + close));
      pieces.clear();
    }

    private static void append(StringBuilder text, String tex) {
      String joined = TexTree.joined(text.toString(), tex);
      text.setLength(0);
      text.append(joined);
    }

    private static int[][] longest(List<Piece> left, List<Piece> right) {
      int[][] table = new int[left.size() + 1][right.size() + 1];
      for (int i = left.size() - 1; i >= 0; i--) {
        for (int j = right.size() - 1; j >= 0; j--) {
          table[i][j] =
              left.get(i).equals(right.get(j))
                  ? table[i + 1][j + 1] + 1
                  : Math.max(table[i + 1][j], table[i][j + 1]);
        }
      }
      return table;
    }
  }
}
