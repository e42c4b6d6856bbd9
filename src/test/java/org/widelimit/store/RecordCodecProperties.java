package org.widelimit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.report.SampleRun;
import org.widelimit.theorem.Expectation;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Verdict;

/** Verdicts come back from JSON as they were written. */
class RecordCodecProperties {

  private static final RecordCodec CODEC = new RecordCodec();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Arbitrary<Double> numbers() {
    return Arbitraries.longs().map(Double::longBitsToDouble);
  }

  private static Arbitrary<Expr> formulas() {
    Arbitrary<Expr> leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMinLength(1).map(Expressions::sym),
            Arbitraries.bigIntegers().map(n -> new Expr.Num(n, java.math.BigInteger.ONE)));
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Combinators.combine(inner, inner.list().ofMaxSize(3))
                .as((head, args) -> (Expr) new Expr.Call(head, args)),
        0,
        4);
  }

  private static Arbitrary<Evidence> evidence() {
    Arbitrary<String> words = Arbitraries.strings();
    Arbitrary<Map<String, Double>> points = Arbitraries.maps(words, numbers()).ofMaxSize(4);
    Arbitrary<Evidence> simulated =
        Combinators.combine(words, numbers(), numbers(), Arbitraries.of(true, false).optional())
            .as(
                (word, x, y, agrees) ->
                    new Evidence.Simulated(
                        word,
                        "M",
                        List.of(new Evidence.WidthPoint(x, 7, y, x, y)),
                        x,
                        word,
                        agrees,
                        y,
                        x,
                        List.of(new Evidence.RateEstimate(word, x, y, x, y)),
                        word));
    Arbitrary<Evidence> enclosed =
        Combinators.combine(words, numbers(), points)
            .as(
                (word, x, values) ->
                    new Evidence.Enclosed(
                        false,
                        x,
                        3,
                        word,
                        word,
                        "",
                        new Evidence.Witness(values, x, x, x, word),
                        word));
    Arbitrary<Evidence> derived =
        Combinators.combine(words, formulas(), formulas())
            .as(
                (word, left, right) ->
                    new Evidence.Derived(
                        true, word, List.of(new ProofStep(word, left, right, word))));
    return Arbitraries.oneOf(simulated, enclosed, derived);
  }

  @Provide
  Arbitrary<ClaimResult> results() {
    return Combinators.combine(
            Arbitraries.strings(),
            Arbitraries.of(Verdict.values()),
            Arbitraries.of(Expectation.values()),
            evidence().list().ofMaxSize(3),
            Arbitraries.strings().injectNull(0.5),
            numbers())
        .as(
            (word, verdict, expect, evidence, repair, seconds) ->
                new ClaimResult(
                    word,
                    "equation",
                    word,
                    expect,
                    verdict,
                    true,
                    word,
                    word,
                    evidence,
                    Controls.NONE,
                    repair,
                    seconds));
  }

  private static ClaimResult again(ClaimResult result) throws JsonProcessingException {
    String text = CODEC.write(result, ClaimResult.class).toString();
    return CODEC.read(MAPPER.readTree(text), ClaimResult.class);
  }

  @Property(tries = 300)
  void should_come_back_as_it_was(@ForAll("results") ClaimResult result)
      throws JsonProcessingException {
    assertThat(again(result)).isEqualTo(result);
  }

  @Example
  void should_come_back_with_every_kind_of_evidence() throws JsonProcessingException {
    List<ClaimResult> all =
        SampleRun.withText("text").theorems().stream()
            .flatMap(theorem -> theorem.claims().stream())
            .toList();
    assertThat(all).hasSizeGreaterThan(4);
    for (ClaimResult result : all) {
      assertThat(again(result)).isEqualTo(result);
    }
  }

  @Property(tries = 100)
  void should_make_nothing_that_was_not_written(@ForAll("results") ClaimResult result) {
    ObjectNode written = (ObjectNode) CODEC.write(result, ClaimResult.class);
    List<JsonNode> wrong =
        List.of(
            written.deepCopy().put("verdict", "CERTAIN"),
            written.deepCopy().put("seconds", "soon"),
            written.deepCopy().put("more", "than there is"),
            written.deepCopy().without("met"),
            written.deepCopy().put("met", "true"),
            written.deepCopy().set("evidence", written.path("controls")),
            written
                .deepCopy()
                .set(
                    "evidence",
                    MAPPER.createArrayNode().add(MAPPER.createObjectNode().put("$", "Runtime"))));
    for (JsonNode node : wrong) {
      assertThatThrownBy(() -> CODEC.read(node, ClaimResult.class))
          .as("%s", node)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** A type with nothing but what it is made of. */
  record Small(Optional<Double> some, Map<String, List<Boolean>> lists) {}

  @Example
  void should_keep_every_bit_of_a_number_and_the_order_of_a_map() {
    Map<String, List<Boolean>> lists = new java.util.LinkedHashMap<>();
    lists.put("z", List.of(true, false));
    lists.put("a", List.of());
    Small small = new Small(Optional.of(0.1 + 0.2), lists);
    Small read = CODEC.read(CODEC.write(small, Small.class), Small.class);
    assertThat(read).isEqualTo(small);
    assertThat(read.lists().keySet()).containsExactly("z", "a");
  }
}
