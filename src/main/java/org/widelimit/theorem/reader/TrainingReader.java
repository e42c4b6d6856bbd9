package org.widelimit.theorem.reader;

import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.theorem.TrainingDeclaration;
import org.widelimit.theorem.TrainingDeclaration.Method;
import org.widelimit.theorem.vocabulary.Scope;
import org.yaml.snakeyaml.nodes.Node;

/** Reads how networks are trained, and checks that claims speak of such a training. */
final class TrainingReader {

  private final YamlDocument document;
  private final FormulaReader formulas;

  TrainingReader(YamlDocument document, FormulaReader formulas) {
    this.document = document;
    this.formulas = formulas;
  }

  /** Reads the key {@code training} of a network over what the file's own network says. */
  TrainingDeclaration read(Node node, Scope scope, TrainingDeclaration over) {
    String method = YamlDocument.text(node, "method");
    Method own =
        method.isEmpty() ? over.method() : method.equals("flow") ? Method.FLOW : Method.DESCENT;
    Optional<Node> momentum = YamlDocument.value(node, "momentum");
    if (own == Method.FLOW && momentum.isPresent()) {
      throw new Fault(
          document.start(momentum.get()),
          "gradient flow has no momentum",
          "add 'method: descent', or leave 'momentum' out");
    }
    String layers = YamlDocument.text(node, "layers");
    return new TrainingDeclaration(
        own,
        value(node, "learningRate", scope, true).orElse(over.learningRate()),
        own == Method.FLOW
            ? Expressions.ZERO
            : value(node, "momentum", scope, false).orElse(over.momentum()),
        layers.isEmpty() ? over.lastLayerOnly() : layers.equals("last"));
  }

  private Optional<Expr> value(Node node, String key, Scope scope, boolean rate) {
    Optional<Node> place = YamlDocument.value(node, key);
    Optional<Expr> value = place.map(found -> formulas.value(found, scope));
    if (place.isPresent() && value.isPresent() && value.get() instanceof Num number) {
      double written = number.doubleValue();
      if (rate ? !(written > 0) : !(written >= 0 && written < 1)) {
        throw new Fault(
            document.start(place.get()),
            rate
                ? "a learning rate is positive, not " + number
                : "a momentum is at least 0 and less than 1, not " + number,
            rate ? "for example learningRate: 1/2" : "for example momentum: 9/10");
      }
    }
    return value;
  }

  /**
   * Checks that the observables of a formula are trained as long as the method counts: in steps
   * under descent, for a positive time under the flow.
   */
  void check(Expr formula, Node place, TrainingDeclaration training) {
    if (!(formula instanceof Call call)) {
      return;
    }
    call.args().forEach(arg -> check(arg, place, training));
    String name = call.headName().orElse("");
    int position = ObservableCatalogue.timeOf(name).orElse(call.arity());
    if (position >= call.arity() || (name.equals("Loss") && call.arity() == 2)) {
      return;
    }
    Expr end = call.arg(position);
    boolean descent = training.method() == Method.DESCENT;
    if (descent && end.isCall("UntilLoss")) {
      throw new Fault(
          document.start(place),
          name + ": gradient descent is trained for a number of steps, not until a loss",
          "for example "
              + name
              + example(call, position)
              + "; 'UntilLoss' goes with 'method: flow'");
    }
    if (end instanceof Num number
        && (number.signum() <= 0 || (descent && number.doubleValue() % 1 != 0))) {
      throw new Fault(
          document.start(place),
          name
              + (descent
                  ? ": gradient descent takes a whole number of steps, at least 1, not "
                  : ": a training takes a positive time, not ")
              + number,
          "for example " + name + example(call, position));
    }
  }

  /** The arguments before the time as they are, and eight steps. */
  private static String example(Call call, int position) {
    StringBuilder arguments = new StringBuilder("[");
    for (int i = 0; i < position; i++) {
      arguments.append(call.arg(i)).append(", ");
    }
    return arguments.append("8]").toString();
  }
}
