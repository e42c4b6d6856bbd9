package org.widelimit.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.widelimit.report.text.Citations;
import org.widelimit.report.text.Finding;
import org.widelimit.report.text.Headline;
import org.widelimit.report.text.ProposalAccount;
import org.widelimit.report.text.TexEscape;
import org.widelimit.report.text.Trust;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;

/**
 * The report in LaTeX that {@code pdflatex} and {@code lualatex} compile: a document, and a
 * fragment without a document class to {@code \input} into a paper. Text of theorem files is
 * escaped; their TeX passes only if it does nothing but typeset.
 */
public final class TexReport {

  private static final String PREAMBLE =
      """
      \\documentclass[10pt,a4paper]{article}
      \\usepackage{iftex}
      \\ifPDFTeX
        \\usepackage[utf8]{inputenc}
        \\usepackage[T1]{fontenc}
        \\usepackage{textcomp}
        \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
      \\else
        \\usepackage{fontspec}
      \\fi
      \\usepackage{amsmath,amssymb,amsthm,bm}
      \\usepackage[margin=17mm]{geometry}
      \\usepackage{array,booktabs,graphicx,xcolor,pgfplots}
      \\pgfplotsset{compat=1.14}
      \\setlength{\\parindent}{0pt}
      \\setlength{\\parskip}{2pt plus 2pt}
      \\AtBeginDocument{\\abovedisplayskip=3pt plus 3pt\\belowdisplayskip=3pt plus 3pt\\abovedisplayshortskip=1pt plus 2pt\\belowdisplayshortskip=2pt plus 2pt}
      \\allowdisplaybreaks
      \\newcommand{\\wlcite}[2]{#2}
      """;

  /** What both need; a paper that loads other packages may define these its own way. */
  private static final String DEFINITIONS =
      """
      \\ifdefined\\wlbox\\else\\newsavebox{\\wlbox}\\fi
      \\ifdefined\\wlclaim\\else\\newtheorem{wlclaim}{Claim}\\fi
      \\providecommand{\\wlcite}[2]{\\cite{#1}}
      \\providecommand{\\wlsection}[1]{\\subsection*{#1}}
      \\definecolor{wladded}{rgb}{0.05,0.4,0.2}
      \\definecolor{wlremoved}{rgb}{0.65,0.1,0.08}
      \\providecommand{\\wlins}[1]{{\\color{wladded}\\underline{#1}}}
      \\providecommand{\\wldel}[1]{{\\color{wlremoved}\\overline{#1}}}
      % A formula, or a part of one, that is wider than the line is made to fit.
      \\providecommand{\\wlfit}[1]{\\sbox{\\wlbox}{$\\displaystyle #1$}%
        \\ifdim\\wd\\wlbox>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox{\\wlbox}}\\else\\usebox{\\wlbox}\\fi}
      \\providecommand{\\wlone}[1]{\\[\\wlfit{#1}\\]}
      \\providecommand{\\wlpart}[1]{\\wlfit{#1}\\hspace{0pt plus 1pt}}
      \\providecommand{\\wlmany}[2]{\\sbox{\\wlbox}{$\\displaystyle #1$}%
        \\ifdim\\wd\\wlbox>\\linewidth\\begin{quote}\\raggedright #2\\end{quote}\\else\\[\\usebox{\\wlbox}\\]\\fi}
      % A figure is left out where pgfplots is not loaded.
      \\providecommand{\\wlfigure}[1]{\\ifdefined\\pgfplotsset\\begin{center}#1\\end{center}\\fi}
      % Ends a line inside a word where no line could end between words.
      \\providecommand{\\wlbreak}{\\penalty900 }
      """;

  private final RunResult run;
  private final StringBuilder tex = new StringBuilder();

  private TexReport(RunResult run) {
    this.run = run;
  }

  /** Returns the document. */
  public static String of(RunResult run) {
    return new TexReport(run).document();
  }

