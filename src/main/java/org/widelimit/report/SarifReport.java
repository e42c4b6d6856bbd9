package org.widelimit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.widelimit.report.text.Meaning;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * What a run found wrong as SARIF 2.1.0, so that hosts of code annotate the theorem files: an error
 * for what is not as expected, a note for a claim that is refuted as its file expects.
 */
final class SarifReport {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SarifReport() {}

  /** Returns the text of {@code report.sarif}. */
  static String of(RunResult run) {
    ObjectNode root = JSON.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode only = root.putArray("runs").addObject();
    ObjectNode driver = only.putObject("tool").putObject("driver");
    driver.put("name", "widelimit");
    driver.put("semanticVersion", run.version());
    ArrayNode rules = driver.putArray("rules");
    for (Verdict verdict : Verdict.values()) {
      ObjectNode rule = rules.addObject();
      rule.put("id", verdict.name());
      rule.putObject("shortDescription").put("text", Meaning.of(verdict));
    }
    only.put("columnKind", "unicodeCodePoints");
    ArrayNode results = only.putArray("results");
    run.theorems().forEach(theorem -> theorem(results, theorem));
    return root.toPrettyString() + "\n";
  }

  private static void theorem(ArrayNode results, TheoremResult theorem) {
    theorem
        .broken()
        .ifPresent(file -> file.faults().forEach(fault -> broken(results.addObject(), fault)));
    for (ClaimResult check : theorem.claims()) {
      if (!check.met() || check.verdict() == Verdict.REFUTED) {
        result(results.addObject(), theorem, check);
      }
    }
  }

  private static void broken(ObjectNode result, BrokenFile fault) {
    head(result, Verdict.BROKEN, "error", fault.describe());
    location(result, new Place(fault.path(), fault.line(), fault.column()));
  }

  private static void result(ObjectNode result, TheoremResult theorem, ClaimResult check) {
    String name =
        theorem.id()
            + "#"
            + check.id()
            + (check.activation().isEmpty() ? "" : " [" + check.activation() + "]");
    head(
        result,
        check.verdict(),
        check.met() ? "note" : "error",
        name
            + ": expected "
            + check.expect().word()
            + ", found "
            + check.verdict().name()
            + "\n"
            + Place.account(theorem, check));
    Place.of(theorem, check).ifPresent(place -> location(result, place));
    result.putObject("partialFingerprints").put("claim/v1", name);
  }

  private static void head(ObjectNode result, Verdict verdict, String level, String message) {
    result.put("ruleId", verdict.name());
    result.put("ruleIndex", List.of(Verdict.values()).indexOf(verdict));
    result.put("level", level);
    result.putObject("message").put("text", message);
  }

  private static void location(ObjectNode result, Place place) {
    ObjectNode physical = result.putArray("locations").addObject().putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(place.path()));
    ObjectNode region = physical.putObject("region");
    region.put("startLine", Math.max(1, place.line()));
    region.put("startColumn", Math.max(1, place.column()));
  }

  /** Returns a path as a relative URI: what a URI gives a meaning is written in percent. */
  private static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.replace('\\', '/').getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return uri.toString();
  }
}
