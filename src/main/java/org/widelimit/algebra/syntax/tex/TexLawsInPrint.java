package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes the laws out of a text that prints them behind an equation: z \sim \mathcal{N}(0, q). */
final class TexLawsInPrint {

  private static final Set<String> NORMAL = Set.of("\\mathcal:N", "\\mathscr:N", "N");

  private static final Set<String> SEPARATORS = Set.of(",", ";", "\\\\");

  private TexLawsInPrint() {}

  /** Returns whether the sign at the cursor stands before a normal law. */
  static boolean isLaw(TexCursor cursor) {
    return NORMAL.contains(cursor.peek(1).text());
  }

  /**
   * A part of a text that says a law.
   *
   * @param from the separator before it
   * @param variables where the variables start
   * @param sign where the sign is
   * @param to where it ends
   */
  record Part(int from, int variables, int sign, int to) {}

  /** Returns the first law behind an equation, if there is one. */
  static Optional<Part> first(List<TexToken> tokens) {
    int depth = 0;
    int from = -1;
    int sign = -1;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i <= tokens.size(); i++) {
      String text = i == tokens.size() ? "," : tokens.get(i).text();
      depth += TexBinders.OPENERS.contains(text) || text.startsWith(TexLexer.BEGIN) ? 1 : 0;
      depth -= TexBinders.CLOSERS.contains(text) || text.startsWith(TexLexer.END) ? 1 : 0;
      if (depth == 0 && text.equals("\\sim") && i + 1 < tokens.size()) {
        sign = NORMAL.contains(tokens.get(i + 1).text()) ? i : -1;
      }
      if (i == tokens.size() || (depth == 0 && SEPARATORS.contains(text))) {
        if (from < 0 && sign >= 0) {
          // A list of laws is what is said itself.
          return Optional.empty();
        }
        if (from >= 0 && sign > from) {
          int start = from + 1;
          while (start < sign && TexConditions.WORDS.contains(tokens.get(start).text())) {
            start++;
          }
          parts.add(new Part(from, start, sign, i));
        }
        from = i;
        sign = -1;
      }
    }
    return parts.stream().findFirst();
  }
}
