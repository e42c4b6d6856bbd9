package org.widelimit.report.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.widelimit.verification.verdict.Evidence.WidthPoint;

/** What an observable does as the width grows, beside its claimed limit. */
public final class ConvergencePlot {
  private ConvergencePlot() {}

  /**
   * The means with their confidence band against the width (or depth, or time), and the limit.
   *
   * @param observable the observable's name
   * @param variable the letter of what grows, {@code M} for the width
   * @param ladder what was measured
   * @param limit the claimed limit; no line is drawn if not finite
   * @return an SVG element
   */
  public static String means(
      String observable, String variable, List<WidthPoint> ladder, double limit) {
    boolean limited = Double.isFinite(limit);
    Axis vertical =
        Axis.linear(
            observable,
            DoubleStream.concat(
                ladder.stream()
                    .flatMapToDouble(p -> DoubleStream.of(p.mean(), p.lower(), p.upper())),
                limited ? DoubleStream.of(limit) : DoubleStream.empty()));
    WidthPoint last = ladder.get(ladder.size() - 1);
    return new LinePlot(
            observable + " as " + variable + " grows",
            String.format(
                Locale.ROOT,
                "Mean of %s at %d values of %s from %s to %s with its confidence band; the last"
                    + " mean is %.6g%s.",
                observable,
                ladder.size(),
                variable,
                Axis.label(ladder.get(0).width()),
                Axis.label(last.width()),
                last.mean(),
                limited ? String.format(Locale.ROOT, ", the claimed limit %.6g", limit) : ""),
            Axis.logarithmic(variable, ladder.stream().mapToDouble(WidthPoint::width)),
            vertical,
            List.of(
                new Series(
                    "mean",
                    ladder.stream()
                        .map(p -> new Series.Point(p.width(), p.mean(), p.lower(), p.upper()))
                        .toList(),
                    Series.Shape.MEASURED)),
            limited ? List.of(new LinePlot.Reference("limit", limit)) : List.of())
        .svg();
  }

  /**
   * Sizes against the width on two logarithmic axes, with a claimed power law through the last
   * point: a straight line of the claimed slope.
   *
   * @param quantity the name of the size, such as a standard deviation
   * @param variable the letter of what grows
   * @param sizes the sizes, positive, with their intervals
   * @param exponent the claimed exponent; no law is drawn if not finite
   * @return an SVG element
   */
  public static String rates(
      String quantity, String variable, List<WidthPoint> sizes, double exponent) {
    WidthPoint last = sizes.get(sizes.size() - 1);
    Series measured =
        new Series(
            "measured",
            sizes.stream()
                .map(p -> new Series.Point(p.width(), p.mean(), p.lower(), p.upper()))
                .toList(),
            Series.Shape.MEASURED);
    Series law =
        new Series(
            variable + "^" + Axis.label(exponent),
            sizes.stream()
                .map(
                    p ->
                        Series.Point.of(
                            p.width(), last.mean() * Math.pow(p.width() / last.width(), exponent)))
                .toList(),
            Series.Shape.CURVE);
    boolean lawful = Double.isFinite(exponent);
    return new LinePlot(
            quantity + " as " + variable + " grows",
            String.format(
                Locale.ROOT,
                "%s at %d values of %s, on logarithmic axes, from %.4g at %s to %.4g at %s.",
                quantity,
                sizes.size(),
                variable,
                sizes.get(0).mean(),
                Axis.label(sizes.get(0).width()),
                last.mean(),
                Axis.label(last.width())),
            Axis.logarithmic(variable, sizes.stream().mapToDouble(WidthPoint::width)),
            Axis.logarithmic(
                quantity,
                DoubleStream.concat(
                    sizes.stream().mapToDouble(WidthPoint::mean),
                    lawful
                        ? law.points().stream().mapToDouble(Series.Point::y)
                        : DoubleStream.empty())),
            lawful ? List.of(measured, law) : List.of(measured),
            List.of())
        .svg();
  }
}
