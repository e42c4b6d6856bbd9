package org.widelimit.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.algebra.syntax.tex.TexNotation;
import org.widelimit.cli.output.Failure;
import org.widelimit.theorem.reader.TheoremSchema;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: tells what a word of the vocabulary means. */
@Command(
    name = "explain",
    description = "Tells what a word of theorem files means; without a word, lists them all.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "WORD",
      arity = "0..1",
      description =
          "A word of the vocabulary, an activation of the catalogue, a key of theorem files, a"
              + " notation of TeX, or 'tex' for all of these.")
  private @Nullable String word;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  ExplainCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (word == null) {
      list(out);
      return ExitCode.MET;
    }
    Optional<Word> known = Vocabulary.find(word);
    if (known.isPresent()) {
      explain(known.get(), out);
      return ExitCode.MET;
    }
    Optional<ActivationCatalogue.Entry> activation = ActivationCatalogue.find(word);
    if (activation.isPresent()) {
      ActivationCatalogue.Entry entry = activation.get();
      out.println(entry.name() + "  (activation)");
      out.println("  " + entry.meaning());
      out.println("  formula: " + entry.formula());
      for (int i = 0; i < entry.parameters().size(); i++) {
        out.println("  " + entry.parameters().get(i) + " = " + entry.defaults().get(i));
      }
      return ExitCode.MET;
    }
    List<String> keys = TheoremSchema.explain(word);
    List<TexNotation> notations =
        word.equals("tex") ? TexNotation.all() : TexNotation.about(String.valueOf(word));
    boolean ofTex = keys.isEmpty() || word.equals("tex");
    if (!keys.isEmpty() || (!notations.isEmpty() && word.length() > 2)) {
      keys.forEach(out::println);
      (ofTex ? notations : List.<TexNotation>of()).forEach(notation -> explain(notation, out));
      return ExitCode.MET;
    }
    String near =
        Vocabulary.nearest(word)
            .or(() -> ActivationCatalogue.nearest(String.valueOf(word)))
            .map(candidate -> "did you mean '" + candidate + "'?")
            .orElse("'widelimit explain' lists all words");
    spec.commandLine()
        .getErr()
        .println("widelimit: no such word: '" + Failure.oneLine(word) + "' (" + near + ")");
    return ExitCode.BROKEN;
  }

  private static void explain(TexNotation notation, PrintWriter out) {
    out.println(notation.name() + "  (TeX)");
    out.println("  " + notation.example());
    if (!notation.wolfram().isEmpty()) {
      out.println("  is read as " + notation.wolfram());
    }
    out.println("  " + notation.says());
  }

  private static void explain(Word word, PrintWriter out) {
    out.println(word.name() + "  (" + word.kind().word() + ", " + word.arity() + ")");
    out.println("  " + word.meaning());
    out.println("  example: " + word.example());
  }

  private static void list(PrintWriter out) {
    for (Word.Kind kind : Word.Kind.values()) {
      out.println(kind.word());
      for (Word word : Vocabulary.words()) {
        if (word.kind() == kind) {
          out.printf("  %-26s %s%n", word.name(), word.meaning());
        }
      }
    }
    out.println("key of a theorem file");
    out.println("  " + String.join(", ", TheoremSchema.keys()));
    out.println("TeX");
    out.println("  explain tex lists the notations of papers and what they are read as");
    out.println("activation");
    out.println(ActivationCatalogue.names().stream().collect(Collectors.joining(", ", "  ", "")));
  }
}
