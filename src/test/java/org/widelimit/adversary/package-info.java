/** False claims that are easy to miss, and true ones in another dress, against the verdicts. */
package org.widelimit.adversary;
