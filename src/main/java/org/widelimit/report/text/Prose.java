package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.List;

/** Prose with TeX between dollar signs. */
public final class Prose {

  private Prose() {}

  /**
   * A stretch of a text.
   *
   * @param text the stretch, without its dollar signs
   * @param math whether it is TeX
   */
  public record Part(String text, boolean math) {}

  /** Splits a text at its dollar signs; one without a partner is a dollar sign. */
  public static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('$', at);
      int close = open < 0 ? -1 : text.indexOf('$', open + 1);
      if (close < 0) {
        break;
      }
      if (open > at) {
        parts.add(new Part(text.substring(at, open), false));
      }
      if (close > open + 1) {
        parts.add(new Part(text.substring(open + 1, close), true));
      }
      at = close + 1;
    }
    if (at < text.length()) {
      parts.add(new Part(text.substring(at), false));
    }
    return parts;
  }
}
