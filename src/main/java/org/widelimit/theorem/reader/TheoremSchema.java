package org.widelimit.theorem.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 2020-12) of a theorem file: what the loader validates against, and what
 * {@code theorems/theorem.schema.json} publishes for editors.
 */
public final class TheoremSchema {

  /** The keys that say what kind a claim is; a claim has exactly one. */
  public static final List<String> KINDS =
      List.of(
          "equation", "tex", "inequality", "limit", "ode", "recursion", "scaling", "asymptotic");

  /** Names of symbols, activations and functions: no underscore, which is a pattern in Wolfram. */
  static final String NAME = "^[A-Za-z][A-Za-z0-9]*$";

  /** Ids of claims. */
  static final String CLAIM_ID = "^[a-z0-9][a-z0-9-]*$";

  /** A function of the file's own has no more arguments than this. */
  private static final int MOST_PARAMETERS = 8;

  private TheoremSchema() {}

  /** Returns the schema. */
  public static ObjectNode json() {
    ObjectNode schema = node();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Widelimit theorem");
    schema.put("description", "A theorem about wide neural networks: claims that can be checked.");
    ObjectNode properties = object(schema, "title", "claims");
    properties.set("title", text("The title, one line."));
    properties.set("source", text("Where it was printed: a key of references.bib, and the place."));
    properties.set("statement", text("The statement in prose, with TeX between dollar signs."));
    properties.set("uses", list(text("The id of a theorem this one builds on.")));
    ObjectNode activations =
        map(
            NAME,
            "Activations by name, each with what it stands for: names of the catalogue or"
                + " expressions in x.");
    ObjectNode choices = node();
    choices.putArray("type").add("array").add("string");
    choices.set("items", text("A name of the catalogue, such as tanh, or an expression in x."));
    choices.put("minItems", 1);
    activations.set("additionalProperties", choices);
    properties.set("activations", activations);
    ObjectNode symbols = map(NAME, "Symbols by name, with the set each ranges over.");
    symbols.set("additionalProperties", symbol());
    properties.set("symbols", symbols);
    ObjectNode functions =
        map(
            NAME,
            "Functions by name: abstract ones with the number of arguments, own ones with a"
                + " formula.");
    functions.set("additionalProperties", function());
    properties.set("functions", functions);
    properties.set("macros", text("\\newcommand and \\def of the paper, which its TeX uses."));
    properties.set("network", network("The network the claims are about."));
    ObjectNode claims = map(CLAIM_ID, "The claims by id.");
    claims.put("minProperties", 1);
    claims.set("additionalProperties", claim());
    properties.set("claims", claims);
    return schema;
  }

  /** Returns the schema as the text that {@code theorems/theorem.schema.json} holds. */
  public static String text() {
    return json().toPrettyString() + "\n";
  }

  /** Returns the keys of theorem files, each once. */
  public static List<String> keys() {
    Map<String, List<String>> all = new TreeMap<>();
    keys(json(), "the file", all);
    return List.copyOf(all.keySet());
  }

  /** Returns what a key means in each place that has it; empty if it is none. */
  public static List<String> explain(String key) {
    Map<String, List<String>> all = new TreeMap<>();
    keys(json(), "the file", all);
    return all.getOrDefault(key, List.of());
  }

