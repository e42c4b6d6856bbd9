package org.widelimit.report.text;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Untrusted text and TeX for a LaTeX document. */
public final class TexEscape {

  /** What a formula may use: nothing here reads, writes, defines or loops. */
  private static final Set<String> COMMANDS =
      Set.of(
          ("alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu"
                  + " nu xi pi rho varrho sigma tau upsilon phi varphi chi psi omega Gamma Delta"
                  + " Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell infty partial nabla hbar"
                  + " frac dfrac tfrac sqrt left right big Big bigl bigr Bigl Bigr bigg Bigg cdot"
                  + " times div pm mp le leq ge geq ne neq ll gg sim simeq approx equiv propto to"
                  + " rightarrow longrightarrow Rightarrow Longrightarrow leftarrow mapsto"
                  + " xrightarrow int iint sum prod lim limsup liminf sup inf max min exp log ln"
                  + " sin cos tan arcsin arccos arctan sinh cosh tanh coth det dim ker Pr"
                  + " operatorname mathbb mathbf mathrm mathsf mathcal mathit mathfrak boldsymbol"
                  + " bm text textit textbf texttt textrm hat tilde bar dot ddot vec overline"
                  + " underline widehat widetilde overbrace underbrace cdots ldots dots vdots"
                  + " ddots quad qquad top intercal in notin subset subseteq cup cap forall exists"
                  + " mid vert Vert lVert rVert lvert rvert langle rangle lfloor rfloor lceil"
                  + " rceil dagger star circ ast oplus otimes prime limits nolimits displaystyle"
                  + " textstyle binom begin end land lor lnot parallel perp")
              .split(" ", -1));

  private static final Set<String> ENVIRONMENTS =
      Set.of("cases", "matrix", "pmatrix", "bmatrix", "aligned", "array");

  private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+|.)", Pattern.DOTALL);

  private static final Pattern ENVIRONMENT = Pattern.compile("\\\\(?:begin|end)\\{([^}]*)\\}");

  private static final Pattern TOKEN =
      Pattern.compile("\\\\(?:[A-Za-z]+|.)|[{}=<>]", Pattern.DOTALL);

  private static final Set<String> RELATIONS =
      Set.of("=", "<", ">", "\\le", "\\ge", "\\sim", "\\xrightarrow", "\\Longrightarrow");

  /** Longer runs of characters than this do not fit every column. */
  private static final int LONGEST_WORD = 11;

  private TexEscape() {}

  /** Returns text that LaTeX prints as it is, in text and in a typewriter font. */
  public static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    Escape.xml(text).codePoints().forEach(c -> safe.append(character(c)));
    return safe.toString();
  }

  /** Returns such text for a narrow column: a line may also end after a sign or inside a number. */
  public static String breakable(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    int[] run = {0};
    Escape.xml(text)
        .codePoints()
        .forEach(
            c -> {
              safe.append(character(c));
              run[0] = c == ' ' ? 0 : run[0] + 1;
              boolean sign = "=,;([{/*+^-".indexOf(c) >= 0 && run[0] > 4;
              if (sign || run[0] == LONGEST_WORD) {
                safe.append("\\wlbreak{}");
                run[0] = 0;
              }
            });
    return safe.toString();
  }

  private static String character(int c) {
    return switch (c) {
      case '\\' -> "\\textbackslash{}";
      case '{' -> "\\{";
      case '}' -> "\\}";
      case '$' -> "\\$";
      case '&' -> "\\&";
      case '#' -> "\\#";
      case '%' -> "\\%";
      case '_' -> "\\_";
      case '^' -> "\\textasciicircum{}";
      case '~' -> "\\textasciitilde{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '"' -> "\\textquotedbl{}";
      case '\'' -> "\\textquotesingle{}";
      case '`' -> "\\textasciigrave{}";
      case '-' -> "{-}";
      case '\n', '\r', '\t' -> " ";
      case '\u2013' -> "--";
      case '\u2014' -> "---";
      case '\u2019' -> "\\textquoteright{}";
      case '\u2026' -> "\\ldots{}";
      default -> c < 0x7F ? Character.toString(c) : accented(c);
    };
  }

  /** Latin letters pass; what a plain LaTeX has no glyph for is named by its code point. */
  private static String accented(int c) {
    return (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7 && Character.isLetter(c))
        ? Character.toString(c)
        : String.format("[U+%04X]", c);
  }

  /**
   * Returns a formula for math mode: the TeX itself if it is balanced and uses only known commands
   * of typesetting, otherwise its text in a typewriter font.
   */
  public static String math(String tex) {
    return isSafe(tex) ? tex.strip() : "\\text{\\texttt{" + text(tex) + "}}";
  }

  /** Returns whether TeX can stand in math mode of a document without doing anything but show. */
  public static boolean isSafe(String tex) {
    if (tex.isBlank() || tex.length() > 4000 || !tex.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
      return false;
    }
    Matcher environments = ENVIRONMENT.matcher(tex);
    int named = 0;
    while (environments.find()) {
      named++;
      if (!ENVIRONMENTS.contains(environments.group(1))) {
        return false;
      }
    }
    if (named != count(tex, "\\\\(?:begin|end)(?![A-Za-z])")
        || count(tex, "\\\\begin\\{") != count(tex, "\\\\end\\{")) {
      return false;
    }
    String symbols = named > 0 ? ",;:! {}|\\" : ",;:! {}|";
    Matcher matcher = COMMAND.matcher(tex);
    while (matcher.find()) {
      String command = String.valueOf(matcher.group(1));
      boolean symbol = command.length() == 1 && !Character.isLetter(command.charAt(0));
      if (symbol ? !symbols.contains(command) : !COMMANDS.contains(command)) {
        return false;
      }
    }
    String plain = COMMAND.matcher(tex).replaceAll("a");
    boolean special = plain.chars().anyMatch(c -> "$#%~\\".indexOf(c) >= 0);
    return !special && (named > 0 || plain.indexOf('&') < 0) && isBalanced(plain, tex);
  }

  /**
   * Returns where the first relation outside all groups starts, or -1 if there is none.
   *
   * @param tex balanced TeX for math mode
   */
  public static int firstRelation(String tex) {
    int depth = 0;
    Matcher token = TOKEN.matcher(tex);
    while (token.find()) {
      String found = token.group();
      switch (found) {
        case "{", "\\left", "\\begin" -> depth++;
        case "}", "\\right", "\\end" -> depth--;
        default -> {
          if (depth == 0 && token.start() > 0 && RELATIONS.contains(found)) {
            return token.start();
          }
        }
      }
    }
    return -1;
  }

  private static boolean isBalanced(String plain, String tex) {
    int depth = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    boolean dangling = count(plain, "[\\^_]\\s*([\\^_}&]|$)") > 0;
    boolean doubled = count(plain, "\\^\\s*(\\w|\\{[^{}]*\\})\\s*[\\^']") > 0;
    return depth == 0
        && !dangling
        && !doubled
        && count(tex, "\\\\left(?![A-Za-z])") == count(tex, "\\\\right(?![A-Za-z])");
  }

  private static int count(String text, String pattern) {
    return (int) Pattern.compile(pattern).matcher(text).results().count();
  }
}
