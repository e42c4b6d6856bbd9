package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframLexer;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/**
 * Splits TeX into tokens in a normal form, in which two texts that print the same formula agree.
 *
 * <p>Spacing, sizes of brackets and bold fonts are dropped; a name in an upright font is one token
 * ({@code \mathrm{diag}} is {@code \diag}); braces around one token are dropped; a subscript comes
 * before a superscript; {@code ^\prime} is {@code '} and every way to print a transpose {@code
 * ^\top}.
 */
final class TexLexer {

  /** The longest text that is read, in characters. */
  static final int LONGEST_TEXT = 20_000;

  /** The token of a left bracket that is not printed. */
  static final String OPEN = "\\left.";

  /** How the token of an environment's begin starts; its name follows. */
  static final String BEGIN = "\\begin:";

  /** How the token of an environment's end starts; its name follows. */
  static final String END = "\\end:";

  /** Environments that only lay equations out. */
  private static final Set<String> LAYOUTS =
      Set.of(
          "align",
          "aligned",
          "alignat",
          "alignedat",
          "equation",
          "eqnarray",
          "gather",
          "gathered",
          "multline",
          "split",
          "displaymath",
          "math");

  private static final Set<String> IGNORED =
      Set.of(
          "\\,",
          "\\!",
          "\\;",
          "\\:",
          "\\ ",
          "\\>",
          "\\quad",
          "\\qquad",
          "\\thinspace",
          "\\left",
          "\\right",
          "\\middle",
          "\\big",
          "\\Big",
          "\\bigg",
          "\\Bigg",
          "\\bigl",
          "\\bigr",
          "\\Bigl",
          "\\Bigr",
          "\\biggl",
          "\\biggr",
          "\\Biggl",
          "\\Biggr",
          "\\bigm",
          "\\Bigm",
          "\\biggm",
          "\\Biggm",
          "\\displaystyle",
          "\\textstyle",
          "\\limits",
          "\\nolimits",
          "\\nonumber",
          "\\bf",
          "~",
          "&");

  /** Bars, which open and close alike. */
  private static final List<String> BARS = List.of("|", "\\vert", "\\|", "\\Vert");

  private static final Set<String> BOLD =
      Set.of("\\boldsymbol", "\\bm", "\\mathbf", "\\pmb", "\\vec", "\\mathit", "\\textbf");

  private static final Set<String> UPRIGHT =
      Set.of(
          "\\mathrm",
          "\\text",
          "\\textrm",
          "\\mathsf",
          "\\textsf",
          "\\operatorname",
          "\\mathop",
          "\\mathtt",
          "\\textit");

  private static final Set<String> ALPHABETS = Set.of("\\mathcal", "\\mathbb", "\\mathscr");

  private static final Set<String> SINGLE_DIGIT_ARGUMENTS = Set.of("\\frac", "\\dfrac", "\\tfrac");

  /** How programs write what follows the digits of 1e-3. */
  private static final Pattern POWER_OF_TEN = Pattern.compile("[eE][+-]?[0-9]");

  private final String text;
  private int position;

  private TexLexer(String text) {
    this.text = text;
  }

