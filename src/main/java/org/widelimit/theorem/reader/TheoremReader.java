package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.theorem.BrokenClaim;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.Reference;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Text;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.DomainReader.DeclaredSet;
import org.widelimit.theorem.reader.YamlDocument.Entry;
import org.widelimit.theorem.vocabulary.ActivationTexts;
import org.widelimit.theorem.vocabulary.Constants;
import org.widelimit.theorem.vocabulary.OwnFunctions;
import org.widelimit.theorem.vocabulary.Scope;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Builds a theorem from a document that fits the schema. */
final class TheoremReader {

  /** More checks than this in one file are refused: claims times choices of activations. */
  static final int MOST_CHECKS = 2000;

  private final String path;
  private final YamlDocument document;
  private final FormulaReader formulas;
  private final Bibliography bibliography;
  private final Neighbours neighbours;
  private final NetworkReader networks;
  private final Faults faults = new Faults();

  /** Places that do not fit the schema, which nobody can read: sections, and entries of them. */
  private final Set<List<String>> misfits = new HashSet<>();

  /** What the sets of symbols demand beside their domains, by the symbols. */
  private final Map<String, List<Expr>> conditions = new LinkedHashMap<>();

  TheoremReader(
      String path, YamlDocument document, Bibliography bibliography, Neighbours neighbours) {
    this.path = path;
    this.bibliography = bibliography;
    this.neighbours = neighbours;
    this.document = document;
    this.formulas = new FormulaReader(document);
    this.networks = new NetworkReader(document, formulas);
  }

  /**
   * Reads the theorem; a fault in one claim breaks that claim and not the others.
   *
   * @throws Fault if the file is broken outside of its claims
   */
  TheoremFile read() {
    Map<String, List<Fault>> misfitClaims = misfits();
    Node root = document.root();
    Map<String, Entry> names = new LinkedHashMap<>();
    Map<String, List<String>> activations = activations(names);
    Map<String, SymbolDeclaration> symbols = symbols(names);
    Map<String, FunctionDeclaration> functions = functions(names);
    Map<String, Integer> arities = new LinkedHashMap<>();
    functions.forEach((name, function) -> arities.put(name, function.arity()));
    Scope scope =
        own(
            new Scope(
                symbols.keySet(),
                arities,
                activations.keySet(),
                Theorem.shapes(symbols, functions),
                OwnFunctions.NONE),
            names);
    Optional<NetworkDeclaration> network =
        section("network")
            .flatMap(node -> faults.attempt(() -> networks.read(node, scope, Optional.empty())));
    List<Claim> claims = new ArrayList<>();
    List<BrokenClaim> broken = new ArrayList<>();
    Map<String, String> tex = faults.attempt(() -> texNames(symbols, functions)).orElse(Map.of());
    ClaimReader reader =
        new ClaimReader(
            document,
            formulas,
            tex,
            section("macros").map(this::text).orElse(""),
            symbols,
            conditions);
    for (Map.Entry<String, Entry> claim : claims().entrySet()) {
      Entry entry = claim.getValue();
      List<Fault> misfit = misfitClaims.get(claim.getKey());
      try {
        if (misfit != null) {
          throw Fault.of(misfit);
        }
        Optional<NetworkDeclaration> own =
            YamlDocument.value(entry.value(), "network")
                .map(node -> Optional.of(networks.read(node, scope, network)))
                .orElse(network);
        claims.add(reader.read(entry, scope, own));
      } catch (Fault fault) {
        List<Fault> its = faults.own(fault);
        if (!its.isEmpty()) {
          broken.add(ClaimReader.broken(entry, Fault.of(its).in(path)));
        }
      }
    }
    Optional<List<Reference>> references = faults.attempt(this::references);
    Optional<List<String>> uses =
        misfits.contains(List.of("uses"))
            ? Optional.of(List.of())
            : faults.attempt(
                () -> neighbours.check(id(path), YamlDocument.list(root, "uses"), document));
    if (!faults.isEmpty() || claims.isEmpty()) {
      List<BrokenFile> all = new ArrayList<>();
      if (!faults.isEmpty()) {
        all.add(faults.all().in(path));
      }
      broken.forEach(claim -> all.add(claim.fault()));
      return BrokenFile.of(all);
    }
    Theorem theorem =
        new Theorem(
            id(path),
            path,
            Text.oneLine(YamlDocument.text(root, "title")),
            Text.oneLine(YamlDocument.text(root, "source")),
            YamlDocument.text(root, "statement").strip(),
            activations,
            symbols,
            functions,
            network,
            references.orElseThrow(),
            uses.orElseThrow(),
            claims,
            broken);
    long choices =
        activations.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    if (choices * claims.size() > MOST_CHECKS) {
      throw new Fault(
          document.start(YamlDocument.entries(root).get("activations").key()),
          "claims times activations are more than " + MOST_CHECKS,
          "split the theorem");
    }
    return theorem;
  }

