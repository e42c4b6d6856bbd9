package org.widelimit.algebra.syntax.tex;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Words that are typed without their backslash, which TeX sets as a product of their letters. */
final class TexWords {

  private static final int SHORTEST_INSIDE = 3;

  /** No word is longer. */
  private static final int LONGEST = 40;

  private static final Set<String> WORDS =
      Set.of(
          "exp", "log", "ln", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos",
          "arctan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth", "sech", "artanh",
          "arctanh", "atanh", "arsinh", "asinh", "arcosh", "acosh", "erf", "erfc", "erfi", "sgn",
          "sign", "abs", "max", "min", "sqrt", "frac", "sum", "prod", "int", "relu", "tr", "trace",
          "det", "diag", "dim", "rank", "lim", "sup", "inf", "var", "cov", "floor", "ceil", "pi",
          "infty");

  private TexWords() {}

  /** Returns the word that the letters from the cursor on spell, if they spell one. */
  static Optional<String> spelled(TexCursor cursor, TexNames names) {
    StringBuilder letters = new StringBuilder();
    for (int ahead = 0; ahead < LONGEST && isLetter(cursor, ahead); ahead++) {
      if (ahead > 0 && cursor.peek(ahead).start() != cursor.peek(ahead - 1).end()) {
        break;
      }
      letters.append(cursor.peek(ahead).text());
    }
    if (letters.length() < 2) {
      return Optional.empty();
    }
    String run = letters.toString();
    String lower = run.toLowerCase(Locale.ROOT);
    return Stream.concat(
            Stream.of(WORDS, TexNames.LETTERS, names.words())
                .flatMap(Set::stream)
                .filter(word -> isSpelled(word.toLowerCase(Locale.ROOT), lower)),
            names.declared().stream().filter(word -> word.length() > 1 && run.startsWith(word)))
        .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
  }

  /** A short word may be a product of letters unless nothing stands beside it. */
  private static boolean isSpelled(String word, String run) {
    boolean alone = word.length() < SHORTEST_INSIDE && !word.equals("ln");
    return word.length() > 1 && (alone ? run.equals(word) : run.startsWith(word));
  }

  private static boolean isLetter(TexCursor cursor, int ahead) {
    TexToken token = cursor.peek(ahead);
    return token.text().length() == 1 && token.isName() && token.end() == token.start() + 1;
  }
}
