package org.widelimit.report.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Formulas of a program inside of prose, set as formulas. */
final class ProseMath {

  private static final Pattern INTERNAL = Pattern.compile("[A-Za-z]+\\$[A-Za-z0-9]*");

  /** What may stand in a formula: no word of English. */
  private static final Pattern FORMULA_WORD =
      Pattern.compile("[^A-Za-z]*[A-Za-z]?[^A-Za-z]*|.*[\\[\\]^*/=<>].*|[A-Za-z][0-9]+|Pi");

  private static final Set<String> ENGLISH = Set.of("a", "A", "I");

  /** Longer runs of words are prose. */
  private static final int LONGEST = 14;

  private ProseMath() {}

  /**
   * Returns a text with the program's own symbols as they are printed in the formula beside it.
   *
   * @param shown what stands in print for them
   */
  static String shown(String text, Map<String, String> shown) {
    return INTERNAL
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    shown.getOrDefault(found.group(), InternalNames.shown(found.group()))));
  }

  /** Returns prose in which what reads as a formula stands between dollar signs, in TeX. */
  static String typeset(String text, Map<String, String> names) {
    if (text.indexOf('$') >= 0 || text.indexOf('[') < 0) {
      return text;
    }
    List<String> words = List.of(text.split(" ", -1));
    StringBuilder prose = new StringBuilder();
    int at = 0;
    while (at < words.size()) {
      int end = at;
      String tex = "";
      String rest = "";
      for (int to = Math.min(words.size(), at + LONGEST); to > at; to--) {
        List<String> run = words.subList(at, to);
        String joined = String.join(" ", run);
        String bare = joined.replaceAll("[.,;:]+$", "");
        if (bare.indexOf('[') >= 0 && run.stream().allMatch(ProseMath::isFormula)) {
          Optional<String> set = tex(bare, names);
          if (set.isPresent()) {
            tex = set.get();
            rest = joined.substring(bare.length());
            end = to;
            break;
          }
        }
      }
      prose.append(prose.isEmpty() ? "" : " ");
      if (end > at) {
        prose.append('$').append(tex).append('$').append(rest);
        at = end;
      } else {
        prose.append(words.get(at++));
      }
    }
    return prose.toString();
  }

  private static boolean isFormula(String word) {
    String bare = word.replaceAll("[.,;:]+$", "");
    return !bare.isEmpty() && !ENGLISH.contains(bare) && FORMULA_WORD.matcher(bare).matches();
  }

  private static Optional<String> tex(String formula, Map<String, String> names) {
    try {
      return Optional.of(
          formula.contains(" = ")
              ? equation(formula, names)
              : MathTex.of(WolframReader.read(formula), names));
    } catch (SyntaxException noFormula) {
      return Optional.empty();
    }
  }

  private static String equation(String formula, Map<String, String> names) {
    StringBuilder tex = new StringBuilder();
    for (String side : formula.split(" = ", -1)) {
      tex.append(tex.isEmpty() ? "" : " = ").append(MathTex.of(WolframReader.read(side), names));
    }
    return tex.toString();
  }
}
