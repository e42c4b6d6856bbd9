package org.widelimit.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.Finding;
import org.widelimit.report.text.Headline;
import org.widelimit.report.text.ProposalAccount;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * The report as one HTML page that needs neither a network nor a server: styles, script, KaTeX and
 * its fonts are inside. The page's own policy forbids it to load anything.
 *
 * <p>What stands in the first view is written out; evidence lies in templates, which cost nothing
 * until they are opened, and formulas are set when they come near the window.
 */
public final class HtmlReport {

  private static final String FOLDER = "/org/widelimit/report/html/";

  private final RunResult run;
  private final Headline headline;
  private final StringBuilder html = new StringBuilder(1 << 20);

  private HtmlReport(RunResult run) {
    this.run = run;
    this.headline = Headline.of(run);
  }

  /** Returns the page. */
  public static String of(RunResult run) {
    return new HtmlReport(run).page();
  }

  private String page() {
    String content = content();
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
    html.append(KatexBundle.style(content)).append('\n');
    html.append(KatexBundle.Resources.text(FOLDER + "report.css"));
    html.append("</style>\n</head>\n<body>\n");
    html.append(content);
    html.append("<script>").append(KatexBundle.script()).append("</script>\n<script>\n");
    html.append(KatexBundle.Resources.text(FOLDER + "report.js"));
    html.append("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  private String content() {
    StringBuilder page = new StringBuilder(1 << 20);
    page.append("<a class=\"skip\" href=\"#main\">To the report</a>\n");
    navigation(page);
    page.append("<div class=\"page\">\n");
    header(page);
    page.append("<main id=\"main\">\n");
    page.append(HtmlFindings.of(Finding.of(run)));
    page.append(HtmlOverview.of(run));
    page.append(DependencyGraph.of(run));
    String area = "";
    for (TheoremResult theorem : run.theorems()) {
      String own = HtmlOverview.area(theorem);
      if (!own.equals(area)) {
        area = own;
        page.append("<h2 class=\"area\" id=\"area-")
            .append(Escape.html(Anchors.theorem(area)))
            .append("\">")
            .append(Escape.html(area))
            .append("</h2>\n");
      }
      page.append(HtmlTheorem.of(run, theorem));
    }
    proposals(page);
    page.append(Citations.htmlList(run));
    page.append("</main>\n");
    footer(page);
    return page.append("</div>\n").toString();
  }

  private void header(StringBuilder page) {
    page.append("<header class=\"top\">\n<h1>Widelimit report</h1>\n<p class=\"headline\">")
        .append(Escape.html(headline.finding()))
        .append("</p>\n<p class=\"")
        .append(headline.good() ? "standing" : "standing missed")
        .append("\">")
        .append(Escape.html(headline.standing()))
        .append("</p>\n");
    page.append("<dl class=\"brief\">\n");
    brief(page, "Why believe it", Escape.html(headline.why()));
    brief(page, "What is assumed", Escape.html(headline.assumed()));
    headline.rerun().ifPresent(command -> brief(page, "Rerun one file", Marks.command(command)));
    page.append("</dl>\n</header>\n");
  }

  private static void brief(StringBuilder page, String term, String answer) {
    page.append("<div><dt>")
        .append(term)
        .append("</dt><dd>")
        .append(answer)
        .append("</dd></div>\n");
  }

  private void navigation(StringBuilder page) {
    page.append(
        """
        <nav class="side" aria-label="Contents">
        <div class="filters">
        <label class="find"><span class="unseen">Search</span><input id="filter-text" \
        type="search" placeholder="Search claims"></label>
        """);
    Set<String> verdicts = new TreeSet<>();
    Set<String> activations = new TreeSet<>();
    for (TheoremResult theorem : run.theorems()) {
      for (ClaimResult claim : theorem.claims()) {
        verdicts.add(claim.verdict().name());
        activations.add(claim.activation());
      }
    }
    options(page, "filter-verdict", "Verdict", verdicts);
    options(page, "filter-activation", "Activation", activations);
    page.append(
        """
        <label class="check"><input id="filter-missed" type="checkbox"> not as expected</label>
        <span id="filter-count" class="meta" role="status"></span>
        </div>
        <details class="contents" open><summary>Contents</summary>
        """);
    page.append("<ul><li><a href=\"#main\">Summary</a></li>\n");
    Map<String, List<TheoremResult>> areas = new LinkedHashMap<>();
    run.theorems()
        .forEach(
            theorem ->
                areas
                    .computeIfAbsent(HtmlOverview.area(theorem), area -> new ArrayList<>())
                    .add(theorem));
    areas.forEach(
        (area, theorems) -> {
          page.append("<li><span class=\"area-name\">").append(Escape.html(area));
          page.append("</span><ul>\n");
          theorems.forEach(theorem -> entry(page, theorem));
          page.append("</ul></li>\n");
        });
    page.append("</ul></details>\n</nav>\n");
  }

  private static void entry(StringBuilder page, TheoremResult theorem) {
    page.append("<li><a href=\"#")
        .append(Escape.html(Anchors.theorem(theorem.id())))
        .append("\">")
        .append(
            theorem.title().isEmpty() ? Escape.html(theorem.id()) : MathHtml.prose(theorem.title()))
        .append("</a>");
    if (theorem.broken().isPresent()) {
      page.append(' ').append(Marks.badge(Verdict.BROKEN));
    } else if (theorem.claims().stream().anyMatch(claim -> !claim.met())) {
      page.append(" <span class=\"missed\" title=\"not as expected\">\u2717</span>");
    } else if (theorem.unreached() > 0) {
      page.append(" <span class=\"meta\">\u2026 ")
          .append(theorem.unreached())
          .append(" not reached</span>");
    }
    page.append("</li>\n");
  }

  private static void options(StringBuilder page, String id, String label, Set<String> values) {
    page.append("<label>").append(label).append(" <select id=\"").append(id).append("\">");
    page.append("<option value=\"\">all</option>");
    for (String value : values) {
      if (!value.isEmpty()) {
        page.append("<option value=\"")
            .append(Escape.html(value))
            .append("\">")
            .append(Escape.html(value))
            .append("</option>");
      }
    }
    page.append("</select></label>\n");
  }

  private void proposals(StringBuilder page) {
    if (run.proposals().isEmpty()) {
      return;
    }
    page.append("<section class=\"theorem\" id=\"proposals\">\n<h2>Proposals of Symja</h2>\n<p>")
        .append(Escape.html(ProposalAccount.summary(run.proposals())))
        .append(". Only what is proved is used.</p>\n");
    StringBuilder list = new StringBuilder("<ul>\n");
    List<String> wrong = ProposalAccount.wrong(run.proposals());
    for (String line : wrong) {
      list.append("<li>Wrong: <code>").append(Escape.html(line)).append("</code></li>\n");
    }
    if (!wrong.isEmpty()) {
      page.append(Marks.fold("The answers that are wrong", list.append("</ul>").toString()));
    }
    page.append("</section>\n");
  }

  private void footer(StringBuilder page) {
    page.append("<footer>\n<p>")
        .append(
            String.format(
                Locale.ROOT,
                "%d theorem files, %d verdicts; version %s, seed %d, %.0f s.",
                run.theorems().size(),
                run.theorems().stream().mapToInt(theorem -> theorem.claims().size()).sum(),
                Escape.html(run.version()),
                run.seed(),
                run.seconds()))
        .append("</p>\n<p>")
        .append(
            """
            <b>Controls</b> are wrong variants of a claim that the same check must refute: a check \
            that lets one pass proves nothing, and its claim is INCONCLUSIVE. Evidence is made when \
            it is opened, so print what you opened.</p>
            <noscript><p>Without scripts the page shows formulas as TeX and no evidence; all of it \
            is in <code>verdicts.json</code> and <code>report.tex</code>.</p></noscript>
            </footer>
            """);
  }
}
