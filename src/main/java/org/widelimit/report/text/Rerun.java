package org.widelimit.report.text;

import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.VerificationOptions;

/** The command that reproduces the verdicts on a file. */
public final class Rerun {

  private Rerun() {}

  /** Returns the command for a shell. */
  public static String command(Theorem theorem, long seed) {
    return "java -jar target/widelimit.jar verify "
        + quoted(theorem.path())
        + (seed == VerificationOptions.DEFAULT_SEED ? "" : " --seed " + seed);
  }

  /** A name that a shell would read as something else stands in quotes. */
  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9._/][A-Za-z0-9._/-]*")
        ? path
        : "'" + path.replace("'", "'\\''") + "'";
  }
}
