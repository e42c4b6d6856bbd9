package org.widelimit.algebra.syntax.wolfram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.widelimit.algebra.SyntaxException;

/**
 * Splits Wolfram syntax into tokens, and explains characters that have no place in it.
 *
 * <p>A number is an unsigned decimal numeral, with {@code *^} before a power of ten; a name is a
 * letter followed by letters and digits; everything else is one of {@link #OPERATORS}.
 */
public final class WolframLexer {

  /** What a token is. */
  enum Kind {
    NUMBER,
    NAME,
    OPERATOR,
    END
  }

  /**
   * A token.
   *
   * @param kind what it is
   * @param text its characters
   * @param offset where it starts, in characters from 0
   */
  record Token(Kind kind, String text, int offset) {
    boolean is(String operator) {
      return kind == Kind.OPERATOR && text.equals(operator);
    }

    int end() {
      return offset + text.length();
    }

    /** Returns how a message names this token. */
    String shown() {
      return kind == Kind.END ? "the end of the formula" : "'" + text + "'";
    }
  }

  /** The most digits of a number. */
  public static final int MOST_DIGITS = 1_000;

  private static final int LARGEST_DECIMAL_EXPONENT = 1_000;

  /** The operators, each before its own prefixes. */
  private static final List<String> OPERATORS =
      List.of(
          "==", "!=", "<=", ">=", "->", "&&", "||", "<", ">", "+", "-", "*", "/", "^", "!", "'",
          "(", ")", "[", "]", "{", "}", ",", ".");

  /** What to write instead of characters that people type or paste. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("\u03c0", "Pi"),
          Map.entry("\u221e", "Infinity"),
          Map.entry("\u2212", "-"),
          Map.entry("\u2013", "-"),
          Map.entry("\u00d7", "*"),
          Map.entry("\u00b7", "*"),
          Map.entry("\u22c5", "*"),
          Map.entry("\u2264", "<="),
          Map.entry("\u2265", ">="),
          Map.entry("\u2260", "!="),
          Map.entry("\u2192", "->"),
          Map.entry("\u00b2", "^2"),
          Map.entry("\u00b3", "^3"),
          Map.entry("\u221a", "Sqrt[...]"),
          Map.entry("\u222b", "Integrate[f, {z, a, b}]"),
          Map.entry("\u2211", "Sum[f, {n, a, b}]"),
          Map.entry("\u2032", "'"),
          Map.entry("\u2019", "'"),
          Map.entry("=", "=="),
          Map.entry("\\", "Wolfram syntax here, not TeX"));

  private final String text;
  private int position;

  private WolframLexer(String text) {
    this.text = text;
  }

  /** Returns the tokens of the text, the last of kind {@link Kind#END}. */
  static List<Token> tokens(String text) {
    WolframLexer lexer = new WolframLexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
    return tokens;
  }

  private Token next() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
    if (position == text.length()) {
      return new Token(Kind.END, "", position);
    }
    char first = text.charAt(position);
    if (isDigit(first)) {
      return number();
    }
    if (isLetter(first)) {
      return name();
    }
    if (text.startsWith("**", position)) {
      throw new SyntaxException(position, "'**' is not an operator; write ^ for a power");
    }
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, position)) {
        position += operator.length();
        return new Token(Kind.OPERATOR, operator, position - operator.length());
      }
    }
    throw unexpectedCharacter();
  }

  private Token number() {
    int start = position;
    skipDigits();
    if (charAt(position) == '.' && isDigit(charAt(position + 1))) {
      position++;
      skipDigits();
    }
    if (charAt(position) == '.' && isDigit(charAt(position + 1))) {
      throw new SyntaxException(position, "a number has one decimal point");
    }
    if (position - start > MOST_DIGITS) {
      throw new SyntaxException(start, "a number has more than " + MOST_DIGITS + " digits");
    }
    if (text.startsWith("*^", position)) {
      scale();
    } else if (charAt(position) == 'e' && startsExponent(position + 1)) {
      throw new SyntaxException(
          start, "a power of ten is written *^ as in 5*^-3, or write the decimal, 0.005");
    }
    return new Token(Kind.NUMBER, text.substring(start, position), start);
  }

  private void scale() {
    int start = position;
    position += 2;
    int sign = position;
    if (charAt(position) == '-' || charAt(position) == '+') {
      position++;
    }
    int digits = position;
    skipDigits();
    if (digits == position) {
      throw new SyntaxException(start, "'*^' needs an integer exponent, as in 5*^-3");
    }
    if (position - digits > 4
        || Math.abs(Integer.parseInt(text.substring(sign, position))) > LARGEST_DECIMAL_EXPONENT) {
      throw new SyntaxException(
          start, "a power of ten is limited to exponents of " + LARGEST_DECIMAL_EXPONENT);
    }
  }

  private boolean startsExponent(int index) {
    return isDigit(charAt(index))
        || ((charAt(index) == '-' || charAt(index) == '+') && isDigit(charAt(index + 1)));
  }

  private Token name() {
    int start = position;
    while (isLetter(charAt(position)) || isDigit(charAt(position))) {
      position++;
    }
    if (charAt(position) == '_') {
      throw underscore(start);
    }
    return new Token(Kind.NAME, text.substring(start, position), start);
  }

  private SyntaxException underscore(int start) {
    int end = position;
    while (isLetter(charAt(end)) || isDigit(charAt(end)) || charAt(end) == '_') {
      end++;
    }
    String name = text.substring(start, end);
    StringBuilder camel = new StringBuilder();
    boolean capital = false;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == '_') {
        capital = true;
      } else {
        camel.append(capital ? String.valueOf(letter).toUpperCase(Locale.ROOT) : letter);
        capital = false;
      }
    }
    return new SyntaxException(
        position,
        "an underscore is a pattern in Wolfram syntax; symbols are camelCase: write "
            + camel
            + " instead of "
            + name);
  }

  private SyntaxException unexpectedCharacter() {
    String character = Character.toString(text.codePointAt(position));
    String instead = INSTEAD.get(character);
    if (instead != null) {
      return new SyntaxException(position, "'" + character + "' is not read; write " + instead);
    }
    if (text.charAt(position) == '_') {
      return new SyntaxException(
          position, "an underscore is a pattern in Wolfram syntax; symbols are camelCase: sigmaW");
    }
    int code = character.codePointAt(0);
    if (code < ' ' || code == 0x7f || Character.isISOControl(code)) {
      return new SyntaxException(
          position, String.format(Locale.ROOT, "control character U+%04X", code));
    }
    return new SyntaxException(
        position,
        code < 0x7f
            ? "'" + character + "' has no meaning here"
            : "'" + character + "' is not ASCII; name it with letters and digits");
  }

  private void skipDigits() {
    while (isDigit(charAt(position))) {
      position++;
    }
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
