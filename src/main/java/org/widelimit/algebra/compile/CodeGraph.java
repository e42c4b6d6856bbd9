package org.widelimit.algebra.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of an expression with every common part once: an operation refers to its operands
 * by their places in the list, which all precede it.
 */
final class CodeGraph {

  /** An operation on doubles, or a condition. */
  sealed interface Operation {
    /** Returns the places of the operands. */
    List<Integer> operands();

    /** Returns whether the result is a truth value. */
    default boolean isCondition() {
      return this instanceof Compare || this instanceof Logic || this instanceof Truth;
    }
  }

  /** A number. */
  record Constant(double value) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of();
    }
  }

  /** A parameter by its index. */
  record Parameter(int index) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of();
    }
  }

  /** A fold of operands by one of {@code + * max min}, from left to right. */
  record Fold(String operator, List<Integer> operands) implements Operation {}

  /** The negative. */
  record Negative(int operand) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(operand);
    }
  }

  /** The quotient. */
  record Quotient(int numerator, int denominator) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(numerator, denominator);
    }
  }

  /** A static method {@code owner.method} of doubles. */
  record Apply(String owner, String method, List<Integer> operands) implements Operation {}

  /** One value or the other. */
  record Choose(int condition, int yes, int no) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(condition, yes, no);
    }
  }

  /** A comparison, one of {@code < <= > >= ==}. */
  record Compare(String operator, int left, int right) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(left, right);
    }
  }

  /** A conjunction, disjunction or negation of conditions: one of {@code && || !}. */
  record Logic(String operator, List<Integer> operands) implements Operation {}

  /** A constant condition. */
  record Truth(boolean value) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of();
    }
  }

  private final List<Operation> operations = new ArrayList<>();
  private final Map<Operation, Integer> places = new HashMap<>();

  /** Returns the place of the operation, adding it if it is new. */
  int add(Operation operation) {
    Integer place = places.get(operation);
    if (place != null) {
      return place;
    }
    operations.add(operation);
    places.put(operation, operations.size() - 1);
    return operations.size() - 1;
  }

  Operation get(int place) {
    return operations.get(place);
  }

  /** Returns the operations that the result needs, by place, with how often each is used. */
  Map<Integer, Integer> uses(int result) {
    int[] counts = new int[operations.size()];
    counts[result] = 1;
    for (int place = result; place >= 0; place--) {
      if (counts[place] > 0) {
        operations.get(place).operands().forEach(operand -> counts[operand]++);
      }
    }
    Map<Integer, Integer> uses = new LinkedHashMap<>();
    for (int place = 0; place <= result; place++) {
      if (counts[place] > 0) {
        uses.put(place, counts[place]);
      }
    }
    return uses;
  }

  /** Returns for each place whether it depends on no parameter. */
  boolean[] constants() {
    boolean[] constant = new boolean[operations.size()];
    for (int place = 0; place < constant.length; place++) {
      Operation operation = operations.get(place);
      constant[place] =
          !(operation instanceof Parameter)
              && operation.operands().stream().allMatch(operand -> constant[operand]);
    }
    return constant;
  }
}
