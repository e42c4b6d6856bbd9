/**
 * Architectures and their infinite-width recursions: NNGP, NTK, length map, correlation map and
 * {@code chi}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.network;
