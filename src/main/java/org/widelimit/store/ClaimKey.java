package org.widelimit.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.widelimit.budget.Fingerprint;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.VerificationOptions;

/** A name for all that a verdict is a function of. */
final class ClaimKey {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What is said of a claim, and where, changes no verdict. */
  private static final RecordCodec CODEC = new RecordCodec(Set.of("says", "source", "position"));

  private ClaimKey() {}

  /**
   * Returns the fingerprint of the claim as it was read, of the symbols and functions that its file
   * declares, of the activations, the options and the build of the program.
   */
  static String of(
      String engine,
      VerificationOptions options,
      Theorem theorem,
      Claim claim,
      Map<String, String> choice) {
    ObjectNode all = JSON.objectNode();
    all.put("engine", engine);
    all.put("seed", options.seed());
    all.put("budget", options.budget().name());
    all.put("errors", options.errors().capacity());
    ArrayNode rungs = all.putArray("rungs");
    options.rungs().stream().sorted().forEach(rung -> rungs.add(rung.name()));
    all.put("theorem", theorem.id());
    ArrayNode symbols = all.putArray("symbols");
    for (SymbolDeclaration symbol : theorem.symbols().values()) {
      symbols.add(CODEC.write(symbol, SymbolDeclaration.class));
    }
    ArrayNode functions = all.putArray("functions");
    for (FunctionDeclaration function : theorem.functions().values()) {
      functions.add(CODEC.write(function, FunctionDeclaration.class));
    }
    all.set("claim", CODEC.write(claim, Claim.class));
    ArrayNode choices = all.putArray("choice");
    choice.forEach((name, activation) -> choices.addArray().add(name).add(activation));
    return Fingerprint.of(all.toString());
  }
}
