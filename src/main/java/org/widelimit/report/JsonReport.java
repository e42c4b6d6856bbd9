package org.widelimit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.symja.Proposal;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.report.text.Remedy;
import org.widelimit.report.text.Trust;
import org.widelimit.report.text.Understood;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Average;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Enclosed;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Precise;
import org.widelimit.verification.verdict.Evidence.RateEstimate;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Sliced;
import org.widelimit.verification.verdict.Evidence.TwoRoutes;
import org.widelimit.verification.verdict.Evidence.WidthPoint;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Verdict;

/** The verdicts of a run as JSON. A number that is not finite is {@code null}. */
final class JsonReport {

  /** The name of the schema that this follows; {@code schema verdicts} prints it. */
  static final String SCHEMA = "https://widelimit.org/verdicts.schema.json";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonReport() {}

  /** Returns the text of {@code verdicts.json}. */
  static String of(RunResult run) {
    ObjectNode root = JSON.objectNode();
    root.put("$schema", SCHEMA);
    root.put("widelimit", run.version());
    root.put("seed", run.seed());
    ArrayNode theorems = root.putArray("theorems");
    run.theorems().forEach(theorem -> theorems.add(theorem(theorem)));
    symja(root, run.proposals());
    number(root, "seconds", seconds(run.seconds()));
    return root.toPrettyString() + "\n";
  }

  /** Returns one verdict on one line, with the theorem's id before it. */
  static String line(String theorem, ClaimResult result) {
    ObjectNode node = JSON.objectNode();
    node.put("theorem", theorem);
    node.setAll(claim(result));
    return node.toString();
  }

  private static ObjectNode theorem(TheoremResult result) {
    ObjectNode theorem = JSON.objectNode();
    theorem.put("id", result.id());
    theorem.put("title", result.title());
    result
        .theorem()
        .ifPresent(
            file -> {
              theorem.put("path", file.path());
              theorem.put("source", file.source());
              ArrayNode uses = theorem.putArray("uses");
              file.uses().forEach(uses::add);
            });
    if (result.broken().isPresent()) {
      BrokenFile file = result.broken().get();
      theorem.put("verdict", "BROKEN");
      ObjectNode broken = theorem.putObject("broken");
      broken.put("path", file.path());
      broken.put("line", file.line());
      broken.put("column", file.column());
      broken.put("message", file.message());
      broken.put("hint", file.hint());
    }
    ArrayNode claims = theorem.putArray("claims");
    for (ClaimResult check : result.claims()) {
      ObjectNode claim = claim(check);
      result.theorem().ifPresent(file -> inFile(claim, result, file, check));
      claims.add(claim);
    }
    return theorem;
  }

  /** What a reader of the file knows beside the verdict: its place, its reading, what holds. */
  private static void inFile(
      ObjectNode node, TheoremResult result, Theorem file, ClaimResult check) {
    Understood.of(file, check)
        .ifPresent(
            read -> {
              ObjectNode reads = node.putObject("reads");
              reads.put("wolfram", read.wolfram()).put("tex", read.tex());
              if (!read.where().isEmpty()) {
                ArrayNode where = reads.putArray("where");
                read.where().forEach(where::add);
              }
            });
    file.claims().stream()
        .filter(claim -> claim.id().equals(check.id()))
        .findFirst()
        .ifPresent(
            claim -> {
              node.put("line", claim.header().position().line());
              node.put("column", claim.header().position().column());
              node.put("source", claim.source());
              if (check.verdict() == Verdict.REFUTED) {
                Remedy.of(result, claim).ifPresent(remedy -> remedy(node, remedy));
              }
            });
  }

  private static void remedy(ObjectNode node, Remedy remedy) {
    ObjectNode holds = node.putObject("holds");
    holds.put("wolfram", remedy.wolfram());
    holds.put("tex", remedy.tex());
    holds.put("claim", remedy.claim());
    holds.put("verdict", remedy.verdict().name());
  }

  private static ObjectNode claim(ClaimResult result) {
    ObjectNode claim = JSON.objectNode();
    claim.put("id", result.id());
    claim.put("kind", result.kind());
    claim.put("activation", result.activation());
    claim.put("expect", result.expect().word());
    claim.put("verdict", result.verdict().name());
    claim.put("met", result.met());
    claim.put("restsOn", Trust.of(result).map(Trust::word).orElse(null));
    claim.put("reason", result.reason());
    claim.put("formula", result.formula());
    ArrayNode evidence = claim.putArray("evidence");
    result.evidence().forEach(seen -> evidence.add(evidence(seen)));
    Controls controls = result.controls();
    claim.putObject("controls").put("made", controls.made()).put("killed", controls.killed());
    claim.put("repair", result.repair());
    symja(claim, result.proposals());
    number(claim, "seconds", seconds(result.seconds()));
    return claim;
  }

  private static void symja(ObjectNode node, List<Proposal> proposals) {
    Proposal.Tally tally = Proposal.Tally.of(proposals);
    ObjectNode symja = node.putObject("symja");
    symja.put("asked", tally.asked());
    symja.put("answered", tally.answered());
    symja.put("proved", tally.proved());
    symja.put("wrong", tally.wrong());
    symja.put("unanswered", tally.unanswered());
    number(symja, "seconds", seconds(tally.seconds()));
  }

