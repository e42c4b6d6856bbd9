package org.widelimit.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.widelimit.algebra.ProofStep;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.DomainTex;
import org.widelimit.report.text.Finding;
import org.widelimit.report.text.MathTex;
import org.widelimit.report.text.Meaning;
import org.widelimit.report.text.ProofText;
import org.widelimit.report.text.Remedy;
import org.widelimit.report.text.TexDiff;
import org.widelimit.report.text.TexDisplay;
import org.widelimit.report.text.TexEscape;
import org.widelimit.report.text.Understood;
import org.widelimit.report.text.WitnessTex;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Sliced;
import org.widelimit.verification.verdict.Verdict;

/**
 * The claims of a theorem in LaTeX: each stated, with its verdicts, and a proof where it has one.
 */
final class TexClaims {

  private final Theorem theorem;
  private final TheoremResult result;
  private final Map<String, String> names;
  private final StringBuilder tex = new StringBuilder();

  private TexClaims(Theorem theorem, TheoremResult result) {
    this.theorem = theorem;
    this.result = result;
    this.names = theorem.texNames();
  }

  /** Returns the section of a theorem, or of a file that is broken. */
  static String of(TheoremResult result) {
    StringBuilder tex = new StringBuilder("\n\\wlsection{");
    tex.append(TexDisplay.prose(result.title().isEmpty() ? result.id() : result.title()));
    tex.append("}\n");
    result
        .broken()
        .ifPresent(
            file ->
                tex.append("\\textbf{BROKEN} \\texttt{")
                    .append(TexEscape.breakable(file.describe()))
                    .append("}\n\n"));
    result.theorem().ifPresent(theorem -> tex.append(new TexClaims(theorem, result).section()));
    return tex.toString();
  }

  /** Returns a claim that does not hold, what holds instead and where they differ. */
  static String finding(Finding finding) {
    TexDiff diff = finding.diff(part -> "\\wldel{" + part + "}", part -> "\\wlins{" + part + "}");
    StringBuilder tex = new StringBuilder("\\paragraph{");
    tex.append(TexDisplay.prose(finding.theorem().title()))
        .append("} ")
        .append(Citations.tex(finding.source(), finding.theorem().references()))
        .append(". Printed:\n")
        .append(TexDisplay.marked(finding.tex(), diff.before()));
    finding
        .remedy()
        .ifPresent(
            remedy ->
                tex.append("Holds (")
                    .append(TexEscape.text(remedy.basis()))
                    .append("):\n")
                    .append(TexDisplay.marked(remedy.tex(), diff.after())));
    ClaimResult first = finding.refuted().get(0);
    tex.append("They differ ")
        .append(TexDisplay.prose(WitnessTex.brief(finding.theorem(), first)))
        .append(activations(finding.refuted()))
        .append(".\n");
    first.evidence().stream()
        .filter(Sliced.class::isInstance)
        .map(Sliced.class::cast)
        .findFirst()
        .ifPresent(slice -> tex.append(figure(slice, finding.theorem().texNames())));
    return tex.append('\n').toString();
  }

  private static String activations(List<ClaimResult> checks) {
    String names =
        checks.stream()
            .map(ClaimResult::activation)
            .filter(name -> !name.isEmpty())
            .map(TexEscape::breakable)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " (" + names + ")";
  }

  private String section() {
    tex.append("\\texttt{").append(TexEscape.breakable(theorem.id())).append("}");
    if (!theorem.source().isEmpty()) {
      tex.append(" (").append(Citations.tex(theorem.source(), theorem.references())).append(")");
    }
    tex.append("\n\n").append(TexDisplay.prose(theorem.statement())).append("\n\n");
    theorem.claims().forEach(this::claim);
    for (ClaimResult check : result.claims()) {
      if (check.verdict() == Verdict.BROKEN) {
        tex.append("\\paragraph{").append(TexEscape.text(check.id())).append("}\n\\texttt{");
        tex.append(TexEscape.breakable(check.formula())).append("}\n\nBROKEN: ");
        tex.append(TexEscape.breakable(check.reason())).append("\n\n");
      }
    }
    return tex.toString();
  }

  private void claim(Claim claim) {
    List<ClaimResult> checks =
        result.claims().stream().filter(check -> check.id().equals(claim.id())).toList();
    tex.append("\\begin{wlclaim}[")
        .append(TexEscape.text(claim.id()))
        .append("]\\label{wl:")
        .append(Anchors.claim(theorem.id(), claim.id()).substring(2).replace('_', '-'))
        .append("}\n")
        .append(TexDisplay.prose(claim.says()));
    if (!claim.source().isEmpty()) {
      tex.append(" (").append(Citations.tex(claim.source(), theorem.references())).append(")");
    }
    tex.append('\n');
    MathTex.lines(claim, names).forEach(line -> tex.append(TexDisplay.of(line)));
    domains(claim);
    tex.append("\\end{wlclaim}\n");
    if (claim.kind().equals("tex")) {
      tex.append("Read as\n").append(TexDisplay.of(Understood.of(theorem, claim).tex()));
    }
    if (checks.isEmpty()) {
      tex.append("Not reached in this run.\n\n");
    }
    verdicts(checks);
    if (checks.stream().anyMatch(Finding::isRefuted)) {
      Remedy.of(result, claim)
          .ifPresent(
              remedy ->
                  tex.append("Holds instead (")
                      .append(TexEscape.text(remedy.basis()))
                      .append("):\n")
                      .append(TexDisplay.of(remedy.tex())));
    }
    proofs(checks);
  }

