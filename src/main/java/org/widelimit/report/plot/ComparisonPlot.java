package org.widelimit.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.widelimit.report.text.Phrases;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Sliced;

/** Two sides of a claim beside each other: along a symbol, or as a ratio along an index. */
public final class ComparisonPlot {

  /** More curves than this are not told apart. */
  private static final int MOST = 4;

  private ComparisonPlot() {}

  /**
   * Both sides along one symbol, the witness marked on each.
   *
   * @param slice the sides
   * @param letters a symbol's name in letters
   * @return an SVG element
   */
  public static String sides(Sliced slice, UnaryOperator<String> letters) {
    String symbol = slice.symbol();
    String letter = letters.apply(symbol);
    List<Point> points = slice.points();
    Point witness = slice.at();
    double at = x(witness, symbol);
    Map<String, Double> fixed = new LinkedHashMap<>();
    witness
        .values()
        .forEach(
            (name, value) -> {
              if (!name.equals(symbol)) {
                fixed.put(letters.apply(name), value);
              }
            });
    return new LinePlot(
            "Both sides along " + letter + (fixed.isEmpty() ? "" : " at " + Phrases.values(fixed)),
            String.format(
                Locale.ROOT,
                "The left and the right side of the claim for %s from %s to %s. At the witness, %s"
                    + " = %s, the left side is %s and the right side is %s.",
                letter,
                Phrases.number(x(points.get(0), symbol)),
                Phrases.number(x(points.get(points.size() - 1), symbol)),
                letter,
                Phrases.number(at),
                Phrases.number(witness.left()),
                Phrases.number(witness.right())),
            Axis.linear(letter, points.stream().mapToDouble(point -> x(point, symbol))),
            Axis.linear(
                "value",
                points.stream()
                    .flatMapToDouble(point -> DoubleStream.of(point.left(), point.right()))),
            List.of(
                curve("left side", points, symbol, true),
                curve("right side", points, symbol, false),
                new Series(
                    "witness",
                    List.of(
                        Series.Point.of(at, witness.left()), Series.Point.of(at, witness.right())),
                    Series.Shape.MEASURED)),
            List.of())
        .svg();
  }

  private static double x(Point point, String symbol) {
    return point.values().getOrDefault(symbol, Double.NaN);
  }

  private static Series curve(String name, List<Point> points, String symbol, boolean left) {
    return new Series(
        name,
        points.stream()
            .map(point -> Series.Point.of(x(point, symbol), left ? point.left() : point.right()))
            .toList(),
        Series.Shape.CURVE);
  }

  /**
   * The ratio of both sides against an index on a logarithmic axis, a curve for each choice of the
   * other symbols, and the 1 that it is claimed to tend to.
   *
   * @param points both sides at indices
   * @param index the index
   * @param letters a symbol's name in letters
   * @return an SVG element, or an empty text if there are too few points
   */
  public static String ratio(List<Point> points, String index, UnaryOperator<String> letters) {
    Map<String, List<Series.Point>> groups = new LinkedHashMap<>();
    for (Point point : points) {
      Double at = point.values().get(index);
      double ratio = point.left() / point.right();
      if (at != null && at > 0 && Double.isFinite(ratio)) {
        Map<String, Double> others = new LinkedHashMap<>();
        point
            .values()
            .forEach(
                (name, value) -> {
                  if (!name.equals(index)) {
                    others.put(letters.apply(name), value);
                  }
                });
        double error = Math.abs(point.error() / point.right());
        groups
            .computeIfAbsent(Phrases.values(others), name -> new ArrayList<>())
            .add(new Series.Point(at, ratio, ratio - error, ratio + error));
      }
    }
    groups.values().removeIf(group -> group.size() < 2);
    if (groups.isEmpty()) {
      return "";
    }
    List<Series> series = new ArrayList<>();
    groups.entrySet().stream()
        .limit(MOST)
        .forEach(
            group ->
                series.add(
                    new Series(
                        group.getKey().isEmpty() ? "ratio" : group.getKey(),
                        group.getValue(),
                        Series.Shape.MEASURED)));
    List<Series.Point> all = series.stream().flatMap(one -> one.points().stream()).toList();
    Series.Point last = series.get(0).points().get(series.get(0).points().size() - 1);
    return new LinePlot(
            "Ratio of the sides as " + index + " grows",
            String.format(
                Locale.ROOT,
                "The left side over the right side for %s up to %s; there the first curve is at"
                    + " %.6g. The claim is that it tends to 1.",
                index,
                Phrases.number(last.x()),
                last.y()),
            Axis.logarithmic(index, all.stream().mapToDouble(Series.Point::x)),
            Axis.linear(
                "left / right",
                Stream.concat(all.stream().map(Series.Point::y), Stream.of(1.0))
                    .mapToDouble(Double::doubleValue)),
            series,
            List.of(new LinePlot.Reference("claimed", 1)))
        .svg();
  }
}
