/**
 * Enclosures of formulas, averages and integrals over boxes of their parameters, and claims decided
 * on whole domains by branch and bound.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.enclosure;
