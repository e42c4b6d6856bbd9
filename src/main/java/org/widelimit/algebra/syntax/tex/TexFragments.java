package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.SyntaxException;

/** TeX fragments with meanings of their own, matched longest first on normal tokens. */
final class TexFragments {

  /** A fragment; its use is recorded, because one that is never used is a mistake. */
  private static final class Fragment {
    private final String source;
    private final List<String> tokens;
    private final Expr meaning;
    private final boolean required;
    private boolean used;

    private Fragment(String source, Expr meaning, boolean required, TexMacros macros) {
      this.source = source;
      this.tokens = normal(source, macros);
      this.meaning = meaning;
      this.required = required;
    }

    private static List<String> normal(String source, TexMacros macros) {
      try {
        List<String> tokens =
            TexLexer.tokens(macros.expanded(source).text()).stream().map(TexToken::text).toList();
        if (tokens.isEmpty()) {
          throw new SyntaxException(0, "it is empty");
        }
        return tokens;
      } catch (SyntaxException e) {
        throw new SyntaxException(0, "the fragment '" + source + "' in reads: " + e.getMessage());
      }
    }
  }

  /**
   * A match.
   *
   * @param meaning what the fragment stands for
   * @param length how many tokens it has
   */
  record Match(Expr meaning, int length) {}

  private final List<Fragment> fragments = new ArrayList<>();

  TexFragments(Map<String, Expr> reads, Map<String, Expr> symbols, TexMacros macros) {
    reads.forEach((source, meaning) -> fragments.add(new Fragment(source, meaning, true, macros)));
    symbols.forEach(
        (source, meaning) -> fragments.add(new Fragment(source, meaning, false, macros)));
    fragments.sort(
        Comparator.<Fragment>comparingInt(fragment -> fragment.tokens.size())
            .reversed()
            .thenComparing(fragment -> !fragment.required));
  }

  /** Returns the longest fragment that starts at the index and is not cut off from a script. */
  Optional<Match> at(List<TexToken> tokens, int index) {
    for (Fragment fragment : fragments) {
      int end = index + fragment.tokens.size();
      if (end <= tokens.size() && matches(fragment, tokens, index) && !isCut(tokens, end)) {
        fragment.used = true;
        return Optional.of(new Match(fragment.meaning, fragment.tokens.size()));
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Fragment fragment, List<TexToken> tokens, int index) {
    for (int i = 0; i < fragment.tokens.size(); i++) {
      if (!tokens.get(index + i).is(fragment.tokens.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCut(List<TexToken> tokens, int end) {
    return end < tokens.size() && tokens.get(end).is("_");
  }

  /** Returns a fragment that had to be used and was not. */
  Optional<String> unused() {
    return fragments.stream()
        .filter(fragment -> fragment.required && !fragment.used)
        .map(fragment -> fragment.source)
        .findFirst();
  }
}
