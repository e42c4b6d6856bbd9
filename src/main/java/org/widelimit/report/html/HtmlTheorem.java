package org.widelimit.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.Rerun;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/** A theorem in the page: what it says and builds on, and each claim with its verdicts. */
final class HtmlTheorem {

  private final RunResult run;
  private final TheoremResult result;
  private final StringBuilder html = new StringBuilder();

  private HtmlTheorem(RunResult run, TheoremResult result) {
    this.run = run;
    this.result = result;
  }

  /** Returns the section of a theorem. */
  static String of(RunResult run, TheoremResult result) {
    return new HtmlTheorem(run, result).section();
  }

  private String section() {
    html.append("<section class=\"theorem\" id=\"")
        .append(Escape.html(Anchors.theorem(result.id())))
        .append("\">\n<h3>")
        .append(
            result.title().isEmpty() ? Escape.html(result.id()) : MathHtml.prose(result.title()))
        .append("</h3>\n");
    result.broken().ifPresent(this::broken);
    result.theorem().ifPresent(this::theorem);
    return html.append("</section>\n").toString();
  }

  private void broken(BrokenFile file) {
    html.append("<p>")
        .append(Marks.badge(Verdict.BROKEN))
        .append(" <code>")
        .append(Escape.html(file.describe()))
        .append("</code></p>\n");
  }

  private void theorem(Theorem theorem) {
    html.append("<p class=\"meta\"><code>").append(Escape.html(theorem.path())).append("</code>");
    if (!theorem.source().isEmpty()) {
      html.append(" &middot; ").append(Citations.html(theorem.source(), theorem.references()));
    }
    html.append("</p>\n");
    if (!theorem.statement().isEmpty()) {
      html.append("<div class=\"statement\">")
          .append(MathHtml.prose(theorem.statement()))
          .append("</div>\n");
    }
    ancestors(theorem);
    html.append("<p class=\"rerun\">")
        .append(Marks.command(Rerun.command(theorem, run.seed())))
        .append("</p>\n");
    theorem.claims().forEach(claim -> html.append(HtmlClaim.of(theorem, result, claim)));
    theorem.brokenClaims().forEach(claim -> html.append(HtmlClaim.broken(claim)));
  }

  /** What the theorem builds on, each with the weakest verdict on what it claims to hold. */
  private void ancestors(Theorem theorem) {
    if (theorem.uses().isEmpty()) {
      return;
    }
    Map<String, TheoremResult> all =
        run.theorems().stream()
            .collect(Collectors.toMap(TheoremResult::id, Function.identity(), (a, b) -> a));
    List<String> parts = new ArrayList<>();
    for (String used : theorem.uses()) {
      TheoremResult ancestor = all.get(used);
      parts.add(
          ancestor == null
              ? "<code>" + Escape.html(used) + "</code> (not in this run)"
              : "<a href=\"#"
                  + Escape.html(Anchors.theorem(used))
                  + "\">"
                  + (ancestor.title().isEmpty()
                      ? Escape.html(used)
                      : MathHtml.prose(ancestor.title()))
                  + "</a> "
                  + standing(ancestor));
    }
    html.append("<p class=\"meta\">Builds on ").append(String.join(", ", parts));
    html.append("</p>\n");
  }

  private static String standing(TheoremResult ancestor) {
    return weakest(ancestor)
        .map(weakest -> Marks.badge(weakest, "at least " + weakest.name()))
        .orElse("");
  }

  /** Returns the weakest verdict on what a theorem claims to hold. */
  static Optional<Verdict> weakest(TheoremResult result) {
    return result.claims().stream()
        .filter(claim -> claim.verdict().holds() || !claim.met())
        .map(ClaimResult::verdict)
        .max(Comparator.naturalOrder());
  }
}
