package org.widelimit.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.DomainTex;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.MathTex;
import org.widelimit.report.text.Meaning;
import org.widelimit.report.text.Remedy;
import org.widelimit.report.text.Understood;
import org.widelimit.report.text.WitnessTex;
import org.widelimit.theorem.BrokenClaim;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * A claim in the page: its formula, how it was understood, what its verdicts mean, what holds
 * instead, and the evidence of each activation on demand.
 */
final class HtmlClaim {

  private final Theorem theorem;
  private final TheoremResult result;
  private final Claim claim;
  private final List<ClaimResult> checks;
  private final StringBuilder html = new StringBuilder();

  private HtmlClaim(Theorem theorem, TheoremResult result, Claim claim) {
    this.theorem = theorem;
    this.result = result;
    this.claim = claim;
    this.checks = result.claims().stream().filter(check -> check.id().equals(claim.id())).toList();
  }

  /** Returns the card of a claim. */
  static String of(Theorem theorem, TheoremResult result, Claim claim) {
    return new HtmlClaim(theorem, result, claim).card();
  }

  /** Returns the card of a claim that cannot be read. */
  static String broken(BrokenClaim claim) {
    return "<article class=\"claim\"><header class=\"head\"><h4>"
        + Escape.html(claim.id())
        + "</h4> "
        + Marks.badge(Verdict.BROKEN)
        + "</header>\n<p><code>"
        + Escape.html(claim.formula())
        + "</code></p>\n<p>"
        + Escape.html(claim.fault().describe())
        + "</p>\n</article>\n";
  }

  private String card() {
    String anchor = Escape.html(Anchors.claim(theorem.id(), claim.id()));
    html.append("<article class=\"claim\" id=\"").append(anchor).append("\">\n");
    html.append("<header class=\"head\"><h4>").append(Escape.html(claim.id())).append("</h4>");
    if (!claim.source().isEmpty()) {
      html.append("<span class=\"source\">")
          .append(Citations.html(claim.source(), theorem.references()))
          .append("</span>");
    }
    html.append("</header>\n");
    if (!claim.says().isEmpty()) {
      html.append("<p class=\"says\">").append(MathHtml.prose(claim.says())).append("</p>\n");
    }
    MathTex.lines(claim, theorem.texNames())
        .forEach(
            line ->
                html.append("<div class=\"formula\">")
                    .append(MathHtml.flowing(line))
                    .append("</div>\n"));
    domains();
    if (checks.isEmpty()) {
      html.append("<p class=\"missed\">Not reached in this run.</p>\n");
    }
    pills();
    meanings();
    remedy();
    html.append(Marks.fold("Read as", understood()));
    for (ClaimResult check : checks) {
      html.append("<div class=\"panel\" hidden id=\"")
          .append(Escape.html(panel(check)))
          .append("\"><template>")
          .append(HtmlCheck.of(theorem, check))
          .append("</template></div>\n");
    }
    return html.append("</article>\n").toString();
  }

  private String panel(ClaimResult check) {
    return "p" + Anchors.check(theorem.id(), check);
  }

  /** The symbols that the formula has, in the order of the file. */
  private List<SymbolDeclaration> symbols() {
    Set<String> names = Understood.symbols(claim);
    return theorem.symbols().values().stream()
        .filter(symbol -> names.contains(symbol.name()))
        .toList();
  }

  private void domains() {
    List<String> parts = new ArrayList<>();
    for (SymbolDeclaration symbol : symbols()) {
      parts.add(
          MathHtml.inline(
              MathTex.name(symbol.name(), theorem.texNames()) + " \\in " + DomainTex.of(symbol)));
    }
    claim.where().forEach(condition -> parts.add(MathHtml.inline(condition, theorem.texNames())));
    if (!parts.isEmpty()) {
      html.append("<p class=\"domains\">for ").append(String.join(", ", parts)).append("</p>\n");
    }
  }

  private String understood() {
    Understood read = Understood.of(theorem, claim);
    StringBuilder text = new StringBuilder();
    text.append("<div class=\"formula\">").append(MathHtml.flowing(read.tex())).append("</div>");
    text.append("<table class=\"symbols\"><thead><tr><th scope=\"col\">Symbol</th>");
    text.append("<th scope=\"col\">In formulas</th><th scope=\"col\">Ranges over</th></tr>");
    text.append("</thead><tbody>\n");
    for (SymbolDeclaration symbol : symbols()) {
      row(text, MathTex.name(symbol.name(), theorem.texNames()), symbol.name(), symbol.set());
    }
    theorem
        .activations()
        .forEach(
            (name, choices) ->
                row(
                    text,
                    MathTex.name(name, theorem.texNames()),
                    name,
                    String.join(", ", choices)));
    text.append("</tbody></table>\n<p class=\"meta\">In Wolfram syntax</p><p><code>")
        .append(Escape.html(read.wolfram()))
        .append("</code></p>\n");
    return text.toString();
  }

