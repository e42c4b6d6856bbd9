package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.widelimit.theorem.reader.TheoremLoader;

/** Sees that a theorem file below some paths was saved, made or removed. */
final class FileWatch {

  private static final long PAUSE = 200;

  private final List<Path> paths;
  private Map<Path, String> seen;

  FileWatch(List<Path> paths) {
    this.paths = List.copyOf(paths);
    seen = state();
  }

  private Map<Path, String> state() {
    Map<Path, String> state = new TreeMap<>();
    try {
      for (Path file : TheoremLoader.find(paths.stream().filter(Files::exists).toList())) {
        state.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
    } catch (IOException busy) {
      // A file that goes while it is looked at is seen the next time.
      state.put(Path.of(""), "changing");
    }
    return state;
  }

  /**
   * Waits for a change.
   *
   * @param out where it says that it waits
   * @return whether there was one; no longer once the thread is interrupted
   */
  boolean awaitChange(PrintWriter out) {
    out.println("Watching " + paths + "; Ctrl-C ends it");
    out.flush();
    try {
      Map<Path, String> now = state();
      while (now.equals(seen) || now.isEmpty()) {
        Thread.sleep(PAUSE);
        now = state();
      }
      // Until the editor is done.
      Map<Path, String> before;
      do {
        before = now;
        Thread.sleep(PAUSE);
        now = state();
      } while (!now.equals(before));
      seen = now;
      return true;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
