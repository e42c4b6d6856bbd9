package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.widelimit.algebra.SyntaxException;

/**
 * Expands the macros that a text defines ({@code \newcommand}, {@code \def}, {@code
 * \DeclareMathOperator}) and takes away what only lays a formula out: boxes, tags, labels, braces
 * under a formula, colours, comments. Every character keeps the place it came from.
 */
final class TexMacros {

  /** Macros may use macros so deep; more is a circle. */
  private static final int DEEPEST = 40;

  /** So many characters are expanded in all; macros that grow without end print nothing. */
  private static final int MOST_WORK = 1_000_000;

  /** A paper has fewer definitions that a formula needs. */
  private static final int MOST_DEFINITIONS = 2000;

  /** What packages of authors define alike; a definition of the text comes before it. */
  private static final Map<String, Macro> USUAL =
      Map.of(
          "\\dd", new Macro(0, "", "\\mathrm{d}"),
          "\\EE", new Macro(0, "", "\\mathbb{E}"),
          "\\RR", new Macro(0, "", "\\mathbb{R}"),
          "\\PP", new Macro(0, "", "\\mathbb{P}"),
          "\\cr", new Macro(0, "", "\\\\"));

  /** Commands that go with their argument. */
  private static final Set<String> DROPPED =
      Set.of("\\tag", "\\label", "\\hspace", "\\vspace", "\\mspace", "\\color", "\\notag");

  /** Commands of which the argument stays. */
  private static final Set<String> WRAPPERS =
      Set.of("\\boxed", "\\fbox", "\\mathclap", "\\smash", "\\ensuremath");

  /** The space after a line, as in {@code \\\\[2pt]}. */
  private static final Pattern HEIGHT =
      Pattern.compile("\\s*\\[\\s*-?[0-9.]+\\s*(pt|em|ex|mm|cm)\\s*]");

  private static final Set<String> DEFINITIONS =
      Set.of(
          "\\newcommand", "\\renewcommand", "\\providecommand", "\\def", "\\DeclareMathOperator");

  /** Commands of LaTeX itself whose meaning the reader relies on. */
  private static final Set<String> STANDARD =
      Set.of(
          ("pi infty sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln"
               + " max min sup inf lim det frac sqrt sum prod int iint left right begin end le leq"
               + " ge geq ne neq in equiv approx sim cdot times pm mp partial mathbb mathcal mathrm"
               + " operatorname text langle rangle binom circ leqslant geqslant lt gt dfrac tfrac"
               + " over div vert lvert rvert lfloor rfloor lceil rceil nabla land lor ll gg top")
              .split(" "));

  /** Definitions of standard commands that change their look alone. */
  private static final Pattern LOOK =
      Pattern.compile("\\\\(?:leq?slant|geq?slant|leq?|geq?|ne|neq|infty|pi)");

  private static final Set<String> PLACED = Set.of("\\stackrel", "\\overset", "\\underset");

  /** What stands over a relation as a remark and changes nothing. */
  private static final String REMARK =
      "!|\\?|\\\\triangle|\\\\Delta|\\(?[a-z0-9]{1,4}\\)|(\\\\(text|mathrm|textrm|rm)\\s*)?\\{?\\s*"
          + "(def|def\\.|\\(?[ivx0-9]+\\)|\\([a-z]\\))\\s*\\}?";

  private static final Set<String> RELATIONS =
      Set.of(
          "=",
          "<",
          ">",
          "\\le",
          "\\leq",
          "\\ge",
          "\\geq",
          "\\equiv",
          "\\sim",
          "\\to",
          "\\approx",
          "\\rightarrow",
          "\\longrightarrow",
          "\\simeq",
          "\\propto",
          "\\coloneqq",
          "\\triangleq");

  private static final Set<String> AVERAGES =
      Set.of("\\E", "\\mathbbE", "\\mathrmE", "\\mathbfE", "\\operatornameE", "E");

