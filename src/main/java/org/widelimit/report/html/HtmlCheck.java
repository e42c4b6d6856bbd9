package org.widelimit.report.html;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.ProofStep;
import org.widelimit.report.text.Escape;
import org.widelimit.report.text.Phrases;
import org.widelimit.report.text.PlainName;
import org.widelimit.report.text.ProofLines;
import org.widelimit.report.text.ProofText;
import org.widelimit.report.text.ProposalAccount;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Enclosed;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.RateEstimate;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Sliced;
import org.widelimit.verification.verdict.Evidence.WidthPoint;
import org.widelimit.verification.verdict.Evidence.Witness;

/** One verdict in the page, folded: the evidence of each rung, the controls, the repair. */
final class HtmlCheck {

  private final ClaimResult check;
  private final Map<String, String> names;

  /** What grows in an asymptotic claim, else empty. */
  private final String index;

  private final StringBuilder html = new StringBuilder();

  private HtmlCheck(Theorem theorem, ClaimResult check) {
    this.check = check;
    this.names = theorem.texNames();
    this.index =
        theorem.claims().stream()
            .filter(claim -> claim.id().equals(check.id()))
            .filter(AsymptoticClaim.class::isInstance)
            .map(claim -> ((AsymptoticClaim) claim).variable())
            .findFirst()
            .orElse("");
  }

  /** Returns the evidence behind a verdict. */
  static String of(Theorem theorem, ClaimResult check) {
    return new HtmlCheck(theorem, check).evidence();
  }

  private String evidence() {
    html.append("<p class=\"panel-head\">")
        .append(
            Marks.badge(
                check.verdict(),
                check.activation().isEmpty()
                    ? check.verdict().name()
                    : check.verdict().name() + " for " + check.activation()))
        .append(check.met() ? "" : " <span class=\"missed\">\u2717 not as expected</span>")
        .append("</p>\n");
    // A reason that is one rung's own summary stands there.
    if (check.evidence().stream().noneMatch(seen -> seen.summary().equals(check.reason()))) {
      html.append("<p>").append(Escape.html(Phrases.readable(check.reason()))).append("</p>\n");
    }
    for (Evidence evidence : check.evidence()) {
      rung(evidence);
    }
    controls(check.controls());
    proposals();
    html.append(String.format(Locale.ROOT, "<p class=\"meta\">%.2f s</p>%n", check.seconds()));
    return html.toString();
  }

  private String letter(String symbol) {
    return PlainName.of(symbol, names);
  }

  private void proposals() {
    if (!check.proposals().isEmpty()) {
      html.append("<p class=\"meta\">")
          .append(Escape.html(ProposalAccount.summary(check.proposals())))
          .append("</p>\n");
    }
    for (String line : ProposalAccount.wrong(check.proposals())) {
      html.append("<p class=\"missed\">Wrong answer, not used: <code>")
          .append(Escape.html(line))
          .append("</code></p>\n");
    }
  }

  private void rung(Evidence evidence) {
    html.append("<div class=\"rung\"><h5>")
        .append(evidence.rung().word())
        .append("</h5>\n<p>")
        .append(Escape.html(Phrases.readable(evidence.summary())))
        .append("</p>\n");
    if (evidence instanceof Derived derived) {
      proof(derived.steps());
    } else if (evidence instanceof Integrated integrated) {
      integrated(integrated);
    } else if (evidence instanceof Enclosed enclosed) {
      enclosed(enclosed);
    } else if (evidence instanceof Simulated simulated) {
      simulated(simulated);
    } else if (evidence instanceof Sliced slice) {
      html.append(Plots.of(slice, this::letter));
    }
    html.append("</div>\n");
  }

  private void proof(List<ProofStep> steps) {
    if (steps.isEmpty()) {
      return;
    }
    html.append("<p class=\"proof-text\">")
        .append(MathHtml.prose(ProofText.of(steps, names)))
        .append("</p>\n");
    StringBuilder list = new StringBuilder("<ol class=\"proof\">\n");
    List<ProofLines.Line> lines = ProofLines.of(steps, names);
    for (ProofLines.Line line : lines) {
      list.append("<li><span class=\"rule\">")
          .append(Escape.html(line.rule()))
          .append("</span>")
          .append(line.because().isEmpty() ? "" : ": " + MathHtml.prose(line.because()))
          .append(
              line.credit().isEmpty()
                  ? ""
                  : " <span class=\"meta\">(" + Escape.html(line.credit()) + ")</span>");
      for (String formula : line.formulas()) {
        list.append("<div class=\"formula\">").append(MathHtml.flowing(formula)).append("</div>");
      }
      list.append("</li>\n");
    }
    list.append("</ol>\n");
    html.append(
        Marks.fold(
            lines.size() == 1 ? "The one line of the proof" : "All " + lines.size() + " lines",
            list.toString()));
  }

