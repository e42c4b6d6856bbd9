package org.widelimit.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.widelimit.algebra.ProofStep;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.MathTex;
import org.widelimit.report.text.Phrases;
import org.widelimit.report.text.ProposalAccount;
import org.widelimit.report.text.Prose;
import org.widelimit.report.text.TexEscape;
import org.widelimit.report.text.Understood;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Enclosed;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Verdict;

/**
 * The report as a LaTeX document that {@code pdflatex} and {@code lualatex} compile. Text of
 * theorem files is escaped; their TeX passes only if it does nothing but typeset.
 */
public final class TexReport {

  private static final String PREAMBLE =
      """
      \\documentclass[11pt,a4paper]{article}
      \\usepackage{iftex}
      \\ifPDFTeX
        \\usepackage[utf8]{inputenc}
        \\usepackage[T1]{fontenc}
        \\usepackage{textcomp}
      \\else
        \\usepackage{fontspec}
      \\fi
      \\usepackage{amsmath,amssymb,bm}
      \\usepackage[margin=25mm]{geometry}
      \\usepackage{longtable,array,graphicx}
      \\newsavebox{\\wlbox}
      \\newcommand{\\wlfit}[1]{\\sbox{\\wlbox}{$\\displaystyle #1$}%
        \\ifdim\\wd\\wlbox>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox{\\wlbox}}\\else\\usebox{\\wlbox}\\fi}
      \\newcommand{\\wlformula}[2]{\\sbox{\\wlbox}{$\\displaystyle #1#2$}%
        \\ifdim\\wd\\wlbox>\\linewidth\\[\\wlfit{#1}\\]\\[\\wlfit{{}#2}\\]\\else\\[\\usebox{\\wlbox}\\]\\fi}
      % Ends a line inside a word where no line could end between words.
      \\newcommand{\\wlbreak}{\\penalty900 }
      % Columns of parts of the line; with the gaps between five of them the parts make 0.88.
      \\newcolumntype{L}[1]{>{\\raggedright\\arraybackslash}p{#1\\linewidth}}
      \\setlength{\\LTleft}{0pt}
      \\setlength{\\LTright}{0pt}
      \\setlength{\\parindent}{0pt}
      \\setlength{\\parskip}{4pt plus 2pt}
      \\allowdisplaybreaks
      \\sloppy
      \\begin{document}
      """;

  private final RunResult run;
  private final StringBuilder tex = new StringBuilder(PREAMBLE);

  private TexReport(RunResult run) {
    this.run = run;
  }

  /** Returns the document. */
  public static String of(RunResult run) {
    return new TexReport(run).document();
  }

  private String document() {
    long checks = run.theorems().stream().mapToLong(theorem -> theorem.claims().size()).sum();
    tex.append("\\title{Widelimit report}\n\\author{version ")
        .append(TexEscape.text(run.version()))
        .append(", seed ")
        .append(run.seed())
        .append("}\n\\date{}\n\\maketitle\n");
    tex.append(
        String.format(
            Locale.ROOT,
            "%d theorem files, %d verdicts, %s%s.%n%n",
            run.theorems().size(),
            checks,
            asExpected() ? "every one as expected" : "not every one as expected",
            run.unreached() == 0 ? "" : "; " + run.unreached() + " checks were not reached"));
    run.theorems().forEach(this::theorem);
    proposals();
    tex.append(Citations.texList(run));
    return tex.append("\\end{document}\n").toString();
  }

  private void proposals() {
    if (run.proposals().isEmpty()) {
      return;
    }
    tex.append("\n\\section*{Proposals of Symja}\n")
        .append(TexEscape.text(ProposalAccount.summary(run.proposals())))
        .append(". Only what is proved is used.\n\n");
    for (String line : ProposalAccount.wrong(run.proposals())) {
      tex.append("Wrong: \\texttt{").append(TexEscape.text(line)).append("}\n\n");
    }
  }

  private boolean asExpected() {
    return !run.broken()
        && run.theorems().stream()
            .flatMap(theorem -> theorem.claims().stream())
            .allMatch(claim -> claim.met());
  }

  private void theorem(TheoremResult result) {
    tex.append("\n\\section*{")
        .append(prose(result.title().isEmpty() ? result.id() : result.title()))
        .append("}\n");
    result
        .broken()
        .ifPresent(
            file ->
                tex.append("\\textbf{BROKEN} \\texttt{")
                    .append(TexEscape.text(file.describe()))
                    .append("}\n\n"));
    result.theorem().ifPresent(theorem -> sound(theorem, result));
  }

