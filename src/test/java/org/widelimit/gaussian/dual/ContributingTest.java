package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide for contributors shows a test that exists and passes. */
class ContributingTest {

  @Test
  void should_show_the_model_test_as_it_is() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/org/widelimit/gaussian/dual/NumericalDualProperties.java"));
    String guide = Files.readString(Path.of("CONTRIBUTING.md"));

    assertThat(guide).contains(source.substring(source.indexOf("class ")).strip());
  }
}
