package org.widelimit.algebra.functions;

/** What a function is at the negative of its argument. */
public enum Parity {
  /** {@code f[-x] == f[x]}. */
  EVEN,
  /** {@code f[-x] == -f[x]}. */
  ODD,
  /** Neither of the two. */
  NEITHER
}