  /**
   * Returns the tokens in normal form.
   *
   * @throws SyntaxException if braces do not match or a character is not TeX's mathematics
   */
  static List<TexToken> tokens(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new SyntaxException(
          LONGEST_TEXT, "the TeX is longer than " + LONGEST_TEXT + " characters");
    }
    TexLexer lexer = new TexLexer(text);
    List<TexToken> tokens = lexer.group(-1);
    return TexScripts.ordered(tokens);
  }

  /** Reads up to the brace that closes the one opened at the offset, or to the end for -1. */
  private List<TexToken> group(int opened) {
    List<TexToken> tokens = new ArrayList<>();
    while (true) {
      skipBlanks();
      if (position == text.length()) {
        if (opened >= 0) {
          throw new SyntaxException(opened, "'{' is never closed; expected '}'");
        }
        return tokens;
      }
      int start = position;
      if (text.charAt(position) == '}') {
        if (opened < 0) {
          throw new SyntaxException(start, "'}' closes nothing: there is no brace open");
        }
        return tokens;
      }
      boolean single = !tokens.isEmpty() && takesDigit(tokens);
      tokens.addAll(item(single));
      if (single) {
        requireOneDigit(tokens);
      }
    }
  }

  /** Refuses {@code x^23}, which TeX sets as {@code x^2 3}; \frac12 has one digit each. */
  private void requireOneDigit(List<TexToken> tokens) {
    TexToken last = tokens.get(tokens.size() - 1);
    boolean digit = last.isNumber() && last.end() == position;
    boolean first = tokens.size() > 1 && isFraction(tokens.get(tokens.size() - 2));
    boolean more =
        position < text.length()
            && (isDigit(text.charAt(position))
                || (text.charAt(position) == '.'
                    && position + 1 < text.length()
                    && isDigit(text.charAt(position + 1))));
    if (digit && !first && last.end() - last.start() == 1 && more) {
      throw new SyntaxException(
          last.start(), "TeX takes one digit here; write braces around all of the number");
    }
  }

  private static boolean isFraction(TexToken token) {
    return SINGLE_DIGIT_ARGUMENTS.contains(token.text());
  }

  /** Returns whether a digit that follows stands alone: {@code x^23} is {@code x^2 3} in TeX. */
  private static boolean takesDigit(List<TexToken> tokens) {
    TexToken last = tokens.get(tokens.size() - 1);
    boolean second =
        tokens.size() > 1
            && last.isNumber()
            && last.text().length() == 1
            && isFraction(tokens.get(tokens.size() - 2));
    return second || last.is("^") || last.is("_") || last.is("\\sqrt") || isFraction(last);
  }

  /** Reads one token or one group, in normal form. */
  private List<TexToken> item(boolean singleDigit) {
    int start = position;
    char c = text.charAt(position);
    if (c == '{') {
      if (++nesting > WolframReader.DEEPEST_NESTING) {
        throw new SyntaxException(start, "braces are nested too deep");
      }
      position++;
      List<TexToken> inner = group(start);
      position++;
      nesting--;
      return braced(inner, start);
    }
    if (c == '\\') {
      return command();
    }
    if (isDigit(c)) {
      return List.of(number(singleDigit));
    }
    position++;
    if (c == '&' && cells > 0) {
      return List.of(token(start));
    }
    if (c == '~' || c == '&') {
      return List.of();
    }
    if (isLetter(c) || "+-*/=^_'!()[]|,;:.<>".indexOf(c) >= 0) {
      return List.of(token(start));
    }
    String shown = Character.toString(text.codePointAt(start));
    throw new SyntaxException(start, "'" + shown + "' is not read in TeX; use a command");
  }

  private int nesting;

  /** How many environments are open in which {@code &} separates cells. */
  private int cells;

  private List<TexToken> braced(List<TexToken> inner, int start) {
    if (inner.size() == 1) {
      return List.of(new TexToken(inner.get(0).text(), start, position));
    }
    List<TexToken> group = new ArrayList<>();
    if (!inner.isEmpty() && isOneGroup(inner)) {
      return inner;
    }
    group.add(new TexToken("{", start, start + 1));
    group.addAll(inner);
    group.add(new TexToken("}", position - 1, position));
    return group;
  }

  private static boolean isOneGroup(List<TexToken> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
      if (depth == 0 && i < tokens.size() - 1) {
        return false;
      }
    }
    return tokens.get(0).is("{");
  }

  private List<TexToken> command() {
    int start = position++;
    if (position < text.length()) {
      if (isLetter(text.charAt(position))) {
        while (position < text.length() && isLetter(text.charAt(position))) {
          position++;
        }
        if (text.startsWith("\\operatorname*", start)) {
          position++;
        }
      } else {
        position++;
      }
    }
    String name = text.substring(start, position).replace("*", "");
    if (name.equals("\\begin") || name.equals("\\end")) {
      return environment(name, start);
    }
    if (name.equals("\\rm") || name.equals("\\sf")) {
      return upright(start);
    }
    if (IGNORED.contains(name)) {
      return sized(name, start);
    }
    if (BOLD.contains(name) || UPRIGHT.contains(name) || ALPHABETS.contains(name)) {
      return font(name, start);
    }
    return List.of(new TexToken(name, start, position));
  }

  /** Reads the begin or the end of an environment; one that is layout only leaves no token. */
  private List<TexToken> environment(String command, int start) {
    skipBlanks();
    int close = text.indexOf('}', position);
    if (position == text.length() || text.charAt(position) != '{' || close < 0) {
      throw new SyntaxException(start, "'" + command + "' needs a name in braces");
    }
    String name = text.substring(position + 1, close).strip().replace("*", "");
    position = close + 1;
    boolean begins = command.equals("\\begin");
    if (LAYOUTS.contains(name)) {
      skipColumns(name, begins);
      return List.of();
    }
    cells += begins ? 1 : -1;
    if (cells < 0) {
      throw new SyntaxException(start, "'\\end{" + name + "}' ends nothing that was begun");
    }
    return List.of(new TexToken((begins ? BEGIN : END) + name, start, position));
  }

  /** Skips the number of columns of {@code alignat}. */
  private void skipColumns(String name, boolean begins) {
    if (begins
        && name.startsWith("align")
        && name.endsWith("at")
        && text.startsWith("{", position)) {
      position = Math.max(position, text.indexOf('}', position) + 1);
    }
  }

  /**
   * Drops the size of a bracket. Of the empty ones {@code \left.} stays, as it opens a group; a bar
   * keeps its side, which alone tells where bars inside bars open and close.
   */
  private List<TexToken> sized(String name, int start) {
    skipBlanks();
    boolean left = name.equals("\\left") || name.matches("\\\\[bB]igg?l");
    boolean right = name.equals("\\right") || name.matches("\\\\[bB]igg?r");
    if ((left || right) && BARS.stream().anyMatch(bar -> text.startsWith(bar, position))) {
      TexToken bar = item(false).get(0);
      return List.of(bar.on(left ? TexToken.Side.LEFT : TexToken.Side.RIGHT));
    }
    boolean paired = name.equals("\\left") || name.equals("\\right");
    if (paired && position < text.length() && text.charAt(position) == '.') {
      position++;
      if (name.equals("\\left")) {
        return List.of(new TexToken(OPEN, start, position));
      }
    }
    return List.of();
  }

  /** A bold e is a vector and a bold 1 one of ones, or an indicator: no constants. */
  private static boolean isOwn(String font, TexToken token) {
    boolean bold = BOLD.contains(font) && !font.equals("\\mathit");
    boolean number = token.isNumber() && !token.is("0");
    return (bold && Set.of("e", "i", "\\pi").contains(token.text()))
        || ((bold || ALPHABETS.contains(font)) && number);
  }

  /** Reads the letters after {@code \rm}, which are one word: {@code {\rm erf}}. */
  private List<TexToken> upright(int start) {
    skipBlanks();
    int from = position;
    while (position < text.length() && isLetter(text.charAt(position))) {
      position++;
    }
    String word = text.substring(from, position);
    return word.isEmpty() ? List.of() : List.of(upright(word, start));
  }

  private TexToken upright(String word, int start) {
    return new TexToken(
        word.equals("T") ? "\\top" : word.length() == 1 ? word : "\\" + word, start, position);
  }

  private List<TexToken> font(String name, int start) {
    skipBlanks();
    if (position == text.length() || text.charAt(position) == '}') {
      throw new SyntaxException(start, "'" + name + "' needs what it applies to");
    }
    List<TexToken> content = item(true);
    if (content.size() == 1 && isOwn(name, content.get(0))) {
      String letter = content.get(0).text().replace("\\", "");
      return List.of(new TexToken("\\mathbf:" + letter, start, position));
    }
    if (BOLD.contains(name) || content.isEmpty()) {
      return content;
    }
    StringBuilder letters = new StringBuilder();
    for (TexToken token : content) {
      if (!token.is("{") && !token.is("}")) {
        letters.append(token.text());
      }
    }
    // A word in a sentence keeps no full stop: \text{otherwise.}
    String word = letters.toString();
    if (UPRIGHT.contains(name) && word.matches("[A-Za-z]+[.,;:]")) {
      word = word.substring(0, word.length() - 1);
    }
    if (!word.chars().allMatch(c -> c < 128 && isLetter((char) c))) {
      return content;
    }
    return List.of(
        ALPHABETS.contains(name)
            ? new TexToken(name + ":" + word, start, position)
            : upright(word, start));
  }

  /** Reads a number: of a script or an argument without braces, TeX takes one digit. */
  private TexToken number(boolean singleDigit) {
    int start = position++;
    if (singleDigit) {
      return token(start);
    }
    skipDigits();
    if (position + 1 < text.length()
        && text.charAt(position) == '.'
        && isDigit(text.charAt(position + 1))) {
      position++;
      skipDigits();
    }
    if (position - start > WolframLexer.MOST_DIGITS) {
      throw new SyntaxException(
          start, "a number has more than " + WolframLexer.MOST_DIGITS + " digits");
    }
    if (text.startsWith(".", position)
        && position + 1 < text.length()
        && isDigit(text.charAt(position + 1))) {
      throw new SyntaxException(position, "a number has one decimal point");
    }
    if (POWER_OF_TEN.matcher(text).region(position, text.length()).lookingAt()) {
      throw new SyntaxException(
          start, "a power of ten is written 10^{-3}; e beside a sign or digits is not read");
    }
    return token(start);
  }

  private void skipDigits() {
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
  }

  private TexToken token(int start) {
    return new TexToken(text.substring(start, position), start, position);
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
