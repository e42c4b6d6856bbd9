package org.widelimit.enclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.numeric.interval.RealInterval;

/** Boxes and points in words. */
final class Texts {

  private Texts() {}

  static String boxes(int count) {
    return count == 1 ? " (1 box)" : " (" + count + " boxes)";
  }

  static String point(Map<String, Num> point) {
    return point.isEmpty()
        ? "the one point that there is"
        : point.entrySet().stream()
            .map(entry -> entry.getKey() + " = " + number(entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String number(Num value) {
    String exact = value.toString();
    return exact.length() <= 12 ? exact : String.format(Locale.ROOT, "%.9g", value.doubleValue());
  }

  static String box(List<Variable> variables, RealInterval[] sides) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sides.length; i++) {
      RealInterval values = variables.get(i).values(sides[i]);
      parts.add(
          String.format(
              Locale.ROOT,
              "%s in [%.6g, %.6g]",
              variables.get(i).name(),
              values.lo(),
              values.hi()));
    }
    return parts.isEmpty() ? "the one point that there is" : String.join(", ", parts);
  }

  /** The smallest box that holds some, and how many they are. */
  static String hull(List<Variable> variables, List<RealInterval[]> boxes) {
    RealInterval[] hull = boxes.get(0).clone();
    for (RealInterval[] box : boxes) {
      for (int i = 0; i < hull.length; i++) {
        hull[i] = hull[i].hull(box[i]);
      }
    }
    return box(variables, hull) + (boxes.size() == 1 ? "" : " (in part)");
  }
}
