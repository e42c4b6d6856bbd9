package org.widelimit.statistics;

/** A sample is not a finite number, so no statement about a mean can be made. */
public final class NonFiniteSampleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The sample {@code value} of the given width and index. */
  public NonFiniteSampleException(int width, long index, double value) {
    super("sample " + index + " at width " + width + " is " + value);
  }
}
