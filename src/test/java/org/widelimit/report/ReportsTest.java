package org.widelimit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.widelimit.report.html.HtmlReport;
import org.widelimit.report.text.Phrases;
import org.widelimit.report.text.Prose;
import org.widelimit.report.text.TexDisplay;
import org.widelimit.report.text.TexEscape;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;

class ReportsTest {

  /** A text that would run, close or break something in each of the formats. */
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)> \" ' & ]]> $x$ \\input{p}"
          + " \\write18{rm} % # _ ^ ~ { } \u0000\u0007\uD800 \u202E";

  @Test
  void should_write_every_report(@TempDir Path directory) throws IOException {
    Reports.write(SampleRun.withText("fine"), directory.resolve("a/b"));

    try (Stream<Path> files = Files.list(directory.resolve("a/b"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "index.html",
              "report.tex",
              "claims.tex",
              "claims.bib",
              "verdicts.json",
              "junit.xml",
              "report.sarif",
              "badge.svg");
    }
  }

  @Test
  void should_let_no_text_into_the_markup_of_the_page() {
    String page = HtmlReport.of(SampleRun.withText(HOSTILE));

    assertThat(page).contains("&lt;img src=x onerror=alert(2)&gt;");
    assertThat(page.contains("<img src=x")).isFalse();
    assertThat(page.contains("<script>alert")).isFalse();
    assertThat(count(page, "<script>")).isEqualTo(2);
    assertThat(count(page, "</script>")).isEqualTo(2);
    assertThat(page.chars().filter(c -> c == 0 || c == 7).count()).isZero();
  }

  @Test
  void should_need_no_network() {
    String page = HtmlReport.of(SampleRun.withText("fine"));

    assertThat(page).contains("default-src 'none'");
    assertThat(page).doesNotContainPattern("(?:src|href)=\"https?:");
    assertThat(page).doesNotContainPattern("url\\((?!data:)");
    // Roman, italic, four sizes of signs, blackboard bold and one the sample asks for.
    assertThat(count(page, "data:font/woff2;base64,")).isGreaterThan(6);
    assertThat(page).doesNotContain("fonts/KaTeX");
  }

  @Test
  void should_show_findings_first_and_evidence_on_demand() {
    String page = HtmlReport.of(SampleRun.withText("fine"));
    String body = page.substring(page.indexOf("<main"));

    // What is wrong, what is right instead and where they differ come before all else.
    assertThat(body.indexOf("What does not hold")).isPositive();
    assertThat(body.indexOf("What does not hold")).isLessThan(body.indexOf("by what they rest on"));
    assertThat(body.contains("\\htmlClass{ins}{")).isTrue();
    assertThat(body.contains("q = 1.5")).isTrue();
    // Evidence costs nothing until it is opened.
    String shown = body.replaceAll("(?s)<template>.*?</template>", "");
    assertThat(body.contains("the second moment of half a line")).isTrue();
    assertThat(shown.contains("the second moment of half a line")).isFalse();
    assertThat(page.substring(0, page.indexOf("<template>")).length()).isLessThan(1_000_000);
  }

  @Test
  void should_say_verdicts_in_words_and_signs() {
    String page = HtmlReport.of(SampleRun.withText("fine"));

    String signs = page.replaceAll("<span aria-hidden=\"true\">([^<]*)</span>", "$1");
    assertThat(signs)
        .contains("\u2713\u2713 PROVED", "\u2713 VERIFIED", "~ SUPPORTED", "\u2717 REFUTED")
        .contains("? INCONCLUSIVE", "! BROKEN", "\u2717 not as expected");
  }

  @Test
  void should_write_verdicts_as_strict_json() throws IOException {
    JsonNode root = new ObjectMapper().readTree(JsonReport.of(SampleRun.withText(HOSTILE)));

    assertThat(root.path("widelimit").asText()).isEqualTo("0.1.0");
    assertThat(root.path("seed").asLong()).isEqualTo(1);
    JsonNode theorem = root.path("theorems").path(0);
    assertThat(theorem.path("id").asText()).isEqualTo("sample/length-map");
    JsonNode refuted = theorem.path("claims").path(2);
    assertThat(refuted.path("id").asText()).isEqualTo("as-printed");
    assertThat(refuted.path("activation").asText()).isEqualTo("relu");
    assertThat(refuted.path("expect").asText()).isEqualTo("refuted");
    assertThat(refuted.path("verdict").asText()).isEqualTo("REFUTED");
    assertThat(refuted.path("met").asBoolean()).isTrue();
    assertThat(refuted.path("reads").path("wolfram").asText())
        .isEqualTo("LengthMap[relu, sigmaW, sigmaB][q] == sigmaW^2 E[relu[z Sqrt[q]]^2, z]");
    assertThat(refuted.path("reads").path("tex").asText())
        .contains("\\mathbb{E}_{z}", "\\sigma_w^{2}");
    JsonNode evidence = refuted.path("evidence").path(0);
    assertThat(evidence.path("rung").asText()).isEqualTo("integrate");
    assertThat(evidence.path("points").asInt()).isEqualTo(48);
    assertThat(evidence.path("maxRelativeError").asDouble()).isEqualTo(0.77);
    assertThat(evidence.path("witness").path("q").asDouble()).isEqualTo(1.5);
    assertThat(theorem.path("claims").path(0).path("controls").path("killed").asInt()).isEqualTo(2);
    assertThat(root.path("theorems").path(1).path("broken").path("line").asInt()).isEqualTo(3);
  }

  @Test
  void should_write_junit_xml_that_parses() throws Exception {
    String xml = JunitReport.of(SampleRun.withText(HOSTILE));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));

    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(9);
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  @Test
  void should_let_no_command_into_the_latex_document() {
    RunResult run = SampleRun.withText(HOSTILE);
    for (String tex : List.of(TexReport.of(run), TexReport.fragment(run))) {
      assertThat(tex).doesNotContain("\\input{", "\\write18").contains("\\textbackslash{}input");
      assertThat(tex.chars().filter(c -> c == '\u0000').count()).isZero();
      assertThat(count(tex, "\\begin{")).isEqualTo(count(tex, "\\end{"));
    }
    assertThat(TexReport.fragment(run)).doesNotContain("\\documentclass", "\\usepackage");
  }

  @Test
  void should_break_lines_of_a_formula_that_is_not_typeset() {
    String hostile = "x".repeat(2000) + " $ ";

    assertThat(TexEscape.isSafe(hostile)).isFalse();
    assertThat(TexDisplay.of(hostile)).contains("\\wlbreak").doesNotContain("\\wlone");
    assertThat(TexDisplay.of("x = 1 + a"))
        .isEqualTo("\\wlmany{x = 1 + a}{\\wlpart{{}x}\\wlpart{{}=1}\\wlpart{{}+a}}\n");
    assertThat(TexDisplay.prose("So $" + "a + ".repeat(30) + "b$. Then $c$, too."))
        .contains("{}+b.}}\n Then $c$, too.");
    assertThat(TexDisplay.of("\\frac{a}{b}")).isEqualTo("\\wlone{\\frac{a}{b}}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q_{l} = \\frac{\\sigma_{w}^{2}}{\\sqrt{2}} \\int \\phi \\left( \\sqrt{q_{l-1}}z \\r"
            + "ight)^{2}",
        "\\begin{cases} 1 & x > 0 \\\\ 0 & x \\le 0 \\end{cases}",
        "\\mathbb{E}\\left[\\phi'(u)\\right]",
        "x"
      })
  void should_pass_tex_that_only_typesets(String tex) {
    assertThat(TexEscape.isSafe(tex)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\input{/etc/passwd}",
        "\\immediate\\write18{ls}",
        "\\def\\x{\\x}\\x",
        "\\csname input\\endcsname",
        "\\begin{verbatim}",
        "\\begin {document}",
        "\\catcode`\\%=12",
        "a}b{",
        "\\left( x",
        "x $ y",
        "x & y",
        "x % y",
        "^^5cinput",
        "x^",
        ""
      })
  void should_refuse_tex_that_does_more_or_is_unbalanced(String tex) {
    assertThat(TexEscape.isSafe(tex)).isFalse();
  }

  @Test
  void should_split_prose_at_dollar_signs() {
    assertThat(Prose.parts("a $x$ b $"))
        .isEqualTo(
            List.of(
                new Prose.Part("a ", false),
                new Prose.Part("x", true),
                new Prose.Part(" b $", false)));
  }

  @Test
  void should_write_short_numbers() {
    assertThat(Phrases.number(0.1)).isEqualTo("0.1");
    assertThat(Phrases.number(3)).isEqualTo("3");
    assertThat(Phrases.number(1.5e-12)).isEqualTo("1.5e-12");
    assertThat(Phrases.number(Double.NaN)).isEqualTo("undefined");
    assertThat(Phrases.number(-0.0)).isEqualTo("0");
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  @Test
  void should_not_call_a_run_complete_that_ended_early() {
    RunResult whole = SampleRun.withText("text");
    TheoremResult theorem = whole.theorems().get(0);
    RunResult none = only(TheoremResult.of(theorem.theorem().orElseThrow(), List.of()));
    RunResult part =
        only(
            TheoremResult.of(
                theorem.theorem().orElseThrow(),
                theorem.claims().stream().filter(ClaimResult::met).limit(1).toList()));
    assertThat(only(theorem).unreached()).isZero();
    assertThat(part.unreached()).isPositive();
    assertThat(part.met()).isFalse();
    assertThat(none.met()).isFalse();
    assertThat(HtmlReport.of(part))
        .contains("The run ended early")
        .doesNotContain("Every verdict is as its file expects");
    assertThat(TexReport.of(part)).contains("were not reached");
  }

  private static RunResult only(TheoremResult theorem) {
    return new RunResult("0.1.0", 1, List.of(theorem), 1);
  }
}
