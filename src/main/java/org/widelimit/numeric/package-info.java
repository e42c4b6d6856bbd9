/** Numbers that say how far they can be trusted: grades of error bounds, and intervals. */
@org.jspecify.annotations.NullMarked
package org.widelimit.numeric;
