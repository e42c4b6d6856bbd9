/** Verdicts kept on disk: for a run that is repeated, and for one that is split over machines. */
@NullMarked
package org.widelimit.store;

import org.jspecify.annotations.NullMarked;
