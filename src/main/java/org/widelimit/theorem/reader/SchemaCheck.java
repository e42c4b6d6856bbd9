package org.widelimit.theorem.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.widelimit.theorem.Position;
import org.widelimit.theorem.Text;
import org.widelimit.theorem.reader.YamlDocument.Entry;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Validates a document against {@link TheoremSchema} and says what is wrong, each in one line. */
final class SchemaCheck {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(TheoremSchema.json());

  /** A wrong word explains a missing one, so it comes first. */
  private static final List<String> PRECEDENCE =
      List.of(
          "additionalProperties", "propertyNames", "pattern", "type", "enum", "required", "oneOf");

  private final YamlDocument document;

  private SchemaCheck(YamlDocument document) {
    this.document = document;
  }

  /**
   * A violation.
   *
   * @param path the keys and indices that lead to it
   * @param fault what is wrong
   */
  record Found(List<String> path, Fault fault) {}

  /**
   * Validates the document.
   *
   * @return what is wrong, at one place the worst only
   * @throws Fault if it is no map
   */
  static List<Found> check(YamlDocument document) {
    if (!(document.root() instanceof MappingNode)) {
      throw new Fault(
          document.start(document.root()),
          "a theorem file is a map of keys to values",
          "start with 'title: ...'; 'widelimit new ID' writes a template");
    }
    return new SchemaCheck(document).run();
  }

