package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PhaseCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private JsonNode json(String... args) throws IOException {
    assertThat(run(args)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  /** Digits from Roberts, Yaida and Hanin 2022, sec. 5.3.4: the half-stable critical points. */
  @ParameterizedTest
  @CsvSource({"gelu, 0.17292239, 1.98305826", "swish, 0.55514317, 1.98800468"})
  void should_not_recommend_a_critical_length_that_repels(
      String activation, double onsetBias, double onsetWeight) throws IOException {
    // WHEN
    JsonNode report = json("phase", activation, "--sigmaB2", "0.05", "--depth", "50", "--json");
    // THEN
    JsonNode critical = report.at("/critical/0");
    assertThat(critical.get("attracting").asBoolean()).isFalse();
    assertThat(critical.at("/lengthSlope/value").asDouble()).isGreaterThan(1.05);
    JsonNode advice = report.get("initialization");
    assertThat(advice.has("recommended")).isFalse();
    JsonNode onset = advice.get("onsetOfAttraction");
    assertThat(onset.at("/sigmaB2/value").asDouble()).isBetween(onsetBias - 6e-9, onsetBias + 6e-9);
    assertThat(onset.at("/sigmaW2/value").asDouble())
        .isBetween(onsetWeight - 6e-9, onsetWeight + 6e-9);
    assertThat(advice.at("/elsewhere/attraction").asText()).isEqualTo("ATTRACTING");
    assertThat(advice.at("/elsewhere/sigmaB2/value").asDouble()).isGreaterThan(onsetBias);
    assertThat(advice.at("/nearest/lengthSlope/value").asDouble()).isLessThan(1);
    assertThat(report.get("advice").toString())
        .contains("no critical initialization holds", "instead: critical and attracting")
        .doesNotContain("edge of chaos");
  }

  @Test
  void should_not_promise_gradients_that_fall_like_a_power_of_the_depth() throws IOException {
    JsonNode report = json("phase", "tanh", "--depth", "30", "--json");
    JsonNode advice = report.get("initialization");
    assertThat(advice.get("gradientLaw").asText()).isEqualTo("POWER");
    // Extrapolated: to fewer digits than the rest.
    assertThat(advice.at("/gradientPower/value").asDouble()).isBetween(-1 - 1e-6, -1 + 1e-6);
    JsonNode last = advice.get("layers").get(advice.get("layers").size() - 1);
    assertThat(last.get("depth").asInt()).isEqualTo(30);
    // Networks of width 1024, by simulate, have 0.025.
    assertThat(last.at("/gradient/value").asDouble()).isBetween(0.024, 0.026);
    assertThat(report.get("advice").toString()).contains("depth^p").doesNotContain("keep their");
    // Control: with biases they keep their size, from a layer on.
    out.getBuffer().setLength(0);
    JsonNode biased = json("phase", "tanh", "--sigmaB2", "0.05", "--depth", "30", "--json");
    assertThat(biased.at("/initialization/gradientLaw").asText()).isEqualTo("CONSTANT");
    assertThat(biased.get("advice").toString()).contains("keep their size through any depth");
  }

  @ParameterizedTest
  @CsvSource({"gelu, 50", "swish, 50"})
  void should_say_that_a_length_is_not_reached_and_how_to_start_at_it(String activation, int depth)
      throws IOException {
    JsonNode advice =
        json("phase", activation, "--depth", String.valueOf(depth), "--json").get("initialization");
    assertThat(advice.get("lengthReached").asBoolean()).isFalse();
    double length = advice.at("/elsewhere/length/value").asDouble();
    JsonNode plain = advice.get("layers");
    JsonNode scaled = advice.get("layersFromFixedPoint");
    assertThat(plain.get(plain.size() - 1).at("/length/value").asDouble()).isLessThan(0.9 * length);
    for (JsonNode row : scaled) {
      assertThat(row.at("/length/value").asDouble() / length).isBetween(1 - 1e-9, 1 + 1e-9);
    }
    // The first layer alone has other weights: q_1 = factor^2 sigmaW2 + sigmaB2.
    double factor = advice.at("/firstLayerFactor/value").asDouble();
    double first =
        factor * factor * advice.at("/elsewhere/sigmaW2/value").asDouble()
            + advice.at("/elsewhere/sigmaB2/value").asDouble();
    assertThat(first / length).isBetween(1 - 1e-12, 1 + 1e-12);
    assertThat(advice.get("gradientLaw").asText()).isEqualTo("CONSTANT");
  }

  @Test
  void should_advise_a_depth_in_words_and_in_the_terms_of_pytorch() throws IOException {
    JsonNode report = json("phase", "tanh", "--at", "1.5,0.05", "--depth", "50", "--json");
    JsonNode advice = report.get("initialization");
    // PARI 2.15, 45 digits: trapezoid rule of step 1/16.
    assertCovers(advice.at("/recommended/sigmaW2"), 1.760954639606739);
    assertCovers(advice.at("/recommended/length"), 0.5700478816407641);
    assertCovers(advice.at("/recommended/pytorch/gain"), Math.sqrt(1.760954639606739));
    assertThat(advice.at("/lowestSigmaW2/value").asDouble()).isBetween(1.0, 1.5);
    assertThat(advice.at("/highestSigmaW2/value").asDouble()).isBetween(2.0, 3.0);
    assertThat(report.get("advice").toString())
        .contains("edge of chaos", "nn.init.normal_(m.weight, std=", "shrink");
  }

  @Test
  void should_advise_where_nobody_names_a_depth() throws IOException {
    // GELU has no critical point without biases: there is an answer all the same.
    JsonNode report = json("phase", "gelu", "--json");

    assertThat(report.at("/initialization/depth").asInt()).isEqualTo(32);
    assertThat(report.at("/initialization/elsewhere/sigmaB2/value").asDouble()).isPositive();
    assertThat(report.get("advice").toString()).contains("multiply the first layer's weights by");
  }

  /** The code runs as it is printed, on a stand-in that writes down what it is told. */
  @ParameterizedTest
  @CsvSource({"tanh, 0.05", "relu, 0"})
  void should_print_code_that_runs(String activation, double sigmaB2) throws Exception {
    JsonNode report = json("phase", activation, "--sigmaB2", String.valueOf(sigmaB2), "--json");
    JsonNode point = report.at("/initialization/recommended");
    List<String> loop = new ArrayList<>();
    for (JsonNode line : report.get("advice")) {
      if (line.asText().startsWith("    for m in") || line.asText().startsWith("        ")) {
        loop.add(line.asText().substring(4));
      }
      if (loop.size() == 4) {
        break;
      }
    }
    JsonNode code = point.get("code");
    String program =
        """
        import math
        from types import SimpleNamespace as Any
        class Linear: in_features, weight, bias = 64, 'w', 'b'
        told = {}
        nn = Any(Linear=Linear, init=Any(
            normal_=lambda t, std: told.__setitem__(t, std),
            zeros_=lambda t: told.__setitem__(t, 0.0)))
        model = Any(modules=lambda: [object(), Linear()])
        %s
        jax = Any(nn=Any(initializers=Any(variance_scaling=lambda s, m, d: s, zeros=0.0,
            normal=lambda s: s)))
        keras = Any(initializers=Any(VarianceScaling=lambda scale, mode, distribution: scale,
            RandomNormal=lambda stddev: stddev))
        j = dict(%s)
        k = dict(%s)
        print(told['w'] * 8, told['b'], j['kernel_init'], k['kernel_initializer'])
        """
            .formatted(
                String.join("\n", loop), code.get("jax").asText(), code.get("keras").asText());
    Process python = new ProcessBuilder("python3", "-c", program).redirectErrorStream(true).start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(python.waitFor()).as(output).isZero();
    String[] told = output.strip().split(" ", -1);
    double variance = point.at("/sigmaW2/value").asDouble();
    assertThat(Math.pow(Double.parseDouble(told[0]), 2)).isCloseTo(variance, within(1e-12));
    assertThat(Math.pow(Double.parseDouble(told[1]), 2)).isCloseTo(sigmaB2, within(1e-15));
    assertThat(Double.parseDouble(told[2])).isEqualTo(variance);
    assertThat(Double.parseDouble(told[3])).isEqualTo(variance);
  }

  private static void assertCovers(JsonNode number, double expected) {
    double error = number.get("error").asDouble();
    assertThat(Math.abs(number.get("value").asDouble() - expected))
        .isLessThanOrEqualTo(error + Math.ulp(expected) / 2);
    assertThat(error).isLessThan(1e-12 * expected);
  }

  @Test
  void should_report_one_point_in_full() throws IOException {
    JsonNode point = json("phase", "tanh", "--at", "2.5,0.05", "--json").get("point");
    assertThat(point.get("phase").asText()).isEqualTo("CHAOTIC");
    for (String key :
        new String[] {
          "length", "chi", "correlationSlope", "trainableDepth",
        }) {
      assertThat(point.at("/" + key + "/error").asDouble()).as(key).isPositive();
    }
    for (String scale : new String[] {"length", "correlation", "gradient"}) {
      assertThat(point.at("/depthScales/" + scale + "/error").asDouble()).as(scale).isPositive();
    }
    assertThat(point.at("/lengthMap/fixedPoints")).hasSize(1);
    assertThat(point.at("/correlationMap/fixedPoints")).hasSize(2);
    assertThat(point.at("/correlationMap/fixedPoints/0/stability").asText()).isEqualTo("STABLE");
    assertThat(point.at("/correlationMap/fixedPoints/0/basin/upper/value").asDouble()).isEqualTo(1);
    assertThat(point.at("/correlationMap/fixedPoints/1/stability").asText()).isEqualTo("UNSTABLE");
    assertThat(point.at("/correlationMap/fixedPoints/1").has("basin")).isFalse();
  }

  @Test
  void should_bound_an_infinite_scale_from_below() throws IOException {
    JsonNode scales = json("phase", "relu", "--at", "2,0", "--json").at("/point/depthScales");
    assertThat(scales.at("/gradient/value").asText()).isEqualTo("Infinity");
    assertThat(scales.get("gradientAtLeast").asDouble()).isGreaterThan(1e13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step", "exp", "x^4", "1", "softplus", "monomial[3]"})
  void should_say_what_does_not_exist(String activation) {
    assertThat(run("phase", activation, "--at", "2,0.1", "--depth", "20")).isZero();
    assertThat(out.toString())
        .as(activation)
        .containsAnyOf(
            "no mean-field limit", "no fixed point", "no sigmaW2 is critical", "no attracting")
        .doesNotContain("NaN");
  }

  @Test
  void should_not_call_a_growing_network_trainable() {
    assertThat(run("phase", "relu", "--at", "2.1,0.1")).isZero();
    assertThat(out.toString()).contains("not trainable at depth", "lengths grow");
    assertThat(out.toString()).doesNotContain("trainable to about");
  }

  @Test
  void should_report_a_residual_network() throws IOException {
    JsonNode residual =
        json("phase", "tanh", "--residual", "--at", "1.5,0", "--depth", "4", "--json")
            .get("residual");
    assertThat(residual.get("fixedLengths").asText()).isEqualTo("ZERO");
    assertThat(residual.at("/laws/growth").asText()).isEqualTo("LINEAR");
    // Yang and Schoenholz 2017: 1 - 2/pi without biases
    assertThat(residual.at("/laws/correlationExponent/value").asDouble())
        .isBetween(0.36338022763, 0.36338022764);
    assertThat(residual.get("layers")).hasSize(4);
    for (JsonNode layer : residual.get("layers")) {
      for (String key : List.of("length", "correlationDefect", "gradientGrowth")) {
        assertThat(layer.at("/" + key + "/error").asDouble()).isBetween(0.0, 1e-12);
      }
    }
    out.getBuffer().setLength(0);
    assertThat(run("phase", "relu", "--residual", "--at", "2,0.1")).isZero();
    assertThat(out.toString())
        .contains(
            "no fixed point", "multiplies q and squared gradients in the end by 2", "k/depth^2")
        .doesNotContain("critical initialization", "NaN");
    // Control: a dense network of the same variances has a fixed point.
    out.getBuffer().setLength(0);
    assertThat(json("phase", "tanh", "--at", "1.5,0.05", "--json").has("residual")).isFalse();
  }

  @Test
  void should_say_that_dropout_leaves_no_critical_point() {
    assertThat(run("phase", "tanh", "--at", "1.76095463960674,0.05", "--keep-rate", "0.9"))
        .isZero();
    assertThat(out.toString()).contains("no initialization is critical", "xi_c     = ");
    assertThat(out.toString()).doesNotContain("any depth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phase",
        "phase tanh --at 1",
        "phase tanh --at -1,0",
        "phase tanh --at 1,0,2",
        "phase tanh --sigmaB2 NaN",
        "phase tanh --sigmaB2 -0.1",
        "phase tanh --depth 0",
        "phase tanh --at 1,0 --keep-rate 0",
        "phase tanh --residual",
        "phase tanh --residual --at 1,0 --keep-rate 0.5",
        "phase tanhh",
        "phase x+",
        "phase x*y"
      })
  void should_refuse_misuse_in_one_line(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
  }

  @Test
  void should_draw_the_critical_line_and_the_contours() throws Exception {
    Path file = directory.resolve("deep/phase.svg");
    assertThat(run("phase", "erf", "--plot", file.toString())).isZero();
    Document svg =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(file));
    NodeList lines = svg.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isGreaterThanOrEqualTo(7);
    String critical = "";
    for (int i = 0; i < lines.getLength(); i++) {
      String points = lines.item(i).getAttributes().getNamedItem("points").getTextContent();
      assertThat(points).isNotEmpty().doesNotContain("NaN", "Infinity");
      if (lines.item(i).getAttributes().getNamedItem("stroke").getTextContent().equals("black")) {
        critical = points;
      }
    }
    // The line starts at sigmaW2 = Pi/4, sigmaB2 = 0 (Williams 1997): 64 + (Pi/4)/3 * 556.
    String[] start = critical.substring(0, critical.indexOf(" ")).split(",", -1);
    assertThat(Double.parseDouble(start[0])).isBetween(64 + 145.6 - 0.2, 64 + 145.6 + 0.2);
    assertThat(svg.getElementsByTagName("text").getLength()).isGreaterThan(15);
  }

  @Test
  void should_dash_the_line_where_it_repels() throws IOException {
    Path gelu = directory.resolve("gelu.svg");
    Path erf = directory.resolve("erf.svg");
    run("phase", "gelu", "--plot", gelu.toString());
    run("phase", "erf", "--plot", erf.toString());
    assertThat(gelu).content().contains("stroke-dasharray", "repelling", "lengths grow");
    assertThat(erf).content().doesNotContain("stroke-dasharray");
    assertThat(Files.readString(erf)).contains("chaotic: gradients explode");
  }

  @Test
  void should_certify_every_point_of_a_range_by_intervals() throws IOException {
    // WHEN
    JsonNode certified =
        json("phase", "erf", "--at", "1,0.25", "--sigmaB2", "0.25", "--certify", "--json")
            .get("certified");
    // THEN
    JsonNode critical = certified.get("critical");
    assertThat(critical.get("whole").asBoolean()).isTrue();
    assertThat(critical.get("from").asDouble()).isZero();
    assertThat(critical.get("points")).hasSize(1);
    // chi_1 = sigmaW2 4/(Pi Sqrt[1 + 4 q]) is 1 there, in closed form.
    JsonNode point = critical.at("/points/0");
    double q = point.at("/length/lower").asDouble();
    double weight = Math.PI * Math.sqrt(1 + 4 * q) / 4;
    assertThat(point.at("/sigmaW2/lower").asDouble()).isCloseTo(weight, within(1e-10));
    assertThat(point.at("/sigmaW2/lower").asDouble())
        .isLessThan(point.at("/sigmaW2/upper").asDouble());
    assertThat(certified.at("/point/fixedPoints/0/phase").asText()).isEqualTo("ordered");
    // The same as text says what was searched.
    out.getBuffer().setLength(0);
    assertThat(run("phase", "relu", "--certify", "--sigmaB2", "0.25")).isZero();
    assertThat(out.toString()).contains("there is no critical point with q up to 1024");
    assertThat(run("phase", "relu", "--certify", "--at", "2,0", "--residual")).isEqualTo(2);
  }
}
