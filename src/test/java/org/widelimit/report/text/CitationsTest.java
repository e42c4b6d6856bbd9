package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.widelimit.report.SampleRun;
import org.widelimit.report.TexReport;
import org.widelimit.report.html.HtmlReport;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;

class CitationsTest {

  @TempDir private Path directory;
  private RunResult run = SampleRun.withText("fine");

  @BeforeEach
  void load() throws IOException {
    Path theorems = Files.createDirectories(directory.resolve("theorems"));
    Files.writeString(
        theorems.resolve("references.bib"),
        """
        @article{poole2016, author = {Poole, Ben and Raghu, M.}, title = {<b>Chaos</b> \\\\input},
          journal = {J}, pages = {1--2}, year = {2016}, eprint = {1606.05340}}
        """);
    Path file =
        Files.writeString(
            theorems.resolve("t.yaml"),
            "title: T\nsource: poole2016, eq. <3>\nclaims:\n  c: {source: poole2016, equation: 1 =="
                + " 1}\n");
    Theorem theorem = (Theorem) TheoremLoader.load(file);
    run = new RunResult("0.1.0", 1, List.of(TheoremResult.of(theorem, List.of())), 1);
  }

  @Test
  void should_print_sources_as_references_in_the_page() {
    // WHEN
    String page = HtmlReport.of(run);
    // THEN
    assertThat(page)
        .contains("<a href=\"#r-poole2016\">Poole and Raghu 2016</a>, eq. &lt;3&gt;")
        .contains("<h2 id=\"references\">References</h2>")
        .contains("<li id=\"r-poole2016\">Poole, Ben; Raghu, M. (2016). <cite>&lt;b&gt;Chaos")
        .contains("J, 1\u20132. arXiv:1606.05340.</li>")
        .doesNotContain("<b>Chaos");
    // Control: a run that cites nothing has no list
    assertThat(HtmlReport.of(SampleRun.withText("fine"))).doesNotContain("id=\"references\"");
  }

  @Test
  void should_print_sources_as_references_in_latex() {
    // WHEN
    String tex = TexReport.of(run);
    // THEN
    assertThat(tex)
        .contains("(\\wlcite{poole2016}{Poole and Raghu 2016}, eq. \\textless{}3\\textgreater{})")
        .contains("\\section*{References}")
        .contains("\\item Poole, Ben; Raghu, M. (2016). \\emph{\\textless{}b\\textgreater{}Chaos")
        .contains("J, 1--2. arXiv:1606.05340.")
        .doesNotContain("\\input");
    assertThat(TexReport.of(SampleRun.withText("fine"))).doesNotContain("References");
  }

  @Test
  void should_skip_no_level_of_headings() {
    for (RunResult any : List.of(run, SampleRun.withText("fine"))) {
      int last = 0;
      Matcher heading = Pattern.compile("<h([1-6])[ >]").matcher(HtmlReport.of(any));
      while (heading.find()) {
        int level = Integer.parseInt(heading.group(1));
        assertThat(level).isLessThanOrEqualTo(last + 1);
        last = level;
      }
      assertThat(last).isGreaterThan(1);
    }
  }

  @Test
  void should_name_every_cell_of_the_findings_for_narrow_screens() {
    // WHEN
    String page = HtmlReport.of(SampleRun.withText("fine"));
    String table = page.substring(page.indexOf("<table class=\"findings\""));
    String body = table.substring(table.indexOf("<tbody>"), table.indexOf("</tbody>"));
    // THEN
    assertThat(body).contains("<td data-label=\"Holds\">");
    assertThat(Pattern.compile("<td(?![^>]*data-label=)").matcher(body).find()).isFalse();
  }

  @Test
  void should_let_lines_of_a_column_end_inside_long_words_only() {
    assertThat(TexEscape.breakable("sigmaW=1.05 and short"))
        .isEqualTo("sigmaW=\\wlbreak{}1.05 and short");
    assertThat(TexEscape.breakable("aaaaaaaaaaaaaaa")).contains("\\wlbreak{}");
    assertThat(TexEscape.breakable("a=b c=d")).isEqualTo("a=b c=d");
  }
}