  /** Returns the claims for a paper, without a document class. */
  public static String fragment(RunResult run) {
    TexReport report = new TexReport(run);
    report.tex.append(
        """
        % Claims and their verdicts, to \\input into a paper that loads
        %   amsmath, amssymb, amsthm, bm, graphicx, xcolor, and for the figures pgfplots.
        % Each claim has a \\label; citations are of claims.bib.
        """);
    report.tex.append(DEFINITIONS).append("\\begingroup\\sloppy\n");
    report.findings();
    run.theorems().forEach(report::theorem);
    return report.tex.append("\\endgroup\n").toString();
  }

  private String document() {
    tex.append(PREAMBLE).append("\\newcommand{\\wlsection}[1]{\\section{#1}}\n");
    tex.append(DEFINITIONS).append("\\sloppy\n\\emergencystretch=3em\n\\begin{document}\n");
    tex.append("\\title{Widelimit report}\n\\author{version ")
        .append(TexEscape.text(run.version()))
        .append(", seed ")
        .append(run.seed())
        .append("}\n\\date{}\n\\maketitle\n");
    Headline headline = Headline.of(run);
    tex.append("\\textbf{").append(TexEscape.text(headline.finding())).append("}\n\n");
    tex.append(
        String.format(
            Locale.ROOT,
            "%d theorem files, %d verdicts, %s%s.%n%n",
            run.theorems().size(),
            run.claims().size(),
            asExpected() ? "every one as expected" : "not every one as expected",
            run.unreached() == 0 ? "" : "; " + run.unreached() + " checks were not reached"));
    tex.append(TexEscape.text(headline.why())).append("\n\n");
    ladder();
    findings();
    run.theorems().forEach(this::theorem);
    proposals();
    tex.append(Citations.texList(run));
    return tex.append("\\end{document}\n").toString();
  }

  private void ladder() {
    tex.append("\\begin{center}\\begin{tabular}{@{}llrp{0.5\\linewidth}@{}}\\toprule\n");
    tex.append("verdict & rests on & number & which means \\\\ \\midrule\n");
    List<Trust> rungs = new ArrayList<>(List.of(Trust.values()));
    Collections.reverse(rungs);
    for (Trust rung : rungs) {
      long count = run.claims().stream().filter(one -> Trust.of(one).equals(rung.found())).count();
      row(rung.verdict().name(), rung.word(), count, rung.meaning());
    }
    long refuted = run.claims().stream().filter(Finding::isRefuted).count();
    row("REFUTED", "a witness", refuted, "false: anyone can recompute the witness");
    long open =
        run.claims().stream()
            .filter(one -> !one.verdict().holds() && !Finding.isRefuted(one))
            .count();
    if (open > 0) {
      row("open", "", open, "inconclusive or broken");
    }
    tex.append("\\bottomrule\\end{tabular}\\end{center}\n");
  }

  private void row(String verdict, String word, long count, String meaning) {
    tex.append(verdict)
        .append(" & ")
        .append(word)
        .append(" & ")
        .append(count)
        .append(" & \\small\\raggedright ")
        .append(TexEscape.text(meaning))
        .append(" \\tabularnewline\n");
  }

  private void findings() {
    List<Finding> findings =
        Finding.of(run).stream().filter(one -> one.printed() || one.surprising()).toList();
    if (!findings.isEmpty()) {
      tex.append("\n\\wlsection{What does not hold}\n");
      findings.forEach(finding -> tex.append(TexClaims.finding(finding)));
    }
  }

  private void theorem(TheoremResult result) {
    tex.append(TexClaims.of(result));
  }

  private void proposals() {
    if (run.proposals().isEmpty()) {
      return;
    }
    tex.append("\n\\section*{Proposals of Symja}\n")
        .append(TexEscape.text(ProposalAccount.summary(run.proposals())))
        .append(". Only what is proved is used.\n\n");
  }

  private boolean asExpected() {
    return !run.broken() && run.claims().stream().allMatch(ClaimResult::met);
  }
}
