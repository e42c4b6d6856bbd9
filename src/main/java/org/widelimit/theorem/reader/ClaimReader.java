package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.widelimit.algebra.AsWritten;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.tex.TexLaw;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.tex.TexReading;
import org.widelimit.theorem.BrokenClaim;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.Claim.EquationClaim;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.theorem.Claim.TexClaim;
import org.widelimit.theorem.ClaimHeader;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.Relation;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Text;
import org.widelimit.theorem.reader.YamlDocument.Entry;
import org.widelimit.theorem.vocabulary.NameFault;
import org.widelimit.theorem.vocabulary.Scope;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Builds the claims of a document that fits the schema. */
final class ClaimReader {

  private final YamlDocument document;
  private final FormulaReader formulas;
  private final TexFormulas tex;
  private final TrainingReader trainings;
  private final RecursionReader recursions;

  /** What the sets of symbols demand beside their domains. */
  private final Map<String, List<Expr>> conditions;

  ClaimReader(
      YamlDocument document,
      FormulaReader formulas,
      Map<String, String> texNames,
      String macros,
      Map<String, SymbolDeclaration> symbols,
      Map<String, List<Expr>> conditions) {
    this.document = document;
    this.recursions = new RecursionReader(document, formulas, symbols, conditions);
    this.conditions = conditions;
    this.formulas = formulas;
    this.tex = new TexFormulas(document, formulas, texNames, macros);
    this.trainings = new TrainingReader(document, formulas);
  }

  /** Returns what is left of a claim that cannot be read. */
  static BrokenClaim broken(Entry entry, BrokenFile fault) {
    Node node = entry.value();
    String kind = kind(node);
    return new BrokenClaim(
        entry.key().getValue(),
        kind,
        expect(node),
        YamlDocument.value(node, kind).map(ClaimReader::written).orElse(""),
        fault);
  }

  private static String kind(Node node) {
    return TheoremSchema.KINDS.stream()
        .filter(key -> YamlDocument.value(node, key).isPresent())
        .findFirst()
        .orElse("claim");
  }

  private static Expectation expect(Node node) {
    return YamlDocument.text(node, "expect").equals("refuted")
        ? Expectation.REFUTED
        : Expectation.HOLDS;
  }

  /** Reads a claim; where its symbols' sets have ends that are formulas, those are conditions. */
  Claim read(Entry entry, Scope scope, Optional<NetworkDeclaration> network) {
    Claim claim = read(entry, scope, network, List.of());
    Set<String> used = new LinkedHashSet<>();
    claim.formulas().forEach(formula -> used.addAll(formula.symbols()));
    network.ifPresent(scales -> used.addAll(scales.symbols()));
    List<Expr> more = new ArrayList<>();
    for (boolean grows = true; grows; ) {
      List<Expr> demanded = new ArrayList<>();
      conditions.forEach((name, of) -> demanded.addAll(used.contains(name) ? of : List.of()));
      grows = demanded.size() > more.size();
      more = demanded;
      demanded.forEach(condition -> used.addAll(condition.symbols()));
    }
    return more.isEmpty() ? claim : read(entry, scope, network, more);
  }

  private Claim read(
      Entry entry, Scope scope, Optional<NetworkDeclaration> network, List<Expr> demanded) {
    Node node = entry.value();
    String kind = kind(node);
    Node formula = YamlDocument.value(node, kind).orElseThrow();
    boolean simulated = kind.equals("limit") || kind.equals("scaling");
    if (!simulated && network.isPresent() && network.get().training().lastLayerOnly()) {
      throw new Fault(
          document.start(formula),
          "'layers: last' is for limits and scalings, which are simulated",
          "an equation is tried on the gradients of all layers; give the others a network of their"
              + " own");
    }
    Faults faults = new Faults();
    ClaimHeader header = header(entry, scope, network, written(formula), demanded, faults);
    Optional<Claim> claim =
        faults.attempt(() -> claim(kind, node, formula, header, scope, network));
    faults.raise();
    List<Expr> asWritten =
        asWritten(
            claim.orElseThrow(),
            () -> claim(kind, node, formula, header, scope, network).statement());
    return asWritten.isEmpty()
        ? claim.get()
        : claim(kind, node, formula, header.written(asWritten), scope, network);
  }

