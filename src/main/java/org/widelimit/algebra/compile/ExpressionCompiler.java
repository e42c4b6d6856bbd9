package org.widelimit.algebra.compile;

import static org.objectweb.asm.Opcodes.*;

import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.widelimit.algebra.Expr;

/**
 * Compiles expressions to JVM bytecode.
 *
 * <p>The expression is first brought to a form that neither overflows nor cancels where it need not
 * ({@code Log[1 + E^x]} is {@code x} at 800, {@code 1 + Erf[x]} keeps its digits in the left tail),
 * common parts are computed once, integer powers are multiplications. Where an expression has no
 * real value ({@code Log[-1]}, {@code Sqrt[-1]}) the compiled function returns NaN. Classes are
 * cached by expression and parameters.
 */
public final class ExpressionCompiler {

  private static final String PACKAGE = "org/widelimit/algebra/compile/";
  private static final String NAME = PACKAGE + "Compiled";
  private static final int MOST_PARAMETERS = 1_000;
  private static final int MOST_CACHED = 2_000;

  private record Key(Expr expr, List<String> parameters, boolean unary) {}

  private static final Map<Key, Object> CACHE =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
          return size() > MOST_CACHED;
        }
      };

  private ExpressionCompiler() {}

  /**
   * Compiles a function of several variables.
   *
   * @param expr the expression, of the heads that have real values
   * @param parameters the names of the variables, in the order of the arguments
   * @return the compiled function
   * @throws IllegalArgumentException if a symbol is neither a parameter nor a constant, a head has
   *     no numeric value (the message names it), or the expression is too deep or too large
   */
  public static CompiledFunction compile(Expr expr, List<String> parameters) {
    if (parameters.size() > MOST_PARAMETERS) {
      throw new IllegalArgumentException("more than " + MOST_PARAMETERS + " parameters");
    }
    return (CompiledFunction) cached(new Key(expr, List.copyOf(parameters), false));
  }

  /**
   * Compiles a function of one variable, with a loop over arrays.
   *
   * @param expr the expression, of the heads that have real values
   * @param parameter the name of the variable
   * @return the compiled function
   * @throws IllegalArgumentException as {@link #compile} does
   */
  public static UnaryFunction compileUnary(Expr expr, String parameter) {
    return (UnaryFunction) cached(new Key(expr, List.of(parameter), true));
  }

  private static Object cached(Key key) {
    synchronized (CACHE) {
      Object known = CACHE.get(key);
      if (known != null) {
        return known;
      }
    }
    Object made = instantiate(key);
    synchronized (CACHE) {
      CACHE.put(key, made);
    }
    return made;
  }

  private static Object instantiate(Key key) {
    CodeGraphBuilder.Lowered lowered =
        CodeGraphBuilder.lower(StableForms.of(key.expr()), key.parameters());
    try {
      byte[] bytes = key.unary() ? unaryClass(lowered) : generalClass(lowered, key.parameters());
      return MethodHandles.lookup()
          .defineHiddenClass(bytes, true)
          .lookupClass()
          .getDeclaredConstructor()
          .newInstance();
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      throw new IllegalArgumentException("the expression is too large to compile", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load a compiled expression", e);
    }
  }

  private static byte[] generalClass(CodeGraphBuilder.Lowered lowered, List<String> parameters) {
    ClassWriter writer = start(CompiledFunction.class);
    BytecodeEmitter.emit(writer, NAME, lowered, parameters.size(), true);
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "evaluate", "([D)D", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 1);
    code.visitLdcInsn(parameters.size());
    code.visitMethodInsn(
        INVOKESTATIC, PACKAGE + "ExpressionCompiler", "requireLength", "([DI)V", false);
    code.visitVarInsn(ALOAD, 1);
    code.visitMethodInsn(INVOKESTATIC, NAME, "value", "([D)D", false);
    code.visitInsn(DRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  static void requireLength(double[] arguments, int length) {
    if (arguments.length != length) {
      throw new IllegalArgumentException(
          "expected " + length + " arguments, got " + arguments.length);
    }
  }

  private static byte[] unaryClass(CodeGraphBuilder.Lowered lowered) {
    ClassWriter writer = start(UnaryFunction.class);
    BytecodeEmitter.emit(writer, NAME, lowered, 1, false);
    MethodVisitor one = writer.visitMethod(ACC_PUBLIC, "applyAsDouble", "(D)D", null, null);
    one.visitCode();
    one.visitVarInsn(DLOAD, 1);
    one.visitMethodInsn(INVOKESTATIC, NAME, "value", "(D)D", false);
    one.visitInsn(DRETURN);
    one.visitMaxs(0, 0);
    one.visitEnd();
    loop(writer.visitMethod(ACC_PUBLIC, "applyAll", "([D[DII)V", null, null));
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Writes {@code for (; from < to; from++) out[from] = value(in[from])}. */
  private static void loop(MethodVisitor code) {
    Label test = new Label();
    Label end = new Label();
    code.visitCode();
    code.visitLabel(test);
    code.visitVarInsn(ILOAD, 3);
    code.visitVarInsn(ILOAD, 4);
    code.visitJumpInsn(IF_ICMPGE, end);
    code.visitVarInsn(ALOAD, 2);
    code.visitVarInsn(ILOAD, 3);
    code.visitVarInsn(ALOAD, 1);
    code.visitVarInsn(ILOAD, 3);
    code.visitInsn(DALOAD);
    code.visitMethodInsn(INVOKESTATIC, NAME, "value", "(D)D", false);
    code.visitInsn(DASTORE);
    code.visitIincInsn(3, 1);
    code.visitJumpInsn(GOTO, test);
    code.visitLabel(end);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static ClassWriter start(Class<?> type) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(
        V17,
        ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
        NAME,
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(type)});
    MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    return writer;
  }
}
