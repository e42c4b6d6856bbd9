package org.widelimit.algebra.syntax.tex;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;

/** The TeX of heads that are not printed as a name with arguments. */
final class TexSpecialForms {

  private static final int BIG_OPERATOR = 65;
  private static final int PRODUCT = 70;
  private static final int POWER = 90;
  private static final int FACTORIAL = 100;
  private static final int ATOM = 110;

  private final TexWriter writer;

  TexSpecialForms(TexWriter writer) {
    this.writer = writer;
  }

  /** Returns how strongly the printed form of a head binds. */
  int binding(String head) {
    return switch (head) {
      case "Integrate", "Sum", "Product", "D", "Not" -> BIG_OPERATOR;
      case "Dot" -> PRODUCT;
      case "MatrixPower", "MatrixExp", "Transpose", "Inverse" -> POWER;
      case "Factorial", "Factorial2" -> FACTORIAL;
      default -> ATOM;
    };
  }

  /** Returns the TeX of the call, or empty if it is an ordinary application. */
  Optional<String> piece(Call call) {
    String head = call.headName().orElse("");
    return Optional.ofNullable(
        switch (head) {
          case "List" -> list(call);
          case "E" -> call.arity() >= 2 ? expectation(call) : null;
          case "Integrate" -> hasRange(call) ? integral(call) : null;
          case "Sum" -> hasRange(call) ? series("\\sum", call) : null;
          case "Product" -> hasRange(call) ? series("\\prod", call) : null;
          case "D" -> call.arity() == 2 ? derivative(call) : null;
          case "Piecewise" -> call.arity() >= 1 ? cases(call) : null;
          case "Abs" -> one(call, "\\left|", "\\right|");
          case "Floor" -> one(call, "\\left\\lfloor ", "\\right\\rfloor ");
          case "Factorial" -> call.arity() == 1 ? writer.atom(call.arg(0)) + "!" : null;
          case "Factorial2" -> call.arity() == 1 ? writer.atom(call.arg(0)) + "!!" : null;
          case "Binomial" ->
              call.arity() == 2
                  ? "\\binom{" + writer.text(call.arg(0)) + "}{" + writer.text(call.arg(1)) + "}"
                  : null;
          case "BivariateNormalCDF" -> call.arity() == 3 ? bivariateNormal(call) : null;
          case "HermiteH", "HermiteHe" -> call.arity() == 2 ? hermite(head, call) : null;
          case "Transpose" -> call.arity() == 1 ? writer.atom(call.arg(0)) + "^{\\top}" : null;
          case "Inverse" -> call.arity() == 1 ? writer.atom(call.arg(0)) + "^{-1}" : null;
          case "Dot" -> call.args().stream().map(writer::factor).collect(Collectors.joining(" "));
          case "MatrixPower" ->
              call.arity() == 2
                  ? writer.atom(call.arg(0)) + "^{" + writer.text(call.arg(1)) + "}"
                  : null;
          case "MatrixExp" -> call.arity() == 1 ? "e^{" + writer.text(call.arg(0)) + "}" : null;
          case "Ellipsis" -> "\\cdots";
          case "Not" -> call.arity() == 1 ? negation(call.arg(0)) : null;
          case "Nest" ->
              call.arity() == 3
                  ? writer.function(call.arg(0))
                      + "^{\\circ "
                      + writer.text(call.arg(2))
                      + "}"
                      + TexWriter.parentheses(writer.text(call.arg(1)))
                  : null;
          default -> null;
        });
  }

  private @org.jspecify.annotations.Nullable String one(Call call, String open, String close) {
    return call.arity() == 1 ? open + writer.text(call.arg(0)) + close : null;
  }

  private String bivariateNormal(Call call) {
    String bounds = writer.text(call.arg(0)) + ", " + writer.text(call.arg(1));
    return "\\Phi_2" + TexWriter.parentheses(bounds + "; " + writer.text(call.arg(2)));
  }

  private static boolean hasRange(Call call) {
    return call.arity() == 2 && call.arg(1).isCall("List", 3);
  }