  private void sound(Theorem theorem, TheoremResult result) {
    tex.append("\\texttt{").append(TexEscape.text(theorem.id())).append("}");
    if (!theorem.source().isEmpty()) {
      tex.append(" (").append(Citations.tex(theorem.source(), theorem.references())).append(")");
    }
    tex.append("\n\n").append(prose(theorem.statement())).append("\n\n");
    Map<String, String> names = theorem.texNames();
    for (Claim claim : theorem.claims()) {
      tex.append("\\paragraph{").append(TexEscape.text(claim.id())).append("} ");
      tex.append(prose(claim.says()));
      if (!claim.source().isEmpty()) {
        tex.append(" (").append(Citations.tex(claim.source(), theorem.references())).append(")");
      }
      tex.append('\n');
      for (String line : MathTex.lines(claim, names)) {
        display(line);
      }
      if (claim.kind().equals("tex")) {
        Understood read = Understood.of(theorem, claim);
        tex.append("Read as\n");
        display(read.tex());
        tex.append("in Wolfram syntax \\texttt{")
            .append(TexEscape.breakable(read.wolfram()))
            .append("}\n\n");
      }
      List<ClaimResult> checks =
          result.claims().stream().filter(check -> check.id().equals(claim.id())).toList();
      verdicts(checks);
      checks.stream()
          .filter(check -> check.repair() != null)
          .findFirst()
          .ifPresent(
              check ->
                  tex.append("What holds instead: \\texttt{")
                      .append(TexEscape.text(String.valueOf(check.repair())))
                      .append("}, where B is the printed side.\n\n"));
      proofs(checks, names);
    }
    for (ClaimResult check : result.claims()) {
      if (check.verdict() == Verdict.BROKEN) {
        tex.append("\\paragraph{").append(TexEscape.text(check.id())).append("}\n\\texttt{");
        tex.append(TexEscape.breakable(check.formula())).append("}\n\n");
        verdicts(List.of(check));
      }
    }
  }

  /** A display; one wider than the line is broken at its first relation, then made to fit. */
  private void display(String formula) {
    tex.append(displayed(formula));
  }

  /** Returns a formula on lines of its own. */
  static String displayed(String formula) {
    if (!TexEscape.isSafe(formula)) {
      // A box as wide as a long text is more than TeX can measure; a paragraph can be broken.
      return "\\begin{quote}\\small\\texttt{" + TexEscape.breakable(formula) + "}\\end{quote}\n";
    }
    String math = formula.strip();
    int relation = TexEscape.firstRelation(math);
    return relation < 0
        ? "\\[\\wlfit{" + math + "}\\]\n"
        : "\\wlformula{" + math.substring(0, relation) + "}{" + math.substring(relation) + "}\n";
  }

  private void verdicts(List<ClaimResult> checks) {
    if (checks.isEmpty()) {
      tex.append("Not reached in this run.\n\n");
      return;
    }
    tex.append(
        """
        {\\small
        \\begin{longtable}{@{}L{0.13}L{0.2}L{0.1}L{0.09}L{0.36}@{}}
        activation & verdict & expected & controls & what was seen \\\\ \\hline
        \\endhead
        """);
    for (ClaimResult check : checks) {
      tex.append(TexEscape.breakable(check.activation()))
          .append(" & ")
          .append(check.met() ? check.verdict().name() : "\\textbf{" + check.verdict() + "}")
          .append(" & ")
          .append(check.expect().word())
          .append(check.met() ? "" : " (missed)")
          .append(" & ")
          .append(
              check.controls().made() == 0
                  ? "--"
                  : check.controls().killed() + "/" + check.controls().made())
          .append(" & ")
          .append(TexEscape.breakable(seen(check)))
          .append(" \\\\\n");
    }
    tex.append("\\end{longtable}}\n");
  }

  private static String seen(ClaimResult check) {
    String detail = Phrases.detail(check);
    for (Evidence evidence : check.evidence()) {
      Witness witness = Phrases.witnessOf(evidence);
      if (witness != null) {
        return detail + "; error bound " + Phrases.number(witness.error());
      }
      if (evidence instanceof Enclosed enclosed) {
        return detail + "; " + Phrases.boxes(enclosed);
      }
    }
    return detail;
  }

  /** The proofs, those with equal steps once for all their activations. */
  private void proofs(List<ClaimResult> checks, Map<String, String> names) {
    Map<List<ProofStep>, List<String>> proofs = new LinkedHashMap<>();
    for (ClaimResult check : checks) {
      for (Evidence evidence : check.evidence()) {
        if (evidence instanceof Derived derived && derived.proved() && !derived.steps().isEmpty()) {
          proofs
              .computeIfAbsent(derived.steps(), steps -> new ArrayList<>())
              .add(check.activation());
        }
      }
    }
    proofs.forEach((steps, activations) -> proof(steps, String.join(", ", activations), names));
  }

  private void proof(List<ProofStep> steps, String activations, Map<String, String> names) {
    tex.append("\\emph{Proof")
        .append(activations.isEmpty() ? "" : " for " + TexEscape.text(activations))
        .append(".}\n\\begin{enumerate}\n");
    for (ProofStep step : steps) {
      tex.append("\\item ")
          .append(TexEscape.text(step.rule()))
          .append(step.because().isEmpty() ? "" : ": " + prose(step.because()))
          .append(step.credit().isEmpty() ? "" : " (" + TexEscape.text(step.credit()) + ")")
          .append('\n');
      display(MathTex.equation(step, names));
    }
    tex.append("\\end{enumerate}\n");
  }

  private static String prose(String text) {
    StringBuilder prose = new StringBuilder();
    for (Prose.Part part : Prose.parts(text)) {
      prose.append(
          part.math() ? "$" + TexEscape.math(part.text()) + "$" : TexEscape.text(part.text()));
    }
    return prose.toString();
  }
}
