/** What the commands print and write: lines, tables, progress, files. */
@org.jspecify.annotations.NullMarked
package org.widelimit.cli.output;
