package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Position;

/** A fault of a theorem file at a place; never leaves the package. */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Position position;
  private final String hint;
  private final transient List<Fault> more;

  Fault(Position position, String message, String hint) {
    this(position, message, hint, List.of());
  }

  private Fault(Position position, String message, String hint, List<Fault> more) {
    super(message, null, false, false);
    this.position = position;
    this.hint = hint;
    this.more = more;
  }

  /** Returns several faults as one, at least one, in the order of their places. */
  static Fault of(List<Fault> faults) {
    List<Fault> all = Faults.ordered(faults);
    Fault first = all.get(0);
    return new Fault(
        first.position, String.valueOf(first.getMessage()), first.hint, all.subList(1, all.size()));
  }

  /** Returns this fault and those that come with it. */
  List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.add(new Fault(position, String.valueOf(getMessage()), hint));
    all.addAll(more);
    return all;
  }

  Position position() {
    return position;
  }

  BrokenFile in(String path) {
    return BrokenFile.of(all().stream().map(each -> each.alone(path)).toList());
  }

  private BrokenFile alone(String path) {
    return new BrokenFile(
        path, position.line(), position.column(), String.valueOf(getMessage()), hint);
  }
}
