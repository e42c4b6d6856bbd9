package org.widelimit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What programs read: each file says where, what speaks against a claim and what holds instead. */
class MachineReportsTest {

  private static final String HOSTILE =
      "</failure>]]><script>alert(1)</script> \" ' & % \u0000\u001B[31m \uD800";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Reports.verdictsSchema());
  }

  @Test
  void should_follow_the_published_schema() throws IOException {
    for (String text : List.of("fine", HOSTILE)) {
      JsonNode verdicts = JSON.readTree(JsonReport.of(SampleRun.withText(text)));
      assertThat(schema().validate(verdicts)).isEmpty();
    }
  }

  @Test
  void should_have_a_schema_that_rejects_what_is_none() throws IOException {
    ObjectNode verdicts = (ObjectNode) JSON.readTree(JsonReport.of(SampleRun.withText("fine")));
    ObjectNode claim = (ObjectNode) verdicts.path("theorems").path(0).path("claims").path(0);
    List<ObjectNode> wrong = new ArrayList<>();
    for (String key : List.of("verdict", "met", "evidence", "formula")) {
      ObjectNode without = verdicts.deepCopy();
      ((ObjectNode) without.path("theorems").path(0).path("claims").path(0)).remove(key);
      wrong.add(without);
    }
    claim.put("verdict", "TRUE");
    wrong.add(verdicts);

    assertThat(wrong).allSatisfy(json -> assertThat(schema().validate(json)).isNotEmpty());
  }

  @Test
  void should_say_what_holds_instead_as_a_whole_formula() throws IOException {
    JsonNode theorem =
        JSON.readTree(JsonReport.of(SampleRun.withText("fine"))).path("theorems").path(0);
    JsonNode refuted = theorem.path("claims").path(2);

    assertThat(theorem.path("path").asText()).isEqualTo("theorems/sample/length-map.yaml");
    assertThat(refuted.path("line").asInt()).isEqualTo(16);
    assertThat(refuted.path("holds").path("claim").asText()).isEqualTo("length-map");
    assertThat(refuted.path("holds").path("verdict").asText()).isEqualTo("VERIFIED");
    assertThat(refuted.path("holds").path("wolfram").asText()).contains("== sigmaB^2 + ");
    assertThat(theorem.path("claims").path(0).path("restsOn").asText()).isEqualTo("derivation");
    assertThat(refuted.path("restsOn").isNull()).isTrue();
  }

  @Test
  void should_tell_a_build_where_a_claim_fails_and_why() throws Exception {
    Document xml = xml(JunitReport.of(SampleRun.unexpected()));
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    Element test = (Element) failure.getParentNode();

    assertThat(test.getAttribute("file")).isEqualTo("theorems/sample/length-map.yaml");
    assertThat(test.getAttribute("line")).isEqualTo("16");
    assertThat(failure.getTextContent())
        .contains("witness", "q = 1.5", "holds instead: ", "sigmaB^2")
        .contains("theorems/sample/length-map.yaml:16");
  }

  @Test
  void should_annotate_files_for_hosts_of_code() throws IOException {
    JsonNode sarif = JSON.readTree(SarifReport.of(SampleRun.withText(HOSTILE)));
    JsonNode run = sarif.path("runs").path(0);

    assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
    List<String> levels = new ArrayList<>();
    for (JsonNode result : run.path("results")) {
      levels.add(result.path("level").asText());
      JsonNode place = result.path("locations").path(0).path("physicalLocation");
      assertThat(place.path("artifactLocation").path("uri").asText()).startsWith("theorems/");
      assertThat(place.path("region").path("startLine").asInt()).isPositive();
      assertThat(
              run.path("tool")
                  .path("driver")
                  .path("rules")
                  .path(result.path("ruleIndex").asInt())
                  .path("id"))
          .isEqualTo(result.path("ruleId"));
    }
    // Two refuted as expected, two inconclusive, one broken file.
    assertThat(levels).containsExactly("note", "note", "error", "error", "error");
  }

  @Test
  void should_draw_a_badge() throws Exception {
    Element good = xml(Badge.of(SampleRun.withText("fine"))).getDocumentElement();

    assertThat(good.getAttribute("aria-label")).isEqualTo("widelimit: 6 of 8 as expected");
  }

  @Test
  void should_tell_what_changed_between_runs(@TempDir Path directory) throws IOException {
    Path before = directory.resolve("before.json");
    Path after = directory.resolve("after.json");
    String run = JsonReport.of(SampleRun.withText("fine"));
    Files.writeString(before, run);
    Files.writeString(after, run);
    assertThat(VerdictDiff.of(before, after).changes()).isEmpty();

    ObjectNode changed = (ObjectNode) JSON.readTree(run);
    var claims =
        (com.fasterxml.jackson.databind.node.ArrayNode)
            changed.path("theorems").path(0).path("claims");
    ((ObjectNode) claims.path(0)).put("verdict", "SUPPORTED");
    ((ObjectNode) claims.path(1)).put("verdict", "PROVED");
    claims.remove(7);
    Files.writeString(after, changed.toString());

    VerdictDiff diff = VerdictDiff.of(before, after);
    assertThat(diff.worse()).isTrue();
    assertThat(diff.changes())
        .extracting(VerdictDiff.Change::line)
        .containsExactly(
            "- sample/length-map#length-map [relu]: PROVED -> SUPPORTED",
            "+ sample/length-map#length-map [tanh]: VERIFIED -> PROVED",
            "- sample/length-map#growth [tanh]: INCONCLUSIVE -> gone");
    assertThat(VerdictDiff.of(after, before).changes()).hasSize(3);
  }

  @Test
  void should_refuse_what_holds_no_verdicts(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("other.json");
    for (String text : List.of("{}", "[]", "", "not json")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> VerdictDiff.of(file, file)).isInstanceOf(IOException.class);
    }
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
