package org.widelimit.report.html;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.Meaning;
import org.widelimit.report.text.Trust;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/** The verdicts of a run counted: by what they rest on, and by area. */
final class HtmlOverview {

  private final RunResult run;
  private final StringBuilder html = new StringBuilder();

  private HtmlOverview(RunResult run) {
    this.run = run;
  }

  /** Returns the section. */
  static String of(RunResult run) {
    HtmlOverview overview = new HtmlOverview(run);
    overview.html.append("<section id=\"counts\" class=\"counts\">\n");
    overview.ladder();
    overview.areas();
    return overview.html.append("</section>\n").toString();
  }

  private void ladder() {
    Map<Trust, Integer> holds = new EnumMap<>(Trust.class);
    Map<Verdict, Integer> others = new EnumMap<>(Verdict.class);
    for (ClaimResult claim : run.claims()) {
      Trust.of(claim)
          .ifPresentOrElse(
              trust -> holds.merge(trust, 1, Integer::sum),
              () -> others.merge(claim.verdict(), 1, Integer::sum));
    }
    int broken = (int) run.theorems().stream().filter(file -> file.broken().isPresent()).count();
    if (broken > 0) {
      others.merge(Verdict.BROKEN, broken, Integer::sum);
    }
    int most =
        Math.max(
            1,
            Math.max(
                holds.values().stream().mapToInt(Integer::intValue).max().orElse(0),
                others.values().stream().mapToInt(Integer::intValue).max().orElse(0)));
    html.append(
        "<div><h2>Verdicts, by what they rest on</h2>\n<table class=\"ladder\"><caption"
            + " class=\"unseen\">The strongest first</caption><tbody>\n");
    List<Trust> rungs = new ArrayList<>(List.of(Trust.values()));
    java.util.Collections.reverse(rungs);
    for (Trust rung : rungs) {
      row(rung.verdict(), rung.word(), holds.getOrDefault(rung, 0), most, rung.meaning());
    }
    others.forEach((verdict, count) -> row(verdict, "", count, most, Meaning.of(verdict)));
    html.append("</tbody></table></div>\n");
  }

  private void row(Verdict verdict, String word, int count, int most, String meaning) {
    html.append("<tr><th scope=\"row\">")
        .append(Marks.badge(verdict))
        .append("<span class=\"rung-word\">")
        .append(word)
        .append("</span></th><td class=\"n\"><b>")
        .append(count)
        .append("</b></td><td class=\"meaning\"><span class=\"bar ")
        .append(verdict.name())
        .append(String.format(Locale.ROOT, "\" style=\"width:%.1f%%\"", 100.0 * count / most))
        .append("></span>")
        .append(Escape.html(meaning))
        .append("</td></tr>\n");
  }

  private void areas() {
    Map<String, List<TheoremResult>> areas = new LinkedHashMap<>();
    for (TheoremResult theorem : run.theorems()) {
      areas.computeIfAbsent(area(theorem), area -> new ArrayList<>()).add(theorem);
    }
    html.append("<div><h2>Areas</h2>\n<table class=\"areas\"><tbody>\n");
    areas.forEach(this::area);
    html.append("</tbody></table></div>\n");
  }

  /** Returns the folder of a file, or its name where it lies in none. */
  static String area(TheoremResult theorem) {
    int slash = theorem.id().indexOf('/');
    return slash < 0 ? theorem.id() : theorem.id().substring(0, slash);
  }

  private void area(String name, List<TheoremResult> theorems) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    long missed = 0;
    for (TheoremResult theorem : theorems) {
      theorem.claims().forEach(claim -> counts.merge(claim.verdict(), 1, Integer::sum));
      theorem.broken().ifPresent(file -> counts.merge(Verdict.BROKEN, 1, Integer::sum));
      missed += theorem.claims().stream().filter(claim -> !claim.met()).count();
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder words = new StringBuilder();
    StringBuilder parts = new StringBuilder();
    counts.forEach(
        (verdict, count) -> {
          words.append(words.isEmpty() ? "" : ", ").append(count).append(' ');
          words.append(verdict.name());
          parts.append(
              String.format(
                  Locale.ROOT,
                  "<span class=\"%s\" style=\"flex-grow:%d\"></span>",
                  verdict.name(),
                  count));
        });
    html.append("<tr><th scope=\"row\"><a href=\"#area-")
        .append(Escape.html(org.widelimit.report.text.Anchors.theorem(name)))
        .append("\">")
        .append(Escape.html(name))
        .append("</a></th><td class=\"n\">")
        .append(all)
        .append("</td><td><span class=\"stack\" role=\"img\" aria-label=\"")
        .append(words)
        .append("\" title=\"")
        .append(words)
        .append("\">")
        .append(parts)
        .append("</span>")
        .append(
            missed == 0
                ? ""
                : "<span class=\"missed\">\u2717 " + missed + " not as expected</span>")
        .append("</td></tr>\n");
  }
}
