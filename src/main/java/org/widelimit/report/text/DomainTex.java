package org.widelimit.report.text;

import org.widelimit.algebra.Expr.Num;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.SymbolDeclaration;

/** The sets that symbols range over, as TeX. */
public final class DomainTex {

  private DomainTex() {}

  /** Returns the set of a symbol as TeX for math mode. */
  public static String of(SymbolDeclaration symbol) {
    return symbol.kind() == Values.REALS ? of(symbol.domain()) : "\\text{" + symbol.set() + "}";
  }

  private static String of(Domain domain) {
    if (domain.equals(Domain.REALS)) {
      return "\\mathbb{R}";
    }
    String interval =
        (domain.lowerClosed() ? "[" : "(")
            + domain.lower().map(DomainTex::number).orElse("-\\infty")
            + ",\\, "
            + domain.upper().map(DomainTex::number).orElse("\\infty")
            + (domain.upperClosed() ? "]" : ")");
    return domain.integer() ? interval + " \\cap \\mathbb{Z}" : interval;
  }

  private static String number(Num number) {
    String magnitude =
        number.isInteger()
            ? number.numerator().abs().toString()
            : "\\tfrac{" + number.numerator().abs() + "}{" + number.denominator() + "}";
    return (number.signum() < 0 ? "-" : "") + magnitude;
  }
}
