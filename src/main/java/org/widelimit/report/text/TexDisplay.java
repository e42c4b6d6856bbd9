package org.widelimit.report.text;

import java.util.List;

/** Formulas and prose in a LaTeX document: what is wider than the line is broken or made to fit. */
public final class TexDisplay {

  /** Longer formulas of prose stand on lines of their own. */
  private static final int INLINE = 70;

  private TexDisplay() {}

  /** Returns a formula on lines of its own. */
  public static String of(String formula) {
    return marked(formula, formula);
  }

  /**
   * Returns a formula with marks on lines of its own.
   *
   * @param plain the formula, untrusted
   * @param marked the same with marks, which are trusted
   */
  public static String marked(String plain, String marked) {
    if (!TexEscape.isSafe(plain)) {
      // A box as wide as a long text is more than TeX can measure; a paragraph can be broken.
      return "\\begin{quote}\\small\\texttt{" + TexEscape.breakable(plain) + "}\\end{quote}\n";
    }
    List<String> parts =
        marked.equals(plain) ? TexTree.parts(plain.strip()) : List.of(marked.strip());
    if (parts.size() == 1) {
      return "\\wlone{" + parts.get(0) + "}\n";
    }
    StringBuilder many = new StringBuilder("\\wlmany{" + plain.strip() + "}{");
    parts.forEach(part -> many.append("\\wlpart{{}").append(part).append('}'));
    return many.append("}\n").toString();
  }

  /** Returns prose with TeX between dollar signs. */
  public static String prose(String text) {
    StringBuilder prose = new StringBuilder();
    String waiting = "";
    for (Prose.Part part : Prose.parts(text)) {
      if (part.math()) {
        prose.append(waiting.isEmpty() ? "" : of(waiting));
        waiting = "";
        boolean safe = TexEscape.isSafe(part.text());
        if (safe && part.text().length() > INLINE) {
          waiting = part.text();
          prose.append('\n');
        } else {
          prose.append('$').append(TexEscape.math(part.text())).append('$');
        }
      } else {
        // A sign that ends a sentence ends the formula before it.
        boolean ends = !waiting.isEmpty() && part.text().matches("(?s)[.,;].*");
        String sign = ends ? part.text().substring(0, 1) : "";
        prose.append(waiting.isEmpty() ? "" : of(waiting + sign));
        waiting = "";
        prose.append(TexEscape.text(part.text().substring(sign.length())));
      }
    }
    return prose.append(waiting.isEmpty() ? "" : of(waiting)).toString();
  }
}
