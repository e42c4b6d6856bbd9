package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.TensorShape;

/** Parses expectations of one or two Gaussian variables. */
public final class TexAverages {

  private final TexBinders binders;
  private final TexParser parser;
  private final TexCursor cursor;

  private final TexNames names;

  TexAverages(TexBinders binders, TexParser parser, TexCursor cursor, TexNames names) {
    this.binders = binders;
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /** Parses {@code \mathbb{E}}, its variables with their law, and what is averaged. */
  Expr expectation() {
    int start = cursor.index();
    cursor.next();
    List<Expr> over = new ArrayList<>();
    Optional<List<Expr>> law = Optional.empty();
    if (cursor.accept("_")) {
      boolean braced = cursor.accept("{");
      boolean tuple = cursor.accept("(");
      do {
        over.add(binders.boundName());
      } while (cursor.accept(","));
      if (tuple) {
        cursor.expect(")", "after the variables of an expectation");
      }
      if (braced && cursor.accept("\\sim")) {
        law = Optional.of(law(start));
      }
      if (braced) {
        cursor.expect("}", "after the variable of an expectation");
      }
    }
    if (!parser.opensBracket()) {
      throw cursor.error("an expectation needs brackets, as in \\mathbb{E}_{z}[f(z)]");
    }
    List<Expr> inside = parser.bracketed();
    Expr body = inside.get(0);
    if (inside.size() > 1) {
      throw cursor.errorAt(start, "an expectation has one value inside its brackets");
    }
    if (over.isEmpty()) {
      over.add(standard(body, start));
    }
    if (law.isEmpty()) {
      requireLaw(over, start);
      return independent(body, over, cursor);
    }
    return over.size() == 1
        ? scaled(body, (Sym) over.get(0), law.get(), start)
        : joint(body, over, law.get(), start);
  }

  /** A symbol of the file has values of its own, and no law unless the average says it. */
  private void requireLaw(List<Expr> over, int start) {
    for (Expr variable : over) {
      if (names.parameters().contains(((Sym) variable).name())) {
        throw cursor.errorAt(
            start,
            "the law of "
                + ((Sym) variable).name()
                + ", a declared symbol, is not said; write _{z \\sim \\mathcal{N}(0, 1)}");
      }
    }
  }

  private List<Expr> law(int start) {
    if (!cursor.accept("\\mathcal:N") && !cursor.accept("N")) {
      throw cursor.error(
          "expected a normal distribution \\mathcal{N}, found " + cursor.shown(cursor.peek()));
    }
    List<Expr> parameters = parser.bracketed();
    if (parameters.size() != 2) {
      throw cursor.errorAt(start, "\\mathcal{N} has a mean and a variance");
    }
    return parameters;
  }

  /** Returns the one of z and Z that the body has: the usual names of a standard normal. */
  private Sym standard(Expr body, int start) {
    boolean small = body.symbols().contains("z");
    if (small == body.symbols().contains("Z")) {
      throw cursor.errorAt(start, "an expectation over what? Write \\mathbb{E}_{z}[...]");
    }
    return Expressions.sym(small ? "z" : "Z");
  }

  private Expr scaled(Expr body, Sym name, List<Expr> law, int start) {
    for (Expr parameter : law) {
      if (names.shape(parameter) != TensorShape.NUMBER) {
        throw cursor.errorAt(
            start,
            "the law of one variable has a mean and a variance, which are numbers, not "
                + names.shape(parameter).word());
      }
    }
    Expr value =
        Expressions.plus(law.get(0), Expressions.times(Expressions.sqrt(law.get(1)), name));
    return Expressions.call("E", body.substitute(name.name(), value), name);
  }

  private Expr joint(Expr body, List<Expr> over, List<Expr> law, int start) {
    if (over.size() > 2 || !law.get(0).isInteger(0)) {
      throw cursor.errorAt(start, "only a centered pair of variables is read");
    }
    Expr covariance = law.get(1);
    if (!covariance.isCall("List", 2)
        || !((Expr.Call) covariance).args().stream().allMatch(row -> row.isCall("List", 2))) {
      throw cursor.errorAt(
          start,
          "the covariance of a pair needs its entries: a pmatrix, or an entry in reads such as"
              + " {{p, r}, {r, q}}");
    }
    return Expressions.call("E", body, Expressions.list(over.get(0), over.get(1)), covariance);
  }

  /** Returns the expectation over one or two independent standard normal variables. */
  static Expr independent(Expr body, List<? extends Expr> variables, TexCursor cursor) {
    if (variables.size() == 1) {
      return Expressions.call("E", body, variables.get(0));
    }
    if (variables.size() > 2) {
      throw cursor.error("an average over more than two variables is not read");
    }
    Expr one = Expressions.ONE;
    Expr zero = Expressions.ZERO;
    return Expressions.call(
        "E",
        body,
        Expressions.list(variables.get(0), variables.get(1)),
        Expressions.list(Expressions.list(one, zero), Expressions.list(zero, one)));
  }
}
