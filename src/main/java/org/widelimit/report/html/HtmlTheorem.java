package org.widelimit.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.MathTex;
import org.widelimit.report.text.Understood;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/** A theorem in the page: what it says, and each claim with its verdicts. */
final class HtmlTheorem {

  private final TheoremResult result;
  private final StringBuilder html = new StringBuilder();

  private HtmlTheorem(TheoremResult result) {
    this.result = result;
  }

  /** Returns the section of a theorem. */
  static String of(TheoremResult result) {
    return new HtmlTheorem(result).section();
  }

  private String section() {
    html.append("<section class=\"theorem\" id=\"")
        .append(Escape.html(Anchors.theorem(result.id())))
        .append("\">\n<h2>")
        .append(
            result.title().isEmpty() ? Escape.html(result.id()) : MathHtml.prose(result.title()))
        .append("</h2>\n");
    result.broken().ifPresent(this::broken);
    result.theorem().ifPresent(this::theorem);
    return html.append("</section>\n").toString();
  }

  private void broken(BrokenFile file) {
    html.append("<p>")
        .append(HtmlReport.badge(Verdict.BROKEN))
        .append(" <code>")
        .append(Escape.html(file.describe()))
        .append("</code></p>\n");
  }

  private void theorem(Theorem theorem) {
    html.append("<p class=\"id\"><code>").append(Escape.html(theorem.id())).append("</code>");
    if (!theorem.source().isEmpty()) {
      html.append(" &middot; ").append(Citations.html(theorem.source(), theorem.references()));
    }
    html.append("</p>\n");
    if (!theorem.statement().isEmpty()) {
      html.append("<div class=\"statement\">")
          .append(MathHtml.prose(theorem.statement()))
          .append("</div>\n");
    }
    declarations(theorem);
    for (Claim claim : theorem.claims()) {
      claim(theorem, claim);
    }
    result.claims().stream()
        .filter(check -> check.verdict() == Verdict.BROKEN)
        .forEach(check -> unread(theorem, check));
  }

  private void declarations(Theorem theorem) {
    List<String> parts = new ArrayList<>();
    theorem
        .activations()
        .forEach(
            (name, choices) ->
                parts.add(
                    MathHtml.inline(MathTex.name(name, theorem.texNames()))
                        + " of "
                        + Escape.html(String.join(", ", choices))));
    for (SymbolDeclaration symbol : theorem.symbols().values()) {
      parts.add(
          MathHtml.inline(MathTex.name(symbol.name(), theorem.texNames()))
              + " in "
              + Escape.html(symbol.set()));
    }
    if (!parts.isEmpty()) {
      html.append("<p class=\"caption\">For ").append(String.join("; ", parts)).append("</p>\n");
    }
  }

  private void unread(Theorem theorem, ClaimResult check) {
    html.append("<div class=\"claim\">\n<div class=\"head\"><h3>")
        .append(Escape.html(check.id()))
        .append("</h3><span class=\"id\">")
        .append(check.kind())
        .append(", expected: ")
        .append(check.expect().word())
        .append("</span> ")
        .append(HtmlReport.badge(Verdict.BROKEN))
        .append("</div>\n<p><code>")
        .append(Escape.html(check.formula()))
        .append("</code></p>\n")
        .append(HtmlCheck.of(theorem, check))
        .append("</div>\n");
  }

  private void claim(Theorem theorem, Claim claim) {
    Map<String, String> names = theorem.texNames();
    List<ClaimResult> checks =
        result.claims().stream().filter(check -> check.id().equals(claim.id())).toList();
    html.append("<div class=\"claim\">\n<div class=\"head\"><h3>")
        .append(Escape.html(claim.id()))
        .append("</h3><span class=\"id\">")
        .append(claim.kind())
        .append(", expected: ")
        .append(claim.expect().word())
        .append(
            claim.source().isEmpty()
                ? ""
                : " &middot; " + Citations.html(claim.source(), theorem.references()))
        .append("</span> ")
        .append(verdicts(checks))
        .append("</div>\n");
    if (!claim.says().isEmpty()) {
      html.append("<p class=\"says\">").append(MathHtml.prose(claim.says())).append("</p>\n");
    }
    html.append(MathHtml.claim(claim, names));
    if (claim.kind().equals("tex")) {
      Understood read = Understood.of(theorem, claim);
      html.append("<p class=\"caption\">Read as ")
          .append(MathHtml.inline(read.tex()))
          .append(", in Wolfram syntax <code>")
          .append(Escape.html(read.wolfram()))
          .append("</code></p>\n");
    }
    if (!claim.where().isEmpty()) {
      html.append("<p class=\"caption\">where ")
          .append(
              claim.where().stream()
                  .map(condition -> MathHtml.inline(condition, names))
                  .collect(Collectors.joining(", ")))
          .append("</p>\n");
    }
    if (checks.isEmpty()) {
      html.append("<p class=\"missed\">Not reached in this run.</p>\n");
    }
    checks.forEach(check -> html.append(HtmlCheck.of(theorem, check)));
    html.append("</div>\n");
  }

  private static String verdicts(List<ClaimResult> checks) {
    return checks.stream()
        .map(ClaimResult::verdict)
        .distinct()
        .map(HtmlReport::badge)
        .collect(Collectors.joining(" "));
  }
}