  /** Keeps what does not fit the schema, and returns what of it is in claims, by their ids. */
  private Map<String, List<Fault>> misfits() {
    Map<String, List<Fault>> claims = new LinkedHashMap<>();
    for (SchemaCheck.Found found : SchemaCheck.check(document)) {
      List<String> path = found.path();
      if (path.size() > 1 && path.get(0).equals("claims")) {
        claims.computeIfAbsent(path.get(1), id -> new ArrayList<>()).add(found.fault());
        continue;
      }
      faults.add(found.fault());
      misfits.add(path.subList(0, Math.min(2, path.size())));
      if (path.size() > 1) {
        faults.miss(path.get(1));
      }
    }
    return claims;
  }

  /** Returns a section of the file, if it is there and fits the schema. */
  private Optional<Node> section(String key) {
    boolean misfit = misfits.stream().anyMatch(path -> !path.isEmpty() && path.get(0).equals(key));
    return misfit ? Optional.empty() : YamlDocument.value(document.root(), key);
  }

  /** Returns the claims; where a section of declarations cannot be read, none are. */
  private Map<String, Entry> claims() {
    boolean undeclared =
        Stream.of("claims", "symbols", "functions", "activations")
            .anyMatch(key -> misfits.contains(List.of(key)));
    return undeclared
        ? Map.of()
        : YamlDocument.value(document.root(), "claims").map(YamlDocument::entries).orElse(Map.of());
  }

  private List<Reference> references() {
    Map<String, Reference> cited = new LinkedHashMap<>();
    List<Node> places = new ArrayList<>(List.of(document.root()));
    claims().values().forEach(entry -> places.add(entry.value()));
    for (Node place : places) {
      YamlDocument.value(place, "source")
          .filter(ScalarNode.class::isInstance)
          .ifPresent(source -> bibliography.cite(document, (ScalarNode) source, cited));
    }
    return List.copyOf(cited.values());
  }

  private Map<String, String> texNames(
      Map<String, SymbolDeclaration> symbols, Map<String, FunctionDeclaration> functions) {
    Map<String, String> names = new LinkedHashMap<>();
    entries("functions").forEach((name, entry) -> names.put(ownTex(entry.value()), name));
    symbols.forEach((name, symbol) -> names.put(symbol.tex(), name));
    functions.forEach((name, function) -> names.put(function.tex(), name));
    names.remove("");
    return names;
  }

  /** Returns the path below the last directory called {@code theorems}, without the extension. */
  static String id(String path) {
    String normalized = path.replace('\\', '/').replaceAll("\\.(ya?ml|tex|md)$", "");
    int below = ("/" + normalized).lastIndexOf("/theorems/");
    String id =
        below >= 0
            ? normalized.substring(below + "theorems/".length())
            : normalized.substring(normalized.lastIndexOf('/') + 1);
    return Text.oneLine(id);
  }

  private String text(Node node) {
    return ((ScalarNode) node).getValue();
  }

