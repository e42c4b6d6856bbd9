package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the displayed equations of a paper, in TeX or Markdown, and the numbers they print. */
final class PaperEquations {

  /**
   * A displayed equation.
   *
   * @param number its number as printed, such as {@code 3} or {@code 2.1}, or empty
   * @param from where it starts in the paper, in characters from 0
   * @param to where it ends
   */
  record Display(String number, int from, int to) {}

  private static final String NAMES =
      "equation|align|gather|multline|eqnarray|displaymath|flalign|alignat";

  private static final Pattern OPENING =
      Pattern.compile(
          "\\\\begin\\{(" + NAMES + ")(\\*?)}|\\\\\\[|\\$\\$|^```+ *math *$|\\\\section(\\*?)\\{",
          Pattern.MULTILINE);

  private static final Pattern TAG = Pattern.compile("\\\\tag\\*?\\s*\\{([^{}]*)}");

  /** Within so many characters a row has its first sign. */
  private static final int LONGEST_START = 400;

  private static final Set<String> ROWS =
      Set.of("align", "gather", "eqnarray", "flalign", "alignat");

  private final String text;
  private final boolean bySection;
  private final List<Display> displays = new ArrayList<>();
  private int section;
  private int equation;

  private PaperEquations(String paper) {
    this.text = withoutComments(paper);
    this.bySection = text.contains("\\numberwithin{equation}{section}");
  }

  /** Returns the displayed equations in their order. */
  static List<Display> of(String paper) {
    PaperEquations equations = new PaperEquations(paper);
    equations.find();
    return List.copyOf(equations.displays);
  }

  /** Puts spaces in the place of comments. */
  static String withoutComments(String paper) {
    StringBuilder text = new StringBuilder(paper);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '%') {
        for (; i < text.length() && text.charAt(i) != '\n'; i++) {
          text.setCharAt(i, ' ');
        }
      }
    }
    return text.toString();
  }

  private void find() {
    Matcher opening = OPENING.matcher(text);
    int at = 0;
    while (opening.find(at)) {
      at = opening.end();
      String sign = opening.group();
      if (isEscaped(opening.start())) {
        continue;
      }
      if (sign.startsWith("\\section")) {
        section += String.valueOf(opening.group(3)).isEmpty() ? 1 : 0;
        equation = bySection ? 0 : equation;
        continue;
      }
      String name = opening.group(1);
      String end =
          name != null
              ? "\\end{" + name + opening.group(2) + "}"
              : sign.equals("\\[") ? "\\]" : sign.equals("$$") ? "$$" : "```";
      int close = text.indexOf(end, at);
      if (close < 0) {
        return;
      }
      boolean numbered = name != null && opening.group(2).isEmpty() && !name.equals("displaymath");
      if (name != null && ROWS.contains(name)) {
        rows(name.equals("alignat") ? text.indexOf('}', at) + 1 : at, close, numbered);
      } else {
        display(at, close, numbered);
      }
      at = close + end.length();
    }
  }

  private boolean isEscaped(int at) {
    int slashes = 0;
    while (at - slashes > 0 && text.charAt(at - slashes - 1) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  /** A row that starts with a sign goes on with the one before. */
  private void rows(int from, int to, boolean numbered) {
    int start = from;
    Optional<String> number = Optional.empty();
    int row = from;
    int i = from;
    int depth = 0;
    int counted = from;
    while (i <= to) {
      depth += depth(counted, Math.min(i, to));
      counted = Math.min(i, to);
      if (i < to && !(isBreak(i, to) && depth == 0)) {
        i += text.charAt(i) == '\\' ? 2 : 1;
        continue;
      }
      Optional<String> own = number(row, i, numbered);
      number = number.isPresent() ? number : own;
      if (i >= to || !startsWithSign(i + 2, to)) {
        add(number.orElse(""), start, Math.min(i, to));
        start = i + 2;
        number = Optional.empty();
      }
      row = i + 2;
      i = row;
    }
  }

  private boolean isBreak(int at, int to) {
    return at + 1 < to && text.startsWith("\\\\", at);
  }

  private int depth(int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (text.startsWith("\\begin{", i)) {
        depth++;
      } else if (text.startsWith("\\end{", i)) {
        depth--;
      }
      if (c == '\\') {
        i++;
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
    }
    return depth;
  }

  private boolean startsWithSign(int from, int to) {
    int start = Math.min(from, to);
    String row =
        text.substring(start, Math.min(to, start + LONGEST_START)).replaceFirst("^[\\s&]+", "");
    row = row.replaceFirst("^(\\\\(quad|qquad|,|;|!|:)\\s*|\\{\\}|[\\s&])+", "");
    return row.matches("(?s)(=|<|>|\\+|-|\\\\(le|leq|ge|geq|approx|equiv|cdot|times)\\b).*");
  }

  private void display(int from, int to, boolean numbered) {
    add(number(from, to, numbered).orElse(""), from, to);
  }

  private Optional<String> number(int from, int to, boolean numbered) {
    String row = text.substring(from, to);
    Matcher tag = TAG.matcher(row);
    if (tag.find()) {
      return Optional.of(tag.group(1).strip());
    }
    if (!numbered || row.isBlank() || row.contains("\\nonumber") || row.contains("\\notag")) {
      return Optional.empty();
    }
    equation++;
    return Optional.of(bySection ? section + "." + equation : String.valueOf(equation));
  }

  private void add(String number, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end > start) {
      displays.add(new Display(number, start, end));
    }
  }

  /** Returns the id of each equation's claim: {@code eq-3}, or its line where it has no number. */
  static List<String> ids(List<Display> displays, List<Integer> lines) {
    Map<String, Integer> taken = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < displays.size(); i++) {
      String number =
          displays
              .get(i)
              .number()
              .toLowerCase(java.util.Locale.ROOT)
              .replaceAll("[^a-z0-9]+", "-")
              .replaceAll("^-|-$", "");
      String id = number.isEmpty() ? "line-" + lines.get(i) : "eq-" + number;
      int twin = taken.merge(id, 1, Integer::sum);
      ids.add(twin == 1 ? id : id + "-twin" + twin);
    }
    return ids;
  }
}
