package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.tex.TexWriter;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class InternalNamesTest {

  /** Where formulas of files are worked on. */
  private static final List<String> PACKAGES = List.of("algebra", "gaussian", "verification");

  /**
   * They name the variables of formulas of their own, in which a file has no symbol, or read the
   * letters of print.
   */
  private static final Set<String> OWN_FORMULAS =
      Set.of(
          "ClosedMean.java",
          "HermiteCoefficients.java",
          "CovarianceForms.java",
          "TexAverages.java");

  private static final Pattern NAMED =
      Pattern.compile("\\b[sS]ym\\(\\s*(?:\"([^\"]*)\"|[^();]*\"([^\"]*)\")");

  @ParameterizedTest
  @ValueSource(strings = {"a$", "a$1", "$", "$a", "f[a$1]", "a$b + 1", "1 + $1", "q$'[x]"})
  void should_be_refused_by_the_reader_of_wolfram_syntax(String text) {
    assertThatThrownBy(() -> WolframReader.read(text)).isInstanceOf(SyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a$ = 1", "a\\$1 = 1", "\\$ = 1", "\\mathrm{a$1} = 1", "a_{$1} = 2"})
  void should_be_refused_by_the_reader_of_tex(String text) {
    assertThatThrownBy(() -> TexReader.read(text, Map.of())).isInstanceOf(SyntaxException.class);
  }

  @Test
  void should_differ_from_all_that_is_there() {
    Expr one = Expressions.plus(InternalNames.fresh("z"), Expressions.sym("z1"));

    assertThat(InternalNames.fresh("z", one)).isEqualTo(InternalNames.of("z", "2"));
    assertThat(InternalNames.fresh("u", one)).isEqualTo(InternalNames.of("u", "1"));
    assertThat(InternalNames.symbol("z")).isNotIn(InternalNames.fresh("z"), Expressions.sym("z"));
  }

  @Test
  void should_be_printed_without_a_mark_and_apart() {
    Expr sum =
        Expressions.plus(
            InternalNames.of("z", "1"),
            InternalNames.of("z", "2"),
            Expressions.sym("z"),
            InternalNames.of("eigenvalue", "K"));

    assertThat(WolframWriter.write(sum)).isEqualTo("eigenvalueOfK + z + z1 + z2");
    assertThat(TexWriter.write(sum)).doesNotContain("$").contains("z_{1}", "z_{2}");
    assertThat(InternalNames.shown("iterate$3")).isEqualTo("iterate");
    assertThat(InternalNames.shown("q")).isEqualTo("q");
  }

  /** A name of small letters that the program gives to a symbol is one that a file can have. */
  @Test
  void should_be_all_that_the_program_calls_its_own_symbols() throws IOException {
    List<String> unmarked = new ArrayList<>();
    for (String name : PACKAGES) {
      try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/widelimit", name))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String source = Files.readString(file);
          Matcher named = NAMED.matcher(source);
          while (named.find()) {
            String text = named.group(1) != null ? named.group(1) : named.group(2);
            boolean word = text.matches("[A-Z][A-Za-z]*");
            if (!word && !OWN_FORMULAS.contains(String.valueOf(file.getFileName()))) {
              unmarked.add(file.getFileName() + ": " + named.group());
            }
          }
        }
      }
    }

    assertThat(unmarked).isEmpty();
  }
}
