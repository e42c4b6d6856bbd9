package org.widelimit.theorem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Small helpers for messages: one-line quoting and the nearest known word. */
public final class Text {

  /** Longest excerpt of untrusted text that a message quotes, in characters. */
  private static final int EXCERPT = 60;

  private static final Set<String> GREEK =
      Set.of("eta", "phi", "chi", "psi", "rho", "tau", "beta", "zeta", "iota");

  private Text() {}

  /** Returns the text with every control character and line break replaced by a space. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(c -> isControl(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isISOControl(codePoint)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED;
  }

  /** Returns the text in single quotes, on one line and shortened. */
  public static String quote(String text) {
    String line = oneLine(text);
    if (line.codePointCount(0, line.length()) > EXCERPT) {
      line = line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "...";
    }
    return "'" + line + "'";
  }

  /**
   * Returns the known word nearest to the given one in Levenshtein's distance, if it is near enough
   * to be meant: case aside, at most a third of the letters wrong, and one of three; a name of one
   * or two letters is near to no other, and one letter not to its capital.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int reach = word.length() < 3 ? 0 : Math.max(1, word.length() / 3);
    String folded = word.toLowerCase(java.util.Locale.ROOT);
    boolean brief = word.length() <= 4;
    return known.stream()
        .filter(candidate -> !candidate.equals(word) && word.length() > 1)
        .filter(
            candidate -> !brief || isAlike(folded, candidate.toLowerCase(java.util.Locale.ROOT)))
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= reach)
        .filter(
            candidate -> distance(folded, candidate.toLowerCase(java.util.Locale.ROOT)) <= reach)
        .min(
            Comparator.comparingInt(
                    (String candidate) ->
                        distance(folded, candidate.toLowerCase(java.util.Locale.ROOT)))
                .thenComparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * Short words are alike if they start alike; a Greek letter is no misspelling of another, nor of
   * Pi.
   */
  private static boolean isAlike(String word, String candidate) {
    return candidate.equals(word)
        || (candidate.startsWith(word.substring(0, 1)) && !GREEK.contains(word));
  }

  /** Returns {@code did you mean 'x'?} for the nearest known word, or the alternative. */
  public static String didYouMean(String word, Collection<String> known, String otherwise) {
    return nearest(word, known).map(near -> "did you mean '" + near + "'?").orElse(otherwise);
  }

  /** Levenshtein's distance in which two neighbours that changed places count as one mistake. */
  static int distance(String left, String right) {
    int[][] table = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      table[i][0] = i;
    }
    for (int j = 0; j <= right.length(); j++) {
      table[0][j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      for (int j = 1; j <= right.length(); j++) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = table[i - 1][j - 1] + (same ? 0 : 1);
        best = Math.min(best, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        table[i][j] = swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
      }
    }
    return table[left.length()][right.length()];
  }
}