  /**
   * A macro.
   *
   * @param arity how many arguments it takes
   * @param first what its first argument is where none is given in brackets, or empty
   * @param body what it stands for, with {@code #1}
   */
  private record Macro(int arity, String first, String body) {}

  /**
   * A text of which every character knows its place in the source.
   *
   * @param text the text
   * @param places the offset of each of its characters
   */
  record Placed(String text, List<Integer> places) {

    static Placed of(String text) {
      return new Placed(text, IntStream.range(0, text.length()).boxed().toList());
    }

    private static Placed at(String text, int place) {
      return new Placed(text, Collections.nCopies(text.length(), place));
    }

    private Placed part(int from, int to) {
      return new Placed(text.substring(from, to), places.subList(from, to));
    }

    /** Returns where a character of the text stands in the source, or its end. */
    int place(int offset, int end) {
      return offset < places.size() ? places.get(Math.max(0, offset)) : end;
    }
  }

  private final Map<String, Macro> macros = new HashMap<>(USUAL);
  private int work;
  private final StringBuilder out = new StringBuilder();
  private final List<Integer> places = new ArrayList<>();

  TexMacros() {}

  /**
   * Expands a text; what it defines stays defined.
   *
   * @throws SyntaxException if a macro does not end or lacks an argument
   */
  Placed expanded(String text) {
    out.setLength(0);
    places.clear();
    expand(Placed.of(text), 0);
    return new Placed(out.toString(), List.copyOf(places));
  }

