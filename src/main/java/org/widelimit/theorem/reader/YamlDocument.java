package org.widelimit.theorem.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.widelimit.theorem.Position;
import org.widelimit.theorem.Text;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML file as a tree of nodes with places. Anchors, aliases, tags and merge keys are refused: a
 * theorem file needs none, and aliases can unfold to any size.
 */
final class YamlDocument {

  /** Deeper nesting is no theorem, and costs YAML's parser a time that grows with its square. */
  private static final int DEEPEST = 20;

  /** The deepest nesting of a theorem file, several times what the format needs. */
  private static final int DEEPEST_NESTING = 24;

  /** What the escapes N, _, L and P of double quotes stand for. */
  private static final String ESCAPED = "\u0085\u00a0\u2028\u2029";

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d{1,18}(\\.\\d{1,18})?([eE][-+]?\\d{1,2})?");

  private final SourceText source;
  private final Node root;

  private YamlDocument(SourceText source, Node root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Reads a document.
   *
   * @throws Fault if the text is no single YAML document, is empty, or uses what is refused
   */
  static YamlDocument parse(String text) {
    SourceText source = new SourceText(text);
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST_NESTING);
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    @Nullable Node root;
    try {
      int depth = 0;
      for (Event event : new Yaml(options).parse(new StringReader(text))) {
        refuseIndirection(source, event);
        depth += event instanceof CollectionStartEvent ? 1 : 0;
        depth -= event instanceof CollectionEndEvent ? 1 : 0;
        if (depth > DEEPEST) {
          throw new Fault(
              source.position(event.getStartMark()),
              "brackets or maps are nested deeper than " + DEEPEST + " levels",
              "quote a formula that stands inside {...} or [...]");
        }
      }
      root = new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw fault(source, e);
    } catch (ReaderException e) {
      throw new Fault(
          source.position(e.getPosition()),
          String.format("character U+%04X is not allowed in YAML", e.getCodePoint()),
          "remove it");
    } catch (YAMLException e) {
      throw new Fault(Position.START, "not YAML: " + e.getMessage(), "");
    }
    boolean nothing =
        root instanceof ScalarNode scalar
            && (scalar.getValue().isBlank() || scalar.getTag().equals(Tag.NULL));
    if (root == null || nothing) {
      throw new Fault(
          Position.START,
          "the file is empty",
          "a theorem needs 'title' and 'claims'; 'widelimit new ID' writes a template");
    }
    YamlDocument document = new YamlDocument(source, root);
    document.refuseDuplicates(root);
    return document;
  }

  private static Fault fault(SourceText source, MarkedYAMLException e) {
    Position position =
        e.getProblemMark() != null
            ? source.position(e.getProblemMark())
            : e.getContextMark() != null ? source.position(e.getContextMark()) : Position.START;
    String problem = e.getProblem() == null ? "not YAML" : e.getProblem();
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    String hint =
        "quote a formula that stands inside {...} or [...], or that starts with one of"
            + " [ { & * ! | > ' \" % @ `";
    if (problem.contains("mapping values are not allowed")) {
      hint = "a ': ' inside a text needs quotes around the text; keys of one map line up";
    } else if (problem.contains("'\\t'") || problem.contains("\\t(TAB)")) {
      hint = "indent with spaces";
    } else if (problem.contains("escape")) {
      hint = "in double quotes a backslash starts an escape: write single quotes around TeX";
    }
    return new Fault(position, "not YAML: " + context + problem, hint);
  }

  private static void refuseIndirection(SourceText source, Event event) {
    if (event instanceof AliasEvent) {
      throw new Fault(
          source.position(event.getStartMark()),
          "an alias (*name) is not part of the theorem format",
          "write the text out, or quote it");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw new Fault(
          source.position(event.getStartMark()),
          "an anchor (&name) is not part of the theorem format",
          "remove it, or quote the text");
    }
    boolean tagged =
        (event instanceof ScalarEvent scalar && scalar.getTag() != null)
            || (event instanceof CollectionStartEvent start && start.getTag() != null);
    if (tagged) {
      throw new Fault(
          source.position(event.getStartMark()),
          "a tag (!name) is not part of the theorem format",
          "remove it, or quote the text");
    }
  }

