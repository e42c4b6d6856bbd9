package org.widelimit.algebra.symja;

import java.time.Duration;

/**
 * How long a program is waited for, by the clock.
 *
 * @param start the time that a session may take to open
 * @param rest how long a program is left alone that is always late: the machine may be busy
 *     elsewhere
 * @param silence one that uses no time of the processor for so long hangs; Symja may wait for
 *     threads of its own
 * @param grace the time after which one that goes on though it was asked to stop is made to: not
 *     earlier, as that would hit Symja while it loads its rules, which would stay broken. One that
 *     ran on would keep a processor busy, and a lock that all questions for integrals need
 */
record Patience(Duration start, Duration rest, Duration silence, Duration grace) {

  /** With a program that is known to behave as Symja does. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(6),
          Duration.ofSeconds(10));

  /** The same, with another time to start. */
  Patience starting(Duration time) {
    return new Patience(time, rest, silence, grace);
  }
}
