package org.widelimit.report.text;

/** Escapes untrusted text for the formats of the reports. */
public final class Escape {

  private Escape() {}

  /** Returns the text without what XML 1.0 forbids; the writer escapes the rest. */
  public static String xml(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().map(c -> isXml(c) ? c : 0xFFFD).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** Returns the text as HTML character data, safe in elements and in quoted attributes. */
  public static String html(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    xml(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
