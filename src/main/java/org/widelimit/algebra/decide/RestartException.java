package org.widelimit.algebra.decide;

/**
 * Signals that a root or an exponential turned out to need a finer variable than the one made for
 * it: the tower is built anew with what was learned.
 */
final class RestartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RestartException() {
    super(null, null, false, false);
  }
}
