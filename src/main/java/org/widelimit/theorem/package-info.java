/** The theorem file: its model, its schema and its loader. */
@org.jspecify.annotations.NullMarked
package org.widelimit.theorem;