  private String list(Call call) {
    boolean matrix = call.arity() > 0 && call.args().stream().allMatch(row -> row.isCall("List"));
    return matrix ? matrix(call) : TexWriter.parentheses(writer.arguments(call.args()));
  }

  private String matrix(Call call) {
    return "\\begin{pmatrix}"
        + call.args().stream()
            .map(
                row ->
                    ((Call) row)
                        .args().stream().map(writer::text).collect(Collectors.joining(" & ")))
            .collect(Collectors.joining(" \\\\ "))
        + "\\end{pmatrix}";
  }

  private String expectation(Call call) {
    boolean single =
        call.arity() == 3
            && call.arg(1).isCall("List", 1)
            && call.arg(2).isCall("List", 1)
            && ((Call) call.arg(2)).arg(0).isCall("List", 1);
    String over = writer.text(single ? ((Call) call.arg(1)).arg(0) : call.arg(1));
    if (call.arity() == 3) {
      Expr law = single ? ((Call) ((Call) call.arg(2)).arg(0)).arg(0) : call.arg(2);
      over += " \\sim \\mathcal{N}\\left(0, " + writer.text(law) + "\\right)";
    }
    return "\\mathbb{E}_{" + over + "}\\left[" + writer.text(call.arg(0)) + "\\right]";
  }

  private String integral(Call call) {
    Call range = (Call) call.arg(1);
    return "\\int_{"
        + writer.text(range.arg(1))
        + "}^{"
        + writer.text(range.arg(2))
        + "} "
        + writer.factor(call.arg(0))
        + " \\,\\mathrm{d}"
        + writer.atom(range.arg(0));
  }

  private String series(String operator, Call call) {
    Call range = (Call) call.arg(1);
    return operator
        + "_{"
        + writer.text(range.arg(0))
        + " = "
        + writer.text(range.arg(1))
        + "}^{"
        + writer.text(range.arg(2))
        + "} "
        + (operator.equals("\\sum") ? writer.factor(call.arg(0)) : operand(call.arg(0)));
  }

  private String derivative(Call call) {
    return "\\frac{\\partial}{\\partial " + writer.text(call.arg(1)) + "} " + operand(call.arg(0));
  }

  /** Returns what an operator acts on; factors are in parentheses, as it might end before them. */
  private String operand(Expr expr) {
    boolean factors = expr.isCall("Times") || expr.isCall("Dot");
    return factors ? TexWriter.parentheses(writer.text(expr)) : writer.factor(expr);
  }

  private @org.jspecify.annotations.Nullable String cases(Call call) {
    if (!call.arg(0).isCall("List")) {
      return null;
    }
    List<Expr> pairs = ((Call) call.arg(0)).args();
    if (!pairs.stream().allMatch(pair -> pair.isCall("List", 2))) {
      return null;
    }
    String rows =
        pairs.stream()
            .map(
                pair ->
                    writer.text(((Call) pair).arg(0))
                        + " & \\text{if } "
                        + writer.text(((Call) pair).arg(1)))
            .collect(Collectors.joining(" \\\\ "));
    String otherwise = call.arity() > 1 ? writer.text(call.arg(1)) : "0";
    return "\\begin{cases}" + rows + " \\\\ " + otherwise + " & \\text{otherwise}\\end{cases}";
  }

  private String hermite(String head, Call call) {
    String name = head.equals("HermiteH") ? "H" : "\\mathrm{He}";
    return name
        + "_{"
        + writer.text(call.arg(0))
        + "}"
        + TexWriter.parentheses(writer.text(call.arg(1)));
  }

  private String negation(Expr inner) {
    if (inner.isCall("Equal", 2)) {
      Call equal = (Call) inner;
      return writer.factor(equal.arg(0)) + " \\ne " + writer.factor(equal.arg(1));
    }
    return "\\lnot "
        + (inner instanceof Sym ? writer.text(inner) : TexWriter.parentheses(writer.text(inner)));
  }
}
