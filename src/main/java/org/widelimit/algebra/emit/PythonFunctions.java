package org.widelimit.algebra.emit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions that a program in Python may need beside those of its module {@code math}; they are
 * in a resource of their own.
 */
final class PythonFunctions {

  private static final Pattern NAME = Pattern.compile("\\A(?:def )?(\\w+)");
  private static final Pattern WORD = Pattern.compile("\\w+");

  /** The text of every definition by its name, in an order in which they can be executed. */
  private static final Map<String, String> DEFINITIONS = read();

  private PythonFunctions() {}

  private static Map<String, String> read() {
    try (InputStream in =
        Objects.requireNonNull(PythonFunctions.class.getResourceAsStream("functions.py"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> definitions = new LinkedHashMap<>();
      for (String block : text.strip().split("\n\n\n", -1)) {
        Matcher name = NAME.matcher(block);
        if (name.find()) {
          definitions.put(name.group(1), block);
        }
      }
      return definitions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<String> names() {
    return DEFINITIONS.keySet();
  }

  /** Returns the definitions that a program uses, each after two empty lines. */
  static String usedBy(String program) {
    Set<String> used = new LinkedHashSet<>();
    collect(program, used);
    StringBuilder text = new StringBuilder();
    DEFINITIONS.forEach(
        (name, definition) -> {
          if (used.contains(name)) {
            text.append("\n\n").append(definition).append('\n');
          }
        });
    return text.toString();
  }

  private static void collect(String text, Set<String> used) {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      boolean ofModule = word.start() > 0 && text.charAt(word.start() - 1) == '.';
      String definition = ofModule ? null : DEFINITIONS.get(word.group());
      if (definition != null && used.add(word.group())) {
        collect(definition, used);
      }
    }
  }
}
