package org.widelimit.report.html;

import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.MathTex;
import org.widelimit.report.text.Prose;
import org.widelimit.theorem.Claim;

/** Math for the page: TeX in elements that the page's script renders, readable without it. */
final class MathHtml {

  private MathHtml() {}

  /** Returns TeX as an element in the line. */
  static String inline(String tex) {
    return "<span class=\"math\">" + Escape.html(tex) + "</span>";
  }

  /** Returns TeX as an element of its own. */
  static String display(String tex) {
    return "<div class=\"math display\">" + Escape.html(tex) + "</div>";
  }

  /** Returns TeX as an element of its own, whose lines may end after a relation or a sign. */
  static String flowing(String tex) {
    return "<span class=\"math flow\">" + Escape.html(tex) + "</span>";
  }

  /** Returns an expression as an element in the line. */
  static String inline(Expr expr, Map<String, String> names) {
    return inline(MathTex.of(expr, names));
  }

  /** Returns a claim as one or more displayed formulas. */
  static String claim(Claim claim, Map<String, String> names) {
    StringBuilder html = new StringBuilder();
    MathTex.lines(claim, names).forEach(line -> html.append(display(line)));
    return html.toString();
  }

  /** Returns prose with TeX between dollar signs. */
  static String prose(String text) {
    StringBuilder html = new StringBuilder();
    for (Prose.Part part : Prose.parts(text)) {
      html.append(part.math() ? inline(part.text()) : Escape.html(part.text()));
    }
    return html.toString();
  }
}
