package org.widelimit.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KaTeX with its style sheet and fonts as text, so that a page needs no network to show math. */
final class KatexBundle {

  private static final String ROOT = "/META-INF/resources/webjars/katex/";

  /** The version on the class path; a test holds it against the build. */
  static final String VERSION = "0.18.11";

  /** A font's rule: of its sources only the first, WOFF2, is kept. */
  private static final Pattern FACE =
      Pattern.compile(
          "@font-face\\{([^}]*)src:url\\((fonts/KaTeX_([A-Za-z0-9_-]+)\\.woff2)\\)"
              + " format\\(\"woff2\"\\)[^;}]*([^}]*)\\}");

  /** The fonts that only some commands need; the others are always there. */
  private static final Map<String, Pattern> RARE =
      Map.ofEntries(
          Map.entry("Caligraphic-Regular", Pattern.compile("\\\\(mathcal|cal)\\b")),
          Map.entry("Caligraphic-Bold", Pattern.compile("\\\\(boldsymbol|bm)\\b")),
          Map.entry("Fraktur-Regular", Pattern.compile("\\\\(mathfrak|frak)\\b")),
          Map.entry("Fraktur-Bold", Pattern.compile("\\\\(mathfrak|frak)\\b")),
          Map.entry("Main-Bold", Pattern.compile("\\\\(mathbf|textbf|bf|boldsymbol|bm|bold)\\b")),
          Map.entry("Main-BoldItalic", Pattern.compile("\\\\(boldsymbol|bm|textbf)\\b")),
          Map.entry("Main-Italic", Pattern.compile("\\\\(mathit|textit|it|emph)\\b")),
          Map.entry("Math-BoldItalic", Pattern.compile("\\\\(boldsymbol|bm)\\b")),
          Map.entry("SansSerif-Regular", Pattern.compile("\\\\(mathsf|textsf|sf)")),
          Map.entry("SansSerif-Bold", Pattern.compile("\\\\textsf\\b")),
          Map.entry("SansSerif-Italic", Pattern.compile("\\\\textsf\\b")),
          Map.entry("Script-Regular", Pattern.compile("\\\\mathscr\\b")),
          Map.entry("Typewriter-Regular", Pattern.compile("\\\\(mathtt|texttt|tt)\\b")));

  private KatexBundle() {}

  /** Returns the script, safe inside a script element. */
  static String script() {
    return Resources.text(ROOT + VERSION + "/dist/katex.min.js").replace("</script", "<\\/script");
  }

  /**
   * Returns the style sheet with the fonts that a text needs inside.
   *
   * @param content the page with its TeX
   */
  static String style(String content) {
    Matcher face = FACE.matcher(Resources.text(ROOT + VERSION + "/dist/katex.min.css"));
    return face.replaceAll(
        found -> {
          Pattern wanted = RARE.get(found.group(3));
          return wanted != null && !wanted.matcher(content).find()
              ? ""
              : Matcher.quoteReplacement(
                  "@font-face{"
                      + found.group(1)
                      + "src:url(data:font/woff2;base64,"
                      + font(found.group(2))
                      + ") format(\"woff2\")"
                      + found.group(4)
                      + "}");
        });
  }

  private static String font(String file) {
    return Base64.getEncoder().encodeToString(Resources.bytes(ROOT + VERSION + "/dist/" + file));
  }

  /** Files on the class path. */
  static final class Resources {

    private Resources() {}

    static String text(String path) {
      return new String(bytes(path), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String path) {
      try (InputStream stream = KatexBundle.class.getResourceAsStream(path)) {
        if (stream == null) {
          throw new IllegalStateException("missing from the program: " + path);
        }
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read from the program: " + path, e);
      }
    }
  }
}