  /** Returns the formulas of a statement as they are written, where that matters. */
  private static List<Expr> asWritten(Claim claim, Supplier<List<Expr>> again) {
    List<Expr> canonical = claim.statement();
    List<Expr> written = AsWritten.of(again);
    return written.stream().filter(formula -> !canonical.contains(formula)).toList();
  }

  private Claim claim(
      String kind,
      Node node,
      Node formula,
      ClaimHeader header,
      Scope scope,
      Optional<NetworkDeclaration> network) {
    return switch (kind) {
      case "equation" -> new EquationClaim(header, formulas.equation(formula, scope));
      case "tex" -> tex(node, header, (ScalarNode) formula, scope);
      case "inequality" -> {
        FormulaReader.Inequality read = formulas.inequality(formula, scope);
        yield new InequalityClaim(header, read.sides(), read.relations(), false);
      }
      case "limit" -> {
        List<Expr> sides = formulas.rule(formula, scope);
        network.ifPresent(of -> trainings.check(sides.get(0), formula, of.training()));
        LimitClaim claim =
            new LimitClaim(
                header, sides.get(0), sides.get(1), exponent(node, "rate"), exponent(node, "bias"));
        requireMeanOutermost(claim, node, formula);
        yield claim;
      }
      case "ode" -> ode(formula, header, scope);
      case "recursion" -> recursions.read(formula, header, scope);
      case "scaling" -> {
        ScalingClaim read = scaling(formula, header, scope);
        Node of = YamlDocument.value(formula, "of").orElse(formula);
        network.ifPresent(on -> trainings.check(read.observable(), of, on.training()));
        yield read;
      }
      default -> asymptotic(formula, header, scope);
    };
  }

  private void requireMeanOutermost(LimitClaim claim, Node node, Node formula) {
    if (claim.measured().contains(Expressions.sym("Mean"))) {
      throw new Fault(
          document.start(formula),
          "'Mean' is the outermost word of a limit",
          "write Mean[2 Output[]^2] for 2 Mean[Output[]^2]");
    }
    if (claim.inMean() && claim.rate().isPresent()) {
      throw new Fault(
          document.start(YamlDocument.value(node, "rate").orElse(formula)),
          "a mean over networks does not fluctuate",
          "'bias' is the exponent of what its mean is off by");
    }
  }

  private ClaimHeader header(
      Entry entry,
      Scope scope,
      Optional<NetworkDeclaration> network,
      String formula,
      List<Expr> demanded,
      Faults faults) {
    Node node = entry.value();
    List<Expr> where = new ArrayList<>(demanded);
    YamlDocument.value(node, "where")
        .ifPresent(
            conditions -> {
              List<Node> all =
                  conditions instanceof SequenceNode sequence
                      ? sequence.getValue()
                      : List.of(conditions);
              all.forEach(
                  condition ->
                      faults.attempt(() -> where.add(formulas.condition(condition, scope))));
            });
    return new ClaimHeader(
        entry.key().getValue(),
        Text.oneLine(YamlDocument.text(node, "says")),
        Text.oneLine(YamlDocument.text(node, "source")),
        expect(node),
        where,
        YamlDocument.value(node, "discrepancy")
            .map(value -> Double.parseDouble(((ScalarNode) value).getValue()))
            .orElse(ClaimHeader.DEFAULT_DISCREPANCY),
        network,
        formula,
        List.of(),
        document.start(entry.key()));
  }