  private List<Found> run() {
    List<Ranked> faults = new ArrayList<>();
    for (ValidationMessage message : SCHEMA.validate(document.toJson())) {
      boolean alternative = message.getEvaluationPath().toString().contains("oneOf");
      String keyword = alternative ? "oneOf" : message.getType();
      int rank = PRECEDENCE.indexOf(keyword);
      List<String> path = new ArrayList<>();
      for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
        path.add(String.valueOf(message.getInstanceLocation().getElement(i)));
      }
      faults.add(
          new Ranked(
              rank < 0 ? PRECEDENCE.size() : rank, new Found(path, fault(keyword, message))));
    }
    Map<List<String>, Integer> worst = new HashMap<>();
    faults.forEach(each -> worst.merge(each.found().path(), each.rank(), Math::min));
    return faults.stream()
        .filter(each -> Objects.equals(worst.get(each.found().path()), each.rank()))
        .map(Ranked::found)
        .toList();
  }

  private record Ranked(int rank, Found found) {}

  private Fault fault(String keyword, ValidationMessage message) {
    Place place = place(message.getInstanceLocation());
    return switch (keyword) {
      case "additionalProperties" -> unknownKey(place, message);
      case "propertyNames" -> badName(place);
      case "required" ->
          new Fault(
              place.position(),
              place.name() + " lacks the key '" + message.getProperty() + "'",
              "add '" + message.getProperty() + ": ...'");
      case "dependentRequired" ->
          new Fault(
              place.position(),
              place.name() + ": a key is of no use without another",
              "'reads' and 'law' go with 'tex', 'rate' and 'bias' with 'limit'");
      case "oneOf" ->
          new Fault(
              place.position(),
              place.name() + " needs exactly one of " + String.join(", ", TheoremSchema.KINDS),
              "one claim makes one statement");
      case "type" ->
          new Fault(
              place.position(),
              place.name()
                  + " must be "
                  + types(message.getSchemaNode())
                  + ", not "
                  + kind(message.getInstanceNode()),
              message.getInstanceNode().isNumber() || message.getInstanceNode().isBoolean()
                  ? "put it in quotes if it is a text"
                  : description(message));
      case "enum" -> {
        List<String> words = new ArrayList<>();
        message.getSchemaNode().forEach(word -> words.add(word.asText()));
        yield new Fault(
            place.position(),
            place.name()
                + " must be "
                + String.join(" or ", words)
                + ", not "
                + Text.quote(message.getInstanceNode().asText()),
            Text.didYouMean(message.getInstanceNode().asText(), words, description(message)));
      }
      case "minItems", "minProperties" ->
          new Fault(place.position(), place.name() + " is empty", description(message));
      case "pattern" ->
          new Fault(place.position(), place.name() + " is empty", description(message));
      default ->
          new Fault(place.position(), place.name() + ": " + bounds(message), description(message));
    };
  }

  private static String bounds(ValidationMessage message) {
    String limit = message.getSchemaNode() == null ? "" : message.getSchemaNode().asText();
    return switch (message.getType()) {
      case "minimum" -> "must be at least " + limit;
      case "maximum" -> "must be at most " + limit;
      case "exclusiveMinimum" -> "must be greater than " + limit;
      case "exclusiveMaximum" -> "must be less than " + limit;
      case "maxItems" -> "may have at most " + limit + " entries";
      default -> message.getMessage();
    };
  }

  private Fault unknownKey(Place place, ValidationMessage message) {
    String key = String.valueOf(message.getProperty());
    Entry entry = YamlDocument.entries(place.node()).get(key);
    Position position = entry == null ? place.position() : document.start(entry.key());
    List<String> known = known(message);
    return new Fault(
        position,
        "unknown key " + Text.quote(key) + " in " + place.name(),
        Text.didYouMean(key, known, "known keys: " + String.join(", ", known)));
  }

  private static List<String> known(ValidationMessage message) {
    List<String> known = new ArrayList<>();
    JsonNode schema = TheoremSchema.json();
    String location = message.getSchemaLocation().getFragment().toString();
    int end = location.lastIndexOf('/');
    JsonNode object = schema.at(end > 0 ? location.substring(0, end) : "");
    object.path("properties").fieldNames().forEachRemaining(known::add);
    return known;
  }

  private Fault badName(Place place) {
    for (Map.Entry<String, Entry> entry : YamlDocument.entries(place.node()).entrySet()) {
      boolean claims = place.name().equals("claims");
      if (!entry.getKey().matches(claims ? TheoremSchema.CLAIM_ID : TheoremSchema.NAME)) {
        return new Fault(
            document.start(entry.getValue().key()),
            Text.quote(entry.getKey()) + " is no name for an entry of " + place.name(),
            claims
                ? "lower-case letters, digits and hyphens"
                : entry.getKey().contains("_")
                    ? "an underscore is a pattern in Wolfram syntax: write camelCase"
                    : "letters and digits, a letter first");
      }
    }
    return new Fault(place.position(), place.name() + ": a name is malformed", "");
  }

  private static String description(ValidationMessage message) {
    JsonNode schema = TheoremSchema.json();
    String location = message.getSchemaLocation().getFragment().toString();
    int end = location.lastIndexOf('/');
    return end <= 0 ? "" : schema.at(location.substring(0, end)).path("description").asText("");
  }

  private static String types(JsonNode type) {
    if (type == null) {
      return "something else";
    }
    List<String> names = new ArrayList<>();
    (type.isArray() ? type : List.of(type)).forEach(name -> names.add(typeName(name.asText())));
    return String.join(" or ", names);
  }

  private static String typeName(String type) {
    return switch (type) {
      case "object" -> "a map";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "an integer";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      default -> type;
    };
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "a map";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> "the number " + node.asText();
      case BOOLEAN -> "true or false";
      default -> "nothing";
    };
  }

  /** A node with its place and its name in messages. */
  private record Place(Node node, Position position, String name) {}

  private Place place(JsonNodePath path) {
    Node node = document.root();
    Position position = document.start(node);
    String name = "the file";
    for (int i = 0; i < path.getNameCount(); i++) {
      Object element = path.getElement(i);
      if (element instanceof Integer index && node instanceof SequenceNode sequence) {
        node = sequence.getValue().get(index);
        position = document.start(node);
        name = "entry " + (index + 1) + " of " + name;
      } else {
        Entry entry = YamlDocument.entries(node).get(String.valueOf(element));
        if (entry == null) {
          return new Place(node, position, name);
        }
        node = entry.value();
        position = document.start(entry.key());
        name = Text.oneLine(entry.key().getValue());
      }
    }
    return new Place(node, position, name.equals("the file") ? name : shorten(name));
  }

  private static String shorten(String name) {
    return name.length() > 80 ? name.substring(0, 80) + "..." : name;
  }
}
