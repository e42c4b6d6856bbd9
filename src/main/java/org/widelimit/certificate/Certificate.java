package org.widelimit.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.verification.claim.ActivationTable;

/**
 * A file of theorems for Coq. What cannot be written is listed in a comment at its end, with the
 * reason.
 */
public final class Certificate {

  private static final String BASE = "Widelimit.v";

  private static final String START =
      """
      Require Import Reals Psatz List.
      From Coquelicot Require Import Coquelicot.
      Require Import Widelimit.
      """;

  private static final String OPEN =
      """
      Import ListNotations.
      Open Scope R_scope.

      """;

  private final String title;
  private final Functions functions = new Functions();
  private final StringBuilder theorems = new StringBuilder();
  private final Map<String, String> left = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private int defined;

  /**
   * Begins a file.
   *
   * @param title what it certifies
   */
  public Certificate(String title) {
    this.title = title;
  }

  /**
   * Adds a theorem, or the reason why there is none.
   *
   * @param name its name: letters, digits and underscores
   * @param heading what it says, for its comment
   * @param variables the symbols it is about, all real
   * @param conditions the conditions on them
   * @param relation {@code ==} or an order of the Wolfram language
   * @param sides the two sides
   * @param activations what the activations stand for
   * @return whether there is a theorem
   */
  public boolean add(
      String name,
      String heading,
      List<String> variables,
      List<Expr> conditions,
      String relation,
      List<Expr> sides,
      ActivationTable activations) {
    try {
      Written written = write(variables, conditions, relation, sides, activations);
      define();
      theorems.append(
          """

          (* %s *)
          Theorem %s : %s.
          Proof.
          intros. words.
          %s
          Qed.
          Print Assumptions %s.

          """
              .formatted(
                  comment(heading),
                  name,
                  written.statement(),
                  String.join("\n", written.steps()),
                  name));
      names.add(name);
      return true;
    } catch (NotExportedException none) {
      skip(name, none.reason());
      return false;
    }
  }

  /**
   * Adds a wrong variant of a theorem: the proof that the theorem has must fail on it.
   *
   * @param name its name
   * @param change what was changed
   * @param variables the symbols it is about, all real
   * @param conditions the conditions on them
   * @param relation {@code ==} or an order of the Wolfram language
   * @param sides the two sides
   * @param activations what the activations stand for
   */
  public void refuse(
      String name,
      String change,
      List<String> variables,
      List<Expr> conditions,
      String relation,
      List<Expr> sides,
      ActivationTable activations) {
    try {
      Written written = write(variables, conditions, relation, sides, activations);
      define();
      String steps = String.join("; ", written.steps()).replace(".;", ";").replaceAll("\\.$", "");
      theorems.append(
          """

          (* %s: %s *)
          Goal %s.
          Proof.
          intros. words. assert_fails (solve [%s]).
          Abort.
          """
              .formatted(name, comment(change), written.statement(), steps));
      names.add(name);
    } catch (NotExportedException none) {
      skip(name, none.reason());
    }
  }

  /**
   * A theorem and its proof.
   *
   * @param statement the theorem
   * @param steps the proof
   */
  private record Written(String statement, List<String> steps) {}

  private Written write(
      List<String> variables,
      List<Expr> conditions,
      String relation,
      List<Expr> sides,
      ActivationTable activations)
      throws NotExportedException {
    StatementWriter writer = new StatementWriter(functions, activations);
    StringBuilder statement = new StringBuilder();
    if (!variables.isEmpty()) {
      statement
          .append("forall ")
          .append(String.join(" ", variables.stream().map(CoqWriter::variable).toList()))
          .append(" : R, ");
    }
    for (Expr condition : conditions) {
      statement.append(condition(condition)).append(" -> ");
    }
    if (sides.get(0) instanceof Call slope
        && slope.isCall("D", 2)
        && slope.arg(1) instanceof Sym variable
        && relation.equals("==")) {
      String step = writer.price(slope.arg(0), variable);
      String name = CoqWriter.variable(variable.name());
      statement.append(
          "is_derive (fun %s => %s) %s %s"
              .formatted(name, writer.write(slope.arg(0)), name, writer.write(sides.get(1))));
      return new Written(statement.toString(), List.of(step));
    }
    statement.append(statement(writer, relation, sides));
    List<String> steps = new ArrayList<>(writer.steps());
    java.util.Collections.reverse(steps);
    steps.add(relation.equals("==") ? "elementary." : "inequality.");
    return new Written(statement.toString(), steps);
  }

