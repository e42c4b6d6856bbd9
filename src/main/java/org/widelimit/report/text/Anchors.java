package org.widelimit.report.text;

import org.widelimit.verification.verdict.ClaimResult;

/** The names of places in the page. */
public final class Anchors {

  private Anchors() {}

  public static String theorem(String id) {
    return "t-" + clean(id);
  }

  public static String claim(String theorem, String claim) {
    return "k-" + clean(theorem + "/" + claim);
  }

  public static String check(String theorem, ClaimResult claim) {
    return "c-" + clean(theorem + "/" + claim.id() + "/" + claim.activation());
  }

  static String reference(String key) {
    return "r-" + clean(key);
  }

  /** Letters, digits and hyphens stay; other characters become their code points. */
  private static String clean(String text) {
    StringBuilder name = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if ((c >= 'a' && c <= 'z')
                  || (c >= 'A' && c <= 'Z')
                  || (c >= '0' && c <= '9')
                  || c == '-') {
                name.appendCodePoint(c);
              } else {
                name.append(c == '/' ? "." : "_" + Integer.toHexString(c));
              }
            });
    return name.toString();
  }
}
