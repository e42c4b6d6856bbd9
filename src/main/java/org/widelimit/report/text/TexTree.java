package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * TeX for math mode as a list of pieces, so that two formulas can be compared piece by piece. Only
 * the nesting is understood, not the meaning.
 */
final class TexTree {

  /** Deeper nesting than this is not compared. */
  private static final int DEEPEST = 60;

  private static final Pattern TOKEN =
      Pattern.compile("\\\\[A-Za-z]+|\\\\.|[^\\s]", Pattern.DOTALL);

  /** The commands that one argument follows. */
  private static final Set<String> ARGUMENTS =
      Stream.of(
              ("sqrt mathbf mathbb mathcal mathsf mathit mathfrak boldsymbol bm hat tilde bar dot"
                      + " ddot vec overline underline widehat widetilde xrightarrow overbrace"
                      + " underbrace")
                  .split(" ", -1))
          .map(name -> "\\" + name)
          .collect(Collectors.toUnmodifiableSet());

  /** A word is one piece, whatever letters it shares with another. */
  private static final Set<String> WORDS = Set.of("\\operatorname", "\\mathrm");

  private static final Set<String> BREAKS =
      Set.of(
          "=",
          "+",
          "-",
          "<",
          ">",
          "\\le",
          "\\ge",
          "\\sim",
          "\\to",
          "\\qquad",
          "\\quad",
          "\\xrightarrow");

  private static final Set<String> OPEN = Set.of("(", "[", "\\{");
  private static final Set<String> CLOSE = Set.of(")", "]", "\\}");

  private static final Set<String> FRACTIONS = Set.of("\\frac", "\\dfrac", "\\tfrac", "\\binom");

  /**
   * A piece of a formula.
   *
   * @param head what it is: a token, or the name of what has parts
   * @param parts its parts, each a list of pieces; empty for a token
   */
  record Piece(String head, List<List<Piece>> parts) {

    /** Returns the TeX of the piece. */
    String tex() {
      return written(parts.stream().map(TexTree::tex).toList());
    }

    /** Returns the TeX of the piece with other parts. */
    String written(List<String> texts) {
      return switch (head) {
        case "{}" -> "{" + texts.get(0) + "}";
        case "^", "_" -> texts.get(0) + head + "{" + texts.get(1) + "}";
        case "\\left" -> "\\left" + texts.get(0) + texts.get(1) + "\\right" + texts.get(2);
        default ->
            parts.isEmpty()
                ? head
                : head + texts.stream().map(text -> "{" + text + "}").collect(Collectors.joining());
      };
    }
  }

  /** Spaces count in text, and tables have rows: neither is compared. */
  private static final Pattern OPAQUE = Pattern.compile("\\\\(begin|text)|\\\\sqrt\\s*\\[");

  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;

  private TexTree(String tex) {
    Matcher matcher = TOKEN.matcher(tex);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
  }

  /** Returns the pieces of a formula; empty if its nesting is not understood. */
  static Optional<List<Piece>> parse(String tex) {
    if (!TexEscape.isSafe(tex) || OPAQUE.matcher(tex).find()) {
      return Optional.empty();
    }
    TexTree tree = new TexTree(tex);
    List<Piece> pieces = tree.list("");
    return tree.at == tree.tokens.size() && tree.depth == 0
        ? Optional.of(pieces)
        : Optional.empty();
  }

  /**
   * Returns a formula in parts between which a line may end: before its relations, sums and
   * differences that stand in no bracket.
   */
  static List<String> parts(String tex) {
    Optional<List<Piece>> pieces = parse(tex);
    if (pieces.isEmpty()) {
      return List.of(tex);
    }
    List<String> parts = new ArrayList<>();
    List<Piece> part = new ArrayList<>();
    int depth = 0;
    for (Piece piece : pieces.get()) {
      String head = piece.head();
      if (BREAKS.contains(head) && depth == 0 && !part.isEmpty()) {
        parts.add(tex(part));
        part.clear();
      }
      depth += OPEN.contains(head) ? 1 : CLOSE.contains(head) ? -1 : 0;
      part.add(piece);
    }
    parts.add(tex(part));
    return parts;
  }

  /** Returns the TeX of pieces side by side. */
  static String tex(List<Piece> pieces) {
    return pieces.stream().map(Piece::tex).reduce("", TexTree::joined);
  }

  /** Returns two texts side by side: a command must not grow by the letter that follows. */
  static String joined(String left, String right) {
    boolean command = left.matches("(?s).*\\\\[A-Za-z]+");
    boolean letter = !right.isEmpty() && Character.isLetter(right.charAt(0));
    return left + (command && letter ? " " : "") + right;
  }

  private @Nullable String peek() {
    return at < tokens.size() ? tokens.get(at) : null;
  }

  /** Reads up to a closing token, which is left there. */
  private List<Piece> list(String end) {
    List<Piece> pieces = new ArrayList<>();
    for (String token = peek(); token != null; token = peek()) {
      if (token.equals(end) || token.equals("}") || token.equals("\\right")) {
        break;
      }
      if ((token.equals("^") || token.equals("_")) && !pieces.isEmpty()) {
        at++;
        Piece base = pieces.remove(pieces.size() - 1);
        pieces.add(new Piece(token, List.of(List.of(base), argument())));
      } else {
        pieces.add(piece());
      }
    }
    return pieces;
  }

  private Piece piece() {
    String token = tokens.get(at++);
    if (token.equals("{")) {
      return new Piece("{}", List.of(inside("}")));
    }
    if (token.equals("\\left") && peek() != null) {
      Piece open = new Piece(tokens.get(at++), List.of());
      List<Piece> inner = inside("\\right");
      Piece close = new Piece(at < tokens.size() ? tokens.get(at++) : ".", List.of());
      return new Piece("\\left", List.of(List.of(open), inner, List.of(close)));
    }
    if (FRACTIONS.contains(token)) {
      return new Piece(token, List.of(argument(), argument()));
    }
    if (WORDS.contains(token)) {
      return new Piece(token + "{" + tex(argument()) + "}", List.of());
    }
    return ARGUMENTS.contains(token)
        ? new Piece(token, List.of(argument()))
        : new Piece(token, List.of());
  }

  private List<Piece> inside(String end) {
    depth++;
    List<Piece> inner = depth > DEEPEST ? List.of() : list(end);
    if (end.equals(peek())) {
      at++;
      depth--;
    }
    return inner;
  }

  private List<Piece> argument() {
    String token = peek();
    if (token == null) {
      return List.of();
    }
    if (token.equals("{")) {
      at++;
      return inside("}");
    }
    return List.of(piece());
  }
}
