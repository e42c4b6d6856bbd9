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
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

class NeighboursTest {

  private static final String CLAIMS =
      """
      symbols: {q: {in: "(0, 1)"}}
      claims:
        a: {equation: q == q}
      """;

  @TempDir private Path directory;

  @Test
  void should_build_on_theorems_of_the_library() throws IOException {
    write("theorems/kernels/recursion.yaml", "title: R\n" + CLAIMS);
    write("theorems/deep/er/still.yml", "title: S\n" + CLAIMS);

    TheoremFile file = using("theorems/duals/relu.yaml", "[kernels/recursion, deep/er/still]");

    assertThat(file).isInstanceOf(Theorem.class);
    assertThat(((Theorem) file).uses()).containsExactly("kernels/recursion", "deep/er/still");
  }

  @Test
  void should_build_on_files_beside_it_outside_a_library() throws IOException {
    write("mine.yaml", "title: M\n" + CLAIMS);
    write("below/other.yaml", "title: O\n" + CLAIMS);

    assertThat(using("yours.yaml", "[mine]")).isInstanceOf(Theorem.class);
    assertThat(using("yours.yaml", "[other]")).isInstanceOf(BrokenFile.class);
  }

  @ParameterizedTest
  @CsvSource({
    "kernels/recursoin, did you mean 'kernels/recursion'?",
    "nothing/like/it, the id of a theorem is its path",
    "../kernels/recursion, did you mean 'kernels/recursion'?",
    "/etc/passwd, the id of a theorem is its path",
    "kernels/recursion.yaml, did you mean 'kernels/recursion'?",
    "duals/relu, name another theorem"
  })
  void should_refuse_an_id_that_is_none(String used, String hint) throws IOException {
    write("theorems/kernels/recursion.yaml", "title: R\n" + CLAIMS);

    TheoremFile file = using("theorems/duals/relu.yaml", "[kernels/recursion, '" + used + "']");

    assertThat(file).isInstanceOf(BrokenFile.class);
    BrokenFile broken = (BrokenFile) file;
    assertThat(broken.line()).isEqualTo(2);
    assertThat(broken.column()).isEqualTo(27);
    assertThat(broken.describe()).contains(hint);
  }

  private TheoremFile using(String path, String uses) throws IOException {
    return TheoremLoader.load(write(path, "title: T\nuses: " + uses + "\n" + CLAIMS));
  }

  private Path write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
