package org.widelimit.theorem.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.widelimit.algebra.Garbage;
import org.widelimit.theorem.BrokenClaim;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

class PaperReaderTest {

  private static String paper() {
    try (InputStream stream =
        Objects.requireNonNull(PaperReaderTest.class.getResourceAsStream("paper.tex"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static TheoremFile read(String paper) {
    return PaperReader.read("paper.tex", paper, Optional.empty(), Bibliography.NONE);
  }

  @Test
  void should_read_each_displayed_equation_by_its_number() {
    Theorem theorem = (Theorem) read(paper());

    assertThat(theorem.title()).isEqualTo("Signals in wide networks");
    assertThat(theorem.id()).isEqualTo("paper");
    assertThat(theorem.claims())
        .extracting(Claim::id)
        .containsExactly("eq-1", "eq-2", "eq-3", "eq-4", "line-43", "eq-ast");
    assertThat(theorem.claims().get(3).expect()).isEqualTo(Expectation.REFUTED);
    assertThat(theorem.claims()).allMatch(claim -> claim.header().position().line() > 20);
    assertThat(theorem.brokenClaims()).extracting(BrokenClaim::id).containsExactly("eq-5");
  }

  @Test
  void should_point_into_the_paper() {
    String paper = paper();
    BrokenFile fault = read(paper).faults().get(0);

    assertThat(paper.lines().toList().get(fault.line() - 1).substring(fault.column() - 1))
        .startsWith("x_i^{(l)}");
  }

  @Test
  void should_point_into_the_declarations() {
    String paper = paper().replace("\"(0, 3)\"", "\"(3, 0)\"").replace("skip: a", "skop: a");
    List<String> lines = paper.lines().toList();

    assertThat(read(paper).faults())
        .anySatisfy(
            fault -> {
              assertThat(fault.message()).contains("no set, or an empty one");
              assertThat(lines.get(fault.line() - 1).substring(fault.column() - 1))
                  .startsWith("\"(3, 0)\"");
            })
        .anySatisfy(fault -> assertThat(fault.message()).contains("unknown key 'skop'"));
  }

  @Test
  void should_refuse_what_is_said_of_an_equation_that_is_not_there() {
    TheoremFile file = read(paper().replace("%   6: {skip", "%   7: {skip"));

    assertThat(file).isInstanceOf(BrokenFile.class);
    assertThat(((BrokenFile) file).describe())
        .contains("no displayed equation has the number 7")
        .startsWith("paper.tex:17:");
  }

  @Test
  void should_read_declarations_from_a_file_beside_a_paper(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("note.md"), "# A note\n\nSee\n\n$$ q + q = 2 q \\tag{7} $$\n\n$$q = r$$\n");
    Files.writeString(folder.resolve("note.widelimit.yaml"), "symbols:\n  q: {in: \"(0, 1)\"}\n");

    TheoremFile file = TheoremLoader.load(folder.resolve("note.md"));

    assertThat(((Theorem) file).claims()).extracting(Claim::id).containsExactly("eq-7");
    assertThat(((Theorem) file).title()).isEqualTo("A note");
    assertThat(file.faults()).hasSize(1);
    assertThat(file.faults().get(0).describe()).contains("note.md:7:").contains("'r'");
    assertThat(TheoremLoader.find(List.of(folder))).isEmpty();
  }

  @Test
  void should_count_equations_by_sections_where_the_paper_does() {
    String paper =
        """
        \\numberwithin{equation}{section}
        \\section{One} \\begin{equation} 1 = 1 \\end{equation}
        \\section{Two} \\begin{gather} 2 = 2 \\\\ 3 = 3 \\nonumber \\\\ 4 = 4 \\end{gather}
        \\begin{align} 5 &= 2 + 3 \\nonumber \\\\ &= 4 + 1 \\end{align}
        """;

    assertThat(PaperEquations.of(paper))
        .extracting(PaperEquations.Display::number)
        .containsExactly("1.1", "2.1", "", "2.2", "2.3");
  }

  @Property(tries = 300)
  void should_answer_damaged_papers_with_places_in_them(@ForAll Random random) {
    String paper = Garbage.mutate(random, paper(), "\\{}$%&[]|,=: \n'\"-");

    TheoremFile file = read(paper);

    int lines = (int) paper.lines().count();
    assertThat(file.faults())
        .allSatisfy(
            fault -> {
              assertThat(fault.line()).isBetween(1, Math.max(1, lines));
              assertThat(fault.column()).isPositive();
              assertThat(fault.message()).isNotBlank();
            });
  }

  @Test
  void should_read_a_sidecar_before_a_comment() {
    TheoremFile file =
        PaperReader.read(
            "p.tex",
            "% widelimit:\n% symbols: nonsense\n\n\\[ q = q \\]\n",
            Optional.of(Map.entry("p.widelimit.yaml", "symbols: {q: {in: reals}}\n")),
            Bibliography.NONE);

    assertThat(((Theorem) file).claims()).hasSize(1);
  }
}
