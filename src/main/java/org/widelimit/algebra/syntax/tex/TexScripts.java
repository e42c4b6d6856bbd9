package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.SyntaxException;

/** Brings subscripts, superscripts and primes into one order: prime, subscript, superscript. */
final class TexScripts {

  private TexScripts() {}

  static List<TexToken> ordered(List<TexToken> tokens) {
    List<TexToken> result = new ArrayList<>();
    int index = 0;
    while (index < tokens.size()) {
      TexToken token = tokens.get(index);
      if (!isScript(token)) {
        result.add(token);
        index++;
        continue;
      }
      List<TexToken> primes = new ArrayList<>();
      List<TexToken> below = new ArrayList<>();
      List<TexToken> above = new ArrayList<>();
      while (index < tokens.size() && isScript(tokens.get(index))) {
        int end = argumentEnd(tokens, index);
        List<TexToken> script = tokens.subList(index, end);
        if (token(script, 0).is("'")) {
          primes.addAll(script);
        } else if (isPrimes(script)) {
          script.stream()
              .filter(part -> part.is("\\prime"))
              .forEach(part -> primes.add(new TexToken("'", part.start(), part.end())));
        } else if (token(script, 0).is("_")) {
          if (!below.isEmpty()) {
            throw new SyntaxException(token(script, 0).start(), "a second subscript");
          }
          below.addAll(nested(script));
        } else {
          if (!above.isEmpty()) {
            throw new SyntaxException(token(script, 0).start(), "a second superscript");
          }
          above.addAll(nested(script));
        }
        index = end;
      }
      result.addAll(below);
      result.addAll(primes);
      result.addAll(above);
    }
    return result;
  }

  /** Returns whether a token that follows is an argument rather than a factor. */
  static boolean takesArgument(TexToken token) {
    return token.is("^") || token.is("_") || token.is("\\sqrt") || isFraction(token);
  }

  /** Returns whether the token is the command of a fraction. */
  static boolean isFraction(TexToken token) {
    return token.is("\\frac") || token.is("\\dfrac") || token.is("\\tfrac");
  }

  private static TexToken token(List<TexToken> tokens, int index) {
    return tokens.get(index);
  }

  private static boolean isScript(TexToken token) {
    return token.is("^") || token.is("_") || token.is("'");
  }

  private static boolean isPrimes(List<TexToken> script) {
    return script.get(0).is("^")
        && script.stream()
            .skip(1)
            .allMatch(part -> part.is("\\prime") || part.is("{") || part.is("}"));
  }

  private static List<TexToken> nested(List<TexToken> script) {
    List<TexToken> result = new ArrayList<>(List.of(script.get(0)));
    result.addAll(ordered(script.subList(1, script.size())));
    return result;
  }

  /** Returns the index after the script at the index: its sign and one token or group. */
  private static int argumentEnd(List<TexToken> tokens, int index) {
    if (tokens.get(index).is("'")) {
      return index + 1;
    }
    if (index + 1 == tokens.size()
        || isScript(tokens.get(index + 1))
        || tokens.get(index + 1).is("}")) {
      throw new SyntaxException(
          tokens.get(index).start(), "'" + tokens.get(index).text() + "' needs what it raises");
    }
    int depth = 0;
    for (int i = index + 1; i < tokens.size(); i++) {
      depth += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    throw new SyntaxException(tokens.get(index).start(), "a script that does not end");
  }
}
