package org.widelimit.algebra.syntax.tex;

import java.util.Optional;
import java.util.function.Function;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;

/** Forms in print that are not made from a function's name. */
@FunctionalInterface
public interface TexForms {

  /** No forms but those that the writer has itself. */
  TexForms NONE = (call, text) -> Optional.empty();

  /**
   * Returns the TeX of a call, which needs no parentheses in a product.
   *
   * @param call the call, or a map with its parameters that is not applied yet
   * @param text writes a part of it
   * @return the TeX, or empty if the call has no form of its own
   */
  Optional<String> form(Call call, Function<Expr, String> text);
}
