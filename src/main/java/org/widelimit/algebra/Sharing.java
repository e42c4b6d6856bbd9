package org.widelimit.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.budget.BoundedTask;

/**
 * Expressions whose equal parts are one object, so that what is done to each part is done once: a
 * formula of nested kernels is exponentially longer than the list of its parts.
 */
public final class Sharing {

  private final IdentityHashMap<Expr, Expr> seen = new IdentityHashMap<>();
  private final Map<Expr, Expr> leaves = new HashMap<>();
  private final Map<List<Integer>, Expr> calls = new HashMap<>();
  private final IdentityHashMap<Expr, Integer> numbers = new IdentityHashMap<>();

  private Sharing() {}

  /** Returns an equal expression with all equal parts shared. */
  public static Expr of(Expr expr) {
    return expr instanceof Call ? new Sharing().share(expr) : expr;
  }

  private Expr share(Expr expr) {
    Expr shared = seen.get(expr);
    if (shared == null) {
      shared =
          expr instanceof Call call ? share(call) : leaves.computeIfAbsent(expr, first -> first);
      seen.put(expr, shared);
      numbers.putIfAbsent(shared, numbers.size());
    }
    return shared;
  }

  private Expr share(Call call) {
    BoundedTask.checkpoint();
    Expr head = share(call.head());
    boolean changed = head != call.head();
    List<Integer> key = new ArrayList<>();
    key.add(numbers.get(head));
    List<Expr> args = new ArrayList<>();
    for (Expr arg : call.args()) {
      Expr shared = share(arg);
      changed |= shared != arg;
      args.add(shared);
      key.add(numbers.get(shared));
    }
    Expr known = calls.get(key);
    if (known == null) {
      known = changed ? new Call(head, args) : call;
      calls.put(key, known);
    }
    return known;
  }
}
