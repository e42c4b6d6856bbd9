package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.widelimit.theorem.Text;

/** Collects what is wrong with a file, so that all of it is said at once. */
final class Faults {

  private final List<Fault> found = new ArrayList<>();
  private final Set<String> unread = new HashSet<>();

  /** Keeps a fault. */
  void add(Fault fault) {
    found.addAll(fault.all());
  }

  /** Does what may fail, and keeps its fault. */
  void attempt(Runnable reading) {
    attempt(
        () -> {
          reading.run();
          return true;
        });
  }

  /** Reads what may fail; its fault is kept. */
  <T> Optional<T> attempt(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (Fault fault) {
      add(fault);
      return Optional.empty();
    }
  }

  /** Reads a declaration that may fail; its name is then one that faults elsewhere follow from. */
  void declare(String name, Runnable reading) {
    if (attempt(
            () -> {
              reading.run();
              return true;
            })
        .isEmpty()) {
      unread.add(name);
    }
  }

  /** Takes a name for one that cannot be read. */
  void miss(String name) {
    unread.add(name);
  }

  /** Returns those of a claim's faults that do not follow from a declaration that is at fault. */
  List<Fault> own(Fault fault) {
    return fault.all().stream()
        .filter(
            each ->
                unread.stream()
                    .noneMatch(
                        name -> String.valueOf(each.getMessage()).contains(Text.quote(name))))
        .toList();
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns the faults as one, in the order of their places, each once. */
  Fault all() {
    return Fault.of(found);
  }

  /** Throws what was found, if it is something. */
  void raise() {
    if (!found.isEmpty()) {
      throw all();
    }
  }

  /** Returns faults in the order of their places, each once. */
  static List<Fault> ordered(List<Fault> faults) {
    Set<String> seen = new LinkedHashSet<>();
    return faults.stream()
        .sorted(
            Comparator.comparingInt((Fault fault) -> fault.position().line())
                .thenComparingInt(fault -> fault.position().column()))
        .filter(fault -> seen.add(fault.position() + " " + fault.getMessage()))
        .toList();
  }
}
