/**
 * Expressions as fast code: {@link StableForms} rewrites them to functions that neither overflow
 * nor cancel, {@link CodeGraphBuilder} finds common parts, {@link BytecodeEmitter} writes JVM
 * bytecode. A {@link CompiledFunction} is a pure function of doubles, a {@link UnaryFunction} one
 * that also goes through arrays.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.compile;