  /**
   * Adds Price's theorem for a function: the derivative of its dual by the covariance is the dual
   * of its derivative.
   *
   * @param name the theorem's name
   * @param formula the function, in {@code x}
   * @param parameters the other symbols in it
   */
  public void price(String name, Expr formula, List<String> parameters) {
    try {
      Functions.Function phi = functions.of(formula, 0);
      Functions.Function slope = functions.of(formula, 1);
      define();
      String all =
          "forall " + String.join(" ", parameters.stream().map(CoqWriter::variable).toList());
      theorems.append(
          """

          (* Price's theorem *)
          Theorem %s : %s p q r : R, 0 < p -> 0 < q -> r ^ 2 < p * q ->
            is_derive (fun x => Dual %s %s p q x) r (Dual %s %s p q r).
          Proof. intros. now apply Price; try apply %s. Qed.
          Print Assumptions %s.

          """
              .formatted(
                  name,
                  all,
                  phi.applied(),
                  phi.applied(),
                  slope.applied(),
                  slope.applied(),
                  slope.kinked(),
                  name));
      names.add(name);
    } catch (NotExportedException none) {
      skip(name, none.reason());
    }
  }

  private void define() {
    String definitions = functions.text();
    theorems.append(definitions.substring(defined));
    defined = definitions.length();
  }

  /**
   * Adds a claim that has no theorem.
   *
   * @param name its name
   * @param reason why
   */
  public void skip(String name, String reason) {
    left.put(name, reason);
  }

  /** Returns the names of the theorems, in order. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Returns what has no theorem, with the reasons. */
  public Map<String, String> left() {
    return Map.copyOf(left);
  }

  private String statement(StatementWriter writer, String relation, List<Expr> sides)
      throws NotExportedException {
    String first = writer.write(sides.get(0));
    String second = writer.write(sides.get(1));
    return switch (relation) {
      case "==" -> first + " = " + second;
      case "<", "<=", ">", ">=" -> first + " " + relation + " " + second;
      default -> throw new NotExportedException("it has the relation " + relation);
    };
  }

  private static String condition(Expr condition) throws NotExportedException {
    CoqWriter writer = new CoqWriter();
    if (condition instanceof Call call && call.arity() == 2) {
      String operator =
          switch (call.headName().orElse("")) {
            case "Less" -> "<";
            case "LessEqual" -> "<=";
            case "Greater" -> ">";
            case "GreaterEqual" -> ">=";
            case "Unequal" -> "<>";
            default -> "";
          };
      if (!operator.isEmpty()) {
        return writer.write(call.arg(0)) + " " + operator + " " + writer.write(call.arg(1));
      }
    }
    throw new NotExportedException("the condition " + condition + " has no translation");
  }

  private static String comment(String text) {
    return text.replace("(*", "( *")
        .replace("*)", "* )")
        .replace("\"", "'")
        .replaceAll("\\s+", " ");
  }

  /** Returns the definitions and rules that the theorems rest on: the file {@code Widelimit.v}. */
  public static String base() {
    try (InputStream resource = Certificate.class.getResourceAsStream(BASE)) {
      if (resource == null) {
        throw new IllegalStateException("the resource " + BASE + " is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the file, which needs {@code Widelimit.v} beside it. */
  public String text() {
    return "(* " + comment(title) + " *)\n" + START + OPEN + body();
  }

  /** Returns the file with what it needs at its start. */
  public String whole() {
    return "(* " + comment(title) + " *)\n" + base() + OPEN + body();
  }

  private String body() {
    StringBuilder text = new StringBuilder(theorems);
    if (!left.isEmpty()) {
      text.append("(* Without a theorem:\n");
      left.forEach((name, reason) -> text.append("   %s: %s\n".formatted(name, comment(reason))));
      text.append("*)\n");
    }
    return text.toString();
  }
}
