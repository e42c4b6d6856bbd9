package org.widelimit.theorem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.TensorShape;
import org.widelimit.algebra.syntax.tex.TensorShapes;
import org.widelimit.theorem.FunctionDeclaration.Values;

/**
 * A theorem file that was read and checked.
 *
 * @param id the path below {@code theorems/} without the extension, such as {@code
 *     article/length-map}
 * @param path the path of the file as the user gave it
 * @param title the title
 * @param source where the theorem was printed, such as {@code poole2016, eq. 3}, or empty
 * @param statement the statement in prose with TeX between dollar signs, or empty
 * @param activations for each declared activation the names or expressions it stands for, in order
 * @param symbols the declared symbols by name, in order
 * @param functions the declared abstract functions by name, in order
 * @param network the network, if the file declares one
 * @param references the publications that the theorem and its claims cite, in order
 * @param uses ids of the theorems that this one builds on
 * @param claims the claims in order
 * @param brokenClaims the claims that cannot be read, in order
 */
public record Theorem(
    String id,
    String path,
    String title,
    String source,
    String statement,
    Map<String, List<String>> activations,
    Map<String, SymbolDeclaration> symbols,
    Map<String, FunctionDeclaration> functions,
    Optional<NetworkDeclaration> network,
    List<Reference> references,
    List<String> uses,
    List<Claim> claims,
    List<BrokenClaim> brokenClaims)
    implements TheoremFile {

  /** Copies the maps and lists. */
  public Theorem {
    Map<String, List<String>> copied = new LinkedHashMap<>();
    activations.forEach((name, choices) -> copied.put(name, List.copyOf(choices)));
    activations = Collections.unmodifiableMap(copied);
    symbols = Collections.unmodifiableMap(new LinkedHashMap<>(symbols));
    functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
    references = List.copyOf(references);
    uses = List.copyOf(uses);
    claims = List.copyOf(claims);
    brokenClaims = List.copyOf(brokenClaims);
  }

  /** Returns the theorem with other claims. */
  public Theorem with(List<Claim> others, List<BrokenClaim> broken) {
    return new Theorem(
        id,
        path,
        title,
        source,
        statement,
        activations,
        symbols,
        functions,
        network,
        references,
        uses,
        others,
        broken);
  }

  @Override
  public List<BrokenFile> faults() {
    return brokenClaims.stream().flatMap(claim -> claim.fault().faults().stream()).toList();
  }

  /**
   * Returns every choice of activations, in order: for each declared name the activation it stands
   * for. A file that declares none has one choice, the empty map.
   */
  public List<Map<String, String>> activationChoices() {
    List<Map<String, String>> choices = List.of(Map.of());
    for (Map.Entry<String, List<String>> entry : activations.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> choice : choices) {
        for (String activation : entry.getValue()) {
          Map<String, String> extended = new LinkedHashMap<>(choice);
          extended.put(entry.getKey(), activation);
          longer.add(Collections.unmodifiableMap(extended));
        }
      }
      choices = longer;
    }
    return choices;
  }

  /** Returns how declared symbols and functions are printed, by name, where the file says so. */
  public Map<String, String> texNames() {
    Map<String, String> tex = new LinkedHashMap<>();
    symbols.values().stream()
        .filter(symbol -> !symbol.tex().isEmpty())
        .forEach(symbol -> tex.put(symbol.name(), symbol.tex()));
    functions.values().stream()
        .filter(function -> !function.tex().isEmpty())
        .forEach(function -> tex.put(function.name(), function.tex()));
    return tex;
  }

  /** Returns which of its symbols, and values of its functions, are vectors or matrices. */
  public TensorShapes shapes() {
    return new TensorShapes(shapes(symbols, functions));
  }

  public static Map<String, TensorShape> shapes(
      Map<String, SymbolDeclaration> symbols, Map<String, FunctionDeclaration> functions) {
    Map<String, Values> kinds = new LinkedHashMap<>();
    symbols.forEach((name, symbol) -> kinds.put(name, symbol.kind()));
    functions.forEach((name, function) -> kinds.put(name, function.values()));
    Map<String, TensorShape> shapes = new LinkedHashMap<>();
    kinds.forEach(
        (name, kind) -> {
          if (kind != Values.REALS) {
            shapes.put(name, kind == Values.VECTORS ? TensorShape.COLUMN : TensorShape.MATRIX);
          }
        });
    return shapes;
  }
}
