package org.widelimit.verification.claim;

import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;

/** The names that proofs by the spectral theorem give to eigenvalues and components. */
public final class SpectralNames {

  /** What a component of a vector is called. */
  public static final String COMPONENT = "component";

  /** What an eigenvalue of a matrix is called. */
  public static final String EIGENVALUE = "eigenvalue";

  /** What the largest eigenvalue of a matrix is called. */
  public static final String LARGEST = "largestEigenvalue";

  /** The number of eigenvalues, a positive integer. */
  public static final Sym SIZE = InternalNames.symbol("numberOfEigenvalues");

  private SpectralNames() {}

  /** Returns the name of a component of a vector. */
  public static String componentOf(String vector) {
    return InternalNames.of(COMPONENT, vector).name();
  }

  /** Returns the name of an eigenvalue of a matrix. */
  public static String eigenvalueOf(String matrix) {
    return InternalNames.of(EIGENVALUE, matrix).name();
  }

  /** Returns the name of the largest eigenvalue of a matrix. */
  public static String largestOf(String matrix) {
    return InternalNames.of(LARGEST, matrix).name();
  }
}
