package org.widelimit.verification.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.JacobianObservable;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.simulation.observable.ObservableCatalogue.Entry;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;

/** Every observable of finite networks can be named in a theorem file, and measured from there. */
class ObservablesTest {

  /** Spectra have several numbers; a claim is about one of them, by its rank. */
  private static final List<String> SPECTRA = List.of("FisherSpectrum", "JacobianSingularValues");

  static List<Entry> scalars() {
    return ObservableCatalogue.entries().stream()
        .filter(entry -> !SPECTRA.contains(entry.name()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void should_be_a_word_of_the_vocabulary(Entry entry) {
    Word word = Vocabulary.find(entry.name()).orElseThrow();

    assertThat(word.kind()).isEqualTo(Word.Kind.OBSERVABLE);
    // Of an input and a target, Loss is a word of equations.
    assertThat(word.most()).isEqualTo(entry.name().equals("Loss") ? 2 : entry.parameters().size());
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void should_be_measured_in_a_claim(Entry entry) {
    String first =
        switch (entry.parameters().isEmpty() ? "" : entry.parameters().get(0).name()) {
          case "UPPER_PLACE" -> "Preactivation[2], Preactivation[1]";
          case "LAYER", "ACTIVATED_LAYER", "UPPER_LAYER", "LOWER_LAYER" -> "2";
          default -> "";
        };

    double value = measure(entry.name() + "[" + first + "]");

    assertThat(value).isFinite();
    // Another sample is another number: the observable is measured, not a constant.
    assertThat(sampler(entry.name() + "[" + first + "]").sample(8, 1)).isNotEqualTo(value);
  }

  @Test
  void should_read_arguments_as_their_words_say() {
    assertThat(named("PreactivationCorrelation[1, 2, 3]"))
        .isEqualTo(new ForwardObservable.PreactivationCorrelation(1, 2, 3));
    assertThat(named("EmpiricalNNGP[2, 3]"))
        .isEqualTo(new ForwardObservable.EmpiricalNNGP(2, 3, 3));
    assertThat(named("FisherEigenvalue[2]")).isEqualTo(new BackwardObservable.FisherEigenvalue(2));
    assertThat(named("JacobianSingularValue[Postactivation[2], Preactivation[1], 3]"))
        .isEqualTo(
            new JacobianObservable.JacobianSingularValue(
                1, 2, JacobianObservable.Of.POSTACTIVATION, 3));
  }

  @Test
  void should_say_which_layer_or_input_is_not_there() {
    assertThatThrownBy(() -> measure("Activity[4]"))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessage(
            "Activity: there is no layer 4 here; a network of 2 hidden layers has layers 1 to 3,"
                + " the last of them the readout");
    assertThatThrownBy(() -> measure("EmpiricalNTK[1, 4]"))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessage("EmpiricalNTK: there is no input 4; there are inputs 1 to 3");
    assertThatThrownBy(() -> measure("JacobianSize[Preactivation[1], Preactivation[2]]"))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageStartingWith("the upper place comes first");
  }

  private static org.widelimit.simulation.observable.Observable named(String text) {
    Ensemble ensemble = ensemble(text);
    return Observables.of(
        (org.widelimit.algebra.Expr.Call) WolframReader.read(text),
        ensemble.evaluator(),
        new ObservableCatalogue.Shape(2, 3));
  }

  private static double measure(String observable) {
    return sampler(observable).sample(8, 0);
  }

  private static org.widelimit.statistics.Sampler sampler(String observable) {
    Subject subject = subject(observable);
    return ensemble(observable).sampler(((LimitClaim) subject.claim()).observable(), subject);
  }

  private static Ensemble ensemble(String observable) {
    Subject subject = subject(observable);
    return Ensemble.draw(subject, List.of(((LimitClaim) subject.claim()).observable()));
  }

  private static Subject subject(String observable) {
    String text =
        """
        title: A claim
        source: article
        statement: A statement.
        activations: {phi: [tanh]}
        symbols: {s: {in: "(1, 2)"}}
        network: {hidden: [phi, phi], sigmaW: s, sigmaB: 1/2, inputs: 3}
        claims:
          c:
            limit: %s -> 1
        """
            .formatted(observable);
    return Subjects.first(
        Subjects.theorem(text), Map.of("phi", "tanh"), VerificationOptions.defaults());
  }
}
