package org.widelimit.theorem;

import java.util.Arrays;
import java.util.Optional;

/** An order relation of an inequality. */
public enum Relation {
  /** Strictly less. */
  LESS("Less", "<"),
  /** Less or equal. */
  LESS_EQUAL("LessEqual", "<="),
  /** Strictly greater. */
  GREATER("Greater", ">"),
  /** Greater or equal. */
  GREATER_EQUAL("GreaterEqual", ">=");

  private final String head;
  private final String operator;

  Relation(String head, String operator) {
    this.head = head;
    this.operator = operator;
  }

  /** Returns the relation with that Wolfram head. */
  public static Optional<Relation> ofHead(String head) {
    return Arrays.stream(values()).filter(relation -> relation.head.equals(head)).findFirst();
  }

  /** Returns the Wolfram head, such as {@code LessEqual}. */
  public String head() {
    return head;
  }

  /** Returns the operator, such as {@code <=}. */
  public String operator() {
    return operator;
  }

  /** Returns whether the left side is the smaller one. */
  public boolean isRising() {
    return this == LESS || this == LESS_EQUAL;
  }

  /** Returns whether equal sides are excluded. */
  public boolean isStrict() {
    return this == LESS || this == GREATER;
  }

  /** Returns whether the relation holds between two numbers. */
  public boolean holds(double left, double right) {
    return switch (this) {
      case LESS -> left < right;
      case LESS_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_EQUAL -> left >= right;
    };
  }
}
