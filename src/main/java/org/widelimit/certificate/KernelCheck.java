package org.widelimit.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has Coq check certificates. A theorem that it rejects is named and left out, and the others of
 * its file are checked without it.
 *
 * @param coqc the compiler of Coq, version 8.16 with Coquelicot
 * @param limit by the clock, for one run of it
 */
public record KernelCheck(String coqc, Duration limit) {

  private static final Pattern ERROR_LINE = Pattern.compile("line (\\d+), characters");

  private static final Pattern AXIOM = Pattern.compile("(?m)^Axiom (\\w+)");

  private static final Pattern THEOREM = Pattern.compile("(?m)^Theorem (\\w+) :");

  /**
   * What Coq says to one theorem.
   *
   * @param name the theorem
   * @param accepted whether Coq accepts its proof
   * @param axioms the rules of {@code Widelimit.v} that the proof rests on
   */
  public record Answer(String name, boolean accepted, List<String> axioms) {
    /** Copies the list. */
    public Answer {
      axioms = List.copyOf(axioms);
    }
  }

  private record Run(boolean accepted, String output) {}

  /**
   * Compiles the base.
   *
   * @param directory where {@code Widelimit.v} is
   * @throws IOException if Coq does not run or rejects it
   */
  public void base(Path directory) throws IOException {
    Run run = run(directory, "Widelimit.v");
    if (!run.accepted()) {
      throw new IOException(coqc + " rejects Widelimit.v: " + run.output().strip());
    }
  }

  /**
   * Checks a file.
   *
   * @param file the file, beside a compiled base
   * @return an answer for each of its theorems, in order
   * @throws IOException if Coq does not run
   */
  public List<Answer> check(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    String text = Files.readString(file);
    Map<String, Boolean> verdicts = new LinkedHashMap<>();
    Matcher names = THEOREM.matcher(text);
    while (names.find()) {
      verdicts.put(names.group(1), true);
    }
    if (verdicts.isEmpty() && !text.contains("assert_fails")) {
      return List.of();
    }
    if (verdicts.isEmpty()) {
      // A file of wrong variants: it compiles if the proof fails on each of them.
      verdicts.put("wrong_variants_are_rejected", true);
    }
    Path copy = directory.resolve("checked_" + file.getFileName());
    try {
      while (true) {
        Files.writeString(copy, text);
        Run run = run(directory, copy.getFileName().toString());
        if (run.accepted()) {
          return answers(verdicts, run.output());
        }
        String rejected = theoremAt(text, run.output());
        verdicts.replaceAll((name, accepted) -> accepted && !name.equals(rejected));
        if (rejected.isEmpty()) {
          verdicts.replaceAll((name, accepted) -> false);
          return answers(verdicts, "");
        }
        text = without(text, rejected);
      }
    } finally {
      clean(directory, copy);
    }
  }

  private static void clean(Path directory, Path copy) throws IOException {
    String stem = copy.getFileName().toString().replaceAll("\\.v$", "");
    for (String end : List.of(".v", ".vo", ".vok", ".vos", ".glob")) {
      Files.deleteIfExists(directory.resolve(stem + end));
    }
    Files.deleteIfExists(directory.resolve("." + stem + ".aux"));
  }

  private static String theoremAt(String text, String output) {
    Matcher error = ERROR_LINE.matcher(output);
    if (!error.find()) {
      return "";
    }
    int line = Integer.parseInt(error.group(1));
    List<String> above = text.lines().limit(line).toList();
    for (int i = above.size() - 1; i >= 0; i--) {
      Matcher theorem = THEOREM.matcher(above.get(i));
      if (theorem.find()) {
        return theorem.group(1);
      }
      if (i < above.size() - 1 && above.get(i).startsWith("Print Assumptions")) {
        return "";
      }
    }
    return "";
  }

  private static String without(String text, String theorem) {
    int start = text.indexOf("Theorem " + theorem + " :");
    String end = "Print Assumptions " + theorem + ".";
    int stop = text.indexOf(end, start) + end.length();
    return text.substring(0, start) + text.substring(stop);
  }

  private static List<Answer> answers(Map<String, Boolean> verdicts, String output) {
    TreeSet<String> rules = new TreeSet<>();
    Matcher axioms = AXIOM.matcher(Certificate.base());
    while (axioms.find()) {
      rules.add(axioms.group(1));
    }
    // Coq answers each Print Assumptions in turn, without the name.
    String[] blocks = output.split("Axioms:|Closed under the global context", -1);
    List<Answer> answers = new ArrayList<>();
    int block = 1;
    for (Map.Entry<String, Boolean> verdict : verdicts.entrySet()) {
      List<String> used = new ArrayList<>();
      if (verdict.getValue() && block < blocks.length) {
        String said = blocks[block++];
        rules.stream()
            .filter(rule -> Pattern.compile("(?m)^" + rule + "\\b").matcher(said).find())
            .forEach(used::add);
      }
      answers.add(new Answer(verdict.getKey(), verdict.getValue(), used));
    }
    return answers;
  }

  private Run run(Path directory, String file) throws IOException {
    Path output = Files.createTempFile("widelimit-coqc-", ".txt");
    Process process =
        new ProcessBuilder(coqc, "-w", "none", file)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Run(ended && process.exitValue() == 0, Files.readString(output));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