  /** Returns the formula as the file writes it; of a map the formulas one after another. */
  private static String written(Node formula) {
    if (formula instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    List<String> parts = new ArrayList<>();
    YamlDocument.entries(formula)
        .forEach(
            (key, entry) ->
                parts.add(
                    key
                        + ": "
                        + (entry.value() instanceof ScalarNode scalar
                            ? scalar.getValue().strip()
                            : "...")));
    return String.join("; ", parts);
  }

  private Optional<Num> exponent(Node node, String key) {
    return YamlDocument.value(node, key)
        .map(
            value -> {
              Num number = formulas.number(value);
              if (number.signum() <= 0) {
                throw new Fault(
                    document.start(value),
                    key + " is an exponent r > 0 of M^-r, not " + number,
                    "for example 1/2");
              }
              return number;
            });
  }

  private Claim tex(Node node, ClaimHeader header, ScalarNode formula, Scope scope) {
    Map<String, Expr> reads = new LinkedHashMap<>();
    Map<String, ScalarNode> places = new LinkedHashMap<>();
    List<TexLaw> laws = new ArrayList<>();
    Faults faults = new Faults();
    // What a fragment stands for may use what the formula around it binds; where it is not bound,
    // the check of the whole equation finds it.
    Scope inside = scope;
    Set<String> twice = new LinkedHashSet<>();
    for (String bound : TexReader.boundNames(formula.getValue(), tex.macros())) {
      inside = inside.with(bound);
      if (scope.symbols().contains(bound)) {
        twice.add(bound);
      }
    }
    for (TexLaw law : LawReader.laws(document, formulas, node, scope)) {
      laws.add(law);
      for (String name : TexReader.names(law)) {
        inside = inside.with(name);
      }
    }
    Scope fragments = inside;
    YamlDocument.value(node, "reads")
        .map(YamlDocument::entries)
        .orElse(Map.of())
        .forEach(
            (fragment, entry) -> {
              if (TexReader.isFixed(fragment)) {
                faults.add(
                    new Fault(
                        document.start(entry.key()),
                        "'" + fragment + "' has a meaning of its own and cannot be redefined",
                        "'reads' is for fragments with a name of the paper's in them"));
              }
              faults
                  .attempt(() -> formulas.value(entry.value(), fragments))
                  .ifPresent(
                      meaning -> {
                        requireOne(meaning, twice, entry, faults);
                        reads.put(fragment, meaning);
                      });
              places.put(fragment, entry.key());
            });
    faults.raise();
    List<TexReading> readings = tex.read(formula, reads, places, laws, scope);
    ClaimHeader under =
        header.and(
            readings.stream()
                .flatMap(reading -> reading.conditions().stream())
                .distinct()
                .toList());
    if (readings.get(0).isEquation()) {
      return new TexClaim(under, reads, readings.stream().map(TexReading::sides).toList());
    }
    List<Relation> relations =
        readings.get(0).relations().stream()
            .map(head -> Relation.ofHead(head).orElseThrow())
            .toList();
    return new InequalityClaim(under, readings.get(0).sides(), relations, true);
  }

  /**
   * A name in a meaning is one of the file's symbols, or one that the formula binds. Where the
   * fragment shows the name, as {@code x_n} shows its index, it is the one that the place says.
   */
  private void requireOne(Expr meaning, Set<String> twice, Entry entry, Faults faults) {
    Set<String> free = Binders.free(meaning);
    String fragment = entry.key().getValue().replaceAll("\\\\[A-Za-z]+", " ");
    twice.stream()
        .filter(free::contains)
        .filter(name -> !fragment.contains(name))
        .findFirst()
        .ifPresent(
            name ->
                faults.add(
                    new Fault(
                        document.start(entry.value()),
                        "ambiguous: "
                            + Text.quote(name)
                            + " is a symbol of the file, and a variable that the formula binds",
                        "give the symbol another name")));
  }

  private OdeClaim ode(Node node, ClaimHeader header, Scope scope) {
    Node solutionNode = YamlDocument.value(node, "solution").orElseThrow();
    String[] names = new String[2];
    List<Expr> solution =
        formulas.pair(
            solutionNode,
            sides -> {
              if (!(sides.get(0) instanceof Call call
                  && call.head() instanceof Sym function
                  && call.arity() == 1
                  && call.arg(0) instanceof Sym variable)) {
                throw new NameFault(
                    "", "a solution is 'f[t] == ...'", "the unknown function stands on the left");
              }
              names[0] = function.name();
              names[1] = variable.name();
              if (sides.get(1).symbols().contains(names[0])
                  || containsHead(sides.get(1), names[0])) {
                throw new NameFault(
                    names[0], "the solution contains the unknown function itself", "");
              }
              return odeScope(scope, names[0], names[1]);
            });
    Scope inner = odeScope(scope, names[0], names[1]);
    List<Expr> equation =
        formulas.pair(YamlDocument.value(node, "equation").orElseThrow(), sides -> inner);
    Node initialNode = YamlDocument.value(node, "initial").orElseThrow();
    List<Expr> initial = formulas.pair(initialNode, sides -> inner);
    if (!(initial.get(0) instanceof Call start
        && start.head().equals(Expressions.sym(names[0]))
        && start.arity() == 1
        && !start.arg(0).symbols().contains(names[1]))) {
      throw new Fault(
          document.start(initialNode),
          "an initial value is '" + names[0] + "[0] == ...'",
          "the unknown function of the solution at one point");
    }
    return new OdeClaim(
        header,
        names[0],
        names[1],
        equation.get(0),
        equation.get(1),
        start.arg(0),
        initial.get(1),
        solution.get(1));
  }

  private static boolean containsHead(Expr expr, String name) {
    return expr instanceof Call call
        && (call.head().equals(Expressions.sym(name))
            || containsHead(call.head(), name)
            || call.args().stream().anyMatch(arg -> containsHead(arg, name)));
  }

  private static Scope odeScope(Scope scope, String function, String variable) {
    if (Vocabulary.find(function).isPresent()
        || Vocabulary.find(variable).isPresent()
        || scope.symbols().contains(function)) {
      throw new NameFault(
          function, "the unknown function or its variable has a meaning already", "rename it");
    }
    return scope.withFunction(function, 1).with(variable).withUnsaid(function);
  }

  private ScalingClaim scaling(Node node, ClaimHeader header, Scope scope) {
    Expr observable = formulas.value(YamlDocument.value(node, "of").orElseThrow(), scope);
    Node orderNode = YamlDocument.value(node, "order").orElseThrow();
    Expr order = formulas.value(orderNode, scope);
    String variable = "M";
    Num exponent;
    if (order.isInteger(1)) {
      exponent = Expressions.ZERO;
    } else if (order instanceof Sym sym) {
      variable = sym.name();
      exponent = Expressions.ONE;
    } else if (order.isCall("Power", 2)
        && ((Call) order).arg(0) instanceof Sym sym
        && ((Call) order).arg(1) instanceof Num power) {
      variable = sym.name();
      exponent = power;
    } else {
      throw new Fault(
          document.start(orderNode),
          "an order is a power of one symbol",
          "for example M^(-1/2), M the width, Depth the depth");
    }
    boolean upper = YamlDocument.text(node, "bound").equals("upper");
    return new ScalingClaim(
        header, observable, variable.equals("Width") ? "M" : variable, exponent, upper);
  }

  private AsymptoticClaim asymptotic(Node node, ClaimHeader header, Scope scope) {
    Node asNode = YamlDocument.value(node, "as").orElseThrow();
    String variable = ((ScalarNode) asNode).getValue().strip();
    if (!variable.matches(TheoremSchema.NAME)
        || (Vocabulary.find(variable).isPresent() && !variable.equals("Depth"))) {
      throw new Fault(document.start(asNode), "'as' is the symbol that grows", "for example as: l");
    }
    Scope inner = scope.with(variable);
    Expr of = formulas.value(YamlDocument.value(node, "of").orElseThrow(), inner);
    Expr like = formulas.value(YamlDocument.value(node, "like").orElseThrow(), inner);
    return new AsymptoticClaim(header, of, like, variable);
  }
}
