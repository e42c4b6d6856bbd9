package org.widelimit.algebra.compile;

import static org.objectweb.asm.Opcodes.*;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.widelimit.algebra.compile.CodeGraph.Apply;
import org.widelimit.algebra.compile.CodeGraph.Choose;
import org.widelimit.algebra.compile.CodeGraph.Compare;
import org.widelimit.algebra.compile.CodeGraph.Constant;
import org.widelimit.algebra.compile.CodeGraph.Fold;
import org.widelimit.algebra.compile.CodeGraph.Logic;
import org.widelimit.algebra.compile.CodeGraph.Negative;
import org.widelimit.algebra.compile.CodeGraph.Operation;
import org.widelimit.algebra.compile.CodeGraph.Parameter;
import org.widelimit.algebra.compile.CodeGraph.Quotient;
import org.widelimit.algebra.compile.CodeGraph.Truth;

/**
 * Writes the operations of a graph as a static method on double locals.
 *
 * <p>An operation that is used once is computed where it is used, so that a branch not taken costs
 * nothing; one that is used more often is computed first, into a local; one that depends on no
 * parameter is computed when the class is initialized, into a constant field.
 */
final class BytecodeEmitter {

  private final CodeGraph graph;
  private final MethodVisitor code;
  private final Map<Integer, Integer> locals = new HashMap<>();
  private final Map<Integer, String> fields;
  private final String owner;
  private final int[] parameterLocals;

  private BytecodeEmitter(
      CodeGraph graph,
      MethodVisitor code,
      String owner,
      Map<Integer, String> fields,
      int[] parameterLocals) {
    this.graph = graph;
    this.code = code;
    this.owner = owner;
    this.fields = fields;
    this.parameterLocals = parameterLocals.clone();
  }

