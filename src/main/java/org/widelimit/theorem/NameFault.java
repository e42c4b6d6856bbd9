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

  String hint() {
    return hint;
  }
}
