/** The three rungs, evidence, verdicts, negative controls and repair. */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification;
