package org.widelimit.enclosure.box;

import org.widelimit.enclosure.box.Node.Operation;

/** The degrees of polynomials that cost about the same in any number of variables. */
public final class Degrees {

  private static final int[] BY_VARIABLES = {16, 16, 11, 7, 5, 4, 3};

  private Degrees() {}

  public static int of(int variables) {
    return variables < BY_VARIABLES.length ? BY_VARIABLES[variables] : 2;
  }

  /** Returns how deep integrals are nested. */
  public static int depth(Node node) {
    if (node.operation() == Operation.AVERAGE && Mehler.isPossible(node)) {
      return 0;
    }
    int deepest = 0;
    for (Node arg : node.args()) {
      deepest = Math.max(deepest, depth(arg));
    }
    return deepest + (node.operation() == Operation.INTEGRAL ? 1 : 0);
  }
}
