package org.widelimit.cli.output;

/** The notations of a derivation. */
public enum DeriveFormat {
  /** Wolfram syntax in plain text, with the steps. */
  TEXT,
  /** TeX, with the steps. */
  TEX,
  /** One JSON object, formulas in Wolfram syntax. */
  JSON,
  /** Definitions in the Wolfram language. */
  WOLFRAM,
  /** Static methods in Java. */
  JAVA,
  /** Functions in Python, which need its module math alone. */
  PYTHON,
  /** Theorems that Coq checks, about the definitions of {@code Widelimit.v}. */
  COQ
}