  private static double seconds(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  private static ObjectNode evidence(Evidence evidence) {
    ObjectNode node = JSON.objectNode();
    node.put("rung", evidence.rung().word());
    if (evidence instanceof Derived derived) {
      node.put("proved", derived.proved());
      if (!derived.undefined().isEmpty()) {
        node.put("undefinedFor", derived.undefined());
      }
      ArrayNode steps = node.putArray("steps");
      derived.steps().forEach(step -> steps.add(step(steps.size() + 1, step)));
    } else if (evidence instanceof Integrated integrated) {
      integrated(node, integrated);
    } else if (evidence instanceof Enclosed enclosed) {
      enclosed(node, enclosed);
    } else if (evidence instanceof TwoRoutes routes) {
      twoRoutes(node, routes);
    } else if (evidence instanceof Simulated simulated) {
      simulated(node, simulated);
    } else if (evidence instanceof Sliced slice) {
      node.put("along", slice.symbol());
      ArrayNode curve = node.putArray("sides");
      for (Point point : slice.points()) {
        ArrayNode sides = curve.addArray();
        sides.add(point.values().get(slice.symbol())).add(point.left()).add(point.right());
      }
    }
    node.put("summary", evidence.summary());
    return node;
  }

  private static ObjectNode step(int id, ProofStep step) {
    ObjectNode node = JSON.objectNode();
    node.put("id", id);
    node.put("left", WolframWriter.write(step.left()));
    node.put("right", WolframWriter.write(step.right()));
    node.put("rule", step.rule());
    node.put("because", step.because());
    node.put("author", step.author());
    node.put("checked", step.checked());
    return node;
  }

  private static void integrated(ObjectNode node, Integrated integrated) {
    node.put("points", integrated.points());
    node.put("undefined", integrated.undefined());
    node.put("undecided", integrated.undecided());
    number(node, "maxRelativeError", integrated.maxRelativeError());
    number(node, "digits", integrated.digits());
    witness(node, integrated.witness());
  }

  private static void witness(ObjectNode node, @Nullable Witness witness) {
    if (witness != null) {
      ObjectNode values = node.putObject("witness");
      for (Map.Entry<String, Double> entry : witness.values().entrySet()) {
        number(values, entry.getKey(), entry.getValue());
      }
      number(node, "left", witness.left());
      number(node, "right", witness.right());
      number(node, "error", witness.error());
      node.put("witnessGrade", witness.grade().name().toLowerCase(Locale.ROOT));
      node.put("note", witness.note());
      Precise precise = witness.precise();
      if (precise != null) {
        ObjectNode digits = node.putObject("precise");
        ObjectNode point = digits.putObject("point");
        precise.point().forEach((name, value) -> point.put(name, value.toString()));
        digits.put("left", precise.left().toString());
        digits.put("right", precise.right().toString());
        digits.put("difference", precise.difference().toString());
        digits.put("error", precise.error().toString());
        digits.put("closedForms", precise.derived());
      }
    }
  }

  private static void twoRoutes(ObjectNode node, TwoRoutes routes) {
    ObjectNode averages = node.putObject("averages");
    averages.put("agreed", routes.agreed());
    averages.put("open", routes.open());
    averages.put("largestDifference", routes.largest());
    ArrayNode sample = averages.putArray("sample");
    for (Average average : routes.sample()) {
      ObjectNode row = sample.addObject();
      row.put("average", average.written());
      ObjectNode at = row.putObject("at");
      new TreeMap<>(average.at()).forEach(at::put);
      row.put("value", average.value());
      row.put("error", average.error());
      row.put("hipparchus", average.plain());
    }
  }

  private static void enclosed(ObjectNode node, Enclosed enclosed) {
    node.put("grade", enclosed.grade().name().toLowerCase(Locale.ROOT));
    node.put("domain", enclosed.covered() ? "covered" : "open");
    node.put("set", enclosed.domain());
    node.put("boxes", enclosed.boxes());
    number(node, "epsilon", enclosed.epsilon());
    node.put("hardest", enclosed.hardest());
    node.put("undefined", enclosed.undefined());
    witness(node, enclosed.witness());
  }

  private static void simulated(ObjectNode node, Simulated simulated) {
    node.put("observable", simulated.observable());
    node.put("variable", simulated.variable());
    number(node, "limit", simulated.limit());
    number(node, "smallestDetectable", simulated.smallestDetectable());
    number(node, "falseAlarm", simulated.falseAlarm());
    ArrayNode ladder = node.putArray("ladder");
    for (WidthPoint point : simulated.ladder()) {
      ObjectNode rung = ladder.addObject();
      number(rung, "width", point.width());
      rung.put("samples", point.samples());
      number(rung, "mean", point.mean());
      number(rung, "lower", point.lower());
      number(rung, "upper", point.upper());
    }
    ArrayNode rates = node.putArray("rates");
    for (RateEstimate rate : simulated.rates()) {
      ObjectNode estimate = rates.addObject();
      estimate.put("of", rate.of());
      number(estimate, "claimed", rate.claimed());
      number(estimate, "estimate", rate.estimate());
      number(estimate, "lower", rate.lower());
      number(estimate, "upper", rate.upper());
    }
  }

  private static void number(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }
}
