package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.num;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.network.symbolic.DerivationLines.apply;
import static org.widelimit.network.symbolic.DerivationLines.usable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.widelimit.algebra.Expr;
import org.widelimit.network.symbolic.KernelDerivation.Recursion;
import org.widelimit.network.symbolic.SymbolicNetwork.Entries;

/**
 * The lines on the kernels of a layer: as one formula in the first layer's kernel, and from the
 * third layer on also in the kernels of the layer below, as that formula grows with every layer.
 */
final class KernelLines {

  private static final Expr X = sym("x");
  private static final Expr Y = sym("y");

  private final SymbolicNetwork network;
  private final DerivationLines lines;

  KernelLines(SymbolicNetwork network, DerivationLines lines) {
    this.network = network;
    this.lines = lines;
  }

  /** Adds the kernels after so many hidden layers, at least 1. */
  void add(int hidden) {
    Entries entries = network.kernels(hidden);
    Optional<Entries> recursion =
        hidden == 1 || isTaken(hidden)
            ? Optional.empty()
            : Optional.of(network.recursion(named(hidden), words(hidden), words(hidden + 1)));
    String kernel = "of the first layer's kernel p = K(x,x), q = K(y,y), r = K(x,y)";
    List<String> parameters = lines.with("p", "q", "r");
    Entries left = words(hidden + 1);
    lines.add(
        "nngp" + hidden + "Diagonal",
        "NNGP kernel at one input",
        lines.with("p"),
        left.xx(),
        entries.xx(),
        "",
        recursion.map(at -> where(at.xx(), hidden)));
    lines.add(
        "nngp" + hidden,
        "NNGP kernel",
        parameters,
        left.xy(),
        entries.xy(),
        kernel,
        recursion.map(at -> where(at.xy(), hidden)));
    if (usable(network.kernels().derivativeMoment())) {
      lines.add(
          "ntk" + hidden + "Diagonal",
          "tangent kernel at one input",
          lines.with("p"),
          left.tangentXx(),
          entries.tangentXx(),
          "",
          recursion.map(at -> where(at.tangentXx(), hidden)));
    }
    lines.add(
        "ntk" + hidden,
        "tangent kernel",
        parameters,
        left.tangent(),
        entries.tangent(),
        kernel,
        recursion.map(at -> where(at.tangent(), hidden)));
  }

  /** Whether a parameter has one of the short names. */
  private boolean isTaken(int layer) {
    return Stream.of("p", "q", "r").anyMatch(name -> lines.isParameter(name + layer));
  }

  /** The kernels of a layer by their words. */
  private static Entries words(int layer) {
    Expr nngp = call("NNGP", num(layer));
    Expr ntk = call("NTK", num(layer));
    return new Entries(
        apply(nngp, X, X),
        apply(nngp, Y, Y),
        apply(nngp, X, Y),
        apply(ntk, X, X),
        apply(ntk, Y, Y),
        apply(ntk, X, Y));
  }

  /** The same by short names, for the places where they occur many times. */
  private static Entries named(int layer) {
    Entries words = words(layer);
    return new Entries(
        sym("p" + layer),
        sym("q" + layer),
        sym("r" + layer),
        words.tangentXx(),
        words.tangentYy(),
        words.tangent());
  }

  private static Recursion where(Expr right, int layer) {
    Map<String, Expr> where = new LinkedHashMap<>();
    Entries words = words(layer);
    where.put("p" + layer, words.xx());
    where.put("q" + layer, words.yy());
    where.put("r" + layer, words.xy());
    where.keySet().retainAll(right.symbols());
    return new Recursion(right, where);
  }
}