  private void enclosed(Enclosed enclosed) {
    html.append("<p class=\"meta\">").append(Escape.html(Phrases.boxes(enclosed))).append("</p>\n");
    witness(enclosed.witness());
  }

  private void witness(@Nullable Witness witness) {
    if (witness != null) {
      html.append("<p class=\"witness\"><b>Witness</b> ")
          .append(Escape.html(Phrases.witness(witness)))
          .append(" (error bound ")
          .append(Phrases.number(witness.error()))
          .append(", ")
          .append(witness.grade().name().toLowerCase(Locale.ROOT))
          .append(")</p>\n");
    }
  }

  private void integrated(Integrated integrated) {
    html.append("<p class=\"meta\">")
        .append(Escape.html(Phrases.points(integrated)))
        .append("</p>\n");
    witness(integrated.witness());
    html.append(Plots.of(check, integrated, index, this::letter));
    if (integrated.sample().isEmpty()) {
      return;
    }
    html.append(
        "<details><summary>Points</summary><div class=\"scroll\"><table><thead><tr><th>At</th>"
            + "<th class=\"n\">Left</th><th class=\"n\">Right</th><th class=\"n\">Error bound</th>"
            + "<th>Says</th></tr></thead><tbody>\n");
    for (Point point : integrated.sample()) {
      html.append("<tr><td>")
          .append(Escape.html(Phrases.values(point.values())))
          .append("</td><td class=\"n\">")
          .append(Phrases.number(point.left()))
          .append("</td><td class=\"n\">")
          .append(Phrases.number(point.right()))
          .append("</td><td class=\"n\">")
          .append(Phrases.number(point.error()))
          .append("</td><td>")
          .append(point.agreement().name().toLowerCase(Locale.ROOT))
          .append(point.why() == null ? "" : ": " + Escape.html(point.why()))
          .append("</td></tr>\n");
    }
    html.append("</tbody></table></div></details>\n");
  }

  private void simulated(Simulated simulated) {
    html.append("<p class=\"meta\"><code>")
        .append(Escape.html(simulated.observable()))
        .append("</code> against ")
        .append(Escape.html(simulated.limitText()))
        .append("; smallest discrepancy it would have caught: ")
        .append(Phrases.percent(simulated.smallestDetectable()))
        .append("; false alarm at most ")
        .append(Phrases.number(simulated.falseAlarm()))
        .append("</p>\n");
    html.append(Plots.of(simulated));
    if (!simulated.ladder().isEmpty()) {
      html.append(
              "<details><summary>Ladder</summary><div class=\"scroll\"><table><thead><tr>"
                  + "<th class=\"n\">")
          .append(Escape.html(simulated.variable()))
          .append(
              "</th><th class=\"n\">Samples</th><th class=\"n\">Mean</th><th class=\"n\">Lower</th>"
                  + "<th class=\"n\">Upper</th></tr></thead><tbody>\n");
      for (WidthPoint point : simulated.ladder()) {
        cells(
            Phrases.number(point.width()),
            String.valueOf(point.samples()),
            Phrases.number(point.mean()),
            Phrases.number(point.lower()),
            Phrases.number(point.upper()));
      }
      html.append("</tbody></table></div></details>\n");
    }
    for (RateEstimate rate : simulated.rates()) {
      html.append("<p class=\"meta\">").append(Escape.html(Phrases.rate(rate))).append("</p>\n");
    }
  }

  private void cells(String... texts) {
    html.append("<tr>");
    for (String text : texts) {
      html.append("<td class=\"n\">").append(Escape.html(text)).append("</td>");
    }
    html.append("</tr>\n");
  }

  private void controls(Controls controls) {
    if (controls.mutants().isEmpty()) {
      return;
    }
    html.append("<div class=\"rung\"><h5>Negative controls</h5>\n<p>")
        .append(controls.killed())
        .append(" of ")
        .append(controls.made())
        .append(" wrong variants refuted</p>\n<details><summary>Variants</summary><div")
        .append(" class=\"scroll\"><table><thead><tr><th>Change</th><th>Formula</th><th>Outcome")
        .append("</th></tr></thead><tbody>\n");
    for (Mutant mutant : controls.mutants()) {
      html.append("<tr><td>")
          .append(Escape.html(mutant.description()))
          .append("</td><td><code>")
          .append(Escape.html(mutant.formula()))
          .append("</code></td><td>")
          .append(
              mutant.equivalent()
                  ? "= no change at all"
                  : mutant.killed()
                      ? "\u2713 refuted"
                      : "<span class=\"missed\">\u2717 survived</span>")
          .append("</td></tr>\n");
    }
    html.append("</tbody></table></div></details></div>\n");
  }
}