  private void refuseDuplicates(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Position> seen = new HashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw new Fault(
              start(tuple.getKeyNode()),
              "a key must be a word",
              "quote a formula that stands inside {...}");
        }
        Position first = seen.putIfAbsent(key.getValue(), start(key));
        if (first != null) {
          throw new Fault(
              start(key),
              "duplicate key " + Text.quote(key.getValue()),
              "it stands at " + first + " already");
        }
        refuseDuplicates(tuple.getValueNode());
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(this::refuseDuplicates);
    }
  }

  Node root() {
    return root;
  }

  Position start(Node node) {
    return source.start(node);
  }

  /**
   * Checks that double quotes have left a text of TeX its backslashes: in them {@code \t} is a tab
   * and {@code \n} a new line, so that {@code \tanh} becomes a tab and three letters.
   *
   * @throws Fault at the first letter that lost its backslash
   */
  void requireBackslashes(ScalarNode node) {
    if (node.getScalarStyle() != DumperOptions.ScalarStyle.DOUBLE_QUOTED) {
      return;
    }
    String text = node.getValue();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || ESCAPED.indexOf(text.charAt(i)) >= 0) {
        throw new Fault(
            inside(node, text.codePointCount(0, i)),
            "double quotes take backslashes away: \\theta becomes a tab and 'heta'",
            "write single quotes around TeX");
      }
    }
  }

  /** Returns where a node ends. */
  Position end(Node node) {
    return source.position(node.getEndMark());
  }

  /** Returns a node on one line, as JSON, which is YAML. */
  static String json(Node node) {
    return toJson(node).toString();
  }

  /** Returns the place of a character of a scalar's value. */
  Position inside(ScalarNode node, int offset) {
    return source.inside(node, offset);
  }

  /** Returns the entries of a map: key nodes by name, in order. */
  static Map<String, Entry> entries(Node node) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        ScalarNode key = (ScalarNode) tuple.getKeyNode();
        entries.put(key.getValue(), new Entry(key, tuple.getValueNode()));
      }
    }
    return entries;
  }

  /** Returns the value under a key of a map, if it is there. */
  static Optional<Node> value(Node node, String key) {
    return Optional.ofNullable(entries(node).get(key)).map(Entry::value);
  }

  /** Returns the text under a key of a map; empty if there is none. */
  static String text(Node node, String key) {
    return value(node, key)
        .filter(ScalarNode.class::isInstance)
        .map(scalar -> ((ScalarNode) scalar).getValue())
        .orElse("");
  }

  /** Returns the list under a key of a map; empty if there is none. */
  static List<Node> list(Node node, String key) {
    return value(node, key).map(sequence -> ((SequenceNode) sequence).getValue()).orElse(List.of());
  }

  /** Returns the whole number under a key of a map. */
  static int integer(Node node, String key, int otherwise) {
    return value(node, key).map(YamlDocument::integer).orElse(otherwise);
  }

  /** Returns a scalar as a whole number. */
  static int integer(Node node) {
    return new BigDecimal(((ScalarNode) node).getValue()).intValue();
  }

  /** A key with its value. */
  record Entry(ScalarNode key, Node value) {}

  /** Returns the document for a JSON Schema to judge; numbers as YAML's resolver sees them. */
  JsonNode toJson() {
    return toJson(root);
  }

  private static JsonNode toJson(Node node) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (node instanceof MappingNode) {
      ObjectNode object = json.objectNode();
      entries(node).forEach((key, entry) -> object.set(key, toJson(entry.value())));
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = json.arrayNode();
      sequence.getValue().forEach(item -> array.add(toJson(item)));
      return array;
    }
    ScalarNode scalar = (ScalarNode) node;
    String value = scalar.getValue();
    if (scalar.isPlain() && NUMBER.matcher(value).matches()) {
      BigDecimal number = new BigDecimal(value);
      return number.scale() <= 0 ? json.numberNode(number.toBigInteger()) : json.numberNode(number);
    }
    if (scalar.isPlain() && scalar.getTag().equals(Tag.BOOL)) {
      return json.booleanNode(value.equalsIgnoreCase("true"));
    }
    return scalar.isPlain() && scalar.getTag().equals(Tag.NULL)
        ? json.nullNode()
        : json.textNode(value);
  }
}
