package org.widelimit.report.text;

import java.util.Map;

/** Names of symbols as letters where no formula can be set, such as in plots. */
public final class PlainName {

  private static final Map<String, String> GREEK =
      Map.ofEntries(
          Map.entry("alpha", "\u03B1"),
          Map.entry("beta", "\u03B2"),
          Map.entry("gamma", "\u03B3"),
          Map.entry("delta", "\u03B4"),
          Map.entry("epsilon", "\u03B5"),
          Map.entry("eta", "\u03B7"),
          Map.entry("theta", "\u03B8"),
          Map.entry("kappa", "\u03BA"),
          Map.entry("lambda", "\u03BB"),
          Map.entry("mu", "\u03BC"),
          Map.entry("nu", "\u03BD"),
          Map.entry("rho", "\u03C1"),
          Map.entry("sigma", "\u03C3"),
          Map.entry("tau", "\u03C4"),
          Map.entry("phi", "\u03C6"),
          Map.entry("chi", "\u03C7"),
          Map.entry("omega", "\u03C9"));

  private PlainName() {}

  /** Returns a symbol's name in letters, as its file prints it where that can be read so. */
  public static String of(String name, Map<String, String> names) {
    String tex = MathTex.name(name, names);
    StringBuilder plain = new StringBuilder(tex.replaceAll("\\\\mathrm|[{}\\s]", ""));
    GREEK.forEach(
        (word, letter) -> {
          String command = "\\" + word;
          int at = plain.indexOf(command);
          while (at >= 0) {
            int end = at + command.length();
            boolean whole = end == plain.length() || !Character.isLetter(plain.charAt(end));
            if (whole) {
              plain.replace(at, end, letter);
            }
            at = plain.indexOf(command, at + 1);
          }
        });
    String text = plain.toString();
    return text.indexOf('\\') >= 0 || text.isEmpty() ? name : text;
  }
}
