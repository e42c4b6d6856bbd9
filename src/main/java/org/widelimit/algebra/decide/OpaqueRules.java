package org.widelimit.algebra.decide;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Applications nothing is known of: each is a variable, the same for arguments of the same normal
 * form and for bound variables of whatever name.
 */
final class OpaqueRules {

  private final TowerReader reader;
  private int depth;

  OpaqueRules(TowerReader reader) {
    this.reader = reader;
  }

  Ratio read(Call call) {
    Tower tower = reader.tower();
    Expr meaning = canonical(call);
    return tower.variableAsRatio(tower.indexOf(new TowerVariable(meaning, Kind.OPAQUE)));
  }

  private Expr canonical(Call call) {
    Call renamed = renameBound(call);
    boolean binds = !renamed.equals(call) || isBinder(call);
    depth += binds ? 1 : 0;
    try {
      List<Expr> args = new ArrayList<>();
      for (int i = 0; i < renamed.arity(); i++) {
        Expr arg = renamed.arg(i);
        args.add(binds && i > 0 ? arg : argument(arg));
      }
      Expr head = renamed.head() instanceof Call inner ? canonicalHead(inner) : renamed.head();
      return new Call(head, args);
    } finally {
      depth -= binds ? 1 : 0;
    }
  }

  private Expr canonicalHead(Call head) {
    return new Call(
        head.head() instanceof Call inner ? canonicalHead(inner) : head.head(),
        head.args().stream().map(this::argument).toList());
  }

  private Expr argument(Expr arg) {
    if (arg instanceof Num || arg instanceof Sym) {
      return arg;
    }
    if (arg.isCall("List") || arg.isCall("Rule") || arg.isCall("Function")) {
      Call call = (Call) arg;
      return new Call(call.head(), call.args().stream().map(this::argument).toList());
    }
    try {
      return reader.tower().toExpr(reader.read(arg));
    } catch (UndecidedException | CaseNeededException notNormalized) {
      // An argument without normal form stands for itself: fewer atoms are recognized as equal.
      reader.tower().deadline().check();
      return arg;
    }
  }

  private static boolean isBinder(Call call) {
    return call.arity() >= 2
        && (call.isCall("E")
            || call.isCall("Integrate")
            || call.isCall("Sum")
            || call.isCall("Product"));
  }

  private Call renameBound(Call call) {
    if (!isBinder(call)) {
      return call;
    }
    Expr second = call.arg(1);
    List<Sym> bound = new ArrayList<>();
    if (second instanceof Sym sym) {
      bound.add(sym);
    } else if (second instanceof Call list && list.isCall("List")) {
      List<Expr> candidates = call.isCall("E") ? list.args() : list.args().subList(0, 1);
      for (Expr candidate : candidates) {
        if (candidate instanceof Sym sym) {
          bound.add(sym);
        }
      }
    }
    List<Expr> args = new ArrayList<>(call.args());
    int number = 0;
    for (Sym sym : bound) {
      Expr fresh = InternalNames.of("", depth + "x" + number++);
      args.set(0, args.get(0).substitute(sym.name(), fresh));
      args.set(1, replaceBinding(args.get(1), sym, fresh));
    }
    return new Call(call.head(), args);
  }

  private static Expr replaceBinding(Expr binding, Sym sym, Expr fresh) {
    if (binding.equals(sym)) {
      return fresh;
    }
    if (binding instanceof Call list && list.isCall("List")) {
      List<Expr> args = new ArrayList<>();
      for (Expr arg : list.args()) {
        args.add(arg.equals(sym) ? fresh : arg);
      }
      return new Call(list.head(), args);
    }
    return binding;
  }
}
