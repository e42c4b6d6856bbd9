package org.widelimit.certificate;

/** Says why a formula has no certificate. */
public final class NotExportedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param reason what is not covered, as the second half of a sentence
   */
  public NotExportedException(String reason) {
    super(reason);
  }

  /** Returns what is not covered. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
