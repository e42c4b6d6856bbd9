/**
 * Leads each kind of claim through the rungs ({@link ClaimCheck}), with wrong variants that the
 * same check must reject ({@link Mutations}) and a repair for what is refuted ({@link Repair}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.check;
