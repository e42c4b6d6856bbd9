package org.widelimit.report.html;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.Phrases;
import org.widelimit.report.text.ProposalAccount;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * The report as one HTML page that needs neither a network nor a server: styles, script, KaTeX and
 * its fonts are inside. The page's own policy forbids it to load anything.
 */
public final class HtmlReport {

  private static final String FOLDER = "/org/widelimit/report/html/";

  private final RunResult run;
  private final StringBuilder html = new StringBuilder(1 << 20);

  private HtmlReport(RunResult run) {
    this.run = run;
  }

  /** Returns the page. */
  public static String of(RunResult run) {
    return new HtmlReport(run).page();
  }

  private String page() {
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:">
        <title>Widelimit report</title>
        <style>
        """);
    html.append(KatexBundle.style()).append('\n');
    html.append(KatexBundle.Resources.text(FOLDER + "report.css"));
    html.append("</style>\n</head>\n<body>\n");
    header();
    html.append("<main>\n");
    contents();
    html.append(DependencyGraph.of(run));
    summary();
    for (TheoremResult theorem : run.theorems()) {
      html.append(HtmlTheorem.of(theorem));
    }
    proposals();
    html.append(Citations.htmlList(run));
    html.append("</main>\n");
    footer();
    html.append("<script>").append(KatexBundle.script()).append("</script>\n<script>\n");
    html.append(KatexBundle.Resources.text(FOLDER + "report.js"));
    html.append("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  private void header() {
    long checks = claims().size();
    long missed = claims().stream().filter(claim -> !claim.met()).count();
    long broken = run.theorems().stream().filter(theorem -> theorem.broken().isPresent()).count();
    String headline =
        missed == 0 && broken == 0
            ? complete(checks)
            : "\u2717 "
                + (missed == 0 ? "" : missed + " of " + checks + " verdicts not as expected")
                + (missed > 0 && broken > 0 ? ", " : "")
                + (broken == 0 ? "" : broken + (broken == 1 ? " broken file" : " broken files"))
                + (run.unreached() == 0 ? "" : ", " + run.unreached() + " not reached");
    html.append("<header class=\"top\">\n<h1>Widelimit report</h1>\n");
    html.append("<p class=\"headline\">").append(headline).append("</p>\n");
    html.append(
        String.format(
            Locale.ROOT,
            "<p class=\"meta\">%d theorem files, %d verdicts; version %s, seed %d, %.1f s</p>%n",
            run.theorems().size(),
            checks,
            Escape.html(run.version()),
            run.seed(),
            run.seconds()));
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    claims().forEach(claim -> counts.merge(claim.verdict(), 1, Integer::sum));
    if (broken > 0) {
      counts.merge(Verdict.BROKEN, (int) broken, Integer::sum);
    }
    html.append("<ul class=\"tiles\">\n");
    counts.forEach(
        (verdict, count) ->
            html.append("<li><b>")
                .append(count)
                .append("</b>")
                .append(badge(verdict))
                .append("</li>\n"));
    html.append("</ul>\n</header>\n");
  }

  private String complete(long checks) {
    if (checks == 0) {
      return "No verdict was reached";
    }
    return run.unreached() == 0
        ? "\u2713 Every verdict meets its expectation"
        : "\u2026 The run ended early: "
            + checks
            + " of "
            + (checks + run.unreached())
            + " verdicts reached, those as expected";
  }

  private List<ClaimResult> claims() {
    List<ClaimResult> claims = new ArrayList<>();
    run.theorems().forEach(theorem -> claims.addAll(theorem.claims()));
    return claims;
  }

  /** Returns a verdict as a word with a sign, so that colour is never the only cue. */
  static String badge(Verdict verdict) {
    return "<span class=\"badge "
        + verdict.name()
        + "\">"
        + Escape.html(verdict.symbol())
        + " "
        + verdict.name()
        + "</span>";
  }

  private void contents() {
    html.append("<h2>Theorems</h2>\n<nav class=\"contents\">\n");
    for (TheoremResult theorem : run.theorems()) {
      html.append("<div><a href=\"#")
          .append(Escape.html(Anchors.theorem(theorem.id())))
          .append("\">")
          .append(theorem.title().isEmpty() ? Escape.html(theorem.id()) : title(theorem))
          .append("</a> ")
          .append(theorem.broken().isPresent() ? badge(Verdict.BROKEN) : standing(theorem))
          .append("</div>\n");
    }
    html.append("</nav>\n");
  }

  private static String standing(TheoremResult theorem) {
    if (theorem.claims().stream().anyMatch(claim -> !claim.met())) {
      return "<span class=\"missed\">\u2717 not as expected</span>";
    }
    return theorem.unreached() > 0
        ? "<span class=\"id\">\u2026 " + theorem.unreached() + " not reached</span>"
        : "<span class=\"id\">\u2713 as expected</span>";
  }

  private static String title(TheoremResult theorem) {
    return MathHtml.prose(theorem.title());
  }

  private void summary() {
    if (claims().isEmpty()) {
      return;
    }
    html.append("<h2 style=\"margin-top:2rem\">All verdicts</h2>\n<div class=\"filters\">\n");
    html.append(
        "<label>Find <input id=\"filter-text\" type=\"search\" placeholder=\"words\"></label>\n");
    Set<String> verdicts = new TreeSet<>();
    Set<String> activations = new TreeSet<>();
    claims()
        .forEach(
            claim -> {
              verdicts.add(claim.verdict().name());
              activations.add(claim.activation());
            });
    options("filter-verdict", "Verdict", verdicts);
    options("filter-activation", "Activation", activations);
    html.append(
        """
        <label><input id="filter-missed" type="checkbox"> not as expected only</label>
        <span id="filter-count" class="meta" role="status"></span>
        </div>
        """);
    html.append(
        "<div class=\"scroll\"><table id=\"summary\" class=\"cards\"><thead><tr>"
            + "<th scope=\"col\">Theorem</th><th scope=\"col\">Claim</th>"
            + "<th scope=\"col\">Activation</th><th scope=\"col\">Verdict</th>"
            + "<th scope=\"col\">Expected</th><th scope=\"col\" class=\"n\">Controls</th>"
            + "<th scope=\"col\">What was seen</th><th scope=\"col\" class=\"n\">s</th>"
            + "</tr></thead>\n<tbody>\n");
    for (TheoremResult theorem : run.theorems()) {
      theorem.claims().forEach(claim -> row(theorem, claim));
    }
    html.append("</tbody></table></div>\n");
  }

  private void options(String id, String label, Set<String> values) {
    html.append("<label>").append(label).append(" <select id=\"").append(id).append("\">");
    html.append("<option value=\"\">all</option>");
    for (String value : values) {
      if (!value.isEmpty()) {
        html.append("<option value=\"")
            .append(Escape.html(value))
            .append("\">")
            .append(Escape.html(value))
            .append("</option>");
      }
    }
    html.append("</select></label>\n");
  }

  private void row(TheoremResult theorem, ClaimResult claim) {
    html.append("<tr data-verdict=\"")
        .append(claim.verdict().name())
        .append("\" data-activation=\"")
        .append(Escape.html(claim.activation()))
        .append("\" data-met=\"")
        .append(claim.met())
        .append("\"><td data-label=\"Theorem\">")
        .append(Escape.html(theorem.id()))
        .append("</td><td data-label=\"Claim\"><a href=\"#")
        .append(Escape.html(Anchors.check(theorem.id(), claim)))
        .append("\">")
        .append(Escape.html(claim.id()))
        .append("</a></td><td data-label=\"Activation\">")
        .append(Escape.html(claim.activation()))
        .append("</td><td data-label=\"Verdict\">")
        .append(badge(claim.verdict()))
        .append("</td><td data-label=\"Expected\">")
        .append(
            claim.met()
                ? "\u2713 " + claim.expect().word()
                : "<span class=\"missed\">\u2717 expected " + claim.expect().word() + "</span>")
        .append("</td><td class=\"n\" data-label=\"Controls\">")
        .append(Phrases.controls(claim.controls()))
        .append("</td><td class=\"detail\" data-label=\"Seen\">")
        .append(Escape.html(Phrases.detail(claim)))
        .append("</td><td class=\"n\" data-label=\"Seconds\">")
        .append(String.format(Locale.ROOT, "%.2f", claim.seconds()))
        .append("</td></tr>\n");
  }

  private void proposals() {
    if (run.proposals().isEmpty()) {
      return;
    }
    html.append("<section class=\"theorem\" id=\"proposals\">\n<h2>Proposals of Symja</h2>\n<p>")
        .append(Escape.html(ProposalAccount.summary(run.proposals())))
        .append(". Only what is proved is used.</p>\n<ul>\n");
    for (String line : ProposalAccount.wrong(run.proposals())) {
      html.append("<li>Wrong: <code>").append(Escape.html(line)).append("</code></li>\n");
    }
    html.append("</ul>\n</section>\n");
  }

  private void footer() {
    html.append(
        """
        <footer>
        <p><b>PROVED</b>: true at every point of the declared domain, by a derivation; the numbers agree. Where a side
        is undefined on a part of it, the verdict says so.
        <b>VERIFIED</b>: true at every point of the declared domain, by rigorous enclosure.
        <b>SUPPORTED</b>: evidence, no guarantee: points, an extrapolation or finite networks agree.
        <b>REFUTED</b>: there is a witness. <b>INCONCLUSIVE</b>: none of these, with the reason.
        <b>Controls</b> are wrong variants of a claim that the same check refuted, of those made.</p>
        </footer>
        """);
  }
}
