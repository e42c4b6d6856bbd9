package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.TensorShape;

/** Finds the size of an identity matrix, {@code I}, from the matrix that it is added to. */
final class TexIdentities {

  /** What {@code I} and {@code \mathbf{I}_n} read as until their size is known. */
  static final Sym IDENTITY = Expressions.sym("I");

  private final TexNames names;

  TexIdentities(TexNames names) {
    this.names = names;
  }

  /** Returns the terms of a sum, in which each identity beside a matrix has that matrix's size. */
  List<Expr> resolved(List<Expr> terms) {
    if (names.parameters().contains(IDENTITY.name())
        || terms.stream().noneMatch(term -> term.contains(IDENTITY))) {
      return terms;
    }
    Optional<Expr> matrix =
        terms.stream()
            .filter(term -> names.shape(term) == TensorShape.MATRIX)
            .flatMap(term -> matrix(term).stream())
            .findFirst();
    if (matrix.isEmpty()) {
      return terms;
    }
    Expr identity = Expressions.call("IdentityMatrix", Expressions.call("Length", matrix.get()));
    List<Expr> resolved = new ArrayList<>();
    for (Expr term : terms) {
      boolean multiple =
          names.shape(term) == TensorShape.NUMBER
              && (term.equals(IDENTITY)
                  || (term instanceof Call product
                      && product.isCall("Times")
                      && product.args().contains(IDENTITY)));
      resolved.add(multiple ? term.substitute(IDENTITY.name(), identity) : term);
    }
    return resolved;
  }

  private Optional<Expr> matrix(Expr term) {
    if (term instanceof Sym) {
      return names.shape(term) == TensorShape.MATRIX ? Optional.of(term) : Optional.empty();
    }
    return term instanceof Call call
        ? call.args().stream().flatMap(arg -> matrix(arg).stream()).findFirst()
        : Optional.empty();
  }
}
