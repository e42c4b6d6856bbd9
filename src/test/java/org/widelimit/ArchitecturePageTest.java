package org.widelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What ARCHITECTURE.md names is there. */
class ArchitecturePageTest {

  private static final Path HOUSE = Path.of("src/main/java/org/widelimit");
  private static final Pattern CLASS = Pattern.compile("`([a-z]+(?:/[a-z]+)*)/([A-Z]\\w+)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|([^|]*)\\|");

  private static String page() throws IOException {
    return Files.readString(Path.of("ARCHITECTURE.md"));
  }

  @Test
  void should_name_classes_that_exist() throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher named = CLASS.matcher(page());
    int count = 0;
    while (named.find()) {
      count++;
      if (!Files.exists(HOUSE.resolve(named.group(1)).resolve(named.group(2) + ".java"))) {
        missing.add(named.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(count).isGreaterThan(20);
  }

  @Test
  void should_name_every_room() throws IOException {
    List<String> rooms = new ArrayList<>();
    Matcher row = ROW.matcher(page());
    while (row.find()) {
      rooms.add(row.group(1));
      Matcher sub = Pattern.compile("`([a-z.]+)`").matcher(row.group(2));
      while (sub.find()) {
        assertThat(
                Files.isDirectory(
                        HOUSE.resolve(row.group(1)).resolve(sub.group(1).replace('.', '/')))
                    || Files.isDirectory(
                        HOUSE.resolve(row.group(1)).resolve("derive/" + sub.group(1))))
            .as("%s %s", row.group(1), sub.group(1))
            .isTrue();
      }
    }
    try (var folders = Files.list(HOUSE)) {
      List<String> there =
          folders.filter(Files::isDirectory).map(path -> path.getFileName().toString()).toList();
      assertThat(rooms).containsExactlyInAnyOrderElementsOf(there);
    }
  }
}
