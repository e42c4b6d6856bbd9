package org.widelimit.report;

import java.util.Locale;
import org.widelimit.verification.RunResult;

/** A badge for a README: how many verdicts are as their files expect. */
final class Badge {

  private static final String NAME = "widelimit";

  /** The width of a letter of the font, about, and the room at both ends. */
  private static final double LETTER = 6.6;

  private static final int ROOM = 12;

  private Badge() {}

  /** Returns the text of {@code badge.svg}. */
  static String of(RunResult run) {
    long all = run.theorems().stream().mapToLong(theorem -> theorem.claims().size()).sum();
    long met = run.claims().stream().filter(claim -> claim.met()).count();
    String words = run.met() ? all + " verdicts as expected" : met + " of " + all + " as expected";
    String colour = run.met() ? "#1a7f4b" : "#b3261e";
    int left = width(NAME);
    int right = width(words);
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s: %3$s">
        <title>%2$s: %3$s</title>
        <rect width="%1$d" height="20" rx="3" fill="#3b3f46"/>
        <path d="M%4$d 0h%5$dv20h-%5$dz" fill="%6$s"/>
        <rect x="%7$d" width="6" height="20" rx="3" fill="%6$s"/>
        <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
        <text x="%8$.1f" y="14">%2$s</text>
        <text x="%9$.1f" y="14">%3$s</text>
        </g>
        </svg>
        """,
        left + right,
        NAME,
        words,
        left,
        right - 3,
        colour,
        left + right - 6,
        left / 2.0,
        left + right / 2.0);
  }

  private static int width(String words) {
    return (int) Math.ceil(words.length() * LETTER) + ROOM;
  }
}
