/** The command line. */
@org.jspecify.annotations.NullMarked
package org.widelimit.cli;
