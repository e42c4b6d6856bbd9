package org.widelimit.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KaTeX with its style sheet and fonts as text, so that a page needs no network to show math. */
final class KatexBundle {

  private static final String ROOT = "/META-INF/resources/webjars/katex/";

  /** The version on the class path; a test holds it against the build. */
  static final String VERSION = "0.18.11";

  /** A font's list of sources: only the first, WOFF2, is kept. */
  private static final Pattern SOURCES =
      Pattern.compile("src:url\\((fonts/[A-Za-z0-9_-]+\\.woff2)\\) format\\(\"woff2\"\\)[^;}]*");

  private KatexBundle() {}

  /** Returns the script, safe inside a script element. */
  static String script() {
    return Resources.text(ROOT + VERSION + "/dist/katex.min.js").replace("</script", "<\\/script");
  }

  /** Returns the style sheet with its fonts inside. */
  static String style() {
    Matcher matcher = SOURCES.matcher(Resources.text(ROOT + VERSION + "/dist/katex.min.css"));
    return matcher.replaceAll(
        found ->
            "src:url(data:font/woff2;base64,"
                + Base64.getEncoder()
                    .encodeToString(Resources.bytes(ROOT + VERSION + "/dist/" + found.group(1)))
                + ") format(\"woff2\")");
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
