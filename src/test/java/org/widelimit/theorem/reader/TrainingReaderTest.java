package org.widelimit.theorem.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.TrainingDeclaration;
import org.widelimit.theorem.TrainingDeclaration.Method;

class TrainingReaderTest {

  private static TheoremFile parse(String training, String observable) {
    String text =
        """
        title: Trained networks
        source: lee2019
        statement: A statement.
        symbols:
          eta: {in: "(0, 1)"}
        network: {hidden: [tanh], training: %s}
        claims:
          c:
            limit: %s -> 1
        """
            .formatted(training, observable);
    return TheoremLoader.parse("theorems/a/b.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static TrainingDeclaration read(String training) {
    Theorem theorem = (Theorem) parse(training, "Loss[3]");
    return theorem.claims().get(0).network().orElseThrow().training();
  }

  @Test
  void should_read_how_networks_are_trained() {
    assertThat(read("{}")).isEqualTo(TrainingDeclaration.DEFAULT);
    assertThat(read("{method: descent, learningRate: eta/2, momentum: 9/10, layers: last}"))
        .isEqualTo(
            new TrainingDeclaration(
                Method.DESCENT, WolframReader.read("eta/2"), Expressions.num(9, 10), true));
  }

  @Test
  void should_take_from_the_file_what_a_claim_does_not_say() {
    String text =
        """
        title: Trained networks
        source: lee2019
        statement: A statement.
        network: {hidden: [tanh], training: {method: descent, learningRate: 1/2, layers: last}}
        claims:
          c:
            network: {training: {momentum: 1/4}}
            limit: Loss[3] -> 1
          d:
            network: {training: {method: flow, layers: all}}
            limit: Loss[5/2] -> 1
        """;
    Theorem theorem =
        (Theorem) TheoremLoader.parse("theorems/a/b.yaml", text.getBytes(StandardCharsets.UTF_8));

    assertThat(theorem.claims().get(0).network().orElseThrow().training())
        .isEqualTo(
            new TrainingDeclaration(Method.DESCENT, Expressions.HALF, Expressions.num(1, 4), true));
    assertThat(theorem.claims().get(1).network().orElseThrow().training())
        .isEqualTo(new TrainingDeclaration(Method.FLOW, Expressions.HALF, Expressions.ZERO, false));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '{methd: descent}'                  | Loss[3]              | 6:38: unknown key 'methd' in training (did you mean 'method'?)
          '{method: decent}'                  | Loss[3]              | 6:38: method must be flow or descent, not 'decent' (did you mean 'descent'?)
          '{method: adam}'                    | Loss[3]              | 6:38: method must be flow or descent, not 'adam' (Gradient flow, which takes a time, or gradient descent, which takes steps.)
          '{layers: lst}'                     | Loss[3]              | 6:38: layers must be all or last, not 'lst' (did you mean 'last'?)
          'descent'                           | Loss[3]              | 6:27: training must be a map, not a text (How networks are trained for a limit or a scaling; without it by gradient flow at learning rate 1. For how long says the observable's last argument.)
          '{learningRate: 0}'                 | Loss[3]              | 6:52: a learning rate is positive, not 0 (for example learningRate: 1/2)
          '{learningRate: -eat}'              | Loss[3]              | 6:53: unknown symbol 'eat' (did you mean 'eta'?)
          '{momentum: 1/2}'                   | Loss[3]              | 6:48: gradient flow has no momentum (add 'method: descent', or leave 'momentum' out)
          '{method: descent, momentum: 1}'    | Loss[3]              | 6:65: a momentum is at least 0 and less than 1, not 1 (for example momentum: 9/10)
          '{method: descent}'                 | Loss[5/2]            | 9:12: Loss: gradient descent takes a whole number of steps, at least 1, not 5/2 (for example Loss[8])
          '{method: descent}'                 | TrainedOutput[1, -3] | 9:12: TrainedOutput: gradient descent takes a whole number of steps, at least 1, not -3 (for example TrainedOutput[1, 8])
          '{method: descent}'                 | 2 Loss[UntilLoss[1/9]] | 9:12: Loss: gradient descent is trained for a number of steps, not until a loss (for example Loss[8]; 'UntilLoss' goes with 'method: flow')
          '{}'                                | KernelDrift[0]       | 9:12: KernelDrift: a training takes a positive time, not 0 (for example KernelDrift[8])
          """)
  void should_say_what_is_wrong_and_where(String training, String observable, String expected) {
    TheoremFile file = parse(training, observable);

    assertThat(file instanceof BrokenFile broken ? broken.describe() : "sound")
        .isEqualTo("theorems/a/b.yaml:" + expected);
  }

  @Test
  void should_keep_the_last_layer_to_what_is_simulated() {
    String text =
        """
        title: Trained networks
        source: lee2019
        statement: A statement.
        network: {hidden: [tanh], training: {layers: last}}
        claims:
          c:
            equation: KernelMatrix[] == Transpose[GradientMatrix[]] . GradientMatrix[]
        """;
    TheoremFile file =
        TheoremLoader.parse("theorems/a/b.yaml", text.getBytes(StandardCharsets.UTF_8));

    assertThat(((BrokenFile) file).describe())
        .startsWith(
            "theorems/a/b.yaml:7:15: 'layers: last' is for limits and scalings, which are"
                + " simulated");
  }
}
