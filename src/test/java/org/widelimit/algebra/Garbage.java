package org.widelimit.algebra;

import java.util.List;
import java.util.Random;

/** Random texts and random damage to texts, for parsers. */
public final class Garbage {

  private Garbage() {}

  /** Returns up to 60 characters, mostly of the alphabet. */
  static String text(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(60); length > 0; length--) {
      text.append(letter(random, alphabet));
    }
    return text.toString();
  }

  /** Returns the text with one to four characters deleted, doubled, replaced or inserted. */
  public static String mutate(Random random, String original, String alphabet) {
    StringBuilder text = new StringBuilder(original);
    for (int edits = 1 + random.nextInt(4); edits > 0 && !text.isEmpty(); edits--) {
      int index = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(index);
        case 1 -> text.insert(index, text.charAt(index));
        case 2 -> text.setCharAt(index, letter(random, alphabet));
        default -> text.insert(index, letter(random, alphabet));
      }
    }
    return text.toString();
  }

  /** Returns up to 25 of the words in random order. */
  public static String words(Random random, List<String> words) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(25); length > 0; length--) {
      text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private static char letter(Random random, String alphabet) {
    return random.nextInt(50) == 0
        ? (char) random.nextInt(Character.MAX_VALUE)
        : alphabet.charAt(random.nextInt(alphabet.length()));
  }
}