  private static void keys(JsonNode schema, String owner, Map<String, List<String>> all) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String key = property.getKey();
              JsonNode value = property.getValue();
              all.computeIfAbsent(key, name -> new ArrayList<>())
                  .add(
                      key
                          + "  (key of "
                          + owner
                          + ")\n  "
                          + value.path("description").asText("")
                          + (value.has("enum") ? "\n  one of " + value.path("enum") : ""));
              keys(value, key, all);
              keys(value.path("items"), "an entry of " + key, all);
              keys(value.path("additionalProperties"), "an entry of " + key, all);
            });
  }

  private static ObjectNode symbol() {
    ObjectNode symbol = node();
    ObjectNode properties = object(symbol, "in");
    properties.set(
        "in",
        text(
            "The set: an interval such as (0, 20) or [0, 2), integers [1, 5], reals, vectors,"
                + " symmetric matrices, positive semidefinite matrices, positive definite"
                + " matrices."));
    properties.set("tex", text("How the symbol is printed."));
    properties.set(
        "values", list(formula("A value to try in addition, a rational number in the set.")));
    return symbol;
  }

  private static ObjectNode function() {
    ObjectNode function = node();
    ObjectNode properties = object(function);
    function.putArray("type").add("object").add("integer");
    properties.set("arity", integer("The number of arguments.", 0, 4));
    properties.set(
        "values", choice("What the values of an abstract function are.", "reals", "vectors"));
    ObjectNode of = list(text("The name of an argument."));
    of.putArray("type").add("array").add("string");
    of.put("maxItems", MOST_PARAMETERS);
    of.put("description", "The argument of a function with a formula, or a list of them.");
    properties.set("of", of);
    properties.set(
        "is",
        formula(
            "The formula of the file's own function, in its arguments, declared names and functions"
                + " above it; without 'of' a formula with a name."));
    properties.set("tex", text("How the function is printed."));
    return function;
  }

  private static ObjectNode network(String description) {
    ObjectNode network = node();
    network.put("description", description);
    ObjectNode properties = object(network);
    ObjectNode layer = node();
    ObjectNode layerProperties = object(layer, "activation");
    layer.putArray("type").add("object").add("string");
    layerProperties.set("activation", text("The activation of the layer."));
    layerProperties.set("sigmaW", formula("The layer's own weight scale."));
    layerProperties.set("sigmaB", formula("The layer's own bias scale."));
    ObjectNode residual = node();
    residual.put("type", "boolean");
    residual.put("description", "Whether the layer's input is added to its output.");
    layerProperties.set("residual", residual);
    ObjectNode hidden = list(layer);
    hidden.put("minItems", 1);
    hidden.put("maxItems", 256);
    hidden.put("description", "The hidden layers from the input on.");
    properties.set("hidden", hidden);
    properties.set("sigmaW", formula("The weight scale; a weight has variance sigmaW^2/M."));
    properties.set("sigmaB", formula("The bias scale; a bias has variance sigmaB^2."));
    properties.set(
        "weightVariance", formula("The variance of one weight, in place of sigmaW^2/M."));
    properties.set(
        "inputVariance",
        formula("The variance of the first layer's preactivations, to which inputs are scaled."));
    properties.set("parameterization", choice("How the scales enter training.", "ntk", "standard"));
    properties.set("inputDimension", integer("The dimension of an input.", 1, 1024));
    properties.set("outputs", integer("The number of outputs.", 1, 64));
    properties.set("inputs", integer("The number of training inputs.", 1, 64));
    properties.set("training", training());
    return network;
  }

  private static ObjectNode training() {
    ObjectNode training = node();
    training.put(
        "description",
        "How networks are trained for a limit or a scaling; without it by gradient flow at learning"
            + " rate 1. For how long says the observable's last argument.");
    ObjectNode properties = object(training);
    properties.set(
        "method",
        choice(
            "Gradient flow, which takes a time, or gradient descent, which takes steps.",
            "flow",
            "descent"));
    properties.set("learningRate", formula("The factor of the gradient, positive (1)."));
    properties.set(
        "momentum", formula("The momentum of gradient descent, at least 0 and below 1 (0)."));
    properties.set("layers", choice("Which layers are trained.", "all", "last"));
    return training;
  }

  private static ObjectNode claim() {
    ObjectNode claim = node();
    ObjectNode properties = object(claim);
    properties.set("says", text("What the claim says, in one sentence."));
    properties.set("source", text("Where the claim was printed."));
    properties.set("expect", choice("What the file expects.", "holds", "refuted"));
    ObjectNode where = formula("A condition beside the symbols' domains, or a list of them.");
    where.withArray("type").add("array");
    where.set("items", formula("A condition."));
    properties.set("where", where);
    ObjectNode discrepancy = node();
    discrepancy.put("type", "number");
    discrepancy.put("description", "The smallest relative error the check must see (0.01).");
    discrepancy.put("exclusiveMinimum", 0);
    discrepancy.put("exclusiveMaximum", 1);
    properties.set("discrepancy", discrepancy);
    properties.set("network", network("The claim's own network, over the file's."));
    properties.set("equation", formula("A == B on the whole domain."));
    properties.set("tex", text("An equation or inequality as printed, in TeX."));
    ObjectNode reads = node();
    reads.put("type", "object");
    reads.put("description", "What fragments of the TeX stand for.");
    reads.set("additionalProperties", formula("A formula in Wolfram syntax."));
    properties.set("reads", reads);
    ObjectNode law = node();
    law.put("type", "object");
    law.put(
        "description",
        "The normal laws of what the TeX averages over: Gaussian[mean, variance] of a variable, the"
            + " covariance {{p, r}, {r, q}} of several.");
    law.set("additionalProperties", formula("A law in Wolfram syntax."));
    properties.set("law", law);
    properties.set("inequality", formula("A <= B on the whole domain."));
    properties.set("limit", formula("Observable -> B as the width grows."));
    properties.set("rate", formula("r, for fluctuations of order M^-r about the limit."));
    properties.set("bias", formula("r, for a mean error of order M^-r."));
    ObjectNode ode = node();
    ode.put("description", "An initial value problem and its claimed solution.");
    ObjectNode odeProperties = object(ode, "equation", "initial", "solution");
    odeProperties.set("equation", formula("The equation, such as f'[t] == -f[t]."));
    odeProperties.set("initial", formula("The initial value, such as f[0] == f0."));
    odeProperties.set("solution", formula("The solution, such as f[t] == f0 E^(-t)."));
    properties.set("ode", ode);
    ObjectNode recursion = node();
    recursion.put("description", "A recursion, its first values and its claimed solution.");
    ObjectNode recursionProperties = object(recursion, "equation", "initial", "solution");
    recursionProperties.set(
        "equation", formula("The recursion, such as v[l + 1] == 2 v[l] + 1; l is declared."));
    recursionProperties.set(
        "initial", formula("The first value, such as v[0] == 1; more are joined by &&."));
    recursionProperties.set("solution", formula("The solution, such as v[l] == 2^(l + 1) - 1."));
    properties.set("recursion", recursion);
    ObjectNode scaling = node();
    scaling.put("description", "An exponent in the width, depth or time.");
    ObjectNode scalingProperties = object(scaling, "of", "order");
    scalingProperties.set("of", formula("The observable."));
    scalingProperties.set("order", formula("Its order, such as M^(-1/2)."));
    scalingProperties.set(
        "bound",
        choice("Whether the order is exact (the default) or only upper.", "exact", "upper"));
    properties.set("scaling", scaling);
    ObjectNode asymptotic = node();
    asymptotic.put("description", "A/B tends to 1 as an index grows.");
    ObjectNode asymptoticProperties = object(asymptotic, "of", "like", "as");
    asymptoticProperties.set("of", formula("A, a deterministic recursion."));
    asymptoticProperties.set("like", formula("B, the claimed asymptotic form."));
    asymptoticProperties.set("as", text("The symbol that grows, such as l."));
    properties.set("asymptotic", asymptotic);
    for (String kind : KINDS) {
      claim.withArray("oneOf").addObject().putArray("required").add(kind);
    }
    ObjectNode dependent = claim.putObject("dependentRequired");
    dependent.putArray("reads").add("tex");
    dependent.putArray("law").add("tex");
    dependent.putArray("rate").add("limit");
    dependent.putArray("bias").add("limit");
    return claim;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode object(ObjectNode schema, String... required) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    if (required.length > 0) {
      List.of(required).forEach(schema.putArray("required")::add);
    }
    return schema.putObject("properties");
  }

  private static ObjectNode map(String names, String description) {
    ObjectNode map = node();
    map.put("type", "object");
    map.put("description", description);
    map.putObject("propertyNames").put("pattern", names);
    return map;
  }

  private static ObjectNode text(String description) {
    ObjectNode text = node();
    text.put("type", "string");
    text.put("description", description);
    text.put("pattern", "\\S");
    return text;
  }

  private static ObjectNode formula(String description) {
    ObjectNode formula = node();
    formula.putArray("type").add("string").add("number");
    formula.put("description", description);
    return formula;
  }

  private static ObjectNode integer(String description, int least, int most) {
    ObjectNode integer = node();
    integer.put("type", "integer");
    integer.put("description", description);
    integer.put("minimum", least);
    integer.put("maximum", most);
    return integer;
  }

  private static ObjectNode choice(String description, String... words) {
    ObjectNode choice = node();
    choice.put("description", description);
    List.of(words).forEach(choice.putArray("enum")::add);
    return choice;
  }

  private static ObjectNode list(ObjectNode items) {
    ObjectNode list = node();
    list.put("type", "array");
    list.set("items", items);
    return list;
  }
}
