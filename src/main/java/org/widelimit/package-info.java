/** The program as a library of Java, and as functions of Symja. */
@org.jspecify.annotations.NullMarked
package org.widelimit;