  /** Returns the definitions in a text; what cannot be read as one is left out. */
  static String definitions(String text) {
    StringBuilder found = new StringBuilder();
    TexMacros macros = new TexMacros();
    int tried = 0;
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
      int end = nameEnd(text, at);
      if (DEFINITIONS.contains(text.substring(at, end)) && ++tried <= MOST_DEFINITIONS) {
        int last = Math.min(text.length(), at + TexLexer.LONGEST_TEXT / 4);
        try {
          int after =
              macros.define(
                  Placed.of(text.substring(at, last)), text.substring(at, end), end - at, 0);
          found.append(text, at, at + after).append(' ');
          end = at + after;
        } catch (SyntaxException noDefinition) {
          // A macro of the layout that takes what no formula needs.
          end = Math.max(end, at + 1);
        }
      }
      at = end;
    }
    return found.toString().strip();
  }

  private void expand(Placed in, int depth) {
    int at = 0;
    while (at < in.text().length()) {
      char c = in.text().charAt(at);
      if (c == '%') {
        int end = in.text().indexOf('\n', at);
        at = end < 0 ? in.text().length() : end + 1;
      } else if (c == '\\') {
        at = command(in, at, depth);
      } else {
        put(in.text().substring(at, at + 1), in.places().get(at));
        at++;
      }
    }
  }

  private void put(String text, int place) {
    if (out.length() + text.length() > TexLexer.LONGEST_TEXT) {
      throw new SyntaxException(
          place, "the TeX is longer than " + TexLexer.LONGEST_TEXT + " characters");
    }
    out.append(text);
    for (int i = 0; i < text.length(); i++) {
      places.add(place);
    }
  }

  private int command(Placed in, int start, int depth) {
    int end = nameEnd(in.text(), start);
    String name = in.text().substring(start, end);
    int place = in.places().get(start);
    if (DEFINITIONS.contains(name)) {
      return define(in, name, end, place);
    }
    Macro macro = macros.get(name);
    if (macro != null) {
      return apply(in, name, macro, end, depth, place);
    }
    int after = in.text().startsWith("*", end) ? end + 1 : end;
    if (DROPPED.contains(name)) {
      return name.equals("\\notag") ? end : argument(in, after, name, place).end();
    }
    if (name.equals("\\textcolor")) {
      return group(in, argument(in, end, name, place).end(), name, depth, place);
    }
    if (WRAPPERS.contains(name)) {
      return group(in, end, name, depth, place);
    }
    if (name.equals("\\underbrace") || name.equals("\\overbrace")) {
      int closed = blanks(in.text(), group(in, end, name, depth, place));
      String script = name.equals("\\underbrace") ? "_" : "^";
      return in.text().startsWith(script, closed)
          ? argument(in, closed + 1, name, place).end()
          : closed;
    }
    if (PLACED.contains(name)) {
      return placed(in, name, end, depth, place);
    }
    if (name.equals("\\\\")) {
      put(name, place);
      Matcher height = HEIGHT.matcher(in.text()).region(end, in.text().length());
      return height.lookingAt() ? height.end() : end;
    }
    for (int i = start; i < end; i++) {
      put(in.text().substring(i, i + 1), in.places().get(i));
    }
    return end;
  }

  private int group(Placed in, int from, String name, int depth, int place) {
    Argument argument = argument(in, from, name, place);
    // A box around a whole equation is no group of factors.
    boolean equation = holdsRelation(argument.value().text());
    put(equation ? " " : "{", place);
    deeper(argument.value(), name, place, depth);
    put(equation ? " " : "}", place);
    return argument.end();
  }

  private static boolean holdsRelation(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      int end = c == '\\' ? nameEnd(text, i) : i + 1;
      String sign = text.substring(i, end);
      boolean marked = sign.equals("\\stackrel") || sign.equals("\\overset");
      if (depth == 0 && (marked || RELATIONS.contains(sign))) {
        return true;
      }
      i = end - 1;
    }
    return false;
  }

  private void deeper(Placed text, String name, int place, int depth) {
    work += text.text().length() + 1;
    if (depth >= DEEPEST || work > MOST_WORK) {
      throw new SyntaxException(place, "the macro '" + name + "' does not end");
    }
    expand(text, depth + 1);
  }

  /** Reads {@code \stackrel{a}{=}}: a remark over a relation, or a law under an expectation. */
  private int placed(Placed in, String name, int from, int depth, int place) {
    Argument mark = argument(in, from, name, place);
    Argument base = argument(in, mark.end(), name, place);
    String sign = base.value().text().strip();
    String letters = sign.replaceAll("[{}\\s]", "");
    if (RELATIONS.contains(sign) || sign.equals(":=")) {
      boolean equals = !sign.startsWith("\\") || sign.equals("\\equiv");
      if (equals && !mark.value().text().strip().matches(REMARK)) {
        throw new SyntaxException(
            place,
            "'"
                + mark.value().text().strip()
                + "' over '"
                + sign
                + "' is not read; where it is a remark alone, write "
                + sign);
      }
      deeper(base.value(), name, place, depth);
    } else if (name.equals("\\underset") && AVERAGES.contains(letters)) {
      deeper(base.value(), name, place, depth);
      put("_{", place);
      deeper(mark.value(), name, place, depth);
      put("}", place);
    } else {
      throw new SyntaxException(
          place, "'" + name + "' is read over relations and under \\mathbb{E} only");
    }
    return base.end();
  }

  private int define(Placed in, String kind, int from, int place) {
    String text = in.text();
    int at = blanks(text, text.startsWith("*", from) ? from + 1 : from);
    boolean braced = text.startsWith("{", at);
    at = braced ? blanks(text, at + 1) : at;
    if (!text.startsWith("\\", at)) {
      throw new SyntaxException(place, "'" + kind + "' needs the name of a macro");
    }
    int end = nameEnd(text, at);
    String name = text.substring(at, end);
    at = blanks(text, end);
    if (braced) {
      if (!text.startsWith("}", at)) {
        throw new SyntaxException(place, "'" + kind + "' needs the name of a macro in braces");
      }
      at = blanks(text, at + 1);
    }
    int arity = 0;
    String first = "";
    if (kind.equals("\\def")) {
      while (at + 1 < text.length() && text.charAt(at) == '#') {
        arity++;
        at = blanks(text, at + 2);
      }
    } else if (text.startsWith("[", at)) {
      int close = closing(text, at, ']', place);
      String count = text.substring(at + 1, close).strip();
      if (!count.matches("[1-9]")) {
        throw new SyntaxException(place, "a macro has 1 to 9 arguments, not '" + count + "'");
      }
      arity = Integer.parseInt(count);
      at = blanks(text, close + 1);
      if (text.startsWith("[", at)) {
        close = closing(text, at, ']', place);
        first = text.substring(at + 1, close);
        at = blanks(text, close + 1);
      }
    }
    Argument body = argument(in, at, kind, place);
    String meaning = body.value().text();
    if (kind.equals("\\providecommand")
        && (STANDARD.contains(name.substring(1)) || macros.containsKey(name))) {
      return body.end();
    }
    if (STANDARD.contains(name.substring(1))) {
      boolean look =
          LOOK.matcher(meaning.strip()).matches()
              && meaning.strip().substring(0, 2).equals(name.substring(0, 2));
      String letters =
          meaning.replaceAll("\\\\(?:operatorname|mathrm|text|rm)\\b|[{}\\\\*\\s]", "");
      if (look || letters.equals(name.substring(1))) {
        return body.end();
      }
      throw new SyntaxException(
          place, "'" + name + "' has a meaning that no macro changes; give yours another name");
    }
    macros.put(
        name,
        new Macro(
            arity,
            first,
            kind.equals("\\DeclareMathOperator") ? "\\operatorname{" + meaning + "}" : meaning));
    return body.end();
  }

  private int apply(Placed in, String name, Macro macro, int from, int depth, int place) {
    int at = from;
    List<Placed> arguments = new ArrayList<>();
    for (int i = 0; i < macro.arity(); i++) {
      int next = blanks(in.text(), at);
      if (i == 0 && !macro.first().isEmpty()) {
        if (in.text().startsWith("[", next)) {
          int close = closing(in.text(), next, ']', place);
          arguments.add(in.part(next + 1, close));
          at = close + 1;
        } else {
          arguments.add(Placed.at(macro.first(), place));
        }
        continue;
      }
      Argument argument = argument(in, at, name, place);
      arguments.add(argument.value());
      at = argument.end();
    }
    StringBuilder text = new StringBuilder();
    List<Integer> offsets = new ArrayList<>();
    for (int i = 0; i < macro.body().length(); i++) {
      char c = macro.body().charAt(i);
      boolean hole = c == '#' && i + 1 < macro.body().length();
      int number = hole ? macro.body().charAt(i + 1) - '0' : 0;
      if (number >= 1 && number <= arguments.size()) {
        Placed argument = arguments.get(number - 1);
        text.append(argument.text());
        offsets.addAll(argument.places());
        i++;
      } else {
        text.append(c);
        offsets.add(place);
      }
      if (text.length() > TexLexer.LONGEST_TEXT) {
        throw new SyntaxException(place, "the macro '" + name + "' grows too long");
      }
    }
    deeper(new Placed(text.toString(), offsets), name, place, depth);
    return at;
  }

  /** An argument without its braces, and where the text goes on. */
  private record Argument(Placed value, int end) {}

  private static Argument argument(Placed in, int from, String name, int place) {
    int at = blanks(in.text(), from);
    if (at >= in.text().length() || in.text().charAt(at) == '}') {
      throw new SyntaxException(place, "'" + name + "' lacks an argument");
    }
    if (in.text().charAt(at) == '{') {
      int close = closing(in.text(), at, '}', place);
      return new Argument(in.part(at + 1, close), close + 1);
    }
    int end = in.text().charAt(at) == '\\' ? nameEnd(in.text(), at) : at + 1;
    return new Argument(in.part(at, end), end);
  }

  /** Returns where a bracket closes, braces inside counted. */
  private static int closing(String text, int open, char close, int place) {
    int depth = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == close && depth == 0) {
        return i;
      }
      if (c == '\\') {
        i++;
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
    }
    throw new SyntaxException(
        place, "'" + text.charAt(open) + "' is never closed; expected '" + close + "'");
  }

  private static int nameEnd(String text, int start) {
    int end = start + 1;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return Math.min(text.length(), Math.max(end, start + 2));
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
