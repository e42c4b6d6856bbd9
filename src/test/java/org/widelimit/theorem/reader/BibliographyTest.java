package org.widelimit.theorem.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Reference;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

class BibliographyTest {

  private static final String BIB =
      """
      A comment, which BibTeX passes over.
      @inproceedings{poole2016,
        author = {Poole, Ben and Lahiri, Subhaneil and Raghu, Maithra},
        title = {Exponential {Expressivity} in deep networks},
        booktitle = {NeurIPS},
        volume = {29},
        pages = {1--9},
        year = 2016,
        eprint = {1606.05340}
      }
      @article{jacot2018, author = "Gabriel, Franck and Hongler, Cl{\\'e}ment",
        title = "Neural \\& tangent", journal = {J}, year = {2018}, doi = {10.1/x}}
      @misc{article, title = {An article}, note = {In Japanese}}
      """;

  private static final String THEOREM =
      """
      title: Cited
      source: SOURCE
      claims:
        c: {source: "CLAIM", equation: 1 == 1}
      """;

  @TempDir private Path directory;

  private TheoremFile load(String folder, String source, String claim) throws IOException {
    Path file = directory.resolve(folder).resolve("t.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, THEOREM.replace("SOURCE", source).replace("CLAIM", claim));
    return TheoremLoader.load(file);
  }

  private void bibliography(String folder) throws IOException {
    Files.createDirectories(directory.resolve(folder));
    Files.writeString(directory.resolve(folder).resolve("references.bib"), BIB);
  }

  @Test
  void should_look_up_what_a_theorem_and_its_claims_cite() throws IOException {
    // GIVEN
    bibliography("theorems");
    // WHEN
    Theorem theorem =
        (Theorem)
            load("theorems/a/b", "poole2016, eq. 3; article, see below", "jacot2018; article");
    // THEN
    assertThat(theorem.references())
        .extracting(Reference::label)
        .containsExactly("Poole et al. 2016", "article", "Gabriel and Hongler 2018");
    Reference poole = theorem.references().get(0);
    assertThat(poole.title()).isEqualTo("Exponential Expressivity in deep networks");
    assertThat(poole.place()).isEqualTo("NeurIPS 29, 1\u20139");
    assertThat(poole.identifier()).isEqualTo("arXiv:1606.05340");
    Reference jacot = theorem.references().get(2);
    assertThat(jacot.authors()).containsExactly("Gabriel, Franck", "Hongler, Cl\u00e9ment");
    assertThat(jacot.title()).isEqualTo("Neural & tangent");
    assertThat(jacot.identifier()).isEqualTo("doi:10.1/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pool2016, eq. 3        | article   | 2:9  | pool2016 | did you mean 'poole2016'?",
        "poole2016; jacto2018   | article   | 2:20 | jacto2018 | did you mean 'jacot2018'?",
        "poole2016              | artikel   | 4:16 | artikel  | did you mean 'article'?",
        "poole2016              | '2016'    | 4:16 | 2016     | "
            + "a source is a key of references.bib and the place",
      })
  void should_say_where_a_key_is_unknown(
      String source, String claim, String place, String key, String hint) throws IOException {
    // GIVEN
    bibliography("theorems");
    // WHEN
    BrokenFile broken = (BrokenFile) load("theorems/a", source, claim);
    // THEN
    assertThat(broken.message()).isEqualTo("no reference '" + key + "' in references.bib");
    assertThat(broken.line() + ":" + broken.column()).isEqualTo(place);
    assertThat(broken.hint()).isEqualTo(hint);
  }

  @Test
  void should_leave_sources_alone_where_no_bibliography_belongs_to_the_file() throws IOException {
    // GIVEN a bibliography that is somebody else's
    bibliography(".");
    // THEN
    Theorem elsewhere = (Theorem) load("mine", "Someone 2020, page 3", "me");
    assertThat(elsewhere.references()).isEmpty();
    assertThat(elsewhere.source()).isEqualTo("Someone 2020, page 3");
    assertThat(load("theorems/a", "Someone 2020", "me")).isInstanceOf(Theorem.class);
    // Control: one beside the file is its own
    bibliography("mine");
    assertThat(load("mine", "Someone 2020, page 3", "me")).isInstanceOf(BrokenFile.class);
  }

  @Test
  void should_say_where_a_bibliography_is_none() throws IOException {
    // GIVEN an entry whose brace is left open, before another
    Files.createDirectories(directory.resolve("theorems"));
    Path bib = directory.resolve("theorems").resolve("references.bib");
    Files.writeString(bib, "@misc{a, title = {A}}\n@misc{b, title = {B}\n@misc{c, title = {C}}\n");
    // WHEN
    BrokenFile broken = (BrokenFile) load("theorems/x", "a", "a");
    // THEN
    assertThat(broken.message()).isEqualTo("references.bib is no BibTeX at line 3, column 1");
    assertThat(broken.line() + ":" + broken.column()).isEqualTo("2:9");
  }

  @Test
  void should_read_what_style_files_and_other_entries_define() throws IOException {
    // GIVEN names of months and journals, defined here, elsewhere or nowhere
    Files.createDirectories(directory.resolve("theorems"));
    Files.writeString(
        directory.resolve("theorems").resolve("references.bib"),
        """
        @string{nips = {Neural Information}}
        @comment{none of ours}
        @article{a, title = {A}, journal = nips # { Processing}, month = jan, year = 2020,}
        @article{b, title = {B}, journal = jmlr, crossref = {nowhere}}
        """);
    // WHEN
    Theorem theorem = (Theorem) load("theorems/x", "a", "b");
    // THEN
    assertThat(theorem.references())
        .extracting(Reference::place)
        .containsExactly("Neural Information Processing", "jmlr");
  }

  @Test
  void should_survive_a_bibliography_that_is_none() {
    for (int end = 0; end < BIB.length(); end++) {
      assertThat(Bibliography.of("b", BIB.substring(0, end))).isNotNull();
    }
  }
}
