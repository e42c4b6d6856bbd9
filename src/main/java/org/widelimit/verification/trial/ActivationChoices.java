package org.widelimit.verification.trial;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.evaluate.KernelWords;
import org.widelimit.verification.verdict.ClaimResult;

/** For which activations a claim is checked: those its formulas or its network speak of. */
public final class ActivationChoices {

  private ActivationChoices() {}

  /** Returns the distinct choices for the declared activations that the claim uses. */
  public static List<Map<String, String>> of(Theorem theorem, Claim claim) {
    Set<String> names = new LinkedHashSet<>();
    List<Expr> formulas = claim.formulas();
    formulas.forEach(formula -> collect(formula, names));
    if (formulas.stream().anyMatch(ActivationChoices::aboutNetwork)) {
      claim.network().ifPresent(network -> hidden(network, names));
    }
    Set<Map<String, String>> choices = new LinkedHashSet<>();
    for (Map<String, String> choice : theorem.activationChoices()) {
      Map<String, String> used = new LinkedHashMap<>(choice);
      used.keySet().retainAll(names);
      choices.add(used);
    }
    return List.copyOf(choices);
  }

  /** Returns the choice that a verdict of the claim was reached for, or no choice. */
  public static Map<String, String> of(Theorem theorem, Claim claim, ClaimResult result) {
    return of(theorem, claim).stream()
        .filter(choice -> label(choice).equals(result.activation()))
        .findFirst()
        .orElse(Map.of());
  }

  /** Returns how a verdict names a choice. */
  public static String label(Map<String, String> choice) {
    return String.join(", ", choice.values());
  }

  private static void hidden(NetworkDeclaration network, Set<String> names) {
    network.hidden().forEach(layer -> names.add(layer.activation()));
  }

  /** Returns whether the value depends on the network that the file declares. */
  private static boolean aboutNetwork(Expr formula) {
    return TrialSource.isFinite(formula) || KernelWords.needsNetwork(formula);
  }

  private static void collect(Expr expr, Set<String> names) {
    if (expr instanceof Sym sym) {
      names.add(sym.name());
    } else if (expr instanceof Call call) {
      collect(call.head(), names);
      call.args().forEach(arg -> collect(arg, names));
    }
  }
}
