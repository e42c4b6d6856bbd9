package org.widelimit.theorem.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.theorem.Samples;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.Scaffold;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.theorem.reader.TheoremSchema;

class VocabularyTest {

  static List<Word> words() {
    return Vocabulary.words();
  }

  /** Every example of the table must be a formula that a file may write. */
  @ParameterizedTest
  @MethodSource("words")
  void should_accept_the_example_of_every_word(Word word) {
    String kind =
        word.name().equals("Rule")
            ? "limit: '" + word.example() + "'"
            : "equation: '(" + word.example().replace("'", "''") + ") == q'";
    TheoremFile file = Samples.parse(Samples.SOUND + "  example:\n    " + kind + "\n");

    assertThat(file).as(file.toString()).isInstanceOf(Theorem.class);
    assertThat(word.meaning()).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("words")
  void should_refuse_every_word_misspelt(Word word) {
    String misspelt = word.name() + "q";
    TheoremFile file =
        Samples.parse(Samples.SOUND + "  example:\n    equation: " + misspelt + "[q] == q\n");

    assertThat(file.faults()).hasSize(1);
    assertThat(file.faults().get(0).message()).isEqualTo("unknown function '" + misspelt + "'");
  }

  @ParameterizedTest
  @MethodSource("words")
  void should_refuse_too_many_arguments_of_every_word(Word word) {
    if (word.most() == Integer.MAX_VALUE || word.kind() == Word.Kind.CONSTANT) {
      return;
    }
    String arguments = "q" + ", q".repeat(word.most());
    TheoremFile file =
        Samples.parse(
            Samples.SOUND + "  e:\n    equation: q == " + word.name() + "[" + arguments + "]\n");

    assertThat(file.faults()).isNotEmpty();
  }

  @Test
  void should_publish_the_schema_that_the_loader_uses() throws IOException {
    assertThat(Files.readString(Path.of("theorems/theorem.schema.json")))
        .as("regenerate with: widelimit schema > theorems/theorem.schema.json")
        .isEqualTo(TheoremSchema.text());
  }

  @Test
  void should_write_scaffolds_that_are_sound() {
    for (String id : List.of("mine", "area/my-claim", "a/b/c-1")) {
      TheoremFile file =
          TheoremLoader.parse(
              "theorems/" + id + ".yaml",
              Scaffold.of(id).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(file).isInstanceOf(Theorem.class);
      assertThat(((Theorem) file).id()).isEqualTo(id);
    }
  }
}
