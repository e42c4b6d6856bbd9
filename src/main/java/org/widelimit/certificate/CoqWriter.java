package org.widelimit.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.functions.FunctionTable;

/** Writes an elementary formula as a real number of Coq. */
class CoqWriter {

  private static final int LARGEST_POWER = 12;

  /** Writes a formula, in parentheses where it is more than a name. */
  String write(Expr expr) throws NotExportedException {
    if (expr instanceof Num num) {
      return number(num);
    }
    if (expr instanceof Sym sym) {
      return switch (sym.name()) {
        case "Pi" -> "PI";
        case "E" -> "(exp 1)";
        case "Infinity", "I", "Indeterminate" -> throw new NotExportedException("it has " + sym);
        default -> variable(sym.name());
      };
    }
    Call call = (Call) expr;
    String head = call.headName().orElse("");
    return switch (head) {
      case "Plus" -> joined(call.args(), " + ");
      case "Times" -> product(call.args());
      case "Power" -> power(call.arg(0), call.arg(1));
      case "Max" -> extreme("Rmax", call.args());
      case "Min" -> extreme("Rmin", call.args());
      default -> {
        String name = FunctionTable.of(call).map(f -> f.spelling().coq()).orElse("");
        if (name.isEmpty()) {
          throw new NotExportedException("the word " + shown(call) + " has no translation");
        }
        yield "(" + name + " " + write(call.arg(0)) + ")";
      }
    };
  }

  /** Returns the head of a call as a reader knows it. */
  static String shown(Call call) {
    Expr head = call.head();
    while (head instanceof Call inner) {
      head = inner.head();
    }
    return head.toString();
  }

  /**
   * Returns the name of a variable, which is none of Coq's or of the base's: these have no single
   * small letters and no underscore at the end.
   */
  static String variable(String name) {
    boolean letter = name.length() == 1 && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    return letter ? name : InternalNames.shown(name).replaceAll("[^A-Za-z0-9]", "") + "_";
  }

  private static String number(Num num) {
    BigInteger top = num.numerator().abs();
    String size = num.isInteger() ? top.toString() : "(" + top + " / " + num.denominator() + ")";
    return num.signum() < 0 ? "(- (" + size + "))" : size;
  }

  private String joined(List<Expr> parts, String operator) throws NotExportedException {
    List<String> texts = new ArrayList<>();
    for (Expr part : parts) {
      texts.add(write(part));
    }
    return texts.size() == 1 ? texts.get(0) : "(" + String.join(operator, texts) + ")";
  }

  private String product(List<Expr> factors) throws NotExportedException {
    List<Expr> above = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    for (Expr factor : factors) {
      if (factor instanceof Call power
          && power.isCall("Power", 2)
          && !power.arg(0).equals(Expressions.EULER)
          && power.arg(1) instanceof Num exponent
          && exponent.signum() < 0) {
        below.add(
            Expressions.power(power.arg(0), Expressions.multiply(exponent, Expressions.MINUS_ONE)));
      } else {
        above.add(factor);
      }
    }
    String top = above.isEmpty() ? "1" : joined(above, " * ");
    return below.isEmpty() ? top : "(" + top + " / " + joined(below, " * ") + ")";
  }

  private String power(Expr base, Expr exponent) throws NotExportedException {
    if (base.equals(Expressions.EULER)) {
      return "(exp " + write(exponent) + ")";
    }
    if (!(exponent instanceof Num number)) {
      throw new NotExportedException("it has a power with a symbol for its exponent");
    }
    BigInteger top = number.numerator().abs();
    boolean root = number.denominator().equals(BigInteger.TWO);
    if (!(number.isInteger() || root) || top.compareTo(BigInteger.valueOf(LARGEST_POWER)) > 0) {
      throw new NotExportedException("it has the power " + number);
    }
    String start = root ? "(sqrt " + write(base) + ")" : write(base);
    String text = top.equals(BigInteger.ONE) ? start : "(" + start + " ^ " + top + ")";
    return number.signum() < 0 ? "(/ " + text + ")" : text;
  }

  private String extreme(String name, List<Expr> args) throws NotExportedException {
    String text = write(args.get(args.size() - 1));
    for (int i = args.size() - 2; i >= 0; i--) {
      text = "(" + name + " " + write(args.get(i)) + " " + text + ")";
    }
    return text;
  }
}