  /**
   * Writes {@code value(double, ...)} or {@code value(double[])} and the constants it needs.
   *
   * @param writer the class that receives the methods
   * @param owner its internal name
   * @param lowered what to compute
   * @param parameters the number of parameters
   * @param fromArray whether the parameters come in one array
   */
  static void emit(
      ClassWriter writer,
      String owner,
      CodeGraphBuilder.Lowered lowered,
      int parameters,
      boolean fromArray) {
    Map<Integer, Integer> uses = lowered.graph().uses(lowered.result());
    Map<Integer, String> fields = emitConstants(writer, owner, lowered.graph(), uses);
    String type = fromArray ? "([D)D" : "(" + "D".repeat(parameters) + ")D";
    MethodVisitor code = writer.visitMethod(ACC_STATIC | ACC_PRIVATE, "value", type, null, null);
    code.visitCode();
    int[] parameterLocals = new int[parameters];
    int local = fromArray ? 1 : 0;
    for (int i = 0; i < parameters; i++, local += 2) {
      parameterLocals[i] = local;
      if (fromArray) {
        code.visitVarInsn(ALOAD, 0);
        code.visitLdcInsn(i);
        code.visitInsn(DALOAD);
        code.visitVarInsn(DSTORE, local);
      }
    }
    BytecodeEmitter emitter =
        new BytecodeEmitter(lowered.graph(), code, owner, fields, parameterLocals);
    for (Map.Entry<Integer, Integer> use : uses.entrySet()) {
      int place = use.getKey();
      Operation operation = lowered.graph().get(place);
      if (use.getValue() > 1
          && !operation.operands().isEmpty()
          && !operation.isCondition()
          && !fields.containsKey(place)) {
        emitter.value(place);
        code.visitVarInsn(DSTORE, local);
        emitter.locals.put(place, local);
        local += 2;
      }
    }
    emitter.value(lowered.result());
    code.visitInsn(DRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static Map<Integer, String> emitConstants(
      ClassWriter writer, String owner, CodeGraph graph, Map<Integer, Integer> uses) {
    Map<Integer, String> fields = new HashMap<>();
    boolean[] constant = graph.constants();
    MethodVisitor code = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    BytecodeEmitter emitter = new BytecodeEmitter(graph, code, owner, fields, new int[0]);
    for (int place : uses.keySet()) {
      Operation operation = graph.get(place);
      if (constant[place] && !operation.operands().isEmpty() && !operation.isCondition()) {
        emitter.value(place);
        String field = "constant" + place;
        writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, field, "D", null, null).visitEnd();
        code.visitFieldInsn(PUTSTATIC, owner, field, "D");
        fields.put(place, field);
      }
    }
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return fields;
  }

  /** Writes code that leaves the value of the place on the stack. */
  private void value(int place) {
    Integer local = locals.get(place);
    String field = fields.get(place);
    if (field != null) {
      code.visitFieldInsn(GETSTATIC, owner, field, "D");
    } else if (local != null) {
      code.visitVarInsn(DLOAD, local);
    } else {
      compute(graph.get(place));
    }
  }

  private void compute(Operation operation) {
    if (operation instanceof Constant constant) {
      code.visitLdcInsn(constant.value());
    } else if (operation instanceof Parameter parameter) {
      code.visitVarInsn(DLOAD, parameterLocals[parameter.index()]);
    } else if (operation instanceof Fold fold) {
      fold(fold);
    } else if (operation instanceof Negative negative) {
      value(negative.operand());
      code.visitInsn(DNEG);
    } else if (operation instanceof Quotient quotient) {
      value(quotient.numerator());
      value(quotient.denominator());
      code.visitInsn(DDIV);
    } else if (operation instanceof Apply apply) {
      apply.operands().forEach(this::value);
      invoke(apply.owner(), apply.method(), apply.operands().size());
    } else if (operation instanceof Choose choose) {
      Label otherwise = new Label();
      Label end = new Label();
      jumpUnless(choose.condition(), otherwise);
      value(choose.yes());
      code.visitJumpInsn(GOTO, end);
      code.visitLabel(otherwise);
      value(choose.no());
      code.visitLabel(end);
    } else {
      throw new IllegalStateException("not a value: " + operation);
    }
  }

  private void fold(Fold fold) {
    List<Integer> operands = fold.operands();
    value(operands.get(0));
    for (int operand : operands.subList(1, operands.size())) {
      boolean subtracted =
          fold.operator().equals("+")
              && graph.get(operand) instanceof Negative
              && !locals.containsKey(operand)
              && !fields.containsKey(operand);
      value(subtracted ? ((Negative) graph.get(operand)).operand() : operand);
      switch (fold.operator()) {
        case "+" -> code.visitInsn(subtracted ? DSUB : DADD);
        case "*" -> code.visitInsn(DMUL);
        default -> invoke("java/lang/Math", fold.operator(), 2);
      }
    }
  }

  private void invoke(String type, String method, int arity) {
    code.visitMethodInsn(INVOKESTATIC, type, method, "(" + "D".repeat(arity) + ")D", false);
  }

  private void jumpUnless(int place, Label target) {
    Operation operation = graph.get(place);
    if (operation instanceof Truth truth) {
      if (!truth.value()) {
        code.visitJumpInsn(GOTO, target);
      }
    } else if (operation instanceof Compare compare) {
      compare(compare, target, false);
    } else if (operation instanceof Logic logic) {
      switch (logic.operator()) {
        case "&&" -> logic.operands().forEach(operand -> jumpUnless(operand, target));
        case "!" -> jumpIf(logic.operands().get(0), target);
        default -> {
          Label holds = new Label();
          logic.operands().forEach(operand -> jumpIf(operand, holds));
          code.visitJumpInsn(GOTO, target);
          code.visitLabel(holds);
        }
      }
    } else {
      throw new IllegalStateException("not a condition: " + operation);
    }
  }

  private void jumpIf(int place, Label target) {
    Operation operation = graph.get(place);
    if (operation instanceof Compare compare) {
      compare(compare, target, true);
    } else {
      Label fails = new Label();
      jumpUnless(place, fails);
      code.visitJumpInsn(GOTO, target);
      code.visitLabel(fails);
    }
  }

  /** Jumps if the comparison comes out as asked; a comparison with NaN does not hold. */
  private void compare(Compare compare, Label target, boolean when) {
    value(compare.left());
    value(compare.right());
    boolean less = compare.operator().startsWith("<");
    code.visitInsn(less ? DCMPG : DCMPL);
    code.visitJumpInsn(
        switch (compare.operator()) {
          case "<" -> when ? IFLT : IFGE;
          case "<=" -> when ? IFLE : IFGT;
          case ">" -> when ? IFGT : IFLE;
          case ">=" -> when ? IFGE : IFLT;
          default -> when ? IFEQ : IFNE;
        },
        target);
  }
}