  private static void row(StringBuilder text, String tex, String name, String set) {
    text.append("<tr><td>")
        .append(MathHtml.inline(tex))
        .append("</td><td><code>")
        .append(Escape.html(name))
        .append("</code></td><td>")
        .append(Escape.html(set))
        .append("</td></tr>\n");
  }

  private void pills() {
    if (checks.isEmpty()) {
      return;
    }
    html.append("<div class=\"pills\" role=\"group\" aria-label=\"Verdicts, with evidence\">\n");
    Verdict last = null;
    for (ClaimResult check : checks) {
      boolean named = !check.activation().isEmpty();
      if (named && check.verdict() != last) {
        html.append("<span class=\"verdict-word ")
            .append(check.verdict().name())
            .append("\">")
            .append(check.verdict().name())
            .append("</span>");
      }
      last = check.verdict();
      html.append("<button type=\"button\" class=\"pill ")
          .append(check.verdict().name())
          .append("\" id=\"")
          .append(Escape.html(Anchors.check(theorem.id(), check)))
          .append("\" aria-expanded=\"false\" aria-controls=\"")
          .append(Escape.html(panel(check)))
          .append("\" data-verdict=\"")
          .append(check.verdict().name())
          .append("\" data-activation=\"")
          .append(Escape.html(check.activation()))
          .append("\" data-met=\"")
          .append(check.met())
          .append("\">")
          .append(Marks.sign(check.verdict()))
          .append(' ')
          .append(named ? Escape.html(check.activation()) : check.verdict().name())
          .append(check.met() ? "" : " <b class=\"missed\">\u2717 not as expected</b>")
          .append("</button>\n");
    }
    html.append("</div>\n");
  }

  /** What the verdicts mean, each meaning once for all activations that share it. */
  private void meanings() {
    Map<Verdict, List<ClaimResult>> verdicts = new LinkedHashMap<>();
    checks.forEach(
        check -> verdicts.computeIfAbsent(check.verdict(), one -> new ArrayList<>()).add(check));
    verdicts.forEach(
        (verdict, same) -> {
          ClaimResult first = same.get(0);
          Meaning meaning = Meaning.of(first);
          String whose =
              (verdicts.size() == 1 && same.size() == 1) || first.activation().isEmpty()
                  ? ""
                  : same.size() == 1 ? first.activation() : first.activation() + ", likewise";
          html.append("<dl class=\"means\">");
          if (verdict == Verdict.REFUTED) {
            pair("differs", MathHtml.prose(WitnessTex.line(theorem, first)), whose);
          } else {
            pair("says", Escape.html(meaning.guarantees()), "");
          }
          pair("rests on", Escape.html(meaning.restsOn()), whose);
          pair("would fall by", Escape.html(meaning.refutedBy()), "");
          html.append("</dl>\n");
        });
  }

  private void pair(String term, String text, String whose) {
    html.append("<div><dt>")
        .append(term)
        .append("</dt><dd>")
        .append(whose.isEmpty() ? "" : "(" + Escape.html(whose) + ") ")
        .append(text)
        .append("</dd></div>");
  }

  private void remedy() {
    if (checks.stream().noneMatch(check -> check.verdict() == Verdict.REFUTED)) {
      return;
    }
    Remedy.of(result, claim)
        .ifPresent(
            remedy ->
                html.append("<div class=\"repair\"><p><b>Holds instead</b> <span class=\"meta\">")
                    .append(Escape.html(remedy.basis()))
                    .append("</span> ")
                    .append(Marks.copy(remedy.tex(), "Copy TeX"))
                    .append("</p><div class=\"formula\">")
                    .append(MathHtml.flowing(remedy.tex()))
                    .append("</div></div>\n"));
    Set<String> proposals = new LinkedHashSet<>();
    checks.forEach(
        check -> {
          if (check.repair() != null) {
            proposals.add(check.repair());
          }
        });
    if (!proposals.isEmpty()) {
      html.append("<p class=\"meta\">The program's own proposal, with B for the printed side: ")
          .append(
              proposals.stream()
                  .map(text -> "<code>" + Escape.html(text) + "</code>")
                  .collect(Collectors.joining(" or ")))
          .append("</p>\n");
    }
  }
}
