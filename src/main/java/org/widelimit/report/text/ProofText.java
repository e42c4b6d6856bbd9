package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.widelimit.algebra.ProofStep;

/** A derivation in a paragraph, as a reader would tell it; the lines are behind it. */
public final class ProofText {

  /** A formula longer than this is left to the lines. */
  private static final int LONGEST = 220;

  /** A reason shorter than this needs the formula beside it. */
  private static final int BRIEF = 45;

  private static final int DEFINITIONS = 2;

  private static final Pattern ORDER = Pattern.compile(".*, order (\\d+)");

  /** Rules that need no sentence: others say what they are for. */
  private static final Set<String> SILENT =
      Set.of(
          "definition",
          "normal form",
          "linearity",
          "differentiation",
          "growth",
          "domain",
          "ends of the domain",
          "smoothness",
          "heat equation",
          "substitution",
          "linear algebra",
          "zero test",
          "algebra",
          "symmetry",
          "abbreviation",
          "expansion");

  /** How averages are taken in closed form, and what a paragraph says of it. */
  private static final Map<String, String> AVERAGES = averages();

  private final List<ProofStep> steps;
  private final Map<String, String> names;
  private final Set<String> sentences = new LinkedHashSet<>();

  private ProofText(List<ProofStep> steps, Map<String, String> names) {
    this.steps = steps;
    this.names = names;
  }

  private static Map<String, String> averages() {
    Map<String, String> averages = new LinkedHashMap<>();
    averages.put("completing the square", "completing the square");
    averages.put("Stein's lemma", "Gaussian integration by parts (Stein's lemma)");
    averages.put("Stein's lemma and conditioning", "integration by parts and conditioning");
    averages.put("characteristic function", "characteristic functions");
    averages.put("Sheppard's theorem", "Sheppard's theorem for signs");
    averages.put("closed form", "");
    averages.put("Gaussian average of Erf", "");
    return averages;
  }

  /** Returns the paragraph, prose with TeX between dollar signs; empty without steps. */
  public static String of(List<ProofStep> steps, Map<String, String> names) {
    return steps.isEmpty() ? "" : new ProofText(steps, names).paragraph();
  }

  /** Returns whether a rule is worth its name to a reader, and no mere bookkeeping. */
  static boolean isNamed(String rule) {
    return !SILENT.contains(rule)
        && !ORDER.matcher(rule).matches()
        && !AVERAGES.getOrDefault(rule, rule).isEmpty();
  }

  private String paragraph() {
    definitions();
    conditions();
    certificates();
    averaged();
    Map<String, List<ProofStep>> told = new LinkedHashMap<>();
    for (ProofStep step : steps) {
      String rule = step.rule();
      if (!SILENT.contains(rule)
          && !AVERAGES.containsKey(rule)
          && !ORDER.matcher(rule).matches()
          && !rule.endsWith(" certificate")) {
        told.computeIfAbsent(rule, one -> new ArrayList<>()).add(step);
      }
    }
    told.forEach(this::sentence);
    ends();
    last();
    return String.join(" ", sentences);
  }

  private boolean has(String rule) {
    return steps.stream().anyMatch(step -> step.rule().equals(rule));
  }

  private Optional<ProofStep> step(String rule) {
    return steps.stream().filter(step -> step.rule().equals(rule)).findFirst();
  }

  private Optional<String> equation(ProofStep step) {
    String tex =
        step.left().equals(step.right())
            ? MathTex.statement(step, names)
            : MathTex.equation(step, names);
    return tex.length() > LONGEST ? Optional.empty() : Optional.of("$" + tex + "$");
  }

  private void definitions() {
    List<String> formulas = new ArrayList<>();
    steps.stream()
        .filter(step -> step.rule().equals("definition") && !step.left().equals(step.right()))
        .map(this::equation)
        .flatMap(Optional::stream)
        .distinct()
        .limit(DEFINITIONS)
        .forEach(formulas::add);
    if (!formulas.isEmpty()) {
      sentences.add("By definition " + String.join(" and ", formulas) + ".");
    }
  }

  private void conditions() {
    step("smoothness")
        .map(ProofStep::because)
        .filter(because -> !because.isEmpty())
        .ifPresent(because -> sentences.add(ended(because)));
  }

  private void certificates() {
    if (has("Price certificate")) {
      sentences.add(
          "By Price's theorem a derivative in the covariance passes to the averaged functions."
              + " Both sides have the same derivatives"
              + upTo()
              + " and the same values at covariance 0, so they are equal.");
    }
    if (has("variance certificate")) {
      sentences.add(
          "As functions of the variance both sides solve the heat equation"
              + upTo()
              + " with the same limits at variance 0, so they are equal.");
    }
  }

  private String upTo() {
    int most =
        steps.stream()
            .map(step -> ORDER.matcher(step.rule()))
            .filter(Matcher::matches)
            .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
            .max()
            .orElse(0);
    return most == 0 ? "" : " up to order " + most;
  }

  private void averaged() {
    List<String> ways =
        AVERAGES.entrySet().stream()
            .filter(way -> !way.getValue().isEmpty() && has(way.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (!ways.isEmpty()) {
      sentences.add("The averages that appear are taken in closed form by " + listed(ways) + ".");
    }
  }

  private static String listed(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : parts.subList(0, last).stream().collect(Collectors.joining(", "))
            + " and "
            + parts.get(last);
  }

  /** A rule in one sentence; where it is used several times the first one stands for them. */
  private void sentence(String rule, List<ProofStep> uses) {
    ProofStep first = uses.get(0);
    String because = ProofLines.because(first, names).strip();
    String formula =
        because.length() > BRIEF ? "" : equation(first).map(tex -> ": " + tex).orElse("");
    String how = because.isEmpty() ? "" : (formula.isEmpty() ? ": " : ", ") + because;
    String more =
        uses.size() == 1
            ? ""
            : " (and " + (uses.size() - 1) + (uses.size() == 2 ? " line" : " lines") + " like it)";
    sentences.add(
        ended(
            capital(ProseMath.shown(rule, Map.of()))
                + how.replaceAll("\\.$", "")
                + formula
                + more));
  }

  private void ends() {
    if (has("ends of the domain")) {
      sentences.add("By continuity this holds at the ends of the domain as well.");
    }
  }

  private void last() {
    ProofStep step = steps.get(steps.size() - 1);
    if (!SILENT.contains(step.rule())
        || step.rule().equals("definition")
        || step.rule().equals("differentiation")) {
      return;
    }
    if (step.right().isInteger(0) && !step.left().isInteger(0)) {
      sentences.add("What is left of the difference of the sides is 0.");
    } else if (step.left().equals(step.right())) {
      sentences.add(
          equation(step)
              .map(formula -> "Both sides are " + formula + ".")
              .orElse("Both sides are one formula."));
    } else {
      equation(step).ifPresent(formula -> sentences.add("So " + formula + "."));
    }
  }

  private static String ended(String text) {
    String sentence = text.strip();
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
