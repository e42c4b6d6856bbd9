package org.widelimit.theorem.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.theorem.Text;

/**
 * The words that a formula may use beside the names its file declares. It is an allowlist: a
 * formula with any other head is refused before anything evaluates it.
 */
public final class Vocabulary {

  private static final Map<String, Word> WORDS = table();

  private static Map<String, Word> table() {
    WordTable table = new WordTable();
    FormulaWords.addTo(table);
    LimitWords.addTo(table);
    ObservableWords.addTo(table);
    return table.words();
  }

  private Vocabulary() {}

  /** Returns the word, if the vocabulary has it. */
  public static Optional<Word> find(String name) {
    return Optional.ofNullable(WORDS.get(name));
  }

  /** Returns the words, sorted by kind. */
  public static List<Word> words() {
    return new ArrayList<>(WORDS.values());
  }

  /** Returns the nearest word, if one is near enough to be meant. */
  public static Optional<String> nearest(String name) {
    return Text.nearest(name, WORDS.keySet());
  }

  /** Returns the nearest of some names, if one is near enough to be meant. */
  public static Optional<String> nearest(String name, Collection<String> among) {
    return Text.nearest(name, among);
  }
}
