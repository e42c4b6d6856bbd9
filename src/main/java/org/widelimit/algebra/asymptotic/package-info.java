/**
 * Growth classes {@code Exp[e] l^a Log[l]^b Log[Log[l]]^c}, compared exactly: {@link
 * AsymptoticExpansion} finds the leading terms of an expression, {@link AsymptoticLimit} what a
 * ratio tends to. What is periodic in an integer index is told apart by its residues.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.asymptotic;
