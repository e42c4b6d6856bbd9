/**
 * Certificates: what was proved, as theorems that the proof assistant Coq checks. The definitions
 * and the analytic rules they rest on are in the resource {@code Widelimit.v}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.certificate;
