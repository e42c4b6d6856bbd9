package org.widelimit.simulation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;

class ExperimentRunnerTest {
  @TempDir private Path folder;

  private static Experiment experiment(String name, double sigmaW2) {
    return new Experiment(
        name,
        NetworkFamily.dense(2, List.of("tanh", "tanh"), sigmaW2, 0.1),
        Inputs.of(new double[] {1, 0.5}, new double[] {-0.3, 1}),
        new BackwardObservable.EmpiricalNTK(1, 2),
        null,
        MatrixKind.REVEALED,
        List.of(8, 16),
        40);
  }

  @Test
  void should_give_the_same_samples_on_any_number_of_threads() {
    try (ExperimentRunner one = new ExperimentRunner(1);
        ExperimentRunner three = new ExperimentRunner(3)) {
      Experiment experiment = experiment("threads", 1.5);

      assertThat(flat(one, experiment, 7)).isEqualTo(flat(three, experiment, 7));
      assertThat(flat(one, experiment, 7)).isNotEqualTo(flat(one, experiment, 8));
      assertThat(flat(one, experiment, 7)).hasSize(80).doesNotHaveDuplicates();
    }
  }

  @Test
  void should_continue_an_interrupted_run_from_its_finished_samples() {
    Experiment experiment = experiment("resumed", 1.5);
    List<Double> expected;
    try (ExperimentRunner plain = new ExperimentRunner(2)) {
      expected = flat(plain, experiment, 1);
    }
    AtomicInteger calls = new AtomicInteger();
    ExperimentRunner[] interrupted = new ExperimentRunner[1];
    try (ExperimentRunner runner =
        new ExperimentRunner(
            2,
            new Journal(folder),
            (width, finished, wanted) -> {
              if (calls.incrementAndGet() == 3) {
                interrupted[0].cancel();
              }
            })) {
      interrupted[0] = runner;
      assertThatThrownBy(() -> runner.run(experiment, 1)).isInstanceOf(CancellationException.class);
    }
    int before = lines(experiment).size();
    assertThat(before).isBetween(1, 79);

    assertThat(resumed(experiment)).isEqualTo(expected);
    assertThat(lines(experiment)).hasSize(80);
    // A third run draws nothing.
    assertThat(resumed(experiment)).isEqualTo(expected);
    assertThat(lines(experiment)).hasSize(80);
  }

  @Test
  void should_believe_the_journal_but_for_a_torn_line() throws IOException {
    Experiment experiment = experiment("torn", 1.5);
    List<Double> expected = resumed(experiment);
    Path file = new Journal(folder).file(experiment, 1);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);

    Files.writeString(file, text.substring(0, text.length() - 9), StandardCharsets.ISO_8859_1);
    assertThat(resumed(experiment)).isEqualTo(expected);
    // A line with a changed digit is torn too: the checksum tells.
    Files.writeString(file, text.replace(' ', '-'), StandardCharsets.ISO_8859_1);
    assertThat(resumed(experiment)).isEqualTo(expected);
    // Negative control: the journal is read, not only written. Samples kept under this
    // experiment's name but of other networks come back as they are.
    Experiment other = experiment("torn", 2.5);
    resumed(other);
    Files.copy(
        new Journal(folder).file(other, 1),
        file,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(resumed(experiment)).isNotEqualTo(expected);
  }

  @Test
  void should_pass_on_what_goes_wrong_in_a_sample() {
    Experiment wrongInput =
        new Experiment(
            "wrong",
            NetworkFamily.dense(2, List.of("tanh"), 1, 0),
            Inputs.of(new double[] {1, 0.5}),
            new BackwardObservable.EmpiricalNTK(1, 2),
            null,
            MatrixKind.REVEALED,
            List.of(8),
            4);
    try (ExperimentRunner runner = new ExperimentRunner(2)) {
      assertThatThrownBy(() -> runner.run(wrongInput, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("input 2 of 1");
    }
  }

  private List<Double> resumed(Experiment experiment) {
    try (ExperimentRunner runner =
        new ExperimentRunner(2, new Journal(folder), ExperimentRunner.Progress.none())) {
      return flat(runner, experiment, 1);
    }
  }

  private List<String> lines(Experiment experiment) {
    try {
      return Files.readAllLines(new Journal(folder).file(experiment, 1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Double> flat(ExperimentRunner runner, Experiment experiment, long seed) {
    return runner.run(experiment, seed).values().stream()
        .flatMap(List::stream)
        .map(row -> row[0])
        .toList();
  }
}
