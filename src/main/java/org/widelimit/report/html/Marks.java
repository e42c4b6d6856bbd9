package org.widelimit.report.html;

import org.widelimit.report.text.Escape;
import org.widelimit.report.text.Meaning;
import org.widelimit.verification.verdict.Verdict;

/** The small parts that the page is made of. */
final class Marks {

  private Marks() {}

  /** Returns a verdict as a word with a sign, so that colour is never the only cue. */
  static String badge(Verdict verdict) {
    return badge(verdict, verdict.name());
  }

  /** Returns words with a verdict's sign and colour, and what the verdict means. */
  static String badge(Verdict verdict, String words) {
    return "<span class=\"badge "
        + verdict.name()
        + "\" title=\""
        + Escape.html(verdict.name() + ": " + Meaning.of(verdict))
        + "\">"
        + sign(verdict)
        + " "
        + Escape.html(words)
        + "</span>";
  }

  /** Returns a verdict's sign, which a screen reader need not spell. */
  static String sign(Verdict verdict) {
    return "<span aria-hidden=\"true\">" + Escape.html(verdict.symbol()) + "</span>";
  }

  /** Returns a command with a button that copies it. */
  static String command(String command) {
    return "<span class=\"command\"><code>"
        + Escape.html(command)
        + "</code> "
        + copy(command, "Copy the command")
        + "</span>";
  }

  /** Returns a button that copies a text. */
  static String copy(String text, String label) {
    return "<button type=\"button\" class=\"copy\" data-copy=\""
        + Escape.html(text)
        + "\">"
        + Escape.html(label)
        + "</button>";
  }

  /** Returns a fold whose content is made when it is opened. */
  static String fold(String summary, String content) {
    return "<details class=\"fold\"><summary>"
        + Escape.html(summary)
        + "</summary><template>"
        + content
        + "</template></details>\n";
  }
}
