package org.widelimit.algebra.syntax.tex;

import java.util.List;
import org.widelimit.algebra.SyntaxException;

/** A place in a list of TeX tokens, and the errors that can be reported there. */
final class TexCursor {

  private static final TexToken END_TEXT = new TexToken("\0", 0, 0);

  private final String source;
  private final List<TexToken> tokens;
  private final TexToken end;
  private int index;

  TexCursor(String source, List<TexToken> tokens) {
    this.source = source;
    this.tokens = tokens;
    this.end = new TexToken(END_TEXT.text(), source.length(), source.length());
  }

  List<TexToken> tokens() {
    return tokens;
  }

  int index() {
    return index;
  }

  void moveTo(int place) {
    index = place;
  }

  TexToken peek() {
    return peek(0);
  }

  TexToken peek(int ahead) {
    int place = index + ahead;
    return place >= 0 && place < tokens.size() ? tokens.get(place) : end;
  }

  boolean atEnd() {
    return index >= tokens.size();
  }

  TexToken next() {
    TexToken token = peek();
    index++;
    return token;
  }

  boolean accept(String text) {
    if (peek().is(text)) {
      index++;
      return true;
    }
    return false;
  }

  void expect(String text, String what) {
    if (!accept(text)) {
      throw error("expected '" + text + "' " + what + ", found " + shown(peek()));
    }
  }

  /** Returns the index after the token or braced group at the index. */
  int groupEnd(int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      depth += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    throw new SyntaxException(source.length(), "a command lacks an argument");
  }

  /** Returns whether a wide space and no word stands before the next token. */
  boolean afterWideSpace() {
    int from = peek(-1).end();
    int to = peek().start();
    if (index == 0 || from > to || to > source.length()) {
      return false;
    }
    String between = source.substring(from, to);
    boolean word = between.contains("\\text") || source.startsWith("\\text", to);
    return between.contains("quad") && !word;
  }

  /** Returns the source text of the tokens from one index to before another. */
  String text(int from, int to) {
    return from >= to || from >= tokens.size()
        ? ""
        : source.substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }

  String shown(TexToken token) {
    return token.is(END_TEXT.text()) ? "the end" : "'" + token.text() + "'";
  }

  SyntaxException error(String message) {
    return new SyntaxException(peek().start(), message);
  }

  SyntaxException errorAt(int place, String message) {
    return new SyntaxException(
        place < tokens.size() ? tokens.get(place).start() : source.length(), message);
  }
}
