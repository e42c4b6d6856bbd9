package org.widelimit.verification.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.budget.Fingerprint;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Subject;

/**
 * The random streams of a declared network: of its parameters, inputs, targets and weights, however
 * it is trained.
 *
 * <p>They depend on the seed and on what is declared, up to the names of activations and symbols,
 * and not on the claim. So claims that declare the same networks, in one file or in several, are
 * held against the same networks, which are drawn and trained once. Their decisions then depend on
 * each other; the budget of errors is a union bound and allows for that.
 */
public final class NetworkStreams {

  private NetworkStreams() {}

  /** Returns the streams of the network that a claim speaks of. */
  static RandomStreams of(Subject subject, NetworkDeclaration network) {
    return RandomStreams.of(
        subject.options().seed(), "networks", name(subject.theorem(), subject.choice(), network));
  }

  /**
   * Returns a name for a declared network: a fingerprint of what is declared.
   *
   * @param theorem the file, which declares the symbols
   * @param choice the activations by declared name
   * @param network the declaration
   * @return the same for declarations that differ in names alone
   */
  public static String name(
      Theorem theorem, Map<String, String> choice, NetworkDeclaration network) {
    return Fingerprint.of(text(theorem, choice, network));
  }

  /** What is declared, as text: the same for declarations that differ in names alone. */
  static String text(Theorem theorem, Map<String, String> choice, NetworkDeclaration network) {
    Map<String, String> names = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>();
    // Names of a kind that no reader produces, so that nothing declared is confused with them.
    choice.forEach((name, activation) -> names.put(name, "a$" + activation));
    for (SymbolDeclaration symbol : theorem.symbols().values()) {
      if (expressions(network).stream().anyMatch(e -> e.symbols().contains(symbol.name()))) {
        names.put(symbol.name(), "s$" + names.size());
        parts.add(symbol.set() + " " + symbol.values());
      }
    }
    for (NetworkDeclaration.Layer layer : network.hidden()) {
      parts.add(
          String.join(
              ",",
              choice.getOrDefault(layer.activation(), layer.activation()),
              text(layer.sigmaW(), names),
              text(layer.sigmaB(), names),
              Boolean.toString(layer.residual())));
    }
    parts.add(text(network.sigmaW(), names));
    parts.add(text(network.sigmaB(), names));
    parts.add(text(network.weightVariance(), names));
    parts.add(text(network.inputVariance(), names));
    parts.add(network.parameterization().name());
    parts.add(network.inputDimension() + "," + network.outputs() + "," + network.inputs());
    return String.join(";", parts);
  }

  private static List<Expr> expressions(NetworkDeclaration network) {
    List<Expr> all = new ArrayList<>();
    all.add(network.sigmaW());
    all.add(network.sigmaB());
    network.weightVariance().ifPresent(all::add);
    network.inputVariance().ifPresent(all::add);
    for (NetworkDeclaration.Layer layer : network.hidden()) {
      layer.sigmaW().ifPresent(all::add);
      layer.sigmaB().ifPresent(all::add);
    }
    return all;
  }

  private static String text(Optional<Expr> expr, Map<String, String> names) {
    return expr.map(e -> text(e, names)).orElse("-");
  }

  private static String text(Expr expr, Map<String, String> names) {
    return WolframWriter.write(
        expr.transform(
            node ->
                node instanceof Sym sym && names.containsKey(sym.name())
                    ? Expressions.sym(names.get(sym.name()))
                    : node));
  }
}
