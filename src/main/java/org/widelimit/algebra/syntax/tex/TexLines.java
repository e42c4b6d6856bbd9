package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.SyntaxException;

/** Joins the lines of one equation that is set in several, as in {@code aligned}. */
final class TexLines {

  private static final Set<String> OPERATORS =
      Set.of("+", "-", "\\cdot", "\\times", "*", "\\pm", "\\mp");

  private TexLines() {}

  /** Drops the line breaks after which an equation goes on. */
  static List<TexToken> joined(List<TexToken> tokens) {
    List<TexToken> joined = new ArrayList<>();
    int cells = 0;
    for (int i = 0; i < tokens.size(); i++) {
      TexToken token = tokens.get(i);
      cells += token.text().startsWith(TexLexer.BEGIN) ? 1 : 0;
      cells -= token.text().startsWith(TexLexer.END) ? 1 : 0;
      boolean breaks = token.is("\\\\") && cells == 0 && i + 1 < tokens.size() && i > 0;
      if (!breaks || !goesOn(tokens, i)) {
        joined.add(token);
      }
    }
    return joined;
  }

  private static boolean goesOn(List<TexToken> tokens, int at) {
    TexToken before = tokens.get(at - 1);
    TexToken after = tokens.get(at + 1);
    if (OPERATORS.contains(before.text())
        || TexRelations.contains(before)
        || TexRelations.contains(after)) {
      return true;
    }
    if (!OPERATORS.contains(after.text())) {
      return false;
    }
    for (int i = at + 2; i < tokens.size() && !tokens.get(i).is("\\\\"); i++) {
      if (TexRelations.contains(tokens.get(i))) {
        if (after.is("\\cdot") || after.is("\\times")) {
          return true;
        }
        throw new SyntaxException(
            after.start(),
            "a line that starts with a sign may go on with the equation before or be a new one;"
                + " write it in one line");
      }
    }
    return true;
  }
}
