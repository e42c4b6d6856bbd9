package org.widelimit.theorem.vocabulary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.widelimit.theorem.vocabulary.Word.Kind;

/** The words by name in the order in which they were added, kind by kind. */
final class WordTable {

  /** Any number of arguments. */
  static final int ANY = Integer.MAX_VALUE;

  private final Map<String, Word> words = new LinkedHashMap<>();

  /** Returns the words. */
  Map<String, Word> words() {
    return Collections.unmodifiableMap(words);
  }

  void add(Word word) {
    if (words.put(word.name(), word) != null) {
      throw new IllegalStateException("twice in the vocabulary: " + word.name());
    }
  }

  void plain(Kind kind, String name, int fewest, int most, String meaning, String example) {
    add(new Word(name, kind, fewest, most, 0, 0, Set.of(), Set.of(), meaning, example));
  }

  void constant(String name, String meaning, String example) {
    plain(Kind.CONSTANT, name, 0, 0, meaning, example);
  }

  void function(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.FUNCTION, name, fewest, most, meaning, example);
  }

  Word condition(String name, int fewest, int most, String meaning, String example) {
    return new Word(name, Kind.CONDITION, fewest, most, 0, 0, Set.of(), Set.of(), meaning, example);
  }

  void operator(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.OPERATOR, name, fewest, most, meaning, example);
  }

  void map(
      String name, int arity, int fewestApplied, int mostApplied, String meaning, String example) {
    add(
        new Word(
            name,
            Kind.MAP,
            arity,
            arity,
            fewestApplied,
            mostApplied,
            Set.of(0),
            Set.of(),
            meaning,
            example));
  }

  void limit(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.LIMIT, name, fewest, most, meaning, example);
  }

  void matrix(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.MATRIX, name, fewest, most, meaning, example);
  }

  void observable(String name, int fewest, int most, String meaning, String example) {
    plain(Kind.OBSERVABLE, name, fewest, most, meaning, example);
  }
}
