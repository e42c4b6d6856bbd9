package org.widelimit.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.LocalValue;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.KernelDerivation.Line;
import org.widelimit.network.symbolic.KernelDerivation.Recursion;

/**
 * What a function of an emitted program does: it computes a formula, in a deep network of the
 * kernels that the functions of the layer below return. One formula in the first layer's kernel
 * would grow with every layer, beyond what compilers take.
 *
 * @param result the formula
 * @param locals the values of other functions in it
 */
record ProgramBody(Expr result, List<LocalValue> locals) {

  private static final Expr X = Expressions.sym("x");
  private static final Expr Y = Expressions.sym("y");

  ProgramBody {
    locals = List.copyOf(locals);
  }

  /** Returns the body of the function for a line of a derivation. */
  static ProgramBody of(Line line, KernelDerivation derivation) {
    return line.recursion()
        .flatMap(recursion -> ofLayer(recursion, line, derivation))
        .orElseGet(() -> new ProgramBody(line.right(), List.of()));
  }

  /** Empty where a name is taken or a kernel has no function. */
  private static Optional<ProgramBody> ofLayer(
      Recursion recursion, Line line, KernelDerivation derivation) {
    Map<String, Expr> words = new LinkedHashMap<>(recursion.where());
    Expr result =
        recursion
            .right()
            .transform(
                node -> {
                  if (!isKernel(node)) {
                    return node;
                  }
                  String name = ((Call) ((Call) node).head()).isCall("NTK") ? "tangent" : "kernel";
                  words.put(name, node);
                  return Expressions.sym(name);
                });
    List<LocalValue> locals = new ArrayList<>();
    for (Map.Entry<String, Expr> word : words.entrySet()) {
      boolean replaces = recursion.where().containsKey(word.getKey());
      Optional<LocalValue> local =
          local(word.getKey(), word.getValue(), replaces, derivation)
              .filter(found -> line.parameters().containsAll(found.arguments()))
              .filter(found -> !line.parameters().contains(found.name()));
      if (local.isEmpty()) {
        return Optional.empty();
      }
      locals.add(local.get());
      if (replaces) {
        result = result.substitute(word.getKey(), Expressions.sym(first(word.getKey())));
      }
    }
    return Optional.of(new ProgramBody(result, locals));
  }

  private static boolean isKernel(Expr node) {
    return node instanceof Call call
        && call.head() instanceof Call word
        && (word.isCall("NNGP") || word.isCall("NTK"));
  }

  /** Returns p for p2, the entry of the kernel of another layer. */
  private static String first(String name) {
    return name.substring(0, 1);
  }

  private static Optional<LocalValue> local(
      String name, Expr word, boolean replaces, KernelDerivation derivation) {
    Call call = (Call) word;
    // One function serves both inputs.
    boolean second = call.args().equals(List.of(Y, Y));
    Expr left = second ? Expressions.call(call.head(), List.of(X, X)) : word;
    return derivation.lines().stream()
        .filter(line -> line.left().equals(left))
        .findFirst()
        .map(
            line ->
                new LocalValue(
                    name,
                    line.name(),
                    line.parameters().stream().map(p -> second && p.equals("p") ? "q" : p).toList(),
                    replaces ? Optional.of(first(name)) : Optional.empty()));
  }
}