  private void domains(Claim claim) {
    List<String> parts = new ArrayList<>();
    for (SymbolDeclaration symbol : theorem.symbols().values()) {
      if (Understood.symbols(claim).contains(symbol.name())) {
        parts.add(MathTex.name(symbol.name(), names) + " \\in " + DomainTex.of(symbol));
      }
    }
    claim.where().forEach(condition -> parts.add(MathTex.of(condition, names)));
    if (!parts.isEmpty()) {
      tex.append("for ");
      tex.append(
          TexDisplay.prose(
              parts.stream().map(part -> "$" + part + "$").collect(Collectors.joining(", "))));
      tex.append(".\n");
    }
  }

  /** The verdicts, those of one word once for all their activations. */
  private void verdicts(List<ClaimResult> checks) {
    Map<Verdict, List<ClaimResult>> verdicts = new LinkedHashMap<>();
    checks.stream()
        .filter(check -> check.verdict() != Verdict.BROKEN)
        .forEach(
            check ->
                verdicts.computeIfAbsent(check.verdict(), one -> new ArrayList<>()).add(check));
    verdicts.forEach(
        (verdict, same) -> {
          ClaimResult first = same.get(0);
          tex.append("\\textbf{").append(verdict.name()).append("}").append(activations(same));
          tex.append(same.stream().allMatch(ClaimResult::met) ? ": " : ", \\textbf{missed}: ");
          if (verdict == Verdict.REFUTED) {
            tex.append(TexDisplay.prose(WitnessTex.line(theorem, first)));
          } else {
            Meaning meaning = Meaning.of(first);
            tex.append(TexEscape.breakable(meaning.guarantees())).append("; rests on ");
            tex.append(TexEscape.breakable(meaning.restsOn()));
          }
          tex.append(".\n\n");
        });
  }

  /** The proofs, those that read the same once for all their activations. */
  private void proofs(List<ClaimResult> checks) {
    Map<String, List<ClaimResult>> proofs = new LinkedHashMap<>();
    for (ClaimResult check : checks) {
      for (Evidence evidence : check.evidence()) {
        if (evidence instanceof Derived derived && derived.proved()) {
          List<ProofStep> steps = derived.steps();
          if (!steps.isEmpty()) {
            proofs
                .computeIfAbsent(ProofText.of(steps, names), text -> new ArrayList<>())
                .add(check);
          }
        }
      }
    }
    proofs.forEach(
        (text, same) ->
            tex.append("{\\small\\begin{proof}[Proof")
                .append(proofs.size() == 1 ? "" : activations(same))
                .append("]\n")
                .append(TexDisplay.prose(text))
                .append("\n\\end{proof}}\n"));
  }

  private static String figure(Sliced slice, Map<String, String> names) {
    StringBuilder tex = new StringBuilder("\\wlfigure{\\begin{tikzpicture}\\begin{axis}[");
    tex.append("width=0.62\\linewidth,height=4.4cm,legend pos=outer north east,")
        .append("legend style={draw=none},xlabel={$")
        .append(TexEscape.math(MathTex.name(slice.symbol(), names)))
        .append("$}]\n");
    curve(tex, "blue,thick", slice.points(), slice.symbol(), true);
    curve(tex, "red!80!black,thick,dashed", slice.points(), slice.symbol(), false);
    tex.append("\\addplot[only marks,mark=*,mark size=1.6pt] coordinates {");
    coordinate(tex, slice.at(), slice.symbol(), true);
    coordinate(tex, slice.at(), slice.symbol(), false);
    return tex.append("};\n\\legend{left side,right side,witness}\n")
        .append("\\end{axis}\\end{tikzpicture}}\n")
        .toString();
  }

  private static void curve(
      StringBuilder tex, String style, List<Point> points, String symbol, boolean left) {
    tex.append("\\addplot[").append(style).append("] coordinates {");
    points.forEach(point -> coordinate(tex, point, symbol, left));
    tex.append("};\n");
  }

  private static void coordinate(StringBuilder tex, Point point, String symbol, boolean left) {
    tex.append(
        String.format(
            Locale.ROOT,
            "(%.6g,%.6g)",
            point.values().getOrDefault(symbol, 0.0),
            left ? point.left() : point.right()));
  }
}
