package org.widelimit.verification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rungs found.
 *
 * @param evidence in the order of the rungs
 * @param controls the negative controls
 * @param repair the repair of a refuted claim, or null
 */
record Findings(List<Evidence> evidence, Controls controls, @Nullable String repair) {}
