/**
 * Verdicts kept on disk: for a run that is repeated, and for one that is split over machines.
 *
 * <p>A {@link VerdictLog} is a file of verdicts with their evidence, a line each. It is opened as a
 * cache, which keeps what was decided for the next run, or as the journal of one part of a run,
 * which keeps everything. {@code ClaimKey} names all that a verdict is a function of: the claim as
 * it was read, what its file declares, the activations, the options and the build ({@link Engine}).
 * {@code RecordCodec} writes records as JSON and reads them back by their declared types. {@link
 * OwnKey} is a secret of the user. A {@link ShardManifest} says what run a part belongs to.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A line begins with the fingerprint of the rest. What is damaged, torn, or of another build,
 *       seed or claim is not believed: it is as if it were not there.
 *   <li>A cache believes only lines that were signed with the user's own secret, so that a cache
 *       that comes with somebody's files proves nothing. A verdict that was left open is not
 *       cached.
 *   <li>What a verdict newly depends on must go into the key. A new component of a record of
 *       evidence is kept without more ado.
 *   <li>Reading makes values of the asked types and of no others. Numbers come back as the same
 *       bits.
 * </ul>
 *
 * <p>The verifier sees a log as a {@link org.widelimit.verification.VerdictMemory}. Samples of
 * simulations are kept by {@code simulation.experiment}, reports by {@code report}.
 */
@NullMarked
package org.widelimit.store;

import org.jspecify.annotations.NullMarked;
