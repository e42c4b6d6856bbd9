package org.widelimit.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.widelimit.verification.verdict.Evidence.WidthPoint;

class PlotTest {
  private static final List<WidthPoint> LADDER =
      List.of(
          new WidthPoint(64, 1000, 1.43, 1.38, 1.48),
          new WidthPoint(256, 500, 1.31, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
          new WidthPoint(1024, 200, 1.275, 1.268, 1.282));

  @Test
  void should_be_well_formed_titled_and_described_whatever_the_names() throws Exception {
    String svg = ConvergencePlot.means("EmpiricalNTK[\"<1>\", & 2\u0007]", "M", LADDER, 1.26);

    Element root = parse(svg);

    assertThat(root.getAttribute("role")).isEqualTo("img");
    String[] ids = root.getAttribute("aria-labelledby").split(" ", -1);
    assertThat(ids).hasSize(2);
    assertThat(svg).contains("<title id=\"" + ids[0] + "\">", "<desc id=\"" + ids[1] + "\">");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("EmpiricalNTK[\"<1>\", & 2] as M grows");
    assertThat(svg).doesNotContain("NaN", "Infinity", "<1>");
  }

  @Test
  void should_draw_means_band_and_limit_where_they_belong() throws Exception {
    Element root = parse(ConvergencePlot.means("q", "M", LADDER, 1.26));

    List<double[]> curve = points(root, "polyline", "curve a").get(0);
    assertThat(curve).hasSize(3);
    // Equal ratios of widths are equal distances, and larger means lie higher.
    assertThat(curve.get(1)[0] - curve.get(0)[0])
        .isCloseTo(curve.get(2)[0] - curve.get(1)[0], within(0.02));
    assertThat(curve.get(0)[1]).isLessThan(curve.get(1)[1]);
    assertThat(points(root, "polygon", "band a").get(0)).hasSize(6);
    Element limit = elements(root, "line", "limit").get(0);
    assertThat(Double.parseDouble(limit.getAttribute("y1"))).isGreaterThan(curve.get(2)[1]);
    // Negative control: another limit is another picture, and no limit is no line.
    assertThat(ConvergencePlot.means("q", "M", LADDER, 1.4))
        .isNotEqualTo(ConvergencePlot.means("q", "M", LADDER, 1.26));
    assertThat(
            elements(parse(ConvergencePlot.means("q", "M", LADDER, Double.NaN)), "line", "limit"))
        .isEmpty();
  }

  @Test
  void should_draw_a_power_law_as_a_straight_line_of_its_slope() throws Exception {
    List<WidthPoint> sizes =
        List.of(
            new WidthPoint(16, 9, 0.25, 0.2, 0.3),
            new WidthPoint(64, 9, 0.125, 0.1, 0.15),
            new WidthPoint(1024, 9, 0.03125, 0.03, 0.0325));

    Element root = parse(ConvergencePlot.rates("sd", "M", sizes, -0.5));

    List<double[]> measured = points(root, "polyline", "curve a").get(0);
    List<double[]> law = points(root, "polyline", "curve b").get(0);
    for (int i = 0; i < 3; i++) {
      assertThat(measured.get(i)).containsExactly(law.get(i), within(0.011));
    }
    assertThat(law.get(2)[0]).isGreaterThan(law.get(0)[0]);
    // Dashes and markers tell the curves apart without colour.
    assertThat(elements(root, "polyline", "curve a").get(0).hasAttribute("stroke-dasharray"))
        .isFalse();
    assertThat(elements(root, "polyline", "curve b").get(0).hasAttribute("stroke-dasharray"))
        .isTrue();
    // Negative control: another exponent's line leaves the points.
    Element steep = parse(ConvergencePlot.rates("sd", "M", sizes, -1));
    assertThat(points(steep, "polyline", "curve b").get(0).get(0)[1])
        .isLessThan(points(steep, "polyline", "curve a").get(0).get(0)[1] - 10);
  }

  @Test
  void should_label_axes_with_round_numbers() {
    assertThat(new Axis("x", false, 0, 1).ticks()).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
    assertThat(new Axis("x", false, -3, 7).ticks()).containsExactly(-2.0, 0.0, 2.0, 4.0, 6.0);
    assertThat(new Axis("x", true, 5, 2e6).ticks()).containsExactly(10.0, 1e2, 1e3, 1e4, 1e5, 1e6);
    assertThat(Axis.label(0.1 + 0.2)).isEqualTo("0.3");
    assertThat(Axis.label(-2.5e-7)).isEqualTo("\u22122.5e\u22127");
    assertThat(Axis.label(1e6)).isEqualTo("1e6");
    assertThat(Axis.linear("x", DoubleStream.of(2, Double.NaN, Double.POSITIVE_INFINITY)).ticks())
        .contains(2.0);
  }

  @Test
  void should_refuse_axes_without_length_and_too_many_curves() {
    assertThatThrownBy(() -> new Axis("x", false, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis("x", true, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    Series series = new Series("s", List.of(Series.Point.of(1, 1)), Series.Shape.CURVE);
    Axis axis = new Axis("x", false, 0, 2);
    assertThatThrownBy(
            () -> new LinePlot("t", "d", axis, axis, Collections.nCopies(5, series), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element root, String name, String cssClass) {
    NodeList all = root.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(e -> e.getAttribute("class").equals(cssClass))
        .toList();
  }

  private static List<List<double[]>> points(Element root, String name, String cssClass) {
    return elements(root, name, cssClass).stream()
        .map(
            e ->
                java.util.Arrays.stream(e.getAttribute("points").split(" ", -1))
                    .map(
                        p ->
                            java.util.Arrays.stream(p.split(",", -1))
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                    .toList())
        .toList();
  }
}
