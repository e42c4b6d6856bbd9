package org.widelimit.certificate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Primed;

/** The functions that a certificate names: each defined once, with what is known of it. */
final class Functions {

  private static final int HIGHEST_DERIVATIVE = 3;

  private final Map<Key, Function> byKey = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private record Key(Expr formula, int order) {}

  /**
   * A function.
   *
   * @param name its name in Coq
   * @param parameters its parameters' names in Coq, in the order of its definition
   * @param moments its form
   * @param order how many derivatives were taken
   */
  record Function(String name, List<String> parameters, Moments moments, int order) {
    /** Returns the function with its parameters, as an argument. */
    String applied() {
      return parameters.isEmpty() ? name : "(" + name + " " + String.join(" ", parameters) + ")";
    }

    /** Returns what says that the function is a sum of moments. */
    String sum() {
      return name + "_sum";
    }

    /** Returns what says that the function is the derivative of the one below. */
    String kinked() {
      return name + "_derivative";
    }

    /** Returns the list of its moments. */
    String list() throws NotExportedException {
      return moments.list(new CoqWriter());
    }
  }

  /** Returns all that was defined, in order. */
  String text() {
    return text.toString();
  }

  /** Returns the function that stands in an activation's place, with its primes. */
  Function of(Expr place, ActivationTable activations) throws NotExportedException {
    Optional<Map.Entry<Activation, Integer>> known = activations.derivativeOf(place);
    if (known.isPresent()) {
      return of(known.get().getKey().expression(), known.get().getValue());
    }
    Primed primed = Primed.of(place);
    try {
      return of(activations.get(primed.function()).expression(), primed.order());
    } catch (IllegalArgumentException none) {
      throw new NotExportedException(place + " stands in an activation's place");
    }
  }

  /** Returns the derivative of that order of a formula in {@code x}. */
  Function of(Expr formula, int order) throws NotExportedException {
    if (order > HIGHEST_DERIVATIVE) {
      throw new NotExportedException("it has a derivative of order " + order);
    }
    Key key = new Key(formula, order);
    Function known = byKey.get(key);
    if (known != null) {
      return known;
    }
    TreeSet<String> symbols = new TreeSet<>(formula.symbols());
    symbols.removeAll(List.of(Activation.VARIABLE, "Pi", "E"));
    List<String> parameters = symbols.stream().map(CoqWriter::variable).toList();
    CoqWriter writer = new CoqWriter();
    Function below = order == 0 ? null : of(formula, order - 1);
    Moments moments = below == null ? Moments.of(formula) : below.moments().derivative();
    Function function = new Function("f_" + (byKey.size() + 1), parameters, moments, order);
    String real = parameters.stream().map(p -> p + " ").collect(Collectors.joining());
    String list = moments.list(writer);
    String body = below == null ? writer.write(formula) : "comb " + list + " x";
    String all = real.isEmpty() ? "" : "forall " + real.strip() + ", ";
    text.append("Definition %s (%sx : R) : R := %s.%n".formatted(function.name(), real, body));
    text.append(
        "Lemma %s : %sforall x, %s x = comb %s x.%nProof. intros. unfold %s. same_function. Qed.%n"
            .formatted(function.sum(), all, function.applied(), list, function.name()));
    if (below != null) {
      text.append(
          ("Lemma %s : %skinked %s %s.%nProof. intros. apply (kinked_sum %s %s %s).%n"
                  + "  unbroken_list. apply %s. intros. unfold %s. same_function. Qed.%n")
              .formatted(
                  function.kinked(),
                  all,
                  below.applied(),
                  function.applied(),
                  below.list(),
                  below.applied(),
                  function.applied(),
                  below.sum(),
                  function.name()));
    }
    byKey.put(key, function);
    return function;
  }
}
