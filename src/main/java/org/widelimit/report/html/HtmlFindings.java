package org.widelimit.report.html;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.Finding;
import org.widelimit.report.text.Remedy;
import org.widelimit.report.text.TexDiff;
import org.widelimit.report.text.WitnessTex;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/** What does not hold, as a table: printed, holds, where they differ. */
final class HtmlFindings {

  /** The classes that the page's script lets formulas have. */
  private static final String REMOVED = "\\htmlClass{del}{";

  private static final String ADDED = "\\htmlClass{ins}{";

  private final StringBuilder html = new StringBuilder();

  private HtmlFindings() {}

  /** Returns the section, or nothing if nothing was refuted. */
  static String of(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    HtmlFindings section = new HtmlFindings();
    List<Finding> first =
        findings.stream().filter(one -> one.printed() || one.surprising()).toList();
    List<Finding> rest = findings.stream().filter(one -> !first.contains(one)).toList();
    section.html.append("<section id=\"findings\" aria-labelledby=\"findings-title\">\n");
    section.html.append("<h2 id=\"findings-title\">What does not hold</h2>\n");
    section.table(first.isEmpty() ? rest : first);
    if (!first.isEmpty() && !rest.isEmpty()) {
      section.counterexamples(rest);
    }
    return section.html.append("</section>\n").toString();
  }

  private void counterexamples(List<Finding> rest) {
    html.append("<details class=\"fold\" id=\"counterexamples\"><summary>Also refuted: ")
        .append(rest.size())
        .append(rest.size() == 1 ? " claim" : " claims")
        .append(" that the files give as wrong on purpose</summary><template>\n");
    table(rest);
    html.append("</template></details>\n");
  }

  private void table(List<Finding> findings) {
    html.append(
        """
        <table class="findings"><caption class="unseen">Claims that do not hold, what holds \
        instead, and a point at which they differ</caption>
        <thead><tr><th scope="col">Printed</th><th scope="col">Holds</th>\
        <th scope="col">Where they differ</th></tr></thead>
        <tbody>
        """);
    findings.forEach(this::row);
    html.append("</tbody></table>\n");
  }

  private void row(Finding finding) {
    TexDiff diff = finding.diff(tex -> REMOVED + tex + "}", tex -> ADDED + tex + "}");
    String anchor = Anchors.claim(finding.theorem().id(), finding.claim().id());
    html.append("<tr><td data-label=\"Printed\"><div class=\"where\"><a href=\"#")
        .append(Escape.html(anchor))
        .append("\">")
        .append(
            finding.theorem().title().isEmpty()
                ? Escape.html(finding.theorem().id())
                : MathHtml.prose(finding.theorem().title()))
        .append("</a>")
        .append(
            finding.source().isEmpty()
                ? ""
                : " <span class=\"source\">"
                    + Citations.html(finding.source(), finding.theorem().references())
                    + "</span>")
        .append(finding.surprising() ? " <span class=\"missed\">not expected</span>" : "")
        .append("</div>")
        .append(line("minus", "\u2212", diff.before()))
        .append("</td><td data-label=\"Holds\">")
        .append(holds(finding, diff))
        .append("</td><td data-label=\"Where they differ\">")
        .append(differ(finding))
        .append("</td></tr>\n");
  }

  private static String line(String kind, String sign, String tex) {
    return "<div class=\"line "
        + kind
        + "\"><span class=\"sign\" aria-hidden=\"true\">"
        + sign
        + "</span>"
        + MathHtml.flowing(tex)
        + "</div>";
  }

  private static String holds(Finding finding, TexDiff diff) {
    Optional<Remedy> remedy = finding.remedy();
    if (remedy.isEmpty()) {
      return finding.claim().says().isEmpty()
          ? "<div class=\"none\">No repair was found.</div>"
          : "<div class=\"none\">" + MathHtml.prose(finding.claim().says()) + "</div>";
    }
    Remedy found = remedy.get();
    if (found.tex().equals(finding.tex())) {
      return "<div class=\"where\">"
          + Marks.badge(found.verdict())
          + "</div><div class=\"none\">The same formula, of the network of <code>"
          + Escape.html(found.claim())
          + "</code>.</div>";
    }
    return "<div class=\"where\">"
        + (found.proposed()
            ? Marks.badge(Verdict.SUPPORTED, "proposed repair")
            : Marks.badge(found.verdict()))
        + "</div>"
        + line("plus", "+", diff.after());
  }

  private static String differ(Finding finding) {
    ClaimResult first = finding.refuted().get(0);
    String activations =
        finding.refuted().stream()
            .map(ClaimResult::activation)
            .filter(name -> !name.isEmpty())
            .map(Escape::html)
            .collect(Collectors.joining(", "));
    return "<div class=\"where\">"
        + Marks.badge(Verdict.REFUTED)
        + (activations.isEmpty() ? "" : " <span class=\"source\">for " + activations + "</span>")
        + "</div><div class=\"witness-line\">"
        + MathHtml.prose(WitnessTex.brief(finding.theorem(), first))
        + "</div>";
  }
}
