package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A theorem file that is saved is seen, and nothing else. */
class FileWatchTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void should_wait_until_a_theorem_file_changes() throws Exception {
    // GIVEN
    Path file = Files.writeString(folder.resolve("a.yaml"), "title: a");
    FileWatch watch = new FileWatch(List.of(folder));
    CompletableFuture<Boolean> changed =
        CompletableFuture.supplyAsync(() -> watch.awaitChange(new PrintWriter(new StringWriter())));

    // WHEN something else is saved
    Files.writeString(folder.resolve("notes.txt"), "nothing");
    Assertions.assertThatThrownBy(() -> changed.get(900, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    Files.writeString(file, "title: another");

    // THEN
    assertThat(changed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void should_end_when_it_is_interrupted() throws InterruptedException {
    Thread waiting =
        new Thread(
            () -> new FileWatch(List.of(folder)).awaitChange(new PrintWriter(new StringWriter())));
    waiting.start();
    waiting.interrupt();
    waiting.join(20_000);
    assertThat(waiting.isAlive()).isFalse();
  }
}
