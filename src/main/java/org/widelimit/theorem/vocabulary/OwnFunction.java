package org.widelimit.theorem.vocabulary;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.AsWritten;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;

/**
 * A function that a file defines by a formula.
 *
 * @param name its name
 * @param parameters the names of its arguments, in order
 * @param body the formula, in the parameters and what else the file declares; it applies no
 *     function of the file's own
 * @param asWritten the same as {@link AsWritten} keeps it
 */
public record OwnFunction(String name, List<String> parameters, Expr body, Expr asWritten) {

  /** Copies the parameters. */
  public OwnFunction {
    parameters = List.copyOf(parameters);
  }

  /** Returns the formula to put in, in canonical form or as written. */
  Expr formula() {
    return AsWritten.isOn() ? asWritten : body;
  }

  /** Returns the symbols of the file that the formula holds beside its parameters. */
  Set<String> outer() {
    Set<String> outer = new LinkedHashSet<>(Binders.free(body));
    parameters.forEach(outer::remove);
    return outer;
  }
}
