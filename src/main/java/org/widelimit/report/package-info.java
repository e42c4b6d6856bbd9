/**
 * The reports of a run, one class a format: {@link JsonReport}, {@link JunitReport}, {@link
 * TexReport}, and {@code html} for the page. {@link Reports} writes them all, each whole or not at
 * all.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report;
