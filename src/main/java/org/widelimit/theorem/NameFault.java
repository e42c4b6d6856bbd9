package org.widelimit.theorem;

/** A name that a formula uses wrongly; {@link FormulaReader} finds its place. */
final class NameFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String hint;

  NameFault(String name, String message, String hint) {
    super(message, null, false, false);
    this.name = name;
    this.hint = hint;
  }

  String name() {
    return name;
  }

  /** Returns whether the fault is in the brackets that follow the name. */
  boolean applied() {
    return String.valueOf(getMessage()).contains("argument");
  }

  String hint() {
    return hint;
  }
}
