/**
 * The computer algebra boundary: expressions, assumptions, zero tests, Wolfram syntax, TeX and
 * compilation.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra;
