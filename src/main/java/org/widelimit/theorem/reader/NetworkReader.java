package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.NetworkDeclaration.Layer;
import org.widelimit.theorem.NetworkDeclaration.Parameterization;
import org.widelimit.theorem.Text;
import org.widelimit.theorem.TrainingDeclaration;
import org.widelimit.theorem.vocabulary.ActivationTexts;
import org.widelimit.theorem.vocabulary.Scope;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads declared networks: of a file, and of a claim that has its own. */
final class NetworkReader {

  private final YamlDocument document;
  private final FormulaReader formulas;
  private final TrainingReader trainings;

  NetworkReader(YamlDocument document, FormulaReader formulas) {
    this.document = document;
    this.formulas = formulas;
    this.trainings = new TrainingReader(document, formulas);
  }

  /**
   * Reads a network.
   *
   * @param over the network of the file, whose parts hold where a claim's own says nothing
   */
  NetworkDeclaration read(Node node, Scope scope, Optional<NetworkDeclaration> over) {
    List<Node> hidden = YamlDocument.list(node, "hidden");
    if (hidden.isEmpty() && over.isEmpty()) {
      throw new Fault(
          document.start(node), "network lacks the key 'hidden'", "hidden: [phi, phi, phi]");
    }
    List<Layer> layers = new ArrayList<>();
    hidden.forEach(layer -> layers.add(layer(layer, scope)));
    String parameterization = YamlDocument.text(node, "parameterization");
    return new NetworkDeclaration(
        hidden.isEmpty() ? over.orElseThrow().hidden() : layers,
        value(node, "sigmaW", scope)
            .or(() -> over.map(NetworkDeclaration::sigmaW))
            .orElse(Expressions.ONE),
        value(node, "sigmaB", scope)
            .or(() -> over.map(NetworkDeclaration::sigmaB))
            .orElse(Expressions.ZERO),
        value(node, "weightVariance", scope)
            .or(() -> over.flatMap(NetworkDeclaration::weightVariance)),
        value(node, "inputVariance", scope)
            .or(() -> over.flatMap(NetworkDeclaration::inputVariance)),
        parameterization.isEmpty()
            ? over.map(NetworkDeclaration::parameterization).orElse(Parameterization.NTK)
            : parameterization.equals("ntk") ? Parameterization.NTK : Parameterization.STANDARD,
        YamlDocument.integer(
            node,
            "inputDimension",
            over.map(NetworkDeclaration::inputDimension)
                .orElse(NetworkDeclaration.DEFAULT_INPUT_DIMENSION)),
        YamlDocument.integer(node, "outputs", over.map(NetworkDeclaration::outputs).orElse(1)),
        YamlDocument.integer(
            node,
            "inputs",
            over.map(NetworkDeclaration::inputs).orElse(NetworkDeclaration.DEFAULT_INPUTS)),
        training(node, scope, over));
  }

  private TrainingDeclaration training(Node node, Scope scope, Optional<NetworkDeclaration> over) {
    TrainingDeclaration outer =
        over.map(NetworkDeclaration::training).orElse(TrainingDeclaration.DEFAULT);
    return YamlDocument.value(node, "training")
        .map(own -> trainings.read(own, scope, outer))
        .orElse(outer);
  }

  private Optional<Expr> value(Node node, String key, Scope scope) {
    return YamlDocument.value(node, key)
        .map(
            value -> {
              Expr scale = formulas.value(value, scope);
              for (String size : List.of("M", "Width")) {
                // The variance of one weight alone is a power of the width.
                boolean allowed = key.equals("weightVariance") && size.equals("M");
                if (!allowed && scale.symbols().contains(size) && !scope.symbols().contains(size)) {
                  throw new Fault(
                      document.start(value),
                      "'" + key + "' cannot depend on the width " + size,
                      "the scales of a network are those of its limit: a weight's variance is"
                          + " sigmaW^2 over the number of its inputs");
                }
              }
              return scale;
            });
  }

  private Layer layer(Node node, Scope scope) {
    ScalarNode activation =
        (ScalarNode)
            (node instanceof ScalarNode
                ? node
                : YamlDocument.value(node, "activation").orElseThrow());
    String text = activation.getValue().strip();
    if (!scope.activations().contains(text)) {
      if (text.matches(TheoremSchema.NAME) && !ActivationTexts.isName(text) && !text.equals("x")) {
        Set<String> known = new TreeSet<>(scope.activations());
        known.addAll(ActivationTexts.names());
        throw new Fault(
            document.start(activation),
            "unknown activation " + Text.quote(text),
            Text.didYouMean(text, known, "declare it under 'activations'"));
      }
      formulas.requireActivation(activation);
    }
    return new Layer(
        text,
        value(node, "sigmaW", scope),
        value(node, "sigmaB", scope),
        YamlDocument.text(node, "residual").equalsIgnoreCase("true"));
  }
}
