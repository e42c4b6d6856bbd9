package org.widelimit.theorem.vocabulary;

import org.widelimit.theorem.reader.FormulaReader;

/** A name that a formula uses wrongly; {@link FormulaReader} finds its place. */
public final class NameFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String hint;

  public NameFault(String name, String message, String hint) {
    super(message, null, false, false);
    this.name = name;
    this.hint = hint;
  }

  public String name() {
    return name;
  }

  /** Returns whether the fault is in the brackets that follow the name. */
  public boolean applied() {
    return String.valueOf(getMessage()).contains("argument");
  }

  public String hint() {
    return hint;
  }
}
