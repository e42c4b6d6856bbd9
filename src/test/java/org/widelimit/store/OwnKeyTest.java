package org.widelimit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret by which a cache knows its own verdicts. */
class OwnKeyTest {

  @TempDir private Path folder;

  @Test
  void should_stay_the_same_for_a_user_and_differ_for_another() {
    // GIVEN two users and two builds
    Path mine = folder.resolve("a").resolve("key");
    Path other = folder.resolve("b").resolve("key");
    // WHEN
    Optional<String> first = OwnKey.sign("build", mine);
    // THEN
    assertThat(first).get().asString().matches("[0-9a-f]{64}");
    assertThat(OwnKey.sign("build", mine)).isEqualTo(first);
    assertThat(OwnKey.sign("build", other)).isPresent().isNotEqualTo(first);
    assertThat(OwnKey.sign("other build", mine)).isPresent().isNotEqualTo(first);
  }

  @Test
  void should_be_read_by_its_user_alone() throws IOException {
    Path mine = folder.resolve("key");
    OwnKey.sign("build", mine);
    if (Files.getFileStore(mine).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(mine))
          .allMatch(one -> one.name().startsWith("OWNER"));
    }
    assertThat(folder.toFile().list()).containsExactly("key");
  }

  @Test
  void should_be_no_key_where_none_can_be_kept() throws IOException {
    // GIVEN a file in the place of a folder, and a key that somebody shortened
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path damaged = Files.writeString(folder.resolve("key"), "abc");
    // THEN
    assertThat(OwnKey.sign("build", file.resolve("key"))).isEmpty();
    assertThat(OwnKey.sign("build", damaged)).isEmpty();
  }
}