  /** Returns the entries of a section that fit the schema. */
  private Map<String, Entry> entries(String key) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    YamlDocument.value(document.root(), key)
        .filter(section -> !misfits.contains(List.of(key)))
        .map(YamlDocument::entries)
        .orElse(Map.of())
        .forEach(
            (name, entry) -> {
              if (!misfits.contains(List.of(key, name))) {
                entries.put(name, entry);
              }
            });
    return entries;
  }

  /** Reads each entry of a section; the faults of one do not hide those of the next. */
  private void each(String key, BiConsumer<String, Entry> reading) {
    entries(key).forEach((name, entry) -> faults.declare(name, () -> reading.accept(name, entry)));
  }

  private void declare(Map<String, Entry> names, Entry entry, String what) {
    String name = entry.key().getValue();
    if (names.putIfAbsent(name, entry) != null) {
      throw new Fault(
          document.start(entry.key()),
          Text.quote(name) + " is declared already, as something else",
          "choose another name");
    }
    if (Constants.isReserved(name)) {
      throw new Fault(
          document.start(entry.key()),
          Text.quote(name) + " is a constant and cannot be declared",
          "choose another name");
    }
    boolean word = Vocabulary.find(name).isPresent();
    boolean activation = ActivationTexts.isName(name) && !what.equals("symbol");
    if (word || activation) {
      throw new Fault(
          document.start(entry.key()),
          Text.quote(name)
              + (word ? " is a word of the vocabulary" : " is an activation of the catalogue")
              + " and cannot be declared",
          word ? "see 'widelimit explain " + name + "'" : "choose another name");
    }
  }

  private Map<String, List<String>> activations(Map<String, Entry> names) {
    Map<String, List<String>> activations = new LinkedHashMap<>();
    each(
        "activations",
        (name, entry) -> {
          declare(names, entry, "activation");
          List<Node> choices =
              entry.value() instanceof SequenceNode sequence
                  ? sequence.getValue()
                  : List.of(entry.value());
          Set<String> seen = new TreeSet<>();
          List<String> texts = new ArrayList<>();
          for (Node choice : choices) {
            formulas.requireActivation((ScalarNode) choice);
            String text = text(choice).strip();
            if (!seen.add(text)) {
              throw new Fault(
                  document.start(choice), "duplicate activation " + Text.quote(text), "");
            }
            texts.add(text);
          }
          activations.put(name, texts);
        });
    return activations;
  }

  private Map<String, SymbolDeclaration> symbols(Map<String, Entry> names) {
    Map<String, SymbolDeclaration> symbols = new LinkedHashMap<>();
    each(
        "symbols",
        (name, entry) -> {
          declare(names, entry, "symbol");
          SymbolDeclaration symbol = symbol(name, entry.value(), symbols);
          if (name.equals("i") && !symbol.domain().integer()) {
            throw new Fault(
                document.start(entry.key()),
                "'i' is the imaginary unit, unless it is an index",
                "write in: \"integers [1, 5]\", or choose another name");
          }
          symbols.put(name, symbol);
        });
    return symbols;
  }

  private SymbolDeclaration symbol(String name, Node node, Map<String, SymbolDeclaration> above) {
    ScalarNode in = (ScalarNode) YamlDocument.value(node, "in").orElseThrow();
    String set = in.getValue().strip();
    Domain matrices = SymbolDeclaration.MATRICES.get(set);
    Values kind =
        set.equals("vectors") ? Values.VECTORS : matrices != null ? Values.MATRICES : Values.REALS;
    Domain domain =
        switch (kind) {
          case VECTORS -> Domain.REALS;
          case MATRICES -> java.util.Objects.requireNonNull(matrices);
          case REALS -> {
            DeclaredSet declared = numbers(name, in, above);
            if (!declared.conditions().isEmpty()) {
              conditions.put(name, declared.conditions());
            }
            yield declared.domain();
          }
        };
    List<Expr.Num> values = new ArrayList<>();
    for (Node value : YamlDocument.list(node, "values")) {
      Expr.Num number = formulas.number(value);
      if (!domain.contains(number)) {
        throw new Fault(
            document.start(value), number + " is not in " + domain, "values lie in the set 'in'");
      }
      values.add(number);
    }
    return new SymbolDeclaration(name, kind, domain, values, ownTex(node));
  }

  private DeclaredSet numbers(String name, ScalarNode in, Map<String, SymbolDeclaration> above) {
    return Domain.parse(in.getValue())
        .map(domain -> new DeclaredSet(domain, List.of()))
        .or(() -> new DomainReader(document, above).read(name, in))
        .orElseThrow(
            () ->
                new Fault(
                    document.start(in),
                    "no set, or an empty one: " + Text.quote(in.getValue()),
                    "write (0, 20), [0, 2), (0, Pi), integers [1, 5], reals, vectors, or symmetric,"
                        + " positive semidefinite or positive definite matrices"));
  }

  /** Returns how a name is printed, which is not how a constant or a function is. */
  private String ownTex(Node node) {
    String tex = YamlDocument.text(node, "tex");
    YamlDocument.value(node, "tex").ifPresent(own -> document.requireBackslashes((ScalarNode) own));
    if (!tex.isEmpty() && TexReader.isFixed(tex)) {
      throw new Fault(
          document.start(YamlDocument.value(node, "tex").orElse(node)),
          "'" + tex + "' has a meaning of its own in TeX",
          "print the name as another letter");
    }
    return tex;
  }

  private Map<String, FunctionDeclaration> functions(Map<String, Entry> names) {
    Map<String, FunctionDeclaration> functions = new LinkedHashMap<>();
    each(
        "functions",
        (name, entry) -> {
          Node node = entry.value();
          boolean plain = node instanceof ScalarNode;
          boolean formula = !plain && YamlDocument.value(node, "is").isPresent();
          requireOneKind(name, entry, formula);
          if (formula) {
            return;
          }
          declare(names, entry, "function");
          int arity = plain ? YamlDocument.integer(node) : YamlDocument.integer(node, "arity", 1);
          if (arity < 0 || arity > 4) {
            throw new Fault(document.start(node), "an arity is 0 to 4", "");
          }
          Values values =
              YamlDocument.text(node, "values").equals("vectors") ? Values.VECTORS : Values.REALS;
          functions.put(name, new FunctionDeclaration(name, arity, values, ownTex(node)));
        });
    return functions;
  }

  /** An abstract function has an arity, one of the file's own a formula. */
  private void requireOneKind(String name, Entry entry, boolean formula) {
    Node node = entry.value();
    if (node instanceof ScalarNode) {
      return;
    }
    boolean abstractly = YamlDocument.value(node, "arity").isPresent();
    if (abstractly == formula) {
      throw new Fault(
          document.start(entry.key()),
          name + (formula ? " has both an arity and a formula" : " lacks the key 'arity'"),
          "an abstract function is {arity: 1}, one with a formula {of: q, is: \"q^2\"}");
    }
    String stray = formula ? "values" : "of";
    YamlDocument.value(node, stray)
        .ifPresent(
            other -> {
              throw new Fault(
                  document.start(other),
                  "'" + stray + "' is of no use here",
                  formula ? "values are what the formula says" : "'of' goes with 'is'");
            });
  }

  /** Adds the functions with formulas, each in those above it. */
  private Scope own(Scope scope, Map<String, Entry> names) {
    Scope all = scope;
    for (Map.Entry<String, Entry> function : entries("functions").entrySet()) {
      Node node = function.getValue().value();
      Node formula = YamlDocument.value(node, "is").orElse(null);
      if (formula != null) {
        Scope above = all;
        all =
            faults
                .attempt(
                    () -> {
                      declare(names, function.getValue(), "function");
                      return formulas.function(
                          function.getKey(), parameters(node, above), formula, above);
                    })
                .orElseGet(
                    () -> {
                      faults.miss(function.getKey());
                      return above;
                    });
      }
    }
    return all;
  }

  private List<String> parameters(Node node, Scope scope) {
    List<String> parameters = new ArrayList<>();
    Node of = YamlDocument.value(node, "of").orElse(null);
    List<Node> all =
        of == null ? List.of() : of instanceof SequenceNode many ? many.getValue() : List.of(of);
    for (Node one : all) {
      String name = text(one).strip();
      boolean taken =
          Vocabulary.find(name).isPresent()
              || Constants.isReserved(name)
              || scope.isFunction(name)
              || parameters.contains(name);
      if (!name.matches(TheoremSchema.NAME) || taken) {
        throw new Fault(
            document.start(one),
            Text.quote(name) + " cannot be the name of an argument",
            taken ? "it has a meaning already: choose another letter" : "letters and digits");
      }
      parameters.add(name);
    }
    return parameters;
  }
}
