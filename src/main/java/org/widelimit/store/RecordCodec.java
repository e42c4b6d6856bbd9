package org.widelimit.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON and back, component by component, by their declared types.
 *
 * <p>What is read makes values of the types that the asked one is made of, and of no others: a text
 * from elsewhere makes no object that its reader did not ask for. Numbers are read as the same
 * bits, and maps in the same order.
 */
final class RecordCodec {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The key of the name of a record where a type has several. */
  private static final String KIND = "$";

  private final Set<String> left;

  /** Writes and reads everything. */
  RecordCodec() {
    this(Set.of());
  }

  /**
   * Writes less.
   *
   * @param left the names of the components that are not written, of which nothing can be read back
   */
  RecordCodec(Set<String> left) {
    this.left = Set.copyOf(left);
  }

  /** Returns a value as JSON. */
  JsonNode write(@Nullable Object value, Type type) {
    if (value == null) {
      return JSON.nullNode();
    }
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (value instanceof Optional<?> optional) {
        ArrayNode node = JSON.arrayNode();
        optional.ifPresent(element -> node.add(write(element, of[0])));
        return node;
      }
      if (value instanceof Map<?, ?> map) {
        ArrayNode node = JSON.arrayNode();
        map.forEach((key, element) -> node.addArray().add((String) key).add(write(element, of[1])));
        return node;
      }
      ArrayNode node = JSON.arrayNode();
      ((Iterable<?>) value).forEach(element -> node.add(write(element, of[0])));
      return node;
    }
    if (value instanceof Record) {
      return record(value, (Class<?>) type);
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof Enum<?> constant) {
      return JSON.textNode(constant.name());
    }
    if (value instanceof String
        || value instanceof Number
        || value instanceof BigDecimal
        || value instanceof BigInteger) {
      return JSON.textNode(value.toString());
    }
    throw new IllegalArgumentException("no JSON for " + value.getClass());
  }

  private ObjectNode record(Object value, Class<?> type) {
    ObjectNode node = JSON.objectNode();
    if (!type.isRecord()) {
      node.put(KIND, value.getClass().getSimpleName());
    }
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        if (!left.contains(component.getName())) {
          component.getAccessor().setAccessible(true);
          node.set(
              component.getName(),
              write(component.getAccessor().invoke(value), component.getGenericType()));
        }
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalArgumentException(impossible);
    }
    return node;
  }

  /**
   * Returns the value that JSON stands for.
   *
   * @throws IllegalArgumentException if it stands for none of this type
   */
  <T> T read(JsonNode node, Class<T> type) {
    Object value = value(node, type);
    if (value == null) {
      throw new IllegalArgumentException("nothing in the place of " + type);
    }
    return type.cast(value);
  }

  private @Nullable Object value(JsonNode node, Type type) {
    if (node.isNull()) {
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      return collection(array(node), generic);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted.isRecord() || wanted.isSealed()) {
      return record(node, wanted);
    }
    if (wanted == boolean.class) {
      require(node.isBoolean(), node);
      return node.booleanValue();
    }
    require(node.isTextual(), node);
    String text = node.textValue();
    if (wanted.isEnum()) {
      return Arrays.stream(wanted.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no " + wanted + ": " + text));
    }
    if (wanted == String.class) {
      return text;
    }
    if (wanted == double.class || wanted == Double.class) {
      return Double.valueOf(text);
    }
    if (wanted == int.class) {
      return Integer.valueOf(text);
    }
    if (wanted == long.class) {
      return Long.valueOf(text);
    }
    if (wanted == Boolean.class) {
      throw new IllegalArgumentException("no text is a truth value");
    }
    if (wanted == BigDecimal.class) {
      return new BigDecimal(text);
    }
    if (wanted == BigInteger.class) {
      return new BigInteger(text);
    }
    throw new IllegalArgumentException("no value of " + wanted);
  }

  private Object collection(ArrayNode node, ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      require(node.size() <= 1, node);
      return node.isEmpty() ? Optional.empty() : Optional.of(element(node.get(0), of[0]));
    }
    if (type.getRawType() == Map.class) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (JsonNode entry : node) {
        require(entry.isArray() && entry.size() == 2 && entry.get(0).isTextual(), entry);
        map.put(entry.get(0).textValue(), element(entry.get(1), of[1]));
      }
      return map;
    }
    require(type.getRawType() == List.class, node);
    List<Object> list = new ArrayList<>();
    node.forEach(element -> list.add(element(element, of[0])));
    return list;
  }

  private Object element(JsonNode node, Type type) {
    if (type == Boolean.class) {
      require(node.isBoolean(), node);
      return node.booleanValue();
    }
    Object value = value(node, type);
    if (value == null) {
      throw new IllegalArgumentException("nothing among values of " + type);
    }
    return value;
  }

  private Object record(JsonNode node, Class<?> type) {
    require(node.isObject(), node);
    Class<?> wanted = type.isRecord() ? type : permitted(node.path(KIND).asText(), type);
    RecordComponent[] components = wanted.getRecordComponents();
    require(node.size() == components.length + (type.isRecord() ? 0 : 1), node);
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < values.length; i++) {
      types[i] = components[i].getType();
      JsonNode component = node.get(components[i].getName());
      require(component != null, node);
      values[i] = value(component, components[i].getGenericType());
    }
    try {
      Constructor<?> canonical = wanted.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException(refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  private static Class<?> permitted(String name, Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .filter(Class::isRecord)
        .filter(kind -> kind.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + type + ": " + name));
  }

  private static ArrayNode array(JsonNode node) {
    if (node instanceof ArrayNode array) {
      return array;
    }
    throw new IllegalArgumentException("not a list");
  }

  private static void require(boolean right, @Nullable JsonNode node) {
    if (!right) {
      throw new IllegalArgumentException("not what was written: " + node);
    }
  }
}
